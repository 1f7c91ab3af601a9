"""A Markdown text as a reader of its page sees it: entities read, marks and tags gone, the lines of a paragraph as one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from html import unescape

_MARK = re.compile(r"&#?\w{1,31};|</?[A-Za-z][^<>\n]*>|[*_`~\\]+| {0,2}\n {0,3}(?!\n)", re.ASCII)
_SPLITS = re.compile(r"\d(?:[*_`~\\]|&#?\w{1,31};|</?[A-Za-z]| {0,2}\n {0,3}\d)|&#", re.ASCII)


def splits_numbers(text: str) -> bool:
    """Whether a page may show more digits in a row than its source."""
    return _SPLITS.search(text) is not None


def as_seen(text: str) -> tuple[str, Callable[[int], int]]:
    """The text as it is seen, and for a place in it the place in the source."""
    parts: list[str] = []
    seen, source = [0], [0]
    at = length = 0
    for mark in _MARK.finditer(text):
        sign = mark[0][0]
        shown = unescape(mark[0]) if sign == "&" else " " if "\n" in mark[0] else ""
        for part, start in ((text[at : mark.start()], at), (shown, mark.start())):
            parts.append(part)
            seen.append(length)
            source.append(start)
            length += len(part)
        at = mark.end()
    seen.append(length)
    source.append(at)
    return "".join([*parts, text[at:]]), lambda place: _back(seen, source, place)


def _back(seen: list[int], source: list[int], place: int) -> int:
    part = bisect_right(seen, place) - 1
    return source[part] + place - seen[part]
