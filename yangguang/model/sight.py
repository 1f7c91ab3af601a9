"""What the pages of one region see of the whole: the region itself, and a few things of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter

from yangguang.model.content import RegionContent
from yangguang.model.links import ItemLinks, LawLinks, Links, NamedItem, RegionLinks, of_theme
from yangguang.model.problem import Problem

_TOLD = attrgetter("region", "code", "name", "status")
_ROLES = attrgetter("same", "children", "predecessors", "successors")


@dataclass(frozen=True, slots=True)
class Sight:
    """All that a region's pages are given beside its content, so that nothing else of other regions can make them stale."""

    region: str
    """The region's 网址标识."""
    as_of: date
    own: RegionLinks
    """Its own links, those of items as pages of lists see them (:func:`listed`)."""
    problems: tuple[Problem, ...] = ()
    """What reading its items has found."""
    laws: Mapping[str, LawLinks] = field(default_factory=dict)
    """The laws of the main region's laws.yml by slug, without those who rest on them there."""
    named: Mapping[str, NamedItem] = field(default_factory=dict)
    """Items that decisions and documents name, by code."""
    themes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Theme → other region → how many items of the theme count there, where any do."""

    def foreign(self) -> Iterator[str]:
        """Everything here that other regions say. While it, the content and the items' facts stay, so do the pages."""
        yield repr([item for item in self.named.values() if item.region != self.region])
        yield repr(self.themes)
        yield from (elsewhere(self.region, code, links) for code, links in self.own.links.items())


def listed(links: Mapping[str, ItemLinks]) -> dict[str, ItemLinks]:
    """Links of items without the same power elsewhere, which lists do not show; where decisions speak of an item they may."""
    return {code: own if own.events else _bare(own) for code, own in links.items()}


def _bare(own: ItemLinks) -> ItemLinks:
    return replace(own, same=(), comparison="") if own.same or own.comparison else own


def elsewhere(region: str, code: str, links: ItemLinks) -> str:
    """Items of other regions that an item of ``region`` leads to, by their part."""
    roles = (*_ROLES(links), (links.main,) if links.main else ())
    told = [[_TOLD(ref) for ref in refs if ref.region != region] for refs in roles] if any(roles) else ""
    return f"{code} {links.comparison} {told}"


def sights(contents: Mapping[str, RegionContent], links: Links) -> dict[str, Sight]:
    """What each region sees, by its 网址标识; ``contents`` as they were linked."""
    counts = {slug: _themes(own) for slug, own in links.regions.items()}
    laws = {slug: replace(law, citers=()) for slug, law in links.main.laws.items() if law.entry}
    found = {}
    for slug, own in links.regions.items():
        content = contents[slug]
        chunks = (chunk for chunk in links.chunks if chunk.chunk.region == slug)
        problems = tuple(problem for chunk in chunks for problem in chunk.problems)
        named = {code: item for code in _named(content) if (item := links.named(code, slug))}
        themes = {theme.id: _others(counts, slug, theme.id) for theme in content.themes}
        of_lists = replace(own, links=listed(own.links))
        found[slug] = Sight(slug, links.as_of, of_lists, problems, laws, named, themes)
    return found


def _themes(own: RegionLinks) -> dict[str, int]:
    return {theme: len(of_theme(theme, own)) for theme in own.themes}


def _others(counts: Mapping[str, Mapping[str, int]], slug: str, theme: str) -> dict[str, int]:
    return {one: number for one, own in counts.items() if one != slug and (number := own.get(theme, 0))}


def _named(content: RegionContent) -> Iterable[str]:
    """The codes that decisions and documents of a region name."""
    codes = [code for row in content.rows for code in row.codes]
    return dict.fromkeys((*codes, *(code for document in content.disclosures.values() for code in document.powers)))
