"""Comma-separated text: UTF-8 or GB 18030, separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import chain

from yangguang.data.cells import armed, read_rows
from yangguang.exchange.grid import FILLED, Book, Sheet, Unreadable

_END = "\x1e"
"""A row of its own behind the last one, unless a quote that nobody has closed swallows it with all rows before it."""


def read_csv(data: bytes) -> Book:
    """One sheet without a name."""
    text = _decoded(data)
    head = next(_lines(text), "")
    separator = max(",;\t", key=head.count)
    sheet, values = Sheet(""), [_END]
    try:
        for row, values in enumerate(read_rows(chain(_lines(text), [_END]), separator)):
            if values == [_END]:
                continue
            sheet.cells.update({(row, column): armed(value) for column, value in enumerate(values) if value.strip()})
            sheet.rows = row + 1
            if len(sheet.cells) > FILLED:
                raise Unreadable("too_large", cells=f"{FILLED:,}+")
    except csv.Error:
        raise Unreadable("damaged") from None
    if values != [_END]:
        raise Unreadable("quote_open", row=sheet.rows)
    return Book([sheet])


def _lines(text: str) -> Iterator[str]:
    """Line by line, without a second copy of the whole; a line may end as on Windows, Unix or an old Mac."""
    return (line[0] for line in re.finditer(r"[^\r\n]*(?:\r{0,2}\n|\r)|[^\r\n]+", text))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable("unknown_kind")
