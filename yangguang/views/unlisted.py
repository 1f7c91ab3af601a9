"""Not on the list, no power (清单之外无职权): what has left the list and where it went, who else may hold it, whom to tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.model.ending import ending, gone_as, heirs, in_use, stays
from yangguang.model.event import Adjustment, Event
from yangguang.model.facts import ItemFacts
from yangguang.model.links import EventRef, ItemRef, active
from yangguang.model.sight import Sight
from yangguang.model.status import statuses
from yangguang.model.words import DOT, TOMBSTONES
from yangguang.views.book import ways
from yangguang.views.frame import NavEntry
from yangguang.views.hotline import Help, help_at
from yangguang.views.parts import Contact, Link, contact, day, grouped, joined, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.records import decision_link
from yangguang.views.shell import Page, RegionView

_RENAMED = "已改名"
_BELOW = ("乡级", "村级")
_NAMES = ("职权名称", "名称")
_LEADS = {
    "已取消": "任何机关都不再行使；要求办理的，可以举报。",
    "已下放": "改由下一级机关行使。",
    "已上收": "改由上级机关行使。",
    "已合并": "并入别的事项，按合并后的事项办理。",
    "已拆分": "拆成几个事项，按拆分后的事项办理。",
    "已划转": "改由别的部门行使。",
    _RENAMED: "职权还在，名称变了。",
    "暂停": "恢复以前不受理、不行使。",
    "待承接": "上级已经下放，这里还没有开始行使。",
    "未启用": "已经决定，还没有生效。",
}


@dataclass(frozen=True, slots=True)
class Gone:
    """A power that is not exercised here under this name."""

    name: Link
    """With its page, where it has had a code; the code stands behind it."""
    facts: str
    when: str
    """自 2016-04-20 起取消; empty where no decision tells."""
    decision: Link | None
    heirs: tuple[Link, ...]
    """What it has become, or who exercises it now."""


@dataclass(frozen=True, slots=True)
class GoneGroup:
    """All that have gone the same way."""

    title: str
    anchor: str
    lead: str
    rows: tuple[Gone, ...]


@dataclass(frozen=True, kw_only=True)
class UnlistedPage(Page):
    """What to do with a power that the list does not show."""

    template = "pages/unlisted.html"

    ways: tuple[NavEntry, ...]
    names: Link
    """The complete list of names of this region."""
    sections: tuple[Link, ...]
    groups: tuple[GoneGroup, ...]
    upper: Link | None
    """The level above; linked where it is part of this site."""
    others: tuple[Link, ...]
    """The lists of names of the other regions."""
    township: tuple[Link, ...]
    """Items that townships, villages or entrusted units exercise, too."""
    contacts: tuple[Contact, ...]
    """Whom to tell."""
    help: Help | None
    """Whom to ask."""


def pages(view: RegionView, sight: Sight) -> Iterator[PlannedPage]:
    """The one page of a region."""
    yield PlannedPage(urls.unlisted(view.prefix), f"{view.prefix}powers/", partial(_page, view, sight))


def _page(view: RegionView, sight: Sight, path: str) -> UnlistedPage:
    groups = tuple(_groups(view, sight, path))
    watchdog = view.region.watchdog
    return UnlistedPage(
        shell=view.shell(
            path, "清单之外无职权", "unlisted", nav="event",
            description=f"清单上查不到的职权：{view.region.name}已取消、下放、合并的职权，别的地区和层级的清单，向谁举报",
        ),
        ways=ways(view, path),
        names=Link(f"{view.region.name}全部事项名称", link_to(path, urls.powers(view.prefix))),
        sections=tuple(Link(group.title, f"#{group.anchor}", f"{len(group.rows):,}") for group in groups),
        groups=groups,
        upper=_upper(view, path),
        others=tuple(
            Link(other.name, link_to(path, urls.powers(other.prefix)), other.level)
            for other in view.site.regions
            if other.slug != view.content.slug
        ),
        township=_township(view, sight, path),
        contacts=(contact("向这里举报", watchdog.unit, watchdog.phone, watchdog.email),) if watchdog else (),
        help=help_at(view.content, path),
    )  # fmt: skip


def _upper(view: RegionView, start: str) -> Link | None:
    if not view.region.upper:
        return None
    found = next((other for other in view.site.regions if other.name == view.region.upper), None)
    return Link(view.region.upper, link_to(start, urls.powers(found.prefix)) if found else "")


def _township(view: RegionView, sight: Sight, start: str) -> tuple[Link, ...]:
    if view.region.level in _BELOW:
        return ()
    own = sight.own
    used = [item for item in active(own.items.values(), own) if own.links[item.code].status == "在用"]
    shared = ((item, _hands(item, own.links[item.code].events)) for item in sorted(used, key=lambda item: item.code))
    return tuple(
        Link(item.name, link_to(start, urls.power(view.prefix, item.code)), hands) for item, hands in shared if hands
    )


def _hands(item: ItemFacts, events: tuple[EventRef, ...]) -> str:
    """Which lower hands exercise the item, too: townships, villages, a unit that the newest word on it entrusts."""
    last = next((event.kind for event in events if event.in_force and event.kind in ("委托", "收回")), "")
    return joined((*(level for level in item.levels if level in _BELOW), "委托" if last == "委托" else ""))


def _groups(view: RegionView, sight: Sight, start: str) -> Iterator[GoneGroup]:
    """A name that something on the list bears is none of what has left it, whatever bore it before."""
    listed = {item.name for item in active(sight.own.items.values(), sight.own)}
    everything = (*_coded(view, sight, start), *_uncoded(view, sight, start), *_renamed(view, sight, start))
    found = grouped(
        (status, gone)
        for status, gone in everything
        if status not in ("已取消", _RENAMED) or gone.name.text not in listed
    )
    for status in _LEADS:
        if status in found:
            yield GoneGroup(status, f"gone-{status}", _LEADS[status], tuple(found[status]))


def _coded(view: RegionView, sight: Sight, start: str) -> Iterator[tuple[str, Gone]]:
    """Items that are not exercised here now; one that has got another code in its department, and has it still, is."""
    for code, item in sorted(sight.own.items.items()):
        own = sight.own.links[code]
        status = gone_as(own)
        recoded = status == "已划转" and stays(own, view.content.slug, item.department) and in_use(own.successors)
        if status in _LEADS and not recoded:
            yield status, _item(view, sight, start, item)


def _item(view: RegionView, sight: Sight, start: str, item: ItemFacts) -> Gone:
    own = sight.own.links[item.code]
    event = ending(own)
    taker = (Link(view.content.name_of(event.taker)),) if event and event.taker else ()
    return Gone(
        Link(item.name, link_to(start, urls.power(view.prefix, item.code)), item.code),
        joined((view.content.label_of(item.department), item.kind), DOT),
        f"自 {day(event.day)} 起{event.kind}" if event else "",
        Link(event.title, link_to(start, event.path), event.number) if event else None,
        _now(view, sight, start, heirs(own)) or taker,
    )


def _now(view: RegionView, sight: Sight, start: str, first: tuple[ItemRef, ...]) -> tuple[Link, ...]:
    """What there is now: an heir that is closed, too, leads on to its own; where all end so, the first with its status."""
    slug, names = view.content.slug, {region.slug: region.name for region in view.site.regions}
    trail = list(first)
    for ref in trail:
        if ref.status in TOMBSTONES and ref.region == slug:
            trail += [heir for heir in heirs(sight.own.links[ref.code]) if heir not in trail]
    living = in_use(tuple(trail))
    return tuple(
        Link(
            ref.name, link_to(start, ref.path),
            joined(("" if ref.region == slug else names[ref.region], "" if living else ref.status), " "),
        )
        for ref in living or first
    )  # fmt: skip


def _in_force(view: RegionView, sight: Sight) -> Iterator[tuple[str, Event, Adjustment]]:
    """All rows of the decisions in force."""
    for file, event in view.content.events.items():
        if event.effective <= sight.as_of:
            yield from ((file, event, row) for row in event.adjustments)


def _uncoded(view: RegionView, sight: Sight, start: str) -> Iterator[tuple[str, Gone]]:
    """Powers that left the list before any item of it had a code: only the decision knows their names."""
    for file, event, row in _in_force(view, sight):
        coded = row.model_copy(update={"before": (row.name or "",)})
        if row.name and dict(statuses(coded)).get(row.name, "") in TOMBSTONES:
            unit = view.content.label_of(row.department) if row.department else ""
            when, decision = f"自 {day(event.effective)} 起{row.kind}", decision_link(view, start, file, event)
            now = _after(view, sight, start, row.after)
            yield f"已{row.kind}", Gone(Link(row.name), joined((unit, row.power_class), DOT), when, decision, now)


def _renamed(view: RegionView, sight: Sight, start: str) -> Iterator[tuple[str, Gone]]:
    """Names that items once had."""
    for file, event, row in _in_force(view, sight):
        for changed in row.fields:
            if changed.field in _NAMES and changed.old and changed.old != changed.new:
                when, decision = f"自 {day(event.effective)} 起改名", decision_link(view, start, file, event)
                now = _after(view, sight, start, row.after or row.before)
                yield _RENAMED, Gone(Link(changed.old), "", when, decision, now)


def _after(view: RegionView, sight: Sight, start: str, codes: tuple[str, ...]) -> tuple[Link, ...]:
    own = sight.own
    return _now(view, sight, start, tuple(
        ItemRef(view.content.slug, code, own.items[code].name, own.links[code].status, urls.power(view.prefix, code))
        for code in dict.fromkeys(codes) if code in own.items
    ))  # fmt: skip
