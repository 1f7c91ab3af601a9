"""Every page of the site but the item pages, in sorted order; paths are known before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.links import Changed, Links
from yangguang.model.overview import overview
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
    law,
    laws,
    ledger,
    once,
    opendata,
    place,
    request,
    review,
    site_map,
    statistics,
    statistics_tables,
    supervision,
    theme,
    unlisted,
)
from yangguang.views.book import Book
from yangguang.views.document import Read
from yangguang.views.planned import PlannedPage, PlannedTable
from yangguang.views.shell import RegionView, views_of
from yangguang.views.site import site_of


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
    told = changed or {}
    found = {slug: region_pages(contents, sight, read, told.get(slug, {})) for slug, sight in seen.items()}

    def facts(slug: str, code: str) -> ItemFacts:
        return links.regions[slug].items[code]

    views = views_of(contents)
    outcomes = partial(comparisons.outcomes, views, links.comparisons, facts)
    compared = (*comparisons.pages(views, overview(links), outcomes), *compare.pages(views, links.comparisons, facts))
    return {**found, "": (*root_pages(contents, links), *compared)}


def region_pages(
    contents: Mapping[str, RegionContent], sight: Sight, read: Read, changed: Mapping[str, date]
) -> tuple[PlannedPage, ...]:
    """The pages of a region, in order of their paths."""
    view = RegionView(contents[sight.region], site_of(contents))
    return tuple(sorted(_region_pages(view, sight, read, changed), key=lambda page: page.path))


def root_pages(contents: Mapping[str, RegionContent], links: Links) -> tuple[PlannedPage, ...]:
    """The pages at the root that show no figures of items."""
    views = views_of(contents)
    return (
        *once.pages(views),
        *opendata.pages(views, links),
        *site_map.pages(views),
        *devolution.pages(views, contents, links),
    )


def region_tables(contents: Mapping[str, RegionContent], sight: Sight) -> tuple[PlannedTable, ...]:
    """The tables that pages of a region offer for download."""
    view = RegionView(contents[sight.region], site_of(contents))
    return (*statistics_tables.tables(view, sight.own), *ledger.tables(Book(view, sight)))


def _region_pages(view: RegionView, sight: Sight, read: Read, changed: Mapping[str, date]) -> Iterator[PlannedPage]:
    yield from (replace(page, figures=True) for page in _of_items(view, sight, changed))
    yield from laws.pages(view, sight)
    yield from event.pages(view, sight)
    book = Book(view, sight)
    yield from ledger.pages(book)
    yield from changes.pages(book)
    yield from in_step.pages(book)
    yield from unlisted.pages(view, sight)
    yield from hotline.pages(view)
    yield from disclosure.pages(view)
    yield from document.pages(view, sight, read)
    yield from document_lists.pages(view, sight.as_of)
    yield from request.pages(view, sight.as_of)
    yield from catalogue.pages(view, sight.as_of)
    yield from guide.pages(view)


def _of_items(view: RegionView, sight: Sight, changed: Mapping[str, date]) -> Iterator[PlannedPage]:
    """The pages that show figures of items."""
    own = sight.own
    yield from home.pages(view, own, sight.as_of)
    yield from department.pages(view, own, sight.as_of)
    yield from classes.pages(view, own)
    yield from statistics.pages(view, own)
    yield from law.pages(view, sight, changed)
    yield from theme.pages(view, sight)
    yield from review.pages(view, sight)
    yield from place.pages(view, own)
    yield from supervision.pages(view, own, sight.as_of)
    yield from health.pages(view, sight)
