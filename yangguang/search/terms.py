"""Which units hold which characters, pairs of characters and Latin threes, counted with numpy: millions of them in one sort."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yangguang.search.encode import SIGNS, counted
from yangguang.search.fold import fold_lines

Numbers = NDArray[np.int64]

SLICE = 2_000_000
"""Characters whose terms are sorted at once, so that what sorting needs does not grow with the register."""
LATIN = "-.0123456789abcdefghijklmnopqrstuvwxyz"
"""Of these, three neighbours are a term, too: there are few of them, and numbers and dates have most pairs in common."""
_AT_ONCE = 4_000
"""Texts that are folded at once."""
_CODE_POINTS = 0x110000


@dataclass(frozen=True, slots=True)
class Terms:
    """Some terms in the order of their code points, and the ascending units that hold each, one after the other."""

    terms: list[str]
    starts: Numbers
    """Where each term's units begin."""
    units: Numbers

    def held(self, number: int) -> Numbers:
        """The units that hold one of the terms."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.units)
        return self.units[self.starts[number] : end]

    def coded(self) -> Iterator[tuple[str, bytes]]:
        """Each term with its units as gaps (:func:`yangguang.search.encode.gaps`)."""
        steps = np.diff(self.units, prepend=0)
        steps[self.starts] = self.units[self.starts] + 1
        data, ends = _signs(steps)
        bounds = [*ends[self.starts].tolist(), len(data)]
        for number, term in enumerate(self.terms):
            yield term, counted(data[bounds[number] : bounds[number + 1]])

    def prices(self, cost: Numbers) -> Numbers:
        """What the units of each term cost together."""
        return np.add.reduceat(cost[self.units], self.starts)


def gaps_of(ascending: Numbers) -> bytes:
    """The same as :func:`yangguang.search.encode.gaps`, of very many numbers."""
    return counted(_signs(np.diff(ascending, prepend=-1))[0])


def terms_of(texts: Sequence[str]) -> tuple[Iterator[Terms], Iterator[Terms]]:
    """The characters of the texts, and the pairs and Latin threes of neighbours in one line, in slices; ``texts`` by unit."""
    letters = _letters(texts)
    return letters.slices(1), chain(letters.slices(2), letters.only(LATIN).slices(3))


def alphabet(texts: Sequence[str]) -> list[str]:
    """Every character that occurs, in the order of code points."""
    starts = range(0, len(texts), _AT_ONCE)
    seen = _seen(_points("".join(texts[start : start + _AT_ONCE])) for start in starts)
    return [chr(point) for point in np.flatnonzero(seen)]


def _seen(parts: Iterable[NDArray[np.uint32]]) -> NDArray[np.bool_]:
    """Which of all code points occur."""
    seen = np.zeros(_CODE_POINTS, dtype=bool)
    for part in parts:
        seen[part] = True
    return seen


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4")


def _letters(texts: Sequence[str]) -> _Letters:
    lengths, parts = _folded(texts)
    seen = _seen(parts)
    alphabet = [chr(point) for point in np.flatnonzero(seen)]
    small = np.uint16 if len(alphabet) < 1 << 16 else np.uint32
    places = (np.cumsum(seen, dtype=np.int32) - 1).astype(small)
    letters = [np.zeros(0, dtype=small)]
    while parts:  # each part goes as soon as it is turned, so that the texts of a prefecture never stand here twice
        letters.append(places[parts.pop()])
    unit = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    return _Letters(alphabet, np.concatenate(letters[::-1]), unit, len(texts).bit_length())


@dataclass(frozen=True, slots=True)
class _Letters:
    """All texts in a row, each character as its place in the alphabet, and the unit that each belongs to."""

    alphabet: list[str]
    letters: NDArray[Any]
    unit: NDArray[np.int32]
    bits: int
    """Of the number of a unit."""

    def only(self, wanted: str) -> _Letters:
        """The same texts with a line break in the place of every other letter."""
        kept = sorted({*wanted, "\n"})
        ranks = [kept.index(letter if letter in wanted else "\n") for letter in self.alphabet]
        return _Letters(kept, np.array(ranks, dtype=np.uint8)[self.letters], self.unit, self.bits)

    def slices(self, length: int) -> Iterator[Terms]:
        """The terms of so many letters, none of them a line break, in the order of their first ones."""
        whole = self.letters != self.alphabet.index("\n") if self.alphabet else np.zeros(0, dtype=bool)
        last = len(whole) - length + 1
        good = np.logical_and.reduce([whole[step : last + step] for step in range(length)])
        for low, high in self._ranges():
            here = np.flatnonzero(good & (self.letters[:last] >= low) & (self.letters[:last] < high))
            if len(here):
                yield self._terms(here, length)

    def _ranges(self) -> Iterator[tuple[int, int]]:
        """The alphabet in ranges of letters that together stand in the texts about ``SLICE`` times."""
        before = np.cumsum(np.bincount(self.letters)) // SLICE
        bounds = [*np.flatnonzero(np.diff(before, prepend=-1)).tolist(), len(self.alphabet)]
        return pairwise(bounds)

    def _terms(self, here: Numbers, length: int) -> Terms:
        """The terms that begin at these places."""
        number = np.zeros(len(here), dtype=np.int64)
        for step in range(length):
            number = number * len(self.alphabet) + self.letters[here + step]
        keys = np.sort(number << self.bits | self.unit[here])
        keys = keys[np.diff(keys, prepend=-1) > 0]
        terms = keys >> self.bits
        starts = np.flatnonzero(np.diff(terms, prepend=-1))
        return Terms([*self._written(terms[starts], length)], starts, keys & (1 << self.bits) - 1)

    def _written(self, terms: Numbers, length: int) -> Iterator[str]:
        """The terms as text."""
        columns: list[list[str]] = []
        for _ in range(length):
            terms, last = np.divmod(terms, len(self.alphabet))
            columns.insert(0, [self.alphabet[place] for place in last.tolist()])
        return map("".join, zip(*columns, strict=True))


def _folded(texts: Sequence[str]) -> tuple[Numbers, list[NDArray[np.uint32]]]:
    """How long each text is when folded and closed by a line break, and the code points of all in a row, in parts."""
    lengths: list[int] = []
    parts: list[NDArray[np.uint32]] = []
    for start in range(0, len(texts), _AT_ONCE):
        folded = [fold_lines(text) + "\n" for text in texts[start : start + _AT_ONCE]]
        lengths += map(len, folded)
        parts.append(_points("".join(folded)))
    return np.array(lengths, dtype=np.int64), parts


_SIGNS = np.frombuffer(SIGNS, dtype=np.uint8)


def _signs(numbers: Numbers) -> tuple[bytes, Numbers]:
    """Numbers in signs (:func:`yangguang.search.encode.signs`), and where those of each begin."""
    sizes = np.ones(len(numbers), dtype=np.int64)
    for shift in range(5, int(numbers.max(initial=0)).bit_length(), 5):
        sizes += numbers >> shift > 0
    starts = np.cumsum(sizes) - sizes
    out = np.zeros(int(sizes.sum()), dtype=np.uint8)
    for place in range(int(sizes.max())):
        longer = np.flatnonzero(sizes > place)
        more = (sizes[longer] > place + 1).astype(np.int64) << 5
        out[starts[longer] + place] = numbers[longer] >> 5 * place & 31 | more
    return _SIGNS[out].tobytes(), starts
