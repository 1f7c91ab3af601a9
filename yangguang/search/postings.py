"""Layer 2: which units hold which one or two characters, in shards by hash; which entries hold a unit; the texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import add
from typing import Any

from yangguang.search.encode import Script, gaps, script, text_of, varints
from yangguang.search.fold import fold_lines
from yangguang.search.units import Units

PAIR_BYTES = 6_000
"""About so many bytes of postings stand in a shard of pairs; the number of shards is a power of two."""
CHARACTER_BYTES = 12_000
TEXT_CHARACTERS = 3_000
"""A shard of texts ends when it holds so many characters."""
OWNER_UNITS = 1_024
"""Shared units in one shard of owners."""

Postings = Mapping[str, list[int]]


def postings(texts: Sequence[str]) -> tuple[Postings, Postings]:
    """Ascending unit numbers by single characters, and by pairs of neighbouring characters of one line."""
    characters: defaultdict[str, list[int]] = defaultdict(list)
    pairs: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        folded = fold_lines(text)
        for character in set(folded):
            characters[character].append(number)
        for pair in set(map(add, folded, folded[1:])):
            pairs[pair].append(number)
    characters.pop("\n", None)
    return characters, {pair: units for pair, units in pairs.items() if "\n" not in pair}


def slot(term: str, shards: int) -> int:
    """The shard of a term: a multiplicative hash of its code points, the same in engine/60-texts.js."""
    mixed = 0
    for character in term:
        mixed = mixed * 65599 + ord(character)
    return (mixed * 2654435761 & 0xFFFFFFFF) >> 16 & (shards - 1)


def posting_shards(kind: str, found: Postings, target: int) -> Iterator[Script]:
    """Shards of postings: terms in one string, the length of each one's bytes, all bytes."""
    coded = {term: gaps(units) for term, units in found.items()}
    count = _power_of_two(sum(map(len, coded.values())) // target)
    shards: list[list[str]] = [[] for _ in range(count)]
    for term in sorted(coded):
        shards[slot(term, count)].append(term)
    for number, terms in enumerate(shards):
        data = [coded[term] for term in terms]
        yield script(kind, number, ["".join(terms), text_of(varints(map(len, data))), text_of(b"".join(data))])


def _power_of_two(number: int) -> int:
    return 1 << min(16, max(0, number).bit_length())


def owner_shards(found: Units) -> Iterator[Script]:
    """Which entries hold each shared unit: how many, then their numbers with the gaps between them."""
    for number, start in enumerate(range(0, len(found.owners), OWNER_UNITS)):
        part = found.owners[start : start + OWNER_UNITS]
        data = b"".join(varints((len(owners),)) + gaps(owners) for owners in part)
        yield script("o", number, text_of(data))


def text_shards(found: Units) -> tuple[list[Script], list[int]]:
    """The texts, for verification and snippets, and the first unit of each shard."""
    scripts: list[Script] = []
    starts: list[int] = []
    part: list[str] = []
    size = 0
    for number, text in enumerate(found.texts):
        if not part:
            starts.append(number)
        part.append(text)
        size += len(text) + 1
        if size >= TEXT_CHARACTERS or number + 1 == len(found.texts):
            scripts.append(script("t", len(scripts), part))
            part, size = [], 0
    return scripts, starts


def layer_two(found: Units) -> tuple[dict[str, list[Script]], dict[str, Any]]:
    """All shards of layer 2 by kind, and what the entrance says of them."""
    characters, pairs = postings(found.texts)
    texts, starts = text_shards(found)
    shards = {
        "c": list(posting_shards("c", characters, CHARACTER_BYTES)),
        "p": list(posting_shards("p", pairs, PAIR_BYTES)),
        "o": list(owner_shards(found)),
        "t": texts,
    }
    return shards, {"starts": text_of(gaps(starts)) if starts else "", "ownerUnits": OWNER_UNITS}
