"""The open data of a build: tables of each department, joined to tables of each region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from yangguang import urls
from yangguang.build.cache import digest
from yangguang.build.executor import Pool
from yangguang.build.gather import Gathered
from yangguang.build.jobs import ChunkShelf, Jobs
from yangguang.build.output import Artifact, ManifestLine, write_all, write_parts
from yangguang.build.render import RenderJob
from yangguang.build.shelf import Shelf
from yangguang.build.shelves import Shelves
from yangguang.build.stored import stored_items
from yangguang.data.items import ItemRows, place_of
from yangguang.data.tables import REGISTER, DepartmentTables, joined
from yangguang.model.facts import Chunk
from yangguang.model.tables import MEDIA

REGISTER_FILES: tuple[str, ...] = tuple(table.name + ending for table in REGISTER for ending in MEDIA)


def table_artifacts(job: RenderJob) -> Iterator[Artifact]:
    """The tables of one department's items."""
    tables = DepartmentTables()
    place = place_of(job.content, job.chunk.department)
    for code, body in stored_items(job.store, job.chunk, job.spans):
        tables.add(ItemRows.of(place, job.links.links[code], body))
    for name, body in tables.files():
        path = urls.data_table(job.content.slug, name, job.chunk.department)
        yield Artifact(path, body)


def _paths(chunk: Chunk) -> list[str]:
    return [urls.data_table(chunk.region, file, chunk.department) for file in REGISTER_FILES]


def standing_items(chunk: Chunk, shelf: Shelf) -> str:
    """What the items of a chunk that stands are made of, as its tables know."""
    return shelf.before[_paths(chunk)[0]].key


def write_tables(job: RenderJob) -> list[ManifestLine]:
    """Makes a department's tables."""
    return write_all(job.staging, table_artifacts(job))


@dataclass(frozen=True, slots=True)
class Joining:
    """What a worker needs to join one table of each department, in order, to that of their region."""

    region: str
    file: str
    departments: tuple[Path, ...]
    staging: Path


def join_table(job: Joining) -> ManifestLine:
    """Writes a table of a whole region; of its departments one is in memory at a time."""
    parts = joined(job.file, (path.read_bytes() for path in job.departments))
    return write_parts(job.staging, urls.data_table(job.region, job.file), parts)


@dataclass(slots=True)
class OpenData:
    """The open data being written: the lines so far, and the tables that workers are making and joining."""

    gathered: Gathered
    shelves: Shelves
    lines: list[ManifestLine] = field(default_factory=list)
    making: list[tuple[RenderJob, ChunkShelf]] = field(default_factory=list)
    made: Iterator[list[ManifestLine]] = field(default_factory=lambda: iter(()))
    tables: dict[str, tuple[Path, str]] = field(default_factory=dict)
    """Path of a department's table → the site in which it is, the last one or the new, and its digest."""
    regions: list[str] = field(default_factory=list)
    """Regions whose tables have not been looked at yet."""
    joining: list[tuple[Shelf, str, Future[ManifestLine]]] = field(default_factory=list)

    def look(self, kept: Sequence[ChunkShelf], jobs: Jobs) -> None:
        """Sees what stays of the last build."""
        for one in kept:
            if not self._tables_stand(one):
                self.making.append((jobs[one.chunk], one))
        self.regions += self.gathered.contents

    def _tables_stand(self, one: ChunkShelf) -> bool:
        paths = _paths(one.chunk)
        if one.stands:  # and is in the new site already
            pages, lying = [one.shelf.before[path] for path in paths], self.shelves.staging
        else:
            pages, lying = one.shelf.standing(paths, one.items), self.shelves.site
            self.shelves.stand(one.shelf, pages)
        self.tables.update((page.path, (lying, page.sha256)) for page in pages)
        return bool(pages)

    def make(self, pool: Pool) -> None:
        """Has the workers make the tables of departments that do not stand."""
        workers = pool(sum(len(chunk.files) for chunk in self.gathered.chunks) if self.making else 0)
        # Tables show nothing of what only pages do, which need not travel.
        self.made = workers.map(write_tables, [replace(job, facts={}, keys={}, shown={}) for job, _ in self.making])

    def join(self, pool: Pool) -> None:
        """Waits for the tables of departments, and has the workers join them to those of regions."""
        for (_, one), lines in zip(self.making, self.made, strict=True):
            for line in lines:
                one.shelf.put(line, one.items)
                self.lines.append(line)
                self.tables[line.path] = (self.shelves.staging, line.sha256)
        for slug in self.regions:
            self._join(slug, pool)
        self.making, self.made, self.regions = [], iter(()), []

    def joined(self) -> list[ManifestLine]:
        """The lines of the tables of regions, once they are joined."""
        found: list[ManifestLine] = []
        for shelf, key, table in self.joining:
            found.append(table.result())
            shelf.put(found[-1], key)
        return found

    def _join(self, slug: str, pool: Pool) -> None:
        """The tables of a whole region: those of which a department's has changed are joined by the workers, the others stay."""
        chunks = [chunk for chunk in self.gathered.chunks if chunk.region == slug]
        shelf = self.shelves.open(f"{slug}.data")
        for file in REGISTER_FILES:
            paths = [urls.data_table(slug, file, chunk.department) for chunk in chunks]
            key = digest(*(part for path in paths for part in (path, self.tables[path][1])))
            pages = shelf.standing([urls.data_table(slug, file)], key)
            self.shelves.stand(shelf, pages)
            if not pages:
                job = Joining(slug, file, tuple(self.tables[path][0] / path for path in paths), self.shelves.staging)
                workers = pool(sum(len(chunk.files) for chunk in chunks))
                self.joining.append((shelf, key, workers.submit(join_table, job)))
