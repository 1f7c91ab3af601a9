"""The second phase: renders every chunk, joins what spans chunks, and writes it all into a staging folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from yangguang import urls
from yangguang.build.artifact import Artifact
from yangguang.build.gather import Gathered, Pool
from yangguang.build.history import RegionHistory
from yangguang.build.index import Index, begin
from yangguang.build.keys import Keys, keys_of
from yangguang.build.opendata import REGISTER_FILES, OpenData
from yangguang.build.output import ManifestLine, adopt, manifest, write, write_all
from yangguang.build.release import release_files, release_of, repeated
from yangguang.build.render import RenderJob, Theme, frame, item_paths, keyed, only, render_chunk, renderer
from yangguang.build.report import Report
from yangguang.build.request import Request
from yangguang.build.sealed import look_over
from yangguang.build.shelf import Page, Shelf, link_all
from yangguang.data.cells import csv_head, csv_rows
from yangguang.model.facts import ChunkFacts
from yangguang.model.links import ChunkLinks, Links, RegionLinks
from yangguang.model.release import Release
from yangguang.render import Asset, asset_paths, build_assets
from yangguang.resources import folder
from yangguang.views.planned import PlannedPage
from yangguang.views.release import release_page
from yangguang.views.shell import site_of


@dataclass(frozen=True, slots=True)
class Published:
    """What a build has written: the manifest's lines, the release they make up, what the next build may keep."""

    lines: tuple[ManifestLine, ...]
    release: Release
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of a build: the store of what was read, the site as it stands, the new one."""

    store: Path
    site: Path
    staging: Path


def theme_of(request: Request) -> Theme:
    """The theme of a build: this site's own templates first, then the packaged ones."""
    folders = (*request.themes, folder("templates"))
    assets = tuple(asset_paths(_assets(request, folders)).items())
    return Theme(folders, assets, request.csp, sandbox=request.sandbox and bool(request.themes))


def _assets(request: Request, folders: tuple[Path, ...]) -> tuple[Asset, ...]:
    """Style and script of the theme, and the search engine, which stands in a folder of its own."""
    return build_assets((*folders, *request.words, folder("search")))


def publish(request: Request, gathered: Gathered, pool: Pool, places: Places, report: Report) -> Published:
    """Writes the whole site but what MkDocs has already written below ``staging``, which is taken into the manifest."""
    if gathered.links is None:
        raise ValueError("nothing was gathered that could be published")
    theme = theme_of(request)
    writing = _Writing(request, gathered, gathered.links, theme, theme.key, places)
    writing.adopt_guides()
    writing.chunks(pool, report)
    # The index needs one core for a while; the other links and joins the pages meanwhile.
    index = writing.begin_index(pool)
    with report.stage("join"):
        data = writing.begin_data(pool)
        shelf, missing = writing.whole()
        writing.keep(pool)
        writing.join(shelf, missing)
    with report.stage("data"):
        writing.data(data, pool)
    with report.stage("index"):
        writing.end_index(index)
    with report.stage("output"):
        return writing.finish(pool, data)


