"""The risk chart follows the spine of stages and leaves no risk point out."""

from __future__ import annotations

from typing import Any

from yangguang.charts import risk_chart
from yangguang.model.power import Power


def risk(name: str, level: str = "高", **more: str) -> dict[str, Any]:
    return {"风险点": name, "等级": level, "防控措施": "公示清单", "责任岗位": "窗口受理人员", **more}


def item(*duties: tuple[str | None, list[dict[str, Any]]]) -> Power:
    rows = [
        {"责任": "…", "责任类型": "直接实施责任" if stage else "指导监督责任", "环节": stage, "风险点": risks}
        for stage, risks in duties
    ]
    return Power.model_validate(
        {"职权编码": "1107-A-00100", "职权名称": "甲", "职权类别": "行政许可", "责任事项": rows}
    )


def test_consecutive_duties_of_one_stage_make_one_row() -> None:
    chart = risk_chart(item(("受理", [risk("甲")]), ("受理", [risk("乙"), risk("丙")]), ("审查", [])))
    assert [(row.stage, row.duties, [r.id for r in row.risks]) for row in chart.rows] == [
        ("受理", ("受理-1", "受理-2"), ["受理-1-1", "受理-2-1", "受理-2-2"]),
        ("审查", ("审查-1",), []),
    ]
    assert chart.count == 3


def test_duties_without_a_box_have_a_row_only_for_their_risks() -> None:
    chart = risk_chart(item(("受理", []), ("其他", []), (None, [risk("甲")]), ("其他", [risk("乙")])))
    assert [(row.stage, [r.id for r in row.risks]) for row in chart.rows] == [
        ("受理", []),
        ("指导监督", ["指导监督-1-1"]),
        ("其他", ["其他-2-1"]),
    ]


def test_a_risk_shows_its_level_in_the_common_scale_and_the_word_as_written() -> None:
    (row,) = risk_chart(item(("受理", [risk("甲", "一级"), risk("乙", "低")])), {"一级": "高"}).rows
    assert [(r.level, r.original) for r in row.risks] == [("高", "一级"), ("低", "")]


def test_a_risk_carries_its_duty_its_measures_and_the_responsible_post() -> None:
    full = risk("不一次性告知", 表现形式="反复补正", 类别="业务流程")
    (row,) = risk_chart(item(("受理", [full, risk("超时")]))).rows
    assert [(e.duty, e.name, e.manifestation, e.category, e.measures, e.post) for e in row.risks] == [
        ("受理-1", "不一次性告知", "反复补正", "业务流程", "公示清单", "窗口受理人员"),
        ("受理-1", "超时", "", "", "公示清单", "窗口受理人员"),
    ]
