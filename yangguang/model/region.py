"""A region (地区) and what it keeps beside its items: departments, laws, themes, places, hotline, stages."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from yangguang.model.fields import ClassName, Day, Listed, Record, Texts, YesNo, key
from yangguang.model.release import UNKNOWN
from yangguang.model.words import SLUG, ChannelKind, Level, PlaceKind, Rank, RiskLevel, ThemeFor, Validity

_AREA = r"^([0-9]{6}|[0-9]{9}|[0-9]{12})$"


class Publication(Record):
    """When and by which document the lists were published (清单公布)."""

    day: Day | None = key("日期")
    number: str | None = key("文号")


class Contact(Record):
    """A unit and how to reach it."""

    unit: str | None = key("单位")
    phone: str | None = key("电话")
    email: str | None = key("邮箱")


class Opening(Record):
    """The ledger's opening (期初): counts by department and class on a day."""

    day: Day = key("日期", strict=True)
    number: str | None = key("文号")
    counts: dict[str, dict[ClassName, int]] = key("数量", "部门 → 类别 → 项数", strict=True)


_SIGN = r"[^\s!-,./:-@\[-\^`{-~\u3000-\u303f\uff00-\uffef]"
"""What a label of a domain is made of: letters of any script, digits, ``-``; written so that editors' schemas read it, too."""
_SITE = (
    f"^([Hh][Tt][Tt][Pp][Ss]?://{_SIGN}+|{_SIGN}+\\.{_SIGN}+)(\\.{_SIGN}+)*(:[0-9]+)?"
    r"""(/([^?#/\s<>"'`\\]+/)*[^?#/.\s<>"'`\\]*)?$"""
)
"""A host, a port, a folder: what addresses of pages can begin with. Without a scheme it must look like a domain."""


class Website(Record):
    """What the site says of itself (网站); empty entries are left out of the page."""

    name: str | None = key("网站名称")
    domain: str | None = key("域名", "网站在子文件夹里的，写到那一级", pattern=_SITE)
    code: str | None = key("网站标识码", "10 位")
    sponsor: str | None = key("主办单位")
    operator: str | None = key("承办单位")
    contact: str | None = key("联系方式")
    icp: str | None = key("ICP备案号")
    police: str | None = key("公安备案号")
    report: str | None = key("找错地址", "网友找错的网址")


class Region(Record):
    """region.yml: the place that these lists bind."""

    format: str = key("格式版本", strict=True)
    name: str = key("名称", strict=True)
    government: str | None = key("政府全称")
    code: str = key("行政区划代码", "6、9 或 12 位", strict=True, pattern=_AREA)
    former_codes: Annotated[tuple[Annotated[str, Field(pattern=_AREA)], ...], Listed] = key(
        "原区划代码", "区划代码改过的，以前的，最早的在前；那时编的职权编码不改", default=()
    )
    slug: str = key("网址标识", "用于网址", strict=True, pattern=f"^{SLUG}$")
    level: Level = key("层级", strict=True)
    upper: str | None = key("上级")
    demo: YesNo = key("演示数据", "是：每页显示“演示数据”", default=False)
    publication: Publication | None = key("清单公布")
    keeper: Contact | None = key("清单主管")
    watchdog: Contact | None = key("监督举报", "清单外行权向谁举报")
    remedies: dict[ClassName, str] = key("默认救济渠道", "按类别", default={})
    opening: Opening | None = key("期初")
    code_pattern: str | None = key("编码规则", "如 {部门:4}-{类别}-{序号:5}-{区划}")
    class_letters: dict[str, str] = key("类别字母", default={})
    risk_levels: dict[str, RiskLevel] = key("风险等级", "其他等级写法对应的高、中、低", default={})
    website: Website | None = key("网站")

    @property
    def codes(self) -> tuple[str, ...]:
        """Every 行政区划代码 that it has had, the oldest first."""
        return (*self.former_codes, self.code)


class Office(Record):
    """An office inside a department (内设机构)."""

    name: str = key("名称", strict=True)
    duties: str | None = key("职责")
    phone: str | None = key("电话")


class FormerName(Record):
    """A name that the department once had (曾用名)."""

    name: str = key("名称", strict=True)
    until: Day | None = key("至")
    number: str | None = key("文号")


