"""What is written out from a plain value says just that, and ``fmt`` finds nothing to do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers import examples
from yangguang.model.power import Power
from yangguang.yamlio import Value, emit, fmt, read_yaml, shape_of
from yangguang.yamlio.canon import canonical_value

SHAPE = shape_of(Power)

LINE = st.text(st.sampled_from("甲乙条Aa1 ：:，,。#-?|>&*!%@`'\"\\{}[]《》（“…\u3000~=_<.２天"), max_size=8)
TEXT = (
    LINE
    | st.lists(LINE, max_size=4).map("\n".join)
    | st.sampled_from(
        ["市级", "无", "/", "20工作日", "2016/2/9", "２０１６年2月9日", "其他权力", "null", "true", "长" * 3000]
    )
)
EMPTY: st.SearchStrategy[Any] = st.none() | st.just([]) | st.just({})
KEY = st.text(st.sampled_from("甲键A1 ：:#-?'\"\\{[<&"), min_size=1, max_size=6)
ONE = TEXT | EMPTY
BASIS = st.dictionaries(
    st.sampled_from(["法规", "条款", "原文", "文号"]) | KEY, ONE | st.lists(TEXT, max_size=2), max_size=3
)
DUTY = st.fixed_dictionaries(
    {}, optional={"责任": TEXT, "环节": ONE, "依据": TEXT | BASIS | st.lists(TEXT | BASIS, max_size=2)}
)
ITEM = st.fixed_dictionaries(
    {},
    optional={
        "事项名称": ONE,
        "职权类别": TEXT,
        "行使层级": ONE | st.lists(TEXT, max_size=2),
        "办理": EMPTY | st.fixed_dictionaries({}, optional={"法定时限": TEXT, "服务对象": TEXT | st.lists(TEXT, max_size=2), "受理条件": TEXT}),
        "责任事项": TEXT | DUTY | st.lists(DUTY | EMPTY, max_size=3),
        "设定依据": TEXT | BASIS | st.lists(BASIS, max_size=2),
        "更新日期": TEXT,
        "没有这个键": ONE | st.lists(st.lists(TEXT, max_size=2), max_size=2) | BASIS,
    },
)  # fmt: skip


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
