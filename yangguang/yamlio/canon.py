"""The canonical form of single texts and of whole values: what ``fmt`` makes of what it reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from yangguang.model.fields import parse_limit
from yangguang.model.problem import Where
from yangguang.model.words import CLASS_SYNONYMS, MISSING_WORDS
from yangguang.yamlio.fast import Value
from yangguang.yamlio.shape import Kind, Shape

_DATE = re.compile(r"([0-9]{4}) *[-/.年] *([0-9]{1,2}) *[-/.月] *([0-9]{1,2}) *日?")
_LIMIT = re.compile(r"([0-9]+) *(个?工作日|天|日|个月|年|个?小时)")
_UNITS = {"工作日": "个工作日", "天": "日", "个小时": "小时"}
_ASCII_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def canonical(text: str, kind: Kind) -> str:
    """The same date, limit or class in its one spelling; any other text as it is."""
    if kind == "class":
        return CLASS_SYNONYMS.get(text, text)
    if kind == "date":
        return _date(text)
    return _limit(text) if kind == "limit" else text


def _date(text: str) -> str:
    found = _DATE.fullmatch(text.translate(_ASCII_DIGITS).strip())
    if not found:
        return text
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return text


def _limit(text: str) -> str:
    found = _LIMIT.fullmatch(text.translate(_ASCII_DIGITS).strip())
    if not found:
        return text
    limit = parse_limit(found[1] + _UNITS.get(found[2], found[2]))
    return str(limit) if limit else text


def wraps(value: Value, shape: Shape) -> bool:
    """Whether this single value stands where a list is expected and becomes a list of one."""
    if not shape.wrap:
        return False
    if isinstance(value, dict):
        return bool(shape.each.keys)
    return isinstance(value, str) and value.strip() not in MISSING_WORDS


def canonical_value(value: Value, shape: Shape, drop: Sequence[Where] = (), path: Where = ()) -> Value:
    """What the file must say after ``fmt``; keys at the canonical paths of ``drop`` are left out, and what they empty has no value."""
    if wraps(value, shape):
        value = [value]
    if isinstance(value, list):
        return [canonical_value(v, shape.each, drop, (*path, n)) for n, v in enumerate(value)]
    if isinstance(value, dict):
        named = [(shape.name(key), v) for key, v in value.items()]
        kept = {k: canonical_value(v, shape.at(k), drop, (*path, k)) for k, v in named if (*path, k) not in drop}
        return kept if kept or not value else None
    return value if value is None else canonical(value, shape.kind)
