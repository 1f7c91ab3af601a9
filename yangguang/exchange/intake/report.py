"""The report of an import as lines of text: columns with samples, counts that add up, every cell that was left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from yangguang.exchange.intake.files import FileRead
from yangguang.exchange.intake.plan import Import
from yangguang.exchange.items.made import Made
from yangguang.exchange.sheets.header import LEVEL, SCOPE
from yangguang.exchange.sheets.raw import Column, Left, Place, SheetRead
from yangguang.model.messages.lists import say
from yangguang.model.problem import Lang
from yangguang.model.spreadsheet import address, letters

_PLAIN = ("title", "serial", "says_nothing", "heading", "ditto")
"""Reasons of cells that need no sample."""


class Run(NamedTuple):
    """A rectangle of cells."""

    top: int
    bottom: int
    left: int
    right: int


def report(done: Import, lang: Lang, *, columns: bool) -> Iterator[str]:
    """Everything there is to say; ``columns`` adds what was understood of each, and what becomes other in the content."""
    for file in done.files:
        yield from _file(file, lang, columns=columns)
    for keys, codes in done.updated.items() if columns else ():
        yield say("updated", lang, count=len(codes), keys="、".join(keys), codes=" ".join(codes))
    for slug, codes in sorted(done.absent.items()):
        yield say("absent", lang, count=len(codes), codes=f"{slug}: " + " ".join(codes))
    seconds = sum(file.seconds for file in done.files)
    yield say("done", lang, items=done.new + done.changed + done.same, new=done.new, changed=done.changed,
              same=done.same, seconds=f"{seconds:.1f}")  # fmt: skip


def _file(file: FileRead, lang: Lang, *, columns: bool) -> Iterator[str]:
    if file.refused:
        yield say("refused", lang, file=file.path.name, why=say(file.refused.key, lang, **file.refused.values))
        if file.refused.key not in ("no_items", "no_owner"):
            return
    for whose in file.owners.values():
        yield say("file", lang, file=file.path.name, name=whose.name, slug=whose.slug,
                  new=say("new", lang) if whose.new else "")  # fmt: skip
    for key, values in file.notes:
        yield "  " + say(key, lang, **values)
    told: set[tuple[int, str]] = set()
    for sheet, items in file.sheets:
        if sheet.counts.rows:
            understood = [column for at, column in sheet.columns.items() if columns and at not in told]
            yield from _sheet(sheet, items, understood, lang)
            told |= sheet.columns.keys() if sheet.form else set()


def _sheet(sheet: SheetRead, items: list[Made], columns: Iterable[Column], lang: Lang) -> Iterator[str]:
    """One sheet with ``columns``: of forms, of which a file may hold hundreds, those that no form before it has."""
    counts = sheet.counts
    yield say("counts", lang, sheet=sheet.name or say("nameless", lang), rows=counts.rows, items=counts.items, joined=counts.joined,
              headers=counts.headers, notes=counts.notes, blanks=counts.blanks, hidden=counts.hidden)  # fmt: skip
    for column in columns:
        yield say("column", lang, letter=letters(column.column), header=column.header or say("bare", lang),
                  key=_meant(column) or say("nothing", lang), filled=column.filled, samples="｜".join(column.samples))  # fmt: skip
    groups: dict[str, list[Left]] = {}
    for left in [*sheet.left, *(left for item in items for left in item.left)]:
        groups.setdefault(left.why, []).append(left)
    for why, cells in sorted(groups.items()):
        sample = "" if why in _PLAIN else next((left.text[:40] for left in cells if left.text), "")
        places = {left.at for left in cells}
        yield say(
            "left", lang, why=say(why, lang), cells=ranges(places, sheet.filled), count=len(places), sample=sample
        )


def _meant(column: Column) -> str | None:
    """What a column was taken for; one that a form heads 实施层级及权限 may say either or both."""
    both = column.key == LEVEL and "权限" in column.header
    return f"{LEVEL}、{SCOPE}" if both else column.key


def ranges(places: Collection[Place], filled: Iterable[Place]) -> str:
    """Cells by address, ``A3–A9、C4–E9``: those below each other as one range, such ranges side by side as one.

    Of the ``filled`` cells of the sheet a range holds none but these; empty ones may lie between them.
    """
    columns = {column for _, column in places}
    order = sorted({(column, row) for row, column in (*places, *filled) if column in columns})
    rank = {at: n for n, at in enumerate(order)}
    runs: list[Run] = []
    for column, row in sorted({(column, row) for row, column in places}):
        if runs and runs[-1].left == column and rank[column, row] == rank[column, runs[-1].bottom] + 1:
            runs[-1] = runs[-1]._replace(bottom=row)
        else:
            runs.append(Run(row, row, column, column))
    texts = []
    for run in _side_by_side(runs):
        first, last = address(run.top, run.left), address(run.bottom, run.right)
        texts.append(first if first == last else f"{first}–{last}")
    return "、".join(texts)


def _side_by_side(runs: list[Run]) -> list[Run]:
    """Runs of equal height in neighbouring columns as one; in the order of columns, then rows."""
    joined: list[Run] = []
    for run in sorted(runs):
        if joined and joined[-1][:2] == run[:2] and joined[-1].right == run.left - 1:
            joined[-1] = joined[-1]._replace(right=run.right)
        else:
            joined.append(run)
    return sorted(joined, key=lambda run: (run.left, run.top))
