"""The second phase: renders every chunk, joins what spans chunks, and writes it all into a staging folder."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from pathlib import Path

from yangguang.build.artifact import Artifact
from yangguang.build.gather import Gathered
from yangguang.build.output import ManifestLine, adopt, manifest, write, write_all
from yangguang.build.release import release_files, release_of
from yangguang.build.render import RenderJob, Theme, render_chunk, renderer
from yangguang.build.report import Report
from yangguang.build.request import Request
from yangguang.model.facts import ChunkFacts
from yangguang.model.laws import cited_as
from yangguang.model.links import ChunkLinks, Links, RegionLinks
from yangguang.model.release import Release
from yangguang.render import asset_paths, build_assets
from yangguang.resources import folder
from yangguang.views.release import release_page
from yangguang.views.shell import site_of


@dataclass(frozen=True, slots=True)
class Published:
    """What a build has written: the manifest's lines and the release they make up."""

    lines: tuple[ManifestLine, ...]
    release: Release


def theme_of(request: Request) -> Theme:
    """The theme of a build: this site's own templates first, then the packaged ones."""
    folders = (*request.themes, folder("templates"))
    return Theme(folders, tuple(asset_paths(build_assets(folders)).items()), request.csp)


def publish(
    request: Request, gathered: Gathered, executor: Executor, store: Path, staging: Path, report: Report
) -> Published:
    """Writes the whole site but what MkDocs has already written below ``staging``, which is taken into the manifest."""
    if gathered.links is None:
        raise ValueError("nothing was gathered that could be published")
    theme = theme_of(request)
    lines = _guides(gathered, staging)
    lines += _render_chunks(gathered, gathered.links, theme, executor, store, staging, report)
    with report.stage("join"):
        lines += write_all(staging, _joined(gathered, theme))
    with report.stage("output"):
        listing = manifest(lines)
        release = release_of(gathered.links, gathered.commit, listing, lines)
        page = release_page(gathered.contents, release)
        shown = Artifact(page.path, renderer(theme).render(page), "release")
        write_all(staging, (listing, *release_files(release), shown))
    return Published(tuple(sorted(lines)), release)


def _guides(gathered: Gathered, staging: Path) -> list[ManifestLine]:
    """Pages of guidance, which MkDocs has rendered before us."""
    files = sorted(path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file())
    return [adopt(staging, path) for path in files]


def _render_chunks(
    gathered: Gathered,
    links: Links,
    theme: Theme,
    executor: Executor,
    store: Path,
    staging: Path,
    report: Report,
) -> list[ManifestLine]:
    jobs = list(_jobs(gathered, links, theme, store, staging))
    lines: list[ManifestLine] = []
    with report.stage("render", sum(len(job.facts) for job in jobs)) as advance:
        for job, done in zip(jobs, executor.map(render_chunk, jobs), strict=True):
            lines += [write(staging, part) if isinstance(part, Artifact) else part for part in done]
            advance(len(job.facts))
    return lines


def _jobs(gathered: Gathered, links: Links, theme: Theme, store: Path, staging: Path) -> Iterator[RenderJob]:
    site = site_of(gathered.contents)
    frames = {slug: replace(content, duties={}, risks={}, files=()) for slug, content in gathered.contents.items()}
    for facts in links.chunks:
        region = facts.chunk.region
        yield RenderJob(
            facts.chunk, frames[region], site,
            {item.code: item for item in facts.items}, _slice(links.regions[region], facts), theme, store, staging,
        )  # fmt: skip


def _slice(region: RegionLinks, facts: ChunkFacts) -> ChunkLinks:
    """What of a region's links the pages of one chunk need."""
    return ChunkLinks(
        facts.chunk,
        {item.code: region.links[item.code] for item in facts.items},
        {citation: region.laws[region.law_slugs[citation]].path for citation in sorted(_citations(facts))},
    )


def _citations(facts: ChunkFacts) -> set[str]:
    return {cited_as(law.name, law.number) for item in facts.items for law in item.laws}


def _joined(gathered: Gathered, theme: Theme) -> Iterator[Artifact]:
    """Everything that is no item page: pages of the whole, attachments, assets."""
    render = renderer(theme)
    for planned in gathered.pages:
        yield Artifact(planned.path, render.render(planned.make()), planned.source)
    for path, (slug, file) in gathered.files.items():
        yield Artifact(path, gathered.reads[slug].source.read(file), file)
    for asset in build_assets(theme.folders):
        yield Artifact(asset.path, asset.body, asset.name)
