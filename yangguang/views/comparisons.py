"""All regions with their figures; which powers exist in more than one of them, and what could not be matched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from yangguang import urls
from yangguang.model.links import Comparison
from yangguang.model.overview import Overview
from yangguang.views.lists import KINDS
from yangguang.views.members import Facts, Views, differences, members_of
from yangguang.views.parts import Count, CountRow, CountTable, Link, day, figure, grouped, joined, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.records import Row, RowGroup
from yangguang.views.shell import Page, RegionView

_COLUMNS = ("部门", "职权事项", "公共服务", "责任事项", "风险点")

MATCHING = (
    "按国家基本编码、同源编码或承接关系对应；没有这些的，按相同的名称和类别对应。对应不上或者不止一项的，不作比较。"
)


@dataclass(frozen=True, kw_only=True)
class RegionsPage(Page):
    """All regions."""

    template = "pages/regions.html"

    figures: tuple[Count, ...]
    """The sums of all regions."""
    table: CountTable
    """Each region with its level, its figures and the day on which its lists were published."""
    comparisons: str
    """Where the same power of several regions is compared."""


@dataclass(frozen=True, kw_only=True)
class ComparisonsPage(Page):
    """All powers that exist in more than one region."""

    template = "pages/comparisons.html"

    matching: str
    """How items were matched, in a sentence."""
    figures: tuple[Count, ...]
    tables: tuple[CountTable, ...]
    """Counts per class and per department across regions."""
    groups: tuple[RowGroup, ...]
    unmatched: tuple[Row, ...]
    """Items that might be the same as one of another region, where nobody can tell which."""


class Outcome(NamedTuple):
    """What the list of all comparisons tells of one; ``region`` and ``code`` are of the first item."""

    region: str
    code: str
    path: str
    name: str
    kind: str
    regions: tuple[str, ...]
    department: str
    different: tuple[str, ...]


def outcomes(views: Sequence[RegionView], groups: Iterable[Comparison], facts: Facts) -> Iterator[Outcome]:
    """What comes out of each comparison."""
    by_slug = {view.content.slug: view for view in views}
    for group in groups:
        members = members_of(by_slug, group, facts)
        first, regions = members[0], tuple(member.region for member in members)
        yield Outcome(
            *group.items[0], group.path, first.name, first.kind, regions, first.department, tuple(differences(members))
        )


Numbers = Mapping[str, Mapping[str, Mapping[str, int]]]
"""Region → department → class → how many items count."""


def pages(views: list[RegionView], overview: Overview, told: Callable[[], Iterable[Outcome]]) -> Iterator[PlannedPage]:
    """The regions, and the powers of several of them, in the frame of the main region; none where there is only one region.

    ``told`` tells what came out of each comparison, in any order.
    """
    if len(views) > 1:
        by_slug = {view.content.slug: view for view in views}
        yield PlannedPage(urls.regions(), "regions/", partial(_regions, views, overview))
        yield PlannedPage(urls.comparisons(), "regions/", partial(_page, by_slug, overview, views[0], told))


def _regions(views: list[RegionView], overview: Overview, path: str) -> RegionsPage:
    numbers = [_numbers(view, overview) for view in views]
    sums = [sum(column) for column in zip(*numbers, strict=True)]
    rows = tuple(_region(view, own, path) for view, own in zip(views, numbers, strict=True))
    return RegionsPage(
        shell=views[0].shell(path, "各地区的清单", "region", description="本站各地区权责清单的数字"),
        figures=(Count(len(views), "地区"), *map(Count, sums, _COLUMNS)),
        table=CountTable("各地区清单的数字", "地区", ("层级", *_COLUMNS, "清单公布"), rows),
        comparisons=link_to(path, urls.comparisons()),
    )


def _numbers(view: RegionView, overview: Overview) -> tuple[int, ...]:
    sums = overview.tallies[view.content.slug]
    return (len(view.content.standing(overview.as_of)), sums.powers, sums.services, sums.duties, sums.risks)


def _region(view: RegionView, numbers: tuple[int, ...], path: str) -> CountRow:
    region, publication = view.region, view.region.publication
    head = Link(region.name, link_to(path, urls.home(view.prefix)))
    return CountRow(head, (region.level, *(f"{n:,}" for n in numbers), day(publication.day) if publication else ""))


def _page(
    views: Views, overview: Overview, main: RegionView, told: Callable[[], Iterable[Outcome]], path: str
) -> ComparisonsPage:
    order = {slug: number for number, slug in enumerate(views)}
    found = sorted(told(), key=lambda one: (order[one.region], one.code))
    return ComparisonsPage(
        shell=main.shell(
            path, "同一职权比较", "compare", nav="region",
            crumbs=(Link("各地区的清单", link_to(path, urls.regions())),), description="同一职权在各地区的时限、收费和材料",
        ),
        matching=MATCHING,
        figures=(
            Count(len(views), "个地区"),
            Count(len(found), "项见于两地以上的清单"),
            Count(sum(bool(one.different) for one in found), "项各地有所不同"),
        ),
        tables=(_class_table(views, overview.numbers, path), _department_table(views, overview.numbers)),
        groups=tuple(_groups(found, path)),
        unmatched=tuple(_unmatched(views, overview, path)),
    )  # fmt: skip


def _groups(outcomes: Iterable[Outcome], path: str) -> Iterator[RowGroup]:
    found = grouped((one.kind, _outcome(one, path)) for one in outcomes)
    for kind in KINDS:
        if kind in found:
            yield RowGroup(kind, f"class-{kind}", tuple(found[kind]))


def _outcome(one: Outcome, path: str) -> Row:
    regions = f"{len(one.regions)} 个地区" if len(one.regions) > 3 else joined(one.regions)
    different = f"{joined(one.different)}不同" if one.different else ""
    return Row(one.name, link_to(path, one.path), (regions, one.department), different, "warn")


def _unmatched(views: Views, overview: Overview, path: str) -> Iterator[Row]:
    for slug, code, name, department in overview.unmatched:
        if view := views.get(slug):
            where = (view.region.name, view.content.label_of(department), code)
            yield Row(name, link_to(path, urls.power(view.prefix, code)), where)


def _class_table(views: Views, numbers: Numbers, path: str) -> CountTable:
    """Items in use by region and class."""
    counts = {slug: sum(map(Counter, numbers[slug].values()), Counter[str]()) for slug in views}
    kinds = tuple(kind for kind in KINDS if any(own[kind] for own in counts.values()))
    rows = tuple(
        CountRow(
            Link(view.region.name, link_to(path, urls.home(view.prefix))),
            (*(figure(counts[slug][kind]) for kind in kinds), figure(counts[slug].total())),
        )
        for slug, view in views.items()
    )
    return CountTable("各地区各类事项数", "地区", (*kinds, "合计"), rows)


def _department_table(views: Views, numbers: Numbers) -> CountTable:
    """Items in use by department (the same folder name is the same kind of department) and region."""
    names: dict[str, str] = {}
    for view in views.values():
        for slug in view.content.departments:
            names.setdefault(slug, view.content.label_of(slug))
    counts = [{slug: sum(own.values()) for slug, own in numbers[region].items()} for region in views]
    rows = tuple(
        CountRow(Link(name), tuple(figure(own.get(slug, 0)) for own in counts))
        for slug, name in names.items()
        if any(own.get(slug) for own in counts)
    )
    return CountTable("各地区各部门事项数", "部门", tuple(view.region.name for view in views.values()), rows)
