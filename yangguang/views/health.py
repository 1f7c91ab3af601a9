"""The page of self-inspection (网站自查): what an inspection would find wanting, with reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.check.health import FAULTS, Finding, findings
from yangguang.model.messages.health import fault_name, reason
from yangguang.model.problem import Lang
from yangguang.model.sight import Sight
from yangguang.views.parts import Count, Link, judged, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.records import Row, RowGroup
from yangguang.views.shell import Page, RegionView
from yangguang.views.targets import of_sight

MEANING = {
    "空白栏目": "栏目里没有内容；国务院办公厅的检查指标以 5 个为限。",
    "更新不及时": "动态要闻两周、通知公告和政策文件六个月没有新内容，年报过期未公开。",
    "办事指南要素缺失": "依申请办理的事项，缺少群众办事离不开的要素。",
    "链接或附件失效": "文中的链接打不开，或者附件不存在。",
}


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """The findings of one fault."""

    group: RowGroup
    meaning: str


@dataclass(frozen=True, kw_only=True)
class HealthPage(Page):
    """What an inspection of a region's pages would find wanting."""

    template = "pages/health.html"

    as_of: str
    """The day that everything was judged on; empty where nothing tells."""
    figures: tuple[Count, ...]
    groups: tuple[FaultGroup, ...]


def pages(view: RegionView, sight: Sight) -> Iterator[PlannedPage]:
    """The one page of a region."""
    yield PlannedPage(urls.health(view.prefix), f"{view.prefix}region.yml", partial(_page, view, sight))


def found(view: RegionView, sight: Sight) -> list[Finding]:
    """All findings of a region, in the order of faults."""
    own = sight.own
    everything = [*findings(view.content, own, sight.as_of), *_dead(view, sight)]
    return sorted(everything, key=lambda one: FAULTS.index(one.fault))


def _dead(view: RegionView, sight: Sight) -> Iterator[Finding]:
    content, leading = view.content, of_sight(view, sight)
    for file in (*content.disclosures, *content.pages):
        document = content.disclosures.get(file)
        for target in content.targets.get(file, ()):
            if leading.address(file, target):
                continue
            why = reason("dead_link", target=target)
            if document:
                yield Finding("链接或附件失效", document.title, why, "document", file)
            else:
                yield Finding("链接或附件失效", file, why, "guide", file)


def _page(view: RegionView, sight: Sight, path: str) -> HealthPage:
    everything = found(view, sight)
    counts = {fault: [one for one in everything if one.fault == fault] for fault in FAULTS}
    return HealthPage(
        shell=view.shell(path, "网站自查", "health", nav="class", description="空白、过期、缺失和失效的内容，逐条列出原因"),
        as_of=judged(sight.as_of),
        figures=tuple(Count(len(own), fault, f"#fault-{n}" if own else "") for n, (fault, own) in enumerate(counts.items(), 1)),
        groups=tuple(_group(view, path, fault, n, own) for n, (fault, own) in enumerate(counts.items(), 1) if own),
    )  # fmt: skip


def _group(view: RegionView, path: str, fault: str, number: int, own: list[Finding]) -> FaultGroup:
    rows = tuple(Row(one.subject, link_to(path, _target(view, one)), (one.reason.told("zh"),)) for one in own)
    return FaultGroup(RowGroup(fault, f"fault-{number}", rows), MEANING[fault])


def _target(view: RegionView, one: Finding) -> str:
    """The page that shows the fault."""
    prefix = view.prefix
    ways = {
        "power": urls.power, "document": urls.disclosure, "event": urls.event, "guide": urls.page,
        "kind": urls.disclosure_kind, "department": urls.department, "theme": urls.theme,
    }  # fmt: skip
    if one.kind == "disclosures":
        return urls.disclosures(prefix)
    return ways[one.kind](prefix, one.key) if one.key else urls.departments(prefix)


def report(view: RegionView, sight: Sight, lang: Lang) -> list[Link]:
    """The findings as lines: what it is about, why (as note), and where its page stands (from the root)."""
    return [
        Link(f"{fault_name(one.fault, lang)} {one.subject}", _target(view, one), one.reason.told(lang))
        for one in found(view, sight)
    ]