class Department(Record):
    """departments/<slug>.yml."""

    name: str = key("名称", strict=True)
    short: str | None = key("简称")
    code: str | None = key("部门编码", "编制职权编码时使用")
    credit_code: str | None = key("统一社会信用代码", "18 位")
    order: int | None = key("排序")
    duties: Texts = key("主要职责", default=())
    address: str | None = key("地址")
    hours: str | None = key("办公时间")
    consult_phone: str | None = key("咨询电话")
    complaint_phone: str | None = key("监督电话")
    website: str | None = key("网址")
    offices: Annotated[tuple[Office, ...], Listed] = key("内设机构", default=())
    former_names: Annotated[tuple[FormerName, ...], Listed] = key("曾用名", default=())
    abolished: Day | None = key("撤销日期", "自这一天起不再保留的部门")

    synonyms: ClassVar[dict[str, str]] = {
        "部门名称": "名称", "单位名称": "名称", "机构职能": "主要职责", "职责": "主要职责", "办公地址": "地址", "联系电话": "咨询电话",
        "投诉电话": "监督电话", "监督投诉电话": "监督电话", "社会信用代码": "统一社会信用代码", "网站": "网址", "撤销": "撤销日期",
    }  # fmt: skip

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is and was called."""
        return tuple(filter(None, (self.name, self.short, *(former.name for former in self.former_names))))

    def name_on(self, day: date) -> str:
        """What it was called on a day, as far as its former names tell until when they were in use; what has several of one
        time was put together of several departments."""
        past = [former for former in self.former_names if former.until and former.until >= day]
        first = min((former.until for former in past if former.until), default=None)
        then = [former.name for former in past if former.until == first]
        return then[0] if len(then) == 1 else self.name


class Law(Record):
    """One entry of laws.yml."""

    name: str = key("名称", strict=True)
    slug: str = key("标识", "用于网址", strict=True, pattern=r"^[a-z0-9-]{1,60}$")
    short: str | None = key("简称")
    aliases: Texts = key("别名", default=())
    rank: Rank = key("位阶", strict=True)
    number: str | None = key("文号")
    issuer: str | None = key("制定机关")
    published: Day | None = key("公布日期")
    in_force: Day | None = key("施行日期")
    version: str | None = key("现行版本")
    amendments: Annotated[tuple[Day, ...], Listed] = key("历次修改", default=())
    validity: Validity = key("效力", strict=True)
    repealed: Day | None = key("废止日期")
    replaced_by: str | None = key("被替代", "替代它的法规的标识")
    link: str | None = key("链接")

    synonyms: ClassVar[dict[str, str]] = {
        "法规名称": "名称", "法规": "名称", "发布文号": "文号", "发布机关": "制定机关", "发布日期": "公布日期", "实施日期": "施行日期",
        "状态": "效力", "网址": "链接",
    }  # fmt: skip

    @property
    def names(self) -> tuple[str, ...]:
        """All that citations may call it."""
        return (self.name, self.short or self.name, *self.aliases)

    def validity_on(self, day: date) -> Validity | Literal["尚未施行"]:
        """Its 效力 on a day: a repeal or amendment that lies ahead does not count yet, a repeal whose day has come does; nor
        does the law itself before the day from which it is in force. Where nobody knows the day, it is as its entry says."""
        if day == UNKNOWN:
            return self.validity
        if self.in_force and self.in_force > day:
            return "尚未施行"
        if self.repealed and self.repealed <= day:
            return "废止"
        ahead = self.repealed if self.validity == "废止" else min(self.amendments, default=day) > day
        return "有效" if ahead else self.validity


class Theme(Record):
    """One entry of themes.yml: a life event or subject that leads to items."""

    id: str = key("标识", strict=True, pattern=r"^[a-z0-9-]{1,60}$")
    name: str = key("名称", strict=True)
    target: ThemeFor | None = key("对象")
    aliases: Texts = key("别名", default=())
    codes: Texts = key("职权", "职权编码", default=())


class Window(Record):
    """A window of a hall (窗口)."""

    number: str = key("号", strict=True)
    department: str | None = key("部门")
    items: str | None = key("事项")


class Place(Record):
    """One entry of places.yml."""

    id: str = key("编号", strict=True, pattern=r"^[0-9A-Za-z-]{1,60}$")
    name: str = key("名称", strict=True)
    kind: PlaceKind = key("类型", strict=True)
    reading: YesNo = key("查阅点", "政府信息查阅点", default=False)
    address: str = key("地址", strict=True)
    hours: str | None = key("开放时间")
    phone: str | None = key("电话")
    facilities: Texts = key("设施", default=())
    windows: Annotated[tuple[Window, ...], Listed] = key("窗口", default=())


class Channel(Record):
    """One way to reach the hotline (渠道)."""

    kind: ChannelKind = key("类型", strict=True)
    address: str = key("号码或地址", strict=True)
    note: str | None = key("说明")


class Hotline(Record):
    """hotline.yml."""

    name: str = key("名称", strict=True)
    unit: str | None = key("主管单位")
    scope: str | None = key("受理范围")
    hours: str | None = key("服务时间")
    reply: str | None = key("答复时限")
    channels: Annotated[tuple[Channel, ...], Listed] = key("渠道", strict=True)


class StageRule(Record):
    """The stages of one class (stages.yml): mandatory, optional, other names, the law that prescribes them."""

    mandatory: Texts = key("必备", "一个都不能少的环节", default=())
    optional: Texts = key("可选", "通常还有的环节", default=())
    aliases: dict[str, Texts] = key("别名", "环节 → 可以代替它的叫法", default={})
    summary: Texts = key("简易程序", "简易程序写“适用”的事项只要这些环节", default=())
    basis: str | None = key("依据", "规定必备环节的法律；没有的，缺了环节只提示")


class PrivacyExemption(Record):
    """One entry of privacy-allow.yml: a value that is no personal data, by salted hash."""

    file: str = key("文件", strict=True)
    hash: str = key("散列", strict=True, pattern=r"^[0-9a-f]{16}\$[0-9a-f]{64}$")
    reason: str = key("理由", strict=True)
    expires: Day = key("到期", strict=True)
