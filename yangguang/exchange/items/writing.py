"""A mapping → the bytes of its YAML file, always the same for the same mapping."""

from __future__ import annotations

from typing import Any

from yangguang.exchange.grid import Unreadable
from yangguang.yamlio import emit, shape_at, splice
from yangguang.yamlio.source import MAX_BYTES


def file_text(value: dict[str, Any], path: str, before: str = "") -> bytes:
    """The file in canonical form, or as it was ``before`` where that says the same; ``path`` says which kind it is.

    ``Unreadable`` where it would be larger than content may be.
    """
    shape = shape_at(path)
    if shape is None:
        raise ValueError(path)
    text = emit(value, shape)
    data = (splice(before, text, shape) if before else text).encode("utf-8")
    if len(data) > MAX_BYTES:
        raise Unreadable("item_large", name=str(value.get("职权名称", path)), limit=f"{MAX_BYTES:,}")
    return data


def writable(item: dict[str, Any]) -> bool:
    """Whether an item from elsewhere can be written as a file at all."""
    try:
        file_text(item, "powers/x/x.yml")
    except (ValueError, Unreadable):
        return False
    return True
