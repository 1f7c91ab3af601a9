"""What changed in an item, day by day and field by field, with the words that went and came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from yangguang.model.change import Line, spoken
from yangguang.model.wording import Piece, reworded
from yangguang.views.parts import day

_OPEN = 3
"""Days that are shown at once; older ones unfold."""
_MOST = 60
"""Changes that a page shows; what is older stands in the snapshots."""
_AROUND = 14
"""Signs that are shown of a text that stayed, on the side of a change."""
_LONG = 240
"""Signs that are shown of a text that went or came."""
_NAME = 18

_WHOLE = {"新增": "收录本事项", "退出": "撤下本事项"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of text: one that stayed, or one that went or came, with the word that says so to who cannot see it."""

    text: str
    tag: Literal["", "del", "ins"] = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One field that changed: its name, and its text in pieces that stayed, went or came."""

    field: str
    pieces: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """The changes of one commit or snapshot."""

    day: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """The field history of an item, the newest first."""

    since: str
    """The day on which the record begins."""
    days: tuple[ChangeDay, ...]
    older: tuple[ChangeDay, ...]
    """Further days, folded."""
    left: int
    """Changes that are older still and not shown."""


def record(lines: Sequence[Line]) -> RecordView | None:
    """The history of one item out of its lines, oldest first; ``None`` where there are none.

    The first line, by which the item came in, is the beginning of the record and no change.
    """
    if not lines:
        return None
    begun = lines[0].change.kind == "新增"
    told = [line for line in lines[begun:] if line.matters or line.change.kind in _WHOLE][::-1]
    days = tuple(_days(told[:_MOST]))
    return RecordView(day(lines[0].day), days[:_OPEN], days[_OPEN:], max(len(told) - _MOST, 0))


def _days(lines: Sequence[Line]) -> Iterator[ChangeDay]:
    for (when, _), found in groupby(lines, key=lambda line: (line.day, line.commit)):
        rows = tuple(_row(line) for line in reversed(list(found)))
        yield ChangeDay(day(when), rows)


def _row(line: Line) -> ChangeRow:
    change = line.change
    if not change.field:
        return ChangeRow("事项", (Mark(_WHOLE.get(change.kind, change.kind)),))
    name = " › ".join(step if len(step) <= _NAME else f"{step[:_NAME]}…" for step in change.field)
    return ChangeRow(name, tuple(_marks(reworded(spoken(change.old), spoken(change.new)))))


def _marks(pieces: Sequence[Piece]) -> Iterator[Mark]:
    """The pieces as far as a reader needs them: of what stayed, the signs next to a change."""
    for number, piece in enumerate(pieces):
        if piece.kind == "同":
            yield Mark(_near(piece.text, number == 0, number == len(pieces) - 1))
        elif piece.kind == "删":
            yield Mark(_cut(piece.text), "del", "删去")
        else:
            replacing = number > 0 and pieces[number - 1].kind == "删"
            yield Mark(_cut(piece.text), "ins", "改为" if replacing else "增加")


def _near(text: str, first: bool, last: bool) -> str:
    if len(text) <= 2 * _AROUND + 4:
        return text
    return f"{'' if first else text[:_AROUND]}……{'' if last else text[-_AROUND:]}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[:_LONG]}……（共 {len(text):,} 字）"
