"""What is made of all names and of the characters of the site: words, readings, what the on-screen keyboard offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from yangguang.search.compiled import compiled
from yangguang.search.fold import fold
from yangguang.search.lexicon import Lexicon
from yangguang.search.readings import HAN, common, extra, place_readings, readings
from yangguang.search.typed import drawn, typed_characters, typed_words

Shards = dict[str, Any]
"""What the one shard of each kind says (FORMAT.md)."""
Readings = Iterable[Mapping[str, str]]
"""Readings that stand (:func:`yangguang.search.readings.readings`)."""


def han(texts: Iterable[str]) -> str:
    """The characters of texts that can be read aloud and drawn, each once."""
    return "".join(sorted(filter(HAN.match, set().union(*texts))))


def words(names: Iterable[str], codes: Iterable[str], lexicon: Lexicon, known: Readings = ()) -> Shards:
    """The lexicon and the readings of every character that a name bears; what the on-screen keyboard offers.

    ``names`` are all names and everyday names, ``codes`` those of items.
    """
    names = sorted(set(names))
    folded = "\n".join(map(fold, names))
    held = [[place, *read] for place, read in place_readings() if place in folded]
    said = compiled(lexicon, names, frozenset(codes))
    absent = said.pop("absent")
    # The words of the lexicon are typed in pinyin and with wrong characters too.
    spoken = [word for key in ("same", "means") for row in said[key] for word in _flat(row)]
    read = readings(set(folded).union(*spoken), known)
    return {
        "a": absent,  # wanted where nothing is found: whoever finds something need not wait for it
        "w": {**said, "readings": read, "places": held},
        "i": {"words": typed_words(names, spoken), "characters": typed_characters(names, common())},
    }


def _flat(row: Sequence[Any]) -> list[str]:
    return [word for part in row for word in (part if isinstance(part, list) else [part])]


def borne(names: Iterable[str]) -> set[str]:
    """The characters that names bear."""
    return set(fold("".join(names)))


def otherwise(names: Iterable[str], characters: str, known: Readings = ()) -> Shards:
    """How characters that no name bears are read, and how any (:func:`han`) that occurs may be written."""
    return {"x": extra(borne(names), characters, known)}


def strokes(characters: str) -> Shards:
    """How they are drawn."""
    return {"h": drawn(characters)}
