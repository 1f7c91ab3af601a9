"""Layer 2: which units hold which one or two characters, in shards by hash; which entries hold a unit; the texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, TypeVar

import numpy as np

from yangguang.search.encode import Script, gaps, script, text_of, varints
from yangguang.search.terms import Numbers, Terms, terms_of
from yangguang.search.units import Units

PAIR_BYTES = 6_000
"""About so many bytes of postings stand in a shard of pairs; the number of shards is a power of two."""
TERM_BYTES = 6
"""What a term and the length of its postings cost beside them."""
CHARACTER_BYTES = 12_000
TEXT_CHARACTERS = 1_500
"""A shard of texts ends when it holds so many characters."""
OWNER_BYTES = 1_500
"""A shard of owners ends when it holds so many bytes."""
DEAR = 3_000
"""Bytes of owners from which on the entries of a single character or pair are written out, as one bit an entry."""
DIRECT_BYTES = 4_000_000
"""All bits written out together; the dearest terms come first."""
DIRECT_SHARD = 4_000


def slot(term: str, shards: int) -> int:
    """The shard of a term: a multiplicative hash of its code points, the same in engine/60-texts.js."""
    mixed = 0
    for character in term:
        mixed = mixed * 65599 + ord(character)
    return (mixed * 2654435761 & 0xFFFFFFFF) >> 16 & (shards - 1)


def term_shards(kind: str, coded: Mapping[str, bytes], target: int) -> Iterator[Script]:
    """Shards of ``target`` bytes or so, each term in the one that its hash names; one and two characters may mix."""
    count = _power_of_two(sum(len(data) + TERM_BYTES for data in coded.values()) // target)
    shards: list[list[str]] = [[] for _ in range(count)]
    for term in sorted(coded):
        shards[slot(term, count)].append(term)
    for number, terms in enumerate(shards):
        data = [coded[term] for term in terms]
        yield script(kind, number, ["\n".join(terms), text_of(varints(map(len, data))), text_of(b"".join(data))])


def _power_of_two(number: int) -> int:
    return 1 << min(16, max(0, number).bit_length())


def owner_shards(coded: Sequence[bytes], first: int) -> tuple[list[Script], list[int]]:
    """Which entries hold each shared unit: how many bytes, then their numbers with the gaps between them."""
    parts, starts = _parts(coded, OWNER_BYTES, first)
    return [script("o", number, text_of(b"".join(part))) for number, part in enumerate(parts)], starts


class Dear:
    """The terms that are in so many shared units that looking all of them up would be dear."""

    def __init__(self, owners: Sequence[bytes], texts: Units) -> None:
        self.texts = texts
        self.entries = len(texts.texts) - len(owners)
        self.cost = np.array([0] * self.entries + list(map(len, owners)), dtype=np.int64)
        self.found: list[tuple[int, str, list[int]]] = []

    def look(self, terms: Terms) -> None:
        """Keeps those of the terms that are dear."""
        prices = terms.prices(self.cost)
        for number in np.flatnonzero(prices > DEAR).tolist():
            self.found.append((-int(prices[number]), terms.terms[number], terms.held(number).tolist()))

    def entries_of(self) -> dict[str, bytes]:
        """The entries that hold each of them, the dearest first, as one bit an entry."""
        most = DIRECT_BYTES // max(1, self.entries // 8)
        sizes = np.array(list(map(len, self.texts.owners)), dtype=np.int64)
        owners = np.fromiter(chain.from_iterable(self.texts.owners), np.int64)
        starts = np.cumsum(sizes) - sizes
        return {term: self._bits(units, owners, starts, sizes) for _, term, units in sorted(self.found)[:most]}

    def _bits(self, units: list[int], owners: Numbers, starts: Numbers, sizes: Numbers) -> bytes:
        """One bit an entry: those of the units that are entries' own, and those that hold the others."""
        found = np.array(units, dtype=np.int64)
        shared = found[found >= self.entries] - self.entries
        longs = sizes[shared]
        # Where each of the shared units' owners stand: its start, and on from there.
        places = np.repeat(starts[shared] - (np.cumsum(longs) - longs), longs) + np.arange(longs.sum())
        mask = np.zeros(self.entries, dtype=bool)
        mask[found[found < self.entries]] = True
        mask[owners[places]] = True
        return np.packbits(mask, bitorder="little").tobytes().rstrip(b"\0")


def text_shards(texts: Sequence[str]) -> tuple[list[Script], list[int]]:
    """The texts, for verification and snippets, and the first unit of each shard."""
    parts, starts = _parts(texts, TEXT_CHARACTERS, 0)
    return [script("t", number, part) for number, part in enumerate(parts)], starts


Sized = TypeVar("Sized", str, bytes)


def _parts(rows: Sequence[Sized], size: int, first: int) -> tuple[list[list[Sized]], list[int]]:
    """Rows cut into parts of about ``size``, and the number of each part's first row, counted from ``first``."""
    parts: list[list[Sized]] = []
    starts: list[int] = []
    room = 0
    for number, row in enumerate(rows, first):
        if room <= 0:
            parts.append([])
            starts.append(number)
            room = size
        parts[-1].append(row)
        room -= len(row) + 1
    return parts, starts


def layer_two(found: Units) -> tuple[dict[str, list[Script]], dict[str, Any]]:
    """All shards of layer 2 by kind, and what the entrance says of them."""
    coded = [gaps(owners) for owners in found.owners]
    sized = [varints((len(data),)) + data for data in coded]
    owners, owner_starts = owner_shards(sized, len(found.texts) - len(coded))
    texts, text_starts = text_shards(found.texts)
    dear = Dear(coded, found)
    characters, pairs = (_coded(slices, dear) for slices in terms_of(found.texts))
    shards = {
        "c": list(term_shards("c", characters, CHARACTER_BYTES)),
        "p": list(term_shards("p", pairs, PAIR_BYTES)),
        "d": list(term_shards("d", dear.entries_of(), DIRECT_SHARD)),
        "o": owners,
        "t": texts,
    }
    return shards, {"texts": _starts(text_starts), "owners": _starts(owner_starts)}


def _coded(slices: Iterable[Terms], dear: Dear) -> dict[str, bytes]:
    """Each term with its units as gaps, in the order of the terms; the dear ones are kept apart on the way."""
    coded: dict[str, bytes] = {}
    for terms in slices:
        dear.look(terms)
        coded.update(terms.coded())
    return coded


def _starts(numbers: Sequence[int]) -> str:
    return text_of(gaps(numbers)) if numbers else ""
