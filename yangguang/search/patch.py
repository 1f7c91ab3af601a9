"""An index in which entries say something else of their own: only the shards of what came or went are written anew.

Whatever else an edit changes (names, what entries share, which shards there are) reaches all shards; then there is no patch.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from yangguang.search.batch import packed, unpacked
from yangguang.search.encode import Script
from yangguang.search.layout import joined, mark, terms_in
from yangguang.search.scripts import Farther, Read, Scripts, Terms, Texts
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


def patch(read: Read, standing: Standing, edits: Sequence[Edit]) -> Patch | None:
    """The index as it would be made of the edited entries; ``None`` where it must be made whole."""
    try:
        index = Scripts(read)
        marks = _Marks(standing)
        texts = Texts(index)
        terms = Terms(index, dict(standing.weights))
        for edit in edits:
            _apply(edit, texts, terms, marks)
        return Patch(*index.changed(), Standing(terms.weights, *marks.packed()))
    except (Farther, OSError, ValueError, LookupError, TypeError):
        return None  # a damaged script shows itself in many ways; an index made whole is always right


def _apply(edit: Edit, texts: Texts, terms: Terms, marks: _Marks) -> None:
    """Carries out one edit."""
    unit = texts.place(edit.region, edit.entry)
    own_before, own_after = marks.own(edit)
    before, after = joined(own_before), joined(own_after)
    if texts[unit] != before:
        raise Farther
    marks.move(own_before, own_after)
    if before != after:
        texts[unit] = after
        terms.move(unit, terms_in(before), terms_in(after), terms_in(joined(edit.after)))
        _drawn(texts, terms, unit, before, after)


def _drawn(texts: Texts, terms: Terms, unit: int, before: str, after: str) -> None:
    """Raises Farther where the edit may change which characters the site needs to draw."""
    drawn = texts.drawn
    if any(DRAWN.match(character) and character not in drawn for character in set(after) - set(before)):
        raise Farther
    for character in (set(before) - set(after)) & drawn:
        others = [other for other in terms.holding(character) if other != unit][:_LOOKED_AT]
        if not any(character in texts[other] for other in others):
            raise Farther


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
            raise Farther
        if [text for text in edit.after if text in set(shared)] != shared:
            raise Farther
        return tuple([text for text in texts if text not in set(shared)] for texts in (edit.before, edit.after))  # type: ignore[return-value]

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
