"""What the on-screen keyboard offers: the words that this site's names are made of, its characters, and how they are drawn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from yangguang.resources import folder

MEDIANS = "vendor/hanzi/medians.txt"
"""One line a character: itself, and its strokes as middle lines (search/vendor/hanzi/shrink.py)."""

SHORTEST, LONGEST = 2, 8
"""Characters of a word that is offered; a whole name of up to twice as many is offered, too."""
OFTEN = 3
"""A piece of names is a word when it stands in so many of them …"""
FREE = 0.75
"""… and no longer piece takes up more than this share of its places: 会团体 is no word, 社会团体 always stands around it."""
MOST = 6_000
"""Words that are offered; at the size of a city they and the keyboard stay below 60 KB gz."""

_HAN = re.compile(r"[\u3400-\u9fff]+")
_TORN = re.compile(r"的.*|.*[的对未]")
"""Pieces that begin or end in the middle of a phrase."""


def typed_words(names: Iterable[str], spoken: Iterable[str]) -> str:
    """Words one a line, the most frequent first: pieces of ``names`` that recur, and all short ones of ``spoken``.

    ``names`` are the distinct names and everyday names of everything that can be found, ``spoken`` words of the lexicon.
    """
    runs = [run for name in names for run in _HAN.findall(name)]
    counted = _words(runs)
    for run in (*runs, *spoken):
        if SHORTEST <= len(run) <= 2 * LONGEST and _HAN.fullmatch(run):
            counted.setdefault(run, 1)
    ranked = sorted(counted, key=lambda word: (-counted[word], len(word), word))
    return "\n".join(ranked[:MOST])


def _words(runs: Sequence[str]) -> dict[str, int]:
    """Pieces that recur with changing neighbours, and how often each stands in the runs."""
    counts: Counter[str] = Counter()
    for size in range(SHORTEST, LONGEST + 2):
        counts.update(run[at : at + size] for run in runs for at in range(len(run) - size + 1))
    recurring = {piece: count for piece, count in counts.items() if count >= OFTEN}
    taken: dict[str, int] = {}
    for piece, count in recurring.items():
        for inner in (piece[1:], piece[:-1]):
            taken[inner] = max(taken.get(inner, 0), count)
    return {
        piece: count
        for piece, count in recurring.items()
        if len(piece) <= LONGEST and taken.get(piece, 0) <= FREE * count and not _TORN.fullmatch(piece)
    }


def typed_characters(names: Iterable[str], others: Iterable[str]) -> str:
    """Chinese characters in one text, those that names bear most often first; ``others`` follow in their order."""
    counts: Counter[str] = Counter(character for name in names for run in _HAN.findall(name) for character in run)
    ranked = sorted(counts, key=lambda character: (-counts[character], character))
    return "".join(dict.fromkeys((*ranked, *(other for other in others if _HAN.fullmatch(other)))))


def drawn(characters: Iterable[str]) -> str:
    """How each of the characters is written, one a line in the order of their code points; those unknown are left out."""
    known = _medians()
    return "\n".join(f"{character} {known[character]}" for character in sorted(set(characters)) if character in known)


@lru_cache(maxsize=1)
def _medians() -> Mapping[str, str]:
    text = (folder("search") / MEDIANS).read_text(encoding="utf-8")
    return {line[0]: line[2:] for line in text.splitlines()}
