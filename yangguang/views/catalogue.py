"""The catalogue of what must be disclosed (基层政务公开标准目录): its rows by field, with the documents that answer them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from yangguang import urls
from yangguang.model.disclosure import CatalogueRow
from yangguang.views.parts import Count, Fact, Link, day, fact, facts, joined, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.records import newest
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

    template: ClassVar[str] = "pages/catalogue.html"

    figures: tuple[Count, ...]
    sections: tuple[Link, ...]
    fields: tuple[Field, ...]


def pages(view: RegionView) -> Iterator[PlannedPage]:
    """The one page; none where the region has no catalogue."""
    if view.content.catalogue:
        path = urls.catalogue(view.prefix)
        yield PlannedPage(path, f"{view.prefix}catalogue/", partial(_page, view, path))


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


def _page(view: RegionView, path: str) -> CataloguePage:
    documents = _documents(view, path)
    fields = tuple(_field(n, name, rows, documents) for n, (name, rows) in enumerate(view.content.catalogue.items(), 1))
    return CataloguePage(
        path=path,
        shell=view.shell(
            path, "公开目录", "disclosure", crumbs=(Link("信息公开", link_to(path, urls.disclosures(view.prefix))),),
            description=f"{view.region.name}基层政务公开标准目录和已公开的文件",
        ),
        figures=(
            Count(len(fields), "个领域"),
            Count(sum(len(field.rows) for field in fields), "项公开内容"),
            Count(sum(bool(row.documents) for field in fields for row in field.rows), "项已有文件"),
        ),
        sections=tuple(Link(field.title, f"#{field.anchor}", str(len(field.rows))) for field in fields),
        fields=fields,
    )  # fmt: skip


def _documents(view: RegionView, path: str) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for file, document in newest(view):
        link = Link(document.title, link_to(path, urls.disclosure(view.prefix, file)), day(document.published))
        for entry in document.catalogue:
            found.setdefault(entry, []).append(link)
    return found


def _field(number: int, name: str, rows: tuple[CatalogueRow, ...], documents: dict[str, list[Link]]) -> Field:
    entries = tuple(_entry(name, row, documents.get(f"{name}/{row.number}", [])) for row in rows)
    return Field(name, f"field-{number}", f"{sum(bool(e.documents) for e in entries)} / {len(entries)}", entries)


def _entry(field: str, row: CatalogueRow, documents: list[Link]) -> CatalogueEntry:
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
        documents=tuple(documents),
    )
