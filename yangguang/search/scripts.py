"""An index as it stands, read script by script: its texts, its terms, and where an entry is among them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from yangguang.search.encode import (
    HASH_DIGITS,
    Script,
    ascending,
    data_of,
    digest_of,
    entrance,
    gaps,
    numbers_in,
    script,
)
from yangguang.search.layout import (
    DEAR,
    LONG_BYTES,
    TERM_BYTES,
    TEXT_CHARACTERS,
    parts_of,
    shard_count,
    slot,
    terms_in,
)

if TYPE_CHECKING:
    from yangguang.search.owners import Owners

Read = Callable[[str], bytes]
"""Hands back a script of the index by its path. Raises OSError where it is not what was written."""


class Farther(Exception):
    """An edit reaches farther than the few scripts that it can be carried out in."""


class Scripts:
    """The scripts of the index that are looked at, each read once; those that change are kept apart."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self.entrance: dict[str, Any] = data_of(read("search/index.js"))
        self.hashes = {kind: re.findall(f".{{{HASH_DIGITS}}}", text) for kind, text in self.entrance["shards"].items()}
        self.known: dict[tuple[str, int], Any] = {}
        self.dirty: set[tuple[str, int]] = set()

    def region(self, slug: str) -> int:
        """The number of a region."""
        return [one["slug"] for one in self.entrance["regions"]].index(slug)

    def entry(self, slug: str, number: int) -> int:
        """The number among all entries of one of a region's."""
        return number + sum([*numbers_in(self.entrance["counts"])][: self.region(slug)])

    def path(self, kind: str, number: int) -> str:
        """Where a script stands, from the site's root."""
        return f"search/{kind}{number}.{self.hashes[kind][number]}.js"

    def data(self, kind: str, number: int) -> Any:
        """What a script says, or will say."""
        if (kind, number) not in self.known:
            self.known[kind, number] = data_of(self.read(self.path(kind, number)))
        return self.known[kind, number]

    def all(self, kind: str) -> Iterator[Any]:
        """What all scripts of a kind say."""
        return (self.data(kind, number) for number in range(len(self.hashes.get(kind, ()))))

    def put(self, kind: str, number: int, data: Any) -> None:
        """Lets a script say something else."""
        self.known[kind, number] = data
        self.dirty.add((kind, number))

    def changed(self) -> tuple[tuple[Script, ...], frozenset[str]]:
        """The scripts that are no longer what they were, and the paths that these had."""
        made, gone = [], set()
        for kind, number in sorted(self.dirty):
            new, old = script(kind, number, self.known[kind, number]), self.path(kind, number)
            if new.path != old:
                self.hashes[kind][number] = digest_of(new.path)
                made.append(new)
                gone.add(old)
        if made:
            shards = {kind: "".join(hashes) for kind, hashes in self.hashes.items()}
            made.append(entrance({**self.entrance, "shards": shards}))
            gone.add(made[-1].path)
        return tuple(made), frozenset(gone)


class Texts:
    """What is written in layer 2, by unit, and where an entry stands in it."""

    def __init__(self, index: Scripts) -> None:
        self.index = index
        self.starts = ascending(index.entrance["texts"])

    def __getitem__(self, unit: int) -> str:
        part = self._part(unit)
        text: str = self.index.data("t", part)[unit - self.starts[part]]
        return text

    def __setitem__(self, unit: int, text: str) -> None:
        part = self._part(unit)
        rows = [*self.index.data("t", part)]
        rows[unit - self.starts[part]] = text
        # The row after the last one shows whether the shard would have ended before it.
        last = part == len(self.starts) - 1
        cut, _ = parts_of(rows if last else [*rows, ""], TEXT_CHARACTERS, 0)
        if [len(one) for one in cut] != ([len(rows)] if last else [len(rows), 1]):
            raise Farther
        self.index.put("t", part, rows)

    def _part(self, unit: int) -> int:
        return bisect_right(self.starts, unit) - 1


