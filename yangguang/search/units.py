"""Distinct text units: texts that stand in exactly the same entries are one unit, however many entries share them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yangguang.search.encode import gaps
from yangguang.search.entry import Entry

SHORT_SIGNS = 2
"""So many signs for each entry may all lists of owners together have that count as short; they are read at the start."""
LONG = 24
"""Signs from which on such a list is long."""


@dataclass(frozen=True, slots=True)
class Units:
    """Texts by unit, and the entries that hold each.

    Unit ``n`` below the number of entries is entry ``n``'s own text (perhaps empty); shared units follow, those with few
    owners first and those with many last, so that looking up a few does not bring along long lists. Among themselves they go by their texts,
    because what a query finds in several of them is mostly alike: all dates, all articles of one law. The texts of a unit
    are joined by line breaks, across which nothing is found.
    """

    texts: tuple[str, ...]
    owners: tuple[tuple[int, ...], ...]
    """Of shared units only: ascending numbers of entries."""
    coded: tuple[bytes, ...]
    """The same as gaps."""
    short: int
    """So many of the shared units, the first ones, have short lists."""


def by_name(entries: Sequence[Entry]) -> list[Entry]:
    """The entries in the order in which layer 2 counts them: those of one name together, where the first of them stands.

    The same powers of many regions say mostly the same; their numbers are then mostly runs.
    """
    homes: dict[str, list[Entry]] = {}
    for entry in entries:
        homes.setdefault(entry["name"], []).append(entry)
    return [entry for home in homes.values() for entry in home]


def units(entries: Sequence[Entry]) -> Units:
    """Puts every text once. A library text is in one unit with what else stands in the same entries.

    The texts are taken out of the entries: at the size of a prefecture there is no room for both.
    """
    homes: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for text in dict.fromkeys(entry["texts"]):
            homes.setdefault(text, []).append(number)
        entry["texts"] = []
    own: list[list[str]] = [[] for _ in entries]
    shared: dict[tuple[int, ...], list[str]] = {}
    for text in [*homes]:
        owners = homes.pop(text)
        if len(owners) == 1:
            own[owners[0]].append(text)
        else:
            shared.setdefault(tuple(owners), []).append(text)
    coded = {owners: gaps(owners) for owners in shared}
    short = _short(Counter(map(len, coded.values())), SHORT_SIGNS * len(entries))
    lengths = {owners: (len(data) > short) + (len(data) > LONG) for owners, data in coded.items()}
    ordered = sorted((lengths[owners], _joined(texts), owners) for owners, texts in shared.items())
    return Units(
        (*map(_joined, own), *(text for _, text, _ in ordered)),
        tuple(owners for *_, owners in ordered),
        tuple(coded[owners] for *_, owners in ordered),
        sum(not length for length in lengths.values()),
    )


def _short(numbers: Counter[int], room: int) -> int:
    """The length up to which all lists together have ``room``; how many lists there are of each length."""
    longest = 0
    for size, number in sorted(numbers.items()):
        room -= number * (size + 1)
        if room < 0:
            break
        longest = size
    return longest


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(" ".join(text.split()) for text in texts)
