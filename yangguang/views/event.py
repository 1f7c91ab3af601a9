"""The events (动态调整): their index by year, and the page of each decision with what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from urllib.parse import quote

from yangguang import urls
from yangguang.model.dates import days_before
from yangguang.model.event import Adjusted, Adjustment, ChangedField, Event, newest_first
from yangguang.model.links import ItemRef
from yangguang.model.sight import Sight
from yangguang.model.words import DOT
from yangguang.views.book import ways
from yangguang.views.frame import NavEntry
from yangguang.views.lists import department_link
from yangguang.views.parts import Count, Entry, Fact, Link, day, fact, facts, joined, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.records import EntryGroup, Finder, contents_of, entry_groups, uncoded
from yangguang.views.shell import Page, RegionView, file_link

_HEADING = {
    "新增": "新增职权", "取消": "取消职权", "下放": "下放职权", "承接": "承接职权",
    "上收": "上收职权", "委托": "委托行使", "收回": "收回职权", "合并": "合并事项", "拆分": "拆分事项", "划转": "划转部门",
    "暂停": "暂停行使", "恢复": "恢复行使", "更正": "更正清单",
}  # fmt: skip
"""Headings of the kinds whose own word is short."""

_AS_BEFORE, _AS_AFTER = "承接", "上收"
"""The kinds whose 变更前, or 变更后, names the upper list's items."""
_COMING: frozenset[str] = frozenset({"新增", "承接"})
"""Kinds that bring in what 变更后 names."""


@dataclass(frozen=True, slots=True)
class AdjustmentView:
    """One row of 调整事项: what it does, to which items, with which further words."""

    heading: str
    before_label: str
    before: tuple[Link, ...]
    after_label: str
    after: tuple[Link, ...]
    facts: tuple[Fact, ...]
    """Who takes over, which department, which class, how the change-over is made."""
    fields: tuple[ChangedField, ...]
    """变更要素: field, old and new."""
    adjusted: tuple[Fact, ...]
    """同步调整 of this row alone."""


@dataclass(frozen=True, kw_only=True)
class EventsPage(Page):
    """All events of a region, the newest first."""

    template = "pages/events.html"

    ways: tuple[NavEntry, ...]
    figures: tuple[Count, ...]
    kinds: tuple[Link, ...]
    """How many items each kind has touched, the most frequent first; a kind narrows the list below."""
    sections: tuple[Link, ...]
    groups: tuple[EntryGroup, ...]
    """The events of each year in which they take force."""


@dataclass(frozen=True, kw_only=True)
class EventPage(Page):
    """One decision."""

    template = "pages/event.html"

    title: str
    kinds: tuple[str, ...]
    coming: str
    """The day from which it is in force, where that is still to come; else empty."""
    head: tuple[Fact, ...]
    """文号, 批准机关, dates."""
    reasons: tuple[Fact, ...]
    """理由, 合法性审查."""
    adjustments: tuple[AdjustmentView, ...]
    adjusted: tuple[Fact, ...]
    """Whether list, flow chart and risk chart were brought in line."""
    attachments: tuple[Link, ...]


def pages(view: RegionView, sight: Sight) -> Iterator[PlannedPage]:
    """The index and one page per event; nothing where there are none."""
    if not view.content.events:
        return
    yield PlannedPage(urls.events(view.prefix), f"{view.prefix}events/", partial(_index, view, sight.as_of))
    finder = Finder(view, sight.named.get)
    for file, event in view.content.events.items():
        yield PlannedPage(urls.event(view.prefix, file), view.prefix + file, partial(_page, view, sight, finder, event))


def _index(view: RegionView, as_of: date, start: str) -> EventsPage:
    ordered = newest_first(view.content.events)
    groups = entry_groups(
        ((f"{event.effective.year}年", decision_entry(view, as_of, start, file, event)) for file, event in ordered),
        "year",
    )
    counts: dict[str, int] = {}
    for _, event in ordered:
        for row in event.adjustments:
            counts[row.kind] = counts.get(row.kind, 0) + _touched(row)
    return EventsPage(
        shell=view.shell(
            start, "调整动态", "event", description=f"{view.region.name}权责清单的历次调整",
            feeds=(view.feed(start, "changes", "权责清单调整"),),
        ),
        ways=ways(view, start),
        figures=(Count(len(ordered), "件决定"), Count(sum(counts.values()), "项次调整")),
        kinds=tuple(
            Link(kind, f"{urls.INDEX}?q={quote(kind)}", f"{number:,}")
            for kind, number in sorted(counts.items(), key=lambda count: (-count[1], count[0]))
        ),
        sections=contents_of(groups),
        groups=groups,
    )  # fmt: skip


def _touched(row: Adjustment) -> int:
    """How many items a row is about: as in the ledger, those that come, else those that were there before."""
    codes = row.after if row.kind in _COMING else row.before or row.after
    return len(codes) + bool(row.name)


