"""The changes of a list (变动明细): by month, by department, by class, by kind; what the figures of the ledger lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.model.movements import Cell
from yangguang.model.words import EVENT_KINDS, LEDGER, class_order
from yangguang.views.book import Book, Change, ChangeRow, net, rows_link, signed, ways
from yangguang.views.figures import LedgerTable, kind_anchor, part_anchor, part_table
from yangguang.views.frame import NavEntry
from yangguang.views.ledger import movements_link
from yangguang.views.parts import Link, grouped, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page

ORDERS = (("changes", "按月"), ("departments", "按部门"), ("classes", "按类别"), ("kinds", "按类型"))
"""File name and label of each order."""


@dataclass(frozen=True, slots=True)
class ChangePart:
    """Changes of one kind inside a group; without title where the group has only one part."""

    title: str
    anchor: str
    note: str
    rows: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """A month, department, class or kind with its changes, the newest first."""

    title: str
    anchor: str
    note: str
    """By how much the list has grown, or the number of changes."""
    table: LedgerTable | None
    """The figures of a department or class."""
    parts: tuple[ChangePart, ...]


@dataclass(frozen=True, kw_only=True)
class ChangesPage(Page):
    """All changes of a list in one order."""

    template = "pages/changes.html"

    title: str
    ways: tuple[NavEntry, ...]
    orders: tuple[NavEntry, ...]
    """The same changes in the other orders."""
    order: str
    """The key of this page's order."""
    data: tuple[Link, ...]
    """All rows, and what the ledger counts of them, as tables to download."""
    sections: tuple[Link, ...]
    groups: tuple[ChangeGroup, ...]


_Groups = Callable[[Book, str], Iterable[ChangeGroup]]


def pages(book: Book) -> Iterator[PlannedPage]:
    """One page per order; they stand even where nothing has changed yet, since the ledger leads to them."""
    makers: tuple[_Groups, ...] = (_by_month, _by_department, _by_class, _by_kind)
    for (order, label), groups in zip(ORDERS, makers, strict=True):
        made = partial(_page, book, order, label, groups)
        yield PlannedPage(urls.ledger_changes(book.view.prefix, order), f"{book.view.prefix}events/", made)


def _page(book: Book, order: str, label: str, make: _Groups, path: str) -> ChangesPage:
    view, title = book.view, f"变动明细（{label}）"
    groups = tuple(make(book, path))
    return ChangesPage(
        shell=view.shell(
            path, title, "changes", nav="event", crumbs=view.under(path, LEDGER, urls.ledger),
            description=f"{view.region.name}权责清单的全部变动，{label}排列",
        ),
        title=title,
        ways=ways(view, path),
        orders=tuple(NavEntry(text, link_to(path, urls.ledger_changes(view.prefix, key)), key) for key, text in ORDERS),
        order=order,
        data=(rows_link(view, path), movements_link(view, path)),
        sections=_sections(groups, order),
        groups=groups,
    )  # fmt: skip


def _sections(groups: tuple[ChangeGroup, ...], order: str) -> tuple[Link, ...]:
    """The groups as links into the page; of the months only the newest of each year."""
    if order != "changes":
        return tuple(Link(group.title, f"#{group.anchor}", group.note) for group in groups)
    newest = {group.title[:5]: group.anchor for group in reversed(groups)}
    return tuple(Link(year, f"#{anchor}") for year, anchor in sorted(newest.items(), reverse=True))


def _by_month(book: Book, start: str) -> Iterator[ChangeGroup]:
    months = grouped(((change.day.year, change.day.month), change) for change in book.changes)
    for (year, month), changes in months.items():
        rows = tuple(book.row(start, change) for change in changes)
        part = ChangePart("", "", "", rows)
        yield ChangeGroup(f"{year}年{month}月", f"m-{year}-{month:02}", f"{len(rows):,}", None, (part,))


def _by_kind(book: Book, start: str) -> Iterator[ChangeGroup]:
    for kind, changes in _kinds(book.changes):
        rows = tuple(book.row(start, change) for change in changes)
        yield ChangeGroup(kind, kind_anchor(kind), _grown(net(changes), len(rows)), None, (ChangePart("", "", "", rows),))  # fmt: skip


def _by_department(book: Book, start: str) -> Iterator[ChangeGroup]:
    counted = [row.department for row in book.ledger.by_department()]
    touched = sorted({cell[0] for change in book.changes for cell, _ in change.cells} - set(counted))
    for slug in (*counted, *touched):
        mine = [change for change in book.changes if any(cell[0] == slug for cell, _ in change.cells)]
        yield _of_part(book, start, (slug, ""), mine, counted=slug in counted)


def _by_class(book: Book, start: str) -> Iterator[ChangeGroup]:
    counted = [row.power_class for row in book.ledger.by_class()]
    touched = sorted({cell[1] for change in book.changes for cell, _ in change.cells} - set(counted), key=class_order)
    for name in (*counted, *touched):
        mine = [change for change in book.changes if any(cell[1] == name for cell, _ in change.cells)]
        yield _of_part(book, start, ("", name), mine, counted=name in counted)


def _of_part(book: Book, start: str, part: Cell, changes: list[Change], *, counted: bool) -> ChangeGroup:
    """One department or class, its changes under their kinds, where the figures of the ledger lead."""
    kinds = []
    for kind, ours in _kinds(changes):
        rows = tuple(book.row(start, change, part) for change in ours)
        kinds.append(ChangePart(kind, kind_anchor(kind, part), _grown(net(ours, part), len(rows)), rows))
    table = part_table(book, start, part) if counted else None
    return ChangeGroup(
        book.name(part), part_anchor(part), _grown(net(changes, part), len(changes)), table, tuple(kinds)
    )


def _kinds(changes: Iterable[Change]) -> Iterator[tuple[str, list[Change]]]:
    found = grouped((change.row.kind, change) for change in changes)
    return ((kind, found[kind]) for kind in EVENT_KINDS if kind in found)


def _grown(number: int, rows: int) -> str:
    """The net change, and where nothing was gained or lost the number of rows."""
    return signed(number) if number else f"{rows:,} 次" if rows else "没有变动"
