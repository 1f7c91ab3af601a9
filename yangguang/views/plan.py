"""Every page of the site but the item pages, in sorted order; paths are known before anything is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yangguang.model.content import RegionContent
from yangguang.model.links import Links
from yangguang.views import classes, department, home
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import RegionView, site_of

__all__ = ["PlannedPage", "site_pages"]


def site_pages(contents: Mapping[str, RegionContent], links: Links) -> Iterator[PlannedPage]:
    """The pages of all regions, then those that stand once at the root."""
    site = site_of(contents)
    for region in site.regions:
        view = RegionView(contents[region.slug], site)
        yield from sorted(_region_pages(view, links), key=lambda page: page.path)


def _region_pages(view: RegionView, links: Links) -> Iterator[PlannedPage]:
    own = links.regions[view.content.slug]
    yield from home.pages(view, own, links.as_of)
    yield from department.pages(view, own)
    yield from classes.pages(view, own)
