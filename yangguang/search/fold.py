"""Texts as they are compared: one folding for the index and, in engine/20-fold.js, for queries."""

from __future__ import annotations

import unicodedata

_WIDE = tuple((sign, unicodedata.normalize("NFKC", sign)) for sign in "，（）；：？！％／．－")


def fold(text: str) -> str:
    """``text`` in NFKC (full-width forms become plain), lower case, without any blank."""
    return "".join(_plain(text).lower().split())


def fold_lines(text: str) -> str:
    """The same, line by line: line breaks stay, because no match runs across them."""
    return "\n".join("".join(line.split()) for line in _plain(text).lower().split("\n"))


def _plain(text: str) -> str:
    """NFKC. What nearly every Chinese text holds is taken out first: where nothing is left to do, that is seen at once."""
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    return unicodedata.normalize("NFKC", text)
