"""Which powers exist in more than one region, by class; what could not be matched; counts across regions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from yangguang import urls
from yangguang.model.facts import ItemFacts
from yangguang.model.links import Comparison, Links, active
from yangguang.views.compare import Member, Views, differences, member_of, members_of
from yangguang.views.lists import KINDS, department_name
from yangguang.views.parts import Count, CountRow, CountTable, Link, joined, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.records import Row, RowGroup
from yangguang.views.shell import Page, RegionView

MATCHING = (
    "按国家基本编码、同源编码或承接关系对应；没有这些的，按相同的名称和类别对应。对应不上或者不止一项的，不作比较。"
)


@dataclass(frozen=True, kw_only=True)
class ComparisonsPage(Page):
    """All powers that exist in more than one region."""

    template: ClassVar[str] = "pages/comparisons.html"

    matching: str
    """How items were matched, in a sentence."""
    figures: tuple[Count, ...]
    tables: tuple[CountTable, ...]
    """Counts per class and per department across regions."""
    groups: tuple[RowGroup, ...]
    unmatched: tuple[Row, ...]
    """Items that might be the same as one of another region, where nobody can tell which."""


def pages(views: list[RegionView], links: Links) -> Iterator[PlannedPage]:
    """The one index, in the frame of the main region; none where there is only one region."""
    if len(views) > 1:
        by_slug = {view.content.slug: view for view in views}
        yield PlannedPage(urls.comparisons(), "regions/", partial(_page, by_slug, links, views[0]))


def _page(views: Views, links: Links, main: RegionView) -> ComparisonsPage:
    path = urls.comparisons()
    compared = [(found, members_of(views, links, found)) for found in links.comparisons]
    return ComparisonsPage(
        path=path,
        shell=main.shell(
            path, "同一职权比较", "compare", nav="region",
            crumbs=(Link("各地区的清单", link_to(path, urls.regions())),), description="同一职权在各地区的时限、收费和材料",
        ),
        matching=MATCHING,
        figures=(
            Count(len(views), "地区"),
            Count(len(compared), "项职权不止一地行使"),
            Count(sum(bool(differences(members)) for _, members in compared), "项各地有所不同"),
        ),
        tables=(_class_table(views, links, path), _department_table(views, links)),
        groups=tuple(_groups(compared, path)),
        unmatched=tuple(_unmatched(views, links, path)),
    )  # fmt: skip


def _groups(compared: Iterable[tuple[Comparison, tuple[Member, ...]]], path: str) -> Iterator[RowGroup]:
    found: dict[str, list[Row]] = {}
    for comparison, members in compared:
        different = differences(members)
        regions = f"{len(members)} 个地区" if len(members) > 3 else joined(m.region for m in members)
        row = Row(
            members[0].name, link_to(path, comparison.path), (regions, members[0].department),
            f"{joined(different)}不同" if different else "", "warn",
        )  # fmt: skip
        found.setdefault(members[0].kind, []).append(row)
    for kind in KINDS:
        if kind in found:
            yield RowGroup(kind, f"class-{kind}", tuple(found[kind]), f"{len(found[kind])}")


def _unmatched(views: Views, links: Links, path: str) -> Iterator[Row]:
    for slug, code in links.unmatched:
        if slug in views:
            member = member_of(views[slug], links, slug, code)
            yield Row(member.name, link_to(path, member.path), (member.region, member.department, code))


def _class_table(views: Views, links: Links, path: str) -> CountTable:
    """Items in use by region and class."""
    counts = {slug: [item.kind for item in _counted(links, slug)] for slug in views}
    kinds = tuple(kind for kind in KINDS if any(kind in own for own in counts.values()))
    rows = tuple(
        CountRow(
            Link(view.region.name, link_to(path, urls.home(view.prefix))),
            (*(_figure(counts[slug].count(kind)) for kind in kinds), _figure(len(counts[slug]))),
        )
        for slug, view in views.items()
    )
    return CountTable("各地区各类事项数", "地区", (*kinds, "合计"), rows)


def _department_table(views: Views, links: Links) -> CountTable:
    """Items in use by department (the same folder name is the same kind of department) and region."""
    counts = {slug: [item.department for item in _counted(links, slug)] for slug in views}
    names: dict[str, str] = {}
    for view in views.values():
        for slug in view.content.departments:
            names.setdefault(slug, department_name(view, slug))
    rows = tuple(
        CountRow(Link(name), tuple(_figure(own.count(slug)) for own in counts.values()))
        for slug, name in names.items()
        if any(slug in own for own in counts.values())
    )
    return CountTable("各地区各部门事项数", "部门", tuple(view.region.name for view in views.values()), rows)


def _counted(links: Links, slug: str) -> list[ItemFacts]:
    own = links.regions[slug]
    return active(own.items.values(), own)


def _figure(number: int) -> str:
    return f"{number:,}" if number else ""
