"""An index in which entries say something else of their own: only the shards of what came or went are written anew.

Whatever else an edit changes (names, what entries share, which shards there are) reaches all shards; then there is no patch.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from yangguang.search.batch import packed, unpacked
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
    LONG_BYTES,
    TERM_BYTES,
    TEXT_CHARACTERS,
    joined,
    mark,
    parts_of,
    shard_count,
    slot,
    terms_in,
)
from yangguang.search.typed import DRAWN

_LOOKED_AT = 4
"""Units in which a character that has gone from one is sought."""


class Standing(NamedTuple):
    """What an index does not say of itself and a patch must know."""

    weights: dict[str, int]
    """How much stands in the shards of terms of each kind."""
    alone: str
    """Marks (:func:`yangguang.search.layout.mark`) of the texts that one entry alone says, ascending, packed …"""
    common: str
    """… and of those that several say."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry, by its number among those of its region (by 网址标识), and its texts before and after."""

    region: str
    entry: int
    before: Sequence[str]
    after: Sequence[str]


@dataclass(frozen=True, slots=True)
class Patch:
    """The scripts that are new, the paths of those that they replace, and what the next patch will need."""

    scripts: tuple[Script, ...]
    gone: frozenset[str]
    standing: Standing


Read = Callable[[str], bytes]
"""Hands back a script of the index by its path. Raises OSError."""


class _Farther(Exception):
    """The edit reaches farther than a patch."""


def patch(read: Read, standing: Standing, edits: Sequence[Edit]) -> Patch | None:
    """The index as it would be made of the edited entries; ``None`` where it must be made whole."""
    try:
        index = _Index(read)
        marks = _Marks(standing)
        texts = _Texts(index)
        terms = _Terms(index, dict(standing.weights))
        for edit in edits:
            _apply(edit, texts, terms, marks)
        return Patch(*index.changed(), Standing(terms.weights, *marks.packed()))
    except (_Farther, OSError, ValueError, LookupError, TypeError):
        return None  # a damaged script shows itself in many ways; an index made whole is always right


def _apply(edit: Edit, texts: _Texts, terms: _Terms, marks: _Marks) -> None:
    """Carries out one edit."""
    unit = texts.place(edit.region, edit.entry)
    own_before, own_after = marks.own(edit)
    before, after = joined(own_before), joined(own_after)
    if texts[unit] != before:
        raise _Farther
    marks.move(own_before, own_after)
    if before != after:
        texts[unit] = after
        terms.move(unit, terms_in(before), terms_in(after), terms_in(joined(edit.after)))
        _drawn(texts, terms, unit, before, after)


def _drawn(texts: _Texts, terms: _Terms, unit: int, before: str, after: str) -> None:
    """Raises _Farther where the edit may change which characters the site needs to draw."""
    drawn = texts.drawn
    if any(DRAWN.match(character) and character not in drawn for character in set(after) - set(before)):
        raise _Farther
    for character in (set(before) - set(after)) & drawn:
        others = [other for other in terms.holding(character) if other != unit][:_LOOKED_AT]
        if not any(character in texts[other] for other in others):
            raise _Farther


