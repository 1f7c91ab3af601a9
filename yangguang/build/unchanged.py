"""Whether anything at all has changed since the last build; answered before anything heavy is even imported."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from yangguang.build.commit import newest_commit
from yangguang.build.request import Settings
from yangguang.build.source import FolderStat
from yangguang.disk import NOT_READ, umask
from yangguang.model.problem import Lang
from yangguang.resources import PACKAGE

_FILE = "last"
_NOT_READ = frozenset(map(os.fsencode, NOT_READ))
_Line = Callable[[bytes, os.stat_result], bytes]
"""What is told of one file."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a build reads: files and folders (those that may still appear included), and their stamp."""

    roots: tuple[str, ...]
    stamp: str
    folders: dict[str, FolderStat] = field(default_factory=dict, compare=False)
    """Each folder that was looked through."""


@dataclass(frozen=True, slots=True)
class Last:
    """The last build: what was asked, what was read, what was written, and what it said in the end."""

    asked: str
    inputs: Inputs
    repositories: tuple[str, ...]
    """Folders of which git was asked for the newest commit …"""
    commit: str
    """… and its name; another one shows another release."""
    site: str
    site_stamp: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What the last build said in the end, where nothing has changed since; and what it read, as it stands now."""

    said: tuple[str, ...] | None = None
    inputs: Inputs | None = None


def inputs(roots: Iterable[Path], seen: Inputs | None = None) -> Inputs:
    """A look at all that a build is about to read; taken before reading, so that what changes meanwhile is noticed.

    ``seen``: such a look that has just been taken, perhaps at the same.
    """
    names = tuple(str(root) for root in roots)
    return seen if seen and seen.roots == names else look_through(names)


def look_through(roots: tuple[str, ...]) -> Inputs:
    """A look at name and looks of every file below the roots."""
    return _look_through(roots, _looks)


def stamp(site: str) -> str:
    """A digest of name, size, time of change and inode of every file of a site."""
    return _look_through((site,), _stat).stamp


def _look_through(roots: tuple[str, ...], line: _Line) -> Inputs:
    total, folders = hashlib.sha256(), dict[str, FolderStat]()
    for root in roots:
        total.update(os.fsencode(root) + b"\0")
        if root not in folders:  # a region inside another has been seen with it
            _look(os.fsencode(root), folders, line)
    for folder, seen in sorted(folders.items()):
        total.update(f"{folder}\0{seen.digest}\n".encode("utf-8", "surrogateescape"))
    return Inputs(roots, total.hexdigest(), folders)


def _look(root: bytes, folders: dict[str, FolderStat], line: _Line) -> None:
    """Adds each folder that has files, at a root or below it; or the root itself as if it were a folder, if it is a file."""
    if os.path.isfile(root):  # noqa: PTH113  (tens of thousands of files: plain os calls, no Path objects)
        folders[os.fsdecode(root)] = _folder_stat([(root, os.stat(root))], line)  # noqa: PTH116
        return
    try:
        entries = list(os.scandir(root))
    except OSError:
        return
    files = []
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            files += _stats(entry)
        elif entry.name not in _NOT_READ:
            _look(entry.path, folders, line)
    if files:
        folders[os.fsdecode(root)] = _folder_stat(files, line)


def _stats(entry: os.DirEntry[bytes]) -> list[tuple[bytes, os.stat_result]]:
    """A file; of a symbolic link also the file that it leads to, which templates and lexicon may be read from."""
    found = [(entry.path, entry.stat(follow_symlinks=False))]
    return [*found, (entry.path, entry.stat())] if entry.is_symlink() and os.path.isfile(entry.path) else found  # noqa: PTH113


def _folder_stat(files: list[tuple[bytes, os.stat_result]], line: _Line) -> FolderStat:
    lines = sorted(line(name, one) for name, one in files)
    return FolderStat(hashlib.sha256(b"".join(lines)).hexdigest(), max(one.st_mtime_ns for _, one in files))


def _stat(name: bytes, one: os.stat_result) -> bytes:
    return b"%b\0%d\0%d\0%d\n" % (name, one.st_size, one.st_mtime_ns, one.st_ino)


def _looks(name: bytes, one: os.stat_result) -> bytes:
    return b"%b\0%d\0%d\0%d\0%d\n" % (name, one.st_size, one.st_mtime_ns, one.st_ino, one.st_ctime_ns)


def remember(
    cache: Path, asked: str, read: Inputs, commit: tuple[Iterable[Path], str], site: str, said: Iterable[str]
) -> None:
    """Notes what this build has seen and done; ``commit``: which git was asked for in these folders, and its name."""
    repositories = tuple(map(str, commit[0]))
    seen = replace(read, folders={})
    last = Last(asked, seen, repositories, commit[1], site, stamp(site), tuple(said))
    (cache / _FILE).write_text(json.dumps(asdict(last)), encoding="ascii")


def since(settings: Settings, lang: Lang) -> Look:
    """Looks whether nothing has changed since the last build; ``Look()`` where it must not be believed."""
    if settings.no_cache or settings.verify or _told_elsewhere(settings):
        return Look()
    last = _last(settings.cache or home(settings) / ".yangguang" / "cache")
    if last is None or last.asked != asked_of(settings, lang):
        return Look()
    now = look_through(last.inputs.roots)
    same = now == last.inputs and stamp(last.site) == last.site_stamp and _committed(last) == last.commit
    return Look(last.said if same else None, now)


def _told_elsewhere(settings: Settings) -> bool:
    """Whether the configuration takes something from another file, a program or the environment, which nobody looks at here."""
    file = configuration(settings)
    try:
        body = file.read_bytes() if file else b""
    except OSError:
        return True
    return any(word in body for word in (b"INHERIT", b"!ENV", b"hooks"))


def _committed(last: Last) -> str:
    found = newest_commit(map(Path, last.repositories)) if last.repositories else None
    return found.id if found else ""


def _last(cache: Path) -> Last | None:
    try:
        found: dict[str, Any] = json.loads((cache / _FILE).read_text(encoding="utf-8"))
        read = Inputs(tuple(found["inputs"]["roots"]), found["inputs"]["stamp"])
        repositories, said = tuple(found["repositories"]), tuple(found["said"])
        commit, site, site_stamp = found["commit"], found["site"], found["site_stamp"]
        return Last(found["asked"], read, repositories, commit, site, site_stamp, said)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def configuration(settings: Settings) -> Path | None:
    """``-f``, else mkdocs.yml in the folder above ``--content``, else in the working folder."""
    if settings.file is not None:
        return settings.file.resolve()
    places = [settings.content.resolve().parent] if settings.content is not None else []
    found = (place / "mkdocs.yml" for place in (*places, Path.cwd()))
    return next((path for path in found if path.is_file()), None)


def home(settings: Settings) -> Path:
    """The folder that the configuration's paths are relative to."""
    file = configuration(settings)
    return file.parent if file else Path.cwd()


def asked_of(settings: Settings, lang: Lang) -> str:
    """All that is asked of a build, and in which language it is to tell what it finds."""
    # Another engine, other libraries, or a configuration that was not there may make other things of the same content.
    here, told = os.getcwd(), os.environ.get("SOURCE_DATE_EPOCH")  # noqa: PTH109  (a name, not a path)
    return repr((settings, lang, umask(), str(PACKAGE), _libraries(), here, told, str(configuration(settings))))


def _libraries() -> list[int]:
    """When something was last installed beside the engine, or taken away."""
    folders = (folder for folder in sys.path if folder.endswith("-packages"))
    return [os.stat(folder).st_mtime_ns for folder in folders if os.path.isdir(folder)]  # noqa: PTH112, PTH116
