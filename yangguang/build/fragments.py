"""What the search index needs of each item, made where the item is rendered and kept between builds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from yangguang.build.cache import load, save
from yangguang.model.content import RegionContent
from yangguang.model.facts import Chunk, ItemFacts
from yangguang.model.links import ItemLinks
from yangguang.model.power import Power
from yangguang.search.entry import Entry
from yangguang.search.fragment import fragment

Kept = dict[str, tuple[str, dict[str, Any]]]
"""Code → what the fragment was made of (the key of the item's page), and the fragment."""


class Fragments:
    """The fragments of one chunk: those of the last build, and those that this one makes."""

    def __init__(self, store: Path, chunk: Chunk) -> None:
        self.path = fragments_path(store, chunk)
        self.kept: Kept = load(Kept, self.path, "fragments") or {}
        self.changed = False

    def add(self, key: str, power: Power, facts: ItemFacts, links: ItemLinks, content: RegionContent) -> None:
        """Makes the fragment of an item; ``key`` tells what its page was made of."""
        self.kept[power.code] = (key, cast("dict[str, Any]", fragment(power, facts, links, content)))
        self.changed = True

    def lacking(self, keys: Mapping[str, str]) -> set[str]:
        """Items whose fragment is missing or was made of something else."""
        return {code for code, key in keys.items() if self.kept.get(code, ("",))[0] != key}

    def entries(self, codes: Iterable[str]) -> list[Entry]:
        """The fragments of these items, in their order."""
        return [_shared(cast("Entry", self.kept[code][1])) for code in codes]

    def keep(self, codes: Iterable[str] | None = None) -> None:
        """Writes them for the next build; of ``codes`` only, where those are all that the chunk has."""
        if codes is not None:
            wanted = {code: self.kept[code] for code in codes}
            self.changed |= wanted.keys() != self.kept.keys()
            self.kept = wanted
        if self.changed:
            save(Kept, self.path, "fragments", self.kept)


def fragments_path(store: Path, chunk: Chunk) -> Path:
    """Where the fragments of a chunk wait."""
    return store / "index" / f"{chunk.id}.json"


_TEXTS: dict[str, str] = {}


def _shared(entry: Entry) -> Entry:
    """The same texts as the same objects, which travel between processes once."""
    entry["texts"] = [_TEXTS.setdefault(text, text) for text in entry["texts"]]
    return entry
