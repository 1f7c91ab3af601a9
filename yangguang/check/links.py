"""What items say of each other and of the region's lists: codes, main items, names, themes, places."""

from __future__ import annotations

from collections.abc import Iterator

from yangguang.check.codes import like_slug
from yangguang.check.completeness import judge
from yangguang.check.near import clipped
from yangguang.check.whole import Whole
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.problem import Problem
from yangguang.model.status import Change, histories
from yangguang.model.words import TOMBSTONES


def check_links(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    """Everything that an item refers to, and what its status asks of it."""
    slug = content.slug
    yield from _twice(whole, slug)
    yield from _namesakes(whole, content)
    themes, places = listed(content)
    ends = _coming_ends(whole, content)
    unknown = any(file.startswith("events/") for file in content.unread)
    for code, item in whole.items(slug).items():
        status = whole.status(slug, code)
        # An item may have ended by the decision that cannot be read, and then lacks nothing.
        yield from (one for one in judge(item, status, ends.get(code)) if not (unknown and one.rule == "P280"))
        yield from _kin(whole, item, slug)
        if status not in TOMBSTONES:
            yield from check_lists(item, themes, places)
            # Whose code is not that of its file (P200) has its sub-items by the right one.
            childless = item.file.endswith(f"/{code}.yml") and not whole.links.regions[slug].links[code].children
            if item.catalogue_main and childless and slug not in whole.broken:
                yield Problem("P314", item.file, ("目录主项",), {"code": code})


def _coming_ends(whole: Whole, content: RegionContent) -> dict[str, Change]:
    """By what items leave the list that are still on it; only their file tells what they are until then."""
    ahead = ((code, [c for c in own if c.day > whole.links.as_of]) for code, own in histories(content.events).items())
    return {code: changes[0] for code, changes in ahead if changes and changes[0].status in TOMBSTONES}


def _twice(whole: Whole, slug: str) -> Iterator[Problem]:
    """A code stands once in a region, upper and lower case being the same, in whatever department's folder.

    A file that is not called by its code (P200), as a copy is, has been told.
    """
    first: dict[str, str] = {}
    for chunk in whole.links.chunks:
        if chunk.chunk.region != slug:
            continue
        for item in chunk.items:
            if not item.file.endswith(f"/{item.code}.yml"):
                continue
            other = first.setdefault(item.code.casefold(), item.file)
            if other != item.file:
                yield Problem("P319", item.file, ("职权编码",), {"code": item.code, "other": other})


def _namesakes(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    """The same name twice matters only with the same class, holder and level, and not where one will take the place of the
    other."""
    ahead = (event for event in content.events.values() if event.effective > whole.links.as_of)
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(row for event in ahead for row in event.adjustments):
        for code in row.codes:
            rows.setdefault(code, set()).add(number)
    first: dict[tuple[str, ...], str] = {}
    for code, item in sorted(whole.items(content.slug).items()):
        if item.catalogue_main or whole.status(content.slug, code) in TOMBSTONES:
            continue
        other = first.setdefault(called(item, content), code)
        if other != code and rows.get(code, set()).isdisjoint(rows.get(other, ())):
            yield Problem("P318", item.file, ("职权名称",), {"name": item.name, "other": other})


def called(item: ItemFacts, content: RegionContent) -> tuple[str, ...]:
    """What two items of a region must not have in common: name, class, holder, levels."""
    levels = sorted({*(item.levels or (content.region.level,))})
    return (item.name, item.kind, item.holder or item.department, *levels)


def _kin(whole: Whole, item: ItemFacts, slug: str) -> Iterator[Problem]:
    """The main item and the city's code of the same power."""
    if item.main_code == item.code:
        yield Problem("P313", item.file, ("主项", "编码"), {"code": item.code})
    elif item.main_code:
        yield from whole.known(item.main_code, slug, item.file, ("主项", "编码"), towards=-1)
    if item.upper_code and whole.homes.get(item.upper_code) == [slug]:
        yield Problem("P315", item.file, ("其他编码", "同源编码"), {"code": item.upper_code})
    elif item.upper_code:
        yield from whole.known(item.upper_code, slug, item.file, ("其他编码", "同源编码"), towards=-1)


def listed(content: RegionContent) -> tuple[set[str] | None, set[str] | None]:
    """What items may name of themes (ids and names) and places (ids); ``None`` for a list that could not be read."""
    themes = None if "themes.yml" in content.unread else {n for t in content.themes for n in (t.id, t.name)}
    places = None if "places.yml" in content.unread else {place.id for place in content.places}
    return themes, places


def check_lists(item: ItemFacts, themes: set[str] | None, places: set[str] | None) -> Iterator[Problem]:
    """Themes and places that the item names, each list ``None`` where it is unread; a place may be told in words."""
    for number, theme in enumerate(item.themes):
        if themes is not None and theme not in themes:
            yield Problem("P316", item.file, ("办理", "事项主题", number), {"theme": clipped(theme)})
    for number, place in enumerate(item.places):
        if places is not None and place not in places and like_slug(place):
            yield Problem("P317", item.file, ("办理", "办理地点", number), {"place": clipped(place), "code": item.code})
