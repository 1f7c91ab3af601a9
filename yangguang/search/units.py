"""Distinct text units: texts that stand in exactly the same entries are one unit, however many entries share them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yangguang.search.entry import Entry


@dataclass(frozen=True, slots=True)
class Units:
    """Texts by unit, and the entries that hold each.

    Unit ``n`` below the number of entries is entry ``n``'s own text (perhaps empty); shared units follow, ordered by their
    owners. The texts of a unit are joined by line breaks, across which nothing is found.
    """

    texts: tuple[str, ...]
    owners: tuple[tuple[int, ...], ...]
    """Of shared units only: ascending numbers of entries."""


def units(entries: Sequence[Entry]) -> Units:
    """Puts every text once. A library text is in one unit with what else stands in the same entries."""
    homes: dict[str, list[int]] = {}
    for number, entry in enumerate(entries):
        for text in dict.fromkeys(entry["texts"]):
            homes.setdefault(text, []).append(number)
    own: list[list[str]] = [[] for _ in entries]
    shared: dict[tuple[int, ...], list[str]] = {}
    for text, owners in homes.items():
        if len(owners) == 1:
            own[owners[0]].append(text)
        else:
            shared.setdefault(tuple(owners), []).append(text)
    ordered = sorted(shared)
    return Units((*map(_joined, own), *(_joined(shared[owners]) for owners in ordered)), tuple(ordered))


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(" ".join(text.split()) for text in texts)
