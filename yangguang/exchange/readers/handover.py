"""A book on its way from the process that opens files to the one that imports them, in pieces of plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from yangguang.exchange.grid import Book, Sheet, Unreadable

_PIECE = 2_000
"""Cells in one piece."""
SAID = 16_000_000
"""Characters; the largest list known has 8 million, and that is a whole city's."""


def pieces(book: Book) -> Iterator[dict[str, Any]]:
    """The notes of a book, then each sheet, then its cells; ``Unreadable`` where it says more than any list."""
    said = sum(len(text) for sheet in book.sheets for text in sheet.cells.values())
    if said > SAID:
        raise Unreadable("too_long", characters=f"{said:,}")
    yield {"notes": book.notes}
    for sheet in book.sheets:
        yield {
            "name": sheet.name, "rows": sheet.rows, "merges": sheet.merges, "hidden_rows": sorted(sheet.hidden_rows),
            "hidden_columns": sorted(sheet.hidden_columns), "hidden": sheet.hidden, "formulas": sheet.formulas,
            "errors": sheet.errors, "above": sheet.above,
        }  # fmt: skip
        cells = iter(sheet.cells.items())
        while some := list(islice(cells, _PIECE)):
            yield {"cells": [(row, column, text) for (row, column), text in some]}


def put_together(told: Iterable[dict[str, Any]]) -> Book:
    """The book again; ``Unreadable`` where the file was refused."""
    book = Book([])
    refused: Unreadable | None = None
    for piece in told:
        if "refused" in piece:
            refused = Unreadable(piece["refused"], **piece["values"])
        elif "notes" in piece:
            book.notes = [(key, values) for key, values in piece["notes"]]
        elif "cells" in piece:
            book.sheets[-1].cells.update({(row, column): text for row, column, text in piece["cells"]})
        else:
            book.sheets.append(_sheet(piece))
    if refused:
        raise refused
    return book


def _sheet(told: dict[str, Any]) -> Sheet:
    return Sheet(
        told["name"], {}, told["rows"], [(a, b, c, d) for a, b, c, d in told["merges"]], frozenset(told["hidden_rows"]),
        frozenset(told["hidden_columns"]), told["hidden"], [(row, column) for row, column in told["formulas"]],
        [(row, column) for row, column in told["errors"]], told["above"],
    )  # fmt: skip
