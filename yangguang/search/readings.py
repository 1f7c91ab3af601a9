"""How characters are read and written otherwise: pinyin with all readings, traditional forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from yangguang.model.radicals import LOOKALIKES
from yangguang.resources import folder
from yangguang.yamlio import read_yaml

COMMON = "common.txt"
"""The 3,755 most common characters (level 1 of GB/T 2312)."""
TRADITIONAL = "vendor/opencc/TSCharacters.txt"
HAN = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff]")
"""Radicals and Chinese characters, but for very rare ones: only of such the site says how else they are written, and how drawn."""


def readings(characters: Iterable[str], known: Iterable[Mapping[str, str]] = ()) -> dict[str, str]:
    """Reading without tone → the characters that may be read so; a character of several readings stands in several.

    ``known`` says the same of characters that need not be looked up again.
    """
    read: dict[str, set[str]] = {}
    for reading, alike in chain.from_iterable(table.items() for table in known):
        for character in alike:
            read.setdefault(character, set()).add(reading)
    found: dict[str, list[str]] = {}
    for character in sorted(set(characters)):
        for reading in read.get(character) or read_aloud(character):
            found.setdefault(reading, []).append(character)
    return {reading: "".join(found[reading]) for reading in sorted(found)}


@lru_cache(maxsize=8192)
def read_aloud(character: str) -> tuple[str, ...]:
    """All readings of a Chinese character, without tones, ü as v; none of anything else."""
    if not "\u3400" <= character <= "\U000323af":
        return ()
    # Its tables take a fifth of a second to load, and most builds have nothing to be read aloud.
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(sorted(set(found[0]))) if found else ()


@lru_cache(maxsize=1)
def traditional() -> Mapping[str, str]:
    """Traditional character → simplified, from OpenCC's table (search/vendor/opencc); radical → character."""
    lines = _data(TRADITIONAL).read_text(encoding="utf-8").split("\n")
    found = {other: entry[0] for entry in lines if entry and entry[0] != "#" for other in entry[1:]}
    return found | {radical: found.get(character, character) for radical, character in LOOKALIKES.items()}


def variants(characters: Set[str]) -> str:
    """Pairs of a traditional character or radical that the site does not use and the simplified one that it does, in one text."""
    pairs = traditional().items()
    return "".join(
        other + simple
        for other, simple in sorted(pairs)
        if simple in characters and other not in characters and HAN.match(other) and HAN.match(simple)
    )


@lru_cache(maxsize=1)
def place_readings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Place names with the readings of their characters, where no table of readings has them (search/pinyin.yml)."""
    path = _data("pinyin.yml")
    value, problems = read_yaml(path.read_bytes(), path.name)
    if problems or not isinstance(value, dict):
        raise ValueError(f"{path}: {problems}")
    return tuple((str(name), tuple(str(read).split())) for name, read in sorted(value.items()))


def extra(borne: Set[str], characters: Iterable[str], known: Iterable[Mapping[str, str]] = ()) -> dict[str, Any]:
    """What is looked up for characters that no name has ``borne``: traditional forms of all that the site uses, readings of
    other common ones, of which some may be ``known``."""
    return {"traditional": variants(frozenset(characters)), "readings": readings(set(common()) - borne, known)}


def common() -> str:
    """The most common characters, in the order of the standard."""
    return _data(COMMON).read_text(encoding="utf-8").replace("\n", "")


def _data(name: str) -> Path:
    return folder("search") / name
