"""Every citation of the content: the law that it names, the articles, and the words that it quotes of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from yangguang.exchange.items.bases import HEAD, bases, without_history
from yangguang.exchange.laws.words import CITED
from yangguang.model.problem import Where
from yangguang.views.articles import Article, articles

_AFTER = re.compile(r"\n(?=《|【|[0-9]{1,2}[.、．]\s*《|[（(]?[一二三四五六七八九十]+[）)、.]\s*《)")
_HOLDERS = ("设定依据", "依据", "减免依据")


@dataclass(frozen=True, slots=True)
class Quote:
    """One cited article and the words that the citation gives for it; no words where it is only named."""

    article: Article
    text: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """What one entry cites of one law."""

    where: Where
    law: str
    number: str | None = None
    version: str = ""
    quotes: tuple[Quote, ...] = ()


def citations(value: Any, where: Where = ()) -> Iterator[Citation | Where]:
    """All citations below a key of an item or library; a bare place where a text names no law plainly."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in _HOLDERS:
                yield from _cited(inner, (*where, key))
            else:
                yield from citations(inner, (*where, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from citations(inner, (*where, number))


def _cited(value: Any, where: Where) -> Iterator[Citation | Where]:
    for number, entry in enumerate(value) if isinstance(value, list) else [(None, value)]:
        at = where if number is None else (*where, number)
        if isinstance(entry, dict):
            yield from _entry(entry, at)
        elif isinstance(entry, str) and entry:
            yield from _text(entry, at)


def _entry(entry: dict[str, Any], where: Where) -> Iterator[Citation | Where]:
    name, text = entry.get("法规"), entry.get("原文")
    if not isinstance(name, str) or not name:
        yield from _text(text, where) if isinstance(text, str) else ()
        return
    listed = entry.get("条款")
    names = tuple(str(one) for one in (listed if isinstance(listed, list) else [listed] if listed else []))
    number, version = entry.get("文号"), entry.get("版本")
    yield Citation(
        where, name, number if isinstance(number, str) else None, version if isinstance(version, str) else "",
        tuple(quotes(names, text if isinstance(text, str) else "")),
    )  # fmt: skip


def _text(text: str, where: Where) -> Iterator[Citation | Where]:
    """A text that nobody has taken apart: as far as it begins with laws, else the articles that it names."""
    entries = [entry for piece in _AFTER.split(text) for entry in bases(piece)]
    known = [entry for entry in entries if "法规" in entry]
    for entry in known:
        yield from _entry(entry, where)
    named = [] if known else CITED.findall(text)
    for law, cited in named:
        yield Citation(where, law, quotes=tuple(quotes((cited.rstrip(" 、，,和及与至或"),), "")))
    if not known and not named:
        yield where


def quotes(names: tuple[str, ...], text: str) -> Iterator[Quote]:
    """Articles with the words behind their headings; the one article of a text without headings has all of it."""
    body = without_history(text)
    told = {article.order: article for article in articles(names) if not article.unnumbered} if names else {}
    heads = list(HEAD.finditer(body))
    if not heads and len(told) == 1 and body:
        [article] = told.values()
        yield Quote(article, body)
        return
    ends = [*(head.start() for head in heads), len(body)][1:]
    for head, end in zip(heads, ends, strict=True):
        [article] = articles((head[1],))
        told.pop(article.order, None)
        yield Quote(article, _AFTER.split(body[head.end() : end])[0].strip())
    yield from (Quote(article) for article in told.values())
