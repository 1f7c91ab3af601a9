"""Lists of ascending numbers, one after the other in one array, and what they are written as: millions of them at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from yangguang.search.encode import SIGNS

Numbers = NDArray[np.int64]

_AT_ONCE = 250_000
"""Numbers that are coded at once, so that what coding needs does not grow with the register."""
_SIGNS = np.frombuffer(SIGNS, dtype=np.uint8)


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of ascending numbers, none of them empty."""

    starts: Numbers
    """Where in ``numbers`` each list begins."""
    numbers: Numbers

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> Numbers:
        """One of the lists."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.numbers)
        return self.numbers[self.starts[number] : end]

    def coded(self) -> Iterator[bytes]:
        """Each list as gaps (:func:`yangguang.search.encode.gaps`)."""
        first = 0
        while first < len(self):
            after = max(first + 1, int(np.searchsorted(self.starts, self.starts[first] + _AT_ONCE)))
            yield from self._part(first, after)
            first = after

    def _part(self, first: int, after: int) -> Iterator[bytes]:
        """The lists from one number to before another, coded at once."""
        end = self.starts[after] if after < len(self) else len(self.numbers)
        starts, numbers = self.starts[first:after] - self.starts[first], self.numbers[self.starts[first] : end]
        steps = np.diff(numbers, prepend=0)
        steps[starts] = numbers[starts] + 1
        steps, starts = _counted(steps, starts)
        data, begins = _signs(steps)
        for begin, end in pairwise([*begins[starts].tolist(), len(data)]):
            yield data[begin:end]

    def totals(self, cost: Numbers) -> Numbers:
        """What the numbers of each list cost together, each ``cost[number]``."""
        return np.add.reduceat(cost[self.numbers], self.starts)


def unlike(numbers: Numbers) -> NDArray[np.bool_]:
    """Which of the numbers are not what stands before them."""
    found = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=found[1:])
    return found


def gaps_of(held: NDArray[np.bool_]) -> bytes:
    """The places where ``held`` is true as gaps (:func:`yangguang.search.encode.gaps`), many of them being neighbours."""
    # With a place before the first one, held too, all is runs: a distance, but for the first, then steps of one.
    edges = np.flatnonzero(np.diff(held, prepend=True, append=False))
    ends = edges[::2]
    steps = np.diff(edges, prepend=0)[::2]
    steps[1:] -= 1
    distances = np.concatenate([[0], edges[1::2] - ends[:-1] + 1])
    counted_ones = steps > 2
    numbers = np.stack([distances, np.where(counted_ones, 0, 1), np.where(counted_ones, steps, 1)], axis=1)
    wanted = np.stack([distances > 0, steps > 0, steps > 1], axis=1)
    return _signs(numbers[wanted])[0]


def _counted(steps: Numbers, starts: Numbers) -> tuple[Numbers, Numbers]:
    """Distances of lists with their starts; three or more ones in a row inside a list become a zero and their number."""
    ones = steps == 1
    torn = np.zeros(len(steps) + 1, dtype=bool)
    torn[starts] = torn[-1] = True
    before, after = np.roll(ones, 1), np.roll(ones, -1)
    first = np.flatnonzero(ones & (torn[:-1] | ~before))
    last = np.flatnonzero(ones & (torn[1:] | ~after))
    sizes = last - first + 1
    first, last, sizes = first[sizes > 2], last[sizes > 2], sizes[sizes > 2]
    steps[first], steps[first + 1] = 0, sizes
    inside = np.zeros(len(steps) + 1, dtype=np.int8)
    inside[first + 2] = 1
    inside[last + 1] -= 1
    kept = np.cumsum(inside[:-1], dtype=np.int8) == 0
    gone = np.concatenate([[0], np.cumsum(sizes - 2)])
    return steps[kept], starts - gone[np.searchsorted(first, starts)]


def _signs(numbers: Numbers) -> tuple[bytes, Numbers]:
    """Numbers in signs (:func:`yangguang.search.encode.signs`), and where those of each begin."""
    sizes = np.ones(len(numbers), dtype=np.int64)
    for shift in range(5, int(numbers.max(initial=0)).bit_length(), 5):
        sizes += numbers >> shift > 0
    starts = np.cumsum(sizes) - sizes
    out = np.zeros(int(sizes.sum()), dtype=np.uint8)
    for place in range(int(sizes.max(initial=0))):
        longer = np.flatnonzero(sizes > place)
        more = (sizes[longer] > place + 1).astype(np.int64) << 5
        out[starts[longer] + place] = numbers[longer] >> 5 * place & 31 | more
    return _SIGNS[out].tobytes(), starts
