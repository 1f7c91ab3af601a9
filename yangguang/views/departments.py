"""The index of the departments with the figures of each; the large figures that other pages show, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from yangguang.model.facts import ItemFacts
from yangguang.model.links import RegionLinks, active
from yangguang.model.tally import tally
from yangguang.model.words import RESIDENT_ORDER
from yangguang.views.lists import by_department, by_kind, department_link, departments
from yangguang.views.parts import Count, CountRow, CountTable, Link, figure
from yangguang.views.shell import Page, RegionView


@dataclass(frozen=True, kw_only=True)
class DepartmentsPage(Page):
    """All departments of a region with the figures of each."""

    template = "pages/departments.html"

    figures: tuple[Count, ...]
    departments: tuple[Count, ...]
    """Each department with the number of its items."""
    table: CountTable
    """Departments by classes."""
    former: tuple[Link, ...]
    """Those that are abolished."""


def index(view: RegionView, links: RegionLinks, as_of: date, start: str) -> DepartmentsPage:
    """All departments."""
    grouped = by_department(view, active(links.items.values(), links))
    heads = _heads(view, grouped, as_of, start)
    standing = view.content.standing(as_of)
    return DepartmentsPage(
        shell=view.shell(start, "部门", "department", description=f"{view.region.name}各部门的权责清单"),
        figures=(Count(len(standing), "部门"), *figures(list(links.items.values()), links)),
        departments=department_counts(view, links, as_of, start),
        table=_table(heads, grouped),
        former=tuple(
            department_link(view, start, slug, whole=True) for slug in view.content.departments if slug not in standing
        ),
    )


def department_counts(view: RegionView, links: RegionLinks, as_of: date, start: str) -> tuple[Count, ...]:
    """Each department with the number of its items, in the order of departments."""
    grouped = by_department(view, active(links.items.values(), links))
    heads = _heads(view, grouped, as_of, start)
    return tuple(Count(len(grouped.get(slug, ())), head.text, head.href) for slug, head in heads.items())


def _heads(view: RegionView, grouped: dict[str, list[ItemFacts]], as_of: date, start: str) -> dict[str, Link]:
    """The departments to list; one that is abolished, is not counted and still has items, says so."""
    standing = view.content.standing(as_of)
    links = {slug: department_link(view, start, slug) for slug in departments(view, grouped, as_of)}
    return {
        slug: link if slug in standing else replace(link, text=f"{link.text}（已撤销）") for slug, link in links.items()
    }


def _table(heads: Mapping[str, Link], grouped: dict[str, list[ItemFacts]]) -> CountTable:
    kinds = [*RESIDENT_ORDER, "公共服务"]
    counts = {slug: {k: len(v) for k, v in by_kind(grouped.get(slug, ())).items()} for slug in heads}
    shown = [kind for kind in kinds if any(kind in row for row in counts.values())]
    rows = tuple(CountRow(head, _cells([counts[slug].get(kind, 0) for kind in shown])) for slug, head in heads.items())
    total = _cells([sum(row.get(kind, 0) for row in counts.values()) for kind in shown])
    columns = (*(kind.removeprefix("行政") for kind in shown), "合计")
    return CountTable("各部门、各类事项数", "部门", columns, rows, total)


def _cells(numbers: list[int]) -> tuple[str, ...]:
    """The numbers with their sum."""
    return tuple(map(figure, (*numbers, sum(numbers))))


def figures(items: list[ItemFacts], links: RegionLinks) -> tuple[Count, ...]:
    """The large figures of a set of items; services only where there are any."""
    sums = tally(items, links)
    services = (Count(sums.services, "公共服务"),) if sums.services else ()
    return (Count(sums.powers, "职权事项"), *services, Count(sums.duties, "责任事项"), Count(sums.risks, "风险点"))
