"""How much there is: which items count is found out by linking, their duties and risk points are told at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from typing import NamedTuple

from yangguang.build.glance import Glance
from yangguang.model.facts import PUBLIC_SERVICE, Chunk
from yangguang.model.links import RegionLinks, active
from yangguang.model.tally import Tally, numbers


class Listed(NamedTuple):
    """Which items of a region count."""

    numbers: Mapping[str, Mapping[str, int]] = {}
    """Department → class → how many of its items count."""
    others: tuple[str, ...] = ()
    """The codes of those that do not: tombstones, headings for sub-items."""


def listed(own: RegionLinks) -> Listed:
    """Which items of a linked region count."""
    counted = {item.code for item in active(own.items.values(), own)}
    return Listed(numbers(own), tuple(sorted(own.items.keys() - counted)))


def tallies(listed: Mapping[str, Listed], chunks: Iterable[Chunk], glances: Mapping[str, Glance]) -> dict[str, Tally]:
    """The figures of each region, by its 网址标识."""
    duties, risks = Counter[str](), Counter[str]()
    others = {slug: frozenset(own.others) for slug, own in listed.items()}
    for chunk in chunks:
        glance = glances[chunk.id]
        for code, d, r in zip(glance.codes, glance.duties, glance.risks, strict=True):
            if code not in others[chunk.region]:
                duties[chunk.region] += d
                risks[chunk.region] += r
    return {slug: _tally(own, duties[slug], risks[slug]) for slug, own in listed.items()}


def _tally(own: Listed, duties: int, risks: int) -> Tally:
    total = Counter[str]()
    for classes in own.numbers.values():
        total.update(classes)
    services = total.pop(PUBLIC_SERVICE, 0)
    return Tally(total.total(), services, duties, risks)


def whole(tallies: Iterable[Tally]) -> Tally:
    """The figures of all regions together."""
    return Tally(*map(sum, zip(*map(astuple, tallies), strict=True)))
