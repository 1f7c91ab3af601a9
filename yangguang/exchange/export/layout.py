"""Items of one class → the grid of an official table: an item's texts stand once, merged over the rows of its duties and risks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from yangguang.data.xlsx import fitting
from yangguang.exchange.export.columns import COLUMNS, Column, basis, say
from yangguang.exchange.grid import Sheet
from yangguang.exchange.items.made import Value
from yangguang.exchange.sheets.clean import width

TALLEST = 26
"""Lines of text in one row of a workbook; a row cannot be taller than 409 points."""


@dataclass(slots=True)
class Laid:
    """A table: its cells and merged ranges, its columns, how many rows stand above the first item, lines per row."""

    sheet: Sheet
    columns: tuple[Column, ...]
    head: int = 1
    lines: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Line:
    """What stands beside one risk: its texts by column, those of its duty in the duty's first line."""

    texts: dict[str, str]
    first_of_duty: bool


def lay_out(name: str, titles: Sequence[str], items: Sequence[Value], *, tall: int, further: bool) -> Laid:
    """The table of these items; with ``tall`` no row is higher than that many lines of text.

    Not ``further``: only the usual columns, as a page of a document holds them.
    """
    rows = [_lines(item) for item in items]
    texts = [{column.key: say(column.key, item) for column in COLUMNS if column.level == "item"} for item in items]
    filled = {key for one in texts for key, text in one.items() if text}
    filled |= {key for lines in rows for line in lines for key, text in line.texts.items() if text}
    columns = tuple(
        column for column in COLUMNS if column.always or (column.key in filled and (further or not column.further))
    )
    laid = Laid(Sheet(name), columns, len(titles) + 1)
    _head(laid, titles)
    row = laid.head
    for number, (item, lines) in enumerate(zip(texts, rows, strict=True), 1):
        row = _put(laid, row, item | {"序号": str(number)}, lines, tall)
    laid.sheet.rows = row
    return laid


def _head(laid: Laid, titles: Sequence[str]) -> None:
    for row, title in enumerate(titles):
        laid.sheet.cells[row, 0] = title
        laid.sheet.merges.append((row, 0, row, len(laid.columns) - 1))
    for column, one in enumerate(laid.columns):
        laid.sheet.cells[len(titles), column] = one.key


def _lines(item: Value) -> list[_Line]:
    """A line per risk; a duty without risks, and an item without duties, has one."""
    duties = item.get("责任事项")
    lines = [
        line for duty in (duties if isinstance(duties, list) else []) if isinstance(duty, dict) for line in _duty(duty)
    ]
    return lines or [_Line({}, first_of_duty=True)]


def _duty(duty: Value) -> list[_Line]:
    words = str(duty.get("责任", ""))
    guiding = duty.get("责任类型") == "指导监督责任"
    own = {
        "责任环节": str(duty.get("环节", "")),
        "责任事项": f"指导监督责任：\n{words}" if guiding else words,
        "责任依据": basis(duty.get("依据")),
    }
    points = duty.get("风险点")
    risks = [_risk(point) for point in (points if isinstance(points, list) else []) if isinstance(point, dict)]
    return [_Line((own if n == 0 else {}) | risk, n == 0) for n, risk in enumerate(risks or [{}])]


def _risk(point: Value) -> dict[str, str]:
    names = {"风险等级": "等级", "风险类别": "类别"}
    return {
        column.key: str(point.get(names.get(column.key, column.key), ""))
        for column in COLUMNS
        if column.level == "risk"
    }


def _put(laid: Laid, row: int, item: dict[str, str], lines: list[_Line], tall: int) -> int:
    """Writes one item from ``row`` on and gives the row behind it."""
    heights = _heights(laid.columns, item, lines) if tall else [1] * len(lines)
    tops, bottom = [], row
    for height in heights:
        rows = ceil(height / tall) if tall else 1
        tops.append(bottom)
        laid.lines |= {bottom + n: ceil(height / rows) for n in range(rows)}
        bottom += rows
    ends = [*(top - 1 for top in tops[1:]), bottom - 1]
    for column, one in enumerate(laid.columns):
        if one.level == "item":
            _cell(laid.sheet, (row, column), bottom - 1, item.get(one.key, ""))
            continue
        starts = [n for n, line in enumerate(lines) if one.level == "risk" or line.first_of_duty]
        for start, following in zip(starts, [*starts[1:], len(lines)], strict=True):
            _cell(laid.sheet, (tops[start], column), ends[following - 1], lines[start].texts.get(one.key, ""))
    return bottom


def _cell(sheet: Sheet, at: tuple[int, int], last: int, text: str) -> None:
    if text:
        sheet.cells[at] = fitting(text)
    if last > at[0]:
        sheet.merges.append((*at, last, at[1]))


def _heights(columns: Sequence[Column], item: dict[str, str], lines: list[_Line]) -> list[int]:
    """Lines of text that each row needs; what a merged cell needs beyond its rows goes to its last one."""
    of_risks = [
        max((_needed(line.texts.get(c.key, ""), c) for c in columns if c.level == "risk"), default=1) for line in lines
    ]
    starts = [n for n, line in enumerate(lines) if line.first_of_duty]
    for start, following in zip(starts, [*starts[1:], len(lines)], strict=True):
        need = max((_needed(lines[start].texts.get(c.key, ""), c) for c in columns if c.level == "duty"), default=1)
        of_risks[following - 1] += max(0, need - sum(of_risks[start:following]))
    need = max(_needed(item.get(c.key, ""), c) for c in columns if c.level == "item")
    of_risks[-1] += max(0, need - sum(of_risks))
    return of_risks


def _needed(text: str, column: Column) -> int:
    """Lines that a text fills in its column, a little generous, since offices wrap a little differently."""
    room = 2 * column.width - 1
    return sum(max(1, ceil(width(line) / room)) for line in text.split("\n"))
