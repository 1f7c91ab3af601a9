"""A quotation held against the article: right, right with passages left out, or different and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from yangguang.exchange.laws.words import folded, sentences

_CAPTION = re.compile(r"^\s*[【\[][^】\]\n]{1,30}[】\]]")
"""Some editions give articles a caption of their own."""
_LEFT_OUT = re.compile(r"…+|\.{3,}|。{3,}|[（(]略[）)]")
CONTEXT = 12
"""Characters shown on both sides of a difference."""


def quoted_right(quote: str, texts: Sequence[str]) -> bool:
    """Whether every sentence of the quotation stands in the article; whole passages may be left out."""
    return any(not strange(quote, text) for text in texts)


def strange(quote: str, text: str) -> list[str]:
    """The sentences of a quotation that do not stand in the article, as written."""
    words = folded(text)
    pieces = [piece for piece in _LEFT_OUT.split(_CAPTION.sub("", quote)) if folded(piece)]
    return [
        sentence
        for piece in pieces
        if folded(piece) not in words
        for sentence in sentences(piece)
        if folded(sentence) not in words
    ]


def nearest(quote: str, texts: Sequence[str]) -> str:
    """The text of the article that the quotation comes closest to."""
    return min(texts, key=lambda text: sum(map(len, strange(quote, text))))


def side_by_side(quote: str, text: str) -> tuple[str, str]:
    """The first difference with what stands around it: 【…】 in the quotation, 【…】 in the article."""
    sentence = strange(quote, text)[0]
    around = max(sentences(text), key=lambda one: _shared(sentence, one), default="")
    if 2 * _shared(sentence, around) < min(len(sentence), len(around)):
        return _short(sentence), _short(text)
    blocks = SequenceMatcher(None, sentence, around, autojunk=False).get_opcodes()
    changed = [code for code in blocks if code[0] != "equal"]
    first, last = changed[0], changed[-1]
    return _marked(sentence, first[1], last[2]), _marked(around, first[3], last[4])


def _shared(one: str, other: str) -> int:
    return sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())


def _marked(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    lead, tail = "…" if start > CONTEXT else "", "…" if end + CONTEXT < len(text) else ""
    return f"{lead}{before}【{text[start:end]}】{after}{tail}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"
