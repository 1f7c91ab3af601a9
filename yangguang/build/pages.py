"""What is no item's page: pages of the whole, tables of figures, attachments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from yangguang.build.cache import digest
from yangguang.build.comparing import Comparing
from yangguang.build.gather import Gathered
from yangguang.build.keys import Keys
from yangguang.build.made import key_of, made, made_one
from yangguang.build.output import Artifact, ManifestLine
from yangguang.build.shelf import Shelf
from yangguang.build.shelves import Shelves
from yangguang.data.cells import csv_head, csv_rows
from yangguang.render import Renderer
from yangguang.views.dated import told
from yangguang.views.planned import PlannedTable


class Pages:
    """The pages of a region stay together as long as it sees the same, those of the root as long as the whole does.

    Where that is not so, each is looked at for itself. Those that show figures of items, and those that tell days
    (views/dated.py), stand on shelves of their own: the others do not change with these.
    """

    def __init__(self, gathered: Gathered, keys: Keys, shelves: Shelves, store: Path) -> None:
        """Has a worker see what stays."""
        self.gathered, self.keys, self.shelves = gathered, keys, shelves
        self.root = shelves.claim(shelves.open("whole"), keys.whole)
        self.comparing = Comparing(gathered, keys, shelves, store)
        self.regions = {slug: shelves.claim(shelves.open(f"{slug}.pages"), keys.linked(slug)) for slug in keys.regions}
        self.figures = {
            slug: shelves.claim(shelves.open(f"{slug}.figures"), keys.region(slug)) for slug in keys.regions
        }
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
        settle, sights = self.shelves.settle, self.gathered.sights
        if not settle(self.root):
            yield from made(self.gathered.whole.root, self.root.shelf, self.keys, render)
        yield from self.comparing.write(render)
        for slug in self.keys.regions:
            if not settle(self.regions[slug]):
                shelf = self.regions[slug].shelf
                yield from made(sights.pages(slug), shelf, self.keys, render)
                yield from self._tables(sights.tables(slug), shelf, self.keys.linked(slug))
            if not settle(self.figures[slug]):
                shelf = self.figures[slug].shelf
                yield from made(sights.pages(slug, figures=True), shelf, self.keys, render)
                yield from self._tables(sights.tables(slug, figures=True), shelf, self.keys.region(slug))
            if not settle(self.dated[slug]):
                yield from self._dated(slug, self.dated[slug].shelf, render)
        yield from self._attachments(self.shelves.open("attachments"))

    @staticmethod
    def _tables(tables: Iterable[PlannedTable], shelf: Shelf, key: str) -> Iterator[ManifestLine]:
        for table in tables:
            head, *rows = table.rows()
            line = shelf.write(Artifact(table.path, csv_head(head) + csv_rows(rows)))
            shelf.put(line, key)
            yield line

    def _dated(self, slug: str, shelf: Shelf, render: Renderer) -> Iterator[ManifestLine]:
        """The pages of a region that tell days. While the region sees the same, so is what each is made of beside them."""
        same = shelf.last.made_of.partition(" ")[0] == self.keys.region(slug)
        pages = self.gathered.whole.dated(self.gathered.sights[slug])
        for path, days in self.told[slug].items():
            before = shelf.before.get(path) if same else None
            planned = pages[path]
            key, page = (before.key.partition(" ")[0], None) if before else key_of(planned, self.keys)
            yield made_one(planned, shelf, f"{key} {days}", render, page)

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
