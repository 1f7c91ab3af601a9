"""Cells and rows: any value of the content as one text, harmless in a spreadsheet, and tables as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic_core import to_json

BOM = "\ufeff"
"""Tells WPS and Excel that a CSV file is UTF-8."""

DANGEROUS = frozenset("=+-@\t\r\n\0＝＋－＠'")
"""What may begin a formula (OWASP ASVS 1.2.10, CWE-1236), full-width forms too; and the sign that disarms it."""
_BELOW_ZERO = re.compile("-[0-9]+")

OPEN, BETWEEN, CLOSE = b"[\n", b",\n", b"\n]\n"
"""A JSON table: one array, one object a line, so that tables can be joined without being read."""


def text(value: Any) -> str:
    """A value of a record, as JSON has it, as the text of one cell.

    Several texts stand with ；between them; records one on a line, as 键：值；键：值.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ("\n" if any(isinstance(entry, dict) for entry in value) else "；").join(map(text, value))
    if isinstance(value, dict):
        return "；".join(f"{key}：{_inner(entry)}" for key, entry in value.items() if entry not in (None, "", []))
    return str(value)


def _inner(value: Any) -> str:
    """A value inside a record: it stays on the record's line."""
    if isinstance(value, list) and not any(isinstance(entry, dict) for entry in value):
        return "、".join(" ".join(text(entry).split("\n")) for entry in value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return " ".join(text(value).split("\n"))


def disarmed(cell: str) -> str:
    """The cell with ' before what a spreadsheet would take for a formula.

    A cell that begins with ' gets one too, so that taking one leading ' away always gives back what was said. A number below
    zero stays a number.
    """
    return f"'{cell}" if cell[:1] in DANGEROUS and not _BELOW_ZERO.fullmatch(cell) else cell


def armed(cell: str) -> str:
    """What a cell was before :func:`disarmed`."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in DANGEROUS else cell


def csv_head(header: Sequence[str]) -> bytes:
    """What every CSV file of a table begins with."""
    return BOM.encode() + csv_rows([header])


def csv_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as CSV (RFC 4180), every cell disarmed."""
    out = io.StringIO()
    csv.writer(out).writerows([disarmed(cell) if cell[:1] in DANGEROUS else cell for cell in row] for row in rows)
    return out.getvalue().encode()


def read_rows(lines: Iterable[str], separator: str = ",") -> Iterator[list[str]]:
    """The rows of lines that keep their ends; of itself the csv module refuses a cell of more than 131,072 signs."""
    csv.field_size_limit(sys.maxsize)
    return csv.reader(lines, delimiter=separator)


def json_rows(rows: Iterable[Any]) -> bytes:
    """The rows of a JSON table without its brackets."""
    return BETWEEN.join(to_json(row) for row in rows)


def json_table(rows: bytes) -> bytes:
    """A whole JSON table around its rows."""
    return OPEN + rows + CLOSE if rows else b"[]\n"


def csv_inside(table: bytes, head: bytes) -> memoryview:
    """The rows of a CSV file, without what it begins with; a view, since tables are large."""
    return memoryview(table)[len(head) if table.startswith(head) else 0 :]


def json_inside(table: bytes) -> memoryview:
    """The rows of a JSON table, without its brackets; a view, too."""
    return memoryview(b"" if table == json_table(b"") else table)[len(OPEN) : -len(CLOSE)]
