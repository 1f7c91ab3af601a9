"""The map of the site: its regions with their parts and departments, for whoever does not want to search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    parts = (MapPart("栏目", tuple(_sections(view, start))), MapPart("部门", tuple(_departments(view, start))),
             MapPart("职权类别", _classes(view, start)), MapPart("办事主题", _themes(view, start)))  # fmt: skip
    there = tuple(part for part in parts if part.links)
    return MapRegion(
        Link(view.region.name, link_to(start, urls.home(view.prefix))), f"region-{view.content.slug}", there
    )


def _sections(view: RegionView, start: str) -> Iterator[Link]:
    prefix = view.prefix
    yield Link("全部事项名称", link_to(start, urls.powers(prefix)))
    for entry in nav(view.content, view.site, partial(link_to, start)):
        if entry.key != "region" or not prefix:
            yield Link(entry.text, entry.href)
    if view.content.pages:
        yield Link("使用说明", link_to(start, urls.guides(prefix)))
    yield Link("开放数据", link_to(start, urls.data_region(view.content.slug)))
    if not prefix:
        yield Link("搜索", link_to(start, urls.SEARCH))


def _departments(view: RegionView, start: str) -> Iterator[Link]:
    for slug, department in view.content.departments.items():
        yield Link(department.name, link_to(start, urls.department(view.prefix, slug)))


def _classes(view: RegionView, start: str) -> tuple[Link, ...]:
    return tuple(Link(name, link_to(start, urls.power_class(view.prefix, name))) for name in CLASS_SLUGS)


def _themes(view: RegionView, start: str) -> tuple[Link, ...]:
    return tuple(Link(t.name, link_to(start, urls.theme(view.prefix, t.id))) for t in view.content.themes)
