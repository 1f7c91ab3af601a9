"""The complete list of names of a region: every item under its class, to be narrowed by the line typed into the search box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from yangguang import urls
from yangguang.model.links import RegionLinks
from yangguang.views.lists import class_groups
from yangguang.views.parts import Contact, Group, Link
from yangguang.views.planned import PlannedPage, Shown
from yangguang.views.shell import Page, RegionView


@dataclass(frozen=True, kw_only=True)
class NamesPage(Page):
    """All items of a region by class."""

    template: ClassVar[str] = "pages/names.html"

    sections: tuple[Link, ...]
    """The classes that have items, with the number of each."""
    groups: tuple[Group, ...]
    contacts: tuple[Contact, ...]
    """Whom to tell of a power that is exercised and not listed."""


def pages(view: RegionView, links: RegionLinks) -> Iterator[PlannedPage]:
    """The one list of a region."""
    shown = partial(Shown, view.content.slug, tuple(links.items))
    yield PlannedPage(urls.powers(view.prefix), f"{view.prefix}powers/", partial(_page, view, links), shown)


def _page(view: RegionView, links: RegionLinks, path: str) -> NamesPage:
    items = list(links.items.values())
    groups = class_groups(view, path, items, links, holder=True)
    return NamesPage(
        shell=view.shell(path, "全部事项名称", "names", description=f"{view.region.name}权责清单的全部事项名称，可以筛选"),
        sections=tuple(Link(group.title, f"#{group.anchor}", group.figure) for group in groups),
        groups=groups,
        contacts=view.frame(path).contacts,
    )  # fmt: skip
