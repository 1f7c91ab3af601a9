"""Spreadsheets through calamine: values only; what the file hides is read from its own records."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from yangguang.exchange.grid import CELLS, Book, Facts, Sheet, Unreadable
from yangguang.exchange.readers import xls, xlsx
from yangguang.exchange.readers.ole import CompoundFile
from yangguang.exchange.readers.package import Package
from yangguang.model.spreadsheet import address

_EXACT = 2**53
"""Up to here a cell holds every whole number."""


def read_xlsx(data: bytes, package: Package) -> Book:
    """An .xlsx package that has passed the limits."""
    return _read(data, xlsx.facts_of(package), xlsx.warnings_of(package))


def read_xls(data: bytes, file: CompoundFile) -> Book:
    """An old .xls."""
    facts = xls.facts_of(xls.workbook_stream(file))
    macros = any(name.startswith("_VBA_PROJECT") for name in file.entries)
    return _read(data, facts, ["macros"] if macros else [])


def _read(data: bytes, facts: dict[str, Facts] | list[Facts], warnings: list[str]) -> Book:
    _guard(facts)
    try:
        with _quiet():
            return _book(data, facts, warnings)
    except PasswordError:
        raise Unreadable("encrypted") from None
    except (CalamineError, OSError, ValueError, TypeError):
        raise Unreadable("damaged") from None
    except BaseException as error:
        # A bug in calamine surfaces as pyo3's PanicException, which is no Exception.
        if type(error).__name__ == "PanicException":
            raise Unreadable("damaged") from None
        raise


@contextmanager
def _quiet() -> Iterator[None]:
    """Rust tells of a panic on the error stream before Python hears of it; the user gets our sentence instead."""
    kept = os.dup(2)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _book(data: bytes, facts: dict[str, Facts] | list[Facts], warnings: list[str]) -> Book:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    names = [(meta.name, meta.visible != SheetVisibleEnum.Visible) for meta in book.sheets_metadata]
    by_name = facts if isinstance(facts, dict) else dict(zip([name for name, _ in names], facts, strict=False))
    sheets = [_sheet(book.get_sheet_by_name(name), by_name.get(name, Facts()), hidden=hidden) for name, hidden in names]
    return Book(sheets, [(key, {}) for key in warnings])


def _guard(facts: dict[str, Facts] | list[Facts]) -> None:
    """Calamine builds every sheet as one full rectangle: a sheet that would not fit is refused before."""
    for name, each in facts.items() if isinstance(facts, dict) else enumerate(facts, 1):
        if each.area > CELLS:
            raise Unreadable("too_far", name=name, cell=address(each.bottom, each.right), cells=f"{each.area:,}")


def _sheet(source: CalamineSheet, facts: Facts, *, hidden: bool) -> Sheet:
    sheet = Sheet(source.name, hidden=hidden)
    top, left = source.start or (0, 0)
    for row, values in enumerate(source.to_python(skip_empty_area=True), top):
        for column, value in enumerate(values, left):
            if (text := as_text(value)).strip():
                sheet.cells[row, column] = text
    sheet.rows = max((row for row, _ in sheet.cells), default=-1) + 1
    sheet.merges = [(*first, *last) for first, last in source.merged_cell_ranges or []]
    sheet.hidden_rows, sheet.hidden_columns = frozenset(facts.hidden_rows), frozenset(facts.hidden_columns)
    sheet.formulas, sheet.errors = facts.formulas, facts.errors
    return sheet


def as_text(value: Any) -> str:
    """A cell as one would type it: whole numbers without a point, dates as YYYY-MM-DD."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) <= _EXACT else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else f"{value}"
