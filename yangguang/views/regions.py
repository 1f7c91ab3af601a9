"""All regions of the site with their figures; stands once, at the root."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from yangguang import urls
from yangguang.model.content import RegionContent
from yangguang.model.tally import Tally
from yangguang.views.parts import Count, CountRow, CountTable, Link, day, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView

Tallies = Mapping[str, Tally]
"""The figures of each region, by its 网址标识."""
_COLUMNS = ("部门", "职权事项", "公共服务", "责任事项", "风险点")


@dataclass(frozen=True, kw_only=True)
class RegionsPage(Page):
    """All regions."""

    template: ClassVar[str] = "pages/regions.html"

    figures: tuple[Count, ...]
    """The sums of all regions."""
    table: CountTable
    """Each region with its level, its figures and the day on which its lists were published."""
    comparisons: str
    """Where the same power of several regions is compared."""


def pages(
    main: RegionView, contents: Mapping[str, RegionContent], tallies: Tallies, as_of: date
) -> Iterator[PlannedPage]:
    """The one page, in the frame of the main region; none where there is only one region."""
    if len(contents) > 1:
        yield PlannedPage(urls.regions(), "regions/", partial(_page, main, contents, tallies, as_of))


def _page(
    main: RegionView, contents: Mapping[str, RegionContent], tallies: Tallies, as_of: date, path: str
) -> RegionsPage:
    ordered = [contents[region.slug] for region in main.site.regions]
    numbers = [_numbers(content, tallies[content.slug], as_of) for content in ordered]
    sums = [sum(column) for column in zip(*numbers, strict=True)]
    rows = tuple(_row(content, own, path) for content, own in zip(ordered, numbers, strict=True))
    return RegionsPage(
        shell=main.shell(path, "各地区的清单", "region", description="本站各地区权责清单的数字"),
        figures=(Count(len(ordered), "地区"), *map(Count, sums, _COLUMNS)),
        table=CountTable("各地区清单的数字", "地区", ("层级", *_COLUMNS, "清单公布"), rows),
        comparisons=link_to(path, urls.comparisons()),
    )


def _numbers(content: RegionContent, sums: Tally, as_of: date) -> tuple[int, ...]:
    return (len(content.standing(as_of)), sums.powers, sums.services, sums.duties, sums.risks)


def _row(content: RegionContent, numbers: tuple[int, ...], path: str) -> CountRow:
    region, publication = content.region, content.region.publication
    head = Link(region.name, link_to(path, urls.home(content.prefix)))
    return CountRow(head, (region.level, *(f"{n:,}" for n in numbers), day(publication.day) if publication else ""))
