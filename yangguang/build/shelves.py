"""All shelves of a build; what stands on them is linked into the new site by the workers."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

from yangguang.build.chunks import Pool
from yangguang.build.output import ManifestLine
from yangguang.build.shelf import Page, Shelf, link_all

_AT_ONCE = 8_000
"""Files that a worker links at once."""


class Shelves:
    """Opens shelves by name, and takes note of what stays; linking goes on behind."""

    def __init__(self, folder: Path, key: str, site: Path, staging: Path, pool: Pool, *, verify: bool) -> None:
        """``folder`` holds the tables; ``key``: a digest of the theme."""
        self.site, self.staging = site, staging
        self._folder, self._key, self._verify, self._pool = folder, key, verify, pool
        self._open: list[Shelf] = []
        self._standing: list[tuple[Shelf, list[Page]]] = []
        self._waiting = 0
        self._linked: list[Future[None]] = []
        self._lines: list[ManifestLine] = []

    def __iter__(self) -> Iterator[Shelf]:
        return iter(self._open)

    def open(self, name: str) -> Shelf:
        """The shelf of a name."""
        shelf = Shelf(self._folder / f"{name}.json", self._key, self.site, self.staging, self._verify)
        self._open.append(shelf)
        return shelf

    def stand(self, shelf: Shelf, pages: list[Page]) -> None:
        """Notes files of the last build that stay."""
        self._standing.append((shelf, pages))
        self._waiting += len(pages)
        if self._waiting >= _AT_ONCE:
            self.link()

    def link(self) -> None:
        """Has the workers link what has been noted so far."""
        files = [(page.path, page.stat[2]) for _, pages in self._standing for page in pages]
        for start in range(0, len(files), _AT_ONCE):
            part = files[start : start + _AT_ONCE]
            self._linked.append(self._pool(len(part)).submit(link_all, self.site, self.staging, part))
        for shelf, pages in self._standing:
            self._lines += shelf.keep(pages)
        self._standing.clear()
        self._waiting = 0

    def lines(self) -> list[ManifestLine]:
        """The manifest's lines of what stays, once all of it is linked."""
        self.link()
        for linked in self._linked:
            linked.result()
        return self._lines
