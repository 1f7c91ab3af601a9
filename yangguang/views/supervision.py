"""监督和投诉: who watches over the list and the departments, whom to call about each power, where to appeal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from yangguang import urls
from yangguang.model.facts import ItemFacts
from yangguang.model.links import RegionLinks, active
from yangguang.model.words import RESIDENT_ORDER, SUPERVISION
from yangguang.views.hotline import hotline_link
from yangguang.views.lists import by_department, department_link, departments
from yangguang.views.parts import Contact, Fact, Link, fact, facts, grouped, link_to, phone
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView


@dataclass(frozen=True, slots=True)
class Watched:
    """One department: its line for complaints, and the powers that have another one."""

    name: Link
    number: int
    """How many items in use it has."""
    phone: Link | None
    items: tuple[Fact, ...]
    """Telephone → the items it is for, where that is not the department's."""


@dataclass(frozen=True, kw_only=True)
class SupervisionPage(Page):
    """Whom to turn to, about whom, and where to appeal."""

    template = "pages/supervision.html"

    over: str
    """Who stands over the departments, in a sentence."""
    watchers: tuple[Contact, ...]
    """Who keeps the list, who takes reports of powers exercised outside it."""
    hotline: Link | None
    departments: tuple[Watched, ...]
    remedies: tuple[Fact, ...]
    """Where to appeal, per class."""


def pages(view: RegionView, links: RegionLinks, as_of: date) -> Iterator[PlannedPage]:
    """The one page of a region."""
    yield PlannedPage(urls.supervision(view.prefix), f"{view.prefix}departments/", partial(_page, view, links, as_of))


def _page(view: RegionView, links: RegionLinks, as_of: date, path: str) -> SupervisionPage:
    region = view.region
    items = by_department(view, active(links.items.values(), links))
    told: dict[str, str] = {str(kind): remedy for kind, remedy in region.remedies.items()}
    government = region.government or f"{region.name}人民政府"
    return SupervisionPage(
        shell=view.shell(
            path, SUPERVISION, "supervision", nav="hotline", description="向谁投诉、向谁举报、向谁申请复议"
        ),
        over=f"{government}领导和监督所属各部门；对部门行使职权的行为，可以向该部门投诉，也可以向下列单位反映。",
        watchers=view.frame(path).contacts,
        hotline=hotline_link(view.content, path),
        departments=tuple(_watched(view, path, slug, items.get(slug, [])) for slug in departments(view, items, as_of)),
        remedies=facts(*(fact(kind, told.get(kind)) for kind in RESIDENT_ORDER)),
    )


def _watched(view: RegionView, path: str, slug: str, items: list[ItemFacts]) -> Watched:
    own = view.content.departments[slug].complaint_phone
    others = grouped(
        (item.complaint_phone, Link(item.name, link_to(path, urls.power(view.prefix, item.code))))
        for item in items
        if item.complaint_phone and item.complaint_phone != own
    )
    told = facts(*(fact(number, *links) for number, links in sorted(others.items())))
    return Watched(department_link(view, path, slug), len(items), phone(own), told)
