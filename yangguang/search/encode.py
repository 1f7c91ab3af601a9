"""Bytes of the index: numbers, codes, classic scripts with a hash in their name. FORMAT.md says the same in words."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import sub
from typing import Any

CALL = "yangguangShard"
"""The one function that every shard calls."""

HASH_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Script:
    """One classic script of the index: its path from the site's root, its bytes."""

    path: str
    body: bytes


def varints(numbers: Iterable[int]) -> bytes:
    """Numbers as LEB128: seven bits a byte, the lowest first, the high bit set on all bytes but the last."""
    out = bytearray()
    for number in numbers:
        while number > 127:
            out.append(number & 127 | 128)
            number >>= 7
        out.append(number)
    return bytes(out)


def gaps(ascending: Sequence[int]) -> bytes:
    """Ascending numbers as varints: the first, then each one's distance from the one before."""
    steps = [ascending[0], *map(sub, ascending[1:], ascending)]
    return bytes(steps) if max(steps) < 128 else varints(steps)


def text_of(data: bytes) -> str:
    """Bytes as base64, for a string in a script."""
    return base64.b64encode(data).decode()


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


def digest_of(path: str) -> str:
    """The hash inside a shard's name."""
    return path.rsplit(".", 2)[1]
