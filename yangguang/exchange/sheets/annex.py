"""The last table of an exported list, 其他要素 by code: its texts go to the items that they belong to."""

from __future__ import annotations

from collections.abc import Iterable

from yangguang.exchange.sheets.header import NAME, REST
from yangguang.exchange.sheets.raw import Left, RawItem, Said, SheetRead
from yangguang.exchange.sheets.rows import CODE, SERIAL

ELSEWHERE = (-1, -1)
"""The place of a text that stands in another sheet and is told of there."""
_ALL = frozenset({CODE, NAME, REST, SERIAL})


def hand_out(sheets: Iterable[SheetRead]) -> None:
    """Takes rows that hold nothing else out of the items of their sheets and gives each text to the item of its code."""
    sheets = list(sheets)
    rows = {id(raw) for sheet in sheets for raw in sheet.items if REST in raw.said and raw.said.keys() <= _ALL}
    items = {_code(raw): raw for sheet in sheets for raw in sheet.items if CODE in raw.said and id(raw) not in rows}
    for sheet in sheets:
        mine = [raw for raw in sheet.items if id(raw) in rows]
        sheet.items = [raw for raw in sheet.items if id(raw) not in rows]
        sheet.counts.items -= len(mine)
        sheet.counts.joined += len(mine)
        for raw in mine:
            _give(raw, items.get(_code(raw)), sheet)


def _give(raw: RawItem, item: RawItem | None, sheet: SheetRead) -> None:
    why = "rest" if item else "rest_without_item"
    sheet.left += [Left(why, said.at, said.text[:40]) for texts in raw.said.values() for said in texts]
    if item:
        item.said.setdefault(REST, []).extend(Said(said.text, ELSEWHERE) for said in raw.said[REST])


def _code(raw: RawItem) -> str:
    return raw.said[CODE][0].text.lower() if CODE in raw.said else ""
