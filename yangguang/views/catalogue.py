"""The catalogue of what must be disclosed (基层政务公开标准目录): its rows by field, with the documents that answer them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from yangguang import urls
from yangguang.check.coverage import STATES, Answer, answer
from yangguang.model.disclosure import CatalogueRow
from yangguang.model.share import percent
from yangguang.model.words import CATALOGUE, DOT
from yangguang.views.parts import (
    Count,
    CountRow,
    CountTable,
    Fact,
    Link,
    Tone,
    day,
    fact,
    facts,
    grouped,
    joined,
    judged,
    link_to,
)
from yangguang.views.planned import PlannedPage
from yangguang.views.records import Documents, newest
from yangguang.views.shell import Page, RegionView


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One row: what is to be published, by whom, when, where, and the documents that do."""

    anchor: str
    number: str
    title: str
    content: str
    rules: tuple[Fact, ...]
    """公开依据, 时限, 主体, 渠道, 对象, 方式, 层级."""
    documents: tuple[Link, ...]
    state: str
    """已公开, 逾期公开, 应更新, 应公开未公开 or 依申请公开."""
    tone: Tone
    note: str
    """By how much it came late, or since when it is stale."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field (领域) of the catalogue."""

    title: str
    anchor: str
    answered: str
    """How many of its rows a document answers: ``3 / 12``."""
    rows: tuple[CatalogueEntry, ...]


@dataclass(frozen=True, kw_only=True)
class CataloguePage(Page):
    """The whole catalogue of a region."""

    template = "pages/catalogue.html"

    as_of: str
    """The day that staleness was judged on; empty where nothing tells."""
    figures: tuple[Count, ...]
    coverage: CountTable
    """Each field with the states of its rows."""
    wanting: tuple[Link, ...]
    """Rows without document, late or stale, as links into this page."""
    sections: tuple[Link, ...]
    fields: tuple[Field, ...]


_TONES: dict[str, Tone] = {
    "已公开": "good",
    "逾期公开": "warn",
    "应更新": "warn",
    "应公开未公开": "bad",
    "依申请公开": "quiet",
}


def pages(view: RegionView, as_of: date) -> Iterator[PlannedPage]:
    """The one page; none where the region has no catalogue."""
    if view.content.catalogue:
        yield PlannedPage(urls.catalogue(view.prefix), f"{view.prefix}catalogue/", partial(_page, view, as_of))


def row_links(view: RegionView, start: str, entries: Iterable[str]) -> tuple[Link, ...]:
    """Rows that a document names as 领域/编号: with their place in the region's catalogue where they stand in it."""
    path = urls.catalogue(view.prefix)
    return tuple(_row_link(view, start, path, entry) for entry in entries)


def _row_link(view: RegionView, start: str, path: str, entry: str) -> Link:
    field, _, number = entry.rpartition("/")
    row = next((row for row in view.content.catalogue.get(field, ()) if row.number == number), None)
    if row is None:
        return Link(entry)
    return Link(f"{field} › {_title(row)}", link_to(start, f"{path}#{_anchor(field, number)}"), number)


def _anchor(field: str, number: str) -> str:
    return f"row-{field}-{number}".replace(" ", "")


def _title(row: CatalogueRow) -> str:
    return joined((row.first, row.second), " › ")


def _page(view: RegionView, as_of: date, path: str) -> CataloguePage:
    documents = _documents(view)
    fields = tuple(
        Field(name, f"field-{n}", _answered(entries), entries)
        for n, (name, rows) in enumerate(view.content.catalogue.items(), 1)
        for entries in [tuple(_entry(view, path, name, row, documents.get(f"{name}/{row.number}", []), as_of) for row in rows)]
    )  # fmt: skip
    entries = [entry for field in fields for entry in field.rows]
    return CataloguePage(
        shell=view.shell(
            path, CATALOGUE, "disclosure", crumbs=view.under(path, "信息公开", urls.disclosures),
            description=f"{view.region.name}基层政务公开标准目录和已公开的文件",
        ),
        figures=(
            Count(len(fields), "个领域"),
            Count(len(entries), "项公开内容"),
            Count(sum(bool(row.documents) for row in entries), "项已有文件"),
            Count(sum(row.state == "应公开未公开" for row in entries), "项应公开未公开"),
        ),
        as_of=judged(as_of),
        coverage=_coverage(fields),
        wanting=tuple(_wanting(fields)),
        sections=tuple(Link(field.title, f"#{field.anchor}", f"{len(field.rows):,}") for field in fields),
        fields=fields,
    )  # fmt: skip


def _documents(view: RegionView) -> dict[str, Documents]:
    return grouped((entry, (file, document)) for file, document in newest(view) for entry in document.catalogue)


def _answered(entries: tuple[CatalogueEntry, ...]) -> str:
    return f"{sum(bool(entry.documents) for entry in entries)} / {len(entries)}"


def _coverage(fields: tuple[Field, ...]) -> CountTable:
    """Fields down, states across; the share is that of rows that must be disclosed and are."""
    rows = tuple(CountRow(Link(f.title, f"#{f.anchor}"), _states(f.rows)) for f in fields)
    whole = _states(tuple(row for field in fields for row in field.rows))
    return CountTable("公开覆盖情况", "领域", (*STATES, "公开率"), rows, whole)


def _states(entries: tuple[CatalogueEntry, ...]) -> tuple[str, ...]:
    counts = Counter(entry.state for entry in entries)
    due = len(entries) - counts["依申请公开"]
    share = f"{percent(due - counts['应公开未公开'], due)}%" if due else ""
    return (*(f"{counts[state]}" if counts[state] else "" for state in STATES), share)


def _wanting(fields: tuple[Field, ...]) -> Iterator[Link]:
    for field in fields:
        for row in field.rows:
            if row.state not in ("已公开", "依申请公开"):
                yield Link(
                    f"{field.title} › {row.title}", f"#{row.anchor}", joined((row.number, row.state, row.note), DOT)
                )


def _entry(view: RegionView, path: str, field: str, row: CatalogueRow, files: Documents, as_of: date) -> CatalogueEntry:
    told: Answer = answer(row, [document for _, document in files], as_of)
    ways = (("主动公开", row.active), ("依申请公开", row.on_request))
    levels = (("县级", row.county), ("乡级", row.township), ("村级", row.village))
    return CatalogueEntry(
        anchor=_anchor(field, row.number),
        number=row.number,
        title=_title(row),
        content=row.content or "",
        rules=facts(
            fact("公开依据", row.basis),
            fact("公开时限", row.limit),
            fact("公开主体", row.unit),
            fact("公开渠道", row.channels),
            fact("公开对象", "全社会" if row.everyone else None, row.groups),
            fact("公开方式", joined(word for word, ticked in ways if ticked)),
            fact("公开层级", joined(word for word, ticked in levels if ticked)),
        ),
        documents=tuple(
            Link(document.title, link_to(path, urls.disclosure(view.prefix, file)), day(document.published))
            for file, document in files
        ),
        state=told.state,
        tone=_TONES[told.state],
        note=told.note,
    )
