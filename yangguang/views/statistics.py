"""The figures of a region: items, responsibilities and risks by class and department, risks by stage, limits kept short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.charts.bars import against, bar, square
from yangguang.model.facts import ItemFacts
from yangguang.model.links import RegionLinks, active
from yangguang.model.words import RISK_LEVELS
from yangguang.views.departments import figures
from yangguang.views.lists import KINDS, by_department, by_kind, class_link, department_link
from yangguang.views.parts import RISK_SLUGS, Count, CountRow, CountTable, Link, Trusted, figure, link_to
from yangguang.views.planned import PlannedPage, Shown
from yangguang.views.shell import Page, RegionView
from yangguang.views.statistics_tables import limits, stage_order, totals

STAGES = 12
"""How many stages stand in a column of their own; the rest are one more."""

REST = "其余环节"
_LEGEND = "方块越大，风险点越多；数字是风险点的个数。"


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row of figures with its bar."""

    head: Link
    cells: tuple[str, ...]
    bar: Trusted


@dataclass(frozen=True, slots=True)
class BarTable:
    """A chart that is its own table."""

    caption: str
    corner: str
    columns: tuple[str, ...]
    rows: tuple[BarRow, ...]
    csv: Link
    note: str = ""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One figure with a square that grows with it."""

    figure: str
    mark: Trusted


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A department's risks by stage."""

    head: Link
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Risks of one level: departments down, stages across."""

    level: str
    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, kw_only=True)
class StatisticsPage(Page):
    """The figures of a region."""

    template = "pages/statistics.html"

    figures: tuple[Count, ...]
    classes: BarTable
    departments: BarTable
    cross: CountTable
    """Items by department and class."""
    cross_csv: Link
    heat: tuple[HeatMap, ...]
    heat_note: str
    heat_csv: Link
    limits: BarTable | None
    """Promised against legal limits; ``None`` where nothing can be compared."""


def pages(view: RegionView, links: RegionLinks) -> Iterator[PlannedPage]:
    """The one page of a region."""
    shown = partial(Shown, view.content.slug, tuple(links.items), view.content.stages)
    yield PlannedPage(urls.statistics(view.prefix), f"{view.prefix}powers/", partial(_page, view, links), shown)


def _page(view: RegionView, links: RegionLinks, path: str) -> StatisticsPage:
    items = active(links.items.values(), links)
    return StatisticsPage(
        shell=view.shell(path, "统计", "statistics", nav="class", description=f"{view.region.name}权责清单的统计图表"),
        figures=figures(items, links),
        classes=_bars(
            [(class_link(view, path, kind), members) for kind, members in by_kind(items).items()],
            "各类事项、责任和风险点", "类别", _csv(view, path, "classes"),
        ),
        departments=_bars(
            [(department_link(view, path, slug), members) for slug, members in by_department(view, items).items()],
            "各部门事项、责任和风险点", "部门", _csv(view, path, "departments"),
        ),
        cross=_cross(view, items, path),
        cross_csv=_csv(view, path, "departments"),
        heat=tuple(_heat(view, items, path)),
        heat_note=_LEGEND,
        heat_csv=_csv(view, path, "risks"),
        limits=_limit_bars(view, items, path),
    )  # fmt: skip


def _csv(view: RegionView, path: str, name: str) -> Link:
    return Link("下载数据（CSV）", link_to(path, urls.statistics_table(view.prefix, name)))


def _bars(groups: list[tuple[Link, list[ItemFacts]]], caption: str, corner: str, csv: Link) -> BarTable:
    """Groups of items with their figures; the bar is the number of items."""
    most = max((len(members) for _, members in groups), default=0)
    rows = (
        BarRow(head, tuple(f"{n:,}" for n in totals(members)), Trusted(bar(len(members), most)))
        for head, members in groups
    )
    return BarTable(caption, corner, ("事项", "责任事项", "风险点"), tuple(rows), csv)


def _cross(view: RegionView, items: list[ItemFacts], path: str) -> CountTable:
    kinds = tuple(kind for kind in KINDS if any(item.kind == kind for item in items))
    rows = tuple(
        CountRow(department_link(view, path, slug), _counts(members, kinds))
        for slug, members in by_department(view, items).items()
    )
    return CountTable("各部门各类事项数", "部门", (*kinds, "合计"), rows, _counts(items, kinds))


def _counts(items: list[ItemFacts], kinds: tuple[str, ...]) -> tuple[str, ...]:
    found = Counter(item.kind for item in items)
    return (*(figure(found[kind]) for kind in kinds), f"{len(items):,}")


def _columns(view: RegionView, items: list[ItemFacts]) -> tuple[str, ...]:
    """The stages with most risks, in their usual order."""
    sums: Counter[str] = Counter()
    for item in items:
        for stage, *levels in item.stage_risks:
            sums[stage] += sum(levels)
    order = stage_order(view)
    most = sorted(sums, key=lambda stage: (-sums[stage], stage))[:STAGES]
    columns = sorted(most, key=lambda stage: (order.get(stage, len(order)), stage))
    return (*columns, REST) if len(sums) > STAGES else tuple(columns)


def _risks(items: list[ItemFacts], columns: tuple[str, ...], level: int) -> list[int]:
    found: Counter[str] = Counter()
    for item in items:
        for stage, *levels in item.stage_risks:
            found[stage if stage in columns else REST] += levels[level]
    return [found[column] for column in columns]


def _heat(view: RegionView, items: list[ItemFacts], path: str) -> Iterator[HeatMap]:
    columns = _columns(view, items)
    departments = by_department(view, items)
    for number, level in enumerate(RISK_LEVELS):
        counted = {slug: _risks(members, columns, number) for slug, members in departments.items()}
        most = max((n for row in counted.values() for n in row), default=0)
        slug = RISK_SLUGS[level]
        rows = tuple(
            HeatRow(department_link(view, path, name),
                    tuple(HeatCell(figure(n), Trusted(square(n, most, f"heat-{slug}"))) for n in row))
            for name, row in counted.items() if any(row)
        )  # fmt: skip
        if rows:
            yield HeatMap(level, columns, rows)


def _limit_bars(view: RegionView, items: list[ItemFacts], path: str) -> BarTable | None:
    found = limits(view, items)
    if not found:
        return None
    most = max(one.legal for one in found)
    rows = tuple(
        BarRow(department_link(view, path, one.department),
               (f"{one.number:,}", f"{one.legal:,}", f"{one.promised:,}", one.saved),
               Trusted(against(one.promised, one.legal, most)))
        for one in found
    )  # fmt: skip
    note = "只计法定时限和承诺时限都以工作日计的事项，当场办结计为 0；框是法定时限，条是承诺时限。"
    return BarTable("承诺时限与法定时限（工作日）", "部门", ("事项", "法定合计", "承诺合计", "压缩"), rows,
                    _csv(view, path, "limits"), note)  # fmt: skip
