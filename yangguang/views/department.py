"""The page of a department: its duties, offices, contacts and items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from typing import ClassVar

from yangguang import urls
from yangguang.model.concerns import Concerned, concerned, followed, heirs, issued
from yangguang.model.event import Adjustment, newest_first
from yangguang.model.links import RegionLinks, active
from yangguang.model.region import Department
from yangguang.model.words import DOT
from yangguang.views.departments import figures, index
from yangguang.views.event import decision_entry
from yangguang.views.figures import department_anchor
from yangguang.views.history import Tombstone
from yangguang.views.linked import organization
from yangguang.views.lists import by_kind, class_groups, department_link
from yangguang.views.parts import (
    Contact,
    Count,
    Entry,
    Fact,
    Group,
    Link,
    contact,
    day,
    fact,
    facts,
    joined,
    link_to,
    web,
)  # fmt: skip
from yangguang.views.planned import PlannedPage, Shown
from yangguang.views.records import document_entry, newest
from yangguang.views.shell import Page, RegionView

LATEST = 8
"""How many events and documents a department's page shows."""


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office inside a department."""

    name: str
    duties: str
    contact: Contact


@dataclass(frozen=True, kw_only=True)
class DepartmentPage(Page):
    """One department."""

    template: ClassVar[str] = "pages/department.html"

    name: str
    tombstone: Tombstone | None
    """Over a department that is abolished: since when, and to whom it gave its powers."""
    figures: tuple[Count, ...]
    """Powers, services, responsibilities, risk points."""
    counts: tuple[Count, ...]
    """Items by class, linked to the groups below."""
    about: tuple[Fact, ...]
    """Address, hours, telephones, credit code, former names."""
    duties: tuple[str, ...]
    """主要职责."""
    offices: tuple[OfficeView, ...]
    groups: tuple[Group, ...]
    """The items by class."""
    events: tuple[Entry, ...]
    more_events: str
    """All changes of the department's list, where some decisions concern it; else empty."""
    documents: tuple[Entry, ...]
    more_documents: str
    """All documents of the department; empty where there are none."""

    @property
    def listed(self) -> bool:
        """Whether there is a list to show or to miss: who is abolished and holds nothing has none."""
        return bool(self.groups) or self.tombstone is None

    @property
    def sections(self) -> tuple[Link, ...]:
        """The parts of this page, those that are there."""
        there = (
            ("职权事项", "#items", self.listed),
            ("主要职责", "#duties", self.duties),
            ("联系方式", "#contact", self.about),
            ("内设机构", "#offices", self.offices),
            ("清单变动", "#events", self.events),
            ("公开文件", "#documents", self.documents),
        )
        return tuple(Link(text, href) for text, href, content in there if content)


def pages(view: RegionView, links: RegionLinks, as_of: date) -> Iterator[PlannedPage]:
    """The index and one page per department."""
    start = urls.departments(view.prefix)
    yield PlannedPage(start, f"{view.prefix}departments/", partial(index, view, links, as_of, start))
    told = concerned(view.content, links.items, as_of)
    for slug, department in sorted(view.content.departments.items()):
        path = urls.department(view.prefix, slug)
        source = f"{view.prefix}departments/{slug}.yml"
        made = partial(_page, view, links, slug, department, told, as_of, path)
        shown = partial(_shown, view, links, slug, told, as_of, path)
        yield PlannedPage(path, source, made, shown)


def _shown(view: RegionView, links: RegionLinks, slug: str, told: Concerned, as_of: date, path: str) -> Shown:
    """Its items; the decisions that concern it; its documents; whether it has a feed."""
    codes = tuple(item.code for item in links.items.values() if item.department == slug)
    events, documents = _events(view, told[slug], as_of, path), _documents(view, slug, path)
    there, gone = followed(view.content, links, slug, told), _tombstone(view, links, slug, told[slug], as_of, path)
    return Shown(view.content.slug, codes, (events, documents, _more(view, slug, path), there, gone))


