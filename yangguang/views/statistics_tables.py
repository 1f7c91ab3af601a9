"""The figures of a region: how they are reckoned, for its page of statistics too, and as tables to download."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.model.facts import ItemFacts
from yangguang.model.links import RegionLinks, active
from yangguang.model.share import percent
from yangguang.model.words import RISK_LEVELS
from yangguang.views.lists import KINDS, by_department, by_kind
from yangguang.views.parts import grouped
from yangguang.views.planned import PlannedTable, Table
from yangguang.views.shell import RegionView

WORKING_DAYS = "个工作日"
OWNER = ("部门", "部门名称")
"""What tables of figures call a department by: as the open data do, so that they join."""


def owner(view: RegionView, slug: str) -> tuple[str, str]:
    """Its slug and its whole name; one that only decisions name is called as they do."""
    return slug, view.content.name_of(slug)


@dataclass(frozen=True, slots=True)
class Limits:
    """Promised against legal limits of some items, in working days."""

    department: str
    """Its file name."""
    number: int
    legal: int
    promised: int

    @property
    def saved(self) -> str:
        """By how much the promise is shorter, in whole per cent."""
        return f"{percent(self.legal - self.promised, self.legal)}%"


def limits(view: RegionView, items: list[ItemFacts]) -> list[Limits]:
    """Items whose limits are both in working days (当场 is 0), by department."""
    found = []
    for slug, members in by_department(view, items).items():
        both = [
            (item.legal_limit.number, item.promised_limit.number)
            for item in members
            if item.legal_limit and item.promised_limit and item.legal_limit.unit == WORKING_DAYS
            and (item.promised_limit.at_once or item.promised_limit.unit == WORKING_DAYS) and item.legal_limit.number
        ]  # fmt: skip
        if both:
            found.append(Limits(slug, len(both), sum(legal for legal, _ in both), sum(own for _, own in both)))
    return found


def totals(items: list[ItemFacts]) -> tuple[int, int, int]:
    """Items, responsibilities, risks."""
    return len(items), sum(i.duties for i in items), sum(i.risk_count for i in items)


def stage_order(view: RegionView) -> dict[str, int]:
    """Stages in the order in which the table of stages first names them."""
    named = [stage for rule in view.content.stages.values() for stage in (*rule.mandatory, *rule.optional)]
    return {stage: number for number, stage in enumerate(dict.fromkeys(named))}


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
        stages = grouped((stage, levels) for item in members for stage, *levels in item.stage_risks)
        for stage in sorted(stages, key=lambda stage: (order.get(stage, len(order)), stage)):
            sums = [sum(column) for column in zip(*stages[stage], strict=True)]
            rows.append((*owner(view, slug), stage, *map(str, sums)))
    return ((*OWNER, "环节", *RISK_LEVELS), *rows)


def _limits_csv(view: RegionView, links: RegionLinks) -> Table:
    found = limits(view, active(links.items.values(), links))
    rows = ((*owner(view, one.department), str(one.number), str(one.legal), str(one.promised)) for one in found)
    return ((*OWNER, "事项", "法定工作日合计", "承诺工作日合计"), *rows)
