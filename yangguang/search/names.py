"""Layer 1 of one region: names, everyday names, departments, classes, codes, facets, for the first key pressed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from yangguang.model.content import RegionContent
from yangguang.search.encode import Script, fronted, script
from yangguang.search.entry import ABOLISHED, CARD, KINDS, Entry

COLUMNS = ("department", "group", "status", "limit")
"""What layer 1 says of each entry by the number of a text in a table."""
CARD_ENTRIES = 128
"""Entries whose cards stand in one shard."""


class Names:
    """The names of all regions; a name that several entries bear is written once, in the region that has it first."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def named(self, names: Iterable[str]) -> dict[str, Any]:
        """What the layer of the next region says of the names of its entries."""
        fresh: list[str] = []
        refs = [self._number(name, fresh) for name in names]
        return {"name": refs, "names": "\n".join(fresh)}

    def layer(self, number: int, content: RegionContent, entries: Sequence[Entry], same: list[list[int]]) -> Script:
        """The layer of region ``number``; ``same`` pairs its items with the same power elsewhere, by global numbers."""
        columns = {key: column([entry[key] for entry in entries]) for key in COLUMNS}  # type: ignore[literal-required]
        data: dict[str, Any] = {key: numbers for key, (numbers, _) in columns.items()}
        tables = {key: table for key, (_, table) in columns.items()}
        gone = {entry["department"] for entry in entries if entry["status"] == ABOLISHED}
        themes = {theme.id: place for place, theme in enumerate(content.themes)}
        data.update(
            tables=tables,
            **self.named(line(entry["name"]) for entry in entries),
            kinds=[sum(entry["kind"] == kind for entry in entries) for kind in KINDS],
            ids=fronted(entry["id"] for entry in entries),
            aliases=aliases_lines(map(aliases_of, entries)),
            themes=[theme.name for theme in content.themes],
            theme=_sparse([[themes[name] for name in entry["themes"]] for entry in entries]),
            departments=[_department(content, slug, abolished=slug in gone) for slug in tables["department"]],
            same=same,
        )
        return script("n", number, data)

    def _number(self, name: str, fresh: list[str]) -> int:
        """0 where the name is new and takes the next number, else 1 + its number."""
        known = self.numbers.get(name)
        if known is not None:
            return known + 1
        self.numbers[name] = len(self.numbers)
        fresh.append(name)
        return 0


def column(texts: Sequence[str]) -> tuple[list[int], list[str]]:
    """Texts as numbers, and the table that these count: nothing first, then each text as it first appears."""
    table = {"": 0}
    return [table.setdefault(text, len(table)) for text in texts], list(table)


def aliases_of(entry: Entry) -> list[str]:
    """Everyday names of an entry, as layer 1 has them."""
    return [*map(line, entry["aliases"])]


def aliases_lines(rows: Iterable[Sequence[str]]) -> str:
    """Everyday names, those of an entry on one line."""
    return "\n".join(map("\t".join, rows))


def names_in(entries: Iterable[Entry]) -> Iterator[str]:
    """All names and everyday names, as layer 1 has them."""
    for entry in entries:
        yield line(entry["name"])
        yield from aliases_of(entry)


def line(text: str) -> str:
    """A text that stands on one line."""
    return " ".join(text.split())


def _sparse(rows: Sequence[Sequence[int]]) -> list[list[int]]:
    """Rows that are not empty, each with its number before it."""
    return [[number, *row] for number, row in enumerate(rows) if row]


def _department(content: RegionContent, slug: str, *, abolished: bool) -> list[str]:
    """Full name, short name; with the latter it is said that it is no longer there."""
    department = content.departments.get(slug)
    mark = f"（{ABOLISHED}）" if abolished else ""
    return [department.name, f"{department.label}{mark}"] if department else [slug, slug]


def card_shards(entries: Sequence[Entry]) -> Iterator[Script]:
    """What results answer at once: each text once per shard, rows of numbers; and where items off the list went."""
    for number, start in enumerate(range(0, len(entries), CARD_ENTRIES)):
        part = entries[start : start + CARD_ENTRIES]
        moved = [[place, *entry["moved"]] for place, entry in enumerate(part) if entry["moved"]]
        yield script("k", number, {**cards([card_of(entry) for entry in part]), "moved": moved})


def card_of(entry: Entry) -> list[str]:
    """What a result answers at once, in the order of :data:`CARD`."""
    return [line(entry["card"].get(key, "")) for key in CARD]


def cards(rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Cards as a shard has them."""
    numbers, texts = column([text for row in rows for text in row])
    return {"texts": texts, "rows": [numbers[start : start + len(CARD)] for start in range(0, len(numbers), len(CARD))]}
