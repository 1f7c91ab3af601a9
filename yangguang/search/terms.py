"""Which units hold which characters, pairs of characters and Latin threes, counted with numpy: millions of them in one sort."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yangguang.search.fold import fold_lines
from yangguang.search.layout import LATIN
from yangguang.search.lists import Lists, Numbers, unlike

SLICE = 1_000_000
"""Characters whose terms are sorted at once, so that what sorting needs does not grow with the register."""
_AT_ONCE = 4_000
"""Texts that are folded at once."""
_CODE_POINTS = 0x110000


@dataclass(frozen=True, slots=True)
class Terms:
    """Some terms in the order of their code points, and the units that hold each."""

    terms: list[str]
    units: Lists


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
    counts = np.zeros(len(alphabet), dtype=np.int64)
    while parts:  # each part goes as soon as it is turned, so that the texts of a prefecture never stand here twice
        letters.append(places[parts.pop()])
        counts += np.bincount(letters[-1], minlength=len(alphabet))
    unit = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
    return _Letters(alphabet, counts, np.concatenate(letters[::-1]), unit, len(texts).bit_length())


@dataclass(frozen=True, slots=True)
class _Letters:
    """All texts in a row, each closed by a line break: each character as its place in the alphabet, and its unit."""

    alphabet: list[str]
    counts: Numbers
    """How often each letter of the alphabet stands in the texts."""
    letters: NDArray[Any]
    unit: NDArray[np.int32]
    bits: int
    """Of the number of a unit."""

    def only(self, wanted: str) -> _Letters:
        """The same texts with a line break in the place of every other letter."""
        kept = sorted({*wanted, "\n"})
        ranks = np.array([kept.index(letter if letter in wanted else "\n") for letter in self.alphabet], dtype=np.uint8)
        counts = np.bincount(ranks, self.counts, len(kept)).astype(np.int64)
        return _Letters(kept, counts, ranks[self.letters], self.unit, self.bits)

    def slices(self, length: int) -> Iterator[Terms]:
        """The terms of so many letters, none of them a line break, in the order of their first ones.

        A slice holds those that begin with letters of which there are about ``SLICE`` together.
        """
        end = self.alphabet.index("\n") if self.alphabet else 0
        slices = np.cumsum(self.counts) // SLICE
        last = int(slices.max(initial=-1))
        slices[end : end + 1] = last + 1
        of_place = slices.astype(np.uint16)[self.letters]
        for number in range(last + 1):
            here = np.flatnonzero(of_place == number)
            for step in range(1, length):
                here = here[self.letters[here + step] != end]
            if len(here):
                yield self._terms(here, length)

    def _terms(self, here: Numbers, length: int) -> Terms:
        """The terms that begin at these places."""
        # In place: the time goes into memory, not into numbers.
        keys = self.letters[here].astype(np.int64)
        for step in range(1, length):
            keys *= len(self.alphabet)
            keys += self.letters[here + step]
        keys <<= self.bits
        keys |= self.unit[here]
        keys.sort()
        keys = keys[unlike(keys)]
        terms = keys >> self.bits
        starts = np.flatnonzero(unlike(terms))
        keys &= (1 << self.bits) - 1
        return Terms([*self._written(terms[starts], length)], Lists(starts, keys))

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
