"""Distinct text units: texts that stand in exactly the same entries are one unit, however many entries share them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from yangguang.search.batch import Batch, unpacked
from yangguang.search.layout import joined, mark, rank, short_list
from yangguang.search.lists import Lists, Numbers, unlike

_OWNER = np.dtype(">i4")
"""Entries of a unit as bytes: these are in the order of the lists that they stand for."""


@dataclass(frozen=True, slots=True)
class Units:
    """Texts by unit, and the entries that hold each.

    Unit ``n`` below the number of entries is entry ``n``'s own text (perhaps empty); shared units follow, those with few
    owners first and those with many last, so that looking up a few does not bring along long lists. Among themselves they go by their texts,
    because what a query finds in several of them is mostly alike: all dates, all articles of one law. The texts of a unit
    are joined by line breaks, across which nothing is found.
    """

    texts: tuple[str, ...]
    owners: Lists
    """Of shared units only: ascending numbers of entries."""
    coded: tuple[bytes, ...]
    """The same as gaps."""
    short: int
    """So many of the shared units, the first ones, have short lists."""
    lengths: Counter[int]
    """How many of the lists have each length."""
    alone: Numbers
    """Marks (:func:`yangguang.search.layout.mark`) of the texts that one entry alone says, ascending …"""
    common: Numbers
    """… and of those that several say."""
    owned: Numbers
    """Marks of the lists of owners, ascending."""


def units(batches: Sequence[Batch], order: Sequence[int]) -> Units:
    """Puts every text once. A library text is in one unit with what else stands in the same entries.

    ``order`` numbers the entries of all batches in a row, as :func:`yangguang.search.order.order` does.
    """
    texts, held = _held(batches, order)
    own: list[list[str]] = [[] for _ in order]
    shared: dict[bytes, list[str]] = {}
    data = held.numbers.astype(_OWNER).tobytes()
    bounds = [*held.starts.tolist(), len(held.numbers)]
    for text, (start, end) in zip(texts, pairwise(bounds), strict=True):
        if end - start == 1:
            own[held.numbers[start]].append(text)
        else:
            shared.setdefault(data[start * _OWNER.itemsize : end * _OWNER.itemsize], []).append(text)
    return _units(own, shared)


def _marks(held: Iterable[Sequence[str]]) -> Numbers:
    return np.sort(np.fromiter((mark(text) for texts in held for text in texts), dtype=np.int64))


def _units(own: Sequence[Sequence[str]], shared: dict[bytes, list[str]]) -> Units:
    coded = dict(zip(shared, _lists(shared).coded(), strict=True))
    lengths = Counter(map(len, coded.values()))
    short = short_list(lengths, len(own))
    ranks = {owners: rank(len(data), short) for owners, data in coded.items()}
    ordered = sorted((ranks[owners], joined(texts), owners) for owners, texts in shared.items())
    return Units(
        (*map(joined, own), *(text for _, text, _ in ordered)),
        _lists([owners for *_, owners in ordered]),
        tuple(coded[owners] for *_, owners in ordered),
        sum(not one for one in ranks.values()),
        lengths,
        _marks(own),
        _marks(shared.values()),
        np.sort(np.fromiter(map(crc32, coded.values()), dtype=np.int64)),
    )


def _held(batches: Sequence[Batch], order: Sequence[int]) -> tuple[list[str], Lists]:
    """Every text that an entry says, in the order of their first appearance, and the entries that say each."""
    texts, said = _said(batches)
    parts = [said[number] for number in order]
    sizes = [*map(len, parts)]
    flat = np.concatenate([np.zeros(0, dtype=np.int32), *parts])
    del said, parts
    ranks = _appearing(flat, len(texts))
    # Millions of pairs of text and entry: in place, for at the size of a prefecture every copy is felt.
    bits = len(sizes).bit_length()
    pairs = ranks[flat]
    pairs <<= bits
    pairs |= np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    pairs.sort()
    pairs = pairs[unlike(pairs)]  # an entry may say a text twice
    starts = np.flatnonzero(unlike(pairs >> bits))
    names = np.argsort(ranks)[pairs[starts] >> bits]
    pairs &= (1 << bits) - 1
    return [texts[number] for number in names.tolist()], Lists(starts, pairs)


def _appearing(numbers: NDArray[np.int32], below: int) -> Numbers:
    """For each number its rank in the order in which they first appear."""
    first = np.full(below, len(numbers))
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)  # of several assignments the last one holds
    ranks = np.empty(below, dtype=np.int64)
    ranks[np.argsort(first)] = np.arange(below)
    return ranks


def _said(batches: Sequence[Batch]) -> tuple[list[str], list[NDArray[np.int32]]]:
    """Every text once, and the numbers of what each entry says."""
    known: dict[str, int] = {}
    said = []
    for batch in batches:
        numbers = np.array([known.setdefault(text, len(known)) for text in batch.texts], dtype=np.int32)
        said += [numbers[np.frombuffer(unpacked(packed), dtype=np.uint32)] for packed in batch.numbers]
    return list(known), said


def _lists(owners: Iterable[bytes]) -> Lists:
    parts = [*owners]
    sizes = np.array([len(part) // _OWNER.itemsize for part in parts], dtype=np.int64)
    return Lists(np.cumsum(sizes) - sizes, np.frombuffer(b"".join(parts), dtype=_OWNER).astype(np.int64))
