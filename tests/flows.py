"""An item with a flow, its duties by stage."""

from __future__ import annotations

from typing import Any

from yangguang.model.flow import Flow, flow_of
from yangguang.model.power import Power

PERMIT: list[dict[str, Any]] = [
    {
        "步骤": "受理", "环节": "受理", "岗位": "窗口受理人员", "时限": "5个工作日", "文书": ["受理通知书"],
        "分支": [
            {"条件": "材料不全", "转到": "补正"},
            {"条件": "不属于职权范围", "终止": "不予受理", "文书": "不予受理决定书"},
        ],
    },
    {"步骤": "补正", "环节": "受理", "旁支": "是", "下一步": "受理", "文书": ["补正告知书"], "计入时限": "否"},
    {
        "步骤": "审查", "环节": "审查", "岗位": "经办人员", "时限": "10个工作日", "否则": "符合条件",
        "分支": [{"条件": "重大公共利益", "转到": "听证"}, {"条件": "不符合条件", "终止": "不予许可"}],
    },
    {"步骤": "听证", "环节": "审查", "旁支": "是", "下一步": "决定", "时限": "20日", "计入时限": "否"},
    {"步骤": "决定", "环节": "决定", "岗位": "分管领导", "时限": "3个工作日"},
]  # fmt: skip


def power(
    flow: list[dict[str, Any]] | None = None, stages: tuple[str | None, ...] = ("受理", "审查", "决定"), **more: Any
) -> Power:
    """An item with one duty per stage, and whatever else the test is about."""
    duties = [{"责任": "…", "责任类型": "直接实施责任" if s else "指导监督责任", "环节": s} for s in stages]
    item = {"职权编码": "1107-A-00100", "职权名称": "成立登记", "职权类别": "行政许可", "责任事项": duties}
    return Power.model_validate({**item, "运行流程": flow or [], **more})


def drawn(item: Power) -> Flow:
    flow = flow_of(item)
    assert flow is not None
    return flow
