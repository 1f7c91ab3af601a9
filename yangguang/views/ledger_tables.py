"""The ledger of a region as tables to download: its figures, and one by one the movements that they sum up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from yangguang import urls
from yangguang.model.ledger import Ledger, LedgerRow, ledger_of
from yangguang.model.movements import Movement
from yangguang.model.sight import Sight
from yangguang.model.words import EVENT_KINDS
from yangguang.views.parts import Link, link_to
from yangguang.views.planned import PlannedTable, Table
from yangguang.views.shell import RegionView
from yangguang.views.statistics_tables import OWNER, owner

COUNTS = (*OWNER, "职权类别", "期初", *EVENT_KINDS, "期末应有", "清单实有", "差额")
"""All kinds have a column, so that tables of two years can be laid side by side."""
MOVEMENTS = (
    "编号", "行", "生效日期", "文号", "标题", "类型", "职权编码", *OWNER, "职权类别", "增减",
)  # fmt: skip
"""编号 and 行 are those of the open data of decisions (:data:`yangguang.model.tables.EVENTS`)."""


def tables(view: RegionView, sight: Sight) -> Iterator[PlannedTable]:
    """The tables of a region; both are of one ledger, which is reckoned once."""
    ledger = cache(partial(ledger_of, view.content, sight.own, sight.as_of))
    for name, source, make in (("counts", "region.yml", _counts), ("movements", "events/", _movements)):
        path = urls.ledger_table(view.prefix, name)
        yield PlannedTable(path, view.prefix + source, partial(make, view, ledger))


def counts_link(view: RegionView, start: str) -> Link:
    """The figures."""
    return Link("下载账本（CSV）", link_to(start, urls.ledger_table(view.prefix, "counts")))


def movements_link(view: RegionView, start: str) -> Link:
    """The movements behind them."""
    return Link("下载计入账本的增减（CSV）", link_to(start, urls.ledger_table(view.prefix, "movements")))


def _counts(view: RegionView, ledger: Callable[[], Ledger]) -> Table:
    return (COUNTS, *(_count(view, row) for row in ledger().rows))


def _count(view: RegionView, row: LedgerRow) -> tuple[str, ...]:
    changes = dict(row.changes)
    numbers = (row.opening, *(changes.get(kind, 0) for kind in EVENT_KINDS), row.closing, row.actual, row.difference)
    return (*owner(view, row.department), row.power_class, *map(str, numbers))


def _movements(view: RegionView, ledger: Callable[[], Ledger]) -> Table:
    return (MOVEMENTS, *(row for one in ledger().movements for row in _moved(view, one)))


def _moved(view: RegionView, one: Movement) -> Iterator[tuple[str, ...]]:
    """A row for each department and class that grew or shrank."""
    event = view.content.events[one.file]
    row = event.adjustments[one.row]
    told = (
        urls.record_id(one.file), str(one.row + 1), one.day.isoformat(), event.number, event.title, one.kind,
        "；".join(row.codes),
    )  # fmt: skip
    for (department, power_class), change in one.changes:
        if change:
            yield (*told, *owner(view, department), power_class, str(change))
