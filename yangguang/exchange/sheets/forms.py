"""Forms: one table an item instead of one row, its labels on the left and what they say beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from yangguang.exchange.sheets.cells import tidy, with_header
from yangguang.exchange.sheets.clean import compact, missing
from yangguang.exchange.sheets.columns import Vocabulary, bare
from yangguang.exchange.sheets.header import NAME, meant_below
from yangguang.exchange.sheets.headings import class_named
from yangguang.exchange.sheets.raw import Column, Left, Place, RawItem, Said, SheetRead
from yangguang.exchange.sheets.rows import BY_ROW, NOTE, NUMBERS, unseen
from yangguang.exchange.sheets.spread import Table
from yangguang.model.words import NONE_IS_ANSWER

_STAGE, _DUTY = "责任环节", "责任事项"
_SHORT = 12
"""Characters of a label that nobody knows, and of a stage before what it says."""

_NUMBER = re.compile(r"^\s*[0-9]{1,4}[、.．]\s*(?=[^0-9])")
"""A form has no column for its number: it stands before the name."""

Cell = tuple[int, str]
"""Column and text."""


@dataclass(slots=True)
class _Label:
    """A label: its text, where it stands, the key that it means, and below it the columns of a table of its own."""

    text: str
    at: Place
    key: str | None
    columns: dict[int, _Label] = field(default_factory=dict)


_Said = tuple[_Label, list[Cell]]


class Forms:
    """One pass from the first row to the last; ``column`` is that of the labels."""

    def __init__(self, table: Table, words: Vocabulary, column: int) -> None:
        self.table, self.words, self.column = table, words, column
        above = compact(table.sheet.above)
        self.read = SheetRead(
            table.sheet.name, titles=[above] if above else [], filled=table.sheet.cells.keys(), form=True
        )
        self.heading = class_named(table.sheet.name) or class_named(above) or ""
        self.item: RawItem | None = None
        self.label = _Label("", (0, 0), None)
        """The one that the rows below it go on with."""

    def run(self) -> SheetRead:
        """The reading of the whole sheet."""
        counts = self.read.counts
        counts.rows = self.table.rows
        self.read.left += unseen(self.table)
        starts = self._starts()
        hidden = self.table.sheet.hidden_rows
        for row in range(self.table.rows):
            if row in starts:
                self.item, self.label = None, _Label("", (0, 0), None)
            kind = "hidden" if row in hidden else self._row(row, list(self.table.row(row).items()))
            setattr(counts, kind, getattr(counts, kind) + 1)
        for item in self.read.items:
            item.lines = [line for line in item.lines if line]
            _unplaced(item)
        nameless = [item for item in self.read.items if NAME not in item.said]
        self.read.items = [item for item in self.read.items if NAME in item.said]
        for item in nameless:
            for said in (said for texts in item.said.values() for said in texts):
                self.read.left += [Left("no_name", at, said.text[:40]) for at in (said.at, *said.again)]
        return self.read

    def _row(self, row: int, cells: list[Cell]) -> str:
        """Takes a row in, and says which count it belongs to."""
        if not cells:
            return "joined" if self._goes_on(row) else "blanks"
        column, text = cells[0][0], compact(cells[0][1])
        label = _Label(text, (row, column), self.words.key(text))
        goes_on = label.key is None and self._goes_on(row)
        if label.key is None and not goes_on and NOTE.match(text):
            return self._leave("note", row, cells, "notes")
        if column > self.column or goes_on or (label.key is None and self._of_table(cells)):
            return self._more(row, cells)
        if label.key is None and len(cells) == 1:
            return self._title(row, cells)
        self.label = label
        if self._heads(row, label, cells[1:]):
            return "headers"
        if self.item is None:
            self.item = RawItem(set(), heading=self.heading, lines=[{}])
            self.read.items.append(self.item)
        return self._take(row, self._pairs(label, row, cells[1:]))

    def _starts(self) -> set[int]:
        """The first row of every form behind the first: that of its name, or of what stands above it as in the first."""
        rows = [
            row for row in range(self.table.rows) if self.table.row(row) and row not in self.table.sheet.hidden_rows
        ]
        firsts = [bare(next(iter(self.table.row(row).values()))) for row in rows]
        named: list[int] = []
        name: tuple[int, str] | None = None
        for n, row in enumerate(rows):
            cells = self.table.row(row).items()
            name = name or next(((c, bare(text)) for c, text in cells if self.words.key(text) == NAME), None)
            named += [n] if name and bare(self.table.row(row).get(name[0], "")) == name[1] else []
        lead = named[0] if named else 0
        above, starts = set(firsts[:lead]), set()
        for last, n in pairwise(named):
            start = n
            while start - 1 > last and n - start < lead and firsts[start - 1] in above:
                start -= 1
            starts.add(rows[start])
        return starts

    def _goes_on(self, row: int) -> bool:
        """Whether the label above reaches down to this row."""
        top, column = self.label.at
        return self.item is not None and self.table.origin(row, column) == (top, column)

    def _more(self, row: int, cells: list[Cell]) -> str:
        """A row further of what the label above says."""
        if self.item is None:
            return self._leave("no_name", row, cells, "notes")
        if not self.label.columns:
            return self._take(row, self._pairs(self.label, row, cells))
        self.item.lines.append({})
        columns = self.label.columns
        for column, text in cells:
            over = columns[max((c for c in columns if c <= column), default=min(columns))]
            duty = next((one for one in columns.values() if one.key == _DUTY), None)
            if duty and over.key == _STAGE and len(cells) == 1 and len(text) > _SHORT:
                # 其他法律法规规章文件规定应履行的责任。 stands across all columns.
                _line(self.item, _STAGE, Said("其他", (row, column)))
                over = duty
            self._take(row, [(over, [(column, text)])])
        return "joined"

    def _of_table(self, cells: list[Cell]) -> bool:
        """Whether a row is one of a table within the form whose first column is that of the labels."""
        return cells[0][0] in self.label.columns and 2 * len(cells) > len(self.label.columns)

    def _heads(self, row: int, label: _Label, cells: list[Cell]) -> bool:
        """Whether the row begins a table within the form: headers of duties or risks, with what they head below."""
        heads = [label, *(_Label(compact(text), (row, column), self.words.key(text)) for column, text in cells)]
        keys = {head.key for head in heads[1:]}
        below = self.table.row(row + 1)
        if len(cells) < 2 or None in keys or not keys & BY_ROW or not below:
            return False
        under = label.key in BY_ROW and min(below) == label.at[1] and not self.words.key(below[min(below)])
        if not (under or self._goes_on(row + 1) or min(below) > label.at[1]):
            return False
        label.columns.update((head.at[1], head) for head in heads[not under :])
        for head in heads:
            self._head(head)
        return True

    def _pairs(self, label: _Label, row: int, cells: Sequence[Cell]) -> Iterator[_Said]:
        """The labels of a row, each with the cells that it speaks for; ``label`` stands before the first."""
        over, values = label, list[Cell]()
        for n, (column, text) in enumerate(cells):
            left, key = len(cells) - n, meant_below(over.text, compact(text), self.words)
            # Alone beside 备注, 说明 is what it says; beside 联系电话, 监督电话 is the next label, and both say nothing.
            alone = not values and left == 1 and over.at[0] == row and key == over.key
            known = key and not alone and (values or left == 1 or not self.words.key(cells[n + 1][1]))
            # In pairs, as 审核转报 | 否 behind 职权类型 | 行政处罚; a stage and its duty stand behind one label.
            pair = values and left % 2 == 0 and len(text) <= _SHORT and label.key not in BY_ROW
            if known or pair:
                yield label, values
                label, values = _Label(compact(text), (row, column), key), []
            else:
                values.append((column, text))
        yield label, values

    def _take(self, row: int, pairs: Iterable[_Said]) -> str:
        """Gives what stands beside labels to the item, and says whether its name was among it."""
        kind = "joined"
        for label, cells in pairs:
            self._head(label)
            if cells and self.item is not None and self._add(self.item, label, row, cells) == NAME:
                kind = "items"
            if self.item is not None:
                self.item.rows.add(row)
        return kind

    def _add(self, item: RawItem, label: _Label, row: int, cells: list[Cell]) -> str | None:
        """The key under which the cells have come in."""
        key, wanted = label.key, self.words.wanted(label.text)
        if key == _DUTY and len(cells) > 1 and NUMBERS.fullmatch(compact(cells[0][1])):
            self._leave("serial", row, cells[:1])
            cells = cells[1:]
        if key == _DUTY and len(cells) == 2 and len(compact(cells[0][1])) <= _SHORT:
            self._add(item, _Label(label.text, label.at, _STAGE), row, cells[:1])
            cells = cells[1:]
        text = with_header(key, label.text, "\n".join(text for _, text in cells))
        text = _NUMBER.sub("", text) if key == NAME else text
        if key is None or not wanted:
            self._leave("column_unknown" if wanted else "column_unwanted", row, cells)
            return None
        if missing(text) and key not in NONE_IS_ANSWER:
            self._leave("says_nothing", row, cells)
            return None
        places = [(row, column) for column, _ in cells]
        for at in places:
            item.add(key, tidy(key, text), at)
        if key in BY_ROW:
            _line(item, key, Said(tidy(key, text), places[0], places[1:]))
        self.read.columns[label.at[1], label.text].sample(text)
        return key

    def _head(self, label: _Label) -> None:
        self.read.heads.add(label.at)
        key = label.key if self.words.wanted(label.text) else None
        self.read.columns.setdefault((label.at[1], label.text), Column(label.at[1], label.text, key))

    def _title(self, row: int, cells: list[Cell]) -> str:
        text = compact(cells[0][1])
        self.read.titles.append(text)
        self.heading = class_named(text) or self.heading
        return self._leave("title", row, cells, "headers")

    def _leave(self, why: str, row: int, cells: list[Cell], kind: str = "joined") -> str:
        self.read.left += [Left(why, (row, column), compact(text)) for column, text in cells]
        return kind


def _unplaced(item: RawItem) -> None:
    """A table of risks behind the duties does not say to which of them they belong: it stays word for word."""
    if not any(_DUTY in line for line in item.lines):
        return
    for line in [line for line in item.lines if not line.keys() & {_DUTY, _STAGE, "责任依据"}]:
        item.lines.remove(line)
        words = "\n".join(f"{key}：{said.text}" for key, texts in line.items() for said in texts)
        item.add("备注", words, next(said.at for texts in line.values() for said in texts))


def _line(item: RawItem, key: str, said: Said) -> None:
    """What a form says of one duty or risk stands below each other; where a label comes again, the next one begins."""
    if key in item.lines[-1]:
        item.lines.append({})
    item.lines[-1][key] = [said]
