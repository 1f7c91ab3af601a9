"""What a sheet is read as, before anything is content: items as their rows say them, cells left out, everything counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from yangguang.exchange.sheets.clean import compact

Place = tuple[int, int]


@dataclass(slots=True)
class Said:
    """A cleaned text and the cell that says it, with those that say the same again."""

    text: str
    at: Place
    again: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class RawItem:
    """One item as its rows say it: key → texts, the heading (class) that it stands under."""

    rows: set[int]
    said: dict[str, list[Said]] = field(default_factory=dict)
    lines: list[dict[str, list[Said]]] = field(default_factory=list)
    """Row by row what its columns of duties and risks say, merged cells in every row that they reach."""
    heading: str = ""
    last: dict[int, tuple[str, Place]] = field(default_factory=dict)
    """What each column has said of it last, and where."""
    _known: dict[tuple[str, str], Said] = field(default_factory=dict)
    """By key and text: an item may go on for thousands of rows."""

    def add(self, key: str, text: str, at: Place) -> None:
        """One more text; what the same key says already is said once."""
        said = self._known.get((key, text))
        if said is None:
            said = self._known[key, text] = Said(text, at)
            self.said.setdefault(key, []).append(said)
        elif at != said.at:
            said.again.append(at)


@dataclass(frozen=True, slots=True)
class Left:
    """A cell that is left out of the content, and the key of the sentence that says why."""

    why: str
    at: Place
    text: str


@dataclass(slots=True)
class Counts:
    """Rows of a sheet by what they are; they add up."""

    rows: int = 0
    items: int = 0
    joined: int = 0
    headers: int = 0
    notes: int = 0
    blanks: int = 0
    hidden: int = 0


@dataclass(slots=True)
class Column:
    """What was understood of one column."""

    column: int
    header: str
    key: str | None
    filled: int = 0
    samples: list[str] = field(default_factory=list)

    def sample(self, text: str) -> None:
        """One more text of the column; the report shows the first few."""
        self.filled += 1
        if len(self.samples) < 3 and (short := compact(text[:80])[:24]) not in self.samples:
            self.samples.append(short)


@dataclass(slots=True)
class SheetRead:
    """What one sheet gave."""

    name: str
    items: list[RawItem] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    left: list[Left] = field(default_factory=list)
    columns: dict[tuple[int, str], Column] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    heads: set[Place] = field(default_factory=set)
    """The cells of headers."""
    filled: Collection[Place] = ()
    """All cells that hold something, hidden ones too."""
    form: bool = False
    """Whether it holds one table an item, not one row an item."""