def _page(
    view: RegionView, links: RegionLinks, slug: str, department: Department, told: Concerned, as_of: date, path: str
) -> DepartmentPage:
    items = [item for item in links.items.values() if item.department == slug]
    counted = by_kind(active(items, links))
    return DepartmentPage(
        path=path,
        shell=view.shell(
            path, department.name, "department", crumbs=view.under(path, "部门", urls.departments),
            description=f"{department.name}的职责、机构、联系方式和全部权责事项",
            feeds=_feeds(view, links, slug, department, told, path),
            data=urls.data_table(view.content.slug, "items.json", slug) if items else "",
            linked=organization(department, view.region, view.site.root, path),
        ),
        name=department.name,
        tombstone=_tombstone(view, links, slug, told[slug], as_of, path),
        figures=figures(items, links),
        counts=tuple(Count(len(members), kind, f"#class-{kind}") for kind, members in counted.items()),
        about=_about(department),
        duties=department.duties,
        offices=tuple(OfficeView(o.name, o.duties or "", contact("", "", o.phone)) for o in department.offices),
        groups=class_groups(view, path, items, links),
        events=_events(view, told[slug], as_of, path),
        more_events=_changes(view, slug, path) if told[slug] else "",
        documents=_documents(view, slug, path),
        more_documents=_more(view, slug, path),
    )  # fmt: skip


def _feeds(
    view: RegionView, links: RegionLinks, slug: str, department: Department, told: Concerned, path: str
) -> tuple[Link, ...]:
    there = followed(view.content, links, slug, told)
    return (view.feed(path, f"departments/{slug}", department.name),) if there else ()


def _about(department: Department) -> tuple[Fact, ...]:
    former = tuple(
        Link(name.name, note=joined((f"至 {day(name.until)}" if name.until else "", name.number), DOT))
        for name in department.former_names
    )
    consult = contact("", "", department.consult_phone)
    complaint = contact("", "", department.complaint_phone)
    return facts(
        fact("地址", department.address),
        fact("办公时间", department.hours),
        fact("咨询电话", Link(consult.phone, consult.phone_href) if consult.phone else None),
        fact("监督电话", Link(complaint.phone, complaint.phone_href) if complaint.phone else None),
        fact("网址", web(department.website)),
        fact("统一社会信用代码", department.credit_code),
        fact("曾用名", *former),
    )


def _events(
    view: RegionView, told: Mapping[str, Sequence[Adjustment]], as_of: date, path: str
) -> tuple[Entry, ...]:  # fmt: skip
    """The newest decisions that concern the department, those by which it gave powers away, too."""
    decisions = ((file, event) for file, event in newest_first(view.content.events) if file in told)
    latest = islice(decisions, LATEST)
    return tuple(decision_entry(view, as_of, path, file, event, told[file]) for file, event in latest)


def _tombstone(
    view: RegionView, links: RegionLinks, slug: str, told: Mapping[str, Sequence[Adjustment]], as_of: date, path: str
) -> Tombstone | None:
    """The notice over a department that is abolished, with those to which it gave powers, in the order of the decisions."""
    content = view.content
    since = content.departments[slug].abolished
    if since is None or slug in content.standing(as_of):
        return None
    takers = heirs(content, links.items, slug, told, as_of)
    there = tuple(department_link(view, path, taker, whole=True) for taker in takers)
    return Tombstone(True, f"本部门自 {day(since)} 起撤销，不再行使职权。", None, there, "职权已划给")


def _changes(view: RegionView, slug: str, path: str) -> str:
    return link_to(path, f"{urls.ledger_changes(view.prefix, 'departments')}#{department_anchor(slug)}")


def _documents(view: RegionView, slug: str, path: str) -> tuple[Entry, ...]:
    found = newest(view, slug)[:LATEST]
    return tuple(document_entry(view, path, file, document, kind=not document.genre) for file, document in found)


def _more(view: RegionView, slug: str, path: str) -> str:
    there = any(issued(d, slug) for d in view.content.disclosures.values())
    return link_to(path, urls.disclosure_department(view.prefix, slug)) if there else ""
