"""The map of the site: its regions with their parts and departments, for whoever does not want to search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.model.words import CLASS_SLUGS
from yangguang.views.frame import nav
from yangguang.views.parts import Link, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView


@dataclass(frozen=True, slots=True)
class MapPart:
    """A part of a region: its name and the pages in it."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class MapRegion:
    """One region of the map."""

    name: Link
    anchor: str
    parts: tuple[MapPart, ...]


@dataclass(frozen=True, kw_only=True)
class SiteMapPage(Page):
    """The map of the site."""

    template = "pages/site-map.html"

    regions: tuple[MapRegion, ...]


def pages(views: Sequence[RegionView]) -> Iterator[PlannedPage]:
    """The one page, in the frame of the main region."""
    yield PlannedPage(urls.SITE_MAP, "region.yml", partial(_page, views))


def _page(views: Sequence[RegionView], start: str) -> SiteMapPage:
    return SiteMapPage(
        shell=views[0].shell(start, "网站地图", "map", description="本站全部栏目、部门和类别"),
        regions=tuple(_region(view, start) for view in views),
    )


def _region(view: RegionView, start: str) -> MapRegion:
    prefix = view.prefix
    parts: tuple[tuple[str, Iterable[tuple[str, str]]], ...] = (
        ("栏目", _sections(view)),
        ("部门", ((one.name, urls.department(prefix, slug)) for slug, one in view.content.departments.items())),
        ("职权类别", ((name, urls.power_class(prefix, name)) for name in CLASS_SLUGS)),
        ("办事主题", ((theme.name, urls.theme(prefix, theme.id)) for theme in view.content.themes)),
    )
    told = (MapPart(title, tuple(Link(text, link_to(start, path)) for text, path in named)) for title, named in parts)
    there = tuple(part for part in told if part.links)
    return MapRegion(Link(view.region.name, link_to(start, urls.home(prefix))), f"region-{view.content.slug}", there)


def _sections(view: RegionView) -> Iterator[tuple[str, str]]:
    prefix = view.prefix
    yield "全部事项名称", urls.powers(prefix)
    for entry in nav(view.content, view.site, str):
        if entry.key != "region" or not prefix:
            yield entry.text, entry.href
    if view.content.pages:
        yield "使用说明", urls.guides(prefix)
    yield "开放数据", urls.data_region(view.content.slug)
    if not prefix:
        yield "搜索", urls.SEARCH
