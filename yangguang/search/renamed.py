"""The names of an index as it stands: where entries are by them, and what becomes of layer 1 and the words when some change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from yangguang.search.encode import unfronted
from yangguang.search.entry import KINDS, Entry
from yangguang.search.lexicon import Lexicon
from yangguang.search.names import Names, aliases_lines, aliases_of, line
from yangguang.search.order import homes
from yangguang.search.said import Shards, borne, otherwise, strokes, words
from yangguang.search.scripts import Farther, Scripts

_ITEM = KINDS.index("item")


class Called:
    """Names and everyday names of all entries, region by region."""

    def __init__(self, index: Scripts) -> None:
        self.index = index
        self.layers: list[dict[str, Any]] = [*index.all("n")]
        self.names = [*_names(self.layers)]
        self.aliases = [[row.split("\t") if row else [] for row in one["aliases"].split("\n")] for one in self.layers]
        self.before = self.all()
        same = chain.from_iterable(layer["same"] for layer in self.layers)
        self._homes = homes(_named(self.layers, self.names), same)

    def __len__(self) -> int:
        return len(self._homes)

    def place(self, entry: int) -> int:
        """The number of an entry in layer 2 (FORMAT.md); a new name of an item does not change it."""
        here = (self._homes[entry], entry)
        return sum((home, number) < here for number, home in enumerate(self._homes))

    def rename(self, region: int, number: int, before: Entry, after: Entry) -> None:
        """Gives an item other names. Raises Farther where it has others than those before."""
        if number >= self.layers[region]["kinds"][_ITEM]:
            raise Farther
        if (self.names[region][number], self.aliases[region][number]) != (line(before["name"]), aliases_of(before)):
            raise Farther
        self.names[region][number], self.aliases[region][number] = line(after["name"]), aliases_of(after)

    def all(self) -> set[str]:
        """All names and everyday names."""
        return {*chain(*self.names), *chain(*chain(*self.aliases))}

    def settle(self, lexicon: Lexicon, before: str, characters: str) -> None:
        """Writes names, and what is made of all of them and of the Chinese characters of the site, ``before`` and now."""
        self._write()
        names = self.all()
        if (names, characters) == (self.before, before):
            return
        known = [self.index.data(kind, 0)["readings"] for kind in "wx"]
        if names != self.before:
            self._put(words(names, chain(*map(_codes, self.layers)), lexicon, known))
        if characters != before or borne(names) != borne(self.before):
            self._put(otherwise(names, characters, known))
        if characters != before:
            self._put(strokes(characters))

    def _write(self) -> None:
        names = Names()
        for region, layer in enumerate(self.layers):
            said = {**names.named(self.names[region]), "aliases": aliases_lines(self.aliases[region])}
            if any(layer[key] != data for key, data in said.items()):
                self.index.put("n", region, {**self.index.data("n", region), **said})

    def _put(self, shards: Shards) -> None:
        for kind, data in shards.items():
            self.index.put(kind, 0, data)


def _codes(layer: dict[str, Any]) -> list[str]:
    return unfronted(layer["ids"])[: layer["kinds"][_ITEM]]


def _named(layers: Iterable[dict[str, Any]], names: Iterable[Sequence[str]]) -> Iterator[str | None]:
    """The names as :func:`yangguang.search.order.homes` wants them: items first, which have none there."""
    for layer, here in zip(layers, names, strict=True):
        items = layer["kinds"][_ITEM]
        yield from (None,) * items
        yield from here[items:]


def _names(layers: Sequence[dict[str, Any]]) -> Iterator[list[str]]:
    known: list[str] = []
    for layer in layers:
        fresh = iter(layer["names"].split("\n"))
        found = []
        for reference in layer["name"]:
            if reference == 0:
                known.append(next(fresh))
            found.append(known[reference - 1])  # the one before the first is the last
        yield found
