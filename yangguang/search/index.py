"""Joins fragments to the whole index: layer 1 by region, layer 2 over all, the words, and the entrance that names them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from yangguang import urls
from yangguang.model.content import RegionContent
from yangguang.search.batch import Batch, packed
from yangguang.search.encode import Script, digest_of, entrance, script, signs
from yangguang.search.entry import CARD, KINDS, Entry
from yangguang.search.lexicon import Lexicon
from yangguang.search.names import CARD_ENTRIES, Names, card_shards, line, names_in
from yangguang.search.order import homes, order, pairs
from yangguang.search.patch import Standing
from yangguang.search.postings import SECOND, LayerTwo
from yangguang.search.said import Shards, borne, han, otherwise, strokes, words
from yangguang.search.terms import alphabet
from yangguang.search.units import units

VERSION = 2
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


Recall = Callable[[str, Callable[[], Shards]], Shards]
"""Hands back what was made of the same text and lexicon last time, else makes it.

Texts change more often than the names and characters of which these are made.
"""


def anew(made_of: str, make: Callable[[], Shards]) -> Shards:
    """Makes it, whatever was made before."""
    return make()


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
        same = pairs([(region.content.slug, region.entries) for region in regions])
        names = (None if entry["kind"] == "item" else line(entry["name"]) for entry in entries)
        places = order(homes(names, chain.from_iterable(same)))
        found = units([batch for region in regions for batch in region.batches], places)
        second = LayerTwo(found)
        characters = han(alphabet([*names_in(entries), *found.texts]))
        shards: dict[str, list[str]] = {kind: [] for kind in SECOND}
        for made in chain(
            _names(regions, same),
            _said(entries, characters, self.lexicon, self.recall),
            card_shards(entries),
            second.scripts(),
        ):
            shards.setdefault(_kind(made), []).append(digest_of(made.path))
            yield made
        alone, common, owned = (packed(numbers.tolist()) for numbers in (found.alone, found.common, found.owned))
        self.standing = Standing(second.weights, dict(found.lengths), alone, common, owned, characters)
        yield entrance(_entrance(regions, shards) | second.said)


def _kind(made: Script) -> str:
    return made.path.removeprefix("search/")[0]


def _names(regions: Sequence[RegionIndex], same: Sequence[list[list[int]]]) -> Iterator[Script]:
    names = Names()
    for number, region in enumerate(regions):
        yield names.layer(number, region.content, region.entries, same[number])


def _said(entries: Sequence[Entry], characters: str, lexicon: Lexicon, recall: Recall) -> Iterator[Script]:
    """What names are made of and how it is typed: the same as last time, as long as no name and no character is new."""
    names = sorted(set(names_in(entries)))
    codes = sorted(entry["id"] for entry in entries if entry["kind"] == "item")
    made = (
        recall(f"{names}{codes}", lambda: words(names, codes, lexicon)),
        recall(f"{sorted(borne(names))}{characters}", lambda: otherwise(names, characters)),
        recall(characters, lambda: strokes(characters)),
    )
    yield from (script(kind, 0, data) for shards in made for kind, data in shards.items())


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
