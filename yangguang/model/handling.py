"""How somebody applies: conditions, materials, limits, fees, places (办理)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from yangguang.model.fields import LimitText, Listed, NoneListed, Record, Texts, YesNo, key
from yangguang.model.words import ApprovalWay, JobKind


class Material(Record):
    """One paper that an applicant brings (申请材料)."""

    name: str = key("名称", "材料名称", strict=True)
    kind: str | None = key("材料类型", "原件、复印件")
    form: str | None = key("材料形式", "纸质、电子")
    copies: str | None = key("份数")
    source: str | None = key("来源渠道", "申请人自备、政府部门核发、其他")
    need: str | None = key("必要性", "必要、非必要、容缺后补")
    grace: str | None = key("补齐时限", "容缺时多久补齐")
    waived: str | None = key("免提交", "凭什么免提交")
    blank_form: str | None = key("空白表格", "表格文件或网址")
    sample: str | None = key("示例样表", "样表文件或网址")
    notes: str | None = key("填报须知")
    basis: str | None = key("依据")
    applies: str | None = key("适用情形")

    synonyms: ClassVar[dict[str, str]] = {
        "材料名称": "名称", "类型": "材料类型", "形式": "材料形式", "材料份数": "份数", "材料来源": "来源渠道", "材料来源渠道": "来源渠道",
        "材料必要性": "必要性", "是否必要": "必要性", "空表": "空白表格", "样表": "示例样表", "材料依据": "依据", "要求": "填报须知",
    }  # fmt: skip


class Extension(Record):
    """By how much the limit may be prolonged (延长)."""

    limit: LimitText = key("时限", strict=True)
    basis: str | None = key("依据")


class Procedure(Record):
    """A special procedure that the limits do not count (特别程序)."""

    name: str = key("名称", strict=True)
    limit: LimitText | None = key("时限")
    basis: str | None = key("依据")


class Fee(Record):
    """One fee (收费) with its standard and basis."""

    item: str = key("项目", strict=True)
    standard: str = key("标准", strict=True)
    basis: str | None = key("依据", "收费依据", required=True)
    relief: str | None = key("减免")
    relief_basis: str | None = key("减免依据")

    synonyms: ClassVar[dict[str, str]] = {"收费项目": "项目", "收费标准": "标准", "收费依据": "依据"}


class Result(Record):
    """What the applicant gets (审批结果)."""

    name: str | None = key("名称")
    valid: str | None = key("有效期")
    sample: str | None = key("样本")

    synonyms: ClassVar[dict[str, str]] = {"结果名称": "名称", "结果样本": "样本"}


class YearlyCheck(Record):
    """A yearly or other periodic check (年审年检)."""

    cycle: str | None = key("周期")
    basis: str | None = key("依据")


class Intermediary(Record):
    """A service that must be bought before applying (中介服务)."""

    name: str = key("名称", strict=True)
    basis: str | None = key("依据")
    payer: str | None = key("付费方")


class HandlingKeys(Record):
    """What both 办理 and each of its 业务办理项 may say."""

    targets: Texts = key("服务对象", "自然人、法人、其他组织", default=())
    conditions: str | None = key("受理条件")
    materials: Annotated[tuple[Material, ...], Listed] = key("申请材料", default=())
    legal_limit: LimitText | None = key("法定办结时限")
    promised_limit: LimitText | None = key("承诺办结时限")
    extension: Extension | None = key("延长")
    procedures: Annotated[tuple[Procedure, ...], NoneListed] = key("特别程序", "不计入时限的程序", default=())
    fees: Literal["不收费", "无"] | Annotated[tuple[Fee, ...], Listed] | None = key("收费", "不收费，或收费项目")
    job_kind: JobKind | None = key("办件类型")
    approval_way: ApprovalWay | None = key("审批方式")
    forms: Texts = key("办理形式", "窗口办理、网上办理、快递申请", default=())
    visits: str | None = key("到现场次数")
    delivery: Texts = key("送达方式", "窗口领取、邮寄、电子送达", default=())
    result: Result | None = key("审批结果")
    quota: str | None = key("数量限制")
    yearly_check: Literal["无"] | YearlyCheck | None = key("年审年检")
    benefit: str | None = key("给付标准")
    intermediaries: Annotated[tuple[Intermediary, ...], NoneListed] = key("中介服务", default=())
    in_hall: YesNo | None = key("进驻大厅")
    window: str | None = key("窗口")
    places: Texts = key("办理地点", "服务场所（places.yml）的编号，或文字", default=())
    hours: str | None = key("办理时间")
    online: str | None = key("网上办理", "网址")
    themes: Texts = key("事项主题", "办事主题（themes.yml）的标识或名称", default=())

    synonyms: ClassVar[dict[str, str]] = {
        "申请条件": "受理条件", "办理条件": "受理条件", "材料": "申请材料", "申报材料": "申请材料", "法定时限": "法定办结时限",
        "承诺时限": "承诺办结时限", "收费标准": "收费", "收费情况": "收费", "是否收费": "收费", "办理窗口": "窗口",
        "到办事现场次数": "到现场次数", "主题": "事项主题", "办公时间": "办理时间", "网址": "网上办理",
        "办理对象": "服务对象", "服务对象类型": "服务对象", "办理材料": "申请材料", "提交材料": "申请材料", "法定期限": "法定办结时限",
        "承诺期限": "承诺办结时限", "法定办理时限": "法定办结时限", "承诺办理时限": "承诺办结时限", "办理结果": "审批结果", "结果": "审批结果",
        "办理方式": "办理形式", "办理地址": "办理地点", "网办地址": "网上办理", "在线办理": "网上办理", "审批数量": "数量限制",
    }  # fmt: skip

    @property
    def free(self) -> bool | None:
        """Whether nothing is charged; ``None`` where the item does not say."""
        return None if self.fees is None else isinstance(self.fees, str)

    @property
    def fee_list(self) -> tuple[Fee, ...]:
        """The fees, empty where nothing is charged or nothing is said."""
        return () if self.fees is None or isinstance(self.fees, str) else self.fees


class Variant(HandlingKeys):
    """One case of handling (业务办理项): overrides keys of 办理."""

    name: str = key("名称", strict=True)


class Handling(HandlingKeys):
    """How somebody applies (办理)."""

    variants: Annotated[tuple[Variant, ...], Listed] = key("业务办理项", default=())

    @property
    def said(self) -> frozenset[str]:
        """What is said of every case: by 办理 itself, else by each of its 业务办理项."""
        of_cases = [variant.model_fields_set for variant in self.variants]
        return frozenset(self.model_fields_set).union(set.intersection(*of_cases) if of_cases else ())

    def merged(self, variant: Variant) -> HandlingKeys:
        """What holds for one case: the item's 办理 with the case's own keys in their place."""
        own = {name: getattr(variant, name) for name in variant.model_fields_set if name != "name"}
        base = {name: getattr(self, name) for name in HandlingKeys.model_fields}
        said = (self.model_fields_set | own.keys()) & base.keys()
        return HandlingKeys.model_construct(said, **(base | own))
