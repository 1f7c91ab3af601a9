"""What is no item's page: pages of the whole, tables of figures, attachments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from yangguang.build.artifact import Artifact
from yangguang.build.cache import digest
from yangguang.build.gather import Gathered
from yangguang.build.keys import Keys
from yangguang.build.linked import Linked
from yangguang.build.output import ManifestLine
from yangguang.build.shelf import Shelf
from yangguang.build.shelves import Shelves
from yangguang.data.cells import csv_head, csv_rows
from yangguang.render import Renderer
from yangguang.views.dated import told
from yangguang.views.planned import PlannedPage, PlannedTable
from yangguang.views.shell import Page


class Pages:
    """The pages of a region stay together as long as it sees the same, those of the root as long as the whole does.

    Where that is not so, each is looked at for itself. Those that tell days (views/dated.py) stand on shelves of their own.
    """

    def __init__(self, gathered: Gathered, keys: Keys, shelves: Shelves) -> None:
        """Has a worker see what stays."""
        self.gathered, self.keys, self.shelves = gathered, keys, shelves
        self.root = shelves.claim(shelves.open("whole"), keys.whole)
        self.regions = {slug: shelves.claim(shelves.open(f"{slug}.pages"), keys.region(slug)) for slug in keys.regions}
        self.told = {slug: self._told(slug) for slug in keys.regions}
        """网址标识 → path of a page → a digest of the days that it tells."""
        dated = {slug: shelves.open(f"{slug}.dated") for slug in keys.regions}
        self.dated = {slug: shelves.claim(shelf, self._made_of(slug)) for slug, shelf in dated.items()}

    def _told(self, slug: str) -> dict[str, str]:
        prefix, amended = self.gathered.contents[slug].prefix, self.gathered.summary.amended[slug]
        days = told(prefix, amended, self.gathered.updated[slug], self.gathered.histories[slug].changed)
        return {path: digest(repr(days[path])) for path in sorted(days)}

    def _made_of(self, slug: str) -> str:
        """What the region sees, and which days its pages tell."""
        days = digest(*(part for pair in self.told[slug].items() for part in pair))
        return f"{self.keys.region(slug)} {days}"

    def write(self, render: Renderer) -> Iterator[ManifestLine]:
        """Makes what does not stay."""
        linked = self.gathered.linked
        if linked is None:
            return
        if not self.shelves.settle(self.root):
            yield from self._pages(linked.pages[""], self.root.shelf, render)
        for slug in self.keys.regions:
            claim, dated = self.regions[slug], self.dated[slug]
            if not self.shelves.settle(claim):
                yield from self._pages(linked.pages[slug], claim.shelf, render)
                yield from self._tables(linked.tables[slug], claim.shelf, self.keys.region(slug))
            if not self.shelves.settle(dated):
                yield from self._dated(slug, dated.shelf, linked, render)
        yield from self._attachments(self.shelves.open("attachments"))

    def _pages(self, pages: Iterable[PlannedPage], shelf: Shelf, render: Renderer) -> Iterator[ManifestLine]:
        for planned in pages:
            if not planned.dated:
                key, page = self._key(planned)
                yield self._page(planned, shelf, key, render, page)

    @staticmethod
    def _tables(tables: Iterable[PlannedTable], shelf: Shelf, key: str) -> Iterator[ManifestLine]:
        for table in tables:
            head, *rows = table.rows()
            line = shelf.write(Artifact(table.path, csv_head(head) + csv_rows(rows)))
            shelf.put(line, key)
            yield line

    def _dated(self, slug: str, shelf: Shelf, linked: Linked, render: Renderer) -> Iterator[ManifestLine]:
        """The pages of a region that tell days. While the region sees the same, so is what each is made of beside them."""
        same = shelf.last.made_of.partition(" ")[0] == self.keys.region(slug)
        pages = linked.dated(slug, self.gathered.summary.as_of)
        for path, days in self.told[slug].items():
            before = shelf.before.get(path) if same else None
            planned = pages[path]
            key, page = (before.key.partition(" ")[0], None) if before else self._key(planned)
            yield self._page(planned, shelf, f"{key} {days}", render, page)

    def _key(self, planned: PlannedPage) -> tuple[str, Page | None]:
        """What a page is made of; and the page, where nothing but itself tells."""
        if planned.made_of is not None:
            return self.keys(planned.made_of()), None
        page = planned.make()
        return self.keys(page), page

    @staticmethod
    def _page(planned: PlannedPage, shelf: Shelf, key: str, render: Renderer, page: Page | None = None) -> ManifestLine:
        line = shelf.take(planned.path, key)
        if line is None:
            body = render.render(page or planned.make())
            line = shelf.write(Artifact(planned.path, body))
            shelf.put(line, key)
        return line

    def _attachments(self, shelf: Shelf) -> Iterator[ManifestLine]:
        """The files that the content refers to; those that are what they were are not copied again."""
        for path, (slug, file) in self.gathered.summary.files.items():
            source = self.gathered.reads[slug].source
            key = repr(source.stat(file) or hashlib.sha256(source.read(file)).hexdigest())
            line = None if shelf.verify else shelf.take(path, key)
            if line is None:
                line = shelf.write(Artifact(path, source.read(file)))
                shelf.put(line, key)
            yield line
