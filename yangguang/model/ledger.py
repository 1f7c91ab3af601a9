"""The ledger (台账): opening, movements by event, closing, and whether that is what the list really holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from yangguang.model.content import RegionContent
from yangguang.model.event import Adjustment, Event
from yangguang.model.facts import ItemFacts
from yangguang.model.links import RegionLinks
from yangguang.model.status import histories, statuses
from yangguang.model.words import ACTIVE, CLASSES, EVENT_KINDS

Cell = tuple[str, str]
"""(department slug, class): one cell of the ledger's table."""

_ADD = ("新增", "承接")
_TAKE = ("取消", "下放", "上收")
RESHAPE = ("合并", "拆分", "划转")
UNCLASSED = "未分类"


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of an event as far as it moves items: how many came into each cell or left it.

    ``file`` and ``row`` name the event and its row; ``codes`` the items, empty for one that never had a code.
    """

    day: date
    file: str
    row: int
    kind: str
    number: str
    title: str
    codes: tuple[str, ...]
    changes: tuple[tuple[Cell, int], ...]

    @property
    def net(self) -> int:
        """By how much the whole list grew."""
        return sum(change for _, change in self.changes)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One cell, or a total: opening, changes by kind of event, and the number of items the list really holds."""

    department: str
    power_class: str
    opening: int
    actual: int
    changes: tuple[tuple[str, int], ...] = ()
    """(kind of event, net change), in the order of the kinds; kinds that changed nothing are left out."""

    @property
    def closing(self) -> int:
        """What should be there: opening and all changes."""
        return self.opening + sum(change for _, change in self.changes)

    @property
    def difference(self) -> int:
        """Items too many (positive) or too few on the list."""
        return self.actual - self.closing


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of one region on the as-of date.

    ``derived`` marks an opening that was reckoned backwards from the list of today (推算), which therefore always
    reconciles. ``since``: events after this day count; ``None`` where all do.
    """

    as_of: date
    since: date | None
    number: str | None
    derived: bool
    rows: tuple[LedgerRow, ...]
    movements: tuple[Movement, ...]

    @property
    def reconciles(self) -> bool:
        """Whether every cell holds what it should."""
        return all(row.difference == 0 for row in self.rows)

    @property
    def total(self) -> LedgerRow:
        """The whole list."""
        return _total("", "", self.rows)

    def by_department(self) -> tuple[LedgerRow, ...]:
        """One row per department, in the order of ``rows``."""
        names = dict.fromkeys(row.department for row in self.rows)
        return tuple(_total(name, "", (r for r in self.rows if r.department == name)) for name in names)

    def by_class(self) -> tuple[LedgerRow, ...]:
        """One row per class, in the official order."""
        names = sorted({row.power_class for row in self.rows}, key=_class_order)
        return tuple(_total("", name, (r for r in self.rows if r.power_class == name)) for name in names)


def ledger(content: RegionContent, items: Mapping[str, ItemFacts], status: Mapping[str, str], as_of: date) -> Ledger:
    """The ledger of a region; ``status`` holds each item's status on ``as_of``.

    Events with 期初.日期 < 生效日期 ≤ as_of count. Without 期初 the opening, on the day of 清单公布, is what the list
    must have held for the events to lead to the list of today.
    """
    opening, publication = content.region.opening, content.region.publication
    since = opening.day if opening else (publication.day if publication else None)
    movements = tuple(
        m
        for m in _movements(content, items, as_of)
        if (since is None or m.day > since) and any(c for _, c in m.changes)
    )
    actual = Counter(_cell(item) for code, item in items.items() if _counted(item) and status.get(code) in ACTIVE)
    changes: dict[Cell, Counter[str]] = {}
    for movement in movements:
        for cell, change in movement.changes:
            changes.setdefault(cell, Counter())[movement.kind] += change
    start = (
        {(dep, kind): n for dep, counts in opening.counts.items() for kind, n in counts.items()}
        if opening
        else {cell: actual[cell] - changes.get(cell, Counter()).total() for cell in {*actual, *changes}}
    )
    cells = sorted({*start, *actual, *changes}, key=_order(content))
    rows = (
        LedgerRow(cell[0], cell[1], start.get(cell, 0), actual[cell], _by_kind(changes.get(cell, Counter())))
        for cell in cells
    )
    kept = tuple(row for row in rows if row.opening or row.actual or row.changes)
    return Ledger(as_of, since, opening.number if opening else None, opening is None, kept, movements)


def ledger_of(content: RegionContent, links: RegionLinks, as_of: date) -> Ledger:
    """The ledger of a region as it is linked."""
    status = {code: own.status for code, own in links.links.items()}
    return ledger(content, links.items, status, as_of)


def _counted(item: ItemFacts) -> bool:
    """Powers count, sub-items included; public services and main items that only group others do not."""
    return not item.public_service and not item.catalogue_main


def _cell(item: ItemFacts) -> Cell:
    return (item.department, item.power_class or UNCLASSED)


def _order(content: RegionContent) -> Callable[[Cell], tuple[int, str, int]]:
    places = {slug: number for number, slug in enumerate(content.departments)}
    return lambda cell: (places.get(cell[0], len(places)), cell[0], _class_order(cell[1]))


def _class_order(name: str) -> int:
    return CLASSES.index(name) if name in CLASSES else len(CLASSES)


def _by_kind(changes: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((kind, changes[kind]) for kind in EVENT_KINDS if changes.get(kind))


def _total(department: str, power_class: str, rows: Iterable[LedgerRow]) -> LedgerRow:
    rows = tuple(rows)
    changes: Counter[str] = Counter()
    for row in rows:
        changes.update(dict(row.changes))
    return LedgerRow(
        department, power_class, sum(r.opening for r in rows), sum(r.actual for r in rows), _by_kind(changes)
    )


def in_order(events: Mapping[str, Event]) -> list[tuple[str, int, Event, Adjustment]]:
    """(file, row number, event, row) of all events by 生效日期, 决定日期, file, row."""
    found = [(file, n, event, row) for file, event in events.items() for n, row in enumerate(event.adjustments)]
    return sorted(found, key=lambda one: (one[2].effective, one[2].decided, one[0], one[1]))


def _movements(content: RegionContent, items: Mapping[str, ItemFacts], as_of: date) -> list[Movement]:
    """Walks the events backwards from today, so that each item stands in the cell it had at that time."""
    book = _Book(content, items)
    found = []
    for file, number, event, row in reversed(in_order(content.events)):
        if event.effective > as_of:
            continue
        changes = Counter[Cell]()
        for cell, change in book.undo(row, (event.effective, event.decided, file, number)):
            changes[cell] += change
        codes = tuple(dict.fromkeys((*row.before, *row.after)))
        found.append(
            Movement(
                event.effective,
                file,
                number,
                row.kind,
                event.number,
                event.title,
                codes,
                tuple(sorted(changes.items())),
            )
        )
    return found[::-1]


class _Book:
    """Where each item stood, while the events are undone one by one, the newest first."""

    def __init__(self, content: RegionContent, items: Mapping[str, ItemFacts]) -> None:
        self.cells = {code: _cell(item) for code, item in items.items() if _counted(item)}
        self.histories = histories(content.events)
        self.names = _department_names(content)

    def undo(self, row: Adjustment, order: tuple[date, date, str, int]) -> Iterator[tuple[Cell, int]]:
        """What the row moved, cell by cell; afterwards the items stand where they stood before it."""
        if row.kind in _ADD:
            yield from self._each(row.after, 1)
            yield from self._uncoded(row, 1)
        elif row.kind in _TAKE:
            yield from self._each(row.before, -1)
            yield from self._uncoded(row, -1)
        elif row.kind == "收回":
            codes = dict.fromkeys(code for code, _ in statuses(row))
            yield from self._each((code for code in codes if self._devolved(code, order)), 1)
        elif row.kind in RESHAPE:
            yield from self._reshaped(row)
        elif row.old_class and row.new_class:
            yield from self._reclassed(row.after or row.before, row.old_class, row.new_class)

    def _each(self, codes: Iterable[str], change: int) -> Iterator[tuple[Cell, int]]:
        return ((self.cells[code], change) for code in codes if code in self.cells)

    def _uncoded(self, row: Adjustment, change: int) -> Iterator[tuple[Cell, int]]:
        """名称, 部门, 职权类别 stand for one item that never had a code."""
        if row.name:
            yield (self._department(row.department or row.old_department or ""), row.power_class or UNCLASSED), change

    def _reshaped(self, row: Adjustment) -> Iterator[tuple[Cell, int]]:
        """Items after are what came; those before, in their former department and class, are what went."""
        for code in row.after:
            if code in self.cells:
                department, kind = self.cells[code]
                yield (self._department(row.new_department or department), row.new_class or kind), 1
        for code in row.before:
            if code in self.cells:
                department, kind = self.cells[code]
                self.cells[code] = (self._department(row.old_department or department), row.old_class or kind)
                yield self.cells[code], -1
        yield from self._uncoded(row, -1)

    def _reclassed(self, codes: Iterable[str], old: str, new: str) -> Iterator[tuple[Cell, int]]:
        for code in codes:
            if code in self.cells:
                department = self.cells[code][0]
                yield (department, new), 1
                self.cells[code] = (department, old)
                yield (department, old), -1

    def _devolved(self, code: str, order: tuple[date, date, str, int]) -> bool:
        """Whether the item was 已下放 just before this row."""
        past = tuple(change for change in self.histories.get(code, ()) if change.order < order)
        return bool(past) and past[-1].status == "已下放"

    def _department(self, text: str) -> str:
        return self.names.get(text, text)


def _department_names(content: RegionContent) -> dict[str, str]:
    """Slug by each name that a department has or had."""
    names: dict[str, str] = {}
    for slug, department in content.departments.items():
        for name in (department.name, department.short, *(former.name for former in department.former_names)):
            if name:
                names.setdefault(name, slug)
    return names | {slug: slug for slug in content.departments}
