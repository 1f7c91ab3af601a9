"""What is no item's page: pages of the whole, tables of figures, attachments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from yangguang.build.artifact import Artifact
from yangguang.build.gather import Gathered
from yangguang.build.keys import Keys
from yangguang.build.linked import Linked
from yangguang.build.output import ManifestLine
from yangguang.build.shelf import Shelf
from yangguang.build.shelves import Shelves
from yangguang.data.cells import csv_head, csv_rows
from yangguang.render import Renderer


class Pages:
    """All that stays as long as the content without the items' own texts does; else each is looked at for itself."""

    def __init__(self, gathered: Gathered, keys: Keys, shelves: Shelves) -> None:
        """Has a worker see whether all of it stays."""
        self.gathered, self.keys, self.shelves = gathered, keys, shelves
        self.shelf = shelves.open("whole")
        self.claim = shelves.claim(self.shelf, keys.whole)

    def write(self, render: Renderer) -> Iterator[ManifestLine]:
        """Makes what does not stay."""
        if not self.shelves.settle(self.claim) and self.gathered.linked:
            yield from self._pages(self.gathered.linked, render)
        yield from self._attachments(self.shelves.open("attachments"))

    def _pages(self, linked: Linked, render: Renderer) -> Iterator[ManifestLine]:
        for planned in linked.pages:
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
