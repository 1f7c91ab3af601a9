"""The second phase: renders every chunk, joins what spans chunks, and writes it all into a staging folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from yangguang import urls
from yangguang.build.artifact import Artifact
from yangguang.build.chunks import Pool
from yangguang.build.executor import SerialExecutor
from yangguang.build.fragments import made_of_items
from yangguang.build.gather import Gathered
from yangguang.build.index import Index, begin
from yangguang.build.jobs import Jobs, Kept
from yangguang.build.keys import Keys
from yangguang.build.opendata import REGISTER_FILES, OpenData
from yangguang.build.output import ManifestLine, adopt, manifest, write, write_all
from yangguang.build.release import release_files, release_of, repeated
from yangguang.build.render import RenderJob, Theme, item_paths, only, render_chunk, renderer
from yangguang.build.report import Report
from yangguang.build.request import Request
from yangguang.build.sealed import look_over
from yangguang.build.shelf import Page, Shelf, link_all
from yangguang.data.cells import csv_head, csv_rows
from yangguang.model.release import Release
from yangguang.render import Asset, asset_paths, build_assets
from yangguang.resources import folder
from yangguang.views.release import release_page

_LINKS = 8_000
"""Files that a worker links at once."""


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
    theme = theme_of(request)
    writing = _Writing(request, gathered, theme, theme.key, places)
    writing.adopt_guides()
    writing.look(pool)
    data = writing.open_data()
    if writing.few(pool):
        # Rendered by this process, while the workers make tables and link.
        data.make(pool)
        writing.render(pool, report)
        index = writing.begin_index(pool)
        data.join(pool)
    else:
        # The index needs one core for a while, and goes before the tables.
        writing.render(pool, report)
        index = writing.begin_index(pool)
        data.make(pool)
    with report.stage("join"):
        shelf, stands = writing.whole()
        writing.keep(pool)
        writing.join(shelf, stands)
    with report.stage("data"):
        data.join(pool)  # unless that has been done
        data.rest()
    with report.stage("index"):
        writing.end_index(index)
    with report.stage("output"):
        return writing.finish(pool, data)


class _Writing:
    """One site being written: the manifest's lines so far, and the shelves of the last one."""

    def __init__(self, request: Request, gathered: Gathered, theme: Theme, theme_key: str, places: Places) -> None:
        self.request = request
        self.gathered = gathered
        self.theme = theme
        self.theme_key = theme_key
        self.places = places
        self.jobs = Jobs(gathered, theme, theme_key, places.store, places.staging)
        self.keys = Keys(theme_key, gathered, self.jobs)
        self.lines: list[ManifestLine] = []
        self.stood: list[ManifestLine] = []
        """Lines of what the last build has left."""
        self.shelves: list[Shelf] = []
        self.kept: list[Kept] = []
        self.standing: list[tuple[Shelf, list[Page]]] = []
        self.stale: list[tuple[RenderJob, Shelf, dict[str, str]]] = []
        """Items to be rendered, and the key of each file that they will become."""
        self.waiting = 0
        """How many files these are."""
        self.linked: list[Future[None]] = []

    def adopt_guides(self) -> None:
        """Pages of guidance, which MkDocs has rendered before us."""
        for content in self.gathered.contents.values():
            self.lines += [adopt(self.places.staging, urls.page(content.prefix, file)) for file in content.pages]

    def look(self, pool: Pool) -> None:
        """Sees which items must be rendered; the files of the others are being linked from here on."""
        for chunk in self.gathered.chunks:
            shelf = self._shelf(chunk.id)
            whole = shelf.whole(self.jobs.made_of(chunk))
            self.kept.append(Kept(chunk, shelf, bool(whole)))
            self.stand(shelf, whole)
            missing = {} if whole else self._missing(self.jobs[chunk], shelf)
            if missing:
                job = self.jobs[chunk]
                made_of = {path: job.keys[code] for code, paths in missing.items() for path in paths}
                self.stale.append((only(job, missing), shelf, made_of))
            if self.waiting > _LINKS:
                self.keep(pool)
        self.keep(pool)

    def few(self, pool: Pool) -> bool:
        """Whether so little must be rendered that no worker is needed for it."""
        return isinstance(pool(self._stale_items()), SerialExecutor)

    def render(self, pool: Pool, report: Report) -> None:
        """Renders the items that have changed."""
        total = self._stale_items()
        with report.stage("render", total) as advance:
            done = pool(total).map(render_chunk, [job for job, _, _ in self.stale])
            for (job, shelf, made_of), parts in zip(self.stale, done, strict=True):
                for part in parts:
                    line = write(self.places.staging, part) if isinstance(part, Artifact) else part
                    shelf.put(line, made_of[line.path])
                    self.lines.append(line)
                advance(len(job.spans))

    def _stale_items(self) -> int:
        return sum(len(job.spans) for job, _, _ in self.stale)

    def _missing(self, job: RenderJob, shelf: Shelf) -> dict[str, tuple[str, str]]:
        """The items of a chunk that have changed, with their files; those of the others stand."""
        shelf.items = made_of_items(job.keys)
        missing = {}
        for code, key in job.keys.items():
            paths = item_paths(job.content, code)
            standing = shelf.standing(paths, key)
            self.stand(shelf, standing)
            if not standing:
                missing[code] = paths
        return missing

    def stand(self, shelf: Shelf, pages: list[Page]) -> None:
        """Notes files of the last build that stay."""
        self.standing.append((shelf, pages))
        self.waiting += len(pages)

    def keep(self, pool: Pool) -> None:
        """Has all that stands linked into the new site, by the workers."""
        paths = [page.path for _, pages in self.standing for page in pages]
        for start in range(0, len(paths), _LINKS):
            part = paths[start : start + _LINKS]
            self.linked.append(pool(len(part)).submit(link_all, self.places.site, self.places.staging, part))
        for shelf, pages in self.standing:
            self.stood += shelf.keep(pages)
        self.standing.clear()
        self.waiting = 0

    def whole(self) -> tuple[Shelf, bool]:
        """The shelf of what is no item's page, and whether all of that stands."""
        shelf = self._shelf("whole")
        standing = shelf.whole(self.keys.whole)
        self.stand(shelf, standing)
        return shelf, bool(standing)

    def join(self, shelf: Shelf, stands: bool) -> None:
        """Everything that is no item page: pages of the whole, tables of figures, attachments, assets."""
        if not stands:
            self._pages(shelf)
        self._attachments(self._shelf("attachments"))
        self.lines += write_all(self.places.staging, self._theme_files())

    def _pages(self, shelf: Shelf) -> None:
        render = renderer(self.theme)
        linked = self.gathered.linked
        for planned in linked.pages if linked else ():
            page = planned.make() if planned.made_of is None else None
            key = self.keys(page if planned.made_of is None else planned.made_of())
            line = shelf.take(planned.path, key)
            if line is None:
                body = render.render(page or planned.make())
                line = write(self.places.staging, Artifact(planned.path, body, planned.source))
                shelf.put(line, key)
            self.lines.append(line)
        for table in linked.tables if linked else ():
            head, *rows = table.rows()
            line = write(self.places.staging, Artifact(table.path, csv_head(head) + csv_rows(rows), table.source))
            shelf.put(line, self.keys.whole)
            self.lines.append(line)

    def _attachments(self, shelf: Shelf) -> None:
        """The files that the content refers to; those that are what they were are not copied again."""
        for path, (slug, file) in self.gathered.summary.files.items():
            source = self.gathered.reads[slug].source
            key = repr(source.stat(file) or hashlib.sha256(source.read(file)).hexdigest())
            line = shelf.take(path, key)
            if line is None:
                line = write(self.places.staging, Artifact(path, source.read(file), file))
                shelf.put(line, key)
            self.lines.append(line)

    def _theme_files(self) -> Iterator[Artifact]:
        for asset in _assets(self.request, self.theme.folders):
            yield Artifact(asset.path, asset.body, asset.name)

    def begin_index(self, pool: Pool) -> Index:
        """What the reader's browser searches: taken over, patched, or begun in a worker."""
        shelf = self._shelf("index")
        index = begin(self.kept, self.jobs, self.gathered, shelf, pool, self.places.store)
        self.stand(shelf, index.standing)
        return index

    def end_index(self, index: Index) -> None:
        """Waits for the index."""
        self.lines += index.lines()

    def open_data(self) -> OpenData:
        """The open data, and what stands of it."""
        data = OpenData(self.gathered, self.keys, self._shelf, self.stand, self.places.site, self.places.staging)
        data.look(self.kept, self.jobs)
        return data

    def finish(self, pool: Pool, data: OpenData) -> Published:
        """The manifest, and what is true of this release only."""
        for linked in self.linked:
            linked.result()
        # Attachments were looked through as what they are; tables of regions are those of their departments in a row.
        other = {urls.data_table(slug, file) for slug in self.gathered.contents for file in REGISTER_FILES}
        other |= self.gathered.summary.files.keys()
        self.lines += data.lines
        look_over(self.places.staging, self.lines, other, self.shelves, self.gathered.contents, pool)
        lines = sorted((*self.lines, *data.joined(), *self.stood))
        listing = manifest(lines)
        counts, as_of = self.gathered.summary.counts, self.gathered.summary.as_of
        release = release_of(counts, as_of, self.gathered.commit, listing, lines, self.request.commits)
        release = repeated(release, self.request.repeats)
        page = release_page(self.gathered.contents, release, archive=self.request.archive)
        shown = Artifact(page.path, renderer(self.theme).render(page), "release")
        write_all(self.places.staging, (listing, *release_files(release), shown))
        return Published(tuple(lines), release, tuple(self.shelves))

    def _shelf(self, name: str) -> Shelf:
        table = self.places.store / "pages" / f"{name}.json"
        shelf = Shelf(table, self.theme_key, self.places.site, self.places.staging, self.request.verify)
        self.shelves.append(shelf)
        return shelf
