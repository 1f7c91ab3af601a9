"""From bytes to text: size, encoding and the characters that no content may hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from yangguang.model.problem import Problem

MAX_BYTES = 2_000_000
_MOST_SHOWN = 20
_CONTROL = "\x00-\x08\x0b-\x0d\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ufffe\uffff"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
_ZERO_WIDTH = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2065\u3164\ufeff\uffa0\U000e0000-\U000e00ff"
)
HIDDEN = re.compile(f"[{_CONTROL}{_BIDI}{_ZERO_WIDTH}]")
"""Control, bidirectional and zero-width characters; tabs are judged apart, since Markdown and code may hold them."""

UNWANTED = re.compile(f"[\t{_CONTROL}{_BIDI}{_ZERO_WIDTH}]")
"""The same and tabs: what neither the source nor a decoded value of YAML may hold."""

_MARKS = ("<<<<<<< ", "|||||||", "=======", ">>>>>>> ")
_CONFLICT = re.compile(r"^(?:<<<<<<< |\|\|\|\|\|\|\|(?: |$)|=======$|>>>>>>> )", re.MULTILINE)
"""The lines that git writes around two texts. One may be left where somebody has taken out the others."""
_NO_TEXTS = {b"PK\x03\x04": "xlsx, docx, zip", b"\xd0\xcf\x11\xe0": "xls, doc, wps", b"%PDF": "pdf"}
_INSTEAD = {"\t": " ", "\r": "\n"}
_KINDS = (("P007", re.compile("\t")), ("P006", re.compile(f"[{_BIDI}]")), ("P005", re.compile(f"[{_ZERO_WIDTH}]")))


def decode(data: bytes, file: str, *, bom_allowed: bool = False) -> tuple[str | None, list[Problem]]:
    """The text with LF line ends and without BOM, or None if it is too big, no UTF-8, or two texts that git could not merge."""
    if len(data) > MAX_BYTES:
        return None, [Problem("P001", file, args={"size": str(len(data))}, line=1, column=1)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = position(before, len(before))
        return None, [Problem("P002", file, args={"guess": _guess(data)}, line=line, column=column)]
    problems = []
    if text.startswith("\ufeff"):
        text = text[1:]
        if not bom_allowed:
            problems.append(Problem("P003", file, line=1, column=1))
    text = text.replace("\r\n", "\n")
    if any(mark in text for mark in _MARKS) and (found := [*islice(_conflicts(text, file), _MOST_SHOWN)]):
        places = (position(text, one) for one in found)
        return None, [Problem("P035", file, line=line, column=column) for line, column in places]
    # Excel on a Mac ends lines as old Macs did; among other line ends a carriage return is a mistake.
    return text if "\n" in text else text.replace("\r", "\n"), problems


def _conflicts(text: str, file: str) -> Iterator[int]:
    """Where conflicts of git begin, or what is left of them. In Markdown ``=======`` alone makes a heading of the line above
    it, and a row of a table may begin with ``|||||||``."""
    inside = False
    for mark in _CONFLICT.finditer(text):
        sign = mark[0][0]
        if sign in "=|" and not inside and file.endswith(".md"):
            continue
        if sign == "<" or not inside:
            yield mark.start()
        inside = sign != ">"


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "UTF-16"
    if data[:4] in _NO_TEXTS:
        return _NO_TEXTS[data[:4]]
    if _is(data, "gb18030"):
        return "GBK/GB18030"
    return "UTF-8 + GBK" if all(_is(line, "utf-8") or _is(line, "gb18030") for line in data.split(b"\n")) else "?"


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def position(text: str, index: int) -> tuple[int, int]:
    """1-based line and column of a character, or of the end of the text."""
    before = text[:index]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def line_starts(text: str) -> list[int]:
    """Where the lines of a text begin: for :func:`placed`, where many places are asked for."""
    return [0, *(match.end() for match in re.finditer("\n", text))]


def placed(starts: list[int], index: int) -> tuple[int, int]:
    """1-based line and column of a character, by where the lines begin."""
    line = bisect_right(starts, index)
    return line, index - starts[line - 1] + 1


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def rule_of(char: str) -> str:
    """Which rule this unwanted character breaks."""
    return next((rule for rule, kind in _KINDS if kind.match(char)), "P004")


def scan(text: str, file: str, unwanted: re.Pattern[str]) -> tuple[str, list[Problem]]:
    """The text without the unwanted characters (a tab becomes a space, a lone carriage return a line feed), and where they stand."""
    if not unwanted.search(text):
        return text, []
    problems = []
    for found in islice(unwanted.finditer(text), _MOST_SHOWN):
        line, column = position(text, found.start())
        problems.append(Problem(rule_of(found[0]), file, args=named(found[0]), line=line, column=column))
    return unwanted.sub(lambda m: _INSTEAD.get(m[0], ""), text), problems


def named(char: str) -> dict[str, str]:
    """The arguments of a problem about one character."""
    return {"char": f"U+{ord(char):04X}"}
