"""What each decision has moved on the list: which items came into which cell of the ledger, and which left it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from yangguang.model.called import Called
from yangguang.model.content import RegionContent
from yangguang.model.event import Adjustment, Event
from yangguang.model.facts import ItemFacts
from yangguang.model.status import histories, statuses

Cell = tuple[str, str]
"""(department slug, class): one cell of the ledger's table."""

_ADD = ("新增", "承接")
_TAKE = ("取消", "下放", "上收")
_RESHAPE = ("合并", "拆分", "划转")
UNCLASSED = "未分类"


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of an event: how many items came into each cell or left it, 0 where its items stood and stayed, or are not
    counted. ``file`` and ``row`` name the event and its row."""

    day: date
    file: str
    row: int
    kind: str
    changes: tuple[tuple[Cell, int], ...]


def counted(item: ItemFacts) -> bool:
    """Powers count, sub-items included; public services and main items that only group others do not."""
    return not item.public_service and not item.catalogue_main


def cell_of(item: ItemFacts) -> Cell:
    """Where the item stands today."""
    return (item.department, item.power_class or UNCLASSED)


def in_order(events: Mapping[str, Event]) -> list[tuple[str, int, Event, Adjustment]]:
    """(file, row number, event, row) of all events by 生效日期, 决定日期, file, row."""
    found = [(file, n, event, row) for file, event in events.items() for n, row in enumerate(event.adjustments)]
    return sorted(found, key=lambda one: (one[2].order, one[0], one[1]))


def movements(content: RegionContent, items: Mapping[str, ItemFacts], as_of: date) -> list[Movement]:
    """What the events in force on ``as_of`` have moved, the oldest first.

    They are walked backwards from today, so that each item stands in the cell it had at that time.
    """
    book = _Book(content, items)
    found = []
    for file, number, event, row in reversed(in_order(content.events)):
        if event.effective > as_of:
            continue
        changes = Counter[Cell]()
        for cell, change in book.undo(row, (*event.order, file, number)):
            changes[cell] += change
        found.append(Movement(event.effective, file, number, row.kind, tuple(sorted(changes.items()))))
    return found[::-1]


def coming(content: RegionContent, items: Mapping[str, ItemFacts], as_of: date) -> dict[tuple[str, int], list[Cell]]:
    """(file, row) of what is not in force yet → where its items will stand on the eve of its day and from then on."""
    book = _Book(content, items)
    return {
        (file, number): list(dict.fromkeys(book.foresee(row, event.effective)))
        for file, number, event, row in in_order(content.events)
        if event.effective > as_of
    }


class _Book:
    """Where each item stood, while the events are undone one by one, the newest first; or will stand, as they come."""

    def __init__(self, content: RegionContent, items: Mapping[str, ItemFacts]) -> None:
        named = {code for row in content.rows for code in row.codes if code in items}
        self.cells = {code: cell_of(items[code]) for code in named}
        self.counted = {code for code in named if counted(items[code])}
        self.histories = histories(content.events)
        self.called = Called(content)
        self.day = date.max
        """From when on the row at hand is in force."""

    def undo(self, row: Adjustment, order: tuple[date, date, str, int]) -> Iterator[tuple[Cell, int]]:
        """What the row moved, cell by cell; afterwards the items stand where they stood before it."""
        self.day = order[0]
        if row.kind in _ADD:
            yield from self._each(row.after, 1)
            yield from self._uncoded(row, 1)
        elif row.kind in _TAKE:
            yield from self._each(row.before, -1)
            yield from self._uncoded(row, -1)
        elif row.kind == "收回":
            for code in dict.fromkeys(code for code, _ in statuses(row) if code in self.cells):
                yield from self._recalled(row, code, devolved=self._devolved(code, order))
        elif row.kind in _RESHAPE:
            yield from self._reshaped(row)
        elif row.old_class and row.new_class:
            yield from self._reclassed(row.after or row.before, row.old_class, row.new_class)
        else:
            yield from self._each(row.codes, 0)

    def foresee(self, row: Adjustment, day: date) -> Iterator[Cell]:
        """The cells that a coming row touches; afterwards the items stand where it will have put them."""
        self.day = day
        yield from (self.cells[code] for code in row.before if code in self.cells)
        for code in row.after or row.before:
            if code in self.cells:
                self.cells[code] = self._lasting(row, code)
                yield self.cells[code]

    def _lasting(self, row: Adjustment, code: str) -> Cell:
        """Where an item stands after a row that may name its department and class."""
        department, kind = self.cells[code]
        return self._department(row.new_department or department, department), row.new_class or kind

    def _each(self, codes: Iterable[str], change: int) -> Iterator[tuple[Cell, int]]:
        return (self._booked(code, self.cells[code], change) for code in codes if code in self.cells)

    def _booked(self, code: str, cell: Cell, change: int) -> tuple[Cell, int]:
        """A cell in which an item stands; one that is not counted changes no number."""
        return cell, change if code in self.counted else 0

    def _uncoded(self, row: Adjustment, change: int) -> Iterator[tuple[Cell, int]]:
        """名称, 部门, 职权类别 stand for one item that never had a code."""
        if row.name:
            department = self._department(row.department or row.old_department or "", leaving=change < 0)
            yield (department, row.power_class or UNCLASSED), change

    def _reshaped(self, row: Adjustment) -> Iterator[tuple[Cell, int]]:
        """Items after are what came; those before, in their former department and class, are what went."""
        for code in row.after:
            if code in self.cells:
                yield self._booked(code, self._lasting(row, code), 1)
        for code in row.before:
            if code in self.cells:
                yield self._booked(code, self._earlier(row, code), -1)
        yield from self._uncoded(row, -1)
        if row.name and row.kind == "划转" and not row.after:  # it goes without a code as it came
            yield (self._department(row.new_department or ""), row.new_class or row.power_class or UNCLASSED), 1

    def _recalled(self, row: Adjustment, code: str, *, devolved: bool) -> Iterator[tuple[Cell, int]]:
        """What comes back may come to another department; what had never left the list leaves the one that had it."""
        yield self._booked(code, self._lasting(row, code), 1)
        before = self._earlier(row, code)
        if not devolved:
            yield self._booked(code, before, -1)

    def _reclassed(self, codes: Iterable[str], old: str, new: str) -> Iterator[tuple[Cell, int]]:
        for code in codes:
            if code in self.cells:
                department = self.cells[code][0]
                yield self._booked(code, (department, new), 1)
                self.cells[code] = (department, old)
                yield self._booked(code, (department, old), -1)

    def _devolved(self, code: str, order: tuple[date, date, str, int]) -> bool:
        """Whether the item was 已下放 just before this row."""
        past = tuple(change for change in self.histories.get(code, ()) if change.order < order)
        return bool(past) and past[-1].status == "已下放"

    def _department(self, text: str, near: str = "", *, leaving: bool = False) -> str:
        """The department that a word means; of several that of the item, else the first."""
        meant = self.called.meant(text, self.day, leaving=leaving) or (text,)
        return near if near in meant else meant[0]

    def _earlier(self, row: Adjustment, code: str) -> Cell:
        """Puts an item back to where it stood before a row that may name its department and class."""
        department, kind = self.cells[code]
        self.cells[code] = (self._former(row, department), row.old_class or kind)
        return self.cells[code]

    def _former(self, row: Adjustment, department: str) -> str:
        """From where an item came that stands in a department: of several that share a former name not from the taker."""
        taker = self._department(row.new_department, department) if row.new_department else ""
        text = row.old_department or department
        meant = self.called.meant(text, self.day, leaving=True) or (text,)
        givers = [slug for slug in meant if slug != taker] or meant
        return department if department in givers else givers[0]
