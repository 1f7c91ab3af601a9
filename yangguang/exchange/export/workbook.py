"""Tables → a workbook ready for print: A3 across, names and header on every page, items whole; the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import xlsxwriter

from yangguang.data.xlsx import CREATED, OPTIONS
from yangguang.exchange.export.layout import Laid

LINE, A3 = 14.0, 8
"""Points of one line of text; the number of the paper."""
SCALE, ROOM, TALL = 62, 2_000, 1_190
"""Per cent at which it prints: ten points become six, as in official lists. Pixels and points that a page holds at that
scale; it is 2,437 pixels wide, but where 宋体 is missing columns are drawn up to a fifth wider."""
_NAMES, _HEAD = 3, 2 * LINE
"""Columns that every page repeats: serial, code, name; points of the header, which every page repeats, too."""
_FONT = {"font_name": "宋体", "font_size": 10}
_CENTRED = frozenset({"序号", "职权类别", "行使层级", "责任环节", "风险等级", "行使主体", "承办机构", "责任岗位"})


class Formats:
    """The few looks of cells."""

    def __init__(self, book: Any) -> None:
        cell = {**_FONT, "border": 1, "text_wrap": True, "valign": "vcenter"}
        self.plain = book.add_format(cell)
        self.centred = book.add_format({**cell, "align": "center"})
        self.plain_top = book.add_format({**cell, "valign": "top"})
        self.centred_top = book.add_format({**cell, "align": "center", "valign": "top"})
        self.head = book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#EDEDED"})
        self.title = book.add_format({"font_name": "黑体", "font_size": 18, "align": "center", "valign": "vcenter"})
        self.unit = book.add_format({**_FONT, "font_size": 11, "valign": "vcenter"})
        self.small = book.add_format({**_FONT, "font_size": 8, "font_color": "#7F7F7F", "valign": "top"})

    def of(self, key: str, *, top: bool = False) -> Any:
        """The look of a column's cells; ``top``: of one that goes over several pages, whose first one is to say the text."""
        if key in _CENTRED:
            return self.centred_top if top else self.centred
        return self.plain_top if top else self.plain


@contextmanager
def opened(out: io.BytesIO) -> Iterator[tuple[Any, Formats]]:
    """A workbook of lists to be written, and the looks of its cells.

    Its columns are measured in digits of its first font, which Chinese offices have.
    """
    options = {**OPTIONS, "default_format_properties": {**_FONT, "font_scheme": False}}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": CREATED})
        yield book, Formats(book)


def workbook(tables: Sequence[Laid], annex: Laid | None = None) -> bytes:
    """A sheet per table; the annex, where there is one, is the last sheet."""
    out = io.BytesIO()
    with opened(out) as (book, formats):
        for laid in tables:
            _table(book.add_worksheet(laid.sheet.name), laid, formats)
        if annex:
            _annex(book.add_worksheet(annex.sheet.name), annex, formats)
    return out.getvalue()


def page(sheet: Any, laid: Laid, formats: Formats) -> None:
    """Paper, titles and header of a table."""
    across = [*breaks(laid), len(laid.columns)]
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.set_print_scale(SCALE)
    sheet.print_across()
    sheet.set_v_pagebreaks(across[:-1])
    sheet.repeat_columns(0, _NAMES - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer(f"&L{laid.sheet.cells[0, 0][:100].replace('&', '&&')}&C第 &P 页，共 &N 页")
    sheet.repeat_rows(laid.head - 1)
    sheet.freeze_panes(laid.head, 0)
    for number, column in enumerate(laid.columns):
        sheet.set_column(number, number, 2 * column.width + 1, None)
        sheet.write_string(laid.head - 1, number, column.key, formats.head)
    sheet.set_row(laid.head - 1, _HEAD)
    for row in range(laid.head - 1):  # over the columns of the first page: a cell over several is cut there
        sheet.merge_range(row, 0, row, across[0] - 1, laid.sheet.cells[row, 0], formats.unit if row else formats.title)
        sheet.set_row(row, _title(row))


def _title(row: int) -> float:
    return 2 * LINE if row else 3 * LINE


def breaks(laid: Laid) -> list[int]:
    """Before which columns a new page begins, so that none is cut and each page has the names of its items."""
    pixels = [7 * (2 * column.width + 1) + 5 for column in laid.columns]
    names, found = sum(pixels[:_NAMES]), []
    used = names
    for number, wide in enumerate(pixels[_NAMES:], _NAMES):
        if used + wide > ROOM:
            found.append(number)
            used = names
        used += wide
    return found


def row_breaks(laid: Laid) -> list[int]:
    """Before which rows a new page begins: an item stands on one page, and of one that is taller each duty does."""
    heights = {row: _height(laid, row) for row in range(laid.head, laid.sheet.rows)}
    found, used = [], sum(map(_title, range(laid.head - 1))) + _HEAD
    for block in _blocks(laid, heights):
        tall = sum(heights[row] for row in block)
        if used + tall > TALL and used > _HEAD:
            found.append(block.start)
            used = _HEAD
        used += tall
    return found


def _blocks(laid: Laid, heights: dict[int, float]) -> Iterator[range]:
    """Rows that stay together: items, of those taller than a page their duties, of those taller than a page their rows."""
    for item in _spans(laid, "序号", range(laid.head, laid.sheet.rows)):
        for duty in [item] if _fits(item, heights) else _spans(laid, "责任事项", item):
            yield from [duty] if _fits(duty, heights) else (range(row, row + 1) for row in duty)


def _spans(laid: Laid, key: str, rows: range) -> Iterator[range]:
    """The rows, cut where a column has a text."""
    column = next(number for number, one in enumerate(laid.columns) if one.key == key)
    starts = [row for row in rows if row == rows.start or (row, column) in laid.sheet.cells]
    yield from (range(first, end) for first, end in pairwise([*starts, rows.stop]))


def _fits(rows: range, heights: dict[int, float]) -> bool:
    return sum(heights[row] for row in rows) <= TALL - _HEAD


def _height(laid: Laid, row: int) -> float:
    return LINE * laid.lines.get(row, 1) + 4


def _table(sheet: Any, laid: Laid, formats: Formats) -> None:
    page(sheet, laid, formats)
    down = row_breaks(laid)
    sheet.set_h_pagebreaks(down)
    inside = set()
    for top, left, bottom, right in laid.sheet.merges:
        if top >= laid.head:
            text = laid.sheet.cells.get((top, left), "")
            look = formats.of(laid.columns[left].key, top=any(top < row <= bottom for row in down))
            sheet.merge_range(top, left, bottom, right, "", look)
            if text:
                sheet.write_string(top, left, text, look)
            inside |= {(row, left) for row in range(top, bottom + 1)}
    for row in range(laid.head, laid.sheet.rows):
        sheet.set_row(row, _height(laid, row))
        for number, column in enumerate(laid.columns):
            if (row, number) in inside:
                continue
            text = laid.sheet.cells.get((row, number), "")
            (sheet.write_string if text else sheet.write_blank)(row, number, text or None, formats.of(column.key))


def _annex(sheet: Any, laid: Laid, formats: Formats) -> None:
    """One line a row; not for paper: who prints the whole workbook gets the cell beside it, which is empty."""
    sheet.set_tab_color("#BFBFBF")
    sheet.print_area(0, len(laid.columns), 0, len(laid.columns))
    for number, column in enumerate(laid.columns):
        sheet.set_column(number, number, column.width, None)
    for (row, number), text in sorted(laid.sheet.cells.items()):
        sheet.write_string(row, number, text, formats.small)
