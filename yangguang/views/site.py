"""The whole site as every page may know it: its regions, what each has to show, its public address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yangguang import hrefs
from yangguang.model.content import RegionContent


@dataclass(frozen=True, slots=True)
class RegionRef:
    """Another region of this site."""

    slug: str
    name: str
    prefix: str
    level: str
    sections: tuple[str, ...] = ()
    """Keys of the navigation entries that this region has content for."""


@dataclass(frozen=True, slots=True)
class Site:
    """What every page may know of the whole site: its regions, the main one first. Small, and sent to every worker."""

    regions: tuple[RegionRef, ...]
    root: str = ""
    """The public address of the site (网站.域名), with a slash at its end; empty where it has none."""

    def region(self, slug: str) -> RegionRef | None:
        """The region of that 网址标识."""
        return next((r for r in self.regions if r.slug == slug), None)


def site_of(contents: Mapping[str, RegionContent]) -> Site:
    """The regions of the site: the main one, then the others by code of area."""
    ordered = sorted(contents.values(), key=lambda content: content.rank)
    website = ordered[0].region.website
    refs = tuple(RegionRef(c.slug, c.region.name, c.prefix, c.region.level, _sections(c)) for c in ordered)
    return Site(refs, hrefs.base(website.domain if website else None))


def _sections(content: RegionContent) -> tuple[str, ...]:
    """Which parts of the navigation this region has something to show in; the three lists are always there."""
    present = {
        "theme": content.themes,
        "event": content.events,
        "disclosure": content.disclosures or content.catalogue,
        "place": content.places,
        "hotline": content.hotline,
        "guide": content.pages,
    }
    return ("department", "class", "law", *(key for key, found in present.items() if found))
