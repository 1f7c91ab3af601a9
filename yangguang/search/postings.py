"""Layer 2: which units hold which one or two characters, in shards by hash; which entries hold a unit; the texts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from yangguang.search.encode import Script, gaps, script
from yangguang.search.layout import (
    DEAR,
    LONG,
    LONG_BYTES,
    LONG_OWNER_BYTES,
    OWNER_BYTES,
    TEXT_CHARACTERS,
    parts_of,
    shard_count,
    slot,
    weight,
)
from yangguang.search.lists import Lists, Numbers, gaps_of
from yangguang.search.terms import Terms, terms_of
from yangguang.search.units import Units

SECOND = "bcdopt"
"""The kinds of shards that layer 2 consists of, whether there are any or not (FORMAT.md)."""


def term_shards(kind: str, coded: Mapping[str, bytes]) -> Iterator[Script]:
    """Shards of about the same size, each term in the one that its hash names; one and two characters may mix."""
    count = shard_count(kind, weight(coded.values()))
    shards: list[list[str]] = [[] for _ in range(count)]
    for term in sorted(coded):
        shards[slot(term, count)].append(term)
    for number, terms in enumerate(shards):
        yield script(kind, number, [" ".join(terms), b" ".join(coded[term] for term in terms).decode()])


def owner_shards(coded: Sequence[bytes], short: int, first: int) -> tuple[list[Script], list[int]]:
    """Which entries hold each shared unit. The short lists are all in the first shard, which is read with the names."""
    middle = sum(len(data) <= LONG for data in coded)
    parts, starts = [], []
    for start, end, size in ((0, short, sys.maxsize), (short, middle, OWNER_BYTES), (middle, None, LONG_OWNER_BYTES)):
        more, begins = parts_of(coded[start:end], size, first + start)
        parts += more
        starts += begins
    return [script("o", number, b" ".join(part).decode()) for number, part in enumerate(parts)], starts


class Dear:
    """The terms that are in so many shared units that looking all of them up would be dear."""

    def __init__(self, texts: Units) -> None:
        self.entries = len(texts.texts) - len(texts.coded)
        free = self.entries + texts.short
        self.cost = np.array([0] * free + [*map(len, texts.coded[texts.short :])], dtype=np.int64)
        self.runs = _Runs(texts.owners)
        self.found: dict[str, bytes] = {}
        """The entries that hold each of them, as gaps."""

    def look(self, terms: Terms) -> None:
        """Keeps those of the terms that are dear."""
        for number in np.flatnonzero(terms.units.totals(self.cost) > DEAR).tolist():
            self.found[terms.terms[number]] = gaps_of(self._holding(terms.units[number]))

    def _holding(self, units: Numbers) -> NDArray[np.bool_]:
        """Which of the entries hold any of the units."""
        held = self.runs.covered(units[units >= self.entries] - self.entries, self.entries)
        held[units[units < self.entries]] = True
        return held


class _Runs:
    """Lists of ascending numbers, each as the runs of neighbours that it consists of."""

    def __init__(self, lists: Lists) -> None:
        torn = np.diff(lists.numbers, prepend=-2) != 1
        torn[lists.starts] = True
        begins = np.flatnonzero(torn)
        self.first = lists.numbers[begins]
        self.end = self.first + np.diff(begins, append=len(lists.numbers))
        self.of_list = np.searchsorted(begins, [*lists.starts, len(lists.numbers)])
        """Which run each list begins with."""

    def covered(self, lists: Numbers, below: int) -> NDArray[np.bool_]:
        """Which of the numbers ``below`` stand in any of the lists."""
        begin, size = self.of_list[lists], self.of_list[lists + 1] - self.of_list[lists]
        runs = np.arange(size.sum()) + np.repeat(begin - np.cumsum(size) + size, size)
        level = np.bincount(self.first[runs], minlength=below + 1) - np.bincount(self.end[runs], minlength=below + 1)
        return np.cumsum(level[:below]) > 0


def text_shards(texts: Sequence[str]) -> tuple[Iterator[Script], list[int]]:
    """The texts, for verification and snippets, and the first unit of each shard."""
    parts, starts = parts_of(texts, TEXT_CHARACTERS, 0)
    return (script("t", number, part) for number, part in enumerate(parts)), starts


class LayerTwo:
    """Layer 2 of an index. Its scripts come one at a time, since all of them together are larger than what they say."""

    def __init__(self, found: Units) -> None:
        self.found = found
        self.said: dict[str, str] = {}
        """What the entrance says of it, once all scripts are made …"""
        self.weights: dict[str, int] = {}
        """… and how much stands in the shards of terms of each kind."""

    def scripts(self) -> Iterator[Script]:
        """All shards, kind by kind."""
        found = self.found
        owners, owner_starts = owner_shards(found.coded, found.short, len(found.texts) - len(found.coded))
        yield from owners
        texts, text_starts = text_shards(found.texts)
        yield from texts
        dear = Dear(found)
        characters, pairs = terms_of(found.texts)
        coded = _coded(characters, dear)
        self.weights["c"] = weight(coded.values())
        yield from term_shards("c", coded)
        coded = _coded(pairs, dear)
        long = {term: coded.pop(term) for term in [*coded] if len(coded[term]) > LONG_BYTES}
        self.weights["p"] = weight(coded.values())
        yield from term_shards("p", coded)
        yield from (script("b", number, data.decode()) for number, data in enumerate(long.values()))
        self.weights["d"] = weight(dear.found.values())
        yield from term_shards("d", dear.found)
        self.said = {"texts": _starts(text_starts), "owners": _starts(owner_starts), "long": " ".join(long)}


def _coded(slices: Iterable[Terms], dear: Dear) -> dict[str, bytes]:
    """Each term with its units as gaps, in the order of the terms; the dear ones are kept apart on the way."""
    coded: dict[str, bytes] = {}
    for terms in _ahead(iter(slices)):
        if len(terms.terms[0]) < 3:  # longer ones are looked up by their units
            dear.look(terms)
        coded.update(zip(terms.terms, terms.units.coded(), strict=True))
    return coded


def _ahead(slices: Iterator[Terms]) -> Iterator[Terms]:
    """The slices; each is sorted while the one before is written, since numpy does without the interpreter for long."""
    with ThreadPoolExecutor(1) as other:
        coming = other.submit(next, slices, None)
        while (terms := coming.result()) is not None:
            coming = other.submit(next, slices, None)
            yield terms


def _starts(numbers: Sequence[int]) -> str:
    return gaps(numbers).decode() if numbers else ""
