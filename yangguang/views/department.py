"""The page of a department: its duties, offices, contacts and items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice

from yangguang import urls
from yangguang.model.concerns import concerned, followed, heirs, issued
from yangguang.model.event import newest_first
from yangguang.model.facts import ItemFacts
from yangguang.model.links import RegionLinks, active
from yangguang.model.region import Department
from yangguang.model.words import DOT
from yangguang.views.departments import figures, index
from yangguang.views.event import decision_entry
from yangguang.views.figures import changes_href
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
)
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

    template = "pages/department.html"

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
    maker = _Maker(view, links, as_of)
    yield PlannedPage(urls.departments(view.prefix), f"{view.prefix}departments/", partial(index, view, links, as_of))
    for slug in sorted(view.content.departments):
        path, source = urls.department(view.prefix, slug), f"{view.prefix}departments/{slug}.yml"
        yield PlannedPage(path, source, partial(maker.page, slug), partial(maker.shown, slug, path))


class _Maker:
    """Makes the departments' pages of one region."""

    def __init__(self, view: RegionView, links: RegionLinks, as_of: date) -> None:
        self.view, self.links, self.as_of = view, links, as_of
        self.told = concerned(view.content, links.items, as_of)

    def shown(self, slug: str, path: str) -> Shown:
        """Its items; the decisions that concern it; its documents; whether it has a feed."""
        codes = tuple(item.code for item in self._items(slug))
        there = followed(self.view.content, self.links, slug, self.told)
        more = (
            self._events(slug, path), self._documents(slug, path), self._more(slug, path), there, self._tombstone(slug, path)
        )  # fmt: skip
        return Shown(self.view.content.slug, codes, more)

    def page(self, slug: str, path: str) -> DepartmentPage:
        """The page of one department."""
        view, department, items = self.view, self.view.content.departments[slug], self._items(slug)
        counted = by_kind(active(items, self.links))
        return DepartmentPage(
            shell=view.shell(
                path, department.name, "department", crumbs=view.under(path, "部门", urls.departments),
                description=f"{department.name}的职责、机构、联系方式和全部权责事项",
                feeds=self._feeds(slug, path),
                data=urls.data_table(view.content.slug, "items.json", slug) if items else "",
                linked=organization(department, view.region, view.site.root, path),
            ),
            name=department.name,
            tombstone=self._tombstone(slug, path),
            figures=figures(items, self.links),
            counts=tuple(Count(len(members), kind, f"#class-{kind}") for kind, members in counted.items()),
            about=_about(department),
            duties=department.duties,
            offices=tuple(OfficeView(o.name, o.duties or "", contact("", "", o.phone)) for o in department.offices),
            groups=class_groups(view, path, items, self.links),
            events=self._events(slug, path),
            more_events=self._changes(slug, path),
            documents=self._documents(slug, path),
            more_documents=self._more(slug, path),
        )  # fmt: skip

    def _items(self, slug: str) -> list[ItemFacts]:
        return [item for item in self.links.items.values() if item.department == slug]

    def _feeds(self, slug: str, path: str) -> tuple[Link, ...]:
        name = self.view.content.name_of(slug)
        there = followed(self.view.content, self.links, slug, self.told)
        return (self.view.feed(path, f"departments/{slug}", name),) if there else ()

    def _events(self, slug: str, path: str) -> tuple[Entry, ...]:
        """The newest decisions that concern the department, those by which it gave powers away, too."""
        view, told = self.view, self.told[slug]
        latest = islice(((file, one) for file, one in newest_first(view.content.events) if file in told), LATEST)
        return tuple(decision_entry(view, self.as_of, path, file, event, told[file]) for file, event in latest)

    def _tombstone(self, slug: str, path: str) -> Tombstone | None:
        """The notice over a department that is abolished, with those to which it gave powers, in the order of the decisions."""
        content = self.view.content
        since = content.departments[slug].abolished
        if since is None or slug in content.standing(self.as_of):
            return None
        takers = heirs(content, self.links.items, slug, self.told[slug], self.as_of)
        there = tuple(department_link(self.view, path, taker, whole=True) for taker in takers)
        return Tombstone(True, f"本部门自 {day(since)} 起撤销，不再行使职权。", None, there, "职权已划给")

    def _changes(self, slug: str, path: str) -> str:
        return changes_href(self.view, path, (slug, "")) if self.told[slug] else ""

    def _documents(self, slug: str, path: str) -> tuple[Entry, ...]:
        found = newest(self.view, slug)[:LATEST]
        return tuple(document_entry(self.view, path, file, one, kind=not one.genre) for file, one in found)

    def _more(self, slug: str, path: str) -> str:
        there = any(issued(document, slug) for document in self.view.content.disclosures.values())
        return link_to(path, urls.disclosure_department(self.view.prefix, slug)) if there else ""


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
