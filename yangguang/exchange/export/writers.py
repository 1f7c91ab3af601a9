"""One department's items → the file of its lists, in the form asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from yangguang.data.cells import csv_head, csv_rows
from yangguang.exchange.export.document import document
from yangguang.exchange.export.layout import TALLEST
from yangguang.exchange.export.lists import annex, lists_of, with_rest
from yangguang.exchange.export.workbook import workbook
from yangguang.exchange.items.made import Value
from yangguang.model.region import Region

Form = Literal["xlsx", "docx", "csv"]


def written(form: Form, region: Region, department: str, items: Sequence[Value]) -> bytes:
    """The lists of these items, by class in a workbook or document, in one table as CSV."""
    if form == "csv":
        laid = with_rest(lists_of(region, department, items, apart=False))
        rows = [
            [laid.sheet.cells.get((row, n), "") for n in range(len(laid.columns))] for row in range(laid.sheet.rows)
        ]
        return csv_head(rows[0]) + csv_rows(rows[1:])
    if form == "docx":
        lists = lists_of(region, department, items, further=False)
        return document(lists.tables, annex(lists))
    lists = lists_of(region, department, items, tall=TALLEST)
    return workbook(lists.tables, annex(lists))
