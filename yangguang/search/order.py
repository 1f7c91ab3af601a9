"""In which order layer 2 counts entries: those that say mostly the same are neighbours, so that lists of them are runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from yangguang.search.entry import Entry

Pair = Sequence[int]
"""An item and the same power in a region before it, by their numbers among all entries."""


def pairs(regions: Sequence[tuple[str, Sequence[Entry]]]) -> list[list[list[int]]]:
    """Region by region the pairs of its items; ``regions``: 网址标识, entries."""
    numbers: dict[tuple[str, str], int] = {}
    found, first = [], 0
    for slug, entries in regions:
        found.append([*_same(entries, first, numbers)])
        numbers.update(
            ((slug, one["id"]), number) for number, one in enumerate(entries, first) if one["kind"] == "item"
        )
        first += len(entries)
    return found


def _same(entries: Sequence[Entry], first: int, before: dict[tuple[str, str], int]) -> Iterator[list[int]]:
    for number, entry in enumerate(entries, first):
        others = (before.get((region, code)) for region, code in entry["same"])
        yield from ([number, other] for other in others if other is not None)


def homes(names: Iterable[str | None], same: Iterable[Pair]) -> list[int]:
    """For each entry the number of the first one among its neighbours: for an item the first of the same power, for
    anything else the first of the same name. ``names``: ``None`` for an item.

    An item may get another name without leaving its neighbours.
    """
    first: dict[str, int] = {}
    found = [number if name is None else first.setdefault(name, number) for number, name in enumerate(names)]
    for here, there in same:
        found[here] = min(found[here], there)
    return found


def order(found: Sequence[int]) -> list[int]:
    """The numbers of the entries in the order of their places, by their :func:`homes`: neighbours together, where the first
    of them stands."""
    return sorted(range(len(found)), key=found.__getitem__)
