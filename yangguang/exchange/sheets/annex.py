"""Rows that speak of items of other sheets: 其他要素 by code, the last table of an exported list; a list of the forms beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from yangguang.exchange.sheets.clean import compact
from yangguang.exchange.sheets.header import CLASS, NAME, REST
from yangguang.exchange.sheets.headings import class_named
from yangguang.exchange.sheets.raw import Left, RawItem, Said, SheetRead
from yangguang.exchange.sheets.rows import CODE, SERIAL

ELSEWHERE = (-1, -1)
"""The place of a text that stands in another sheet and is told of there."""
_ALL = frozenset({CODE, NAME, REST, SERIAL})


_Known = tuple[str, str]
"""Name and class."""


def hand_out(sheets: Iterable[SheetRead]) -> None:
    """Takes rows that hold nothing else out of the items of their sheets and gives each text to the item of its code."""
    sheets = list(sheets)
    rows = {id(raw) for sheet in sheets for raw in sheet.items if REST in raw.said and raw.said.keys() <= _ALL}
    items = {_code(raw): raw for sheet in sheets for raw in sheet.items if CODE in raw.said and id(raw) not in rows}
    for sheet in sheets:
        for raw in _taken_out(sheet, rows):
            _give(raw, items.get(_code(raw)), sheet)


def enter(sheets: Iterable[SheetRead]) -> None:
    """Of a list whose items have each a form of their own, a row tells of its form what that does not say itself."""
    sheets = list(sheets)
    forms: dict[_Known, list[RawItem]] = {}
    for raw in (raw for sheet in sheets if sheet.form for raw in sheet.items):
        forms.setdefault(_known(raw), []).append(raw)
    for sheet in sheets if forms else ():
        rows = {id(raw) for raw in sheet.items if not sheet.form and len(forms.get(_known(raw), ())) == 1}
        for raw in _taken_out(sheet, rows):
            sheet.left += [Left("listed", said.at, said.text[:40]) for texts in raw.said.values() for said in texts]
            [form] = forms[_known(raw)]
            for key, texts in raw.said.items():
                if key != SERIAL:
                    form.said.setdefault(key, [Said(said.text, ELSEWHERE) for said in texts])


def _taken_out(sheet: SheetRead, rows: Collection[int]) -> list[RawItem]:
    """Those items of a sheet that are none of their own, by their identity."""
    mine = [raw for raw in sheet.items if id(raw) in rows]
    sheet.items = [raw for raw in sheet.items if id(raw) not in rows]
    sheet.counts.items -= len(mine)
    sheet.counts.joined += len(mine)
    return mine


def _known(raw: RawItem) -> _Known:
    word = raw.said[CLASS][0].text if CLASS in raw.said else raw.heading
    return compact(raw.said[NAME][0].text), class_named(word) or word


def _give(raw: RawItem, item: RawItem | None, sheet: SheetRead) -> None:
    why = "rest" if item else "rest_without_item"
    sheet.left += [Left(why, said.at, said.text[:40]) for texts in raw.said.values() for said in texts]
    if item:
        item.said.setdefault(REST, []).extend(Said(said.text, ELSEWHERE) for said in raw.said[REST])


def _code(raw: RawItem) -> str:
    return raw.said[CODE][0].text.lower() if CODE in raw.said else ""
