"""What results show at once of an entry of an index as it stands: names, columns of layer 1, cards, of which some may change."""

from __future__ import annotations

from typing import TypeVar

from yangguang.search.entry import Entry
from yangguang.search.names import CARD_ENTRIES, card_of, cards, column
from yangguang.search.renamed import Called
from yangguang.search.scripts import Farther, Scripts

T = TypeVar("T", str, list[str])
_COLUMNS = ("group", "status", "limit")
"""Of the columns of layer 1; another department brings its names along."""
_NAMES = frozenset({"name", "aliases"})
_MAY_CHANGE = frozenset({*_COLUMNS, *_NAMES, "card"})


def show(index: Scripts, called: Called, region: str, number: int, before: Entry, after: Entry) -> None:
    """Lets results show something else of a region's entry. Raises Farther where more has changed than one entry's own."""
    changed = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    if not changed <= _MAY_CHANGE:
        raise Farther
    if changed & _NAMES:
        called.rename(index.region(region), number, before, after)
    for key in sorted(changed.intersection(_COLUMNS)):
        _column(index, key, index.region(region), number, before[key], after[key])  # type: ignore[literal-required]
    if "card" in changed:
        _card(index, index.entry(region, number), card_of(before), card_of(after))


def _column(index: Scripts, key: str, region: int, number: int, before: str, after: str) -> None:
    layer = index.data("n", region)
    texts = [layer["tables"][key][place] for place in layer[key]]
    texts[number] = _exchanged(texts[number], before, after)
    numbers, table = column(texts)
    index.put("n", region, {**layer, key: numbers, "tables": {**layer["tables"], key: table}})


def _card(index: Scripts, entry: int, before: list[str], after: list[str]) -> None:
    number, place = divmod(entry, CARD_ENTRIES)
    shard = index.data("k", number)
    rows = [[shard["texts"][text] for text in row] for row in shard["rows"]]
    rows[place] = _exchanged(rows[place], before, after)
    index.put("k", number, {**shard, **cards(rows)})


def _exchanged(found: T, before: T, after: T) -> T:
    if found != before:
        raise Farther
    return after
