"""How a power left the list: the decision that ended it, what is said of it, and where the power is now."""

from __future__ import annotations

from yangguang.model.links import EventRef, ItemLinks, ItemRef
from yangguang.model.words import ACTIVE, TOMBSTONES

_ENDING: dict[str, tuple[str, ...]] = {
    "已取消": ("取消", "上收"),
    "已下放": ("下放",),
    "已合并": ("合并",),
    "已拆分": ("拆分",),
    "已划转": ("划转",),
    "暂停": ("暂停",),
}
"""The kinds of event that take a power out of use."""


def ending(links: ItemLinks) -> EventRef | None:
    """The newest event in force that gave the status."""
    kinds = _ENDING.get(links.status, ())
    return next((event for event in links.events if event.in_force and event.kind in kinds), None)


def heirs(links: ItemLinks) -> tuple[ItemRef, ...]:
    """What the power has become, or who exercises it now."""
    return links.successors or (links.same if gone_as(links) in ("已下放", "已上收") else ())


def in_use(refs: tuple[ItemRef, ...]) -> tuple[ItemRef, ...]:
    """Those that stand on a list on this day: not what has left its list since, or does not stand on it yet."""
    return tuple(ref for ref in refs if ref.status in ACTIVE)


def living(links: ItemLinks) -> tuple[ItemRef, ...]:
    """Those that stand on a list on this day."""
    return links.living or in_use(heirs(links))


def gone_as(links: ItemLinks) -> str:
    """The status, and of what the level above has taken up that: it is cancelled here alone."""
    event = ending(links)
    return f"已{event.kind}" if event and links.status in TOMBSTONES else links.status


def stays(links: ItemLinks, region: str, department: str) -> bool:
    """Whether the same department exercises it on, merged, split or under another code."""
    now = living(links)
    return bool(now) and all((ref.region, ref.department) == (region, department) for ref in now)
