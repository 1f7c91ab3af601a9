"""The open data of a build: tables of each department, joined to tables of each region; catalogue, feeds, sitemap."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path

from yangguang import resources, urls
from yangguang.build.artifact import Artifact
from yangguang.build.cache import digest
from yangguang.build.gather import Gathered, Pool
from yangguang.build.keys import Keys
from yangguang.build.output import ManifestLine, write, write_all, write_parts
from yangguang.build.render import RenderJob
from yangguang.build.shelf import Shelf
from yangguang.build.stored import stored_items
from yangguang.data.catalog import catalog
from yangguang.data.feeds import atom, feeds
from yangguang.data.items import ItemRows, place_of
from yangguang.data.sitemap import Listed, robots, sitemaps
from yangguang.data.tables import CSV, JSON, REGISTER, DepartmentTables, decisions, joined
from yangguang.model.content import RegionContent
from yangguang.model.links import Links

CHANGES = resources.PACKAGE / "data" / "CHANGELOG.md"
REGISTER_FILES: tuple[str, ...] = tuple(table.name + ending for table in REGISTER for ending in (CSV, JSON))

Shelves = Callable[[str], Shelf]
"""Opens the shelf of a name."""


def table_artifacts(job: RenderJob) -> Iterator[Artifact]:
    """The tables of one department's items."""
    tables = DepartmentTables()
    place = place_of(job.content, job.chunk.department)
    for code, body in stored_items(job.store, job.chunk, job.spans):
        tables.add(ItemRows.of(place, job.links.links[code], body))
    for name, body in tables.files():
        path = urls.data_table(job.content.slug, name, job.chunk.department)
        yield Artifact(path, body, f"{job.content.prefix}powers/{job.chunk.department}/")


def write_tables(job: RenderJob) -> list[ManifestLine] | list[Artifact]:
    """Makes a department's tables: a local worker writes them, a remote one hands them back."""
    if job.staging is None:
        return list(table_artifacts(job))
    return write_all(job.staging, table_artifacts(job))


@dataclass(frozen=True, slots=True)
class Joining:
    """What a worker needs to join one table of each department to that of their region."""

    region: str
    file: str
    departments: tuple[str, ...]
    staging: Path


def join_table(job: Joining) -> ManifestLine:
    """Writes a table of a whole region; of its departments one is in memory at a time."""
    paths = (job.staging / urls.data_table(job.region, job.file, department) for department in job.departments)
    parts = joined(job.file, (path.read_bytes() for path in paths))
    return write_parts(job.staging, urls.data_table(job.region, job.file), parts)


