"""How many items count, and how many duties and risk points they have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yangguang.model.facts import ItemFacts
from yangguang.model.links import RegionLinks, active


@dataclass(frozen=True, slots=True)
class Tally:
    """Figures of a set of items: powers on the list, public services, and the duties and risks of both."""

    powers: int = 0
    services: int = 0
    duties: int = 0
    risks: int = 0


def tally(items: Iterable[ItemFacts], links: RegionLinks) -> Tally:
    """The figures of those items that count."""
    counted = active(items, links)
    return Tally(
        powers=sum(not i.public_service for i in counted),
        services=sum(i.public_service for i in counted),
        duties=sum(i.duties for i in counted),
        risks=sum(i.risk_count for i in counted),
    )


def numbers(own: RegionLinks) -> dict[str, Mapping[str, int]]:
    """How many items of a region count, by department and class."""
    found: dict[str, Counter[str]] = {}
    for item in active(own.items.values(), own):
        found.setdefault(item.department, Counter())[item.kind] += 1
    return {**found}
