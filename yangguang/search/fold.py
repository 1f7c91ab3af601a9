"""Texts as they are compared: one folding for the index and, in engine/20-fold.js, for queries."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """``text`` in NFKC (full-width forms become plain), lower case, without any blank."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def fold_lines(text: str) -> str:
    """The same, line by line: line breaks stay, because no match runs across them."""
    return "\n".join("".join(line.split()) for line in unicodedata.normalize("NFKC", text).lower().split("\n"))
