"""The ledger of counts (清单账本): opening, changes, closing, and whether that is what the list really holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from yangguang import urls
from yangguang.model.ledger import LedgerRow
from yangguang.model.words import LEDGER
from yangguang.views.book import WHOLE, Book, ways
from yangguang.views.figures import LedgerTable, changes_href, whole_tables
from yangguang.views.frame import NavEntry
from yangguang.views.ledger_tables import counts_link, movements_link
from yangguang.views.parts import Link, day, judged, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page


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

    template: ClassVar[str] = "pages/ledger.html"

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
