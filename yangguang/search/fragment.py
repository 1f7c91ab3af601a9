"""The index's fragment of one item, made in the worker that renders it; fragments are cached with the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from yangguang.check.paths import like_path
from yangguang.model.content import RegionContent
from yangguang.model.ending import ending, living
from yangguang.model.facts import ItemFacts
from yangguang.model.links import ItemLinks
from yangguang.model.power import Power
from yangguang.model.region import Theme
from yangguang.model.words import TOMBSTONES
from yangguang.search.entry import Entry

TOP = frozenset({"code", "name", "everyday_names", "status", "updated", "revision"})
"""What layer 1 holds already; and 更新日期 and 事项版本, which say nothing of the power, and which nearly every edit changes."""
SILENT = frozenset({"ref", "file", "goto", "next", "themes"})
"""Keys and files: no texts of a page."""
FORMS = frozenset({"blank_form", "sample"})
"""A file or an address, or words that the page shows: 窗口领取."""


def fragment(power: Power, facts: ItemFacts, links: ItemLinks, content: RegionContent) -> Entry:
    """What is found of one item: names and facets, the card of its result, every text of its page."""
    return Entry(
        kind="item",
        id=power.code,
        name=power.name,
        aliases=list(power.everyday_names),
        department=facts.department,
        group=facts.kind,
        status=links.status,
        limit=str(facts.limit) if facts.limit else "",
        themes=[theme.id for theme in themes_of(facts, content)],
        card={key: text for key, text in _card(power, facts, content).items() if text},
        same=[[ref.region, ref.code] for ref in links.same],
        moved=_moved(links) if links.status in TOMBSTONES else [],
        texts=list(dict.fromkeys(item_texts(power))),
    )


def item_texts(power: Power) -> list[str]:
    """Every text of the item but its name, everyday names, 更新日期 and 事项版本, as its page shows it."""
    found: list[str] = []
    _collect(power.model_dump(exclude=set(TOP), exclude_unset=True), found)
    return found


def _collect(value: Any, found: list[str]) -> None:
    """Adds the texts of a value. A list is filled, since generators inside generators cost three times as much."""
    if isinstance(value, str):
        if value not in ("", "是", "否"):
            found.append(value)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key == "places":
                found += [text for text in part if not text.isascii()]  # the others are keys of places.yml
            elif key not in SILENT and not (key in FORMS and like_path(part or "")):
                _collect(part, found)
    elif isinstance(value, list | tuple):
        for part in value:
            _collect(part, found)
    elif isinstance(value, date):
        found.append(value.isoformat())


def _card(power: Power, facts: ItemFacts, content: RegionContent) -> dict[str, str]:
    department = content.departments.get(facts.department)
    return {
        "level": "、".join(power.levels),
        "fee": _fee(power),
        "place": _place(power, content),
        "phone": power.consult_phone or (department.consult_phone if department else None) or "",
        "note": "",
    }


def _fee(power: Power) -> str:
    if power.handling is None or power.handling.free is None:
        return ""
    fees = [f"{fee.item}{fee.standard}" for fee in power.handling.fee_list]
    if not fees:
        return "不收费"
    return _short("；".join(fees))


def _place(power: Power, content: RegionContent) -> str:
    if power.handling is None:
        return ""
    names = {place.id: place.name for place in content.places}
    where = "、".join(names.get(place, place) for place in power.handling.places)
    return _short(" ".join(part for part in (where, power.handling.window or "") if part))


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def themes_of(facts: ItemFacts, content: RegionContent) -> list[Theme]:
    """Themes from both sides: 事项主题 of the item, 职权 of the theme."""
    own = set(facts.themes)
    return [theme for theme in content.themes if {theme.id, theme.name} & own or facts.code in theme.codes]


def _moved(links: ItemLinks) -> list[list[str]]:
    """Where an item off the list went, and by which decision, as its page says."""
    word, event = "现为" if links.successors else "承接", ending(links)
    found = [[word, ref.name, ref.path] for ref in living(links) or links.successors]
    return found + ([["依据", f"{event.title}（{event.number}）", event.path]] if event else [])
