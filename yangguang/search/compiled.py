"""What a lexicon says where these names are at hand: what the browser needs of it, and what helps nobody there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from operator import add
from typing import Any

from yangguang.search.fold import fold
from yangguang.search.lexicon import Lexicon, fold_word

LONGEST = 60
"""Signs of a query that are looked for (engine/20-fold.js)."""
WHOLE = 5
"""Signs of a part of official names that says by itself what is meant: 药品经营许可, but not 养殖."""
_LETTERS = re.compile("[a-z]{2,}")
"""A word in letters; who types it does not mean what else its letters may spell."""


def compiled(lexicon: Lexicon, names: Iterable[str], codes: frozenset[str]) -> dict[str, Any]:
    """What the browser needs: folded words with those of their targets that some name at hand holds; and those without."""
    held = Held(names)
    helpful = _helpful(lexicon, held, codes)
    same: list[list[str]] = []
    means: list[Any] = []
    best: list[Any] = []
    worst: list[Any] = []
    for _, _, word in lexicon.entries:
        says = sorted({fold_word(text) for text in word.says})
        if helpful(word.same):
            same.append(list(dict.fromkeys(map(fold_word, word.same))))
        for kept, targets in ((means, word.means), (best, word.best), (worst, word.worst)):
            if found := _held(targets, held, codes):
                kept.append([says, found])
    leading = {*chain(*same, *(row[0] for row in (*means, *best)))}
    refusing = {*chain(*(row[0] for row in worst))}
    return {
        "same": same,
        "means": means,
        "best": best,
        "worst": worst,
        "lost": sorted(word for word in _meant(lexicon) - leading if word in refusing or _LETTERS.fullmatch(word)),
        "absent": _absent(lexicon, held, leading),
        "filler": list(lexicon.filler),
        "lead": list(lexicon.lead),
    }


def _meant(lexicon: Lexicon) -> set[str]:
    """Words that stand for something somewhere."""
    entries = (word for _, _, word in lexicon.entries if word.means or word.same)
    return {fold_word(text) for word in entries for text in (*word.same, *word.says)}


def _absent(lexicon: Lexicon, held: Held, leading: set[str]) -> list[str]:
    """Words and whole official names that lead nowhere and that no name at hand holds; without the verb (办护照) where that is one."""
    words = {fold_word(text) for _, _, word in lexicon.entries for text in (*word.same, *word.says)} - leading
    official = {fold_word(text) for _, _, word in lexicon.entries for text in word.means if len(text) >= WHOLE}
    absent = {word for word in words | official if 1 < len(word) <= LONGEST and word not in held}
    return sorted(word for word in absent if absent.isdisjoint(_objects(word, lexicon.lead)))


def _objects(word: str, verbs: Iterable[str]) -> list[str]:
    """What a word is without a verb that it begins with."""
    return [word.removeprefix(verb) for verb in verbs if word.startswith(verb)]


class Held:
    """The names at hand, folded: ``in`` says whether one of them holds a text."""

    def __init__(self, names: Iterable[str]) -> None:
        self.text = "\n".join(map(fold, names))
        self.pairs = set(map(add, self.text, self.text[1:]))

    def __contains__(self, text: str) -> bool:
        # Most words of a lexicon are in no name; a pair of theirs that is nowhere says so at once.
        return all(map(self.pairs.__contains__, map(add, text, text[1:]))) and text in self.text


def _held(targets: Iterable[str], names: Held, codes: frozenset[str]) -> list[str]:
    folded = (target if target in codes else fold_word(target) for target in targets)
    return [target for target in dict.fromkeys(folded) if target in codes or target in names]


def _helpful(lexicon: Lexicon, held: Held, codes: frozenset[str]) -> Callable[[Iterable[str]], bool]:
    """Whether some of the words of one meaning are in a name at hand, or stand for what is."""
    leading = {
        fold_word(text) for _, _, word in lexicon.entries if _held(word.means, held, codes) for text in word.says
    }
    return lambda same: any(text in held or text in leading for text in map(fold_word, same))


def unused(lexicon: Lexicon, names: Iterable[str], codes: frozenset[str]) -> list[tuple[str, int, str]]:
    """Entries that help no item at hand: file, number of the entry from 0, its first word."""
    held = Held(names)
    helpful = _helpful(lexicon, held, codes)
    helping: set[tuple[str, int]] = set()
    idle: dict[tuple[str, int], str] = {}
    for file, number, word in lexicon.entries:
        if helpful(word.same) or _held((*word.means, *word.best, *word.worst), held, codes):
            helping.add((file, number))
        else:
            idle.setdefault((file, number), (*word.same, *word.says)[0])
    return [(*entry, word) for entry, word in idle.items() if entry not in helping]
