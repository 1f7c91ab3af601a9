"""What is written out from a plain value says just that, and ``fmt`` finds nothing to do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers import examples
from tests.unforeseen import ITEM, SHAPE
from yangguang.yamlio import Value, emit, fmt, read_yaml
from yangguang.yamlio.canon import canonical_value


def meant(value: Value) -> Value:
    """The value without what no file says: emptiness, spaces at the end of one of several lines, breaks below the last."""
    if isinstance(value, dict):
        return {key: meant(inner) for key, inner in value.items()} or None
    if isinstance(value, list):
        return [meant(inner) for inner in value] or None
    if not isinstance(value, str) or "\n" not in value:
        return value
    text = "\n".join(line.rstrip(" ") for line in value.split("\n"))
    bare = text.rstrip("\n")
    return bare + "\n" * text.endswith("\n") if bare else ""


@settings(
    max_examples=examples(500),
    deadline=None,
    suppress_health_check=[HealthCheck.large_base_example, HealthCheck.too_slow],
)
@given(item=ITEM, data=st.data())
def test_a_file_says_its_value_and_is_canonical(item: dict[str, Any], data: st.DataObject) -> None:
    text = emit({key: item[key] for key in data.draw(st.permutations(sorted(item)))}, SHAPE)
    read, problems = read_yaml(text.encode(), "a.yml")
    assert problems == []
    assert read == meant(canonical_value(item, SHAPE))
    assert fmt(text.encode(), "a.yml", SHAPE) == (text.encode(), [])


@pytest.mark.parametrize(
    "item",
    [
        {"职权名称": "甲", "事项名称": "乙"},
        {"职权名称": "甲\u200b"},
        {"职权名称": "甲\t乙"},
        {"": "甲"},
        {"键\n": "甲"},
        {"键" * 600: "甲"},
    ],
)
def test_what_no_file_can_say_is_refused(item: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        emit(item, SHAPE)


def test_nesting_that_the_reader_does_not_follow_is_refused() -> None:
    deep: Any = "甲"
    for _ in range(60):
        deep = [deep]
    with pytest.raises(ValueError, match="deep"):
        emit({"备注": deep}, SHAPE)
