"""The flow of an item as the content format tells it: boxes, diamonds, ends, totals, and every mistake by name."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.flows import PERMIT, drawn, power
from yangguang.model.flow import Flow, flow_of
from yangguang.model.flow_faults import Fault, FaultKind, flow_faults
from yangguang.model.ids import duty_ids, risk_ids
from yangguang.model.power import Power


def arrows(flow: Flow) -> list[str]:
    """The edges as ``from -label-> to``, a diamond with its question mark."""
    names = [node.text + "？" * (node.kind == "decision") for node in flow.nodes]
    return [f"{names[e.source]} -{e.label}-> {names[e.target]}" for e in flow.edges]


def test_the_flow_of_a_permit_has_every_way_that_its_editor_wrote() -> None:
    assert arrows(drawn(power(PERMIT))) == [
        "申请 --> 受理",
        "受理 --> 材料不全？",
        "材料不全？ -是-> 补正",
        "材料不全？ -否-> 不属于职权范围？",
        "不属于职权范围？ -是-> 不予受理",
        "不属于职权范围？ -其他情形-> 审查",
        "补正 --> 受理",
        "审查 --> 重大公共利益？",
        "重大公共利益？ -是-> 听证",
        "重大公共利益？ -否-> 不符合条件？",
        "不符合条件？ -是-> 不予许可",
        "不符合条件？ -符合条件-> 决定",
        "听证 --> 决定",
        "决定 --> 办结",
    ]


def test_a_lone_exit_is_a_question_answered_by_yes_and_no() -> None:
    flow = drawn(power([{"步骤": "受理", "分支": [{"条件": "材料不全", "终止": "退回"}]}]))
    assert arrows(flow)[2:] == ["材料不全？ -是-> 退回", "材料不全？ -否-> 办结"]


def test_without_a_flow_the_stages_in_order_are_the_flow() -> None:
    flow = drawn(power(stages=("受理", "受理", "其他", "审查", None, "受理")))
    assert [node.text for node in flow.nodes] == ["申请", "受理", "审查", "受理", "办结"]


@pytest.mark.parametrize("stages", [(), ("其他",), (None, None)])
def test_an_item_that_names_no_stage_has_no_chart(stages: tuple[str | None, ...]) -> None:
    assert flow_of(power(stages=stages)) is None


@pytest.mark.parametrize(
    ("power_class", "word"),
    [("行政许可", "申请"), ("行政给付", "申请"), ("行政处罚", "启动"), ("行政检查", "启动"), ("行政征收", "启动")],
)
def test_the_start_says_whether_somebody_applies(power_class: str, word: str) -> None:
    assert drawn(power(职权类别=power_class)).nodes[0].text == word


def test_equal_ends_share_one_shape_and_keep_all_documents() -> None:
    exits = [{"条件": "一", "终止": "退回", "文书": "甲"}, {"条件": "二", "终止": "退回", "文书": ["乙", "甲"]}]
    ends = [node for node in drawn(power([{"步骤": "受理", "分支": exits}])).nodes if node.kind == "end"]
    assert [(end.text, end.documents) for end in ends] == [("退回", ("甲", "乙")), ("办结", ())]


def test_the_reserved_next_step_leads_to_the_normal_end() -> None:
    flow = drawn(
        power([{"步骤": "受理", "下一步": "结束", "分支": [{"条件": "甲", "转到": "审查"}]}, {"步骤": "审查"}])
    )
    assert "甲？ -否-> 办结" in arrows(flow)


@pytest.mark.parametrize(
    ("more", "total"),
    [
        ({"办理": {"法定办结时限": "60个工作日", "承诺办结时限": "20个工作日"}}, ("承诺办结时限", "20个工作日", "18个工作日")),
        ({"办理": {"法定办结时限": "60个工作日"}, "办案期限": {"时限": "90日"}}, ("法定办结时限", "60个工作日", "18个工作日")),
        ({"办案期限": {"时限": "90日"}}, ("办案期限", "90日", "")),
        ({}, ("", "", "")),
    ],
)  # fmt: skip
def test_the_foot_shows_the_promised_else_the_legal_else_the_case_limit(
    more: dict[str, Any], total: tuple[str, str, str]
) -> None:
    flow = drawn(power(PERMIT, **more))
    assert (flow.total_name, flow.total, flow.spent) == total


def test_a_step_in_a_loop_counts_once_and_uncounted_steps_not_at_all() -> None:
    steps: list[dict[str, Any]] = [
        {"步骤": "受理", "时限": "2日"},
        {"步骤": "公示", "时限": "7日", "计入时限": "否"},
        {"步骤": "决定", "时限": "3日", "分支": [{"条件": "有误", "转到": "受理"}]},
        {"步骤": "送达", "时限": "当场"},
    ]
    assert drawn(power(steps, 办案期限={"时限": "5日"})).spent == "5日"
    assert flow_faults(power(steps, 办案期限={"时限": "5日"})) == ()


def change(index: int, **keys: Any) -> list[dict[str, Any]]:
    """The permit's flow with other keys in one step; ``None`` takes a key out."""
    steps = [dict(step) for step in PERMIT]
    steps[index] = {k: v for k, v in {**steps[index], **keys}.items() if v is not None}
    return steps


