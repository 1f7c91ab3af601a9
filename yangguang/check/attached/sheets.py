"""Cells of workbooks, those of hidden sheets, rows and columns included; calamine runs and follows nothing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from yangguang.check.attached.part import Opaque, Part
from yangguang.model.spreadsheet import address

_HEAD = 5
"""Rows from the top that may say what a column is."""


def parts(body: bytes, *, must: bool = True) -> Iterator[Part]:
    """Every cell that holds something; ``must``: whether a file that is no workbook is a damaged one."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    except PasswordError:
        raise Opaque("locked") from None
    except CalamineError:
        if must:
            raise Opaque("damaged") from None
        return
    for name in book.sheet_names:
        try:
            sheet = book.get_sheet_by_name(name)
        except CalamineError:
            continue  # a sheet that is a chart or a macro
        yield from _cells(name, sheet.to_python(skip_empty_area=True), *(sheet.start or (0, 0)))


def _cells(name: str, rows: list[list[Any]], top: int, left: int) -> Iterator[Part]:
    heads: dict[int, str] = {}
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            if value == "" or isinstance(value, bool):
                continue
            text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
            yield Part(f"{name}!{address(top + row, left + column)}", text, heads.get(column, ""))
            if row < _HEAD:
                heads[column] = f"{heads.get(column, '')}{text[:40]}\n"
