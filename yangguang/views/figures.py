"""Tables of the ledger: opening, changes by kind, closing, what the list holds; each figure leads to what lies behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from yangguang import urls
from yangguang.model.ledger import LedgerRow
from yangguang.model.movements import Cell
from yangguang.model.words import CLASS_SLUGS, EVENT_KINDS
from yangguang.views.book import WHOLE, Book, signed, within
from yangguang.views.parts import Link, link_to
from yangguang.views.shell import RegionView


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


def part_anchor(part: Cell) -> str:
    """The id of the changes of a department or class; a department that only decisions name may be written with blanks."""
    return f"class-{part[1]}" if part[1] else "department-" + "".join(part[0].split())


def kind_anchor(kind: str, part: Cell = WHOLE) -> str:
    """The id of the changes of one kind, of the whole list or of one part of it."""
    return f"kind-{kind}" if part == WHOLE else f"{part_anchor(part)}-{kind}"


def changes_href(view: RegionView, start: str, part: Cell, kind: str = "") -> str:
    """Where the changes of a part stand, or those of one kind of it."""
    order = "departments" if part[0] else "classes" if part[1] else "kinds"
    anchor = kind_anchor(kind, part) if kind else part_anchor(part)
    return link_to(start, f"{urls.ledger_changes(view.prefix, order)}#{anchor}")


def whole_tables(book: Book, start: str) -> Iterator[LedgerTable]:
    """The list by departments, and by classes."""
    for corner, rows in (("部门", book.ledger.by_department()), ("类别", book.ledger.by_class())):
        parts = [((row.department, row.power_class), row) for row in rows]
        lines = [(Link(book.name(part), changes_href(book.view, start, part)), row) for part, row in parts]
        yield _table(book, start, f"各{corner}的账", corner, lines)


def part_table(book: Book, start: str, part: Cell) -> LedgerTable:
    """The classes of one department, or the departments of one class."""
    rows = [row for row in book.ledger.rows if within((row.department, row.power_class), part)]
    lines = [(Link(row.power_class if part[0] else book.department(row.department)), row) for row in rows]
    return _table(book, start, f"{book.name(part)}的账", "类别" if part[0] else "部门", lines, part)


def _table(
    book: Book, start: str, caption: str, corner: str, rows: list[tuple[Link, LedgerRow]], part: Cell = WHOLE
) -> LedgerTable:
    kinds = _kinds(row for _, row in rows)
    odd = any(row.difference for _, row in rows)
    columns = ("期初", *kinds, "期末应有", "清单实有", *(("差额",) if odd else ()))
    whole = LedgerRow(*part, sum(r.opening for _, r in rows), sum(r.actual for _, r in rows),
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


def _figures(book: Book, start: str, head: str, row: LedgerRow, kinds: list[str], *, odd: bool) -> tuple[Figure, ...]:
    changes = dict(row.changes)
    moved = (_moved(book, start, head, row, kind, changes.get(kind)) for kind in kinds)
    actual = Figure(f"{row.actual:,}", _held(book, start, row), f"{head} 清单实有 {row.actual:,}")
    difference = Figure(signed(row.difference) if row.difference else "", odd=True)
    return (Figure(f"{row.opening:,}"), *moved, Figure(f"{row.closing:,}"), actual, *((difference,) if odd else ()))


def _moved(book: Book, start: str, head: str, row: LedgerRow, kind: str, number: int | None) -> Figure:
    """A change with the way to the decisions behind it."""
    if number is None:
        return Figure("")
    part = (row.department, "") if row.department else ("", row.power_class)
    href = changes_href(book.view, start, part, kind)
    return Figure(signed(number), href, f"{head} {kind} {signed(number)}")


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
