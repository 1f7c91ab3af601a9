"""Reads a search index by search/FORMAT.md alone, without a line of the engine."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

CALL = re.compile(r'yangguangShard\("([a-z]+)",(\d+),(.*)\);\n', re.S)


@cache
def fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"


def numbers(text: str) -> list[int]:
    found, value, shift = [], 0, 0
    for sign in text:
        worth = SIGNS.index(sign)
        value |= (worth & 31) << shift
        shift += 5
        if worth < 32:
            found.append(value)
            value = shift = 0
    return found


def gaps(text: str) -> list[int]:
    found: list[int] = []
    last, steps = -1, iter(numbers(text))
    for step in steps:
        if step:
            found.append(last + step)
        else:
            found.extend(range(last + 1, last + 1 + next(steps)))
        last = found[-1]
    return found


def unfronted(text: str) -> list[str]:
    found: list[str] = []
    for line in text.split("\n"):
        found.append((found[-1] if found else "")[: int(line[0], 36)] + line[1:])
    return found


class Index:
    """An index as another program would read it."""

    def __init__(self, site: Path) -> None:
        self.folder = site / "search"
        self.index = self.script("index.js", "index", 0)
        self.counts = numbers(self.index["counts"])
        self.entries = list(self._entries())
        homes = self._homes()
        self.places = sorted(range(len(self.entries)), key=lambda number: (homes[number], number))
        self.text_starts = gaps(self.index["texts"])
        self.texts = [text for number in range(self.count("t")) for text in self.shard("t", number)]
        self.owners = [
            row for number in range(self.count("o")) for row in map(gaps, self.shard("o", number).split(" "))
        ]

    def script(self, name: str, kind: str, number: int) -> Any:
        found = CALL.fullmatch((self.folder / name).read_text(encoding="utf-8"))
        assert found is not None, name
        assert (found[1], int(found[2])) == (kind, number)
        return json.loads(found[3])

    def count(self, kind: str) -> int:
        return len(self.index["shards"].get(kind, "")) // 8

    def shard(self, kind: str, number: int) -> Any:
        digest = self.index["shards"][kind][number * 8 : number * 8 + 8]
        name = f"{kind}{number}.{digest}.js"
        assert hashlib.sha256((self.folder / name).read_bytes()).hexdigest().startswith(digest)
        return self.script(name, kind, number)

    def _entries(self) -> Iterator[dict[str, Any]]:
        names: list[str] = []
        for number, region in enumerate(self.index["regions"]):
            layer = self.shard("n", number)
            fresh = iter(layer["names"].split("\n"))
            ids, aliases = unfronted(layer["ids"]), layer["aliases"].split("\n")
            kinds = [
                kind for kind, count in zip(self.index["kinds"], layer["kinds"], strict=True) for _ in range(count)
            ]
            for place, ref in enumerate(layer["name"]):
                if ref == 0:
                    names.append(next(fresh))
                yield {
                    "region": region["slug"],
                    "kind": kinds[place],
                    "id": ids[place],
                    "name": names[-1] if ref == 0 else names[ref - 1],
                    "aliases": aliases[place].split("\t") if aliases[place] else [],
                    **{key: layer["tables"][key][layer[key][place]] for key in layer["tables"]},
                }

    def _homes(self) -> list[int]:
        others = [one["name"] if one["kind"] != "item" else None for one in self.entries]
        homes = [number if name is None else others.index(name) for number, name in enumerate(others)]
        for region in range(len(self.index["regions"])):
            for here, there in self.shard("n", region)["same"]:
                homes[here] = min(homes[here], there)
        return homes

    def term(self, family: str, term: str) -> list[int] | None:
        """The numbers that a family of shards holds for a term."""
        if family == "p" and term in self.index["long"].split(" "):
            return gaps(self.shard("b", self.index["long"].split(" ").index(term)))
        mixed = 0
        for character in term:
            mixed = mixed * 65599 + ord(character)
        number = ((mixed * 2654435761 % 2**32) >> 16) % self.count(family)
        terms, lists = self.shard(family, number)
        if term not in terms.split(" "):
            return None
        return gaps(lists.split(" ")[terms.split(" ").index(term)])

    def entries_of(self, unit: int) -> list[int]:
        shared = unit - len(self.entries)
        return [self.places[place] for place in ([unit] if shared < 0 else self.owners[shared])]

    def holding(self, text: str) -> set[int]:
        """Entries whose texts hold a folded text of one or more characters."""
        terms = [text[i : i + 2] for i in range(len(text) - 1)] or [text]
        units: set[int] | None = None
        for term in terms:
            found = set(self.term("p" if len(term) > 1 else "c", term) or ())
            units = found if units is None else units & found
        lines = {unit: [fold(line) for line in self.texts[unit].split("\n")] for unit in units or ()}
        return {
            entry
            for unit, held in lines.items()
            if any(text in line for line in held)
            for entry in self.entries_of(unit)
        }
