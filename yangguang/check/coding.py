"""The text of a file in whatever coding it was saved: what may be published must be read before it is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from yangguang.model.problem import Problem

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The longer marks first: that of UTF-32 begins with one of UTF-16."""
_NARROW = re.compile(rb"[0-9 \-]{8}")
"""A number of one byte for each sign; in UTF-16 this would be four signs in a row that nobody writes."""
_ASCII = 0.1
"""Tables and notes have at least this share of digits, blanks and ends of lines; other bytes seldom look so."""
_SAMPLE = 1 << 16
"""Characters that show whether it reads as text."""


def decoded(body: bytes) -> tuple[str, bool]:
    """The text of a file, and whether all of it could be read.

    UTF-16 and UTF-32 are told by their marks, UTF-16 without one by how it reads; else it is UTF-8, or GB 18030 as out of
    old programs. No text holds NUL: it is left out, so that numbers around it are found.
    """
    coding = next((coding for mark, coding in _MARKS if body.startswith(mark)), "") or _unmarked(body)
    text = _read(body, coding)
    if text is None or "\0" in text:
        return body.decode(coding, "replace").replace("\0", ""), False
    return text, True


def check_shown(body: bytes, file: str) -> Iterator[Problem]:
    """A note opens in the reader's browser, which takes it for UTF-8 unless its first bytes say otherwise.

    Tables open in a program for tables, which takes them for GBK; a README is nobody's but the editors'.
    """
    offered = file.lower().endswith(".txt") and not file.startswith("README")
    if offered and not marked(body) and _unmarked(body) != "utf-8" and decoded(body)[1]:
        yield Problem("P363", file, (), {}, 1, 1)


def marked(body: bytes) -> bool:
    """Whether the first bytes say that it is UTF-16 or UTF-32."""
    return body.startswith(tuple(mark for mark, _ in _MARKS))


def _unmarked(body: bytes) -> str:
    if b"\0" in body:
        for coding in ("utf-16-le", "utf-16-be"):
            if _is_text((_read(body, coding) or "")[:_SAMPLE]) and not _NARROW.search(body):
                return coding
    return "gb18030" if _read(body, "utf-8") is None else "utf-8"


def _read(body: bytes, coding: str) -> str | None:
    try:
        return body.decode(coding)
    except UnicodeDecodeError:
        return None


def _is_text(text: str) -> bool:
    plain = sum(sign.isascii() and sign != "\0" for sign in text)
    return plain > len(text) * _ASCII and all(sign.isprintable() or sign.isspace() for sign in text)
