"""What the search index needs of each item, made where the item is rendered and kept between builds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple, cast

from yangguang.build.cache import load, save
from yangguang.model.content import RegionContent
from yangguang.model.facts import Chunk, ItemFacts
from yangguang.model.links import ItemLinks
from yangguang.model.power import Power
from yangguang.search.entry import Entry
from yangguang.search.fragment import fragment


class Kept(NamedTuple):
    """The fragments of a chunk as they are stored: most texts stand in several items, and are written once."""

    texts: list[str]
    items: dict[str, tuple[str, dict[str, Any]]]
    """Code → what the fragment was made of (the key of the item's page), and the fragment, numbers standing for texts."""


class Fragments:
    """The fragments of one chunk: those of the last build, and those that this one makes."""

    def __init__(self, store: Path, chunk: Chunk) -> None:
        self.path = fragments_path(store, chunk)
        self.kept = _told(load(Kept, self.path, "fragments") or Kept([], {}))
        self.changed = False

    def add(self, key: str, power: Power, facts: ItemFacts, links: ItemLinks, content: RegionContent) -> None:
        """Makes the fragment of an item; ``key`` tells what its page was made of."""
        self.kept[power.code] = (key, fragment(power, facts, links, content))
        self.changed = True

    def lacking(self, keys: Mapping[str, str]) -> set[str]:
        """Items whose fragment is missing or was made of something else."""
        return {code for code, key in keys.items() if self.kept.get(code, ("",))[0] != key}

    def entries(self, codes: Iterable[str]) -> list[Entry]:
        """The fragments of these items, in their order."""
        return [self.kept[code][1] for code in codes]

    def keep(self, codes: Iterable[str] | None = None) -> None:
        """Writes them for the next build; of ``codes`` only, where those are all that the chunk has."""
        if codes is not None:
            wanted = {code: self.kept[code] for code in codes}
            self.changed |= wanted.keys() != self.kept.keys()
            self.kept = wanted
        if self.changed:
            save(Kept, self.path, "fragments", _written(self.kept))


def fragments_path(store: Path, chunk: Chunk) -> Path:
    """Where the fragments of a chunk wait."""
    return store / "index" / f"{chunk.id}.json"


def _written(kept: Mapping[str, tuple[str, Entry]]) -> Kept:
    numbers: dict[str, int] = {}
    rows = {
        code: (key, {**entry, "texts": [numbers.setdefault(text, len(numbers)) for text in entry["texts"]]})
        for code, (key, entry) in kept.items()
    }
    return Kept(list(numbers), rows)


def _told(kept: Kept) -> dict[str, tuple[str, Entry]]:
    texts = [*map(intern, kept.texts)]  # the counties say mostly what the city says
    for _, entry in kept.items.values():
        entry["texts"] = [texts[number] for number in entry["texts"]]
    return cast("dict[str, tuple[str, Entry]]", kept.items)
