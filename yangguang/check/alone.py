"""An edit that concerns its item alone: it changes nothing that the checks of any other file look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from yangguang.check.completeness import judge
from yangguang.check.laws import Citing
from yangguang.check.links import check_lists, listed
from yangguang.model.content import RegionContent
from yangguang.model.facts import FIGURES, ItemFacts
from yangguang.model.problem import Problem
from yangguang.model.words import ACTIVE

OWN = FIGURES | {"places", "themes", "laws", "mentions", "sanctions", "missing", "gaps", "expected", "dated"}
"""Facts of an item that only checks of this very item look at. A fact that is not named here concerns others."""
CALLED = frozenset({"name", "levels"})
"""Facts that concern others only by :func:`yangguang.check.links.called`."""
_OTHERS = tuple(field.name for field in fields(ItemFacts) if field.name not in OWN | CALLED)


def concerns_others(before: ItemFacts, after: ItemFacts) -> bool:
    """Whether the item differs in anything but its own matters and what it is called."""
    return any(getattr(before, name) != getattr(after, name) for name in _OTHERS)


def _cited(item: ItemFacts) -> tuple[object, ...]:
    return item.laws, item.mentions, item.sanctions


def check_alone(before: ItemFacts, after: ItemFacts, content: RegionContent, as_of: date) -> Iterator[Problem]:
    """What the item refers to in the lists of its region, as if it were in use, where it refers to something new.

    Nothing is found where :func:`yangguang.check.regions.check_regions` would find nothing new of this item; something may be
    found where that finds nothing, since a cancelled item is asked less, and an unknown law is told once.
    """
    yield from judge(after, min(ACTIVE))
    if (after.themes, after.places) != (before.themes, before.places):
        yield from check_lists(after, *listed(content))
    if content.laws and _cited(after) != _cited(before):
        yield from Citing(content, as_of).item(after)
