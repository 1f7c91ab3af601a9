"""Words for sentences: what a mistyped word was meant to be, and how a long value is quoted."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache


def nearest(word: str, words: Iterable[str], cutoff: float = 0.5) -> str:
    """The known word most like ``word``, or the empty text; ``cutoff`` 0.5 lets 环接 find 环节."""
    return _nearest(word, frozenset(words), cutoff)


@lru_cache(256)
def _nearest(word: str, words: frozenset[str], cutoff: float) -> str:
    """Thousands of items may name one entry of a library by the same wrong name."""
    found = get_close_matches(word, sorted(words), 1, cutoff)
    return found[0] if found else ""


def nearest_alone(word: str, words: Iterable[str], cutoff: float) -> str:
    """The same, but of several that are as near none: of codes in a row each is a digit away from the next."""
    found = get_close_matches(word, sorted(set(words)), 2, cutoff)
    ratios = {SequenceMatcher(None, one, word).ratio() for one in found}
    return found[0] if len(ratios) == len(found) > 0 else ""


def clipped(text: str) -> str:
    """A value as a sentence quotes it: its beginning."""
    return text if len(text) <= 40 else text[:39] + "…"
