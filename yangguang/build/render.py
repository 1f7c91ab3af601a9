"""The second phase of one chunk: its items become pages and open data."""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from yangguang import urls
from yangguang.build.cache import as_json, digest
from yangguang.build.fragments import Fragments
from yangguang.build.history import RegionHistory, lines_of
from yangguang.build.output import Artifact, ManifestLine, write_all
from yangguang.build.stored import Span, power_of, stored_items
from yangguang.data.items import item_json, place_of
from yangguang.disk import followed
from yangguang.model.content import RegionContent
from yangguang.model.facts import Chunk, ItemFacts
from yangguang.model.links import ChunkLinks, ItemLinks
from yangguang.render import Renderer
from yangguang.views.power import power_page
from yangguang.views.shell import RegionView
from yangguang.views.site import Site


@dataclass(frozen=True, slots=True)
class Theme:
    """What a worker needs to make its renderer: template folders, logical names of assets with their paths, for a preview or not."""

    folders: tuple[Path, ...]
    assets: tuple[tuple[str, str], ...]
    preview: bool = False
    sandbox: bool = False

    @property
    def key(self) -> str:
        """A digest of every template, style and script."""
        files = sorted(
            (name, number, path)
            for number, folder in enumerate(self.folders)
            for name, path in followed(folder).files.items()
        )
        return digest(f"{self.preview} {self.sandbox}", repr(self.assets), *(part for name, number, path in files
                                       for part in (os.fsencode(name), str(number), path.read_bytes())))  # fmt: skip


@lru_cache(maxsize=4)
def renderer(theme: Theme) -> Renderer:
    """The renderer of a theme, made once in each worker."""
    return Renderer(theme.folders, dict(theme.assets), preview=theme.preview, sandbox=theme.sandbox)


@dataclass(frozen=True, slots=True)
class RenderJob:
    """What a worker needs to render items of one chunk. ``content`` is all of the region that item pages may show."""

    chunk: Chunk
    content: RegionContent
    site: Site
    facts: Mapping[str, ItemFacts]
    links: ChunkLinks
    spans: Mapping[str, Span]
    theme: Theme
    store: Path
    staging: Path
    history: RegionHistory = field(default_factory=RegionHistory)
    """What became of the chunk's items."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Code → digest of everything that the item's page shows."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """Code → digest of everything that other pages may show of the item."""


def part_shown(content: RegionContent, department: str | None = None) -> RegionContent:
    """All of a region that pages of one department's items, or lists of items, may show: nothing else makes them stale."""
    return RegionContent(
        content.region,
        content.main,
        {slug: entry for slug, entry in content.departments.items() if department in (slug, None)},
        themes=content.themes,
        places=content.places,
        hotline=content.hotline,
        files=content.other_files,
    )


def keyed(job: RenderJob, theme_key: str) -> RenderJob:
    """The job with the keys of its items."""
    shown = dict(_shown(job))
    around = digest(theme_key, as_json(RegionContent, job.content), as_json(Site, job.site))
    told = {code: item.sha256 for code, item in job.history.items.items()}
    keys = {code: digest(around, job.spans[code].sha256, key, told.get(code, "")) for code, key in shown.items()}
    return replace(job, keys=keys, shown=shown)


def _shown(job: RenderJob) -> Iterator[tuple[str, str]]:
    for code, facts in job.facts.items():
        laws = json.dumps([(name, job.links.law_paths.get(name)) for name in facts.citations])
        yield code, digest(job.spans[code].facts_sha256, as_json(ItemLinks, job.links.links[code]), laws)


def only(job: RenderJob, codes: Container[str]) -> RenderJob:
    """The same job for some of its items."""
    return replace(job, spans={code: span for code, span in job.spans.items() if code in codes})


def chunk_artifacts(job: RenderJob) -> Iterator[Artifact]:
    """The page and the open data of each of a job's items, one after the other."""
    render = renderer(job.theme)
    view = RegionView(job.content, job.site)
    place = place_of(job.content, job.chunk.department)
    fragments = Fragments(job.store, job.chunk)
    for code, body in stored_items(job.store, job.chunk, job.spans):
        facts, links = job.facts[code], job.links.links[code]
        power = power_of(body)
        fragments.add(job.keys[code], power, facts, links, job.content)
        changes = lines_of(job.history, code)
        page = power_page(view, power, facts, links, job.links.law_paths, changes)
        yield Artifact(page.path, render.render(page))
        yield Artifact(urls.data_power(job.content.slug, code), item_json(place, code, body, links) + b"\n")
    fragments.keep(job.keys)


def item_paths(content: RegionContent, code: str) -> tuple[str, str]:
    """The files that an item becomes: its page and its open data."""
    return urls.power(content.prefix, code), urls.data_power(content.slug, code)


def render_chunk(job: RenderJob) -> list[ManifestLine]:
    """Renders a chunk; the manifest's lines of what was written."""
    return write_all(job.staging, chunk_artifacts(job))
