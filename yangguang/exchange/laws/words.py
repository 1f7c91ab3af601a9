"""Texts as they are compared: words only, so that signs, spaces and widths are no differences."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from yangguang.exchange.items.bases import NUMERAL
from yangguang.model.numerals import numeral

_NO_WORD = re.compile(r"[\W_]+")
_TWINS = str.maketrans("〇两帐", "零二账")
_NUMERALS = re.compile(r"[零一二三四五六七八九十百千]{1,1000}")
"""Long ones in pieces: Python writes no number of more than 4,300 digits."""
_REFERENCE = re.compile(
    r"(?:第[零一二三四五六七八九十百千0-9]++[条款项目]?+|[零一二三四五六七八九十]++[款项目]|[条款项目之至到和及或、，,（）()\s])++"
)
TITLE = r"《([^《》]++(?:《[^《》]*+》[^《》]*+)*+)》"
"""A law's title, those of other laws inside it included; nothing is tried twice, or a hostile text takes for ever."""
_N = NUMERAL + "０-９"
ARTICLE = re.compile(rf"第[ \u3000]*+[{_N}]++[ \u3000]*+条(?:之[{_N}]++)?+")
_AND = r"[\s、，,和及与至或]"
_WITHIN = rf"第?+[（(]?+[{_N}]++[)）]?+[款项目]?+(?![ \u3000]*+条)"
"""第一款, 第（二）, （三）项: what is cited of an article, before the next one."""
CITED = re.compile(rf"{TITLE}(?:（[^（）\n]*+）)?+{_AND}*+({ARTICLE.pattern}(?:{_AND}|{ARTICLE.pattern}|{_WITHIN})*+)")
"""A law's title, and the articles that are cited of it."""
_SENTENCE = re.compile(r"[。；;：:！？!?\n]+")


@lru_cache(65_536)
def folded(text: str) -> str:
    """The words of a text without signs and spaces, full-width characters in half, numbers in digits."""
    words = _NO_WORD.sub("", unicodedata.normalize("NFKC", text)).translate(_TWINS)
    return _NUMERALS.sub(lambda found: str(numeral(found[0])), words)


def sentences(text: str) -> list[str]:
    """The sentences of a text as written, without those that only name articles."""
    pieces = (piece.strip() for piece in _SENTENCE.split(text))
    return [piece for piece in pieces if folded(piece) and not _REFERENCE.fullmatch(piece)]
