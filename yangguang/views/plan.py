"""Every page of the site but the item pages, in sorted order; paths are known before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from yangguang.model.content import RegionContent
from yangguang.model.links import Changed, Links
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
    supervision,
    theme,
    unlisted,
)  # fmt: skip
from yangguang.views.book import Book
from yangguang.views.document import Read
from yangguang.views.planned import PlannedPage, PlannedTable
from yangguang.views.shell import RegionView, site_of

__all__ = ["PlannedPage", "PlannedTable", "Read", "site_pages", "site_tables"]


def site_pages(
    contents: Mapping[str, RegionContent], links: Links, read: Read, changed: Changed | None = None
) -> Iterator[PlannedPage]:
    """The pages of all regions, then those that stand once at the root; ``read`` is called when a page is made.

    ``changed`` is what field histories tell, where any are kept.
    """
    site = site_of(contents)
    views = [RegionView(contents[region.slug], site) for region in site.regions]
    for view in views:
        found = _region_pages(view, links, read, (changed or {}).get(view.content.slug, {}))
        yield from sorted(found, key=lambda page: page.path)
    yield from lost.pages(views[0])
    yield from search.pages(views)
    yield from kiosk.pages(views[0])
    yield from regions.pages(views[0], contents, links)
    yield from opendata.pages(views, contents, links)
    yield from site_map.pages(views)
    yield from devolution.pages(views, contents, links)
    yield from comparisons.pages(views, links)
    yield from compare.pages(views, links)


def site_tables(contents: Mapping[str, RegionContent], links: Links) -> Iterator[PlannedTable]:
    """The tables that pages offer for download."""
    site = site_of(contents)
    for region in site.regions:
        yield from statistics.tables(RegionView(contents[region.slug], site), links.regions[region.slug])


def _region_pages(view: RegionView, links: Links, read: Read, changed: Mapping[str, date]) -> Iterator[PlannedPage]:
    own = links.regions[view.content.slug]
    yield from home.pages(view, own, links.as_of)
    yield from department.pages(view, own)
    yield from classes.pages(view, own)
    yield from names.pages(view, own)
    yield from statistics.pages(view, own)
    yield from law.pages(view, links, changed)
    yield from theme.pages(view, links)
    yield from review.pages(view, links)
    yield from event.pages(view, links)
    yield from _ledger_pages(Book(view, links))
    yield from unlisted.pages(view, links)
    yield from place.pages(view, own)
    yield from hotline.pages(view)
    yield from supervision.pages(view, own)
    yield from disclosure.pages(view)
    yield from document.pages(view, links, read)
    yield from document_lists.pages(view, links.as_of)
    yield from request.pages(view)
    yield from catalogue.pages(view, links.as_of)
    yield from guide.pages(view, read)
    yield from health.pages(view, links, read)


def _ledger_pages(book: Book) -> Iterator[PlannedPage]:
    yield from ledger.pages(book)
    yield from changes.pages(book)
    yield from in_step.pages(book)