def decision_entry(
    view: RegionView, as_of: date, start: str, file: str, event: Event, rows: Iterable[Adjustment] | None = None
) -> Entry:
    """One decision in a list; a coming one says so. ``rows``: those of it that matter there, if not all."""
    kinds = joined(dict.fromkeys(row.kind for row in (event.adjustments if rows is None else rows)))
    note = joined((event.number, "尚未生效" if event.effective > as_of else ""), DOT)
    return Entry(event.title, link_to(start, urls.event(view.prefix, file)), day(event.effective), kinds, note)


def _page(view: RegionView, sight: Sight, finder: Finder, event: Event, path: str) -> EventPage:
    found = (file_link(view.prefix, path, a.file, a.name, view.files) for a in event.attachments)
    return EventPage(
        shell=view.shell(
            path, event.title, "event", crumbs=view.under(path, "调整动态", urls.events),
            code=event.number, description=f"{event.approver} {event.number}，自 {day(event.effective)} 起生效",
            published=day(event.published), origin=event.approver,
        ),
        title=event.title,
        kinds=tuple(dict.fromkeys(row.kind for row in event.adjustments)),
        coming=day(event.effective) if event.effective > sight.as_of else "",
        head=facts(
            fact("文号", event.number),
            fact("批准机关", event.approver),
            fact("决定日期", event.decided),
            fact("公布日期", event.published),
            fact("生效日期", event.effective, note="" if event.effective <= sight.as_of else "尚未生效"),
        ),
        reasons=facts(fact("调整理由", event.reason), fact("合法性审查", event.legality)),
        adjustments=tuple(_adjustment(view, sight, finder, row, event.effective, path) for row in event.adjustments),
        adjusted=_adjusted(event.adjusted),
        attachments=tuple(link for link in found if link),
    )  # fmt: skip


def _adjusted(adjusted: Adjusted | None) -> tuple[Fact, ...]:
    if adjusted is None:
        return ()
    return facts(*(fact(label, "已同步调整" if word == "是" else word) for label, word in adjusted.said.items()))


def _adjustment(
    view: RegionView, sight: Sight, finder: Finder, row: Adjustment, effective: date, path: str
) -> AdjustmentView:
    upper = _upper(sight, row)
    before = row.before if upper or set(row.before) != set(row.after) else ()
    added = bool(row.after) and row.kind in _COMING
    return AdjustmentView(
        heading=_heading(sight, row),
        before_label="上级清单的事项" if row.kind == _AS_BEFORE else "变更前" if row.after else "事项",
        before=(*(finder.among(path, code, upper if row.kind == _AS_BEFORE else ()) for code in before),
                *(() if added else uncoded(row))),
        after_label="变更后" if before else "事项",
        after=(*(finder.among(path, code, upper if row.kind == _AS_AFTER else ()) for code in row.after),
               *(uncoded(row) if added else ())),
        facts=_facts(view, sight, row, effective, path),
        fields=row.fields,
        adjusted=_adjusted(row.adjusted),
    )  # fmt: skip


def _heading(sight: Sight, row: Adjustment) -> str:
    """What a row does, in words; what it does to public services alone it does to no power."""
    heading, own = _HEADING.get(row.kind, row.kind), sight.own.items
    named = [own[code] for code in row.codes if code in own]
    if row.name or not named or not all(item.public_service for item in named):
        return heading
    return heading.replace("职权", "服务").replace("行使", "提供")


def _upper(sight: Sight, row: Adjustment) -> tuple[ItemRef, ...]:
    """What corresponds elsewhere to this region's items of a row that names those of the list above, too."""
    own, mine = sight.own.links, row.after if row.kind == _AS_BEFORE else row.before if row.kind == _AS_AFTER else ()
    return tuple(ref for code in mine if code in own for ref in own[code].same)


def _facts(view: RegionView, sight: Sight, row: Adjustment, effective: date, path: str) -> tuple[Fact, ...]:
    return facts(
        fact("承接单位", *(_receiver(view, sight, row, slug, path) for slug in row.receivers)),
        fact("原部门", _department(view, row.old_department, days_before(effective, 1), path)),
        fact("现部门", _department(view, row.new_department, effective, path)),
        fact("部门", _department(view, row.department, effective, path)),
        fact("原类别", row.old_class),
        fact("现类别", row.new_class),
        fact("职权类别", row.power_class),
        fact("衔接措施", row.transition),
    )


def _department(view: RegionView, slug: str | None, on: date, path: str) -> Link | None:
    """A department under the name that it had on a day, with its page; one that was written out as it was written."""
    known = view.content.departments.get(slug or "")
    link = department_link(view, path, slug, whole=True) if slug else None
    return replace(link, text=known.name_on(on)) if link and known else link


def _receiver(view: RegionView, sight: Sight, row: Adjustment, slug: str, path: str) -> Link:
    """The region that takes over, with its item where it has said so, else with its home page."""
    region = view.site.region(slug)
    if region is None:
        return Link(slug)
    own = sight.own.links
    same = (ref for code in row.before if code in own for ref in own[code].same)
    found = next((ref for ref in same if ref.region == slug), None)
    if found is None:
        return Link(region.name, link_to(path, urls.home(region.prefix)))
    return Link(f"{region.name}：{found.name}", link_to(path, found.path), found.code)
