"""What changed between two snapshots: by item and by field, what stands beside them, and whether decisions account for it."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from yangguang.archive.changes.beside import Beside, Told, beside
from yangguang.archive.payload import EVENT, ITEM, Payload, figures
from yangguang.model.accounted import Decision, Unaccounted, account
from yangguang.model.change import Change, Register, State
from yangguang.model.compare import compare
from yangguang.model.event import Event
from yangguang.model.words import ACTIVE

_ITEM = re.compile(r"site/data/v1/([a-z0-9-]+)/powers/([^/]+)\.json")


@dataclass(frozen=True, slots=True)
class RegionDiff:
    """One region of two snapshots: both registers, every change, what is not accounted for.

    ``here``: whether the region stands in the earlier snapshot, and in the later one.
    """

    region: str
    before: Register
    after: Register
    changes: tuple[Change, ...]
    beside: tuple[Beside, ...]
    unaccounted: tuple[Unaccounted, ...]
    here: tuple[bool, bool]
    silent: tuple[str, ...] = ()
    """Items of which something was taken down since: they are not compared."""

    def name(self, code: str) -> str:
        """What an item is called, in the later snapshot if it stands there."""
        state = self.after.get(code) or self.before.get(code)
        return str(state.said.get("职权名称", "")) if state else ""


def diff(before: Payload, after: Payload) -> Iterator[RegionDiff]:
    """Region by region, those that one of the two snapshots does not have included."""
    told = Told(before), Told(after)
    there = before.regions(), after.regions()
    for region in sorted({*there[0], *there[1]}):
        silent = taken_down(before, region) | taken_down(after, region)
        old, new = (_without(register(payload, region), silent) for payload in (before, after))
        changes = tuple(compare(old, new))
        others = tuple(beside(*told, region))
        here = region in there[0], region in there[1]
        # A list that is published for the first time changes nothing.
        found = _account(*told, region, changes, new) if here[0] else ()
        found = tuple(one for one in found if one.code not in silent)
        yield RegionDiff(region, old, new, changes, others, found, here, tuple(sorted(silent)))


def sums(items: Register) -> dict[str, int]:
    """How many items a list holds, counting what is in use, and how many responsibilities and risk points these have."""
    used = [one.said for one in items.values() if one.status in ACTIVE and one.said.get("目录主项") != "是"]
    duties, risks = figures(used)
    return {"在用事项": len(used), "责任事项": duties, "风险点": risks}


def register(payload: Payload, region: str) -> Register:
    """The items of a region as the snapshot's open data tell them; where their table was taken down, one by one."""
    rows = payload.records(ITEM, region)
    if payload.table(ITEM, region) in payload.removed:
        rows = [json.loads(payload.read(path)) for path, _ in _single(payload.files, region)]
    return {
        str(row[ITEM]["职权编码"]): State(
            str(row.get("部门", "")), row[ITEM], str(row.get("状态") or "在用"), str(row.get("部门名称", ""))
        )
        for row in rows
    }


def taken_down(payload: Payload, region: str) -> frozenset[str]:
    """Codes of the items whose data were taken down since."""
    return frozenset(code for _, code in _single(payload.removed, region))


def _single(paths: Iterable[str], region: str) -> Iterator[tuple[str, str]]:
    """Path and code of each file that tells of one item."""
    for path in sorted(paths):
        if (found := _ITEM.fullmatch(path)) and found[1] == region:
            yield path, found[2]


def _without(items: Register, codes: Container[str]) -> Register:
    return {code: state for code, state in items.items() if code not in codes}


def _account(
    before: Told, after: Told, region: str, changes: tuple[Change, ...], new: Register
) -> tuple[Unaccounted, ...]:
    """What is not accounted for; nothing is claimed where decisions were taken down."""
    old, now = before.payload, after.payload
    if {one.table(EVENT, region) for one in (old, now)} & (old.removed | now.removed):
        return ()
    past = {key for key, _ in _decisions(old, region)}
    decided = [decision for key, decision in _decisions(now, region) if key not in past]
    called = {slug: one.names for slug, one in after.departments(region).items()}
    return account(changes, decided, new, called)


_Key = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""A row of a decision wherever it stands in its file: decision, kind, codes before and after."""


def _decisions(payload: Payload, region: str) -> Iterator[tuple[_Key, Decision]]:
    """The rows of decisions in force on the snapshot's as-of date, in the order in which they took force."""
    day = str(payload.about["release"]["as_of"])
    events = [(str(row["编号"]), event) for row in payload.records(EVENT, region) if (event := _event(row[EVENT]))]
    for name, event in sorted(events, key=lambda one: (one[1].order, one[0])):
        if event.effective.isoformat() <= day:
            for row in event.adjustments:
                yield (name, row.kind, row.before, row.after), Decision(name, event.number, row)


def _event(said: Any) -> Event | None:
    """A decision as the data tell it; ``None`` for one of a format that this engine does not know."""
    try:
        return Event.model_validate(said)
    except ValidationError:
        return None
