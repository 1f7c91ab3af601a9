"""Items as nobody expects them, drawn by Hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from yangguang.model.power import Power
from yangguang.yamlio import shape_of

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
