"""The columns of the official tables: in which order they stand, how wide they are, and what an item says in each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from yangguang.data.cells import text as plain
from yangguang.exchange.items.bases import HEAD
from yangguang.exchange.items.keys import LIMITS, LISTS, TEXTS, WORDS
from yangguang.exchange.items.made import Value
from yangguang.model.facts import PUBLIC_SERVICE

Say = Callable[[Value], str]


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in Chinese characters; ``level`` says what one text speaks of; ``always``: stands even when empty;
    ``further``: beyond the usual columns, left out where paper is too narrow."""

    key: str
    width: int
    level: str = "item"
    """``item``, ``duty`` or ``risk``."""
    always: bool = False
    further: bool = False


def at(item: Value, path: str) -> Any:
    """The value at ``办理.受理条件`` and the like."""
    value: Any = item
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def basis(entries: Any) -> str:
    """Legal bases as lists write them: 【法律】《…》（when made） and the articles."""
    if not isinstance(entries, list):
        return plain(entries)
    return "\n".join(_basis(entry) if isinstance(entry, dict) else plain(entry) for entry in entries)


def _basis(entry: Value) -> str:
    law, original = entry.get("法规"), plain(entry.get("原文"))
    if not isinstance(law, str):
        return original
    mark = f"【{entry['位阶']}】" if isinstance(entry.get("位阶"), str) else ""
    articles = entry.get("条款")
    named = [one for one in (articles if isinstance(articles, list) else [articles]) if isinstance(one, str)]
    told = [one for one in named if one not in original]
    if original.startswith(("（", "(")):
        return f"{mark}《{law}》{original}" + "、".join(told)
    number = f"（{entry['文号']}）" if isinstance(entry.get("文号"), str) else ""
    if told and HEAD.match(original):  # the words have headings of their own: each other article on its line
        first = next((n for n, one in enumerate(named) if one in original), len(named))
        before, after = ([one for one in part if one in told] for part in (named[:first], named[first:]))
        return "\n".join([f"{mark}《{law}》{number}", *before, original, *after])
    sign = ("：" if told and original else "") + original
    return f"{mark}《{law}》{number}" + ("\n" if original and not number else "") + "、".join(told) + sign


def _name(item: Value) -> str:
    main = at(item, "主项.名称")
    return main if isinstance(main, str) else plain(item.get("职权名称"))


def _sub(item: Value) -> str:
    return plain(item.get("职权名称")) if at(item, "主项.名称") else ""


def _numbered(texts: list[Any]) -> str:
    named = [text for text in texts if isinstance(text, str)]
    return "\n".join(f"{n}.{text}" for n, text in enumerate(named, 1)) if len(named) > 1 else "".join(named)


def _cases(item: Value) -> str:
    cases = item.get("追责情形")
    if not isinstance(cases, list):
        return plain(cases)
    return _numbered([one.get("情形") if isinstance(one, dict) else one for one in cases])


def _materials(item: Value) -> str:
    papers = at(item, "办理.申请材料")
    return _numbered([one.get("名称") for one in papers if isinstance(one, dict)]) if isinstance(papers, list) else ""


def _scope(item: Value) -> str:
    scope = item.get("权限划分")
    lines = scope if isinstance(scope, list) else []
    parts = [
        f"{one.get('层级', '')}：{one.get('范围', '')}" + (f"（{one['单位']}）" if one.get("单位") else "")
        for one in lines
        if isinstance(one, dict)
    ]
    return "\n".join(parts) if isinstance(scope, list) else plain(scope)


def kind(item: Value) -> str:
    """The class, or 公共服务."""
    return PUBLIC_SERVICE if item.get("事项性质") == PUBLIC_SERVICE else plain(item.get("职权类别"))


def _listed(path: str) -> Say:
    def say(item: Value) -> str:
        value = at(item, path)
        return "、".join(map(plain, value)) if isinstance(value, list) else plain(value)

    return say


_OWN: dict[str, Say] = {
    "职权名称": _name, "子项名称": _sub, "职权类别": kind, "设定依据": lambda item: basis(item.get("设定依据")),
    "行使层级": _listed("行使层级"), "权限划分": _scope, "追责情形": _cases, "申请材料": _materials,
    "收费": lambda item: plain(at(item, "办理.收费")), "办理地点": _listed("办理.办理地点"),
    "网上办理": lambda item: plain(at(item, "办理.网上办理")),
    "批准文件": lambda item: plain(at(item, "批准文件.文号") or at(item, "批准文件.标题")),
    "国家基本编码": lambda item: plain(at(item, "其他编码.国家基本编码")),
    "国家实施编码": lambda item: plain(at(item, "其他编码.国家实施编码")),
}  # fmt: skip
_PATHS: dict[str, str] = {**TEXTS, **{key: path for key, (path, _) in WORDS.items()}, **LIMITS}


def say(key: str, item: Value) -> str:
    """What an item says in a column that speaks of the whole item."""
    if key in _OWN:
        return _OWN[key](item)
    return _listed(LISTS[key])(item) if key in LISTS else plain(at(item, _PATHS.get(key, key)))


def _items(text: str, **more: Any) -> tuple[Column, ...]:
    return tuple(Column(key, int(width), **more) for key, width in (pair.split(":") for pair in text.split()))


COLUMNS: tuple[Column, ...] = (
    *_items("序号:3 职权编码:10 职权名称:14", always=True),
    *_items("子项名称:10"),
    *_items("职权类别:5 设定依据:34 行使主体:9 承办机构:8 行使层级:5", always=True),
    *_items("权限划分:14"),
    *_items("责任环节:5 责任事项:26 责任依据:18", level="duty", always=True),
    *_items("风险点:14 表现形式:15 风险类别:6 风险等级:4 防控措施:15 责任岗位:8", level="risk"),
    *_items("追责情形:26 追责对象范围:12", always=True),
    *_items(
        "实施主体性质:6 联办机构:8 权力来源:7 法定办结时限:7 承诺办结时限:7 办案期限:7 服务对象:8 受理条件:18 申请材料:18 收费:6 数量限制:6 "
        "办件类型:5 办理形式:8 到现场次数:4 审批结果:10 给付标准:12 办理地点:12 办理时间:12 窗口:10 网上办理:14 处罚种类:8 执行方式:8 检查方式:8 "
        "检查频次:8 检查对象:8 结果公开:10 咨询电话:9 监督电话:9 救济渠道:16 批准文件:12 通俗名称:8 国家基本编码:10 国家实施编码:16 原编码:10 生效日期:7 "
        "更新日期:7",
        further=True,
    ),
    *_items("备注:10", always=True),
)  # fmt: skip
"""The usual columns first; further ones stand only where an item says something in them."""
