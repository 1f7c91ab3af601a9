"""Every page of the site but the item pages, in sorted order; paths are known before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from yangguang.model.content import RegionContent
from yangguang.model.links import Changed, Links
from yangguang.model.sight import Sight
from yangguang.views import (
    catalogue,
    changes,
    classes,
    compare,
    comparisons,
    department,
    devolution,
    disclosure,
    document,
    document_lists,
    event,
    guide,
    health,
    home,
    hotline,
    in_step,
    kiosk,
    law,
    laws,
    ledger,
    lost,
    names,
    opendata,
    place,
    regions,
    request,
    review,
    search,
    site_map,
    statistics,
    statistics_tables,
    supervision,
    theme,
    unlisted,
)  # fmt: skip
from yangguang.views.book import Book
from yangguang.views.document import Read
from yangguang.views.planned import PlannedPage, PlannedTable
from yangguang.views.shell import RegionView
from yangguang.views.site import site_of

__all__ = ["PlannedPage", "PlannedTable", "Read", "site_pages", "site_tables"]


def site_pages(
    contents: Mapping[str, RegionContent],
    links: Links,
    seen: Mapping[str, Sight],
    read: Read,
    changed: Changed | None = None,
) -> dict[str, tuple[PlannedPage, ...]]:
    """The pages of each region by its 网址标识, then, under "", those that stand once for all, at the root.

    ``seen``: what each region sees of ``links``; ``read`` is called when a page is made; ``changed`` is what field
    histories tell, where any are kept.
    """
    site = site_of(contents)
    views = [RegionView(contents[region.slug], site) for region in site.regions]
    found = {}
    for view in views:
        slug = view.content.slug
        pages = _region_pages(view, seen[slug], read, (changed or {}).get(slug, {}))
        found[slug] = tuple(sorted(pages, key=lambda page: page.path))
    return {**found, "": tuple(_root_pages(views, contents, links))}


def _root_pages(views: list[RegionView], contents: Mapping[str, RegionContent], links: Links) -> Iterator[PlannedPage]:
    yield from lost.pages(views[0])
    yield from search.pages(views)
    yield from kiosk.pages(views[0])
    yield from regions.pages(views[0], contents, links)
    yield from opendata.pages(views, links)
    yield from site_map.pages(views)
    yield from devolution.pages(views, contents, links)
    yield from comparisons.pages(views, links)
    yield from compare.pages(views, links)


def site_tables(contents: Mapping[str, RegionContent], links: Links) -> dict[str, tuple[PlannedTable, ...]]:
    """The tables that pages of each region offer for download, by its 网址标识."""
    site = site_of(contents)
    views = {region.slug: RegionView(contents[region.slug], site) for region in site.regions}
    return {slug: tuple(statistics_tables.tables(view, links.regions[slug])) for slug, view in views.items()}


def _region_pages(view: RegionView, sight: Sight, read: Read, changed: Mapping[str, date]) -> Iterator[PlannedPage]:
    own = sight.own
    yield from home.pages(view, own, sight.as_of)
    yield from department.pages(view, own)
    yield from classes.pages(view, own)
    yield from names.pages(view, own)
    yield from statistics.pages(view, own)
    yield from laws.pages(view, own)
    yield from law.pages(view, sight, changed)
    yield from theme.pages(view, sight)
    yield from review.pages(view, sight)
    yield from event.pages(view, sight)
    yield from _ledger_pages(Book(view, sight))
    yield from unlisted.pages(view, sight)
    yield from place.pages(view, own)
    yield from hotline.pages(view)
    yield from supervision.pages(view, own)
    yield from disclosure.pages(view)
    yield from document.pages(view, sight, read)
    yield from document_lists.pages(view, sight.as_of)
    yield from request.pages(view)
    yield from catalogue.pages(view, sight.as_of)
    yield from guide.pages(view)
    yield from health.pages(view, sight, read)


def _ledger_pages(book: Book) -> Iterator[PlannedPage]:
    yield from ledger.pages(book)
    yield from changes.pages(book)
    yield from in_step.pages(book)
