"""Small regions made in memory: items as facts, events, laws, and everything linked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from yangguang.build.link import link
from yangguang.model.content import RegionContent
from yangguang.model.disclosure import Disclosure
from yangguang.model.event import Event
from yangguang.model.facts import Chunk, ChunkFacts, ItemFacts
from yangguang.model.links import Links
from yangguang.model.region import Department, Law, Region

AS_OF = date(2026, 1, 1)


def region(slug: str = "linfen", **more: Any) -> Region:
    """A city called by its slug; keys of region.yml in Chinese may be given too."""
    return Region.model_validate(
        {"格式版本": "1", "名称": slug, "行政区划代码": "141000", "网址标识": slug, "层级": "市级"} | more
    )


def item(code: str, department: str = "minzheng", power_class: str | None = "行政许可", **more: Any) -> ItemFacts:
    """The facts of a power whose name is its code."""
    own = {"name": code, "file": f"powers/{department}/{code}.yml"}
    return ItemFacts(code=code, department=department, power_class=power_class, **(own | more))


def event(day: str, *rows: dict[str, Any], decided: str | None = None) -> Event:
    """A decision of one or more rows (keys in Chinese) that takes effect on a day."""
    return Event.model_validate(
        {
            "文号": "〔1〕",
            "标题": day,
            "批准机关": "政府",
            "决定日期": decided or day,
            "生效日期": day,
            "调整事项": list(rows),
        }
    )


def row(kind: str, before: str = "", after: str = "", **more: Any) -> dict[str, Any]:
    """One row of 调整事项; codes are separated by spaces."""
    return {"类型": kind, "变更前": before.split(), "变更后": after.split()} | more


def law(name: str, slug: str, **more: Any) -> Law:
    """A law in force."""
    return Law.model_validate({"名称": name, "标识": slug, "位阶": "法律", "效力": "有效"} | more)


def paper(title: str = "通知", day: str = "2024-05-15", **more: Any) -> Disclosure:
    """The head of a document published on a day; further keys in Chinese."""
    own = {"标题": title, "公开类别": "政务公开", "发布机构": "minzheng", "发布日期": day}
    return Disclosure.model_validate(own | more)


def content(*events: Event, slug: str = "linfen", main: bool = True, **more: Any) -> RegionContent:
    """A region of two departments with these events, named in their order."""
    keys = {key: more.pop(key) for key in list(more) if not key.isascii()}
    departments = {name: Department.model_validate({"名称": name}) for name in ("minzheng", "jiaoyu")}
    files = {f"events/{number:04}/e.yml": one for number, one in enumerate(events)}
    return RegionContent(region(slug, **keys), main=main, departments=departments, events=files, **more)


def linked(
    *regions: tuple[RegionContent, list[ItemFacts]], as_of: date = AS_OF, updated: Mapping[str, date] | None = None
) -> Links:
    """Everything linked, each department's items as a chunk; ``updated``: 更新日期 by code."""
    chunks = [
        ChunkFacts(Chunk(one.slug, name, ()), tuple(i for i in items if i.department == name), updated=updated or {})
        for one, items in regions
        for name in sorted({i.department for i in items})
    ]
    return link({one.slug: one for one, _ in regions}, chunks, as_of)
