"""The power item (职权事项): the identity card of one power or public service."""

from __future__ import annotations

from typing import Annotated, ClassVar

from yangguang.model.basis import Basis
from yangguang.model.duty import Duty
from yangguang.model.fields import ClassName, Day, LimitText, Listed, NoneTexts, Record, Texts, YesNo, key
from yangguang.model.handling import Handling
from yangguang.model.words import APPLIED_FOR, Enforcement, ExerciseLevel, HolderKind, Nature, Source, Status


class MainItem(Record):
    """The main item (主项) that a sub-item belongs to; it may live in another region."""

    name: str = key("名称", strict=True)
    code: str | None = key("编码")


class OtherCodes(Record):
    """Codes of other schemes that this item also bears."""

    national_basic: str | None = key("国家基本编码", "12 位", pattern=r"^[0-9]{12}$")
    national_impl: str | None = key("国家实施编码", "31 位", pattern=r"^[0-9A-Z]{31}$")
    former: Texts = key("原编码", default=())
    upper: str | None = key("同源编码", "上级清单里同一职权的编码")


class Entrustment(Record):
    """An entrustment (委托) of the power to another body."""

    to: str = key("受委托单位", strict=True)
    scope: str | None = key("范围")
    basis: str | None = key("依据")
    number: str | None = key("文号")
    start: Day | None = key("起")
    end: Day | None = key("止")


class LevelShare(Record):
    """What one level does (权限划分)."""

    level: str = key("层级", strict=True)
    scope: str = key("范围", strict=True)
    unit: str | None = key("单位")


class Term(Record):
    """How long a case may take in a power exercised ex officio (办案期限)."""

    limit: LimitText = key("时限", strict=True)
    basis: str | None = key("依据")
    note: str | None = key("说明")

    synonyms: ClassVar[dict[str, str]] = {"期限": "时限", "办理期限": "时限"}


class Hearing(Record):
    """When the person concerned may ask for a hearing (听证)."""

    cases: str | None = key("适用情形")
    basis: str | None = key("依据")


class Discretion(Record):
    """One row of the discretion table (裁量基准)."""

    severity: str = key("违法情节", strict=True)
    condition: str = key("适用条件", strict=True)
    penalty: str = key("处罚标准", strict=True)
    basis: str | None = key("依据")


class DiscretionFile(Record):
    """A discretion table that stands in a file or at an address."""

    file: str = key("文件", "路径或网址；写了它，就不写各条", strict=True)


class Penalty(Record):
    """What a penalty may be (处罚)."""

    kinds: Texts = key("种类", default=())
    summary: str | None = key("简易程序", "适用、部分适用、不适用")
    hearing: Hearing | None = key("听证")
    discretion: DiscretionFile | Annotated[tuple[Discretion, ...], Listed] = key("裁量基准", default=())

    synonyms: ClassVar[dict[str, str]] = {"处罚种类": "种类", "自由裁量基准": "裁量基准", "裁量标准": "裁量基准"}


class Inspection(Record):
    """How an inspection is made (检查)."""

    way: str | None = key("方式")
    frequency: str | None = key("频次")
    target: str | None = key("对象")


class Publicity(Record):
    """What of the result is made public (结果公开)."""

    content: str | None = key("内容")
    limit: str | None = key("时限")
    channel: str | None = key("渠道")


class Branch(Record):
    """One exit of a step (分支): leads to another step or to a labelled end, never to both."""

    condition: str = key("条件", strict=True)
    goto: str | None = key("转到")
    end: str | None = key("终止")
    documents: Texts = key("文书", default=())


class FlowStep(Record):
    """One step of the flow (运行流程)."""

    step: str | None = key("步骤", "框里的名称，默认同环节")
    stage: str | None = key("环节")
    post: str | None = key("岗位")
    limit: str | None = key("时限")
    documents: Texts = key("文书", default=())
    branches: Annotated[tuple[Branch, ...], Listed] = key("分支", default=())
    side: YesNo = key("旁支", "是：主线之外的步骤", default=False)
    next: str | None = key("下一步")
    counted: YesNo = key("计入时限", default=True)
    otherwise: str | None = key("否则")

    synonyms: ClassVar[dict[str, str]] = {
        "步骤名称": "步骤",
        "名称": "步骤",
        "责任岗位": "岗位",
        "期限": "时限",
        "去向": "下一步",
    }


class Approval(Record):
    """The decision by which the item stands on the list (批准文件)."""

    number: str | None = key("文号")
    title: str | None = key("标题")


class Attachment(Record):
    """A file that goes with an item or document (附件)."""

    file: str = key("文件", "相对于地区文件夹的路径", strict=True)
    name: str | None = key("名称")


class Accountability(Record):
    """One case in which officials answer for what they did (追责情形)."""

    case: str = key("情形", strict=True)
    basis: str | None = key("依据")


