"""The figures of a region as tables to download; its page of statistics shows the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from yangguang import urls
from yangguang.model.links import RegionLinks, active
from yangguang.model.words import RISK_LEVELS
from yangguang.views.limits import limits
from yangguang.views.lists import KINDS, by_department, by_kind
from yangguang.views.planned import PlannedTable, Table
from yangguang.views.shell import RegionView
from yangguang.views.statistics import stage_order, totals

OWNER = ("部门", "部门名称")
"""What tables of figures call a department by: as the open data do, so that they join."""


def owner(view: RegionView, slug: str) -> tuple[str, str]:
    """Its slug and its whole name; one that only decisions name is called as they do."""
    return slug, view.content.name_of(slug)


def tables(view: RegionView, links: RegionLinks) -> Iterator[PlannedTable]:
    """The tables of a region."""
    for name, make in (("classes", _classes_csv), ("departments", _cross_csv), ("risks", _risks_csv), ("limits", _limits_csv)):  # fmt: skip
        path = urls.statistics_table(view.prefix, name)
        yield PlannedTable(path, f"{view.prefix}powers/", partial(make, view, links), figures=True)


def _classes_csv(view: RegionView, links: RegionLinks) -> Table:
    groups = by_kind(active(links.items.values(), links))
    rows = ((kind, *(str(n) for n in totals(members))) for kind, members in groups.items())
    return (("职权类别", "事项", "责任事项", "风险点"), *rows)


def _cross_csv(view: RegionView, links: RegionLinks) -> Table:
    items = active(links.items.values(), links)
    rows = []
    for slug, members in by_department(view, items).items():
        found = Counter(item.kind for item in members)
        rows.append((*owner(view, slug), *(str(found[k]) for k in KINDS), *(str(n) for n in totals(members))))
    return ((*OWNER, *KINDS, "事项", "责任事项", "风险点"), *rows)


def _risks_csv(view: RegionView, links: RegionLinks) -> Table:
    """Every stage by itself, as written."""
    order = stage_order(view)
    rows: list[tuple[str, ...]] = []
    for slug, members in by_department(view, active(links.items.values(), links)).items():
        stages: dict[str, list[list[int]]] = {}
        for item in members:
            for stage, *levels in item.stage_risks:
                stages.setdefault(stage, []).append(levels)
        for stage in sorted(stages, key=lambda stage: (order.get(stage, len(order)), stage)):
            sums = [sum(column) for column in zip(*stages[stage], strict=True)]
            rows.append((*owner(view, slug), stage, *map(str, sums)))
    return ((*OWNER, "环节", *RISK_LEVELS), *rows)


def _limits_csv(view: RegionView, links: RegionLinks) -> Table:
    found = limits(view, active(links.items.values(), links))
    rows = ((*owner(view, one.department), str(one.number), str(one.legal), str(one.promised)) for one in found)
    return ((*OWNER, "事项", "法定工作日合计", "承诺工作日合计"), *rows)
