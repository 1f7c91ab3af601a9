"""Text that YAML takes for a comment although it was hardly meant as one: 核对 #3号表 says 核对."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from yangguang.model.problem import Problem
from yangguang.yamlio.libyaml import CParser, ScalarEvent, StreamEndEvent, YAMLError
from yangguang.yamlio.reading import split
from yangguang.yamlio.source import line_starts, placed

_NUMBERED = re.compile(r"(?<=[ \t])#(?:[0-9]{1,3}(?![0-9])|[A-Za-z](?![A-Za-z])|[号键])[^\n]*")
"""A number, a letter or 号 and 键 right behind #, as in 按 #号键; a comment has a blank there, or a word."""
_SHOWN = 20


def check_cut(data: bytes, file: str) -> Iterator[Problem]:
    """Each value without quotes that a # with a number behind it ends; ``data``: a file whose syntax is right, of whose
    Markdown the front matter alone counts."""
    if b" #" not in data and b"\t#" not in data:
        return
    text = data.decode().removeprefix("\ufeff").replace("\r\n", "\n")
    if file.endswith(".md"):
        text = split(text)[0] or ""
    if found := list(_NUMBERED.finditer(text)):
        ends, starts = set(_ends(text)), line_starts(text)
        for one in found:
            if len(text[: one.start()].rstrip(" \t")) in ends:
                line, column = placed(starts, one.start())
                yield Problem("P036", file, args={"text": one[0].rstrip()[:_SHOWN]}, line=line, column=column)


def _ends(text: str) -> Iterator[int]:
    """Where each value without quotes ends, those of which nothing is left included."""
    get: Callable[[], Any] = CParser(text).get_event
    try:
        while type(event := get()) is not StreamEndEvent:
            if isinstance(event, ScalarEvent) and not event.style and event.end_mark:
                yield event.end_mark.index
    except YAMLError:
        return
