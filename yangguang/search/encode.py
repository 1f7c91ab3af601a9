"""Bytes of the index: numbers, codes, classic scripts with a hash in their name. FORMAT.md says the same in words."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import sub
from typing import Any

CALL = "yangguangShard"
"""The one function that every shard calls."""

HASH_DIGITS = 8

SIGNS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"
"""What numbers are written in: each sign is worth its place, five bits of a number and 32 where more follow."""
_WORTH = {sign: worth for worth, sign in enumerate(SIGNS)}
_SHORT = SIGNS.ljust(256)
_ONES = re.compile(b"(?<![g-z0-9+-])B{3,}")
"""Steps of one, three or more in a row; a sign of one that ends a longer number is none of them."""


@dataclass(frozen=True, slots=True)
class Script:
    """One classic script of the index: its path from the site's root, its bytes."""

    path: str
    body: bytes


def signs(numbers: Iterable[int]) -> bytes:
    """Numbers in :data:`SIGNS`, the lowest five bits of each first."""
    out = bytearray()
    for number in numbers:
        while number > 31:
            out.append(SIGNS[number & 31 | 32])
            number >>= 5
        out.append(SIGNS[number])
    return bytes(out)


def gaps(ascending: Sequence[int]) -> bytes:
    """Ascending numbers in signs: each one's distance from the one before, the first one's from -1; runs counted."""
    steps = [ascending[0] + 1, *map(sub, ascending[1:], ascending)]
    return counted(bytes(steps).translate(_SHORT) if max(steps) < 32 else signs(steps))


def counted(steps: bytes) -> bytes:
    """Distances in signs, of which three or more ones in a row become a zero and their number."""
    # Most lists have no such run, and a search for three signs is told that sooner than a pattern.
    return _ONES.sub(lambda ones: _run(len(ones[0])), steps) if b"BBB" in steps else steps


@cache
def _run(length: int) -> bytes:
    return b"A" + signs((length,))


def numbers_in(text: str) -> Iterator[int]:
    """The numbers that :func:`signs` has written."""
    value = shift = 0
    for sign in text.encode():
        worth = _WORTH[sign]
        value |= (worth & 31) << shift
        shift += 5
        if worth < 32:
            yield value
            value = shift = 0


def ascending(text: str) -> list[int]:
    """The ascending numbers that :func:`gaps` has written."""
    found: list[int] = []
    last, steps = -1, numbers_in(text)
    for step in steps:
        run = 1 if step else next(steps)
        last += step or 1
        found += range(last, last + run)
        last += run - 1
    return found


def fronted(texts: Iterable[str]) -> str:
    """Texts one a line, each as one base-36 digit (how many characters it shares with the one before) and the rest."""
    lines, before = [], ""
    for text in texts:
        shared = 0
        limit = min(35, len(text), len(before))
        while shared < limit and text[shared] == before[shared]:
            shared += 1
        lines.append("0123456789abcdefghijklmnopqrstuvwxyz"[shared] + text[shared:])
        before = text
    return "\n".join(lines)


def unfronted(text: str) -> list[str]:
    """The texts that :func:`fronted` has written."""
    found: list[str] = []
    for line in text.split("\n") if text else ():
        found.append((found[-1] if found else "")[: int(line[0], 36)] + line[1:])
    return found


def script(kind: str, number: int, data: Any) -> Script:
    """A shard: ``search/<kind><number>.<hash>.js``, which calls ``yangguangShard(kind, number, data)``."""
    call = _call(kind, number, data)
    digest = hashlib.sha256(call).hexdigest()[:HASH_DIGITS]
    return Script(f"search/{kind}{number}.{digest}.js", call)


def entrance(data: Any) -> Script:
    """``search/index.js``: the only fixed name; it names all shards."""
    return Script("search/index.js", _call("index", 0, data))


def _call(kind: str, number: int, data: Any) -> bytes:
    # JSON is JavaScript since ES2019, but U+2028 and U+2029 stay escaped for whoever reads it line by line.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")
    return f"{CALL}({json.dumps(kind)},{number},{text});\n".encode()


def data_of(body: bytes) -> Any:
    """The data of a shard. Raises ValueError where it is none."""
    head, _, rest = body.decode().partition(",")
    if not head.startswith(f"{CALL}("):
        raise ValueError("no shard of the index")
    return json.loads(rest.partition(",")[2].removesuffix(");\n"))


def digest_of(path: str) -> str:
    """The hash inside a shard's name."""
    return path.rsplit(".", 2)[1]
