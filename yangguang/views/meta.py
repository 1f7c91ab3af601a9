"""The meta tags of the rules for government websites (国办发〔2017〕47号, 网页标签规范), by kind of page.

Only what region.yml and the content say: a tag without a value is left out, and PubDate is a date of the data. The rules
write hour and minute behind it; nobody has written one down, so none is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yangguang import hrefs
from yangguang.model.region import Region, Website

LIST = "权责清单"
COLUMNS: dict[str, str] = {
    "event": "调整动态",
    "ledger": "调整动态",
    "disclosure": "信息公开",
    "place": "服务场所",
    "hotline": "热线",
    "guide": "使用说明",
    "data": "开放数据",
}
"""Column (栏目) by navigation entry; every other page belongs to the list itself."""

ARTICLES = frozenset({"power", "document"})
"""Kinds of content pages; a page that says whom it comes from is one, too. All others are column pages."""

PLAIN = frozenset({"lost", "redirect", "release"})
"""Kinds that are neither."""


@dataclass(frozen=True, slots=True)
class Meta:
    """One meta tag."""

    name: str
    content: str


def page_metas(
    region: Region, kind: str, nav: str, title: str, *, description: str, published: str, origin: str
) -> tuple[Meta, ...]:
    """The tags of one page. ``published``: its date, where the data say one; ``origin``: whom it comes from."""
    told = [*_site(region.website or Website())]
    if kind in ARTICLES or origin:
        told += _article(nav, title, published, origin)
    elif kind not in PLAIN:
        told += _column(region, nav, title, description)
    return tuple(Meta(name, content) for name, content in told if content)


def _site(website: Website) -> Iterator[tuple[str, str]]:
    yield "SiteName", website.name or ""
    yield "SiteDomain", hrefs.host(website.domain)
    yield "SiteIDCode", website.code or ""


def _column(region: Region, nav: str, title: str, description: str) -> Iterator[tuple[str, str]]:
    yield "ColumnName", title
    yield "ColumnDescription", description or f"{region.name}：{title}"
    yield "ColumnKeywords", ",".join(dict.fromkeys((title, region.name, LIST)))
    yield "ColumnType", COLUMNS.get(nav, LIST)


def _article(nav: str, title: str, published: str, origin: str) -> Iterator[tuple[str, str]]:
    column = COLUMNS.get(nav, LIST)
    yield "ColumnName", column
    yield "ColumnType", column
    yield "ArticleTitle", title
    yield "PubDate", published
    yield "ContentSource", origin
