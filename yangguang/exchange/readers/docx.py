"""Tables of a .docx: cells with what they span, the paragraph above a table as its name; deleted text is left out."""

from __future__ import annotations

from dataclasses import dataclass, field

from yangguang.exchange.grid import FILLED, Book, Sheet, Unreadable
from yangguang.exchange.readers.package import Package
from yangguang.exchange.readers.xml import walk

_SKIPPED = frozenset({"del", "moveFrom", "instrText"})


@dataclass(slots=True)
class _Cell:
    span: int = 1
    merge: str = ""
    said: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Walker:
    """Follows the document; tables inside cells give their text to the cell."""

    sheets: list[Sheet] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)
    depth: int = 0
    skip: int = 0
    writing: bool = False
    paragraph: list[str] = field(default_factory=list)
    cells: int = 0
    above: str = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        value = next((v for k, v in attributes.items() if k.endswith(":val")), "")
        self.skip += name in _SKIPPED
        if name == "tbl":
            self.depth += 1
        elif self.depth == 1 and name == "tr":
            self.rows.append([])
        elif self.depth == 1 and name == "tc" and self.rows:
            self.rows[-1].append(_Cell())
            self.cells += 1
            if self.cells > FILLED:
                raise Unreadable("too_large", cells=f"{FILLED:,}+")
        elif self.depth == 1 and name == "gridSpan" and self.rows and self.rows[-1]:
            self.rows[-1][-1].span = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 1
        elif self.depth == 1 and name == "vMerge" and self.rows and self.rows[-1]:
            self.rows[-1][-1].merge = value or "continue"
        elif name in ("br", "cr", "tab"):
            self.say(" " if name == "tab" else "\n")
        self.writing = name == "t"

    def end(self, name: str) -> None:
        self.skip -= name in _SKIPPED
        self.writing = False
        if name == "p":
            self.say("\n")
            said = "".join(self.paragraph).strip()
            if not self.depth and said:
                self.above = said
            self.paragraph = []
        elif name == "tbl":
            self.depth -= 1
            if not self.depth:
                self.close()

    def text(self, text: str) -> None:
        if self.writing and not self.skip:
            self.say(text)

    def say(self, text: str) -> None:
        if self.depth and self.rows and self.rows[-1]:
            self.rows[-1][-1].said.append(text)
        elif not self.depth:
            self.paragraph.append(text)

    def close(self) -> None:
        """Turns the collected rows into a sheet."""
        sheet = Sheet(f"表{len(self.sheets) + 1}", rows=len(self.rows), above=self.above)
        open_merges: dict[int, int] = {}
        for row, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                if cell.merge == "continue" and column in open_merges:
                    _grow(sheet, open_merges[column], row)
                elif cell.merge or cell.span > 1:
                    sheet.merges.append((row, column, row, column + cell.span - 1))
                    open_merges[column] = len(sheet.merges) - 1
                if text := "".join(cell.said).strip("\n"):
                    sheet.cells[row, column] = text
                if not cell.merge:
                    open_merges.pop(column, None)
                column += cell.span
        self.sheets.append(sheet)
        self.rows, self.above = [], ""


def _grow(sheet: Sheet, number: int, row: int) -> None:
    top, left, _, right = sheet.merges[number]
    sheet.merges[number] = (top, left, row, right)


def read_docx(package: Package) -> Book:
    """Every table of the document as a sheet."""
    walker = _Walker()
    walk(package.read("word/document.xml"), walker.start, walker.end, walker.text)
    return Book(walker.sheets, [("macros", {})] if package.macros else [])