class _Writing:
    """One site being written: its lines so far, and the shelves of the last one."""

    def __init__(
        self, request: Request, gathered: Gathered, links: Links, theme: Theme, theme_key: str, places: Places
    ) -> None:
        self.request = request
        self.gathered = gathered
        self.links = links
        self.theme = theme
        self.theme_key = theme_key
        self.places = places
        self.lines: list[ManifestLine] = []
        self.shelves: list[Shelf] = []
        self.jobs: list[RenderJob] = []
        self.keys: Keys
        self.standing: list[tuple[Shelf, list[Page]]] = []
        self.linked: Future[None] | None = None

    def adopt_guides(self) -> None:
        """Pages of guidance, which MkDocs has rendered before us."""
        for content in self.gathered.contents.values():
            self.lines += [adopt(self.places.staging, urls.page(content.prefix, file)) for file in content.pages]

    def chunks(self, pool: Pool, report: Report) -> None:
        """The item pages that must be rendered: all but those of the last build of which nothing has changed."""
        stale: list[tuple[RenderJob, Shelf, dict[str, str]]] = []
        self.jobs = [keyed(job, self.theme_key) for job in self._jobs()]
        self.keys = keys_of(self.theme_key, self.gathered, self.links, self.jobs)
        for job in self.jobs:
            shelf = self._shelf(job.chunk.id)
            standing = {code: shelf.standing(item_paths(job.content, code), key) for code, key in job.keys.items()}
            self.standing.append((shelf, [page for pages in standing.values() for page in pages]))
            missing = {code for code, pages in standing.items() if not pages}
            if missing:
                made_of = {path: job.keys[code] for code in sorted(missing) for path in item_paths(job.content, code)}
                stale.append((only(job, missing), shelf, made_of))
        total = sum(len(job.spans) for job, _, _ in stale)
        with report.stage("render", total) as advance:
            done = pool(total).map(render_chunk, [job for job, _, _ in stale])
            for (job, shelf, made_of), parts in zip(stale, done, strict=True):
                for part in parts:
                    line = write(self.places.staging, part) if isinstance(part, Artifact) else part
                    shelf.put(line, made_of[line.path])
                    self.lines.append(line)
                advance(len(job.spans))

    def keep(self, pool: Pool) -> None:
        """The pages and scripts of the last build that stay; linking them is left to a worker."""
        paths = [page.path for _, pages in self.standing for page in pages]
        self.linked = pool(len(paths)).submit(link_all, self.places.site, self.places.staging, paths)
        for shelf, pages in self.standing:
            self.lines += shelf.keep(pages)

    def whole(self) -> tuple[Shelf, tuple[PlannedPage, ...]]:
        """The shelf of the pages that are no item's, and those of them that must be looked at: all, or none."""
        shelf = self._shelf("whole")
        standing = shelf.whole(self.keys.whole)
        self.standing.append((shelf, standing))
        return shelf, () if standing else self.gathered.pages

    def join(self, shelf: Shelf, pages: Iterable[PlannedPage]) -> None:
        """Everything that is no item page: pages of the whole, attachments, assets."""
        render = renderer(self.theme)
        for planned in pages:
            page = planned.make() if planned.made_of is None else None
            key = self.keys(page if planned.made_of is None else planned.made_of())
            line = shelf.take(planned.path, key)
            if line is None:
                body = render.render(page or planned.make())
                line = write(self.places.staging, Artifact(planned.path, body, planned.source))
                shelf.put(line, key)
            self.lines.append(line)
        self.lines += write_all(self.places.staging, self._files())

    def begin_index(self, pool: Pool) -> Index:
        """What the reader's browser searches: taken over, patched, or begun in a worker."""
        places, shelf = self.places, self._shelf("index")
        index = begin(self.jobs, self.keys, self.gathered, self.links, shelf, pool, places.store)
        self.standing.append((shelf, index.standing))
        return index

    def end_index(self, index: Index) -> None:
        """Waits for the index."""
        self.lines += index.lines()

    def begin_data(self, pool: Pool) -> OpenData:
        """The tables of departments, begun in the workers."""
        data = OpenData(self.gathered, self.links, self.keys, self._shelf, self.places.staging)
        data.begin(self.jobs, pool)
        return data

    def data(self, data: OpenData, pool: Pool) -> None:
        """The tables of the open data, the catalogue, feeds and sitemap."""
        data.rest(self.jobs, pool)
        self.lines += data.lines

    def finish(self, pool: Pool, data: OpenData) -> Published:
        """The manifest, and what is true of this release only."""
        if self.linked:
            self.linked.result()
        # Attachments were looked through as what they are; tables of regions are those of their departments in a row.
        other = {urls.data_table(slug, file) for slug in self.gathered.contents for file in REGISTER_FILES}
        other |= self.gathered.files.keys()
        own = [line for line in self.lines if line.path not in other]
        look_over(self.places.staging, own, self.shelves, self.gathered.contents, pool)
        self.lines += data.joined()
        listing = manifest(self.lines)
        release = release_of(self.links, self.gathered.commit, listing, self.lines, self.request.commits)
        release = repeated(release, self.request.repeats)
        page = release_page(self.gathered.contents, release, archive=self.request.archive)
        shown = Artifact(page.path, renderer(self.theme).render(page), "release")
        write_all(self.places.staging, (listing, *release_files(release), shown))
        return Published(tuple(sorted(self.lines)), release, tuple(self.shelves))

    def _shelf(self, name: str) -> Shelf:
        table = self.places.store / "pages" / f"{name}.json"
        shelf = Shelf(table, self.theme_key, self.places.site, self.places.staging, self.request.verify)
        self.shelves.append(shelf)
        return shelf

    def _jobs(self) -> Iterator[RenderJob]:
        site = site_of(self.gathered.contents)
        for facts in self.links.chunks:
            region = facts.chunk.region
            content = frame(self.gathered.contents[region], facts.chunk.department)
            yield RenderJob(
                facts.chunk, content, site, {item.code: item for item in facts.items},
                _slice(self.links.regions[region], facts), self.gathered.spans[facts.chunk.id],
                self.theme, self.places.store, self.places.staging, _told(self.gathered.histories[region], facts),
            )  # fmt: skip

    def _files(self) -> Iterator[Artifact]:
        for path, (slug, file) in self.gathered.files.items():
            yield Artifact(path, self.gathered.reads[slug].source.read(file), file)
        for table in self.gathered.tables:
            head, *rows = table.rows()
            yield Artifact(table.path, csv_head(head) + csv_rows(rows), table.source)
        for asset in _assets(self.request, self.theme.folders):
            yield Artifact(asset.path, asset.body, asset.name)


def _told(history: RegionHistory, facts: ChunkFacts) -> RegionHistory:
    """What of a region's history the pages of one chunk need."""
    items = {item.code: history.items[item.code] for item in facts.items if item.code in history.items}
    return replace(history, items=items)


def _slice(region: RegionLinks, facts: ChunkFacts) -> ChunkLinks:
    """What of a region's links the pages of one chunk need."""
    named = sorted({citation for item in facts.items for citation in item.citations})
    return ChunkLinks(
        facts.chunk,
        {item.code: region.links[item.code] for item in facts.items},
        {citation: region.laws[region.law_slugs[citation]].path for citation in named if citation in region.law_slugs},
    )
