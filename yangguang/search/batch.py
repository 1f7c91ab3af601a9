"""Entries with their texts apart: each text once, and of each entry the numbers of its texts; small to keep and to join."""

from __future__ import annotations

from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable
from typing import NamedTuple

from yangguang.search.entry import Entry


class Batch(NamedTuple):
    """Some entries in order. ``numbers[n]`` packs the places in ``texts`` of what entry ``n`` says, in its order.

    The entries themselves hold no texts any more.
    """

    entries: list[Entry]
    texts: list[str]
    numbers: list[str]


def batch(entries: Iterable[Entry]) -> Batch:
    """The entries, their texts taken out of them."""
    known: dict[str, int] = {}
    bare: list[Entry] = []
    numbers = []
    for entry in entries:
        numbers.append(packed(known.setdefault(text, len(known)) for text in entry["texts"]))
        bare.append({**entry, "texts": []})
    return Batch(bare, list(known), numbers)


def packed(numbers: Iterable[int]) -> str:
    """Numbers as text that takes no time to read: Base64 of 32 bits each."""
    return b64encode(array("I", numbers)).decode()


def unpacked(text: str) -> array[int]:
    """What :func:`packed` was given."""
    return array("I", b64decode(text))