@dataclass(slots=True)
class OpenData:
    """The open data being written: the lines so far, and the tables that workers are making and joining."""

    gathered: Gathered
    links: Links
    keys: Keys
    shelves: Shelves
    staging: Path
    lines: list[ManifestLine] = field(default_factory=list)
    items: dict[str, str] = field(default_factory=dict)
    """Chunk → digest of its items."""
    making: list[tuple[RenderJob, Shelf]] = field(default_factory=list)
    made: Iterator[list[ManifestLine] | list[Artifact]] = field(default_factory=lambda: iter(()))
    joining: list[tuple[Shelf, str, Future[ManifestLine]]] = field(default_factory=list)

    def begin(self, jobs: Sequence[RenderJob], pool: Pool) -> None:
        """Takes over the tables of departments in which nothing has changed, and has the workers make the others."""
        for job in jobs:
            chunk = job.chunk
            self.items[chunk.id] = digest(*chain.from_iterable(job.keys.items()))
            paths = [urls.data_table(chunk.region, file, chunk.department) for file in REGISTER_FILES]
            shelf = self.shelves(f"{chunk.id}.data")
            taken = shelf.take_all(paths, self.items[chunk.id])
            self.lines += taken
            if not taken:
                self.making.append((job, shelf))
        stale = [job for job, _ in self.making]
        self.made = pool(sum(len(job.keys) for job in stale)).map(write_tables, stale)

    def rest(self, jobs: Sequence[RenderJob], pool: Pool) -> None:
        """Everything else; the tables of regions are still being joined after it."""
        self._made()
        for slug, content in self.gathered.contents.items():
            self._region(content, [job for job in jobs if job.chunk.region == slug], pool)
        for content in self.gathered.contents.values():
            self._decisions(content)
            self._feeds(content)
        self.lines += write_all(self.staging, _whole(self.gathered, self.links))

    def joined(self) -> list[ManifestLine]:
        """The lines of the tables of regions, once they are joined."""
        found: list[ManifestLine] = []
        for shelf, key, table in self.joining:
            found.append(table.result())
            shelf.put(found[-1], key)
        return found

    def _made(self) -> None:
        """Waits for the tables of departments."""
        for (job, shelf), parts in zip(self.making, self.made, strict=True):
            for part in parts:
                line = write(self.staging, part) if isinstance(part, Artifact) else part
                shelf.put(line, self.items[job.chunk.id])
                self.lines.append(line)

    def _region(self, content: RegionContent, jobs: Sequence[RenderJob], pool: Pool) -> None:
        """The tables of a whole region, joined from those of its departments by a worker."""
        slug, chunks = content.slug, [job.chunk for job in jobs]
        key = digest(*chain.from_iterable((chunk.id, self.items[chunk.id]) for chunk in chunks))
        shelf = self.shelves(f"{slug}.data")
        taken = shelf.take_all([urls.data_table(slug, file) for file in REGISTER_FILES], key)
        self.lines += taken
        if not taken:
            workers = pool(sum(len(one.keys) for one in jobs))
            departments = tuple(chunk.department for chunk in chunks)
            joining = (Joining(slug, file, departments, self.staging) for file in REGISTER_FILES)
            self.joining += ((shelf, key, workers.submit(join_table, job)) for job in joining)

    def _decisions(self, content: RegionContent) -> None:
        """Events and documents, of the region and of each department."""
        own = self.links.regions[content.slug]
        places = repr([(code, item.department) for code, item in own.items.items()])
        key = digest(self.keys.contents[content.slug], places)
        shelf = self.shelves(f"{content.slug}.decisions")
        taken = shelf.take_all(list(shelf.before), key)
        self.lines += taken
        for department in () if taken else ("", *content.departments):
            for file, body in decisions(content, own, department):
                path = urls.data_table(content.slug, file, department)
                line = write(self.staging, Artifact(path, body, f"{content.prefix}{file}"))
                shelf.put(line, key)
                self.lines.append(line)

    def _feeds(self, content: RegionContent) -> None:
        """The feeds of a region; one in which nothing is new stays as it is."""
        root, shelf = _root(self.gathered), self.shelves(f"{content.slug}.feeds")
        for feed in feeds(content, self.links.regions[content.slug]):
            key = digest(root, repr(feed))
            line = shelf.take(feed.path, key)
            if line is None:
                line = write(self.staging, Artifact(feed.path, atom(feed, content, root), f"{content.prefix}feeds"))
                shelf.put(line, key)
            self.lines.append(line)


def _root(gathered: Gathered) -> str:
    """The public address of the site; empty where there is none."""
    website = next(content for content in gathered.contents.values() if content.main).region.website
    return urls.base(website.domain if website else None)


def _whole(gathered: Gathered, links: Links) -> Iterator[Artifact]:
    """What stands once for the whole site."""
    root = _root(gathered)
    yield Artifact(urls.DATA_CATALOG, catalog(gathered.contents, links, root), "data")
    yield Artifact(urls.DATA_CHANGES, CHANGES.read_bytes(), "data")
    yield Artifact(urls.ROBOTS, robots(root), "data")
    for path, body in sitemaps(root, sorted(_pages(gathered, links), key=lambda page: page[0])):
        yield Artifact(path, body, "data")


def _pages(gathered: Gathered, links: Links) -> Iterator[Listed]:
    """Every page that a search engine should know, with its own date."""
    for slug, content in gathered.contents.items():
        items = links.regions[slug].items.values()
        yield from ((urls.power(content.prefix, item.code), item.updated) for item in items)
        yield from ((urls.page(content.prefix, file), None) for file in content.pages)
    days: dict[str, date] = {
        urls.disclosure(content.prefix, file): document.published
        for content in gathered.contents.values()
        for file, document in content.disclosures.items()
    }
    yield from ((page.path, days.get(page.path)) for page in gathered.pages if page.listed)
