"""What the search index needs of each item, made where the item is rendered and kept between builds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from sys import intern
from typing import Any, NamedTuple, cast

from yangguang.build.cache import DamagedCache, digest, load, save
from yangguang.model.content import RegionContent
from yangguang.model.facts import Chunk, ItemFacts
from yangguang.model.links import ItemLinks
from yangguang.model.power import Power
from yangguang.search.batch import Batch, batch, unpacked
from yangguang.search.entry import Entry
from yangguang.search.fragment import fragment

_KIND = "fragments"
FEW = 20
"""So many changed items of a chunk are told apart."""


class Fragment(NamedTuple):
    """The fragment of one item: what it was made of (the key of the item's page), its entry without texts, their numbers."""

    key: str
    entry: dict[str, Any]
    numbers: str


class Before(NamedTuple):
    """What a chunk's fragments were made of before, and those that a few items of the same register had then."""

    made_of: str
    items: dict[str, tuple[dict[str, Any], list[str]]]
    """Code → entry without texts, texts."""


class Kept(NamedTuple):
    """The fragments of a chunk by code; most texts stand in several items, and are written once."""

    texts: list[str]
    items: dict[str, Fragment]
    before: Before | None = None

    def said(self, code: str) -> list[str]:
        """The texts of an item."""
        return [self.texts[number] for number in unpacked(self.items[code].numbers)]


class Change(NamedTuple):
    """An item whose fragment is not the one before: its place among the items of its chunk, its texts then and now."""

    place: int
    before: list[str]
    after: list[str]
    shown: tuple[Entry, Entry] | None
    """Its entry then and now, where that has changed."""


class Fragments:
    """The fragments of one chunk: those of the last build, and those that this one makes."""

    def __init__(self, store: Path, chunk: Chunk) -> None:
        self.path = fragments_path(store, chunk)
        self.kept = load(Kept, self.path, _KIND) or Kept([], {})
        self.made: dict[str, tuple[str, Entry]] = {}

    def add(self, key: str, power: Power, facts: ItemFacts, links: ItemLinks, content: RegionContent) -> None:
        """Makes the fragment of an item; ``key`` tells what its page was made of."""
        self.made[power.code] = (key, fragment(power, facts, links, content))

    def lacking(self, keys: Mapping[str, str]) -> set[str]:
        """Items whose fragment the last build has not left, or has made of something else."""
        kept = self.kept.items
        return {code for code, key in keys.items() if code not in kept or kept[code].key != key}

    def keep(self, keys: Mapping[str, str]) -> None:
        """Writes the fragments of the chunk's items, which ``keys`` name in order with what they should be made of."""
        found = {code: self._entry(code) for code in keys if code in self.made or code in self.kept.items}
        joined = batch(entry for _, entry in found.values())
        rows = zip(found, found.values(), joined.entries, joined.numbers, strict=True)
        items = {code: Fragment(key, {**entry}, numbers) for code, (key, _), entry, numbers in rows}
        save(Kept, self.path, _KIND, Kept(joined.texts, items, self._before(items)))
        save(str, _mark(self.path), _KIND, _made_of(items))

    def _before(self, items: Mapping[str, Fragment]) -> Before | None:
        """What a patch of the index wants to know; nothing where the register itself or many items have changed."""
        kept = self.kept.items
        changed = [code for code, item in items.items() if code in kept and kept[code].key != item.key]
        if not changed or len(changed) > FEW or [*items] != [*kept]:
            return None
        then = {code: (kept[code].entry, self.kept.said(code)) for code in changed}
        return Before(_made_of(kept), then)

    def _entry(self, code: str) -> tuple[str, Entry]:
        if code in self.made:
            return self.made[code]
        key, entry, _ = self.kept.items[code]
        return key, cast("Entry", {**entry, "texts": self.kept.said(code)})


def stand(store: Path, chunk: Chunk, made: str) -> bool:
    """Whether the fragments that wait were made of just this (:func:`made_of_items`); told without reading them."""
    return load(str, _mark(fragments_path(store, chunk)), _KIND) == made


def changes(store: Path, chunk: Chunk, made: str) -> list[Change] | None:
    """What has become of the few items that are not as they were when the fragments were made of ``made``.

    ``None`` where that is not known.
    """
    kept = load(Kept, fragments_path(store, chunk), _KIND)
    if kept is None or kept.before is None or kept.before.made_of != made:
        return None
    then = kept.before.items
    places = {code: place for place, code in enumerate(kept.items)}
    found = []
    for code, (entry, texts) in then.items():
        now = kept.items[code].entry
        shown = None if now == entry else (cast("Entry", entry), cast("Entry", now))
        found.append(Change(places[code], texts, kept.said(code), shown))
    return found


def waiting(store: Path, chunk: Chunk) -> Batch:
    """The fragments of a chunk that :func:`stand`. Raises DamagedCache where they are not what was written."""
    path = fragments_path(store, chunk)
    kept = load(Kept, path, _KIND)
    if kept is None:
        raise DamagedCache(str(path))
    texts = [*map(intern, kept.texts)]  # the counties say mostly what the city says
    entries = [cast("Entry", item.entry) for item in kept.items.values()]
    return Batch(entries, texts, [item.numbers for item in kept.items.values()])


def fragments_path(store: Path, chunk: Chunk) -> Path:
    """Where the fragments of a chunk wait."""
    return store / "index" / f"{chunk.id}.json"


def _mark(path: Path) -> Path:
    """A small file that tells what the fragments were made of."""
    return path.with_suffix(".keys")


def made_of_items(keys: Mapping[str, str]) -> str:
    """A digest of what the fragments of a chunk are made of: code → the key of its page."""
    return digest(*(part for pair in keys.items() for part in pair))


def _made_of(items: Mapping[str, Fragment]) -> str:
    return made_of_items({code: item.key for code, item in items.items()})
