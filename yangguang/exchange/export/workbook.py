"""Tables → a workbook ready for print: A3 across, names and header on every page; the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from yangguang.data.xlsx import CREATED, OPTIONS
from yangguang.exchange.export.layout import Laid

LINE, A3 = 14.0, 8
"""Points of one line of text; the number of the paper."""
SCALE, ROOM = 62, 2_400
"""Per cent at which it prints; pixels between the margins at that scale: ten points become six, as in official lists."""
_NAMES = 3
"""Columns that every page repeats: serial, code, name."""
_FONT = {"font_name": "宋体", "font_size": 10}
_CENTRED = frozenset({"序号", "职权类别", "行使层级", "责任环节", "风险等级", "行使主体", "承办机构", "责任岗位"})


class Formats:
    """The few looks of cells."""

    def __init__(self, book: Any) -> None:
        cell = {**_FONT, "border": 1, "text_wrap": True, "valign": "vcenter"}
        self.plain = book.add_format(cell)
        self.centred = book.add_format({**cell, "align": "center"})
        self.head = book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#EDEDED"})
        self.title = book.add_format({"font_name": "黑体", "font_size": 18, "align": "center", "valign": "vcenter"})
        self.unit = book.add_format({**_FONT, "font_size": 11, "valign": "vcenter"})
        self.small = book.add_format({**_FONT, "font_size": 8, "font_color": "#7F7F7F", "valign": "top"})

    def of(self, key: str) -> Any:
        """The look of a column's cells."""
        return self.centred if key in _CENTRED else self.plain


def workbook(tables: Sequence[Laid], annex: Laid | None = None) -> bytes:
    """A sheet per table; the annex, where there is one, is the last sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"created": CREATED})
        formats = Formats(book)
        for laid in tables:
            _table(book.add_worksheet(laid.sheet.name), laid, formats)
        if annex:
            _annex(book.add_worksheet(annex.sheet.name), annex, formats)
    return out.getvalue()


def page(sheet: Any, laid: Laid, formats: Formats) -> None:
    """Paper, titles and header of a table."""
    sheet.set_landscape()
    sheet.set_paper(A3)
    sheet.set_print_scale(SCALE)
    sheet.set_v_pagebreaks(breaks(laid))
    sheet.repeat_columns(0, _NAMES - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&C第 &P 页，共 &N 页")
    sheet.repeat_rows(laid.head - 1)
    sheet.freeze_panes(laid.head, 0)
    for number, column in enumerate(laid.columns):
        sheet.set_column(number, number, 2 * column.width + 1, None)
        sheet.write_string(laid.head - 1, number, column.key, formats.head)
    sheet.set_row(laid.head - 1, 2 * LINE)
    for row in range(laid.head - 1):
        sheet.merge_range(
            row, 0, row, len(laid.columns) - 1, laid.sheet.cells[row, 0], formats.unit if row else formats.title
        )
        sheet.set_row(row, 2 * LINE if row else 3 * LINE)


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


def _table(sheet: Any, laid: Laid, formats: Formats) -> None:
    page(sheet, laid, formats)
    inside = set()
    for top, left, bottom, right in laid.sheet.merges:
        if top >= laid.head:
            text = laid.sheet.cells.get((top, left), "")
            sheet.merge_range(top, left, bottom, right, "", formats.of(laid.columns[left].key))
            if text:
                sheet.write_string(top, left, text, formats.of(laid.columns[left].key))
            inside |= {(row, left) for row in range(top, bottom + 1)}
    for row in range(laid.head, laid.sheet.rows):
        sheet.set_row(row, LINE * laid.lines.get(row, 1) + 4)
        for number, column in enumerate(laid.columns):
            if (row, number) in inside:
                continue
            text = laid.sheet.cells.get((row, number), "")
            (sheet.write_string if text else sheet.write_blank)(row, number, text or None, formats.of(column.key))


def _annex(sheet: Any, laid: Laid, formats: Formats) -> None:
    """Not meant for print: one line a row."""
    sheet.set_tab_color("#BFBFBF")
    for number, column in enumerate(laid.columns):
        sheet.set_column(number, number, column.width, None)
    for (row, number), text in sorted(laid.sheet.cells.items()):
        sheet.write_string(row, number, text, formats.small)
