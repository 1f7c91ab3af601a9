"""Workbooks: the published tables of one department as sheets; the same bytes from the same tables."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from yangguang.data.cells import armed, read_rows
from yangguang.model.tables import Table

LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
CUT = "……（全文见 CSV、JSON）"
_WIDE = {"文字": 24, "多个文字": 24, "多条记录": 40}
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  (a fixed day, so that the bytes depend on the tables alone)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def rows_of(body: bytes) -> list[list[str]]:
    """The rows of a published CSV file without its header, each cell as it was before it was disarmed."""
    rows = list(read_rows(io.StringIO(body.decode("utf-8-sig"), newline="")))
    return [[armed(cell) for cell in row] for row in rows[1:]]


def workbook(sheets: Sequence[tuple[Table, Sequence[Sequence[str]]]]) -> bytes:
    """A workbook with a sheet for each table. Texts stay texts, whatever they begin with."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        book.set_properties({"created": CREATED})
        bold, plain = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for table, rows in sheets:
            sheet = book.add_worksheet(table.title)
            sheet.freeze_panes(1, 0)
            for number, column in enumerate(table.columns):
                sheet.set_column(number, number, _WIDE.get(column.form, 12))
                sheet.write_string(0, number, column.name, bold)
            for line, row in enumerate(rows, 1):
                for number, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                    if column.form == "整数" and cell.isdecimal():
                        sheet.write_number(line, number, int(cell), plain)
                    elif cell:
                        sheet.write_string(line, number, fitting(cell), plain)
    return out.getvalue()


def fitting(cell: str) -> str:
    """The text, cut where a cell cannot hold it; characters outside the first plane count twice there."""
    if len(cell.encode("utf-16-le")) // 2 <= LONGEST:
        return cell
    return cell.encode("utf-16-le")[: 2 * (LONGEST - len(CUT))].decode("utf-16-le", "ignore") + CUT
