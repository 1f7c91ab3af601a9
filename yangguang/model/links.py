"""What only the whole knows: each item's status, its events, its kin in this and other regions, laws with their citers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from yangguang.model.facts import ChunkFacts, ItemFacts
from yangguang.model.region import Law
from yangguang.model.words import ACTIVE


@dataclass(frozen=True, slots=True)
class ItemRef:
    """Another item, as a link shows it: ``region`` is its 网址标识, ``path`` its page from the root of the site."""

    region: str
    code: str
    name: str
    status: str
    path: str
    department: str = ""


@dataclass(frozen=True, slots=True)
class EventRef:
    """One row of an event that touches an item."""

    path: str
    title: str
    number: str
    day: date
    kind: str
    in_force: bool
    taker: str = ""
    """Who has the items of a transfer that leave this list."""


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A disclosure document, as a link shows it."""

    path: str
    title: str
    kind: str
    day: date
    validity: str | None = None


@dataclass(frozen=True, slots=True)
class ItemLinks:
    """The slice of Links that one item's page needs."""

    status: str = "在用"
    main: ItemRef | None = None
    children: tuple[ItemRef, ...] = ()
    predecessors: tuple[ItemRef, ...] = ()
    successors: tuple[ItemRef, ...] = ()
    living: tuple[ItemRef, ...] = ()
    """What is in use now of the successors and of what these have become."""
    same: tuple[ItemRef, ...] = ()
    """The same power in other regions (devolved and received, or of one source code)."""
    comparison: str = ""
    """Path of the page that compares it with the same power of other regions; empty where there is none."""
    events: tuple[EventRef, ...] = ()
    documents: tuple[DocumentRef, ...] = ()
    repealed: tuple[str, ...] = ()
    """Laws that the item still rests on and that are no longer in force, by :func:`yangguang.model.laws.cited_as`."""


@dataclass(frozen=True, slots=True)
class LawLinks:
    """One law cited or listed in a region: its page, its entry where laws.yml has one, and who rests on it."""

    path: str
    name: str
    entry: Law | None = None
    citers: tuple[tuple[str, tuple[str, ...], str | None], ...] = ()
    """(item code, articles, nature) of each citation, ordered by code."""


class Amended(NamedTuple):
    """An amended law as its page tells it: when it was amended last, and the items that count and rest on it."""

    day: date
    codes: tuple[str, ...]

    def late(self, updated: Mapping[str, date]) -> tuple[str, ...]:
        """Those whose 更新日期 is before that day. Without a date nothing is claimed."""
        return tuple(code for code in self.codes if code in updated and updated[code] < self.day)

    def since(self, changed: Mapping[str, date]) -> dict[str, date]:
        """Those that have changed since, of which ``changed`` tells when they last did."""
        return {code: changed[code] for code in self.codes if code in changed and changed[code] >= self.day}


Changed = Mapping[str, Mapping[str, date]]
"""网址标识 → code → when the item last said something else, where a field history is kept."""


@dataclass(frozen=True, slots=True)
class RegionLinks:
    """Links inside one region. ``laws`` is keyed by slug, ``law_slugs`` by :func:`yangguang.model.laws.cited_as`."""

    items: Mapping[str, ItemFacts] = field(default_factory=dict)
    links: Mapping[str, ItemLinks] = field(default_factory=dict)
    updated: Mapping[str, date] = field(default_factory=dict)
    """Code → 更新日期. Pages that show it say so (``PlannedPage.dated``)."""
    laws: Mapping[str, LawLinks] = field(default_factory=dict)
    law_slugs: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Theme id → codes, from both sides (事项主题 of items, 职权 of themes)."""


def active(items: Iterable[ItemFacts], links: RegionLinks) -> list[ItemFacts]:
    """The items that count: in use or suspended, and more than a heading for sub-items."""
    return [i for i in items if not i.catalogue_main and links.links[i.code].status in ACTIVE]


def of_theme(theme: str, links: RegionLinks) -> list[ItemFacts]:
    """The items of a theme that count."""
    return active((links.items[code] for code in links.themes.get(theme, ())), links)


class NamedItem(NamedTuple):
    """An item that somebody names by its code: the region that has it, its name and status."""

    region: str
    code: str
    name: str
    status: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One power that two or more regions hold: the page that compares it, its items as (网址标识, code)."""

    path: str
    items: tuple[tuple[str, str], ...]
    suspended: tuple[tuple[str, str], ...] = ()
    """Those of the items that are suspended (暂停)."""


@dataclass(frozen=True, slots=True)
class Links:
    """The whole: each region by its 网址标识, the chunks in order, the as-of date."""

    as_of: date
    regions: Mapping[str, RegionLinks]
    chunks: tuple[ChunkFacts, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    unmatched: tuple[tuple[str, str], ...] = ()
    """Items that may be the same power as one of another region, but nobody can tell which; both sides stand here."""

    @property
    def main(self) -> RegionLinks:
        """The main region's."""
        return next(iter(self.regions.values()))

    def named(self, code: str, near: str) -> NamedItem | None:
        """The item of a code: that of the region that asks, else of the first that has it."""
        for slug in (near, *self.regions):
            own = self.regions[slug]
            if code in own.items:
                return NamedItem(slug, code, own.items[code].name, own.links[code].status)
        return None


class ChunkLinks(NamedTuple):
    """What of a region's links the pages of one chunk need."""

    links: dict[str, ItemLinks]
    law_paths: dict[str, str]
    """Path of the law's page by :func:`yangguang.model.laws.cited_as`."""
