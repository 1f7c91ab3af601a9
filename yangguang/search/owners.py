"""Who says what several say: the lists of owners of an index as it stands, of which one may gain or lose an entry."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Mapping
from itertools import accumulate, pairwise, starmap
from sys import maxsize
from zlib import crc32

from yangguang.search.encode import ascending, gaps
from yangguang.search.layout import LONG, LONG_OWNER_BYTES, OWNER_BYTES, parts_of, rank, short_list
from yangguang.search.scripts import Farther, Scripts


class Owners:
    """The lists of the shared units, which follow the entries' own ones. They stay in their order, or it is another index."""

    def __init__(self, index: Scripts, entries: int, lengths: Mapping[int, int], marks: array[int]) -> None:
        """``lengths``: how many lists there are of each; ``marks`` of all lists, ascending."""
        self.index, self.entries, self.marks = index, entries, marks
        self.lengths = Counter(lengths)
        self.short = short_list(self.lengths, entries)
        self.starts = ascending(index.entrance["owners"])
        self._rows: dict[int, list[str]] = {}

    def cost(self, unit: int) -> int:
        """What it costs to look up who says a unit: nothing where the list has been read at the start."""
        if unit < self.entries:
            return 0
        listed = self._of(unit)
        return len(listed) if self._rank(listed) else 0

    def ranks(self) -> list[range]:
        """The units of each rank, which stand in the order of their texts."""
        counts = [0, 0, 0]
        for length, number in self.lengths.items():
            counts[rank(length, self.short)] += number
        ends = [*accumulate(counts, initial=self.entries)]
        return [*starmap(range, pairwise(ends))]

    def first(self, unit: int) -> int:
        """The first entry that says a shared unit."""
        return ascending(self._of(unit))[0]

    def change(self, unit: int, place: int, *, held: bool, several: bool) -> bool:
        """An entry says a shared unit (of ``several`` texts) from now on, or no longer. Whether it costs something else now.

        Raises Farther where units would meet or part, or stand in another order.
        """
        before = self._of(unit)
        numbers = ascending(before)
        here = bisect_left(numbers, place)
        if (numbers[here : here + 1] == [place]) == held:
            raise Farther
        numbers[here : here + (not held)] = [place] if held else []
        # Texts of a unit stand in the order in which the first of its owners says them.
        if len(numbers) < 2 or (several and here == 0):
            raise Farther
        cost = self.cost(unit)
        self._replace(unit, before, gaps(numbers).decode())
        return self.cost(unit) != cost

    def _replace(self, unit: int, before: str, after: str) -> None:
        self.lengths += Counter({len(after): 1})
        self.lengths -= Counter({len(before): 1})
        if short_list(self.lengths, self.entries) != self.short or self._rank(before) != self._rank(after):
            raise Farther
        del self.marks[bisect_left(self.marks, crc32(before.encode()))]
        new = crc32(after.encode())
        place = bisect_left(self.marks, new)
        if self.marks[place : place + 1] == array("I", [new]):
            raise Farther  # perhaps another unit has just these owners
        insort(self.marks, new)
        part = self._part(unit)
        rows = self._lists(part)
        rows[unit - self.starts[part]] = after
        self._see_to_it_that_it_ends_there(part, rows)
        self.index.put("o", part, " ".join(rows))

    def _see_to_it_that_it_ends_there(self, part: int, rows: list[str]) -> None:
        """Raises Farther where a shard would have ended elsewhere, which the row after its last one shows."""
        group = self._group(rows[0])
        last = part + 1 == len(self.starts) or self._group(self._lists(part + 1)[0]) != group
        cut, _ = parts_of(rows if last else [*rows, ""], (maxsize, OWNER_BYTES, LONG_OWNER_BYTES)[group], 0)
        if [len(one) for one in cut] != ([len(rows)] if last else [len(rows), 1]):
            raise Farther

    def _group(self, listed: str) -> int:
        """Short, middling and long lists stand in different shards."""
        return 1 + (len(listed) > LONG) if self._rank(listed) else 0

    def _rank(self, listed: str) -> int:
        return rank(len(listed), self.short)

    def _of(self, unit: int) -> str:
        part = self._part(unit)
        return self._lists(part)[unit - self.starts[part]]

    def _part(self, unit: int) -> int:
        return bisect_right(self.starts, unit) - 1

    def _lists(self, part: int) -> list[str]:
        if part not in self._rows:
            self._rows[part] = self.index.data("o", part).split(" ")
        return self._rows[part]