class Terms:
    """The lists of units, term by term, and the entries of the dear ones."""

    def __init__(self, index: Scripts, weights: dict[str, int]) -> None:
        self.index = index
        self.weights = weights
        self.long = {term: number for number, term in enumerate(index.entrance["long"].split(" "))}

    def move(self, unit: int, before: set[str], after: set[str], all_after: set[str]) -> None:
        """A unit that is an entry's own says other terms than before; ``all_after`` are those of all that the entry says."""
        for term in sorted(before ^ after):
            self._post(term, unit, held=term in after)
            if len(term) < 3 and (self._listed("d", term) is not None):
                self._list("d", term, unit, held=term in all_after)

    def share(self, text: str, place: int, all_after: set[str], owners: Owners, *, dearer: bool) -> None:
        """An entry says a shared unit from now on, or no longer; ``dearer``: who says it costs something else to look up."""
        for term in sorted(term for term in terms_in(text) if len(term) < 3):
            listed = self._listed("d", term) is not None
            if dearer and (sum(map(owners.cost, ascending(self._units(term)))) > DEAR) != listed:
                raise Farther
            if listed:
                self._list("d", term, place, held=term in all_after)

    def settle(self) -> None:
        """Raises Farther where the terms would stand in more shards or fewer."""
        for kind, weighing in self.weights.items():
            if shard_count(kind, weighing) != len(self.index.hashes[kind]):
                raise Farther

    def holding(self, character: str) -> list[int]:
        """The units that hold a character."""
        return ascending(self._units(character))

    def _units(self, term: str) -> str:
        """The list of the units that hold a term."""
        if term in self.long:
            data: str = self.index.data("b", self.long[term])
            return data
        return self._listed("c" if len(term) == 1 else "p", term) or ""

    def _post(self, term: str, unit: int, *, held: bool) -> None:
        if term not in self.long:
            self._list("c" if len(term) == 1 else "p", term, unit, held=held)
            return
        number = self.long[term]
        data = _changed(self.index.data("b", number), unit, held=held)
        if len(data) <= LONG_BYTES:
            raise Farther
        self.index.put("b", number, data)

    def _listed(self, kind: str, term: str) -> str | None:
        """The list of a term in a shard of terms."""
        terms, lists = self._shard(kind, term)
        place = bisect_left(terms, term)
        return lists[place] if terms[place : place + 1] == [term] else None

    def _list(self, kind: str, term: str, number: int, *, held: bool) -> None:
        """Puts a number into the list of a term, or takes it out."""
        terms, lists = self._shard(kind, term)
        place, old = bisect_left(terms, term), self._listed(kind, term)
        new = _changed(old or "", number, held=held)
        if kind == "p" and len(new) > LONG_BYTES:
            raise Farther
        stands = slice(place, place + (old is not None))
        terms[stands], lists[stands] = ([term], [new]) if new else ([], [])
        self.weights[kind] += sum(len(text) + TERM_BYTES for text in lists[place : place + bool(new)])
        self.weights[kind] -= len(old) + TERM_BYTES if old is not None else 0
        self.index.put(kind, self._number(kind, term), [" ".join(terms), " ".join(lists)])

    def _number(self, kind: str, term: str) -> int:
        return slot(term, len(self.index.hashes[kind]))

    def _shard(self, kind: str, term: str) -> tuple[list[str], list[str]]:
        terms, lists = self.index.data(kind, self._number(kind, term))
        return terms.split(" ") if terms else [], lists.split(" ") if lists else []


def _changed(listed: str, number: int, *, held: bool) -> str:
    """A list of numbers, written as gaps, with or without one of them."""
    numbers = ascending(listed)
    place = bisect_left(numbers, number)
    numbers[place : place + (numbers[place : place + 1] == [number])] = [number] if held else []
    return gaps(numbers).decode() if numbers else ""
