"""What is no item's page: pages of the whole, among them those of laws, tables of figures, attachments."""

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


class Pages:
    """All that stays as long as the content without the items' own texts does; else each is looked at for itself.

    The pages of amended laws tell besides which items have changed since, and stand on shelves of their own.
    """

    def __init__(self, gathered: Gathered, keys: Keys, shelves: Shelves) -> None:
        """Has a worker see whether all of it stays."""
        self.gathered, self.keys, self.shelves = gathered, keys, shelves
        self.shelf = shelves.open("whole")
        self.claim = shelves.claim(self.shelf, keys.whole)
        self.told = {slug: self._told(slug) for slug in gathered.summary.amended}
        """网址标识 → path of a law's page → a digest of what it tells of the field history."""
        names = {slug: shelves.open(f"{slug}.laws") for slug in self.told}
        self.laws = {slug: shelves.claim(shelf, self._made_of(slug)) for slug, shelf in names.items()}

    def _told(self, slug: str) -> dict[str, str]:
        changed = self.gathered.histories[slug].changed
        amended = self.gathered.summary.amended[slug]
        return {path: digest(repr(law.since(changed))) for path, law in sorted(amended.items())}

    def _made_of(self, slug: str) -> str:
        return digest(self.keys.whole, *(part for pair in self.told[slug].items() for part in pair))

    def write(self, render: Renderer) -> Iterator[ManifestLine]:
        """Makes what does not stay."""
        if not self.shelves.settle(self.claim) and self.gathered.linked:
            yield from self._pages(self.gathered.linked, render)
        for slug, claim in self.laws.items():
            if not self.shelves.settle(claim) and self.gathered.linked:
                yield from self._laws(slug, claim.shelf, self.gathered.linked, render)
        yield from self._attachments(self.shelves.open("attachments"))

    def _pages(self, linked: Linked, render: Renderer) -> Iterator[ManifestLine]:
        for planned in linked.pages:
            if planned.told is not None:
                continue
            page = planned.make() if planned.made_of is None else None
            key = self.keys(page if planned.made_of is None else planned.made_of())
            line = self.shelf.take(planned.path, key)
            if line is None:
                body = render.render(page or planned.make())
                line = self.shelf.write(Artifact(planned.path, body, planned.source))
                self.shelf.put(line, key)
            yield line
        for table in linked.tables:
            head, *rows = table.rows()
            line = self.shelf.write(Artifact(table.path, csv_head(head) + csv_rows(rows), table.source))
            self.shelf.put(line, self.keys.whole)
            yield line

    def _laws(self, slug: str, shelf: Shelf, linked: Linked, render: Renderer) -> Iterator[ManifestLine]:
        """The pages of a region's amended laws. While the whole is what it was, so is what each is made of beside the history."""
        same, shelf.items = shelf.items == self.keys.whole, self.keys.whole
        planned = linked.laws(slug, self.gathered.summary.as_of)
        for path, told in self.told[slug].items():
            before = shelf.before.get(path) if same else None
            made_of = planned[path].made_of
            key = before.key.partition(" ")[0] if before else self.keys(made_of() if made_of else None)
            line = shelf.take(path, f"{key} {told}")
            if line is None:
                page = planned[path]
                line = shelf.write(Artifact(path, render.render(page.make()), page.source))
                shelf.put(line, f"{key} {told}")
            yield line

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
