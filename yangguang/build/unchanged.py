"""Whether anything at all has changed since the last build; answered before anything heavy is even imported."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from yangguang.build.request import Settings
from yangguang.history.ask import NoHistory, ask
from yangguang.resources import PACKAGE

_FILE = "last"


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a build reads: files and folders (those that may still appear included), and their stamp."""

    roots: tuple[str, ...]
    stamp: str


@dataclass(frozen=True, slots=True)
class Last:
    """The last build: what was asked, what was read, what was written, and what it said in the end."""

    asked: str
    inputs: Inputs
    commit: str
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
    return seen if seen and seen.roots == names else Inputs(names, stamp(names))


def stamp(roots: Iterable[str]) -> str:
    """A digest of name, size, time of change and inode of every file below the roots."""
    total = hashlib.sha256()
    for root in roots:
        total.update(root.encode() + b"\0")
        total.update(b"".join(sorted(_files(os.fsencode(root), []))))
    return total.hexdigest()


def _files(root: bytes, found: list[bytes]) -> list[bytes]:
    """Adds a line for each file below a root."""
    if os.path.isfile(root):  # noqa: PTH113  (tens of thousands of files: plain os calls, no Path objects)
        found.append(_line(root, os.stat(root)))  # noqa: PTH116
        return found
    try:
        entries = list(os.scandir(root))
    except OSError:
        return found
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in (b"__pycache__", b".git", b".yangguang"):
                _files(entry.path, found)
        else:
            found.append(_line(entry.path, entry.stat(follow_symlinks=False)))
    return found


def _line(name: bytes, found: os.stat_result) -> bytes:
    return b"%b\0%d\0%d\0%d\n" % (name, found.st_size, found.st_mtime_ns, found.st_ino)


def remember(cache: Path, settings: Settings, read: Inputs, site: str, said: Iterable[str]) -> None:
    """Notes what this build has seen and done."""
    roots = read.roots
    last = Last(_asked(settings), read, _commit(roots), site, stamp((site,)), tuple(said))
    (cache / _FILE).write_text(json.dumps(asdict(last), ensure_ascii=False), encoding="utf-8")


def since(settings: Settings) -> Look:
    """Looks whether nothing has changed since the last build; ``Look()`` where it must not be believed."""
    if settings.no_cache or settings.verify:
        return Look()
    last = _last(settings.cache or home(settings) / ".yangguang" / "cache")
    if last is None or last.asked != _asked(settings):
        return Look()
    now = Inputs(last.inputs.roots, stamp(last.inputs.roots))
    same = now == last.inputs and stamp((last.site,)) == last.site_stamp and _commit(now.roots) == last.commit
    return Look(last.said if same else None, now)


def _last(cache: Path) -> Last | None:
    try:
        found: dict[str, Any] = json.loads((cache / _FILE).read_text(encoding="utf-8"))
        read = Inputs(tuple(found["inputs"]["roots"]), found["inputs"]["stamp"])
        return Last(found["asked"], read, found["commit"], found["site"], found["site_stamp"], tuple(found["said"]))
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


def _asked(settings: Settings) -> str:
    # Another engine at another place may see other things in the same content.
    return repr((settings, str(PACKAGE), os.getcwd(), os.environ.get("SOURCE_DATE_EPOCH")))  # noqa: PTH109  (a name, not a path)


def _commit(roots: Iterable[str]) -> str:
    """The newest commit of the repository that the content lies in; another one shows another release."""
    folder = next(iter(roots), ".")
    try:
        return ask(Path(folder), "log", "-1", "--format=%H", "--", ".").decode().strip()
    except NoHistory:
        return ""
