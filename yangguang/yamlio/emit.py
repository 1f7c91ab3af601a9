"""A plain value → its file in canonical form, laid out at once: a file that ``fmt`` has nothing to do with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from yangguang.yamlio.canon import canonical, wraps
from yangguang.yamlio.fast import FLOW_KEY, MAX_DEPTH
from yangguang.yamlio.scalars import in_brackets, in_order
from yangguang.yamlio.shape import Shape
from yangguang.yamlio.source import UNWANTED

_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z《（“](?:[^:#\n\"'\\{}\[\]&*!|>%@`]*[^:#\n\"'\\{}\[\]&*!|>%@` ])?")
"""Texts that need no quotes, wherever they stand in block style."""
_LONGEST_KEY = 512
"""Characters; YAML allows 1024, quotes and escapes included."""


def emit(value: dict[str, Any], shape: Shape) -> str:
    """The text of a mapping of texts, lists and mappings; what is empty (``None`` too) has no value behind its key.

    A text of several lines keeps them, but not spaces at their ends nor more than one line break at its own.
    ``ValueError`` where no file can say this: a key and its synonym together, characters that no content may hold,
    keys that are no keys, deeper nesting than the reader follows.
    """
    lines: list[str] = []
    _mapping(lines, "", value, shape, 0)
    text = "".join(line + "\n" for line in lines)
    if UNWANTED.search(text):
        raise ValueError("characters that no content may hold")
    return text


def _mapping(lines: list[str], lead: str, value: dict[str, Any], shape: Shape, indent: int) -> None:
    """The keys at ``indent``; the first stands behind ``lead``, which is a dash or nothing but spaces."""
    if indent >= 2 * MAX_DEPTH:
        raise ValueError("nested too deep")
    for key, written, inner in _keys(shape, tuple(value)):
        _value(lines, f"{lead}{written}:", value[key], inner, indent)
        lead = " " * indent


def _items(lines: list[str], lead: str, values: list[Any], each: Shape, indent: int) -> None:
    """Dashes at ``indent``; the first stands behind ``lead``."""
    if indent >= 2 * MAX_DEPTH:
        raise ValueError("nested too deep")
    for value in values:
        if value and isinstance(value, dict):
            _mapping(lines, lead + "- ", value, each, indent + 2)
        elif value and isinstance(value, list):
            _items(lines, lead + "- ", value, each.each, indent + 2)
        else:
            _scalar(lines, lead + "-", value, each, indent)
        lead = " " * indent


def _value(lines: list[str], head: str, value: Any, shape: Shape, indent: int) -> None:
    """What stands behind a key at ``indent``; a single value where a list is expected is a list of one."""
    if wraps(value, shape):
        if isinstance(value, str) and _bare_in_brackets(text := canonical(value, shape.each.kind)):
            lines.append(f"{head} [{text}]")
            return
        value = [value]
    if value and isinstance(value, dict):
        lines.append(head)
        _mapping(lines, " " * (indent + 2), value, shape, indent + 2)
    elif value and isinstance(value, list):
        lines.append(head)
        _items(lines, " " * (indent + 2), value, shape.each, indent + 2)
    else:
        _scalar(lines, head, value, shape, indent)


def _scalar(lines: list[str], head: str, value: Any, shape: Shape, indent: int) -> None:
    """A text or nothing behind ``head``, whose owner stands at ``indent``."""
    if value is None or value == [] or value == {}:
        lines.append(head)
        return
    text = canonical(value, shape.kind)
    if "\n" in text and not text.strip(" \n"):
        text = ""
    if "\n" in text:
        lines.extend(_block(head, text, " " * (indent + 2)))
    else:
        lines.append(f"{head} {text if _PLAIN.fullmatch(text) else _quoted(text)}")


def _block(head: str, text: str, space: str) -> list[str]:
    """A text as ``|``; the sign that it ends without a line break, and that spaces before its first line are its own."""
    kept = text.rstrip(" \n")
    first = kept.lstrip("\n").partition("\n")[0]
    sign = ("" if text.rstrip(" ").endswith("\n") else "-") + ("2" if first.startswith(" ") else "")
    return [f"{head} |{sign}", *(f"{space}{line.rstrip(' ')}" if line.strip(" ") else "" for line in kept.split("\n"))]


@lru_cache(4096)
def _keys(shape: Shape, keys: tuple[str, ...]) -> list[tuple[str, str, Shape]]:
    """Keys in canonical order, each as it is written and with the shape of its value; many mappings have the same."""
    names = [shape.name(key) for key in keys]
    if len(set(names)) < len(names):
        raise ValueError("a key stands beside its synonym")
    return [(keys[n], _key(names[n]), shape.at(names[n])) for n in in_order(names, shape)]


def _key(name: str) -> str:
    if not name or "\n" in name or len(name) > _LONGEST_KEY:
        raise ValueError(f"no key: {name[:40]!r}")
    return name if _PLAIN.fullmatch(name) and "：" not in name else _quoted(name)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _bare_in_brackets(text: str) -> bool:
    return bool(_PLAIN.fullmatch(text)) and in_brackets(text) and not FLOW_KEY.search(text)
