"""The home page of a region: the search box, a resident's three questions, departments, classes, what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from yangguang import urls
from yangguang.model.event import newest_first
from yangguang.model.links import RegionLinks
from yangguang.model.words import APPLIED_FOR, DISCLOSURE_KINDS, DOT, LEDGER
from yangguang.views.classes import ON_OFFICE, class_entries
from yangguang.views.departments import department_counts, figures
from yangguang.views.event import decision_entry
from yangguang.views.history import Tombstone
from yangguang.views.hotline import address
from yangguang.views.parts import Count, Entry, KindCount, Link, day, joined, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.records import document_entry, newest
from yangguang.views.shell import Page, RegionView

LATEST = 5
THEMES = 12


@dataclass(frozen=True, slots=True)
class Question:
    """One of the three things people come for, with the ways that lead on."""

    title: str
    text: str
    ways: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HotlineView:
    """The hotline in short."""

    name: str
    number: Link
    hours: str
    href: str


@dataclass(frozen=True, kw_only=True)
class HomePage(Page):
    """The home page of a region."""

    template = "pages/home.html"

    tombstone: Tombstone | None
    """Over a region of which no department stands any more."""
    search: str
    wanted: tuple[Link, ...]
    """Life events, in everyday words, under the search box."""
    questions: tuple[Question, ...]
    figures: tuple[Count, ...]
    published: str
    """When and by which document the lists were published; empty where region.yml does not say."""
    updated: str
    """The newest 更新日期 of the region's items."""
    departments: tuple[Count, ...]
    applied_for: tuple[KindCount, ...]
    on_office: tuple[KindCount, ...]
    services: tuple[KindCount, ...]
    events: tuple[Entry, ...]
    documents: tuple[Entry, ...]
    hotline: HotlineView | None
    regions: tuple[Link, ...]
    """The other regions of this site."""


def pages(view: RegionView, links: RegionLinks, as_of: date) -> Iterator[PlannedPage]:
    """The one home page of a region."""
    yield PlannedPage(
        urls.home(view.prefix), f"{view.prefix}region.yml", partial(_home, view, links, as_of), dated=True
    )


def _home(view: RegionView, links: RegionLinks, as_of: date, path: str) -> HomePage:
    region, frame = view.region, view.frame(path)
    decided = filter(None, (event.newest(as_of) for event in view.content.events.values()))
    count = Count(len(view.content.standing(as_of)), "部门", link_to(path, urls.departments(view.prefix)))
    return HomePage(
        shell=view.shell(path, f"{region.name}权责清单", "home", description=f"{region.name}的权力清单、责任清单、运行流程图和风险防控图"),
        tombstone=_tombstone(view, as_of, path),
        search=frame.search,
        wanted=wanted(view, path),
        questions=_questions(view, path),
        figures=(count, *figures(list(links.items.values()), links)),
        published=_published(view),
        updated=day(max((*links.updated.values(), *decided), default=None)),
        departments=department_counts(view, links, as_of, path),
        applied_for=class_entries(view, links, path, APPLIED_FOR),
        on_office=class_entries(view, links, path, ON_OFFICE),
        services=class_entries(view, links, path, ("公共服务",)),
        events=tuple(decision_entry(view, as_of, path, *decision) for decision in newest_first(view.content.events)[:LATEST]),
        documents=tuple(document_entry(view, path, *document, kind=True) for document in newest(view)[:LATEST]),
        hotline=_hotline(view, path),
        regions=frame.regions,
    )  # fmt: skip


def _tombstone(view: RegionView, as_of: date, path: str) -> Tombstone | None:
    """What became of a region that was joined to another: its departments say to whom each has given its powers."""
    content = view.content
    ended = [department.abolished for department in content.departments.values() if department.abolished]
    if not ended or content.standing(as_of):
        return None
    sentence = f"{view.region.name}的部门自 {day(max(ended))} 起已全部撤销，不再行使职权。"
    return Tombstone(
        True, sentence, None, (Link("已撤销的部门", link_to(path, urls.departments(view.prefix))),), "职权划给了谁，见"
    )


def wanted(view: RegionView, path: str) -> tuple[Link, ...]:
    """The themes that most people come for, those of persons first, as a page at ``path`` links them."""
    themes = sorted(view.content.themes, key=lambda t: (t.target != "自然人", not t.codes))[:THEMES]
    return tuple(Link(theme.name, link_to(path, urls.theme(view.prefix, theme.id))) for theme in themes)


def _questions(view: RegionView, path: str) -> tuple[Question, ...]:
    def ways(*entries: tuple[str, str, bool]) -> tuple[Link, ...]:
        return tuple(Link(text, link_to(path, target)) for text, target, there in entries if there)

    prefix = view.prefix
    kinds = [kind for kind in DISCLOSURE_KINDS if any(d.kind == kind for d in view.content.disclosures.values())]
    questions = (
        Question("我要办事", "条件、材料、时限、收费、地点", ways(
            ("按主题", urls.themes(prefix), view.has("theme")),
            ("行政许可", urls.power_class(prefix, "行政许可"), True),
            ("行政给付", urls.power_class(prefix, "行政给付"), True),
            ("公共服务", urls.power_class(prefix, "公共服务"), True),
            ("到哪里办", urls.places(prefix), view.has("place")),
        )),
        Question("查权力", "依据、责任、流程、风险、追责", ways(
            ("按部门", urls.departments(prefix), True),
            ("按类别", urls.classes(prefix), True),
            ("按法律依据", urls.laws(prefix), True),
            ("全部名称", urls.powers(prefix), True),
            (LEDGER, urls.ledger(prefix), True),
            ("调整动态", urls.events(prefix), view.has("event")),
        )),
        Question("看公开", "政策、文件、办事公开目录", (
            *(Link(kind, link_to(path, urls.disclosure_kind(prefix, kind))) for kind in kinds),
            *ways(("公开目录", urls.catalogue(prefix), bool(view.content.catalogue))),
        )),
    )  # fmt: skip
    return tuple(question for question in questions if question.ways)


def _published(view: RegionView) -> str:
    publication = view.region.publication
    if not publication:
        return ""
    return joined((f"{day(publication.day)} 公布" if publication.day else "", publication.number), DOT)


def _hotline(view: RegionView, path: str) -> HotlineView | None:
    hotline = view.content.hotline
    if not hotline:
        return None
    number = next((address(channel) for channel in hotline.channels if channel.kind == "电话"), Link(""))
    return HotlineView(hotline.name, number, hotline.hours or "", link_to(path, urls.hotline(view.prefix)))
