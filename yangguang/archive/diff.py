"""What changed between two snapshots: by item and by field, and whether decisions account for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from yangguang.archive.ledger import Entry
from yangguang.archive.payload import EVENT, ITEM, Payload
from yangguang.archive.store import Store
from yangguang.model.accounted import Decision, Unaccounted, account
from yangguang.model.change import Change, Register, State
from yangguang.model.compare import compare
from yangguang.model.event import Event


@dataclass(frozen=True, slots=True)
class RegionDiff:
    """One region of two snapshots: both registers, every change, what is not accounted for."""

    region: str
    before: Register
    after: Register
    changes: tuple[Change, ...]
    unaccounted: tuple[Unaccounted, ...]

    def name(self, code: str) -> str:
        """What an item is called, in the later snapshot if it stands there."""
        state = self.after.get(code) or self.before.get(code)
        return str(state.said.get("职权名称", "")) if state else ""


def held(store: Store, entry: Entry) -> Payload:
    """What a stored snapshot holds. Raises Refused where it cannot be read."""
    return store.payload(entry)


def diff(before: Payload, after: Payload) -> Iterator[RegionDiff]:
    """Region by region, those that one of the two snapshots does not have included."""
    for region in sorted({*before.regions(), *after.regions()}):
        old, new = register(before, region), register(after, region)
        changes = tuple(compare(old, new))
        past = {key for key, _ in _decisions(before, region)}
        fresh = tuple(decision for key, decision in _decisions(after, region) if key not in past)
        yield RegionDiff(region, old, new, changes, account(changes, fresh, new))


def register(payload: Payload, region: str) -> Register:
    """The items of a region as the snapshot's open data tell them."""
    rows = (row for row in payload.records(ITEM, region))
    return {
        str(row[ITEM]["职权编码"]): State(
            str(row.get("部门", "")), row[ITEM], str(row.get("状态") or "在用"), str(row.get("部门名称", ""))
        )
        for row in rows
    }


_Key = tuple[str, int]


def _decisions(payload: Payload, region: str) -> Iterator[tuple[_Key, Decision]]:
    """The rows of decisions in force on the snapshot's as-of date, in the order in which they took force."""
    day = str(payload.about["release"]["as_of"])
    events = [(str(row["编号"]), event) for row in payload.records(EVENT, region) if (event := _event(row[EVENT]))]
    for name, event in sorted(events, key=lambda one: (one[1].effective, one[1].decided, one[0])):
        if event.effective.isoformat() <= day:
            for number, row in enumerate(event.adjustments):
                yield (name, number), Decision(name, event.number, row)


def _event(said: Any) -> Event | None:
    """A decision as the data tell it; ``None`` for one of a format that this engine does not know."""
    try:
        return Event.model_validate(said)
    except ValidationError:
        return None
