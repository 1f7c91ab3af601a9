"""The pages of the open data: what there is for the whole site, for each region, and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from yangguang import urls
from yangguang.model.concerns import concerned, followed
from yangguang.model.links import Links, RegionLinks
from yangguang.model.tables import DOCUMENTS, EVENTS, MEDIA, OBJECTS, REGION_TABLES, TABLES, Column
from yangguang.model.words import LEDGER
from yangguang.views.linked import dataset
from yangguang.views.parts import Link, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView

LEAD = "全部数据可以自由下载。CSV 可以用 WPS、Excel 打开，JSON 供程序读取。"


@dataclass(frozen=True, slots=True)
class TableFiles:
    """One table with its files."""

    title: str
    meaning: str
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OwnerFiles:
    """The tables of one department, its feed included."""

    name: Link
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class KeyTable:
    """What the columns of a table, or the keys of a JSON object, mean."""

    title: str
    anchor: str
    meaning: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, kw_only=True)
class DataPage(Page):
    """The open data of the whole site."""

    template = "pages/data.html"

    lead: str
    regions: tuple[Link, ...]
    about: tuple[Link, ...]
    """Catalogue, dictionary, changes."""


@dataclass(frozen=True, kw_only=True)
class RegionDataPage(Page):
    """The open data of one region."""

    template = "pages/data-region.html"

    title: str
    lead: str
    tables: tuple[TableFiles, ...]
    departments: tuple[OwnerFiles, ...]
    feeds: tuple[Link, ...]
    item: str
    """Where an item's own JSON stands, with the code left open."""
    about: tuple[Link, ...]


@dataclass(frozen=True, kw_only=True)
class DictionaryPage(Page):
    """What every column and every key means."""

    template = "pages/dictionary.html"

    tables: tuple[KeyTable, ...]
    records: tuple[KeyTable, ...]
    """The keys of objects in JSON that hold whole records."""


def pages(views: Sequence[RegionView], links: Links) -> Iterator[PlannedPage]:
    """The page of all, one for each region, and the dictionary."""
    main = views[0]
    yield PlannedPage(urls.DATA, "data", partial(_all, main, views))
    yield PlannedPage(urls.DATA_DICTIONARY, "data", partial(_dictionary, main))
    for view in views:
        slug, own = view.content.slug, links.regions[view.content.slug]
        yield PlannedPage(urls.data_region(slug), f"{view.prefix}region.yml", partial(_region, view, own, links.as_of))


def _about(start: str) -> tuple[Link, ...]:
    there = (
        ("数据字典", urls.DATA_DICTIONARY, "每一列、每一个键的含义"),
        ("数据目录", urls.DATA_CATALOG, "DCAT（JSON-LD），供数据开放平台采集"),
        ("数据的变化", urls.DATA_CHANGES, "列和键的增加"),
    )
    return tuple(Link(text, link_to(start, path), note) for text, path, note in there)


def _all(main: RegionView, views: Sequence[RegionView], start: str) -> DataPage:
    return DataPage(
        shell=main.shell(start, "开放数据", "data", description=f"{main.region.name}权责清单的全部数据"),
        lead=LEAD,
        regions=tuple(Link(view.region.name, link_to(start, urls.data_region(view.content.slug))) for view in views),
        about=_about(start),
    )


def _region(view: RegionView, links: RegionLinks, as_of: date, path: str) -> RegionDataPage:
    slug, region = view.content.slug, view.region
    title = f"{region.name}开放数据"
    *titles, last = (table.title for table in REGION_TABLES)
    sentence = f"{region.name}权责清单的{'、'.join(titles)}和{last}"
    files = {urls.data_table(slug, table.name + end): media for table in REGION_TABLES for end, media in MEDIA.items()}
    return RegionDataPage(
        shell=view.shell(
            path, title, "data", crumbs=(Link("开放数据", link_to(path, urls.DATA)),), description=sentence,
            linked=dataset(f"{region.name}权责清单", _told(region.name), region, files, view.site.root, path),
        ),
        title=title,
        lead=LEAD,
        tables=tuple(
            TableFiles(table.title, table.meaning, _files(slug, table.name, path)) for table in REGION_TABLES
        ),
        departments=tuple(_departments(view, links, as_of, path)),
        feeds=tuple(_feeds(view, path)),
        item=urls.data_power(slug, "<职权编码>"),
        about=(
            Link(LEDGER, link_to(path, urls.ledger(view.prefix)), "期初、历次增减和期末，也有 CSV"),
            Link("统计", link_to(path, urls.statistics(view.prefix)), "按类别、部门、环节的数字，也有 CSV"),
            *_about(path),
        ),
    )  # fmt: skip


def _told(name: str) -> str:
    """What the data of a region are, as search engines for data ask: in 50 signs or more."""
    return f"{name}权责清单的全部数据。" + "".join(f"{table.title}：{table.meaning}。" for table in REGION_TABLES)


def _files(slug: str, table: str, path: str) -> tuple[Link, ...]:
    return tuple(
        Link(end[1:].upper(), link_to(path, urls.data_table(slug, table + end)), f"{table}{end}") for end in MEDIA
    )


def _departments(view: RegionView, links: RegionLinks, as_of: date, path: str) -> Iterator[OwnerFiles]:
    slug, told = view.content.slug, concerned(view.content, links.items, as_of)
    with_items = {item.department for item in links.items.values()}
    for name, department in view.content.departments.items():
        there = [table for table in TABLES if name in with_items or table in (EVENTS, DOCUMENTS)]
        files = [
            Link(f"{table.title} {end[1:].upper()}", link_to(path, urls.data_table(slug, table.name + end, name)))
            for table in there
            for end in MEDIA
        ]
        if followed(view.content, links, name, told):
            files.append(Link("订阅", link_to(path, urls.feed(slug, f"departments/{name}"))))
        yield OwnerFiles(Link(department.name, link_to(path, urls.department(view.prefix, name))), tuple(files))


def _feeds(view: RegionView, path: str) -> Iterator[Link]:
    if view.content.events:
        yield view.feed(path, "changes", "权责清单调整")
    if view.content.disclosures:
        yield view.feed(path, "documents", "信息公开")


def _dictionary(main: RegionView, start: str) -> DictionaryPage:
    return DictionaryPage(
        shell=main.shell(
            start, "数据字典", "data", crumbs=(Link("开放数据", link_to(start, urls.DATA)),),
            description="开放数据每一列、每一个键的含义",
        ),
        tables=tuple(KeyTable(t.title, t.anchor, t.meaning, t.columns) for t in REGION_TABLES),
        records=tuple(
            KeyTable(f"{t.name}.json", f"record-{t.name}", "", keys) for t, keys in OBJECTS.items()
        ),
    )  # fmt: skip
