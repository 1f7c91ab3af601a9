"""An index in which entries say or show something else: only the shards of what came or went are written anew.

Whatever else an edit changes (which entries there are, which texts are shared at all, which shards there are) reaches all
shards; then there is no patch.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import NamedTuple

from yangguang.search.batch import packed, unpacked
from yangguang.search.encode import Script
from yangguang.search.entry import Entry
from yangguang.search.fold import fold
from yangguang.search.layout import joined, mark, terms_in
from yangguang.search.lexicon import Lexicon
from yangguang.search.owners import Owners
from yangguang.search.renamed import Called
from yangguang.search.said import han
from yangguang.search.scripts import Farther, Read, Scripts, Terms, Texts
from yangguang.search.shown import show

_LOOKED_AT = 4
"""Units in which a character that has gone from a text or name is sought."""


class Standing(NamedTuple):
    """What an index does not say of itself and a patch must know."""

    weights: dict[str, int]
    """How much stands in the shards of terms of each kind."""
    lengths: dict[int, int]
    """How many lists of owners have each length."""
    alone: str
    """Marks (:func:`yangguang.search.layout.mark`) of the texts that one entry alone says, ascending, packed …"""
    common: str
    """… and of those that several say."""
    owned: str
    """Marks of the lists of owners, ascending, packed."""
    characters: str
    """The Chinese characters of names and texts (:func:`yangguang.search.said.han`)."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry, by its number among those of its region (by 网址标识), and its texts before and after."""

    region: str
    entry: int
    before: Sequence[str]
    after: Sequence[str]
    shown: tuple[Entry, Entry] | None = None
    """The entry itself before and after, where it has changed."""


@dataclass(frozen=True, slots=True)
class Patch:
    """The scripts that are new, the paths of those that they replace, and what the next patch will need."""

    scripts: tuple[Script, ...]
    gone: frozenset[str]
    standing: Standing


def patch(read: Read, standing: Standing, edits: Sequence[Edit], lexicon: Lexicon) -> Patch | None:
    """The index as it would be made of the edited entries and the same lexicon; ``None`` where it must be made whole."""
    try:
        index = Scripts(read)
        marks = _Marks(standing)
        called = Called(index)
        texts = Texts(index)
        terms = Terms(index, dict(standing.weights))
        owners = Owners(index, len(called), standing.lengths, unpacked(standing.owned))
        for edit in edits:
            if edit.shown:
                show(index, called, edit.region, edit.entry, *edit.shown)
            place = called.place(index.entry(edit.region, edit.entry))
            _apply(edit, place, texts, terms, owners, marks)
        terms.settle()
        characters = _characters(standing.characters, edits, called, texts, terms)
        called.settle(lexicon, standing.characters, characters)
        now = Standing(terms.weights, dict(owners.lengths), *marks.packed(), packed(owners.marks), characters)
        return Patch(*index.changed(), now)
    except (Farther, OSError, ValueError, LookupError, TypeError, StopIteration):
        return None  # a damaged script shows itself in many ways; an index made whole is always right


def _apply(edit: Edit, unit: int, texts: Texts, terms: Terms, owners: Owners, marks: _Marks) -> None:
    """Lets an entry, whose own unit has the number of its place, say what it says after the edit."""
    all_after = terms_in(joined(edit.after))
    own_before, own_after = marks.own(edit)
    shared = _Shared(edit, marks, texts, owners)
    shared.see_to_their_order(unit)
    for moving, held in zip(marks.shared(edit), (False, True), strict=True):
        for one in shared.whole(moving):
            dearer = owners.change(one, unit, held=held, several="\n" in texts[one])
            terms.share(texts[one], unit, all_after, owners, dearer=dearer)
    before, after = joined(own_before), joined(own_after)
    if texts[unit] != before:
        raise Farther
    marks.move(own_before, own_after)
    if before != after:
        texts[unit] = after
        terms.move(unit, terms_in(before), terms_in(after), all_after)


