"""Writes records as YAML, fast: blocks for mappings, one line for short entries of a list; text quoted where needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_PLAIN = re.compile(r"[\w《〈（“][^\n,\[\]{}#&*!|>'\"%@`:：]*(?<! )")
_WIDE = 120


def dump(value: Any) -> str:
    """A file of YAML."""
    return "".join(_block(value, 0))


def _text(value: object) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _text(value)


def _short(value: Any) -> bool:
    """Whether an entry reads well on one line."""
    if isinstance(value, Mapping):
        return (
            all(isinstance(v, (str, int)) for v in value.values()) and sum(len(str(v)) for v in value.values()) < _WIDE
        )
    return all(isinstance(v, (str, int)) for v in value) and sum(map(len, map(str, value))) < _WIDE


def _block(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from _mapping(value, depth)
    else:
        yield from _list(value, depth)


def _mapping(value: Mapping[str, Any], depth: int, first: str = "") -> Iterator[str]:
    pad = "  " * depth
    for key, item in value.items():
        lead = first or pad
        first = ""
        if not isinstance(item, (Mapping, list, tuple)):
            yield f"{lead}{key}: {_text(item)}\n"
        elif _short(item) and (isinstance(item, Mapping) or not item or not isinstance(item[0], Mapping)):
            yield f"{lead}{key}: {_flow(item)}\n"
        else:
            yield f"{lead}{key}:\n"
            yield from _block(item, depth + 1)


def _list(value: Sequence[Any], depth: int) -> Iterator[str]:
    pad = "  " * depth
    for item in value:
        if not isinstance(item, (Mapping, list, tuple)):
            yield f"{pad}- {_text(item)}\n"
        elif _short(item):
            yield f"{pad}- {_flow(item)}\n"
        elif isinstance(item, Mapping):
            yield from _mapping(item, depth + 1, f"{pad}- ")
        else:
            raise TypeError("a list in a list is no part of the content format")
