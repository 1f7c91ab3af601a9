"""What became of an item: its events, what it came from, where it went, the same power elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yangguang.model.change import Line
from yangguang.model.disclosure import over
from yangguang.model.ending import ending, gone_as, heirs, living, stays
from yangguang.model.links import EventRef
from yangguang.model.words import DOT, TOMBSTONES
from yangguang.views.card import Card
from yangguang.views.changed import RecordView, record
from yangguang.views.parts import Entry, Link, day, joined, link_to

_NOT_IN_USE = {"暂停": "已暂停{done}", "待承接": "等待承接，尚未开始{done}", "未启用": "尚未启用"}


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What became of a power that is not, or no longer, exercised here."""

    closed: bool
    """Whether the power has left the list for good; else it only rests."""
    sentence: str
    decision: Entry | None
    """The event that ended it."""
    heirs: tuple[Link, ...]
    """Where the power is now."""
    led: str = ""
    """What leads to the heirs."""
    stays: bool = False
    """Whether the same department exercises the power on, as the heirs."""


@dataclass(frozen=True, slots=True)
class HistoryView:
    """变更记录 and kin."""

    events: tuple[Entry, ...]
    predecessors: tuple[Link, ...]
    successors: tuple[Link, ...]
    same: tuple[Link, ...]
    """The same power in other regions."""
    comparison: str = ""
    """The page that compares it with other regions; empty where there is none."""
    record: RecordView | None = None
    """What changed field by field; ``None`` where no history is kept."""

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.events or self.predecessors or self.successors or self.same or self.comparison or self.record)


def history(card: Card, changes: Sequence[Line]) -> HistoryView:
    """Events newest first, the items before, after and beside this one, and what changed field by field."""
    links = card.links
    return HistoryView(
        events=tuple(event_entry(card.start, event) for event in links.events),
        predecessors=tuple(card.ref(ref) for ref in links.predecessors),
        successors=tuple(card.ref(ref) for ref in links.successors),
        same=tuple(card.ref(ref) for ref in links.same),
        comparison=link_to(card.start, links.comparison) if links.comparison else "",
        record=record(changes),
    )


def event_entry(start: str, event: EventRef) -> Entry:
    """One row of an event; a coming one says so."""
    note = joined((event.number, "" if event.in_force else "尚未生效"), DOT)
    return Entry(event.title, link_to(start, event.path), day(event.day), event.kind, note)


def documents(card: Card) -> tuple[Entry, ...]:
    """Disclosure documents that name this item."""
    return tuple(
        Entry(d.title, link_to(card.start, d.path), day(d.day), d.kind, over(d.validity)) for d in card.links.documents
    )


def tombstone(card: Card) -> Tombstone | None:
    """The notice that stands over an item that is not in use."""
    links, service = card.links, card.power.public_service
    if links.status in _NOT_IN_USE:
        told = _NOT_IN_USE[links.status].format(done="提供" if service else "行使")
        return Tombstone(False, f"本事项{told}。", _decision(card), ())
    if links.status not in TOMBSTONES:
        return None
    event = ending(links)
    when = f"自 {day(event.day)} 起" if event else ""
    found = heirs(links)
    now = living(links)
    done = "提供这项服务" if service else "行使这项职权"
    stay = stays(links, card.view.content.slug, card.item.department)
    how = "改用新的编码" if stay and links.status == "已划转" else gone_as(links)
    if event and event.taker:
        how += f"给{card.view.content.name_of(event.taker)}"
    then = f"本机关现在按下面的事项{done}" if stay else f"本机关不再{done}"
    return Tombstone(
        closed=True,
        sentence=f"本事项{when}{how}，{then}。编码保留，不再用于其他事项。",
        decision=_decision(card),
        heirs=tuple(card.ref(ref) for ref in now or found),
        led="现在由以下事项承接" if now else "由以下事项承接，它们现在也没有在用",
        stays=stay,
    )


def _decision(card: Card) -> Entry | None:
    event = ending(card.links)
    return event_entry(card.start, event) if event else None
