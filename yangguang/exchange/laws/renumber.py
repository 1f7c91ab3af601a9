"""A law whose articles have got other numbers: the new ones wherever a file cites it, and no other sign of the file changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from yangguang.data.cells import read_rows
from yangguang.exchange.grid import Unreadable
from yangguang.exchange.items.bases import HEAD
from yangguang.exchange.laws.words import ARTICLE, CITED
from yangguang.model.basis import Basis
from yangguang.model.laws import age
from yangguang.model.numerals import chinese
from yangguang.views.articles import Article, articles
from yangguang.yamlio.careful import tree
from yangguang.yamlio.nodes import Node

_DIGITS = re.compile("[0-9０-９]")
_KEYS = {
    name: frozenset({name, *(k for k, v in Basis.synonyms.items() if v == name)}) for name in ("法规", "条款", "原文")
}
Span = tuple[int, int]
Cites = Callable[[str, str], bool]
"""Whether a name, with the 文号 beside it or none, is that of the law."""
_TOLD = 80
"""So many signs of a row are told: it may be that of a workbook."""


class Place(NamedTuple):
    """Where an article is cited, and the number that it has now; empty where it is no more."""

    line: int
    old: str
    new: str


@dataclass(slots=True)
class Renumbered:
    """A file with the new numbers. ``kept``: articles that the table does not name."""

    text: str
    changed: list[Place] = field(default_factory=list)
    gone: list[Place] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)


def table_of(body: bytes) -> dict[str, str]:
    """Old article → new one, as laws write them, empty where it is no more; of a table of two columns, with or without a heading."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("gb18030", "replace")
    rows = [[cell.strip() for cell in row] for row in read_rows(text.splitlines()) if any(map(str.strip, row))]
    found: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        old, new = (*row, "", "")[:2]
        good = ARTICLE.fullmatch(old) and (not new or ARTICLE.fullmatch(new)) and _article(old).heading not in found
        if not good and number > 1:
            raise Unreadable("table_row", row=number, text=",".join(row)[:_TOLD])
        if good:
            found[_article(old).heading] = _article(new).heading if new else ""
    if not found:
        raise Unreadable("table_empty")
    return found


def _article(name: str) -> Article:
    """第37条 and 第三十七条 are one article."""
    return articles((name,))[0]


def _like(old: str, new: str) -> str:
    """The new number in digits where the old one stands in digits; ``new`` may be empty."""
    if not new or not _DIGITS.search(old):
        return new
    number, after = _article(new).order
    return f"第{number}条" + (f"之{chinese(after)}" if after else "")


def renumbered(text: str, cites: Cites, table: Mapping[str, str], amended: str = "") -> Renumbered:
    """The text of a YAML file; ``cites`` knows the law. All numbers change at once: what has become 第五十五条
    is not taken for the former one. Entries whose 版本 is that of the day on which the law was ``amended`` have followed; a year alone tells nothing.
    """
    root, result = tree(text), Renumbered(text)
    spans = sorted(set(_cited(text, root, cites, amended))) if root else []
    for start, end in reversed(spans):
        old = text[start:end]
        name = _article(old).heading
        if name not in table:
            result.kept[name] += 1
            continue
        place = Place(text.count("\n", 0, start) + 1, old, _like(old, table[name]))
        if not place.new:
            result.gone.insert(0, place)
        elif table[name] != name:
            result.text = result.text[:start] + place.new + result.text[end:]
            result.changed.insert(0, place)
    return result


def _cited(text: str, node: Node, cites: Cites, amended: str) -> Iterator[Span]:
    """Where the law's articles stand: behind its name in any text, and in entries of which it is the 法规."""
    for inner in node.items or [value for _, value in node.pairs or ()]:
        yield from _cited(text, inner, cites, amended)
    if node.scalar:
        for found in CITED.finditer(text, node.start, node.end):
            if cites(found[1], ""):
                yield from _articles(text, *found.span(2))
    said = {key.text or "": value.text or "" for key, value in node.pairs or () if value.scalar}
    law = next((said[key] for key in _KEYS["法规"] if key in said), "")
    if (
        law
        and cites(law, said.get("文号", ""))
        and not (amended and "-" in said.get("版本", "") and age(said["版本"], amended) != "older")
    ):
        for key, value in node.pairs or ():
            if key.text in _KEYS["条款"]:
                for one in value.items or (value,):  # each by itself: comments stand between them
                    yield from _articles(text, one.start, one.end)
            elif key.text in _KEYS["原文"]:
                yield from _headings(text, value)


def _articles(text: str, start: int, end: int) -> Iterator[Span]:
    return (found.span() for found in ARTICLE.finditer(text, start, end))


def _headings(text: str, value: Node) -> Iterator[Span]:
    """The articles under whose headings the words stand; those that the words name are the law's own affair."""
    start = value.start + (text[value.start : value.start + 1] in ("'", '"'))
    for found in HEAD.finditer(text[start : value.end].replace("\\n", " \n")):  # written so between quotation marks
        yield from _articles(text, start + found.start(1), start + found.end(1))
