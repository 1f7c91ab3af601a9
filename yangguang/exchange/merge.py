"""A list that comes again: what somebody has worked on since stays, unless the list itself now says something else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

Value = dict[str, Any]

_MARKS = frozenset({"环节", "责任类型", "位阶", "版本", "文号", "性质", "效力", "等级", "类别", "条款", "标识"})
"""Keys that sort a text and do not come from it alone; 条款 stand in the text as well."""


def merged(old: Value, new: Value) -> Value:
    """The keys of ``old`` in their order, with what ``new`` says otherwise."""
    result = dict(old)
    for key, value in new.items():
        before = old.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            result[key] = merged(before, value)
        elif before is None or not same(before, value):
            result[key] = value
    return result


def same(old: Any, new: Any) -> bool:
    """Whether two values hold the same words, however far they are taken apart."""
    return old == new or _words(old) == _words(new)


def same_duties(old: Any, new: Any) -> bool:
    """The same of 责任事项; where a list tells no risks, those of the content do not count."""
    return same(old, new) or (_entries(new) and _entries(old) and same(_riskless(old), new) and _riskless(new) == new)


def with_risks(old: Any, new: Any) -> Any:
    """Duties of a list that tells no risks, with the risks that the content has for duties of the same words."""
    if not _entries(old) or not _entries(new) or _riskless(new) != new:
        return new
    risky = [duty for duty in old if "风险点" in duty]
    found = [next((duty["风险点"] for duty in risky if same(duty.get("责任"), one.get("责任"))), None) for one in new]
    return [one | {"风险点": risks} if risks else one for one, risks in zip(new, found, strict=True)]


def _entries(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _riskless(duties: list[Value]) -> list[Value]:
    return [{key: value for key, value in duty.items() if key != "风险点"} for duty in duties]


def _words(value: Any) -> Counter[str]:
    return Counter(word for text in _texts(value) for word in re.findall(r"[^\W\d_]+", text))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in _MARKS:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif value is not None:
        yield str(value)
