"""A sheet as people see it: what is hidden is out, and merged cells say their text wherever they reach."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from yangguang.exchange.grid import CELLS, Sheet, Unreadable

Origin = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Reach:
    """One column's part of a merged range: rows ``top`` to ``bottom`` say what stands at ``origin``."""

    top: int
    bottom: int
    origin: Origin


@dataclass(slots=True)
class Table:
    """The visible cells of a sheet by row, and which merged range a place belongs to."""

    sheet: Sheet
    rows: int = 0
    columns: tuple[int, ...] = ()
    by_row: dict[int, dict[int, str]] = field(default_factory=dict)
    reaches: dict[int, list[_Reach]] = field(default_factory=dict)
    """Column by column, from the top down; ``tops`` are their first rows."""
    tops: dict[int, list[int]] = field(default_factory=dict)
    covered: list[Origin] = field(default_factory=list)
    """Cells that hold a text underneath a merged one, where nobody sees it."""

    def row(self, row: int) -> Mapping[int, str]:
        """The non-empty cells that stand in a visible row themselves."""
        return self.by_row.get(row, {})

    def origin(self, row: int, column: int) -> Origin | None:
        """Where the merged range around this place starts, as far as it is visible; ``None`` where none is."""
        found = self._found(row, column)
        return found.origin if found else None

    def reach(self, row: int, column: int) -> int:
        """The last row that the cell reaches down to."""
        found = self._found(row, column)
        return found.bottom if found else row

    def across(self, row: int, column: int) -> str:
        """What one reads at this place, merged in both directions."""
        at = self.origin(row, column) or (row, column)
        return self.by_row.get(at[0], {}).get(at[1], "")

    def down(self, row: int, column: int) -> tuple[str, Origin] | None:
        """The cell of this place, or of the merged range that reaches down to it; not what stands to its left."""
        at = self.origin(row, column) or (row, column)
        text = self.by_row.get(at[0], {}).get(at[1], "") if at[1] == column else ""
        return (text, at) if text else None

    def _found(self, row: int, column: int) -> _Reach | None:
        tops = self.tops.get(column)
        if tops is None or (n := bisect_right(tops, row) - 1) < 0:
            return None
        reach = self.reaches[column][n]
        return reach if reach.bottom >= row else None


def table_of(sheet: Sheet) -> Table:
    """Leaves hidden rows and columns out; a merged text whose first row is hidden moves to its first visible one."""
    table = Table(sheet)
    cells = dict(sheet.cells)
    right = max((column for _, column in cells), default=-1)
    below, beside = _next_seen(sheet.hidden_rows), _next_seen(sheet.hidden_columns)
    spent, bottom = 0, sheet.rows - 1
    for top, left, low, far in sorted(sheet.merges):
        text = cells.get((top, left))
        if text is None or low < top:
            continue
        start = seen if (seen := below.get(top, top)) <= low else top
        edge = seen if (seen := beside.get(left, left)) <= min(far, right) else left
        if (start, edge) != (top, left):
            cells.setdefault((start, edge), text)
        bottom = max(bottom, low)
        spent += min(far, right) - left + 1
        if spent > CELLS:
            raise Unreadable("too_large", cells=f"{spent:,}")
        for column in range(left, min(far, right) + 1):
            table.reaches.setdefault(column, []).append(_Reach(start, low, (start, edge)))
    for column, reaches in table.reaches.items():
        reaches.sort(key=lambda reach: reach.top)
        table.tops[column] = [reach.top for reach in reaches]
    for (row, column), text in sorted(cells.items()):
        if row in sheet.hidden_rows or column in sheet.hidden_columns:
            continue
        if (table.origin(row, column) or (row, column)) == (row, column):
            table.by_row.setdefault(row, {})[column] = text
        else:
            table.covered.append((row, column))
    table.rows = bottom + 1
    table.columns = tuple(c for c in range(right + 1) if c not in sheet.hidden_columns)
    return table


def _next_seen(hidden: Collection[int]) -> dict[int, int]:
    """Hidden row or column → the first behind it that is not hidden."""
    found: dict[int, int] = {}
    for one in sorted(hidden, reverse=True):
        found[one] = found.get(one + 1, one + 1)
    return found
