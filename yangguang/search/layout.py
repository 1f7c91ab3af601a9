"""How layer 2 is cut into shards: what an index that is made whole and one that is patched must agree upon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Sized
from itertools import pairwise
from typing import TypeVar
from zlib import crc32

from yangguang.search.fold import fold_lines

SHARD_BYTES = {"c": 12_000, "p": 4_500, "d": 4_000}
"""About so many bytes stand in a shard of terms of each kind; the number of shards is a power of two."""
TERM_BYTES = 6
"""What a term costs beside its postings."""
LONG_BYTES = 3_000
"""A pair whose postings are longer stands in a shard of its own, so that it burdens no other."""
TEXT_CHARACTERS = 1_500
"""A shard of texts ends when it holds so many characters."""
SHORT_SIGNS = 2
"""So many signs for each entry may all lists of owners together have that count as short; they are read at the start."""
LONG = 24
"""Signs from which on such a list is long."""
OWNER_BYTES = 1_500
"""A shard of middling lists of owners ends when it holds so many bytes: a query wants many of them …"""
LONG_OWNER_BYTES = 500
"""… and one of long lists when it holds so many, of which a query wants few."""
DEAR = 3_000
"""Bytes of owners from which on the entries of a single character or pair are written out."""
LATIN = "-.0123456789abcdefghijklmnopqrstuvwxyz"
"""Of these, three neighbours are a term, too: there are few of them, and numbers and dates have most pairs in common."""

_Row = TypeVar("_Row", bound=Sized)


def slot(term: str, shards: int) -> int:
    """The shard of a term: a multiplicative hash of its code points, the same in engine/60-texts.js."""
    mixed = 0
    for character in term:
        mixed = mixed * 65599 + ord(character)
    return (mixed * 2654435761 & 0xFFFFFFFF) >> 16 & (shards - 1)


def weight(coded: Iterable[Sized]) -> int:
    """What terms cost together, each with its postings."""
    return sum(len(data) + TERM_BYTES for data in coded)


def shard_count(kind: str, weighing: int) -> int:
    """In how many shards so much stands."""
    return 1 << min(16, (weighing // SHARD_BYTES[kind]).bit_length())


def short_list(lengths: Mapping[int, int], entries: int) -> int:
    """The length up to which lists of owners are short, so that all of these together have room; ``lengths``: how many there are of each."""
    longest, room = 0, SHORT_SIGNS * entries
    for size, number in sorted(lengths.items()):
        room -= number * (size + 1)
        if room < 0:
            break
        longest = size
    return longest


def rank(length: int, short: int) -> int:
    """Lists of owners stand in the order of this, then of their texts: short ones, middling ones, long ones."""
    return (length > short) + (length > LONG)


def parts_of(rows: Sequence[_Row], size: int, first: int) -> tuple[list[list[_Row]], list[int]]:
    """Rows cut into parts of about ``size``, and the number of each part's first row, counted from ``first``."""
    parts: list[list[_Row]] = []
    starts: list[int] = []
    room = 0
    for number, row in enumerate(rows, first):
        if room <= 0:
            parts.append([])
            starts.append(number)
            room = size
        parts[-1].append(row)
        room -= len(row) + 1
    return parts, starts


def joined(texts: Iterable[str]) -> str:
    """The text of a unit."""
    return "\n".join(" ".join(text.split()) for text in texts)


def mark(text: str) -> int:
    """A number that stands for a text where a mistake does no harm: of billions of texts two have the same."""
    return crc32(text.encode())


def terms_in(text: str) -> set[str]:
    """All terms of a unit: its characters, and the pairs and Latin threes of neighbours in one line."""
    found: set[str] = set()
    for line in fold_lines(text).split("\n"):
        found.update(line, map("".join, pairwise(line)))
        threes = zip(line, line[1:], line[2:], strict=False)
        found.update("".join(three) for three in threes if all(letter in LATIN for letter in three))
    return found
