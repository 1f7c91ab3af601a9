"""Pages of the last build that this one may keep: linked into the new site instead of being rendered again."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from yangguang.build.cache import load, save
from yangguang.build.output import NO_ROOM, ManifestLine, make_room
from yangguang.build.source import Stat, stat_of


class Page(NamedTuple):
    """One page as it was written: what it was made of (``key``), and the file it became."""

    path: str
    key: str
    sha256: str
    stat: Stat


class _Table(NamedTuple):
    made_of: str
    items: str
    pages: tuple[Page, ...]


@dataclass(slots=True)
class Shelf:
    """The pages of one chunk, or those of the whole, as the last build left them in ``site``.

    A file is believed to be the one that was written if size, time of change and inode are; ``verify`` reads it anew.
    """

    table: Path
    key: str
    site: Path
    staging: Path
    verify: bool = False
    before: dict[str, Page] = field(init=False)
    now: list[Page] = field(init=False, default_factory=list)
    taken: set[str] = field(init=False, default_factory=set)
    """Paths of those that were linked one by one (:meth:`take`)."""
    made_of: str = field(init=False, default="")
    """What all files together are made of, where that is told (:meth:`whole`) …"""
    items: str = field(init=False)
    """… and a digest of the items that they show, where they are those of a chunk."""
    last: _Table = field(init=False)

    def __post_init__(self) -> None:
        self.last = load(_Table, self.table, self.key) or _Table("", "", ())
        self.items = self.last.items
        self.before = {page.path: page for page in self.last.pages}

    def whole(self, made_of: str) -> list[Page]:
        """All files, to be linked later, where they were made of just this together; else none, and each is asked for itself."""
        self.made_of = made_of
        pages = [*self.before.values()]
        return pages if made_of == self.last.made_of and self._stand(pages) else []

    def take(self, path: str, key: str) -> ManifestLine | None:
        """Links the page into the new site if it was made of the same; ``None`` where it must be rendered."""
        pages = self.standing((path,), key)
        link_all(self.site, self.staging, [(page.path, page.stat[2]) for page in pages])
        self.taken.update(page.path for page in pages)
        return next(iter(self.keep(pages)), None)

    def standing(self, paths: Sequence[str], key: str) -> list[Page]:
        """Files that are made together, to be linked later, where they were made of the same and all stand; else none."""
        pages = [page for path in paths if (page := self.before.get(path)) and page.key == key]
        return pages if len(pages) == len(paths) and self._stand(pages) else []

    def keep(self, pages: Sequence[Page]) -> list[ManifestLine]:
        """Takes standing files that somebody else links into the new site."""
        self.now += pages
        return [ManifestLine(page.path, page.stat[0], page.sha256) for page in pages]

    def _stand(self, pages: Sequence[Page]) -> bool:
        """Whether all are what was written, by their looks or, if asked for, by their bytes."""
        site = f"{self.site}/"
        try:
            # Written out: the files of a prefecture are looked at one by one.
            for page in pages:
                found = os.stat(site + page.path)  # noqa: PTH116
                if (found.st_size, found.st_mtime_ns, found.st_ino) != page.stat:
                    return False
        except OSError:
            return False
        return not self.verify or all(_digest(site + page.path) == page.sha256 for page in pages)

    def put(self, line: ManifestLine, key: str) -> None:
        """Remembers a page that was rendered."""
        self.now.append(Page(line.path, key, line.sha256, stat_of(f"{self.staging}/{line.path}")))

    def save(self) -> None:
        """Writes the table, unless every page was taken over."""
        now = _Table(self.made_of, self.items, tuple(self.now))
        if now != self.last:
            save(_Table, self.table, self.key, now)


def _digest(file: str) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()


def link_all(site: Path, staging: Path, files: Sequence[tuple[str, int]]) -> None:
    """Links files of the site, each with its inode, into the new one, unless that has begun with them."""
    for path, inode in files:
        new = f"{staging}/{path}"
        try:
            if os.lstat(new).st_ino == inode:
                continue
            os.unlink(new)  # noqa: PTH108
        except FileNotFoundError:
            pass
        except NO_ROOM:
            make_room(staging, path)
        _link(f"{site}/{path}", staging, path)


def _link(old: str, staging: Path, path: str) -> None:
    try:
        link(old, f"{staging}/{path}")
    except FileNotFoundError:
        make_room(staging, path)
        link(old, f"{staging}/{path}")


def link(old: str, new: str) -> None:
    """A hard link, or a copy where the file system has none. Raises ``FileNotFoundError``, also where there is no folder for it."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(old, new)
