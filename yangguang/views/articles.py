"""Articles of laws as citations write them (第三十二条第一款), taken apart so that they stand in the order of the law."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yangguang.model.numerals import chinese, numeral

_NUMERAL = "0-9０-９零〇一二三四五六七八九十百千两"
_ARTICLE = re.compile(f"第\\s*([{_NUMERAL}]{{1,12}})\\s*条(?:之([{_NUMERAL}]{{1,3}}))?")
_BETWEEN = re.compile(f"[、，,；;和及与]\\s*(?=第\\s*[{_NUMERAL}]+\\s*条)")
_LAST = 10**9
UNSTATED = "未写明条款"


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """One cited article: its place in the law, its heading (第三十二条), and the words behind it (第一款第（二）项)."""

    order: tuple[int, int]
    heading: str
    rest: str = ""

    @property
    def unnumbered(self) -> bool:
        """Whether the words name no article by its number: a chapter, 全文, or nothing."""
        return self.order[0] >= _LAST


def articles(cited: tuple[str, ...]) -> tuple[Article, ...]:
    """The articles of one citation; texts without an article number come last, as written."""
    pieces = [piece.strip() for text in cited for piece in _BETWEEN.split(text)]
    return tuple(_article(piece) for piece in pieces if piece) or (Article((_LAST + 1, 0), UNSTATED),)


def _article(piece: str) -> Article:
    found = _ARTICLE.match(piece)
    if not found:
        return Article((_LAST, 0), piece)
    number, after = numeral(found[1]), numeral(found[2] or "")
    heading = f"第{chinese(number)}条" + (f"之{chinese(after)}" if after else "")
    return Article((number, after), heading, piece[found.end() :].strip())
