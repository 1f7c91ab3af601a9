"""One department's items → its lists: a table per class, and beside them what the columns cannot say word for word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yangguang.exchange.export.columns import Column, kind
from yangguang.exchange.export.layout import Laid, lay_out
from yangguang.exchange.grid import Sheet
from yangguang.exchange.items.item import made
from yangguang.exchange.items.made import Value
from yangguang.exchange.items.rest import packed
from yangguang.exchange.sheets.columns import Vocabulary, vocabulary
from yangguang.exchange.sheets.header import REST
from yangguang.exchange.sheets.sheet import read_sheet
from yangguang.model.region import Region
from yangguang.model.words import class_order

PIECE = 30_000
"""Characters of 其他要素 in one cell; a workbook's cell holds 32,767."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The tables of one department by class, and those texts of 其他要素 that are needed, in the order of the items."""

    title: str
    tables: tuple[Laid, ...]
    rest: tuple[tuple[str, str, str], ...] = ()
    """Code, name, text."""


def lists_of(
    region: Region, department: str, items: Iterable[Value], *, tall: int = 0, apart: bool = True, further: bool = True
) -> Lists:
    """A table per class in the order of the classes, or one of all, without merged cells, where they are not kept ``apart``."""
    title = f"{department}权责清单"
    ordered = sorted(items, key=lambda item: (class_order(kind(item)), str(item.get("职权编码"))))
    names = list(dict.fromkeys(kind(item) for item in ordered)) if apart else [""]
    words, tables, rest = vocabulary(), [], []
    for name in names:
        mine = [item for item in ordered if not apart or kind(item) == name]
        titles = (f"{title}（{name}）", f"填报单位：{department}") if apart else ()
        laid = lay_out(name, titles, mine, tall=tall, further=further)
        if not apart:
            laid.sheet.merges.clear()
        tables.append(laid)
        rest += _rest(laid, mine, region, words)
    return Lists(title, tuple(tables), tuple(rest))


def _rest(laid: Laid, items: Sequence[Value], region: Region, words: Vocabulary) -> list[tuple[str, str, str]]:
    """Reads the table as an import would; what does not come back as it went has to travel beside it."""
    said = {
        "".join(one.text for one in raw.said.get("职权编码", ())): made(
            raw, words, None, region.level, region.risk_levels
        )
        for raw in read_sheet(laid.sheet, words).items
    }
    found = []
    for item in items:
        code = str(item["职权编码"])
        text = packed(item, said[code].value if code in said else {})
        if text:
            found.append((code, str(item.get("职权名称", "")), text))
    return found


def annex(lists: Lists) -> Laid | None:
    """The last table of a workbook or document: 其他要素 by code."""
    if not lists.rest:
        return None
    pieces = max(len(_pieces(text)) for _, _, text in lists.rest)
    columns = (Column("职权编码", 14), Column("职权名称", 20), *(Column(REST, 80) for _ in range(pieces)))
    laid = Laid(Sheet(REST, rows=len(lists.rest) + 1), columns)
    laid.sheet.cells |= {(0, n): column.key for n, column in enumerate(columns)}
    for row, (code, name, text) in enumerate(lists.rest, 1):
        laid.sheet.cells |= {(row, n): cell for n, cell in enumerate((code, name, *_pieces(text)))}
    return laid


def with_rest(lists: Lists) -> Laid:
    """The one table of lists that are not kept apart, with 其他要素 as its last columns."""
    [laid] = lists.tables
    texts = {code: _pieces(text) for code, _, text in lists.rest}
    first = len(laid.columns)
    more = max(map(len, texts.values()), default=0)
    code_column = next(n for n, column in enumerate(laid.columns) if column.key == "职权编码")
    for row in range(laid.head, laid.sheet.rows):
        for n, piece in enumerate(texts.get(laid.sheet.cells.get((row, code_column), ""), ())):
            laid.sheet.cells[row, first + n] = piece
    laid.sheet.cells |= {(laid.head - 1, first + n): REST for n in range(more)}
    return Laid(laid.sheet, (*laid.columns, *(Column(REST, 40) for _ in range(more))), laid.head, laid.lines)


def _pieces(text: str) -> list[str]:
    return [text[n : n + PIECE] for n in range(0, len(text), PIECE)]
