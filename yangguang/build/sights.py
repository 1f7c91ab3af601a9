"""What each region sees, told by digests; in full when somebody asks, without linking the whole where that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from yangguang.build.cache import digest, load, save
from yangguang.build.citing import laws_of
from yangguang.build.found import Others, Summary
from yangguang.build.link import alone
from yangguang.build.linked import Linked
from yangguang.model.facts import ChunkFacts
from yangguang.model.links import ChunkLinks, RegionLinks
from yangguang.model.sight import Sight, elsewhere, listed

if TYPE_CHECKING:
    from yangguang.views.planned import PlannedPage, PlannedTable


class Sights:
    """By 网址标识. Linking sees nothing of an item's figures (model/facts.py): an edit of these leaves all links as they were."""

    def __init__(self, linked: Linked, summary: Summary, regions: Mapping[str, str], store: Path) -> None:
        """``regions``: digests of everything of each region but its items; links are kept in ``store``."""
        from yangguang.views.site import site_of

        self._linked, self._summary, self._store = linked, summary, store
        around = digest(repr(linked.day), repr(site_of(linked.contents)), regions[next(iter(linked.contents))])
        linking: dict[str, list[str]] = {slug: [around, regions[slug]] for slug in linked.contents}
        facts: dict[str, list[str]] = {slug: [] for slug in linked.contents}
        for chunk in linked.chunks:
            linking[chunk.region] += (chunk.id, linked.glances[chunk.id].linked)
            facts[chunk.region].append(linked.glances[chunk.id].facts)
        own, others = {slug: digest(*told) for slug, told in linking.items()}, summary.others
        self.links = {
            chunk.id: digest(own[chunk.region], others[chunk.region].items.get(chunk.department, ""))
            for chunk in linked.chunks
        }
        """A digest of all that the links of a chunk's items are made of, by its id."""
        self.listed = {slug: digest(told, others[slug].digest) for slug, told in own.items()}
        """A digest of all that pages of a region are made of that show of its items only what linking sees."""
        self.shown = {slug: digest(self.listed[slug], *told) for slug, told in facts.items()}
        """The same of all its pages, but for its items' own texts and the days they tell."""
        self._slices: dict[str, ChunkLinks] = {}
        self._sights: dict[str, Sight] = {}
        self._pages: dict[str, tuple[PlannedPage, ...]] = {}

    def __getitem__(self, slug: str) -> Sight:
        """What the region sees."""
        if slug not in self._sights:
            self._sights[slug] = self._sight(slug)
        return self._sights[slug]

    def slice(self, facts: ChunkFacts) -> ChunkLinks:
        """The links of one chunk."""
        chunk = facts.chunk
        found = self._kept(facts)
        if found is None:
            found = self._slices[chunk.id] = _slice(self._linked.links.regions[chunk.region], facts)
            save(ChunkLinks, self._path(facts), self.links[chunk.id], found)
        return found

    def pages(self, slug: str, *, figures: bool = False) -> list[PlannedPage]:
        """The pages of the region that are no item's and tell no days: those that show figures of items, or the others."""
        return [page for page in self._planned(slug) if page.figures == figures and not page.dated]

    def _planned(self, slug: str) -> tuple[PlannedPage, ...]:
        if slug not in self._pages:
            linked = self._linked
            self._pages[slug] = linked.pages[slug] if "pages" in vars(linked) else linked.pages_of(self[slug])
        return self._pages[slug]

    def tables(self, slug: str, *, figures: bool = False) -> list[PlannedTable]:
        """Its tables to download: those that tell figures of items, or the others."""
        return [table for table in self._linked.tables_of(self[slug]) if table.figures == figures]

    def _sight(self, slug: str) -> Sight:
        linked, summary = self._linked, self._summary
        if "links" in vars(linked):
            return linked.sights[slug]
        facts = [linked.chunks[chunk.id].facts for chunk in linked.chunks if chunk.region == slug]
        kept = [self._kept(one) for one in facts]
        if not all(kept):
            return linked.sights[slug]
        links = {code: link for one in kept if one for code, link in one.links.items()}
        own = alone(linked.contents[slug], facts, listed(links), linked.updated[slug])
        problems = tuple(problem for one in facts for problem in one.problems)
        laws, others = laws_of(next(iter(linked.contents.values()))), summary.others[slug]
        return Sight(slug, summary.as_of, own, problems, laws, others.named, others.themes)

    def _kept(self, facts: ChunkFacts) -> ChunkLinks | None:
        """From a build in which linking saw the same."""
        chunk = facts.chunk
        if chunk.id not in self._slices:
            found = load(ChunkLinks, self._path(facts), self.links[chunk.id])
            if found is None:
                return None
            self._slices[chunk.id] = found
        return self._slices[chunk.id]

    def _path(self, facts: ChunkFacts) -> Path:
        return self._store / "links" / facts.chunk.region / f"{facts.chunk.department}.json"


def others(sight: Sight, own: RegionLinks) -> Others:
    """What a region sees of others, as it is kept; ``own``: its links."""
    told: dict[str, list[str]] = {}
    for code, links in own.links.items():
        told.setdefault(own.items[code].department, []).append(elsewhere(sight.region, code, links))
    items = {department: digest("\n".join(lines)) for department, lines in told.items()}
    return Others(sight.named, sight.themes, digest("\n".join(sight.foreign())), items)


def _slice(region: RegionLinks, facts: ChunkFacts) -> ChunkLinks:
    named = sorted({citation for item in facts.items for citation in item.citations})
    return ChunkLinks(
        {item.code: region.links[item.code] for item in facts.items},
        {citation: region.laws[region.law_slugs[citation]].path for citation in named if citation in region.law_slugs},
    )