def only(item: Power) -> Fault:
    """The one fault of an item: one mistake is told once."""
    faults = flow_faults(item)
    assert len(faults) == 1, faults
    return faults[0]


def test_the_flow_of_a_permit_has_no_fault() -> None:
    assert flow_faults(power(PERMIT, 办理={"承诺办结时限": "20个工作日"})) == ()
    assert flow_faults(power()) == ()


def test_an_unknown_target_names_the_steps_that_may_be_meant() -> None:
    fault = only(power(change(0, 分支=[{"条件": "材料不全", "转到": "补证"}])))
    assert (fault.kind, fault.where) == (FaultKind.TARGET, ("运行流程", 0, "分支", 0, "转到"))
    assert fault.args == {"name": "补证", "near": "补正、听证"}


def test_an_unknown_next_step_is_told_at_its_key() -> None:
    fault = only(power(change(4, 下一步="送达")))
    assert (fault.kind, fault.where) == (FaultKind.TARGET, ("运行流程", 4, "下一步"))


def test_a_main_step_cannot_go_on_to_a_side_branch() -> None:
    fault = only(power(change(2, 下一步="听证")))
    assert (fault.kind, fault.where) == (FaultKind.TO_SIDE, ("运行流程", 2, "下一步"))


def test_a_side_branch_may_go_on_to_another_one_but_a_main_step_is_drawn_to_the_next_main_one() -> None:
    steps: list[dict[str, Any]] = [
        {"步骤": "受理", "分支": [{"条件": "材料不全", "转到": "补正"}]}, {"步骤": "补正", "旁支": "是", "下一步": "复核"},
        {"步骤": "复核", "旁支": "是", "下一步": "受理"}, {"步骤": "决定"},
    ]  # fmt: skip
    item = power(steps, stages=())
    assert list(flow_faults(item)) == []
    assert {"补正 --> 复核", "复核 --> 受理"} <= set(arrows(drawn(item)))
    mistaken = arrows(drawn(power(change(2, 下一步="听证"))))
    assert "不符合条件？ -符合条件-> 决定" in mistaken


def test_a_side_branch_must_say_where_it_returns_to() -> None:
    fault = only(power(change(1, 下一步=None)))
    assert (fault.kind, fault.where) == (FaultKind.NO_NEXT, ("运行流程", 1))


def test_an_exit_leads_to_a_step_or_to_an_end_not_to_both() -> None:
    fault = only(power(change(4, 分支=[{"条件": "甲", "转到": "审查", "终止": "退回"}])))
    assert (fault.kind, fault.where) == (FaultKind.TWO_WAYS, ("运行流程", 4, "分支", 0))


def test_an_exit_leads_somewhere() -> None:
    fault = only(power(change(4, 分支=[{"条件": "甲"}])))
    assert (fault.kind, fault.where) == (FaultKind.NO_WAY, ("运行流程", 4, "分支", 0))


def test_a_step_that_nothing_reaches_is_told_and_what_follows_from_it_is_not() -> None:
    steps = change(0, 分支=[{"条件": "不属于职权范围", "终止": "不予受理"}])
    fault = only(power(steps))
    assert (fault.kind, fault.where, fault.args) == (FaultKind.UNREACHED, ("运行流程", 1), {"name": "补正"})
    jumped = [{"步骤": "甲", "下一步": "结束"}, {"步骤": "乙"}, {"步骤": "丙"}]
    assert only(power(jumped)).where == ("运行流程", 1)


def test_a_circle_without_an_end_is_told_once() -> None:
    exits = [{"条件": "有误", "转到": "丙"}]
    fault = only(power([{"步骤": "甲"}, {"步骤": "乙", "分支": exits}, {"步骤": "丙", "下一步": "乙"}]))
    assert (fault.kind, fault.where, fault.args["circle"]) == (FaultKind.ENDLESS, ("运行流程", 1), "乙 → 丙")