class _Shared:
    """The units of what an entry says with others. It says all lines of such a unit, so that the first ones lead to all."""

    def __init__(self, edit: Edit, marks: _Marks, texts: Texts, owners: Owners) -> None:
        self.edit, self.texts, self.owners = edit, texts, owners
        self.displaced = [joined([text]) for text in marks.displaced(edit)]
        moving = any(marks.shared(edit))
        said = dict.fromkeys((*edit.before, *edit.after)) if moving or self.displaced else ()
        self.units: dict[str, int] = {}
        for line in {joined([text]): None for text in said}:
            for unit in self._starting(line):
                self._hold(unit)

    def _starting(self, line: str) -> Iterator[int]:
        """The units that begin with a line; in each rank units stand in the order of their texts."""
        for units in self.owners.ranks():
            for unit in units[bisect_left(units, line, key=self.texts.__getitem__) :]:
                if not f"{self.texts[unit]}\n".startswith(f"{line}\n"):
                    break
                yield unit

    def _hold(self, unit: int) -> None:
        """Raises Farther where a line stands in another unit, too: texts may be told apart by nothing but their blanks."""
        for line in self.texts[unit].split("\n"):
            if self.units.setdefault(line, unit) != unit:
                raise Farther

    def whole(self, moving: Sequence[str]) -> list[int]:
        """The units of texts that come or go. Raises Farther where these are not all texts of their units."""
        lines = {joined([text]) for text in moving}
        found = sorted({self.units[line] for line in lines})
        if any(not lines.issuperset(self.texts[unit].split("\n")) for unit in found):
            raise Farther
        return found

    def see_to_their_order(self, place: int) -> None:
        """Raises Farther where lines of a unit would stand in another order: in that in which its first owner says them."""
        for unit in {self.units[line] for line in self.displaced}:
            lines = self.texts[unit].split("\n")
            said = [line for text in self.edit.after if (line := joined([text])) in lines]
            if len(lines) > 1 and self.owners.first(unit) == place and said != lines:
                raise Farther


def _characters(before: str, edits: Sequence[Edit], called: Called, texts: Texts, terms: Terms) -> str:
    """The Chinese characters of the site after the edits."""
    said = han(chain(called.before, *(edit.before for edit in edits)))
    says = han(chain(called.all(), *(edit.after for edit in edits)))
    gone = {one for one in set(said) - set(says) if not _stands(texts, terms, one)}
    return han({*before, *says} - gone)


def _stands(texts: Texts, terms: Terms, character: str) -> bool:
    """Whether a text holds a character. Raises Farther where that is not sure: it may be written in two ways."""
    units = terms.holding(character)
    if fold(character) != character or (units and not any(character in texts[unit] for unit in units[:_LOOKED_AT])):
        raise Farther
    return bool(units)


class _Marks:
    """Which texts one entry alone says, and which several."""

    def __init__(self, standing: Standing) -> None:
        self.alone = unpacked(standing.alone)
        self.common = unpacked(standing.common)

    def own(self, edit: Edit) -> tuple[list[str], list[str]]:
        """What the entry alone says, before and after."""
        before = set(edit.before)
        if any(_among(self.alone, text) for text in edit.after if text not in before):
            raise Farther  # what another alone has said
        return self._alone(edit.before), self._alone(edit.after)

    def _alone(self, texts: Sequence[str]) -> list[str]:
        return [text for text in texts if not _among(self.common, text)]

    def displaced(self, edit: Edit) -> list[str]:
        """What several say, and the entry still does, but now behind such a text that it said after it."""
        before = {text: place for place, text in enumerate(edit.before)}
        kept = [text for text in edit.after if text in before and _among(self.common, text)]
        last = accumulate((before[text] for text in kept), max)
        return [text for text, latest in zip(kept, last, strict=True) if before[text] < latest]

    def shared(self, edit: Edit) -> tuple[list[str], list[str]]:
        """What several say and the entry no longer does, and what it says from now on."""
        before, after = set(edit.before), set(edit.after)
        gone = [text for text in edit.before if text not in after and _among(self.common, text)]
        return gone, [text for text in edit.after if text not in before and _among(self.common, text)]

    def move(self, before: Sequence[str], after: Sequence[str]) -> None:
        """An entry alone says other texts than before."""
        for text in before:
            if not _among(self.alone, text):
                raise Farther
            del self.alone[bisect_left(self.alone, mark(text))]
        for text in after:
            insort(self.alone, mark(text))

    def packed(self) -> tuple[str, str]:
        """Both lists, small enough to be kept."""
        return packed(self.alone), packed(self.common)


def _among(marks: array[int], text: str) -> bool:
    place = bisect_left(marks, mark(text))
    return place < len(marks) and marks[place] == mark(text)
