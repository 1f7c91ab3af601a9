"""A flow with decisions, labelled ends and side branches over the stages of an item."""

from __future__ import annotations

import random
from typing import Any

Record = dict[str, Any]

_DOCUMENTS = {
    "受理": "受理通知书", "审查": "审查意见表", "决定": "决定书", "送达": "送达回证", "立案": "立案审批表", "调查取证": "调查终结报告",
    "告知": "事先告知书", "执行": "结案审批表", "报批": "审批表", "实施": "现场笔录", "处理": "处理决定书", "解除": "解除决定书",
    "制定计划": "年度检查计划", "实施检查": "检查记录", "处置": "责令改正通知书", "核定": "核定通知书", "公示": "公示文书",
}  # fmt: skip
_EXITS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "受理": (("不属于职权范围", "不予受理", "不予受理决定书"),),
    "审查": (("不符合规定条件", "不予办理", "不予办理决定书"),),
    "审核": (("不符合规定条件", "不予办理", "不予办理决定书"),),
    "立案": (("不符合立案条件", "不予立案", "不予立案审批表"),),
    "调查取证": (("违法事实不能成立", "撤销案件", "撤销案件决定书"), ("涉嫌犯罪", "移送司法机关", "移送函")),
    "实施检查": (("未发现问题", "检查结束", "检查结果告知书"),),
    "评审": (("未通过评审", "不予奖励", "评审意见书"),),
    "审理": (("当事人撤回申请", "终止裁决", "终止通知书"),),
}
"""Exits that end the flow: condition, label of the end, document."""

_SIDES: dict[str, tuple[str, str, str]] = {
    "受理": ("材料不全", "补正", "补正告知书"),
    "审查": ("需要专家评审", "专家评审", "专家评审意见"),
    "告知": ("当事人要求听证", "听证", "听证笔录"),
    "实施检查": ("现场发现违法行为", "责令改正", "责令改正通知书"),
    "公示": ("有异议", "核实异议", "异议核实意见"),
}
"""Side branches: condition, name of the step, document. 补正 returns, the others go on."""

SHARES = {"行政许可": 0.9, "行政确认": 0.8, "行政给付": 0.8, "行政裁决": 1.0, "行政处罚": 0.4, "行政检查": 0.3}
"""How many items of a class write their flow; of the other classes a quarter."""


def flow(stages: tuple[str, ...], posts: tuple[str, ...], unit: str, total: int, rng: random.Random) -> list[Record]:
    """Steps of the distinct stages in order; the limits of the main line stay below ``total`` of this unit."""
    main = list(dict.fromkeys(stages))
    limit = max(1, total // (len(main) + 1))
    steps: list[Record] = []
    for place, stage in enumerate(main):
        successor = main[place + 1] if place + 1 < len(main) else "结束"
        step: Record = {"步骤": stage, "环节": stage, "岗位": posts[place % len(posts)]}
        if rng.random() < 0.7:
            step["时限"] = f"{rng.randint(1, limit)}{unit}"
        if stage in _DOCUMENTS:
            step["文书"] = [_DOCUMENTS[stage]]
        sides = [side for side in _branches(step, stage, successor, rng) if side["步骤"] not in main]
        steps += [step, *sides]
    return steps


def _branches(step: Record, stage: str, successor: str, rng: random.Random) -> list[Record]:
    """Adds exits to a step; the side steps that they need."""
    exits: list[Record] = []
    sides: list[Record] = []
    if stage in _SIDES:
        condition, name, document = _SIDES[stage]
        exits.append({"条件": condition, "转到": name})
        back = stage if name == "补正" else successor
        sides.append({"步骤": name, "环节": stage, "旁支": "是", "下一步": back, "文书": [document], "计入时限": "否"})
    for condition, end, document in _EXITS.get(stage, ()):
        exits.append({"条件": condition, "终止": end, "文书": document})
    if exits:
        step["分支"] = exits
        if rng.random() < 0.5:
            step["否则"] = "符合条件"
    return sides