def test_a_step_that_leads_to_itself_alone_is_a_circle() -> None:
    assert only(power([{"步骤": "甲", "下一步": "甲"}])).kind == FaultKind.ENDLESS


def test_step_names_are_unique() -> None:
    fault = only(power([{"步骤": "受理"}, {"步骤": "受理"}]))
    assert (fault.kind, fault.where) == (FaultKind.REPEATED, ("运行流程", 1, "步骤"))
    assert only(power([{"环节": "受理"}, {"环节": "受理"}])).where == ("运行流程", 1, "环节")


def test_a_stage_that_no_duty_has_is_told_with_the_near_one() -> None:
    fault = only(power([{"环节": "受理"}, {"步骤": "审核", "环节": "审核"}, {"环节": "决定"}]))
    assert (fault.kind, fault.where) == (FaultKind.STAGE, ("运行流程", 1, "环节"))
    assert fault.args == {"name": "审核", "near": "审查"}


def test_the_word_for_the_end_is_no_name_of_a_step() -> None:
    assert only(power([{"步骤": "受理"}, {"步骤": "结束"}])).kind == FaultKind.RESERVED


def test_a_step_needs_a_name() -> None:
    assert only(power([{"步骤": "受理"}, {"岗位": "窗口"}])).kind == FaultKind.NAMELESS


def test_side_branches_alone_are_no_flow() -> None:
    item = power([{"步骤": "补正", "旁支": "是", "下一步": "结束"}])
    assert only(item).kind == FaultKind.NO_MAIN
    assert flow_of(item) is None


@pytest.mark.parametrize("total", ["17个工作日", "当场"])
def test_steps_that_take_longer_than_the_whole_are_told(total: str) -> None:
    fault = only(power(PERMIT, 办理={"承诺办结时限": total}))
    assert (fault.kind, fault.args) == (
        FaultKind.LIMITS,
        {"spent": "18个工作日", "total": total, "total_name": "承诺办结时限"},
    )


def test_limits_in_another_unit_are_not_compared() -> None:
    assert flow_faults(power(PERMIT, 办理={"承诺办结时限": "1个月"})) == ()


STEP_NAMES = st.sampled_from(["受理", "审查", "决定", "补正", "结束", "无此步骤", None])
WILD_STEP = st.fixed_dictionaries(
    {},
    optional={
        "步骤": STEP_NAMES,
        "环节": STEP_NAMES,
        "旁支": st.sampled_from(["是", "否"]),
        "下一步": STEP_NAMES,
        "分支": st.lists(
            st.fixed_dictionaries({"条件": st.just("甲")}, optional={"转到": STEP_NAMES, "终止": STEP_NAMES})
        ),
    },
)


@given(st.lists(WILD_STEP, max_size=6))
def test_no_mistake_of_an_editor_breaks_the_program_and_a_flow_without_faults_reaches_an_end(
    steps: list[dict[str, Any]],
) -> None:
    item = power(steps)
    flow, faults = flow_of(item), flow_faults(item)
    if steps and flow and not faults:
        ways = {i: [e.target for e in flow.edges if e.source == i] for i in range(len(flow.nodes))}
        ending = {i for i, node in enumerate(flow.nodes) if node.kind == "end"}
        for _ in flow.nodes:
            ending |= {i for i, targets in ways.items() if ending & set(targets)}
        assert ending == set(ways)
        assert sum(node.kind == "step" for node in flow.nodes) == len(steps)


def test_ids_of_duties_and_risks_count_within_their_stage() -> None:
    risk = {"风险点": "拖延", "等级": "高", "防控措施": "公示", "责任岗位": "窗口"}
    item = Power.model_validate(
        {
            "职权编码": "1107-A-00100", "职权名称": "甲", "职权类别": "行政许可",
            "责任事项": [
                {"环节": "受理", "责任": "…", "风险点": [risk, risk]},
                {"环节": "审查", "责任": "…"},
                {"责任类型": "指导监督责任", "责任": "…"},
                {"环节": "受理", "责任": "…"},
            ],
        }
    )  # fmt: skip
    ids = duty_ids(item.duties)
    assert ids == ("受理-1", "审查-1", "指导监督-1", "受理-2")
    assert risk_ids(ids[0], item.duties[0]) == ("受理-1-1", "受理-1-2")
