"""The second phase of one chunk: its items become pages, written where the worker stands or handed back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yangguang.build.artifact import Artifact
from yangguang.build.output import ManifestLine, write_all
from yangguang.build.read import stored_powers
from yangguang.model.content import RegionContent
from yangguang.model.facts import Chunk, ItemFacts
from yangguang.model.links import ChunkLinks
from yangguang.render import Renderer
from yangguang.views.power import power_page
from yangguang.views.shell import RegionView, Site


@dataclass(frozen=True, slots=True)
class Theme:
    """What a worker needs to make its renderer: template folders, logical names of assets with their paths, CSP or not."""

    folders: tuple[Path, ...]
    assets: tuple[tuple[str, str], ...]
    csp: bool = True


@lru_cache(maxsize=4)
def renderer(theme: Theme) -> Renderer:
    """The renderer of a theme, made once in each worker."""
    return Renderer(theme.folders, dict(theme.assets), csp=theme.csp)


@dataclass(frozen=True, slots=True)
class RenderJob:
    """What a worker needs to render one chunk. ``staging`` is missing where artifacts are handed back instead."""

    chunk: Chunk
    content: RegionContent
    site: Site
    facts: Mapping[str, ItemFacts]
    links: ChunkLinks
    theme: Theme
    store: Path
    staging: Path | None


def chunk_artifacts(job: RenderJob) -> Iterator[Artifact]:
    """The pages of a chunk's items, one at a time."""
    render = renderer(job.theme)
    view = RegionView(job.content, job.site)
    for power in stored_powers(job.store, job.chunk):
        facts = job.facts[power.code]
        page = power_page(view, power, facts, job.links.links[power.code], job.links.law_paths)
        yield Artifact(page.path, render.render(page), job.content.prefix + facts.file)


def render_chunk(job: RenderJob) -> list[ManifestLine] | list[Artifact]:
    """Renders a chunk: a local worker writes it and returns the manifest's lines, a remote one returns the artifacts."""
    if job.staging is None:
        return list(chunk_artifacts(job))
    return write_all(job.staging, chunk_artifacts(job))
