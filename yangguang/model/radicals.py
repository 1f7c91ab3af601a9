"""Radicals that stand for characters: what PDFs give for a character of the same look, and no word is written with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

SPAN = "\u2e80-\u2fd5"
"""Where radicals stand, as the inside of a regular expression's class."""
_RADICAL = re.compile(f"[{SPAN}]")
_PAIRS = "⺁厂⺄乙⺎兀⺒巳⺓幺⺜日⺝月⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⼾户"
"""Radical, character, radical, character …"""
LOOKALIKES: Mapping[str, str] = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
"""Those that NFKC leaves as they are, or makes 戶."""


def character(radical: str) -> str:
    """The character that a radical looks like; the radical itself where it is none, or but a part of characters (⺮)."""
    return LOOKALIKES.get(radical) or unicodedata.normalize("NFKC", radical)


def without_radicals(text: str) -> str:
    """A text with the characters that its radicals look like."""
    return _RADICAL.sub(lambda one: character(one[0]), text)
