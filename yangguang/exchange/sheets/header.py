"""Finds the header of a table, one line or two, and says which column is which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from yangguang.exchange.sheets.clean import compact
from yangguang.exchange.sheets.columns import Vocabulary
from yangguang.exchange.sheets.spread import Table

NAME, CLASS, LEVEL, SCOPE = "职权名称", "职权类别", "行使层级", "权限划分"
REST = "其他要素"
"""What the columns of an exported list cannot say: see :mod:`yangguang.exchange.items.rest`."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its rows, the key of every column it names, and the texts of all its columns."""

    rows: range
    keys: Mapping[int, str]
    texts: Mapping[int, str]


def header_at(table: Table, row: int, words: Vocabulary) -> Header | None:
    """The header that starts in this row, or ``None``: most of its cells are known headers, one of them the name."""
    first = table.row(row)
    known = {column for column, text in first.items() if words.key(text)}
    if len(known) < 2 or 2 * len(known) < len(first):
        return None
    rows = range(row, row + _height(table, row, first, words))
    texts = {column: text for column in table.columns if (text := _text(table, rows, column))}
    keys = {column: key for column in table.columns if (key := _key(table, rows, column, words))}
    for left, right in pairwise(table.columns):
        # Forms head two columns, level and scope, with one 实施层级及权限; not every copy keeps the cells merged.
        if keys.get(left) == LEVEL and right not in texts | keys and "权限" in texts[left]:
            keys[right] = SCOPE
    if NAME not in keys.values() or len(set(keys.values())) < 2:
        return None
    return Header(rows, keys, texts)


def _height(table: Table, row: int, first: Mapping[int, str], words: Vocabulary) -> int:
    """Two lines where cells reach down from the first, or where the second holds nothing but headers."""
    deep = max((table.reach(row, column) for column in first), default=row) - row + 1
    if deep > 1:
        return min(deep, 3)
    second = table.row(row + 1)
    known = [column for column, text in second.items() if meant_below(_over(first, column), text, words)]
    named = any(words.key(text) == NAME and column in second for column, text in first.items())
    below = len(known) >= 2 and len(known) == len(second) and not named
    return 2 if below and not first.keys() >= second.keys() else 1


def meant_below(over: str, text: str, words: Vocabulary) -> str | None:
    """What a header means in the second line: with what stands over it, alone, or before it (办结时限 | 法定)."""
    return words.key(over + text) or words.key(text) or words.key(text + over)


def _over(first: Mapping[int, str], column: int) -> str:
    """What stands over a column in a header of two lines whose cells somebody has forgotten to merge."""
    left = [other for other in first if other <= column]
    return compact(first[max(left)]) if left else ""


def _top(table: Table, rows: range, column: int) -> str:
    """The text of the first line; where the second speaks under a blank, that of the cell to its left."""
    text = table.across(rows[0], column)
    if not text and column in table.row(rows[-1]):
        return _over(table.row(rows[0]), column)
    return compact(text)


def _text(table: Table, rows: range, column: int) -> str:
    """The texts of a column's header from top to bottom, those spread from merged cells included."""
    texts: list[str] = []
    for row in rows:
        text = _top(table, rows, column) if row == rows[0] else compact(table.across(row, column))
        if text and text not in texts:
            texts.append(text)
    return "".join(texts)


def _key(table: Table, rows: range, column: int, words: Vocabulary) -> str | None:
    """The lowest header decides, with those above it where it means nothing alone: 责任事项 | 内容, 办结时限 | 法定."""
    whole = _text(table, rows, column)
    lowest = compact(table.across(rows[-1], column)) or whole
    top = _top(table, rows, column)
    if not words.wanted(whole) or not words.wanted(lowest):
        return None
    return words.key(whole) or (
        words.key(lowest) if top == lowest else meant_below(top, lowest, words) or words.key(top)
    )
