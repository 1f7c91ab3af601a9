"""The status of an item: decided by the events that are in force on the as-of date, else by the item itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from yangguang.model.event import Adjustment, Event

_NEW = frozenset({"新增", "承接"})
_IN_USE = _NEW | {"收回", "恢复"}
_ENDS = {"取消": "已取消", "上收": "已取消", "下放": "已下放"}
_RESHAPED = {"合并": "已合并", "拆分": "已拆分", "划转": "已划转"}


@dataclass(frozen=True, slots=True)
class Change:
    """One event's word on one item: from ``day`` on its status is ``status``."""

    day: date
    decided: date
    file: str
    row: int
    kind: str
    status: str
    new: bool = False
    """Whether the item comes into being by it."""

    @property
    def order(self) -> tuple[date, date, str, int]:
        """生效日期, 决定日期, file, row."""
        return (self.day, self.decided, self.file, self.row)


def statuses(row: Adjustment) -> Iterator[tuple[str, str]]:
    """(code, status) for every code of this region whose status the row decides.

    ``承接`` names the upper list's code in 变更前, which is not this region's to decide.
    """
    if row.kind in _NEW:
        yield from ((code, "在用") for code in row.after)
    elif row.kind in _IN_USE:
        yield from ((code, "在用") for code in row.codes)
    elif row.kind in _ENDS:
        yield from ((code, _ENDS[row.kind]) for code in row.before)
    elif row.kind == "暂停":
        yield from ((code, "暂停") for code in row.codes)
    elif row.kind in _RESHAPED:
        yield from ((code, "在用") for code in row.after)
        stays = frozenset(row.after)
        yield from ((code, _RESHAPED[row.kind]) for code in row.before if code not in stays)


def newcomers(row: Adjustment) -> frozenset[str]:
    """Codes that the row brings into being; what it leaves in use under its code was there before."""
    if row.kind in _NEW:
        return frozenset(row.after)
    return frozenset(row.after).difference(row.before) if row.kind in _RESHAPED else frozenset()


def histories(events: Mapping[str, Event]) -> dict[str, tuple[Change, ...]]:
    """Each code's changes of status in the order in which they take force; ``events`` is keyed by file."""
    found: dict[str, list[Change]] = {}
    for file, event in events.items():
        for number, row in enumerate(event.adjustments):
            new = newcomers(row)
            for code, status in statuses(row):
                change = Change(*event.order, file, number, row.kind, status, code in new)
                found.setdefault(code, []).append(change)
    return {code: tuple(sorted(changes, key=lambda c: c.order)) for code, changes in found.items()}


def status_at(changes: tuple[Change, ...], own: str | None, as_of: date) -> str:
    """The status on ``as_of``. Before its first event an item is 未启用 if that brings it in, else 在用."""
    if not changes:
        return own or "在用"
    return status_before(changes, sum(change.day <= as_of for change in changes))


def status_before(changes: tuple[Change, ...], number: int) -> str:
    """The status that the change of this number finds, given all changes in order and at least one."""
    if number:
        return changes[number - 1].status
    return "未启用" if changes[0].new else "在用"