class Power(Record):
    """One power item or public service: everything its identity card shows."""

    code: str = key("职权编码", "本地区唯一，不得重复使用", strict=True, pattern=r"^[0-9A-Za-z-]{4,64}$")
    name: str = key("职权名称", strict=True, min_length=1)
    nature: Nature = key("事项性质", "行政权力（默认）或公共服务", default="行政权力")
    power_class: ClassName | None = key("职权类别", required=True)
    everyday_names: Texts = key("通俗名称", "老百姓的说法，供检索", default=())
    main_item: MainItem | None = key("主项")
    catalogue_main: YesNo = key("目录主项", "是：只用来归集子项", default=False)
    other_codes: OtherCodes | None = key("其他编码")
    holder: str | None = key("行使主体", "默认为所在部门")
    holder_kind: HolderKind | None = key("实施主体性质")
    office: str | None = key("承办机构")
    joint_offices: NoneTexts = key("联办机构", default=())
    entrustments: Annotated[tuple[Entrustment, ...], Listed] = key("委托", default=())
    levels: Annotated[tuple[ExerciseLevel, ...], Listed] = key("行使层级", default=())
    level_split: str | Annotated[tuple[LevelShare, ...], Listed] | None = key("权限划分")
    source: Source | None = key("权力来源")
    bases: Annotated[tuple[Basis, ...], Listed] = key("设定依据", required=True, default=())
    handling: Handling | None = key("办理", "依申请事项与公共服务怎么办")
    term: Term | None = key("办案期限", "依职权事项的期限")
    penalty: Penalty | None = key("处罚")
    enforcement: Enforcement | None = key("执行方式", "行政强制事项：强制措施或强制执行")
    inspection: Inspection | None = key("检查")
    publicity: Publicity | None = key("结果公开")
    consult_phone: str | None = key("咨询电话", "默认为部门的")
    complaint_phone: str | None = key("监督电话", "默认为部门的")
    remedy: str | None = key("救济渠道", "默认为地区按类别的")
    duties: Annotated[tuple[Duty, ...], Listed] = key("责任事项", required=True, default=())
    accountability: str | Annotated[tuple[Accountability, ...], Listed] | None = key("追责情形")
    accountable: str | None = key("追责对象范围")
    flow: Annotated[tuple[FlowStep, ...], Listed] = key("运行流程", default=())
    status: Status | None = key("状态", "默认 在用；由调整文件决定的不写")
    effective: Day | None = key("生效日期")
    approval: Approval | None = key("批准文件")
    updated: Day | None = key("更新日期")
    revision: str | None = key("事项版本")
    attachments: Annotated[tuple[Attachment, ...], Listed] = key("附件", default=())
    remarks: str | None = key("备注")

    synonyms: ClassVar[dict[str, str]] = {
        "编码": "职权编码", "事项编码": "职权编码", "权力编码": "职权编码", "事项名称": "职权名称", "权力名称": "职权名称", "职权项目": "职权名称",
        "权力类型": "职权类别", "职权类型": "职权类别", "事项类型": "职权类别", "权力类别": "职权类别", "实施依据": "设定依据", "法律依据": "设定依据",
        "职权依据": "设定依据", "法定依据": "设定依据", "实施主体": "行使主体", "实施部门": "行使主体", "责任主体": "行使主体", "承办科室": "承办机构",
        "承办处室": "承办机构", "俗称": "通俗名称", "别名": "通俗名称", "监督投诉电话": "监督电话", "投诉电话": "监督电话", "责任清单": "责任事项",
        "责任": "责任事项", "流程": "运行流程", "流程图": "运行流程", "救济途径": "救济渠道", "追责依据": "追责情形", "事项状态": "状态",
        "权责编码": "职权编码", "事项代码": "职权编码", "权责名称": "职权名称", "行政职权名称": "职权名称", "权责类型": "职权类别", "权责类别": "职权类别",
        "权力依据": "设定依据", "行权依据": "设定依据", "实施机关": "行使主体", "实施机构": "行使主体", "法定主体": "行使主体", "承办单位": "承办机构",
        "内设机构": "承办机构", "追责情形及依据": "追责情形", "问责情形": "追责情形", "办理流程": "运行流程", "权力运行流程": "运行流程",
        "层级权限": "权限划分", "分级权限": "权限划分", "权力状态": "状态",
    }  # fmt: skip

    @property
    def public_service(self) -> bool:
        """Whether this is a 公共服务, which is no power and counts in no list of powers."""
        return self.nature == "公共服务"

    @property
    def applied_for(self) -> bool:
        """Whether somebody applies for it (依申请), in contrast to powers exercised ex officio (依职权)."""
        return self.public_service or self.power_class in APPLIED_FOR
