"""Rows of a table → items: several rows of one item joined, titles, headers, footnotes and blanks told apart, all counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yangguang.exchange.grid import Unreadable
from yangguang.exchange.sheets.cells import COUNT, tidy, with_header
from yangguang.exchange.sheets.clean import compact, missing
from yangguang.exchange.sheets.columns import Vocabulary
from yangguang.exchange.sheets.header import NAME, Header, header_at
from yangguang.exchange.sheets.headings import class_named
from yangguang.exchange.sheets.raw import Column, Left, Place, RawItem, Said, SheetRead
from yangguang.exchange.sheets.spread import Table
from yangguang.model.words import NONE_IS_ANSWER

SERIAL, SUB, CODE = "序号", "子项名称", "职权编码"
_DITTO = frozenset({"同上", "同上。", "（同上）", "同前", "〃"})
"""What people write instead of saying it again."""
_LONGEST_DITTO = 12
NUMBERS = re.compile(r"[0-9]+(?:\.0)?(?:[,，、.．-][0-9]+)*[.、．]?|[（(]?[一二三四五六七八九十百]+[)）、.]?")
NOTE = re.compile(
    r"(?:备注|注|说明|填表|合计|总计|共计|小计|附)[:：0-9\s一二三]|(?:备注|注|说明|合计|总计|小计)$"
    r"|(?:填表|制表|填报|报送|审核|复核|校对|审批|联系|经办|单位负责|主要领导|分管领导|签字|盖章|打印)[\u4e00-\u9fff（）()]{0,6}[:：]"
    r"|第?\s*[0-9一二三四五六七八九十]{1,3}\s*页"
)
"""How what stands below a list, and is none of it, begins."""
BY_ROW = frozenset("责任环节 责任事项 责任依据 风险点 表现形式 风险类别 风险等级 防控措施 责任岗位".split())
"""Keys that say row by row what belongs to what."""


def unseen(table: Table) -> Iterator[Left]:
    """The cells of a sheet that nobody sees: in hidden rows and columns, underneath merged ones."""
    sheet = table.sheet
    for (row, column), text in sorted(sheet.cells.items()):
        if row in sheet.hidden_rows:
            yield Left("hidden_row", (row, column), compact(text))
        elif column in sheet.hidden_columns:
            yield Left("hidden_column", (row, column), compact(text))
    for at in table.covered:
        yield Left("under_merge", at, compact(sheet.cells.get(at, "")))


class Rows:
    """A list, one item a row or several: one pass from the first row to the last."""

    def __init__(self, table: Table, words: Vocabulary) -> None:
        sheet = table.sheet
        self.sheet, self.table, self.words = sheet, table, words
        titles = [compact(sheet.above)] if sheet.above else []
        self.read = SheetRead(sheet.name, titles=titles, filled=sheet.cells.keys())
        self.header = Header(range(0), {}, {})
        """The last one; before the first no column has a key."""
        self.item: RawItem | None = None
        self.coded: dict[tuple[str, str], RawItem] = {}
        """The items so far by code and name."""
        self.loose: list[tuple[int, int]] = []
        """How many items stand above a row that nothing but its place gives to the last of them, and the row."""
        self.above: dict[int, str] = {}
        """What each column has said last."""
        self.heading = class_named(sheet.name) or class_named(sheet.above) or ""

    def run(self) -> SheetRead:
        """The reading of the whole sheet."""
        self.read.counts.rows = self.table.rows
        self.read.left += unseen(self.table)
        skip_to = 0
        for row in range(self.table.rows):
            if row in self.sheet.hidden_rows:
                self.read.counts.hidden += 1
            elif row < skip_to:
                self.read.counts.headers += 1
            elif header := header_at(self.table, row, self.words):
                skip_to = header.rows.stop
                self._begin(header)
            else:
                self._row(row)
        self._torn()
        return self.read

    def _torn(self) -> None:
        """Who sorts a list whose merged cells were split finds all rows without a name at its end, whosever they were."""
        items, rows = len(self.read.items), [row + 1 for _, row in self.loose]
        if self.sheet.name and items > 2 and len(rows) > 2 and 2 * len(rows) >= items and self.loose[0][0] == items:
            raise Unreadable("torn", name=self.sheet.name, first=rows[0], last=rows[-1])

    def _leave(self, why: str, row: int, column: int, text: str) -> None:
        self.read.left.append(Left(why, (row, column), compact(text) if text.strip() else ""))

    def _begin(self, header: Header) -> None:
        self.header, self.item, self.above = header, None, {}
        self.read.counts.headers += 1
        self.read.heads |= {(row, column) for row in header.rows for column in self.table.row(row)}
        for column in self.table.columns:
            text, key = header.texts.get(column, ""), header.keys.get(column)
            if text or key:
                self.read.columns.setdefault((column, text), Column(column, text, key))

    def _row(self, row: int) -> None:
        kind = self._kind(row)
        counts = self.read.counts
        setattr(counts, kind, getattr(counts, kind) + 1)
        cells = self.table.row(row)
        if kind == "items":
            self.item = RawItem({row}, heading=self.heading)
            self.read.items.append(self.item)
            self._take(row, self.item, whole=True)
            code, name = self._known_by(row)
            self.coded.setdefault((code, name), self.item)
        elif kind == "joined" and self.item:
            self.item = self._repeated(row) or self.item
            if not self._own(row, NAME) and not self._reached(row):
                self.loose.append((len(self.read.items), row))
            self.item.rows.add(row)
            self._nameless(row, self.item)
            self._take(row, self.item, whole=False)
        elif kind == "headers":
            self._title(row)
        elif cells:
            why = "note" if self._is_note(row) else "no_name"
            for column, text in cells.items():
                self._leave(why, row, column, text)

    def _nameless(self, row: int, item: RawItem) -> None:
        """A row counted on beyond the item that it is joined to may be one whose name somebody has deleted."""
        serial = compact(self._own(row, SERIAL))
        if COUNT.fullmatch(serial) and all(serial != said.text for said in item.said.get(SERIAL, ())):
            keys = self.header.keys.items()
            named = any(key == NAME and self.table.down(row, column) for column, key in keys)
            at = next(column for column, key in keys if key == SERIAL and column in self.table.row(row))
            if not named:
                self._leave("name_missing", row, at, serial)

    def _title(self, row: int) -> None:
        for column, text in self.table.row(row).items():
            if self.header.keys:
                self._leave("heading", row, column, text)
                self.heading, self.item = class_named(text) or self.heading, None
            else:
                self._leave("title", row, column, text)
                self.read.titles.append(compact(text))

    def _kind(self, row: int) -> str:
        """Which count this row belongs to."""
        cells = self.table.row(row)
        if not cells:
            return "joined" if self._reached(row) else "blanks"
        if not self.header.keys or self._heads(row):
            return "headers"
        if self._is_note(row):
            return "notes"
        if self._own(row, NAME) and not self._repeated(row):
            return "items"
        return "joined" if self.item and any(c in self.header.keys for c in cells) else "notes"

    def _heads(self, row: int) -> bool:
        """Whether the row names a class and nothing else, but for the number before it."""
        cells, name = self.table.row(row), self._own(row, NAME)
        if len(cells) == 2 and self._own(row, SERIAL):
            return bool(class_named(name))
        return len(cells) == 1 and not name and bool(class_named(next(iter(cells.values()))))

    def _reached(self, row: int) -> bool:
        """Whether a merged cell of the current item reaches down to this row."""
        if self.item is None:
            return False
        origins = (self.table.origin(row, column) for column in self.header.keys)
        return any(origin and origin[0] in self.item.rows for origin in origins)

    def _own(self, row: int, key: str) -> str:
        """The text that a column of this key has in the row itself; / and the like are none."""
        cells = self.table.row(row)
        return next(
            (cells[c] for c, k in self.header.keys.items() if k == key and c in cells and not missing(cells[c])), ""
        )

    def _repeated(self, row: int) -> RawItem | None:
        """The item that this row names once more: for a further sub-item, or since somebody has split merged cells and filled them."""
        code, name = self._known_by(row)
        if code:
            return self.coded.get((code, name))
        if self.item is None or name != self.item.said[NAME][0].text:
            return None
        told = [said.text for said in self.item.said.get(SERIAL, ())]
        serial = compact(self._own(row, SERIAL))
        again = serial in told[:1] if serial else (told and self._own(row, SUB)) or self._nothing_new(row, self.item)
        return self.item if again else None

    def _nothing_new(self, row: int, item: RawItem) -> bool:
        """Whether the row says but of duties and risks what the one above it does not say."""
        keys = self.header.keys
        cells = {column: text for column, text in self.table.row(row).items() if column in keys}
        own = {column for column in cells if keys[column] in BY_ROW}
        return bool(own) and all(item.last.get(c, ("",))[0] == text for c, text in cells.items() if c not in own)

    def _known_by(self, row: int) -> tuple[str, str]:
        """Code and name of a row."""
        return tidy(CODE, self._own(row, CODE)), compact(self._own(row, NAME))

    def _is_note(self, row: int) -> bool:
        """A footnote: words where the serial should stand, or one cell that no item starts with."""
        cells = self.table.row(row)
        first_column, first = next(iter(cells.items()))
        serial = compact(self._own(row, SERIAL))
        if serial and not NUMBERS.fullmatch(serial):
            return bool(NOTE.match(serial)) or len(serial) > 12 or len(cells) == 1
        many = len(set(self.header.keys.values())) > 3
        if len(cells) == 1 and many and (first_column == self.table.columns[0] or NOTE.match(compact(first))):
            return True
        return many and len(cells) <= 2 and bool(NOTE.match(compact(first)))

    def _take(self, row: int, item: RawItem, *, whole: bool) -> None:
        """Puts the row's cells into the item; in its first row also what reaches down from above."""
        item.lines.append({})
        own = self.table.row(row)
        again = not whole and bool(self._own(row, NAME))
        for column in self.table.columns:
            key, header = self.header.keys.get(column), self.header.texts.get(column, "")
            if not whole and key not in BY_ROW and column not in own:
                continue
            found = self.table.down(row, column)
            if not found:
                continue
            # What is filled into the parts of a cell that was merged speaks of the same rows as the merged cell did.
            found = item.last[column] if again and item.last.get(column, ("",))[0] == found[0] else found
            item.last[column] = found
            text, at = self._meant(row, column, *found)
            text = with_header(key, header, text)
            if key in BY_ROW and not missing(text) and (whole or at[0] in item.rows):
                item.lines[-1].setdefault(key, []).append(Said(tidy(key, text), at))
            if column in own:
                at = (row, column)
            elif not whole:
                continue
            if key is None:
                self._leave(self._why_not(header), at[0], at[1], text)
            elif missing(text) and key not in NONE_IS_ANSWER:
                self._leave("says_nothing", at[0], at[1], text)
            else:
                item.add(key, tidy(key, text), at)
                self.read.columns[column, header].sample(text)

    def _meant(self, row: int, column: int, text: str, at: Place) -> tuple[str, Place]:
        """The text of a cell; 同上 says what stands above it in its column."""
        if len(text) > _LONGEST_DITTO or compact(text) not in _DITTO:
            self.above[column] = text
        elif above := self.above.get(column):
            if at == (row, column):
                self._leave("ditto", row, column, text)
            return above, at
        return text, at

    def _why_not(self, header: str) -> str:
        """Why a column of this header is no content."""
        if not header:
            return "column_bare"
        return "column_unknown" if self.words.wanted(header) else "column_unwanted"
