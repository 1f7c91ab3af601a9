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
from yangguang.build.cache import as_json, digest
from yangguang.build.gather import Gathered, Pool
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
    """What a worker needs to join the tables of departments to those of their region."""

    region: str
    departments: tuple[str, ...]
    staging: Path


def join_tables(job: Joining) -> list[ManifestLine]:
    """Writes the tables of a whole region; of its departments one is in memory at a time."""
    return [
        write_parts(job.staging, urls.data_table(job.region, file), joined(file, _parts(job, file)))
        for file in REGISTER_FILES
    ]


def _parts(job: Joining, file: str) -> Iterator[bytes]:
    paths = (job.staging / urls.data_table(job.region, file, department) for department in job.departments)
    return (path.read_bytes() for path in paths)


def write_data(
    jobs: Sequence[RenderJob], gathered: Gathered, links: Links, shelves: Shelves, pool: Pool, staging: Path
) -> OpenData:
    """Writes all open data, or takes over what nothing has changed in; the tables of regions are still being joined."""
    data = OpenData(gathered, links, shelves, staging)
    data.departments(jobs, pool)
    for slug, content in gathered.contents.items():
        data.region(content, [job for job in jobs if job.chunk.region == slug], pool)
        data.decisions(content)
        data.feeds(content)
    data.lines += write_all(staging, _whole(gathered, links))
    return data


@dataclass(slots=True)
class OpenData:
    """The open data being written: the lines so far, and the tables that workers are joining."""

    gathered: Gathered
    links: Links
    shelves: Shelves
    staging: Path
    lines: list[ManifestLine] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    joining: list[tuple[Shelf, str, Future[list[ManifestLine]]]] = field(default_factory=list)

    def joined(self) -> list[ManifestLine]:
        """The lines of the tables of regions, once they are joined."""
        found: list[ManifestLine] = []
        for shelf, key, tables in self.joining:
            for line in tables.result():
                shelf.put(line, key)
                found.append(line)
        return found

    def departments(self, jobs: Sequence[RenderJob], pool: Pool) -> None:
        """The tables of each department, in the workers."""
        stale: list[tuple[RenderJob, Shelf]] = []
        for job in jobs:
            chunk = job.chunk
            self.keys[chunk.id] = digest(*chain.from_iterable(job.keys.items()))
            paths = [urls.data_table(chunk.region, file, chunk.department) for file in REGISTER_FILES]
            shelf = self.shelves(f"{chunk.id}.data")
            taken = shelf.take_all(paths, self.keys[chunk.id])
            self.lines += taken
            if not taken:
                stale.append((job, shelf))
        done = pool(sum(len(job.keys) for job, _ in stale)).map(write_tables, [job for job, _ in stale])
        for (job, shelf), parts in zip(stale, done, strict=True):
            for part in parts:
                line = write(self.staging, part) if isinstance(part, Artifact) else part
                shelf.put(line, self.keys[job.chunk.id])
                self.lines.append(line)

    def region(self, content: RegionContent, jobs: Sequence[RenderJob], pool: Pool) -> None:
        """The tables of a whole region, joined from those of its departments by a worker."""
        slug, chunks = content.slug, [job.chunk for job in jobs]
        key = digest(*chain.from_iterable((chunk.id, self.keys[chunk.id]) for chunk in chunks))
        shelf = self.shelves(f"{slug}.data")
        taken = shelf.take_all([urls.data_table(slug, file) for file in REGISTER_FILES], key)
        self.lines += taken
        if not taken:
            job = Joining(slug, tuple(chunk.department for chunk in chunks), self.staging)
            workers = pool(sum(len(one.keys) for one in jobs))
            self.joining.append((shelf, key, workers.submit(join_tables, job)))

    def decisions(self, content: RegionContent) -> None:
        """Events and documents, of the region and of each department."""
        own = self.links.regions[content.slug]
        places = repr([(code, item.department) for code, item in own.items.items()])
        key = digest(as_json(RegionContent, content), places)
        shelf = self.shelves(f"{content.slug}.decisions")
        taken = shelf.take_all(list(shelf.before), key)
        self.lines += taken
        for department in () if taken else ("", *content.departments):
            for file, body in decisions(content, own, department):
                path = urls.data_table(content.slug, file, department)
                line = write(self.staging, Artifact(path, body, f"{content.prefix}{file}"))
                shelf.put(line, key)
                self.lines.append(line)

    def feeds(self, content: RegionContent) -> None:
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
