"""A mapping → the text of its YAML file, always the same for the same mapping."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from yangguang.yamlio import fmt, shape_at

_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z《（“][^:#\n\"'\\{}\[\]&*!|>%@`]*")


def file_text(value: dict[str, Any], path: str, comments: Sequence[str] = ()) -> bytes:
    """The file in canonical form; ``path`` inside the region's folder says which kind it is."""
    text = "".join(line + "\n" for line in [*comments, *_mapping(value, 0)])
    shape = shape_at(path)
    if shape is None:
        raise ValueError(path)
    data, problems = fmt(text.encode("utf-8"), path, shape)
    if problems:
        raise ValueError(f"{path}: {problems[0]}")
    return data


def writable(item: dict[str, Any]) -> bool:
    """Whether an item from elsewhere can be written as a file at all."""
    try:
        file_text(item, "powers/x/x.yml")
    except (ValueError, UnicodeError):
        return False
    return True


def _mapping(value: dict[str, Any], indent: int) -> Iterator[str]:
    for key, inner in value.items():
        yield from _entry(f"{' ' * indent}{key}:", inner, indent + 2)


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:
    """``head`` and its value, whose further lines stand at ``indent``."""
    if isinstance(value, dict):
        yield head
        yield from _mapping(value, indent)
    elif isinstance(value, list):
        yield head
        for item in value:
            yield from _item(item, indent)
    elif "\n" in value:
        yield f"{head} |-"
        yield from (" " * indent + line for line in value.split("\n"))
    else:
        yield f"{head} {_scalar(value)}"


def _item(item: Any, indent: int) -> Iterator[str]:
    if not isinstance(item, dict):
        yield from _entry(" " * indent + "-", item, indent + 2)
        return
    first, *rest = _mapping(item, indent + 2)
    yield " " * indent + "- " + first.lstrip(" ")
    yield from rest


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and not text.endswith(" "):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
