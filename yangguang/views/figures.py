"""Tables of the ledger: opening, changes by kind, closing, what the list holds; each figure leads to what lies behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yangguang import urls
from yangguang.model.ledger import LedgerRow
from yangguang.model.words import CLASS_SLUGS, EVENT_KINDS
from yangguang.views.book import Book, signed
from yangguang.views.parts import Link, link_to


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the ledger; empty where nothing of the kind has happened."""

    text: str
    href: str = ""
    label: str = ""
    """The figure in words, for those who hear it without its column."""
    odd: bool = False
    """Whether it says that the ledger does not reconcile."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A department, a class or the whole list."""

    head: Link
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """Lines of figures with their columns and their sum."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    lines: tuple[LedgerLine, ...]
    total: tuple[Figure, ...]


def kind_anchor(kind: str, group: str = "") -> str:
    """The id of the changes of one kind, of the whole list or of one group of it."""
    return f"{group}-{kind}" if group else f"kind-{kind}"


def department_anchor(slug: str) -> str:
    """The id of a department's changes; a department that only decisions name may be written with blanks."""
    return "department-" + "".join(slug.split())


def class_anchor(name: str) -> str:
    """The id of a class's changes."""
    return f"class-{name}"


def department_table(book: Book, start: str) -> LedgerTable:
    """The list by departments."""
    rows = book.ledger.by_department()
    return _table(book, start, "各部门的账", "部门", [(_department_head(book, start, row), row) for row in rows])


def class_table(book: Book, start: str) -> LedgerTable:
    """The list by classes."""
    rows = book.ledger.by_class()
    return _table(book, start, "各类别的账", "类别", [(_class_head(book, start, row), row) for row in rows])


def part_table(book: Book, start: str, *, department: str = "", power_class: str = "") -> LedgerTable:
    """The classes of one department, or the departments of one class."""
    rows = [r for r in book.ledger.rows if department in ("", r.department) and power_class in ("", r.power_class)]
    if department:
        lines = [(Link(row.power_class), row) for row in rows]
        return _table(book, start, f"{book.department(department)}的账", "类别", lines, department=department)
    lines = [(Link(book.department(row.department)), row) for row in rows]
    return _table(book, start, f"{power_class}的账", "部门", lines, power_class=power_class)


def _department_head(book: Book, start: str, row: LedgerRow) -> Link:
    target = f"{urls.ledger_changes(book.view.prefix, 'departments')}#{department_anchor(row.department)}"
    return Link(book.department(row.department), link_to(start, target))


def _class_head(book: Book, start: str, row: LedgerRow) -> Link:
    target = f"{urls.ledger_changes(book.view.prefix, 'classes')}#{class_anchor(row.power_class)}"
    return Link(row.power_class, link_to(start, target))


def _table(
    book: Book, start: str, caption: str, corner: str, rows: list[tuple[Link, LedgerRow]],
    *, department: str = "", power_class: str = "",
) -> LedgerTable:  # fmt: skip
    kinds = _kinds(row for _, row in rows)
    odd = any(row.difference for _, row in rows)
    columns = ("期初", *kinds, "期末应有", "清单实有", *(("差额",) if odd else ()))
    whole = LedgerRow(department, power_class, sum(r.opening for _, r in rows), sum(r.actual for _, r in rows),
                      tuple((kind, sum(dict(r.changes).get(kind, 0) for _, r in rows)) for kind in kinds))  # fmt: skip
    return LedgerTable(
        caption,
        corner,
        columns,
        tuple(LedgerLine(head, _figures(book, start, head.text, row, kinds, odd=odd)) for head, row in rows),
        _figures(book, start, "合计", whole, kinds, odd=odd) if len(rows) > 1 else (),
    )


def _kinds(rows: Iterable[LedgerRow]) -> list[str]:
    """The kinds that have changed anything in these rows."""
    found = {kind for row in rows for kind, _ in row.changes}
    return [kind for kind in EVENT_KINDS if kind in found]


def _figures(
    book: Book, start: str, head: str, row: LedgerRow, kinds: list[str], *, odd: bool
) -> tuple[Figure, ...]:  # fmt: skip
    changes = dict(row.changes)
    moved = (_moved(book, start, head, row, kind, changes.get(kind)) for kind in kinds)
    actual = Figure(f"{row.actual:,}", _held(book, start, row), f"{head} 清单实有 {row.actual:,}")
    difference = Figure(signed(row.difference) if row.difference else "", odd=True)
    return (Figure(f"{row.opening:,}"), *moved, Figure(f"{row.closing:,}"), actual, *((difference,) if odd else ()))


def _moved(book: Book, start: str, head: str, row: LedgerRow, kind: str, number: int | None) -> Figure:
    """A change with the way to the decisions behind it."""
    if number is None:
        return Figure("")
    order, anchor = "kinds", ""
    if row.department:
        order, anchor = "departments", department_anchor(row.department)
    elif row.power_class:
        order, anchor = "classes", class_anchor(row.power_class)
    target = f"{urls.ledger_changes(book.view.prefix, order)}#{kind_anchor(kind, anchor)}"
    return Figure(signed(number), link_to(start, target), f"{head} {kind} {signed(number)}")


def _held(book: Book, start: str, row: LedgerRow) -> str:
    """Where the items that the list really holds are listed."""
    prefix = book.view.prefix
    if row.department:
        known = row.department in book.view.content.departments and row.actual
        anchor = f"#class-{row.power_class}" if row.power_class else ""
        return link_to(start, urls.department(prefix, row.department) + anchor) if known else ""
    if row.power_class:
        return link_to(start, urls.power_class(prefix, row.power_class)) if row.power_class in CLASS_SLUGS else ""
    return link_to(start, urls.powers(prefix))
