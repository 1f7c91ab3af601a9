"""The fixed words of the domain: classes, levels, ranks, statuses, and the synonyms that editors may write."""

from __future__ import annotations

from typing import Literal, get_args

SLUG = "[a-z0-9-]{1,40}"
"""The form of a region's 网址标识, and of what else names it in files and addresses: a regular expression."""

PowerClass = Literal[
    "行政许可", "行政处罚", "行政强制", "行政征收", "行政给付",
    "行政检查", "行政确认", "行政奖励", "行政裁决", "其他行政权力",
]  # fmt: skip
CLASSES: tuple[str, ...] = get_args(PowerClass)
"""The ten classes in the order of 中办发〔2015〕21号."""

APPLIED_FOR: tuple[str, ...] = ("行政许可", "行政给付", "行政确认", "行政奖励", "行政裁决", "其他行政权力")
"""Classes that somebody applies for (依申请); the other four are exercised ex officio (依职权)."""

RESIDENT_ORDER: tuple[str, ...] = (*APPLIED_FOR, *(c for c in CLASSES if c not in APPLIED_FOR))
"""Classes in the order residents see them: what they apply for comes first."""

CLASS_SLUGS: dict[str, str] = {
    "行政许可": "xuke", "行政处罚": "chufa", "行政强制": "qiangzhi", "行政征收": "zhengshou", "行政给付": "jifu",
    "行政检查": "jiancha", "行政确认": "queren", "行政奖励": "jiangli", "行政裁决": "caijue", "其他行政权力": "qita",
    "公共服务": "fuwu",
}  # fmt: skip
"""Pinyin file names of the class pages; public services have a page but are no class of power."""

CLASS_SYNONYMS: dict[str, str] = {
    "其他权力": "其他行政权力", "其他职权": "其他行政权力", "其他": "其他行政权力", "其它行政权力": "其他行政权力",
    "其他行政职权": "其他行政权力", "其它权力": "其他行政权力", "其它职权": "其他行政权力", "其它": "其他行政权力",
    "许可": "行政许可", "处罚": "行政处罚", "强制": "行政强制", "征收": "行政征收", "给付": "行政给付",
    "检查": "行政检查", "确认": "行政确认", "奖励": "行政奖励", "裁决": "行政裁决",
}  # fmt: skip

Nature = Literal["行政权力", "公共服务"]
Level = Literal["国家级", "省级", "市级", "县级", "乡级", "村级"]
LEVELS: tuple[str, ...] = get_args(Level)
ExerciseLevel = Literal[Level, "分级管理"]
Rank = Literal["法律", "行政法规", "地方性法规", "国务院决定", "部门规章", "地方政府规章", "规范性文件"]
RANKS: tuple[str, ...] = get_args(Rank)
BasisNature = Literal["设定", "义务", "罚则", "职权", "程序"]
Validity = Literal["有效", "已修改", "废止"]
HolderKind = Literal["法定机关", "授权组织", "受委托组织"]
Source = Literal["法定本级行使", "上级下放", "上级授权", "同级授权", "上级委托", "同级委托", "相对集中行使"]
Status = Literal["在用", "暂停", "待承接", "未启用", "已取消", "已下放", "已合并", "已拆分", "已划转"]
STATUSES: tuple[str, ...] = get_args(Status)
TOMBSTONES: tuple[str, ...] = tuple(s for s in STATUSES if s.startswith("已"))
ACTIVE: tuple[str, ...] = ("在用", "暂停")
"""Statuses that the ledger counts."""

Enforcement = Literal["行政强制措施", "行政强制执行"]
DutyKind = Literal["直接实施责任", "指导监督责任"]
RiskLevel = Literal["高", "中", "低"]
RISK_LEVELS: tuple[str, ...] = get_args(RiskLevel)
EventKind = Literal[
    "新增", "取消", "部分取消", "下放", "部分下放", "承接", "上收", "委托", "收回", "合并", "拆分", "划转",
    "名称变更", "依据变更", "要素变更", "暂停", "恢复", "更正",
]  # fmt: skip
EVENT_KINDS: tuple[str, ...] = get_args(EventKind)
DEVOLVING: frozenset[str] = frozenset({"下放", "部分下放"})
"""Kinds by which a level hands powers down."""
DisclosureKind = Literal["党务公开", "政务公开", "村务公开", "司法公开", "公共企事业单位信息公开"]
DISCLOSURE_KINDS: tuple[str, ...] = get_args(DisclosureKind)
DISCLOSURE_SLUGS: dict[str, str] = dict(
    zip(DISCLOSURE_KINDS, ("dangwu", "zhengwu", "cunwu", "sifa", "qishiye"), strict=True)
)
DocumentValidity = Literal["有效", "已修改", "失效", "废止", "尚未生效"]
ENDED: frozenset[str] = frozenset({"失效", "废止"})
"""有效性 of documents that are not in force any more."""
ANNUAL: frozenset[str] = frozenset({"年报", "年度报告"})
"""Genres of yearly reports."""
RULE = "制度"
"""The genre that fills the library of rules."""
COLUMNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("政府信息公开指南", frozenset({"指南", "公开指南"})),
    ("政府信息公开制度", frozenset({RULE})),
    ("法定主动公开内容", frozenset()),
    ("政府信息公开年报", ANNUAL),
)
"""The four columns that 国办公开办函〔2019〕61号 prescribes, with the genres that fill them; one takes every genre."""
REQUEST, CATALOGUE = "依申请公开", "公开目录"
"""Pages of every region that discloses, as links and the search call them."""
SUPERVISION, LEDGER = "监督和投诉", "清单账本"
"""Pages of every region, as links and the search call them."""
INVERSE_RELATIONS: dict[str, str] = {"修改": "被修改", "废止": "被废止", "被修改": "修改", "被废止": "废止"}
"""What one document does to another → what it says from the other's side."""

Access = Literal["主动公开", "依申请公开"]
PlaceKind = Literal["政务服务大厅", "便民服务中心", "便民服务站", "档案馆", "公共图书馆", "农家书屋", "其他"]
ChannelKind = Literal["电话", "短信", "传真", "网站", "邮箱", "QQ", "微博", "微信"]
ThemeFor = Literal["自然人", "法人"]
JobKind = Literal["即办件", "承诺件"]
ApprovalWay = Literal["普通", "告知承诺", "容缺受理"]

MISSING_WORDS: frozenset[str] = frozenset({"", "/", "待定", "…", "……", "无"})
"""Texts that count as no value; 无 is itself the answer for the keys of ``NONE_IS_ANSWER``, … what the handbook's examples leave out."""

NONE_IS_ANSWER: frozenset[str] = frozenset({"数量限制", "年审年检", "中介服务", "特别程序", "联办机构", "收费"})


def class_order(name: str) -> int:
    """The place of a class among the ten, to sort by; what is none of them comes last."""
    return CLASSES.index(name) if name in CLASSES else len(CLASSES)


LONG_NAME = 45
"""Signs of a name from which on it is set smaller, as that of one power in four: else it would fill a telephone's screen, or the
sheet that a drawing needs."""
DOT = "\u00a0· "
"""What stands between the parts of a line; it may end one, and never begins one."""
