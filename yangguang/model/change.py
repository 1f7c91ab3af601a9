"""What may be said of two states of a register: an item came, went, moved, or says something else in one field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

ChangeKind = Literal["新增", "退出", "划转", "变更"]
CHANGE_KINDS: tuple[str, ...] = get_args(ChangeKind)

UPKEEP = frozenset({("更新日期",), ("事项版本",)})
"""Fields that follow from a change and are none themselves."""

Value = Any
"""A value as JSON has it: a text, or an entry of a list with all that it says. ``None`` is no value."""

Path = tuple[str, ...]
"""Where a field stands: keys, and between them the names of entries: 责任事项, 受理, 一次性告知…, 依据."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two states of one item.

    新增: there was no such item, or it was not in use. 退出: it is no longer in use (``field`` is 状态), or gone altogether.
    划转: it stands in another department. 变更: ``field`` says something else; without ``old`` it was not there before,
    without ``new`` it is there no more.
    """

    code: str
    kind: ChangeKind
    field: Path = ()
    old: Value = None
    new: Value = None


@dataclass(frozen=True, slots=True)
class Line:
    """One change, the day it was made, and the commit or snapshot that brought it."""

    day: date
    commit: str
    change: Change

    @property
    def matters(self) -> bool:
        """Whether something else was said than that something was said: not the date and number of the item itself."""
        return self.change.kind in ("变更", "划转") and self.change.field[:1] not in UPKEEP


@dataclass(frozen=True, slots=True)
class State:
    """One item as it stood: its department, what it said (by Chinese keys, 引用 replaced), its status where that is known."""

    department: str
    said: Mapping[str, Any] = field(default_factory=dict)
    status: str | None = None
    department_name: str = ""

    @property
    def home(self) -> str:
        """The department by its name, else by its slug."""
        return self.department_name or self.department

    @property
    def standing(self) -> str:
        """The status that is known, else what the item itself says, else 在用."""
        return self.status or str(self.said.get("状态") or "在用")


Register = Mapping[str, State]
"""Items by code."""


def spoken(value: Value) -> str:
    """A value in words: lists with 、, entries as 键：值；键：值."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Mapping):
        return "；".join(f"{key}：{_inner(one)}" for key, one in value.items() if one not in (None, "", [], {}))
    if isinstance(value, list | tuple):
        return "、".join(_inner(one) for one in value)
    return str(value)


def _inner(value: Value) -> str:
    text = spoken(value)
    return f"（{text}）" if isinstance(value, Mapping) and len(value) > 1 else text
