"""A library of laws with their articles, one JSON object a line, by the names that citations use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yangguang.exchange.grid import Unreadable
from yangguang.exchange.laws.words import TITLE, folded
from yangguang.model.laws import fold
from yangguang.views.articles import articles

SIZE = 512 << 20
_CLAUSE = re.compile(r"[。；;\n]")
_END = re.compile(r".*同时(?:废止|失效)")
_TITLE = re.compile(TITLE)
_FROM = re.compile(r"自\s*([0-9]{4})年\s*([0-9]{1,2})月\s*([0-9]{1,2})日")

Number = tuple[int, int]
"""第十七条之一 is (17, 1)."""


@dataclass(slots=True)
class LibraryLaw:
    """One law in one version. Several texts under one number stand where the library has the law in parts."""

    title: str
    version: str = ""
    """The day of this version, YYYY-MM-DD; empty where the library does not say."""
    articles: dict[Number, list[str]] = field(default_factory=dict)
    _words: str = ""

    @property
    def words(self) -> str:
        """The words of the whole law, for looking up where a passage stands."""
        self._words = self._words or "\n".join(folded(text) for texts in self.articles.values() for text in texts)
        return self._words


@dataclass(frozen=True, slots=True)
class Repeal:
    """The law and the article that ended another, and the day from which it did."""

    law: str
    article: str
    day: str


@dataclass(slots=True)
class Library:
    """All laws by folded name, newest version first, and the laws that they put out of force."""

    laws: dict[str, list[LibraryLaw]] = field(default_factory=dict)
    repeals: dict[str, Repeal] = field(default_factory=dict)

    def find(self, name: str) -> list[LibraryLaw]:
        """Every version of the law that a citation names, newest first."""
        return self.laws.get(fold(name), [])

    def repeal(self, name: str) -> Repeal | None:
        """What put a law out of force, later than every version of it that the library holds."""
        found = self.repeals.get(fold(name))
        versions = self.find(name)
        return found if found and (not versions or versions[0].version < found.day) else None


def library_at(path: Path) -> Library:
    """Reads a library; ``Unreadable`` names the line that is none."""
    if path.stat().st_size > SIZE:
        raise Unreadable("library_large", limit=SIZE >> 20)
    library = Library()
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                _take(library, _record(line, number))
    for versions in library.laws.values():
        versions.sort(key=lambda law: law.version, reverse=True)
    if not any(law.articles for versions in library.laws.values() for law in versions):
        raise Unreadable("library_empty")
    _repeals(library)
    return library


def _record(line: bytes, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise Unreadable("library_line", line=number) from None
    if not isinstance(record, dict) or not isinstance(record.get("title"), str):
        raise Unreadable("library_line", line=number)
    return record


def _take(library: Library, record: dict[str, Any]) -> None:
    title, version = record["title"], record.get("version")
    law = LibraryLaw(title, version if isinstance(version, str) else "")
    found = record.get("articles")
    for name, text in found.items() if isinstance(found, dict) else ():
        [article, *_] = articles((name,))
        if isinstance(text, str) and not article.unnumbered:
            law.articles.setdefault(article.order, []).append(text)
    short = record.get("short")
    for name in {fold(title), fold(short) if isinstance(short, str) and short else fold(title)}:
        _join(library.laws.setdefault(name, []), law)


def _join(versions: list[LibraryLaw], law: LibraryLaw) -> None:
    """A law that the library has in parts, or twice in one version, is one law."""
    same = next((one for one in versions if (one.title, one.version) == (law.title, law.version)), None)
    if same is None:
        versions.append(law)
        return
    for number, texts in law.articles.items():
        known = same.articles.setdefault(number, [])
        known += [text for text in texts if text not in known]


def _repeals(library: Library) -> None:
    """《某法》同时废止: what the last articles of laws say of others."""
    for name in sorted(library.laws):
        for law in reversed(library.laws[name]):
            for number, text in _ends(law):
                [article] = articles((f"第{number[0]}条",))
                start = _FROM.search(text)
                day = "{:0>4}-{:0>2}-{:0>2}".format(*start.groups()) if start else law.version
                ends = filter(None, map(_END.match, _CLAUSE.split(text)))
                for title in (title for end in ends for title in _TITLE.findall(end[0])):
                    if fold(title) != fold(law.title):
                        library.repeals[fold(title)] = Repeal(law.title, article.heading, day)


def _ends(law: LibraryLaw) -> Iterator[tuple[Number, str]]:
    return (
        (number, text)
        for number, texts in law.articles.items()
        for text in texts
        if "同时废止" in text or "同时失效" in text
    )


def heading(number: Number) -> str:
    """(17, 1) → 第十七条之一."""
    [article] = articles((f"第{number[0]}条" + (f"之{number[1]}" if number[1] else ""),))
    return article.heading
