"""Line breaks inside a scalar: between two Chinese characters a folded break leaves no space."""

from __future__ import annotations

import re

from yangguang.yamlio.libyaml import CParser, ScalarEvent
from yangguang.yamlio.source import indent_of

CHINESE = (
    "\u2014\u2018\u2019\u201c\u201d\u2026\u2460-\u24ff\u2e80-\u303f\u3040-\u312f\u31a0-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffef\U00020000-\U0003ffff"
)
"""Chinese characters and Chinese punctuation, as the inside of a regular expression's class."""

_MARK = "\u2060"  # cannot occur: the source is refused with it
_CHINESE_BREAK = re.compile(f"(?<=[{CHINESE}]) *\n *(?=[{CHINESE}])")
_BREAK = re.compile(r"(?<! ) *\n *((?:\n *)*)")
_CHINESE_MARK = re.compile(f"(?<=[{CHINESE}]) {_MARK}(?=[{CHINESE}])")
_LINE_START = re.compile(r"^( *)(?=[^ \n])", re.MULTILINE)
_TRAILING = re.compile(r"(?<! ) ++(?=\n|\Z)")
_HEADER = re.compile(r"[|>]([-+]?)[0-9]?([-+]?)")


def fold(raw: str, value: str, style: str) -> str:
    """The value of a scalar that spans lines; ``raw`` is its source, ``value`` what libyaml made of it.

    Styles: "" plain, "'" and '"' quoted, ">" folded, "|" literal. Of a block text neither
    spaces at the end of a line nor empty lines at the end count; it ends with one line break, or with
    none after ``|-`` and ``>-``.
    """
    if style in ("|", ">"):
        text = _TRAILING.sub("", value) if style == "|" else _fold_block(raw, value)
        bare = text.rstrip("\n")
        return bare + "\n" if bare and "-" not in raw.partition("\n")[0].partition("#")[0] else bare
    if style == '"' and "\\" in raw:
        return _unmark(_parse(_mark_breaks(raw)))
    text = raw[1:-1] if style else raw
    text = _BREAK.sub(lambda m: "\n" * m[1].count("\n") or " ", _CHINESE_BREAK.sub("", text))
    return text.replace("''", "'") if style == "'" else text


def block_indent(lines: list[str], value: str) -> int:
    """How deep a block text of these lines stands; spaces with which the value itself begins are its own."""
    return indent_of(next((line for line in lines if line), "")) - indent_of(value.lstrip("\n"))


def _mark_breaks(raw: str) -> str:
    first, *rest = raw.split("\n")
    return "\n".join([first, *(_LINE_START.sub(rf"\1{_MARK}", line) for line in rest)])


def _unmark(text: str) -> str:
    return _CHINESE_MARK.sub("", text).replace(_MARK, "")


def _parse(raw: str) -> str:
    parser = CParser(raw)
    while True:
        event = parser.get_event()
        if isinstance(event, ScalarEvent):
            return event.value


def _fold_block(raw: str, value: str) -> str:
    header, _, body = raw.partition("\n")
    lines = [line.rstrip(" ") for line in body.split("\n")]
    indent = block_indent(lines, value)
    found = _HEADER.match(header)
    chomp = (found[1] or found[2]) if found else ""
    marked = "\n".join(" " + _LINE_START.sub(rf"\1{_MARK}", line[indent:]) if line else "" for line in lines)
    return _unmark(_parse(f">1{chomp}\n{marked}"))
