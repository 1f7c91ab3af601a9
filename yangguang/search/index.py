"""Joins fragments to the whole index: layer 1 by region, layer 2 over all, the words, and the entrance that names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from yangguang import urls
from yangguang.model.content import RegionContent
from yangguang.search.batch import Batch, packed
from yangguang.search.compiled import compiled
from yangguang.search.encode import Script, digest_of, entrance, script, signs
from yangguang.search.entry import CARD, KINDS, Entry
from yangguang.search.fold import fold
from yangguang.search.lexicon import Lexicon
from yangguang.search.names import CARD_ENTRIES, Names, card_shards, same_power
from yangguang.search.patch import Standing
from yangguang.search.postings import SECOND, LayerTwo
from yangguang.search.readings import common, extra, place_readings, readings
from yangguang.search.terms import alphabet
from yangguang.search.typed import drawn, typed_characters, typed_words
from yangguang.search.units import Units, by_name, units

VERSION = 1
"""Of the format (FORMAT.md); a reader refuses what it does not know."""


@dataclass(frozen=True, slots=True)
class RegionIndex:
    """One region with its entries: items in the order of their chunks, then the rest (:mod:`yangguang.search.regions`)."""

    content: RegionContent
    batches: tuple[Batch, ...]

    @property
    def entries(self) -> list[Entry]:
        """All of them in order, without their texts."""
        return [entry for batch in self.batches for entry in batch.entries]


Recall = Callable[[str, Callable[[], Iterator[Script]]], list[Script]]
"""Hands back the scripts that were made of the same text and lexicon last time, else makes them.

Texts change more often than the names and characters of which these are made.
"""


def anew(made_of: str, make: Callable[[], Iterator[Script]]) -> list[Script]:
    """Makes the scripts, whatever was made before."""
    return [*make()]


class Join:
    """Fragments becoming an index."""

    def __init__(self, regions: Sequence[RegionIndex], lexicon: Lexicon, recall: Recall = anew) -> None:
        self.regions = regions
        self.lexicon = lexicon
        self.recall = recall
        self.standing: Standing | None = None
        """What patching the index will need, once all scripts are made."""

    def scripts(self) -> Iterator[Script]:
        """Every file of the index, one at a time; the entrance comes last."""
        regions = self.regions
        entries = [entry for region in regions for entry in region.entries]
        found = units([batch for region in regions for batch in region.batches], by_name(entries))
        second = LayerTwo(found)
        shards: dict[str, list[str]] = {kind: [] for kind in SECOND}
        for made in chain(
            _names(regions, entries),
            _said(entries, found, self.lexicon, self.recall),
            card_shards(entries),
            second.scripts(),
        ):
            shards.setdefault(_kind(made), []).append(digest_of(made.path))
            yield made
        marks = (packed(numbers.tolist()) for numbers in (found.alone, found.common, found.owned))
        self.standing = Standing(second.weights, dict(found.lengths), *marks)
        yield entrance(_entrance(regions, shards) | second.said)


def _kind(made: Script) -> str:
    return made.path.removeprefix("search/")[0]


def _names(regions: Sequence[RegionIndex], entries: Sequence[Entry]) -> Iterator[Script]:
    slugs = [region.content.slug for region in regions for _ in region.entries]
    numbers = {
        (slug, entry["id"]): number
        for number, (slug, entry) in enumerate(zip(slugs, entries, strict=True))
        if entry["kind"] == "item"
    }
    names, first = Names(), 0
    for number, region in enumerate(regions):
        yield names.layer(number, region.content, region.entries, same_power(region.entries, first, numbers))
        first += len(region.entries)


def _said(entries: Sequence[Entry], found: Units, lexicon: Lexicon, recall: Recall) -> Iterator[Script]:
    """What names are made of and how it is typed: the same as last time, as long as no name and no character is new."""
    names = sorted({name for entry in entries for name in (entry["name"], *entry["aliases"])})
    codes = sorted(entry["id"] for entry in entries if entry["kind"] == "item")
    characters = alphabet([*names, *found.texts])
    borne = set(fold("".join(names)))
    yield from recall(f"{names}{codes}", lambda: _words(names, frozenset(codes), lexicon))
    yield from recall(f"{sorted(borne)}{characters}", lambda: iter([script("x", 0, extra(borne, characters))]))
    yield from recall("".join(characters), lambda: iter([script("h", 0, drawn(characters))]))


def _words(names: Sequence[str], codes: frozenset[str], lexicon: Lexicon) -> Iterator[Script]:
    """The lexicon and the readings of every character that a name bears; what the on-screen keyboard offers."""
    folded = "\n".join(map(fold, names))
    held = [[place, *read] for place, read in place_readings() if place in folded]
    words = compiled(lexicon, names, codes)
    # Wanted where nothing is found: whoever finds something need not wait for it.
    yield script("a", 0, words.pop("absent"))
    # The words of the lexicon are typed in pinyin and with wrong characters too.
    spoken = [word for key in ("same", "means") for row in words[key] for word in _flat(row)]
    characters = set(folded).union(*spoken)
    yield script("w", 0, {**words, "readings": readings(characters), "places": held})
    yield script("i", 0, {"words": typed_words(names, spoken), "characters": typed_characters(names, common())})


def _flat(row: list[Any]) -> list[str]:
    return [word for part in row for word in (part if isinstance(part, list) else [part])]


def _entrance(regions: Sequence[RegionIndex], shards: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "version": VERSION,
        "regions": [_region(region) for region in regions],
        "shards": {kind: "".join(hashes) for kind, hashes in shards.items()},
        "kinds": list(KINDS),
        "card": list(CARD),
        "cardEntries": CARD_ENTRIES,
        "counts": signs(len(region.entries) for region in regions).decode(),
    }


def _region(region: RegionIndex) -> dict[str, Any]:
    content = region.content
    hotline = content.hotline
    number = next((way.address for way in hotline.channels if way.kind == "电话"), "") if hotline else ""
    return {
        "slug": content.slug,
        "name": content.region.name,
        "prefix": content.prefix,
        "hotline": [hotline.name, number, urls.hotline("")] if hotline else [],
        "names": urls.powers(""),
    }
