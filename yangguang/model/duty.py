"""Responsibilities and their risk points, as written in an item or in the library."""

from __future__ import annotations

from typing import Annotated, ClassVar

from yangguang.model.basis import Citations
from yangguang.model.fields import Listed, Record, key
from yangguang.model.words import DutyKind


class Risk(Record):
    """An integrity-risk point (风险点) of a duty. The keys marked required are judged after 引用 is merged."""

    ref: str | None = key("引用", "library/risks.yml 里的条目")
    name: str = key("风险点", "风险点名称", required=True, default="")
    manifestation: str | None = key("表现形式", "风险怎样表现出来")
    level: str = key("等级", "高、中、低，或 region.yml 风险等级 里的写法", required=True, default="")
    measures: str = key("防控措施", "怎样防控", required=True, default="")
    post: str = key("责任岗位", "负责防控的岗位（写岗位，不写人名）", required=True, default="")
    category: str | None = key("类别", "思想道德、岗位职责、业务流程、制度机制、外部环境等")

    synonyms: ClassVar[dict[str, str]] = {
        "风险点名称": "风险点",
        "风险等级": "等级",
        "廉政风险点": "风险点",
        "表现": "表现形式",
        "风险表现": "表现形式",
        "主要表现形式": "表现形式",
        "措施": "防控措施",
        "防范措施": "防控措施",
        "风险防控措施": "防控措施",
        "责任人": "责任岗位",
        "岗位": "责任岗位",
        "防控责任人": "责任岗位",
        "风险类别": "类别",
    }


class Duty(Record):
    """A responsibility (责任事项). ``text`` and, of 直接实施责任, ``stage`` are judged after 引用 is merged."""

    ref: str | None = key("引用", "library/duties.yml 里的条目")
    stage: str | None = key("环节", "所处环节，如 受理、审查、决定")
    kind: DutyKind = key("责任类型", "直接实施责任（默认）或指导监督责任", default="直接实施责任")
    text: str = key("责任", "责任内容", required=True, default="")
    basis: Citations = key("依据", "责任的依据，也可以只写文字", default=())
    risks: Annotated[tuple[Risk, ...], Listed] = key("风险点", "这一责任的廉政风险点", default=())

    synonyms: ClassVar[dict[str, str]] = {
        "责任事项": "责任",
        "责任内容": "责任",
        "责任依据": "依据",
        "责任事项依据": "依据",
        "阶段": "环节",
        "责任环节": "环节",
        "流程环节": "环节",
        "廉政风险点": "风险点",
    }
