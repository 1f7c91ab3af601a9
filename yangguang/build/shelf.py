"""Pages of the last build that this one may keep: taken over into the new site instead of being rendered again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from yangguang.build.cache import load, save
from yangguang.build.output import Artifact, ManifestLine, write
from yangguang.build.source import Stat, stat_of
from yangguang.build.takeover import Files, stands, take_over


class Page(NamedTuple):
    """One page as it was written: what it was made of (``key``), and the file it became."""

    path: str
    key: str
    sha256: str
    stat: Stat


class _Table(NamedTuple):
    """What is kept of a shelf."""

    made_of: str
    keys: list[str]
    files: Files


_NOTHING = _Table("", [], Files([], [], [], [], []))


@dataclass
class Shelf:
    """The pages of one chunk, or those of the whole, as the last build left them in ``site``.

    A file is believed to be the one that was written if size, time of change and inode are; ``verify`` reads it anew.
    """

    table: Path
    key: str
    site: Path
    staging: Path
    verify: bool = False
    now: list[Page] = field(init=False, default_factory=list)
    taken: set[str] = field(init=False, default_factory=set)
    """Paths of those that were taken over one by one (:meth:`take`)."""
    made_of: str = field(init=False, default="")
    """What all files together are made of, where that is told (:meth:`made_of_this`)."""
    last: _Table = field(init=False)
    whole: bool = field(init=False, default=False)
    """Whether all files are those of the last build."""

    def __post_init__(self) -> None:
        self.last = load(_Table, self.table, self.key) or _NOTHING

    @cached_property
    def before(self) -> dict[str, Page]:
        """The files as the last build left them, by path."""
        return {page.path: page for page in self._pages()}

    def _pages(self) -> list[Page]:
        files = self.last.files
        stats = zip(files.sizes, files.times, files.inodes, strict=True)
        return list(map(Page, files.paths, self.last.keys, files.sha256s, stats))

    def made_of_this(self, made_of: str) -> bool:
        """Notes what all files are made of together; whether those of the last build were made of just this."""
        self.made_of = made_of
        return made_of == self.last.made_of and bool(self.last.files.paths)

    def keep_whole(self) -> list[ManifestLine]:
        """Takes all files, which somebody else has taken over into the new site."""
        self.whole = True
        files = self.last.files
        return list(map(ManifestLine, files.paths, files.sizes, files.sha256s))

    def take(self, path: str, key: str) -> ManifestLine | None:
        """Takes a page over if it was made of the same; ``None`` where it must be rendered."""
        page = self.before.get(path)
        if page is None or page.key != key or not self.take_all([page]):
            return None
        self.taken.add(path)
        return self.keep([page])[0]

    def take_all(self, pages: Sequence[Page]) -> bool:
        """Takes pages over at once; whether all stand."""
        return all(take_over(self.site, self.staging, [columns(pages)], self.verify))

    def standing(self, paths: Sequence[str], key: str) -> list[Page]:
        """Files that are made together, to be taken over later, where they were made of the same and all stand; else none."""
        pages = [page for path in paths if (page := self.before.get(path)) and page.key == key]
        return pages if len(pages) == len(paths) and self._stand(pages) else []

    def keep(self, pages: Sequence[Page]) -> list[ManifestLine]:
        """Takes standing files that somebody else takes over into the new site."""
        self.now += pages
        return [ManifestLine(page.path, page.stat[0], page.sha256) for page in pages]

    def _stand(self, pages: Sequence[Page]) -> bool:
        try:
            return all(
                stands(f"{self.site}/{page.path}", page.stat, page.sha256 if self.verify else None) for page in pages
            )
        except OSError:
            return False

    def write(self, artifact: Artifact) -> ManifestLine:
        """Writes a file, unless the last build wrote the same, which is taken over then: nobody need fetch it again."""
        before = self.before.get(artifact.path)
        if before is None or before.sha256 != hashlib.sha256(artifact.body).hexdigest():
            return write(self.staging, artifact)
        if not self.take_all([before]):
            return write(self.staging, artifact)
        return ManifestLine(before.path, before.stat[0], before.sha256)

    def put(self, line: ManifestLine, key: str) -> None:
        """Remembers a file that was written."""
        self.now.append(Page(line.path, key, line.sha256, stat_of(f"{self.staging}/{line.path}")))

    def save(self) -> None:
        """Writes the table, unless every page was taken over."""
        if not self.whole:
            now = _Table(self.made_of, [page.key for page in self.now], columns(self.now))
            if now != self.last:
                save(_Table, self.table, self.key, now)


def columns(pages: Sequence[Page]) -> Files:
    """Pages as the files that they became."""
    return Files(
        [page.path for page in pages], [page.sha256 for page in pages],
        [page.stat[0] for page in pages], [page.stat[1] for page in pages], [page.stat[2] for page in pages],
    )  # fmt: skip
