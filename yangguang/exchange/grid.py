"""What every reader hands on: sheets of text cells, with merges, and with what the file hides."""

from __future__ import annotations

from dataclasses import dataclass, field

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range; all from 0, all inclusive."""

Note = tuple[str, dict[str, object]]
"""The key of a sentence about a file, and its values."""

CELLS = 4_000_000
"""A table larger than this, blank cells included, is no list; reading one would take the machine's memory."""
FILLED = 600_000
"""So many cells that hold something are more than any list; they would not fit the memory of an import."""


class Unreadable(Exception):
    """A file that is left alone; ``key`` names the sentence that says why, ``values`` fill it."""

    def __init__(self, key: str, /, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@dataclass(slots=True)
class Sheet:
    """One table: the non-empty cells by (row, column) from 0, and its ``rows``, blank ones included."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    rows: int = 0
    merges: list[Area] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    formulas: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)
    """Cells that show #N/A or another error instead of a value."""
    above: str = ""
    """What stands above the table where a file has no sheet names (.docx)."""


@dataclass(slots=True)
class Book:
    """All sheets of one file, and what is to be said of the file itself."""

    sheets: list[Sheet]
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class Facts:
    """What a look through a sheet's own records says of it, before anything large is built."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    errors: list[tuple[int, int]] = field(default_factory=list)
    top: int = 1 << 30
    left: int = 1 << 30
    bottom: int = -1
    right: int = -1
    filled: int = 0

    def cell(self, row: int, column: int) -> None:
        """A cell that holds something stands here; ``Unreadable`` where there are too many."""
        self.filled += 1
        if self.filled > FILLED:
            raise Unreadable("too_large", cells=f"{FILLED:,}+")
        self.top, self.left = min(self.top, row), min(self.left, column)
        self.bottom, self.right = max(self.bottom, row), max(self.right, column)

    @property
    def area(self) -> int:
        """Cells of the smallest rectangle around everything."""
        return 0 if self.bottom < 0 else (self.bottom - self.top + 1) * (self.right - self.left + 1)
