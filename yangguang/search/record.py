"""What the staff search knows of one item: its fields as texts, its numbers, and the card that a hit shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.fields import Limit
from yangguang.model.links import ItemLinks
from yangguang.model.power import Power
from yangguang.search.fragment import item_texts, themes_of
from yangguang.urls import power as page

TEXTS: Mapping[str, tuple[str, ...]] = {
    "text": ("正文", "全文"),
    "name": ("名称", "职权名称", "事项名称"),
    "everyday": ("通俗名称", "俗称"),
    "code": ("编码", "职权编码"),
    "department": ("部门",),
    "class": ("类别", "职权类别"),
    "status": ("状态",),
    "level": ("层级", "行使层级"),
    "office": ("承办机构", "科室"),
    "basis": ("依据", "设定依据"),
    "theme": ("主题",),
    "region": ("地区",),
}
"""Fields of text, each with its Chinese names; a field holds one or several texts, one a line."""
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "promised_days": ("承诺时限", "承诺办结时限"),
    "legal_days": ("法定时限", "法定办结时限"),
}
DATES: Mapping[str, tuple[str, ...]] = {"updated": ("更新日期",)}
NAMES: Mapping[str, tuple[str, ...]] = {**TEXTS, **NUMBERS, **DATES}

_DAYS = {"个工作日": 1, "日": 1, "个月": 30, "年": 365}


@dataclass(frozen=True, slots=True)
class Record:
    """One item as it is indexed; ``key`` is region/code, ``texts`` go by :data:`TEXTS`, ``card`` is shown."""

    key: str
    texts: Mapping[str, str]
    card: Mapping[str, str]
    numbers: Mapping[str, int] = field(default_factory=dict)
    updated: date | None = None


def key_of(region: str, code: str) -> str:
    """How an item is told from all others of the site."""
    return f"{region}/{code}"


def record(power: Power, facts: ItemFacts, links: ItemLinks, content: RegionContent) -> Record:
    """The record of an item."""
    department = content.departments.get(facts.department)
    names = (department.name, department.label) if department else ()
    found = {
        "text": (power.name, *power.everyday_names, *item_texts(power)),
        "name": (power.name,),
        "everyday": power.everyday_names,
        "code": (power.code, power.code.replace("-", "")),
        "department": (*names, facts.department),
        "class": (facts.kind,),
        "status": (links.status,),
        "level": power.levels,
        "office": (power.office,),
        "basis": facts.citations,
        "theme": (theme.name for theme in themes_of(facts, content)),
        "region": (content.region.name, content.slug),
    }
    texts = {name: "\n".join(dict.fromkeys(filter(None, parts))) for name, parts in found.items()}
    limits = {"promised_days": days(facts.promised_limit), "legal_days": days(facts.legal_limit)}
    return Record(
        key_of(content.slug, power.code),
        {name: text for name, text in texts.items() if text},
        _card(power, facts, links, content),
        {name: number for name, number in limits.items() if number is not None},
        power.updated,
    )


def _card(power: Power, facts: ItemFacts, links: ItemLinks, content: RegionContent) -> dict[str, str]:
    department = content.departments.get(facts.department)
    return {
        "code": power.code,
        "name": power.name,
        "department": department.label if department else facts.department,
        "class": facts.kind,
        "status": links.status,
        "region": content.region.name,
        "limit": str(facts.limit or ""),
        "updated": power.updated.isoformat() if power.updated else "",
        "file": content.prefix + facts.file,
        "page": page(content.prefix, power.code),
    }


def days(limit: Limit | None) -> int | None:
    """A limit in days: at once 0, working days as they are, a month 30, a year 365, hours rounded up to days."""
    if limit is None:
        return None
    if limit.at_once:
        return 0
    return limit.number * _DAYS[limit.unit] if limit.unit in _DAYS else -(-limit.number // 24)
