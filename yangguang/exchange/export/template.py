"""An empty list for a department to fill in: a sheet per class with drop-downs, notes and validation, and how to fill it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from yangguang.exchange.export.columns import COLUMNS, Column
from yangguang.exchange.export.layout import Laid
from yangguang.exchange.export.notes import APPLIED, CHOICES, NOTES, ON_OFFICE, ONLY, RULES
from yangguang.exchange.export.workbook import LINE, Formats, opened, page
from yangguang.exchange.grid import Sheet
from yangguang.model.facts import PUBLIC_SERVICE
from yangguang.model.region import StageRule
from yangguang.model.words import APPLIED_FOR, CLASSES

ROWS = 300
"""Rows that are ready for entry in each sheet."""
_DATES = ("生效日期", "更新日期")


def template(unit: str, classes: Sequence[str], stages: Mapping[str, StageRule]) -> bytes:
    """The workbook for these classes (all where none is named); ``unit`` fills 填报单位."""
    out = io.BytesIO()
    with opened(out) as (book, formats):
        _how_to(book.add_worksheet("填表说明"), formats)
        for name in classes or (*CLASSES, PUBLIC_SERVICE):
            laid = _empty(name, unit)
            sheet = book.add_worksheet(name)
            page(sheet, laid, formats)
            for number, column in enumerate(laid.columns):
                _column(sheet, laid, number, column, formats, _choices(column.key, name, stages))
    return out.getvalue()


def _empty(name: str, unit: str) -> Laid:
    more = APPLIED if name in (*APPLIED_FOR, PUBLIC_SERVICE) else ON_OFFICE
    more = (*more, "执行方式") if name == "行政强制" else more
    columns = tuple(
        column
        for column in COLUMNS
        if column.always or column.level == "risk" or column.key in ("子项名称", "权限划分", "更新日期", *more)
    )
    laid = Laid(Sheet(name), columns, head=3)
    laid.sheet.cells = {(0, 0): f"权责清单（{name}）", (1, 0): f"填报单位：{unit}"}
    return laid


def _choices(key: str, name: str, stages: Mapping[str, StageRule]) -> tuple[str, ...]:
    if key == "职权类别":
        return (name,)
    if key != "责任环节":
        return CHOICES.get(key, ())
    rules = [stages[kind] for kind in (name, f"{name}措施", f"{name}执行") if kind in stages]
    return tuple(dict.fromkeys([stage for rule in rules for stage in (*rule.mandatory, *rule.optional)] + ["其他"]))


def _column(sheet: Any, laid: Laid, number: int, column: Column, formats: Formats, choices: tuple[str, ...]) -> None:
    """Lines to write on, what may be chosen, and the note on the header."""
    note = NOTES.get(column.key)
    if note:
        sheet.write_comment(laid.head - 1, number, note, {"x_scale": 1.6, "font_name": "宋体", "font_size": 9})
    for row in range(laid.head, laid.head + ROWS):
        sheet.write_blank(row, number, None, formats.of(column.key))
    rule = _rule(column.key, choices)
    if rule:
        title = {"input_title": column.key[:32], "input_message": (note or "")[:250]}
        sheet.data_validation(laid.head, number, laid.head + ROWS - 1, number, rule | title)


def _rule(key: str, choices: tuple[str, ...]) -> dict[str, Any]:
    """A drop-down, a length or a date; what is only an offer warns and lets pass."""
    if choices:
        kind = "stop" if key in ONLY else "information"
        words = "请从下拉中选一个。" if key in ONLY else "不在常用的写法里，请确认。"
        return {
            "validate": "list",
            "source": list(choices),
            "error_type": kind,
            "error_title": key,
            "error_message": words,
        }
    if key in _DATES:
        return {"validate": "date", "criteria": "between", "minimum": date(1949, 10, 1), "maximum": date(2099, 12, 31),
                "error_title": key, "error_message": "请写日期，如 2026-01-05。", "error_type": "stop"}  # fmt: skip
    lengths = {"职权编码": (4, 64), "职权名称": (2, 200)}
    if key not in lengths:
        return {}
    least, most = lengths[key]
    return {"validate": "length", "criteria": "between", "minimum": least, "maximum": most, "error_type": "stop",
            "error_title": key, "error_message": f"请写 {least} 至 {most} 个字。"}  # fmt: skip


def _how_to(sheet: Any, formats: Formats) -> None:
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    sheet.merge_range(0, 0, 0, 1, "填表说明", formats.title)
    sheet.set_row(0, 3 * LINE)
    for row, rule in enumerate(RULES, 1):
        sheet.merge_range(row, 0, row, 1, f"{row}. {rule}", formats.plain)
        sheet.set_row(row, 2 * LINE)
    first = len(RULES) + 1
    for row, (key, note) in enumerate(NOTES.items(), first):
        sheet.write_string(row, 0, key, formats.head)
        sheet.write_string(row, 1, note, formats.plain)
        sheet.set_row(row, LINE * (1 + len(note) // 42) + 4)
