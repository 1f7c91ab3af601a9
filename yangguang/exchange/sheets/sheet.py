"""A sheet, list or forms → its items."""

from __future__ import annotations

from itertools import islice

from yangguang.exchange.grid import Sheet
from yangguang.exchange.sheets.columns import Vocabulary
from yangguang.exchange.sheets.forms import Forms
from yangguang.exchange.sheets.header import CLASS, NAME
from yangguang.exchange.sheets.headings import class_named
from yangguang.exchange.sheets.raw import SheetRead
from yangguang.exchange.sheets.rows import Rows
from yangguang.exchange.sheets.spread import Table, table_of

_LOOK = 60
"""So many rows tell whether a sheet holds forms: the first of them is on it."""
_LABELS = 3
"""A column in which fewer labels stand is none of labels."""


def read_sheet(sheet: Sheet, words: Vocabulary) -> SheetRead:
    """All items of a sheet, and where every other cell went."""
    table = table_of(sheet)
    return _forms(table, words) or Rows(table, words).run()


def _forms(table: Table, words: Vocabulary) -> SheetRead | None:
    """The items of a sheet of forms; ``None`` where it holds none."""
    column = _column(table, words)
    if column is None:
        return None
    read = Forms(table, words, column).run()
    told = [said.text for item in read.items for said in item.said.get(CLASS, ())]
    # A sheet that explains the columns of a list looks like a form, but names no class.
    explains = told and not any(class_named(words.classes.get(text, text)) for text in told)
    return None if explains or not read.items else read


def _column(table: Table, words: Vocabulary) -> int | None:
    """The first column of labels, where the name is one of them and beside it stands something that is none."""
    rows = list(islice((cells for row in range(table.rows) if (cells := table.row(row))), _LOOK))
    if not any(_named(list(cells.values()), words) for cells in rows):
        return None
    for column in table.columns:
        # A title stands alone, and so does a label beside which nothing is said.
        texts = [cells[column] for cells in rows if column in cells and (len(cells) > 1 or words.key(cells[column]))]
        keys = [key for text in texts if (key := words.key(text))]
        if len({*keys}) >= _LABELS and 2 * len(keys) >= len(texts):
            return column
    return None


def _named(texts: list[str], words: Vocabulary) -> bool:
    """Whether a row tells a name; two texts beside the label explain a column and give an example."""
    at = next((n for n, text in enumerate(texts) if words.key(text) == NAME), len(texts))
    beside = texts[at + 1 :]
    return bool(beside) and not words.key(beside[0]) and (len(beside) != 2 or bool(words.key(beside[1])))
