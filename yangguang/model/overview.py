"""What the pages of the root show of all regions together beside the comparison of the same power."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from yangguang.model.links import Links
from yangguang.model.tally import Tally, numbers, tally


class Unmatched(NamedTuple):
    """An item that may be the same power as one of another region, but nobody can tell which."""

    region: str
    code: str
    name: str
    department: str


@dataclass(frozen=True, slots=True)
class Overview:
    """All regions, by their 网址标识."""

    as_of: date
    tallies: Mapping[str, Tally]
    numbers: Mapping[str, Mapping[str, Mapping[str, int]]]
    """Region → department → class → how many items count."""
    unmatched: tuple[Unmatched, ...] = ()


def overview(links: Links) -> Overview:
    """Of the whole, linked."""
    return Overview(
        links.as_of,
        {slug: tally(own.items.values(), own) for slug, own in links.regions.items()},
        {slug: numbers(own) for slug, own in links.regions.items()},
        unmatched(links),
    )


def unmatched(links: Links) -> tuple[Unmatched, ...]:
    """All such items, in their order."""
    left = ((slug, links.regions[slug].items[code]) for slug, code in links.unmatched)
    return tuple(Unmatched(slug, item.code, item.name, item.department) for slug, item in left)
