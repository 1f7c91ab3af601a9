"""Where a region's files come from: a folder on disk, or files carried along in memory."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol
from unicodedata import category

Stat = tuple[int, int, int]
"""Size in bytes, time of change in nanoseconds, inode."""
Looks = tuple[int, int, int, int]
"""The same of a file of the content, and when the system last saw it change: whoever sets its time back leaves that behind.

Files of a site have none: each further link to one changes it.
"""

INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Kinds of signs that nobody sees: no name of a file may hold any."""
_WRONG_NAMES = (
    (frozenset({"Cs"}), "文件名不是 UTF-8，请改名 / the name is not UTF-8, rename it"),
    (INVISIBLE, "文件名里有看不见的字符，请改名 / the name has invisible characters, rename it"),
)
"""Kinds of signs that no name may hold, and what is said of one that does."""
_MOST_NAMES = 20
_HIDDEN = ("/.", "/~$")
_LEFT = ("/Thumbs.db", "/desktop.ini", "/Desktop.ini")
"""Hidden files, and what Office (``~$``, while a file is open) and Windows leave beside files: nobody wrote it, none of it is content."""


class FolderStat(NamedTuple):
    """What tells at a glance that the files of a folder are those of before: a digest of all their names and looks, the newest time of change."""

    digest: str
    newest: int


class Listing(NamedTuple):
    """What lies in a region's folder, by POSIX path, sorted: files, and symbolic links, which nobody follows."""

    files: tuple[str, ...]
    links: tuple[str, ...] = ()


class Source(Protocol):
    """A region's files by POSIX path inside its folder. Sources travel to workers, so they are small and picklable."""

    @property
    def label(self) -> str:
        """What stands before a file's path in messages: ``content/`` or empty."""

    def listing(self) -> Listing:
        """Every file of the region, nested regions and hidden files left out, and the symbolic links among them."""

    def files(self) -> tuple[str, ...]:
        """The files alone, sorted."""
        return self.listing().files

    def regions(self) -> tuple[str, ...]:
        """What stands directly below its ``regions/``, sorted: names, those of folders with ``/`` at the end; hidden ones and folders without files left out."""
        return ()

    def read(self, path: str) -> bytes:
        """The bytes of one file."""

    def stat(self, path: str) -> Looks | None:
        """What tells at a glance that a file is the one of before; ``None`` where nothing does."""
        return None

    def place(self, folder: str) -> str:
        """Where one of its folders lies on this machine; empty where it lies nowhere."""
        return ""


@dataclass(frozen=True, slots=True)
class FolderSource(Source):
    """A region's folder on this machine."""

    folder: Path
    label: str = ""

    def listing(self) -> Listing:
        """A look through the folder."""
        files, links = list[str](), list[str]()
        _walk(str(self.folder), "", files, links)
        _check_names((*files, *links), self.label)
        return Listing(tuple(sorted(files)), tuple(sorted(links)))

    def regions(self) -> tuple[str, ...]:
        """What stands directly below its ``regions/``, sorted; a symbolic link to a folder is that folder."""
        try:
            names = sorted(_below(f"{self.folder}/regions"))
        except (FileNotFoundError, NotADirectoryError):
            return ()
        _check_names(names, f"{self.label}regions/")
        return tuple(names)

    def read(self, path: str) -> bytes:
        """The bytes of one file."""
        return (self.folder / path).read_bytes()

    def stat(self, path: str) -> Looks | None:
        """Its looks."""
        found = os.stat(f"{self.folder}/{path}")  # noqa: PTH116  (tens of thousands of files: plain texts, no Path objects)
        return (found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns)

    def place(self, folder: str) -> str:
        """A folder below its own."""
        return f"{self.folder}/{folder}"


@dataclass(frozen=True, slots=True)
class MemorySource(Source):
    """Files carried along, for workers on other machines and for checks of commits that are nowhere checked out."""

    bodies: Mapping[str, bytes]
    label: str = ""

    def listing(self) -> Listing:
        """Links do not travel."""
        return Listing(tuple(sorted(self.bodies)))

    def read(self, path: str) -> bytes:
        """The bytes of one file."""
        return self.bodies[path]


def no_content(path: str) -> bool:
    """Whether what stands there, file or folder, is never read, for its own name or that of a folder around it."""
    there = f"/{path}"
    return _HIDDEN[0] in there or _HIDDEN[1] in there or there.endswith(_LEFT)


def stat_of(path: Path | str) -> Stat:
    """Size, time of change and inode of a file."""
    found = os.stat(path)  # noqa: PTH116
    return (found.st_size, found.st_mtime_ns, found.st_ino)


def _walk(folder: str, prefix: str, found: list[str], links: list[str]) -> None:
    """Adds the files of a folder and those below it. Lists are filled: generators inside generators hand on each name many times."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if no_content(entry.name) or path == "regions":
                continue
            if entry.is_symlink():
                links.append(path)
            elif entry.is_dir():
                _walk(entry.path, path + "/", found, links)
            elif entry.is_file():
                found.append(path)


def _below(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if no_content(entry.name):
                continue
            if not entry.is_dir():
                yield entry.name
            elif _holds_any(entry.path):
                yield entry.name + "/"


def _holds_any(folder: str) -> bool:
    """Whether any file lies in a folder or below it: git keeps no empty folders, so they mean nothing."""
    with os.scandir(folder) as entries:
        seen = [one for one in entries if not no_content(one.name)]
    inner = [entry.path for entry in seen if entry.is_dir(follow_symlinks=False)]
    return len(inner) < len(seen) or any(map(_holds_any, inner))


def _check_names(paths: Iterable[str], label: str) -> None:
    """A name that is no UTF-8, or that nobody sees all of, could stand neither in a message nor in a page nor in a list of
    checksums. Raises ``OSError``, which names them all."""
    odd = {path: frozenset(map(category, path)) for path in paths if not path.isprintable()}
    for wrong, why in _WRONG_NAMES:
        if found := sorted(path for path, kinds in odd.items() if kinds & wrong):
            shown = [label + _shown(path) for path in found[:_MOST_NAMES]]
            raise OSError(errno.EILSEQ, why, "、".join(shown) + "…" * (len(found) > _MOST_NAMES))


def _shown(path: str) -> str:
    """A path as people know it; names that are no UTF-8 are most often those of a package from another system."""
    parts = (_decoded(part) for part in os.fsencode(path).split(b"/"))
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in "/".join(parts))


def _decoded(name: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return name.decode(encoding)
    return name.decode("utf-8", "replace")


def further_regions(content: Path) -> tuple[Path, ...]:
    """The folders of the regions below ``content/regions/``, sorted: each folder there that holds any file."""
    names = (name for name in FolderSource(content).regions() if name.endswith("/"))
    return tuple(sorted(content / "regions" / name for name in names))


def relative_label(folder: Path, base: Path) -> str:
    """How messages name files of ``folder``: relative to ``base`` (the working folder) where it lies below it."""
    try:
        text = folder.resolve().relative_to(base.resolve()).as_posix()
    except ValueError:
        text = folder.as_posix()
    return "" if text == "." else text + "/"
