"""What is no item's page: pages of the whole, tables of figures, attachments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

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
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page


class Pages:
    """All that stays as long as the content without the items' own texts does; else each is looked at for itself.

    The pages that tell days (views/dated.py) stand on shelves of their own, a region's together.
    """

    def __init__(self, gathered: Gathered, keys: Keys, shelves: Shelves) -> None:
        """Has a worker see whether all of it stays."""
        self.gathered, self.keys, self.shelves = gathered, keys, shelves
        self.shelf = shelves.open("whole")
        self.claim = shelves.claim(self.shelf, keys.whole)
        self.told = {slug: self._told(slug) for slug in gathered.summary.amended}
        """网址标识 → path of a page → a digest of the days that it tells."""
        dated = {slug: shelves.open(f"{slug}.dated") for slug in self.told}
        self.dated = {slug: shelves.claim(shelf, self._made_of(slug)) for slug, shelf in dated.items()}

    def _told(self, slug: str) -> dict[str, str]:
        prefix, amended = self.gathered.contents[slug].prefix, self.gathered.summary.amended[slug]
        days = told(prefix, amended, self.gathered.updated[slug], self.gathered.histories[slug].changed)
        return {path: digest(repr(days[path])) for path in sorted(days)}

    def _made_of(self, slug: str) -> str:
        return digest(self.keys.whole, *(part for pair in self.told[slug].items() for part in pair))

    def write(self, render: Renderer) -> Iterator[ManifestLine]:
        """Makes what does not stay."""
        if not self.shelves.settle(self.claim) and self.gathered.linked:
            yield from self._pages(self.gathered.linked, render)
        for slug, claim in self.dated.items():
            if not self.shelves.settle(claim) and self.gathered.linked:
                yield from self._dated(slug, claim.shelf, self.gathered.linked, render)
        yield from self._attachments(self.shelves.open("attachments"))

    def _pages(self, linked: Linked, render: Renderer) -> Iterator[ManifestLine]:
        for planned in linked.pages:
            if not planned.dated:
                key, page = self._key(planned)
                yield self._page(planned, self.shelf, key, render, page)
        for table in linked.tables:
            head, *rows = table.rows()
            line = self.shelf.write(Artifact(table.path, csv_head(head) + csv_rows(rows), table.source))
            self.shelf.put(line, self.keys.whole)
            yield line

    def _dated(self, slug: str, shelf: Shelf, linked: Linked, render: Renderer) -> Iterator[ManifestLine]:
        """The pages of a region that tell days. While the whole is what it was, so is what each is made of beside them."""
        same, shelf.items = shelf.items == self.keys.whole, self.keys.whole
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
            line = shelf.write(Artifact(planned.path, body, planned.source))
            shelf.put(line, key)
        return line

    def _attachments(self, shelf: Shelf) -> Iterator[ManifestLine]:
        """The files that the content refers to; those that are what they were are not copied again."""
        for path, (slug, file) in self.gathered.summary.files.items():
            source = self.gathered.reads[slug].source
            key = repr(source.stat(file) or hashlib.sha256(source.read(file)).hexdigest())
            line = shelf.take(path, key)
            if line is None:
                line = shelf.write(Artifact(path, source.read(file), file))
                shelf.put(line, key)
            yield line
