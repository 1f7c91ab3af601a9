"""The ledger of counts (清单账本): opening, changes, closing, whether that is what the list really holds; and all that as tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.model.ledger import LedgerRow
from yangguang.model.movements import Movement
from yangguang.model.words import EVENT_KINDS, LEDGER
from yangguang.views.book import WHOLE, Book, ways
from yangguang.views.figures import LedgerTable, changes_href, whole_tables
from yangguang.views.frame import NavEntry
from yangguang.views.parts import Link, day, judged, link_to
from yangguang.views.planned import PlannedPage, PlannedTable, Table
from yangguang.views.shell import Page, RegionView
from yangguang.views.statistics_tables import OWNER, owner

COUNTS = (*OWNER, "职权类别", "期初", *EVENT_KINDS, "期末应有", "清单实有", "差额")
"""All kinds have a column, so that tables of two years can be laid side by side."""
MOVEMENTS = (
    "编号", "行", "生效日期", "文号", "标题", "类型", "职权编码", *OWNER, "职权类别", "增减",
)  # fmt: skip
"""编号 and 行 are those of the open data of decisions (:data:`yangguang.model.tables.EVENTS`)."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the formula: ``+ 新增 7``."""

    sign: str
    number: str
    label: str
    href: str = ""
    total: bool = False
    """Whether it is a sum of the others."""


@dataclass(frozen=True, kw_only=True)
class LedgerPage(Page):
    """The ledger of one region."""

    template = "pages/ledger.html"

    ways: tuple[NavEntry, ...]
    as_of: str
    """Up to which day decisions count; empty where nothing tells."""
    opening: str
    """Where the opening comes from, in one sentence."""
    source: Link | None
    """The document that gives the opening, with its page where the site has it."""
    formula: tuple[Term, ...]
    """The whole list, term by term."""
    verdict: str
    """Whether the ledger reconciles, in one sentence."""
    differences: tuple[str, ...]
    """Each difference in words."""
    tables: tuple[LedgerTable, ...]
    """By department, by class."""
    data: tuple[Link, ...]
    """The figures, and the movements behind them, as tables to download."""


def pages(book: Book) -> Iterator[PlannedPage]:
    """The one ledger of a region."""
    yield PlannedPage(urls.ledger(book.view.prefix), f"{book.view.prefix}region.yml", partial(_page, book))


def _page(book: Book, path: str) -> LedgerPage:
    view, ledger = book.view, book.ledger
    differences = tuple(_difference(book, row) for row in ledger.rows if row.difference or row.opening < 0)
    return LedgerPage(
        shell=view.shell(
            path, LEDGER, "ledger", nav="event",
            description=f"{view.region.name}权责清单的期初、历次增减和期末，每个数字都能查到批准的决定",
        ),
        ways=ways(view, path),
        as_of=judged(book.as_of),
        opening=_opening(book),
        source=_source(book, path),
        formula=tuple(_formula(book, path)),
        verdict=_verdict(book),
        differences=differences,
        tables=tuple(whole_tables(book, path)) if ledger.rows else (),
        data=(counts_link(view, path), movements_link(view, path)),
    )  # fmt: skip


def _opening(book: Book) -> str:
    ledger, total = book.ledger, book.ledger.total
    since = f"{day(ledger.since)} " if ledger.since else ""
    if ledger.derived:
        return (
            f"期初 {total.opening:,} 项是推算的：没有公布过{f' {since}' if since else '清单'}的分类项数，"
            "由现在的清单按历次决定倒推得出"
        )
    return f"期初 {total.opening:,} 项，是 {since}公布清单时的项数"


def _source(book: Book, start: str) -> Link | None:
    """The document of the opening, else that of the publication of the list."""
    publication = book.view.region.publication
    number = book.ledger.number or (publication.number if publication else None)
    if not number:
        return None
    documents = book.view.content.disclosures.items()
    found = next((file for file, document in sorted(documents) if document.number == number), None)
    return Link(number, link_to(start, urls.disclosure(book.view.prefix, found)) if found else "")


def _formula(book: Book, start: str) -> Iterator[Term]:
    total = book.ledger.total
    yield Term("", f"{total.opening:,}", "期初（推算）" if book.ledger.derived else "期初", total=True)
    for kind, number in total.changes:
        href = changes_href(book.view, start, WHOLE, kind)
        yield Term("+" if number > 0 else "−", f"{abs(number):,}", kind, href)
    yield Term("=", f"{total.closing:,}", "期末应有", total=True)
    yield Term("", f"{total.actual:,}", "清单实有", link_to(start, urls.powers(book.view.prefix)), total=True)


def _verdict(book: Book) -> str:
    ledger = book.ledger
    if not ledger.reconciles:
        return "账实不符：清单实有的项数与期末应有的项数不同。"
    if any(row.opening < 0 for row in ledger.rows):
        return "推算的期初有负数：历次决定增加的事项比清单实有的还多。"
    if ledger.derived:
        return "期初由期末倒推，账面必然相符；公布期初项数以后才能核对。"
    return "账实相符：每个部门、每个类别的期初加历次增减，都等于清单实有的项数。"


def _difference(book: Book, row: LedgerRow) -> str:
    where = f"{book.department(row.department)}的{row.power_class}"
    if not row.difference:
        return f"{where}：推算的期初是 {row.opening:,} 项，有的决定增加了事项，清单上却没有。"
    held = f"期末应有 {row.closing:,} 项，清单实有 {row.actual:,} 项"
    if row.difference > 0:
        return f"{where}：{held}，多 {row.difference:,} 项，没有决定增列。"
    return f"{where}：{held}，少 {-row.difference:,} 项，没有决定取消或者下放。"


def tables(book: Book) -> Iterator[PlannedTable]:
    """The tables of a region; both are of one ledger, which is reckoned once."""
    prefix = book.view.prefix
    for name, source, make in (("counts", "region.yml", _counts), ("movements", "events/", _movements)):
        yield PlannedTable(urls.ledger_table(prefix, name), prefix + source, partial(make, book))


def counts_link(view: RegionView, start: str) -> Link:
    """The figures."""
    return Link("下载账本（CSV）", link_to(start, urls.ledger_table(view.prefix, "counts")))


def movements_link(view: RegionView, start: str) -> Link:
    """The movements behind them."""
    return Link("下载计入账本的增减（CSV）", link_to(start, urls.ledger_table(view.prefix, "movements")))


def _counts(book: Book) -> Table:
    return (COUNTS, *(_count(book.view, row) for row in book.ledger.rows))


def _count(view: RegionView, row: LedgerRow) -> tuple[str, ...]:
    changes = dict(row.changes)
    numbers = (row.opening, *(changes.get(kind, 0) for kind in EVENT_KINDS), row.closing, row.actual, row.difference)
    return (*owner(view, row.department), row.power_class, *map(str, numbers))


def _movements(book: Book) -> Table:
    return (MOVEMENTS, *(row for one in book.ledger.movements for row in _moved(book.view, one)))


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
