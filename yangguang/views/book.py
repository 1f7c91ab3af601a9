"""The ledger of a region as pages show it: each row of each decision with the items it names and what it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from yangguang import urls
from yangguang.model.called import Called
from yangguang.model.event import Adjustment, Event
from yangguang.model.ledger import Ledger, ledger_of
from yangguang.model.movements import UNCLASSED, Cell, coming, in_order
from yangguang.model.sight import Sight
from yangguang.model.words import DOT, LEDGER
from yangguang.views.frame import NavEntry
from yangguang.views.parts import Link, day, joined, link_to
from yangguang.views.records import Finder, decision_link, uncoded
from yangguang.views.shell import RegionView

WHOLE: Cell = ("", "")
"""The whole list. A department without a class is a part of it, as is a class without a department."""


def within(cell: Cell, part: Cell) -> bool:
    """Whether a cell of the ledger lies in a part of the list."""
    return part[0] in ("", cell[0]) and part[1] in ("", cell[1])


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of a decision in a list of changes."""

    day: str
    kind: str
    event: Link
    """The decision; its number stands behind it."""
    items: tuple[Link, ...]
    effect: str
    """By how much it changes which count, or why it changes none."""
    departments: str
    """Whose items they are, where the effect does not say so."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a decision, and the cells that it touches with the number by which each grew."""

    file: str
    event: Event
    row: Adjustment
    cells: tuple[tuple[Cell, int], ...]
    counted: bool
    """Whether the ledger counts it: after the opening, up to the as-of date, and some cell has changed."""

    @property
    def day(self) -> date:
        """From when on it is in force."""
        return self.event.effective


def signed(number: int) -> str:
    """A change with its sign: ``+2``, ``−1``, ``0``."""
    return f"+{number:,}" if number > 0 else f"−{-number:,}" if number else "0"


class Book:
    """A region's ledger, its changes, and their words; reckoned when a page asks for them, and not where all pages stay."""

    def __init__(self, view: RegionView, sight: Sight) -> None:
        self.view = view
        self.as_of = sight.as_of
        self._own = sight.own
        self._called = Called(view.content)
        self._finder = Finder(view, sight.named.get)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger on the as-of date."""
        return ledger_of(self.view.content, self._own, self.as_of)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """All rows of all decisions, the newest first."""
        content = self.view.content
        cells = {(one.file, one.row): dict(one.changes) for one in self.ledger.past}
        ahead = coming(content, self._own.items, self.as_of)
        cells |= {row: dict.fromkeys(touched, 0) for row, touched in ahead.items()}
        counted = {(one.file, one.row) for one in self.ledger.movements}
        return tuple(
            Change(file, event, row, self._cells(event, row, cells[file, n]), (file, n) in counted)
            for file, n, event, row in reversed(in_order(content.events))
        )

    def _cells(self, event: Event, row: Adjustment, found: dict[Cell, int]) -> tuple[tuple[Cell, int], ...]:
        """What a row moves, or where its items will stand when its day comes; and whom it names beside their holders."""
        kind: str = next(filter(None, (row.power_class, *(kind for _, kind in found))), UNCLASSED)
        holders = {holder for holder, _ in found}
        beside = {(slug, kind): 0 for slug in self._called.named(row, event.effective) if slug not in holders}
        return tuple((found | beside).items())

    def department(self, slug: str) -> str:
        """The department's short name."""
        return self.view.content.label_of(slug)

    def name(self, part: Cell) -> str:
        """What a department or a class is called."""
        return part[1] or self.department(part[0])

    def row(self, start: str, change: Change, part: Cell = WHOLE) -> ChangeRow:
        """One change as a list at ``start`` shows it; told of one department or class, its effect on that alone."""
        row = change.row
        cells = [(cell, n) for cell, n in change.cells if within(cell, part)]
        return ChangeRow(
            day(change.day),
            row.kind,
            decision_link(self.view, start, change.file, change.event),
            (*(self._finder.link(start, code) for code in row.codes), *uncoded(row)),
            self._effect(change, cells, part),
            "" if part[0] or change.counted else joined(dict.fromkeys(self.department(c[0]) for c, _ in cells)),
        )

    def _effect(self, change: Change, cells: list[tuple[Cell, int]], part: Cell) -> str:
        if change.day > self.as_of:
            return "尚未生效，不计入"
        if self.ledger.since and change.day <= self.ledger.since:
            return "期初已含，不计入"
        told = (
            joined(("" if part[0] else self.department(c[0]), "" if part[1] else c[1]), DOT) + f" {signed(n)}"
            for c, n in cells
            if n
        )
        return joined((text.strip() for text in told), "；") or "项数不变"


def net(changes: Iterable[Change], part: Cell = WHOLE) -> int:
    """By how much those of the changes that count have changed the list, or one department or class of it."""
    return sum(n for change in changes if change.counted for cell, n in change.cells if within(cell, part))


def ways(view: RegionView, start: str) -> tuple[NavEntry, ...]:
    """The pages that tell how the list has changed, to stand above each of them."""
    prefix = view.prefix
    entries = (
        ("各次决定", urls.events(prefix), "event"),
        (LEDGER, urls.ledger(prefix), "ledger"),
        ("变动明细", urls.ledger_changes(prefix, "changes"), "changes"),
        ("下放与承接", urls.devolutions(prefix), "devolutions"),
        ("同步调整", urls.in_step(prefix), "in-step"),
        ("清单之外", urls.unlisted(prefix), "unlisted"),
    )
    return tuple(
        NavEntry(text, link_to(start, path), key)
        for text, path, key in entries
        if key != "event" or view.content.events
    )


def rows_link(view: RegionView, start: str) -> Link:
    """The open data of all decisions, row by row."""
    return Link("下载全部调整的明细（CSV）", link_to(start, urls.data_table(view.content.slug, "events.csv")))