class _Index:
    """The scripts of the index that are looked at, each read once; those that change are kept apart."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self.entrance: dict[str, Any] = data_of(read("search/index.js"))
        self.hashes = {kind: re.findall(f".{{{HASH_DIGITS}}}", text) for kind, text in self.entrance["shards"].items()}
        self.known: dict[tuple[str, int], Any] = {}
        self.dirty: set[tuple[str, int]] = set()

    def path(self, kind: str, number: int) -> str:
        return f"search/{kind}{number}.{self.hashes[kind][number]}.js"

    def data(self, kind: str, number: int) -> Any:
        if (kind, number) not in self.known:
            self.known[kind, number] = data_of(self.read(self.path(kind, number)))
        return self.known[kind, number]

    def all(self, kind: str) -> Iterator[Any]:
        return (self.data(kind, number) for number in range(len(self.hashes.get(kind, ()))))

    def put(self, kind: str, number: int, data: Any) -> None:
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


class _Marks:
    """Which texts one entry alone says, and which several."""

    def __init__(self, standing: Standing) -> None:
        self.alone = unpacked(standing.alone)
        self.common = unpacked(standing.common)

    def own(self, edit: Edit) -> tuple[list[str], list[str]]:
        """What the entry alone says, before and after; all that it shares must stay as it is."""
        shared = [text for text in edit.before if _among(self.common, text)]
        known = set(edit.before)
        new = [text for text in edit.after if text not in known]
        if any(_among(self.alone, text) or _among(self.common, text) for text in new):
            raise _Farther
        if [text for text in edit.after if text in set(shared)] != shared:
            raise _Farther
        return tuple([text for text in texts if text not in set(shared)] for texts in (edit.before, edit.after))  # type: ignore[return-value]

    def move(self, before: Sequence[str], after: Sequence[str]) -> None:
        for text in before:
            if not _among(self.alone, text):
                raise _Farther
            del self.alone[bisect_left(self.alone, mark(text))]
        for text in after:
            insort(self.alone, mark(text))

    def packed(self) -> tuple[str, str]:
        return packed(self.alone), packed(self.common)


def _among(marks: array[int], text: str) -> bool:
    place = bisect_left(marks, mark(text))
    return place < len(marks) and marks[place] == mark(text)


class _Texts:
    """What is written in layer 2, by unit, and where an entry stands in it."""

    def __init__(self, index: _Index) -> None:
        self.index = index
        self.starts = ascending(index.entrance["texts"])
        self.named = [*_named(index)]
        """For each entry the number of its name."""

    @property
    def drawn(self) -> set[str]:
        """The characters of which the site says how they are written."""
        return {line[0] for line in self.index.data("h", 0).split("\n") if line}

    def place(self, region: str, entry: int) -> int:
        """The number of the entry in layer 2 (FORMAT.md)."""
        slugs = [one["slug"] for one in self.index.entrance["regions"]]
        counts = [*numbers_in(self.index.entrance["counts"])]
        entry += sum(counts[: slugs.index(region)])
        here = (self.named[entry], entry)
        return sum((name, number) < here for number, name in enumerate(self.named))

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
            raise _Farther
        self.index.put("t", part, rows)

    def _part(self, unit: int) -> int:
        return bisect_right(self.starts, unit) - 1


def _named(index: _Index) -> Iterator[int]:
    names = 0
    for layer in index.all("n"):
        for reference in layer["name"]:
            yield names if reference == 0 else reference - 1
            names += reference == 0


class _Terms:
    """The lists of units, term by term, and the entries of the dear ones."""

    def __init__(self, index: _Index, weights: dict[str, int]) -> None:
        self.index = index
        self.weights = weights
        self.long = {term: number for number, term in enumerate(index.entrance["long"].split(" "))}

    def move(self, unit: int, before: set[str], after: set[str], all_after: set[str]) -> None:
        """A unit that is an entry's own says other terms than before; ``all_after`` are those of all that the entry says."""
        for term in sorted(before ^ after):
            self._post(term, unit, held=term in after)
            if len(term) < 3 and (self._listed("d", term) is not None):
                self._list("d", term, unit, held=term in all_after)
        for kind, count in ((kind, len(self.index.hashes[kind])) for kind in self.weights):
            if shard_count(kind, self.weights[kind]) != count:
                raise _Farther

    def holding(self, character: str) -> list[int]:
        """The units that hold a character."""
        return ascending(self._listed("c", character) or "")

    def _post(self, term: str, unit: int, *, held: bool) -> None:
        if term not in self.long:
            self._list("c" if len(term) == 1 else "p", term, unit, held=held)
            return
        number = self.long[term]
        data = _changed(self.index.data("b", number), unit, held=held)
        if len(data) <= LONG_BYTES:
            raise _Farther
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
            raise _Farther
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
