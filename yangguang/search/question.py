"""A question of the staff's search and its answer, apart from the engine: plain spelling, excerpts, nearest names."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from yangguang.search.fold import fold
from yangguang.search.readings import read_aloud
from yangguang.search.record import DATES, NUMBERS

AROUND = 24
"""Characters of an excerpt before and after what was looked for."""
LONGEST, DEEPEST = 1000, 20
"""Characters of a query, and brackets inside each other."""
NEAR = 0.6
"""How much of the shorter of two words must be the same for one to be offered for the other."""
_VALUED = "|".join(name for names in ({**NUMBERS, **DATES}).items() for name in (names[0], *names[1]))
_PATTERN_OF_NUMBERS = re.compile(rf"\b(?:{_VALUED}):[^\s()]*[*?]")


class WrongQuery(Exception):
    """A query that cannot be understood; ``key`` and ``values`` are a saying of the commands."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Hit:
    """One item found: region/code, points, what is shown, all its texts."""

    key: str
    score: float
    card: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All hits, best first, and the folded words that were looked for."""

    hits: tuple[Hit, ...]
    words: tuple[str, ...]

    def facet(self, name: str) -> list[tuple[str, int]]:
        """How many hits have each value, most first; before departments of one name in several regions stands their region."""
        counts = Counter((hit.card[name], hit.card["region"] if name == "department" else "") for hit in self.hits)
        homes = Counter(value for value, _ in counts)
        named = ((f"{home} {value}" if homes[value] > 1 else value, count) for (value, home), count in counts.items())
        return sorted(named, key=lambda pair: (-pair[1], pair[0]))


def plain(query: str) -> str:
    """The query with full-width signs as plain ones, without what nobody sees, and no blank behind the colon of a field."""
    readable = query.encode("utf-8", "replace").decode("utf-8")  # unpaired surrogates, which no text holds
    seen = "".join(sign for sign in readable if unicodedata.category(sign) != "Cf")
    text = unicodedata.normalize("NFKC", seen).translate(str.maketrans("“”「」『』„", '"' * 7))
    parts = text.split('"')
    for number in range(0, len(parts), 2):  # outside quotation marks
        words = " ".join(parts[number].split())
        lead, tail = parts[number][:1].isspace(), parts[number][-1:].isspace() and not words.endswith(":")
        parts[number] = " " * lead + words.replace(": ", ":") + " " * tail
    return '"'.join(parts).strip()


def sound(query: str) -> None:
    """Raises WrongQuery where marks do not close, a field names no value, or a comparison stands without a field."""
    if len(query) > LONGEST:
        raise WrongQuery("query_long", most=str(LONGEST))
    parts = query.split('"')
    if len(parts) % 2 == 0:
        raise WrongQuery("query_quote")
    bare = '"x"'.join(parts[0::2])
    if not _closed(bare):
        raise WrongQuery("query_bracket")
    if found := re.search(r"(\w+):(?=$|[\s)])", bare):
        raise WrongQuery("query_bare_field", name=found[1])
    if re.search(r"(?<![\w<>=]:)(?<![:<>=])[<>]|[<>=]+(?=$|[\s)])", bare):
        raise WrongQuery("query_compare")
    if _PATTERN_OF_NUMBERS.search(bare):
        raise WrongQuery("query_value")
    if not query.strip("*?() "):
        raise WrongQuery("query_empty")


def _closed(bare: str) -> bool:
    """Whether all brackets close, in their order, and are not nested beyond reason."""
    depth = 0
    for sign in bare:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if not 0 <= depth <= DEEPEST:
            return False
    return depth == 0 and bare.count("[") + bare.count("{") == bare.count("]") + bare.count("}")


def excerpt(text: str, words: Iterable[str]) -> str:
    """The first line that holds one of the words, cut around it; empty where none does."""
    for word in words:
        for line in text.split("\n"):
            if (at := fold(line).find(word)) >= 0:
                shown = " ".join(line.split())
                places = [place for place, sign in enumerate(shown) for _ in fold(sign)]
                first, last = (places[min(sign, len(places) - 1)] for sign in (at, at + len(word) - 1))
                start, end = max(first - AROUND, 0), last + 1 + AROUND
                return ("…" if start else "") + shown[start:end] + ("…" if end < len(shown) else "")
    return ""


def nearest(words: Iterable[str], names: Iterable[tuple[str, str]], limit: int = 5) -> list[tuple[str, str]]:
    """(name, code) of the items whose names sound or look most like a word; of each item its best name."""
    wanted = [_sounds(word) for word in words if len(word) > 1]
    found: dict[str, tuple[float, str]] = {}
    for name, code in names:
        read = _sounds(fold(name))
        likeness = max((_likeness(word, read) for word in wanted), default=0.0)
        if likeness >= NEAR:
            found[code] = max(found.get(code, (0.0, "")), (likeness - len(name) / 1000, name))
    best = sorted(found.items(), key=lambda pair: (-pair[1][0], pair[0]))
    return [(name, code) for code, (_, name) in best[:limit]]


def _sounds(text: str) -> list[str]:
    """Each character by its first reading, so that 证 and 正 are one."""
    return [next(iter(read_aloud(character)), character) for character in text]


def _likeness(word: list[str], name: list[str]) -> float:
    """The share of the shorter one's characters that follow each other, in pairs, in the other."""
    same = sum(
        block.size
        for block in SequenceMatcher(None, word, name, autojunk=False).get_matching_blocks()
        if block.size > 1
    )
    return same / max(min(len(word), len(name)), 1)
