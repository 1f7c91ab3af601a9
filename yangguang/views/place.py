"""The places: their index by kind, and the page of each with its windows and what is handled there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import get_args

from yangguang import urls
from yangguang.model.facts import ItemFacts
from yangguang.model.links import RegionLinks, active
from yangguang.model.region import Place, Window
from yangguang.model.words import DOT, PlaceKind
from yangguang.views.lists import department_groups, department_link
from yangguang.views.parts import Count, Fact, Group, Link, fact, facts, joined, link_to, phone
from yangguang.views.planned import PlannedPage, Shown
from yangguang.views.records import Row, RowGroup, row_groups
from yangguang.views.shell import Page, RegionView

READING = "政府信息查阅点"
MOST_WINDOWS = 100
"""The longest range of windows that is taken for one."""

_NUMBERS = re.compile(r"([0-9]{1,4})(?:\s*[-—–~～至]+\s*([0-9]{1,4}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class WindowView:
    """A window of a hall."""

    number: str
    department: Link | None
    items: str
    handled: tuple[Link, ...] = ()
    """Items handled at this window."""


@dataclass(frozen=True, kw_only=True)
class PlacesPage(Page):
    """All places of a region by kind."""

    template = "pages/places.html"

    figures: tuple[Count, ...]
    groups: tuple[RowGroup, ...]


@dataclass(frozen=True, kw_only=True)
class PlacePage(Page):
    """One place."""

    template = "pages/place.html"

    name: str
    kind: str
    reading: str
    """That government information can be read here; empty where it cannot."""
    about: tuple[Fact, ...]
    """Address, hours, telephone, facilities."""
    windows: tuple[WindowView, ...]
    number: int
    """How many items are handled here."""
    groups: tuple[Group, ...]
    """What is handled here, by department; an item's window is its note."""


def pages(view: RegionView, links: RegionLinks) -> Iterator[PlannedPage]:
    """The index and one page per place; nothing where there are none."""
    if not view.content.places:
        return
    source = f"{view.prefix}places.yml"
    yield PlannedPage(urls.places(view.prefix), source, partial(_index, view, links))
    for place in view.content.places:
        made, shown = partial(_page, view, links, place), partial(_shown, view, links, place)
        yield PlannedPage(urls.place(view.prefix, place.id), f"{source}#{place.id}", made, shown)


def _shown(view: RegionView, links: RegionLinks, place: Place) -> Shown:
    return Shown(view.content.slug, tuple(item.code for item in _handled(place, links)), place)


def _handled(place: Place, links: RegionLinks) -> list[ItemFacts]:
    there = (item for item in links.items.values() if place.id in item.places or place.name in item.places)
    return active(there, links)


def _index(view: RegionView, links: RegionLinks, start: str) -> PlacesPage:
    rows = ((place.kind, _row(view, links, place, start)) for place in view.content.places)
    reading = sum(place.reading for place in view.content.places)
    return PlacesPage(
        shell=view.shell(start, "服务场所", "place", description=f"{view.region.name}的政务服务大厅、便民服务中心和政府信息查阅点"),
        figures=(Count(len(view.content.places), "处场所"), Count(reading, READING)),
        groups=row_groups(rows, get_args(PlaceKind), "kind"),
    )  # fmt: skip


def _row(view: RegionView, links: RegionLinks, place: Place, start: str) -> Row:
    number = len(_handled(place, links))
    told = (place.address, place.hours or "", place.phone or "", f"可办 {number:,} 项" if number else "")
    return Row(
        place.name, link_to(start, urls.place(view.prefix, place.id)), tuple(t for t in told if t),
        READING if place.reading else "", "good",
    )  # fmt: skip


def _page(view: RegionView, links: RegionLinks, place: Place, path: str) -> PlacePage:
    items = _handled(place, links)
    return PlacePage(
        shell=view.shell(
            path, place.name, "place", crumbs=view.under(path, "服务场所", urls.places),
            description=f"{place.name}的地址、时间、窗口和可办事项",
        ),
        name=place.name,
        kind=place.kind,
        reading=READING if place.reading else "",
        about=facts(
            fact("地址", place.address),
            fact("开放时间", place.hours),
            fact("电话", phone(place.phone)),
            fact("设施", joined(place.facilities)),
        ),
        windows=tuple(_window(view, window, path, items) for window in place.windows),
        number=len(items),
        groups=tuple(_with_windows(group, items) for group in department_groups(view, path, items, links)),
    )  # fmt: skip


def _with_windows(group: Group, items: list[ItemFacts]) -> Group:
    windows = {item.code: item.window or "" for item in items}
    return replace(group, rows=tuple(replace(r, note=joined((r.note, windows[r.code]), DOT)) for r in group.rows))


def _window(view: RegionView, window: Window, path: str, items: list[ItemFacts]) -> WindowView:
    """A window; its department with its page where it is one of the region's, and the items that name it."""
    link = department_link(view, path, window.department) if window.department else None
    handled = (
        Link(item.name, link_to(path, urls.power(view.prefix, item.code)))
        for item in items
        if item.window and _there(item, window)
    )
    return WindowView(window.number, link, window.items or "", tuple(handled))


def _there(item: ItemFacts, window: Window) -> bool:
    """Whether an item is handled at a window: by the numbers it names, else, where it names none, by department."""
    asked = window_numbers(item.window or "")
    return bool(asked & window_numbers(window.number)) if asked else item.department == window.department


@lru_cache(maxsize=4096)
def window_numbers(text: str) -> frozenset[int]:
    """The numbers of windows in a text, ranges filled: 民政窗口 12、13号 and 1—4号."""
    found: set[int] = set()
    for first, last in _NUMBERS.findall(text):
        start, end = int(first), int(last or first)
        found.update(range(start, end + 1) if start <= end < start + MOST_WINDOWS else (start, end))
    return frozenset(found)
