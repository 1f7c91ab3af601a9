"""Changes of class by decision: an item has its new class from the day on which that is in force, and not before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from yangguang.model.content import RegionContent
from yangguang.model.event import Adjustment, Event
from yangguang.model.facts import ItemFacts
from yangguang.model.movements import in_order
from yangguang.model.problem import Problem

_Change = tuple[str, Event, Adjustment]


def check_classes(content: RegionContent, items: Mapping[str, ItemFacts], as_of: date) -> Iterator[Problem]:
    """Each item whose class events change, by what its own file says on the as-of date."""
    for code, changes in sorted(_changes(content, items).items()):
        item = items[code]
        past = [change for change in changes if change[1].effective <= as_of]
        file, event, row = past[-1] if past else changes[0]
        args = {"code": code, "day": event.effective.isoformat(), "event": file, "said": item.power_class or ""}
        if past and item.power_class != row.new_class:
            yield Problem("P426", item.file, ("职权类别",), args | {"class": row.new_class or ""})
        elif not past and code in row.before and item.power_class == row.new_class:
            yield Problem("P427", item.file, ("职权类别",), args | {"class": row.old_class or ""})


def _changes(content: RegionContent, items: Mapping[str, ItemFacts]) -> dict[str, list[_Change]]:
    """Code → the changes of its class, the oldest first; an item without a class has a problem of its own."""
    found: dict[str, list[_Change]] = {}
    for file, _, event, row in in_order(content.events):
        if row.old_class and row.new_class and row.old_class != row.new_class:
            for code in dict.fromkeys(row.after or row.before):
                if code in items and items[code].power_class:
                    found.setdefault(code, []).append((file, event, row))
    return found
