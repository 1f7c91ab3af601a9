"""The fast path: from libyaml's events straight to plain values; whatever looks odd is left to the careful path."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias

from yangguang.yamlio.fold import fold
from yangguang.yamlio.libyaml import (
    CParser,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yangguang.yamlio.signs import BLANKS, LEADS, glued_point
from yangguang.yamlio.source import UNWANTED

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""Scalars are text; an empty plain scalar is None, quoted text stays text."""

MAX_DEPTH = 40
FLOW_KEY = re.compile(r"，\s*([\u4e00-\u9fff]{2,8})：")
"""What looks like a key behind full-width signs in unquoted text of flow style."""

_QUESTION = re.compile(r"(?:^|[{\[,]|[-:?] ) *\?(?: |$)", re.MULTILINE)


class Odd(Exception):
    """Something that only the careful path can judge."""


def read_events(text: str) -> Value:
    """The value of a text of correct YAML; Odd or YAMLError where it must be looked at again."""
    if "?" in text and _QUESTION.search(text):
        raise Odd
    get: Callable[[], Any] = CParser(text).get_event
    get()
    event = get()
    if type(event) is StreamEndEvent:
        return None
    if event.version or event.tags:
        raise Odd
    value = _value(get, get(), text, 0, False)
    get()
    if type(get()) is not StreamEndEvent:
        raise Odd
    return value


def _value(get: Callable[[], Any], event: Any, text: str, depth: int, flow: bool) -> Value:
    kind = type(event)
    if kind is ScalarEvent:
        return _scalar(event, text, flow)
    if kind is MappingStartEvent or kind is SequenceStartEvent:
        if event.anchor is not None or event.tag is not None or depth >= MAX_DEPTH:
            raise Odd
        read = _mapping if kind is MappingStartEvent else _sequence
        return read(get, text, depth + 1, event.flow_style)
    raise Odd


def _mapping(get: Callable[[], Any], text: str, depth: int, flow: bool) -> dict[str, Value]:
    result: dict[str, Value] = {}
    while True:
        event = get()
        if type(event) is MappingEndEvent:
            return result
        if type(event) is not ScalarEvent or event.anchor is not None or event.tag is not None:
            raise Odd
        key = event.value
        if key in result or _odd_key(key, event.style):
            raise Odd
        result[key] = _value(get, get(), text, depth, flow)


def _sequence(get: Callable[[], Any], text: str, depth: int, flow: bool) -> list[Value]:
    result: list[Value] = []
    while True:
        event = get()
        if type(event) is SequenceEndEvent:
            return result
        result.append(_value(get, event, text, depth, flow))


def _odd_key(key: str, style: str | None) -> bool:
    """Whether a key must be looked at with care: empty, a merge key, several lines, with a colon inside or other signs around."""
    if not style:
        return _odd_plain(key)
    return not key or "\n" in key or (style == '"' and UNWANTED.search(key) is not None)


@lru_cache(1024)
def _odd_plain(key: str) -> bool:
    """Files have a few hundred keys in common."""
    if not key or "\n" in key or ":" in key or "：" in key or key == "<<":
        return True
    return key[0] in LEADS or key[-1] in BLANKS


def _scalar(event: Any, text: str, flow: bool) -> str | None:
    value: str = event.value
    style = event.style
    if event.anchor is not None or event.tag is not None:
        raise Odd
    if not value:
        return None if not style else value
    if style == '"' and UNWANTED.search(value):
        raise Odd
    if not style and ((value[0] == "-" and glued_point(value)) or (flow and "：" in value and FLOW_KEY.search(value))):
        raise Odd
    broken = " " in value or "\n" in value or style == "|" or style == ">"
    if broken and event.start_mark.line != event.end_mark.line:
        return fold(text[event.start_mark.index : event.end_mark.index], value, style or "")
    return value
