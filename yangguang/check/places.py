"""themes.yml, places.yml, hotline.yml: ids and names used twice, codes and departments that do not exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yangguang.check.paths import check_url
from yangguang.check.whole import Whole
from yangguang.model.content import RegionContent
from yangguang.model.problem import Problem
from yangguang.model.region import Hotline, Place, Theme


def check_places(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    """The lists that a region keeps beside its items; what it has from the region above is judged there."""
    if "themes.yml" in content.files:
        yield from _themes(whole, content)
    yield from _places(whole, content)
    if content.hotline and "hotline.yml" in content.files:
        yield from _hotline(content.hotline)


def _unique(file: str, key: str, entries: Sequence[Theme | Place]) -> Iterator[Problem]:
    first_id: dict[str, int] = {}
    first_name: dict[str, int] = {}
    for number, one in enumerate(entries):
        alike = one.id.casefold()
        if first_id.setdefault(alike, number) != number:
            yield Problem("P335", file, (number, key), {"id": one.id, "first": str(first_id[alike] + 1)})
        elif first_name.setdefault(one.name, number) != number:
            yield Problem("P340", file, (number, "名称"), {"name": one.name, "first": str(first_name[one.name] + 1)})


def _themes(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    yield from _unique("themes.yml", "标识", content.own_themes)
    for number, theme in enumerate(content.own_themes):
        for row, code in enumerate(theme.codes):
            yield from whole.known(code, content.slug, "themes.yml", (number, "职权", row))


def _places(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    yield from _unique("places.yml", "编号", content.places)
    for number, place in enumerate(content.places):
        yield from _windows(whole, content, place, number)


def _windows(whole: Whole, content: RegionContent, place: Place, number: int) -> Iterator[Problem]:
    seen: set[tuple[str, str | None]] = set()
    for row, window in enumerate(place.windows):
        where = (number, "窗口", row)
        yield from whole.department(window.department, content.slug, "places.yml", (*where, "部门"))
        if (window.number, window.department) in seen:
            yield Problem("P341", "places.yml", (*where, "号"), {"number": window.number})
        seen.add((window.number, window.department))


def _hotline(hotline: Hotline) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for row, channel in enumerate(hotline.channels):
        where = ("渠道", row, "号码或地址")
        if (channel.kind, channel.address) in seen:
            yield Problem("P342", "hotline.yml", where, {"kind": channel.kind, "address": channel.address})
        seen.add((channel.kind, channel.address))
        if channel.kind == "网站":
            yield from check_url(channel.address, "hotline.yml", where)
