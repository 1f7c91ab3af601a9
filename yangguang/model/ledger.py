"""The ledger (台账): opening, changes by kind of event, closing, and whether that is what the list really holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from yangguang.model.content import RegionContent
from yangguang.model.links import RegionLinks, active
from yangguang.model.movements import Cell, Movement, cell_of, counted, movements
from yangguang.model.words import EVENT_KINDS, class_order


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

    since: date | None
    number: str | None
    derived: bool
    rows: tuple[LedgerRow, ...]
    past: tuple[Movement, ...]
    """All rows of decisions in force, also those before the opening and those that move nothing."""
    movements: tuple[Movement, ...]
    """Those that the figures sum up."""

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
        names = sorted({row.power_class for row in self.rows}, key=class_order)
        return tuple(_total("", name, (r for r in self.rows if r.power_class == name)) for name in names)


def ledger_of(content: RegionContent, links: RegionLinks, as_of: date) -> Ledger:
    """The ledger of a region as it is linked.

    Events with 期初.日期 < 生效日期 ≤ as_of count. Without 期初 the opening, on the day of 清单公布, is what the list
    must have held for the events to lead to the list of today.
    """
    opening, publication = content.region.opening, content.region.publication
    since = opening.day if opening else (publication.day if publication else None)
    past = tuple(movements(content, links.items, as_of))
    moved = tuple(m for m in past if (since is None or m.day > since) and any(c for _, c in m.changes))
    actual = Counter(cell_of(item) for item in active(links.items.values(), links) if counted(item))
    changes: dict[Cell, Counter[str]] = {}
    for movement in moved:
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
    return Ledger(since, opening.number if opening else None, opening is None, kept, past, moved)


def _order(content: RegionContent) -> Callable[[Cell], tuple[int, str, int]]:
    places = {slug: number for number, slug in enumerate(content.departments)}
    return lambda cell: (places.get(cell[0], len(places)), cell[0], class_order(cell[1]))


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
