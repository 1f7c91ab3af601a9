"""The classes of power: their index, the page of each with its items by department, and the names of all items under them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.model.links import RegionLinks, active
from yangguang.model.words import APPLIED_FOR, CLASSES
from yangguang.views.departments import figures
from yangguang.views.lists import by_kind, class_groups, department_groups
from yangguang.views.parts import Contact, Count, Group, KindCount, Link, link_to
from yangguang.views.planned import PlannedPage, Shown
from yangguang.views.shell import Page, RegionView

MEANING: dict[str, str] = {
    "行政许可": "经申请、依法审查，准予从事特定活动。",
    "行政给付": "依申请给予津贴、补贴、救助等。",
    "行政确认": "对法律地位、法律关系或者有关事实依法认定并宣告。",
    "行政奖励": "对作出贡献的单位和个人给予奖励。",
    "行政裁决": "对与行政管理有关的民事争议居间作出裁决。",
    "其他行政权力": "备案、年检、审核转报等不属于前述各类的职权。",
    "行政处罚": "对违反行政管理秩序的行为依法惩戒。",
    "行政强制": "为制止违法、防止危害依法采取的强制措施和强制执行。",
    "行政征收": "依法向公民和单位收取费用或者征收财产。",
    "行政检查": "对遵守法律法规的情况依法了解和监督。",
    "公共服务": "为群众办事提供的服务，不是行政权力，不计入权力清单。",
}
"""What each class is, in one sentence for residents."""


@dataclass(frozen=True, kw_only=True)
class ClassesPage(Page):
    """All classes with their counts."""

    template = "pages/classes.html"

    figures: tuple[Count, ...]
    applied_for: tuple[KindCount, ...]
    """依申请: what residents apply for."""
    on_office: tuple[KindCount, ...]
    """依职权: what is exercised ex officio."""
    services: tuple[KindCount, ...]
    """公共服务, which is no power."""
    statistics: str
    """The page of figures and charts."""
    health: str
    """The page of self-inspection."""


@dataclass(frozen=True, kw_only=True)
class ClassPage(Page):
    """One class."""

    template = "pages/class.html"

    name: str
    meaning: str
    figures: tuple[Count, ...]
    sections: tuple[Link, ...]
    """The departments that hold such powers, with the number of each."""
    groups: tuple[Group, ...]


@dataclass(frozen=True, kw_only=True)
class NamesPage(Page):
    """All items of a region by class."""

    template = "pages/names.html"

    sections: tuple[Link, ...]
    """The classes that have items, with the number of each."""
    groups: tuple[Group, ...]
    contacts: tuple[Contact, ...]
    """Whom to tell of a power that is exercised and not listed."""


def pages(view: RegionView, links: RegionLinks) -> Iterator[PlannedPage]:
    """The index and one page per class, empty classes too: a list without penalties says so; and all names."""
    yield PlannedPage(urls.classes(view.prefix), f"{view.prefix}powers/", partial(_index, view, links))
    for name in (*CLASSES, "公共服务"):
        made, shown = partial(_page, view, links, name), partial(_shown, view, links, name)
        yield PlannedPage(urls.power_class(view.prefix, name), f"{view.prefix}powers/", made, shown)
    shown = partial(Shown, view.content.slug, tuple(links.items))
    yield PlannedPage(urls.powers(view.prefix), f"{view.prefix}powers/", partial(_names, view, links), shown)


def _shown(view: RegionView, links: RegionLinks, name: str) -> Shown:
    return Shown(view.content.slug, tuple(item.code for item in links.items.values() if item.kind == name))


def class_entries(view: RegionView, links: RegionLinks, start: str, names: tuple[str, ...]) -> tuple[KindCount, ...]:
    """Classes with their counts, in the order given."""
    counted = by_kind(active(links.items.values(), links))
    return tuple(
        KindCount(name, link_to(start, urls.power_class(view.prefix, name)), f"{len(counted.get(name, ())):,}", MEANING[name])
        for name in names
    )  # fmt: skip


ON_OFFICE: tuple[str, ...] = tuple(name for name in CLASSES if name not in APPLIED_FOR)


def _index(view: RegionView, links: RegionLinks, start: str) -> ClassesPage:
    return ClassesPage(
        shell=view.shell(start, "职权类别", "class", description=f"{view.region.name}十类行政权力和公共服务"),
        figures=figures(list(links.items.values()), links),
        applied_for=class_entries(view, links, start, APPLIED_FOR),
        on_office=class_entries(view, links, start, ON_OFFICE),
        services=class_entries(view, links, start, ("公共服务",)),
        statistics=link_to(start, urls.statistics(view.prefix)),
        health=link_to(start, urls.health(view.prefix)),
    )


def _page(view: RegionView, links: RegionLinks, name: str, path: str) -> ClassPage:
    items = [item for item in links.items.values() if item.kind == name]
    groups = department_groups(view, path, items, links)
    sums = figures(items, links)
    return ClassPage(
        shell=view.shell(
            path, name, "class", crumbs=view.under(path, "职权类别", urls.classes),
            description=f"{view.region.name}的{name}事项，按部门排列",
        ),
        name=name,
        meaning=MEANING[name],
        figures=sums[1:] if name == "公共服务" else sums,
        sections=tuple(Link(group.title, f"#{group.anchor}", group.figure) for group in groups),
        groups=groups,
    )  # fmt: skip


def _names(view: RegionView, links: RegionLinks, path: str) -> NamesPage:
    items = list(links.items.values())
    groups = class_groups(view, path, items, links, holder=True)
    return NamesPage(
        shell=view.shell(path, "全部事项名称", "names", description=f"{view.region.name}权责清单的全部事项名称，可以筛选"),
        sections=tuple(Link(group.title, f"#{group.anchor}", group.figure) for group in groups),
        groups=groups,
        contacts=view.frame(path).contacts,
    )  # fmt: skip
