"""The second phase: what stands of the last site is linked into the new one, everything else is made and written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yangguang import urls
from yangguang.build.counts import tallies, whole
from yangguang.build.executor import Pool
from yangguang.build.gather import Gathered
from yangguang.build.index import begin
from yangguang.build.items import Items
from yangguang.build.jobs import Jobs
from yangguang.build.keys import Keys
from yangguang.build.opendata import REGISTER_FILES, OpenData
from yangguang.build.output import Artifact, ManifestLine, adopt, manifest, write_all
from yangguang.build.pages import Pages
from yangguang.build.release import origin, release_files, release_of
from yangguang.build.render import Theme, renderer
from yangguang.build.report import Report
from yangguang.build.request import Request
from yangguang.build.rest import Rest
from yangguang.build.sealed import LastLook
from yangguang.build.shelf import Shelf
from yangguang.build.shelves import Shelves
from yangguang.model.release import Release
from yangguang.render import Asset, asset_paths, build_assets
from yangguang.resources import folder
from yangguang.views.release import release_page


@dataclass(frozen=True, slots=True)
class Published:
    """What a build has written: the manifest's lines, the release they make up, what the next build may keep."""

    lines: tuple[ManifestLine, ...]
    apart: tuple[ManifestLine, ...]
    """Files that the manifest does not name: itself, and what is true of this release only."""
    release: Release
    shelves: tuple[Shelf, ...]
    kept: int
    """How many of the lines are of files that were taken over."""


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of a build: the store of what was read, the site as it stands, the new one."""

    store: Path
    site: Path
    staging: Path


def theme_of(request: Request) -> Theme:
    """The theme of a build: this site's own templates first, then the packaged ones."""
    folders = (*request.themes, folder("templates"))
    paths = tuple(asset_paths(_assets(request)).items())
    return Theme(folders, paths, request.preview, sandbox=request.sandbox and bool(request.themes))


def _assets(request: Request) -> tuple[Asset, ...]:
    """Style and script of the theme, and the search engine, which stands in a folder of its own."""
    return assets((*request.themes, folder("templates"), *request.words, folder("search")))


assets = lru_cache(maxsize=1)(build_assets)
"""Made once in a build, which asks for them at each page of guidance."""


def publish(request: Request, gathered: Gathered, pool: Pool, places: Places, report: Report) -> Published:
    """Writes the whole site below ``places.staging``. What MkDocs has already written there is taken into the manifest."""
    theme, staging = theme_of(request), places.staging
    renderer(theme).refuse_lost_blocks()
    theme_key = theme.key
    shelves = Shelves(places.store / "pages", theme_key, places.site, staging, pool, verify=request.verify)
    jobs = Jobs(gathered, theme, theme_key, places.store, staging)
    keys = Keys(theme_key, gathered, jobs)
    lines = _guides(gathered, staging)
    pages = Pages(gathered, keys, shelves, places.store)
    items = Items(gathered, jobs, shelves, pool)
    data, rest = OpenData(gathered, shelves), Rest(gathered, keys, shelves, places.store)
    last_look = LastLook(staging, _others(gathered), shelves, gathered.contents.values(), gathered.summary.codes, pool)
    data.look(items.kept, jobs)
    few = items.few
    if few:  # rendered by this process, while the workers make tables and link
        data.make(pool)
    lines += items.render(report)
    index = begin(items.kept, jobs, gathered, shelves, pool, places.store)
    if few:
        data.join(pool)
    else:  # the index needs one core for a while, and goes before the tables
        data.make(pool)
    last_look.begin(lines)
    with report.stage("join"):
        lines += pages.write(renderer(theme))
        lines += write_all(staging, (Artifact(one.path, one.body) for one in _assets(request)))
    with report.stage("data"):
        data.join(pool)  # unless that has been done
        lines += data.lines
        last_look.begin(lines)
        lines += rest.write()
    with report.stage("index"):
        lines += index.lines()
    with report.stage("output"):
        standing = shelves.lines()
        last_look.begin(lines)
        last_look.end()
        return _released(request, gathered, theme, sorted((*lines, *data.joined(), *standing)), shelves, len(standing))


def _guides(gathered: Gathered, staging: Path) -> list[ManifestLine]:
    """Pages of guidance, which MkDocs has rendered before us."""
    contents = gathered.contents.values()
    return [adopt(staging, urls.page(content.prefix, file)) for content in contents for file in content.pages]


def _others(gathered: Gathered) -> set[str]:
    """Files that the last look leaves out: tables of regions are those of departments in a row, attachments were looked through."""
    tables = {urls.data_table(slug, file) for slug in gathered.contents for file in REGISTER_FILES}
    return tables | gathered.summary.files.keys()


def _released(
    request: Request, gathered: Gathered, theme: Theme, lines: list[ManifestLine], shelves: Shelves, kept: int
) -> Published:
    """The manifest, and what is true of this release only; ``lines`` in their order."""
    listing = manifest(lines)
    chunks, as_of = list(gathered.chunks), gathered.summary.as_of
    departments = sum(len(content.standing(as_of)) for content in gathered.contents.values())
    figures = whole(tallies(gathered.summary.listed, chunks, gathered.glances).values())
    whence = request.repeats or origin(as_of, gathered.commit, request.commits)
    release = release_of(departments, figures, as_of, whence, listing, lines)
    page = release_page(gathered.contents, release, archive=request.archive)
    shown = Artifact(page.path, renderer(theme).render(page))
    apart = write_all(shelves.staging, (listing, *release_files(release), shown))
    return Published(tuple(lines), tuple(apart), release, tuple(shelves), kept)
