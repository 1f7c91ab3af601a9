"""Texts as they come out of cells → texts as they are meant: one kind of line break, one kind of space, words whole."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from yangguang.model.radicals import without_radicals
from yangguang.model.words import MISSING_WORDS

_BREAKS = re.compile(r"\r\n|[\r\v\f\u0085\u2028\u2029]|_x000[dD]_\n?")
_INVISIBLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufeff\ufff0-\uffff\ud800-\udfff]"
    r"|[\U000e0000-\U0010ffff]"
)
_SPACES = re.compile(r"[^\S\n]")
_RUN = re.compile(
    r"(?<! ) {2,}(?=(?:[0-9]{1,2}[.、．]|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十百零〇]+条[:： ]))"
)
_BRACKETS = re.compile(r"(?<=[【《〈（]) +|(?<! ) +(?=[】》〉）])")
_HEAD = re.compile(
    r"[（(]?[0-9一二三四五六七八九十百]{1,4}[)）、.．:：]|第[0-9一二三四五六七八九十百千零〇]{1,6}条(?:[:： ]|第|$)|[【★●■◆①-⑳]"
    r"|(?:直接实施|指导监督)责任|[\u4e00-\u9fff]{2,8}责任[:：]"
)
_MANY = re.compile(r" {2,}")
_APART = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff，。、])")
_BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z])\n(?=[A-Za-z])")
_ENDS = "。；;：:！？!?"
_EMPTY = MISSING_WORDS | {"—", "——", "-", "--", "\\", "／", "无。", "暂无", "空", "N/A", "n/a"}


@lru_cache(8192)
def clean(text: str) -> str:
    """NFC, no radicals out of a PDF, line feeds only, plain spaces, nothing invisible, no empty lines; where lines wrap inside
    a sentence they are healed."""
    text = _BREAKS.sub("\n", without_radicals(unicodedata.normalize("NFC", text)))
    text = _INVISIBLE.sub("", _SPACES.sub(" ", text))
    text = _BRACKETS.sub("", _RUN.sub("\n", text))
    lines = [_MANY.sub(" ", line).strip() for line in text.split("\n")]
    return "\n".join(_healed([line for line in lines if line]))


@lru_cache(8192)
def compact(text: str) -> str:
    """A name, class or office on one line: a break inside it was made by a narrow column."""
    return _APART.sub("", _BETWEEN_WORDS.sub(" ", clean(text)).replace("\n", ""))


def missing(text: str) -> bool:
    """Whether a cell says that it says nothing: ``/``, 无, 待定."""
    return text.strip() in _EMPTY


def width(text: str) -> int:
    """Columns of a text: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _healed(lines: list[str]) -> list[str]:
    """Joins lines that a narrow column has wrapped: most lines stop unfinished, and at about the same width."""
    open_ends = {n for n, (line, following) in enumerate(pairwise(lines)) if _open(line, following)}
    if len(open_ends) < 3:
        return lines
    widths = [width(line) for line in lines]
    edge = max(widths) - max(4, max(widths) // 10)
    if sum(widths[n] >= edge for n in open_ends) < 0.7 * len(open_ends):
        return lines
    joined = "".join(line if n in open_ends else f"{line}\n" for n, line in enumerate(lines))
    return joined[:-1].split("\n")


def _open(line: str, following: str) -> bool:
    return line[-1] not in _ENDS and not _HEAD.match(following)
