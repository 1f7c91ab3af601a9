"""What was reworded between two texts, in pieces that a Chinese reader takes for words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, groupby
from typing import Literal

PieceKind = Literal["同", "删", "增"]

_SIGN = re.compile(r"\d{4}-\d\d-\d\d(?!\d)|[0-9A-Za-z][0-9A-Za-z.%/_]*|\s+|.", re.DOTALL)
"""A date, a number or a foreign word is one sign; so is every Chinese character and mark."""
_CLAUSE = re.compile(r"[^。；;，,、：:\n]*[。；;，,、：:\n]?")
_MOST = 1_000_000
"""From this product of lengths on, clauses are compared instead of signs, and from there on nothing is."""
_ISLAND = re.compile(r"[^\W_]")
"""What two texts have in common between two changes and is no word of its own: a single character, but no mark."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that stayed (同), went (删) or came (增)."""

    kind: PieceKind
    text: str


def reworded(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both texts in order: those that are not 增 make up the old one, those that are not 删 the new one."""
    was, now = _SIGN.findall(old), _SIGN.findall(new)
    head = _common(was, now)
    tail = _common(was[head:][::-1], now[head:][::-1])
    middle = _middle(was[head : len(was) - tail], now[head : len(now) - tail])
    whole = chain([Piece("同", "".join(was[:head]))], middle, [Piece("同", "".join(was[len(was) - tail :]))])
    return tuple(_joined(_without_islands([piece for piece in whole if piece.text])))


def _common(one: list[str], other: list[str]) -> int:
    """How many signs the two begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((number for number, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _middle(was: list[str], now: list[str]) -> Iterator[Piece]:
    if len(was) * len(now) > _MOST:
        was, now = _CLAUSE.findall("".join(was)), _CLAUSE.findall("".join(now))
    if len(was) * len(now) > _MOST:
        yield from (Piece("删", "".join(was)), Piece("增", "".join(now)))
        return
    for word, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if word == "equal":
            yield Piece("同", "".join(was[i:j]))
        else:
            yield from (Piece("删", "".join(was[i:j])), Piece("增", "".join(now[k:m])))


def _without_islands(pieces: list[Piece]) -> Iterator[Piece]:
    """The same, common characters lost between two changes counted to them: 第九条第二款 for 第三条 is read as a whole."""
    for number, piece in enumerate(pieces):
        between = 0 < number < len(pieces) - 1
        if piece.kind == "同" and between and _ISLAND.fullmatch(piece.text):
            yield from (Piece("删", piece.text), Piece("增", piece.text))
        else:
            yield piece


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Changes without anything common between them become one: what went, then what came."""
    for common, run in groupby(pieces, key=lambda piece: piece.kind == "同"):
        found = list(run)
        if common:
            yield Piece("同", "".join(piece.text for piece in found))
            continue
        for kind in ("删", "增"):
            if text := "".join(piece.text for piece in found if piece.kind == kind):
                yield Piece(kind, text)
