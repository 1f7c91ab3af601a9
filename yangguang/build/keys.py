"""Digests of what pages of the whole, the index and the open data are made of; each is computed once in a build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yangguang.build.cache import as_json, digest
from yangguang.build.gather import Gathered
from yangguang.build.render import RenderJob, frame
from yangguang.model.content import RegionContent
from yangguang.model.links import Links
from yangguang.views.planned import Shown
from yangguang.views.shell import site_of


@dataclass(frozen=True, slots=True)
class Keys:
    """What a build is made of. Calling it gives the key of one page of the whole."""

    theme: str
    contents: dict[str, str]
    """网址标识 → digest of everything of the region but its items."""
    around: dict[str, str]
    """网址标识 → digest of what each page that shows items of the region shows beside them."""
    shown: dict[str, dict[str, str]]
    """网址标识 → code → digest of what such pages may show of the item."""
    whole: str
    """Digest of all that pages which are no item's page are made of: everything but the items' own texts."""

    def __call__(self, made_of: object) -> str:
        if isinstance(made_of, Shown):
            items = self.shown[made_of.region]
            return digest(self.around[made_of.region], *(items[code] for code in made_of.codes), repr(made_of.more))
        return digest(self.theme, repr(made_of))


def keys_of(theme: str, gathered: Gathered, links: Links, jobs: Sequence[RenderJob]) -> Keys:
    """The digests of a build; ``jobs`` of all chunks, keyed."""
    site = repr(site_of(gathered.contents))
    contents = {slug: _content(gathered, slug) for slug in gathered.contents}
    around = {slug: digest(theme, site, repr(frame(one))) for slug, one in gathered.contents.items()}
    shown: dict[str, dict[str, str]] = {slug: {} for slug in gathered.contents}
    for job in jobs:
        shown[job.chunk.region].update(job.shown)
    items = (digest(slug, contents[slug], *shown[slug].values()) for slug in gathered.contents)
    return Keys(theme, contents, around, shown, digest(theme, links.as_of.isoformat(), *items))


def _content(gathered: Gathered, slug: str) -> str:
    content, source = gathered.contents[slug], gathered.reads[slug].source
    bodies = (source.read(file) for file in (*content.disclosures, *content.pages))
    return digest(as_json(RegionContent, content), *bodies)
