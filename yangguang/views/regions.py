"""All regions of the site with their figures; stands once, at the root."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from yangguang import urls
from yangguang.model.content import RegionContent
from yangguang.model.links import Links
from yangguang.views.lists import tally
from yangguang.views.parts import Count, CountRow, CountTable, Link, day, joined, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView


@dataclass(frozen=True, slots=True)
class RegionCard:
    """One region with its figures."""

    name: str
    href: str
    level: str
    published: str
    """When and by which document its lists were published; empty where it does not say."""
    figures: tuple[Count, ...]


@dataclass(frozen=True, kw_only=True)
class RegionsPage(Page):
    """All regions."""

    template: ClassVar[str] = "pages/regions.html"

    regions: tuple[RegionCard, ...]
    table: CountTable


def pages(main: RegionView, contents: Mapping[str, RegionContent], links: Links) -> Iterator[PlannedPage]:
    """The one page, in the frame of the main region; none where there is only one region."""
    if len(contents) > 1:
        path = urls.regions()
        yield PlannedPage(path, "regions/", partial(_page, main, contents, links, path))


def _page(main: RegionView, contents: Mapping[str, RegionContent], links: Links, path: str) -> RegionsPage:
    cards = tuple(_card(contents[region.slug], links, path) for region in main.site.regions)
    rows = tuple(CountRow(Link(c.name, c.href), (c.level, *(f.figure for f in c.figures))) for c in cards)
    return RegionsPage(
        path=path,
        shell=main.shell(path, "各地区的清单", "region", description="本站各地区权责清单的数字"),
        regions=cards,
        table=CountTable("各地区清单的数字", "地区", ("层级", *(f.label for f in cards[0].figures)), rows),
    )


def _card(content: RegionContent, links: Links, path: str) -> RegionCard:
    own = links.regions[content.slug]
    sums = tally(own.items.values(), own)
    publication = content.region.publication
    published = joined((f"{day(publication.day)} 公布" if publication.day else "", publication.number), " · ") if publication else ""  # fmt: skip
    return RegionCard(
        name=content.region.name,
        href=link_to(path, urls.home(content.prefix)),
        level=content.region.level,
        published=published,
        figures=(
            Count(len(content.departments), "部门"),
            Count(sums.powers, "职权事项"),
            Count(sums.services, "公共服务"),
            Count(sums.duties, "责任事项"),
            Count(sums.risks, "风险点"),
        ),
    )
