"""Compares two states of a register, item by item and field by field; a reordering is no change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yangguang.model.change import Change, Path, Register, State, Value
from yangguang.model.pairing import Pairs, entry_name, group_of, pair
from yangguang.model.words import TOMBSTONES

_UNUSED = frozenset({*TOMBSTONES, "未启用", "待承接"})
"""Statuses of what is not, not yet or no longer exercised."""

_SILENT = frozenset({"引用", "职权编码", "状态"})
"""Keys that say nothing by themselves: how a text came in, what the item is called by, what is told as status."""

_DEFAULTS = {
    "事项性质": "行政权力", "责任类型": "直接实施责任", "目录主项": "否", "旁支": "否", "计入时限": "是",
}  # fmt: skip
"""What a key means where it is not written."""

ORDERED = {"运行流程": "步骤顺序", "分支": "分支顺序"}
"""Lists whose order is part of what they say, and the word under which a new order is told."""
STAGES = "环节顺序"

_SHOWN = 40


def compare(before: Register, after: Register) -> Iterator[Change]:
    """Every difference, ordered by code, then as the item's keys are."""
    for code in sorted({*before, *after}):
        yield from compare_item(code, before.get(code), after.get(code))


def compare_item(code: str, old: State | None, new: State | None) -> Iterator[Change]:
    """The differences between two states of one item, each told exactly once."""
    if old is None or new is None:
        if new is not None:
            yield Change(code, "新增", new=_name(new))
        elif old is not None:
            yield Change(code, "退出", old=_name(old))
        return
    if old.department != new.department and old.home != new.home:  # a file of another name is nothing to readers
        yield Change(code, "划转", ("部门",), old.home, new.home)
    yield from _status(code, old, new)
    for path, was, now in differences(old.said, new.said):
        yield Change(code, "变更", path, was, now)


def _name(state: State) -> str:
    return str(state.said.get("职权名称", ""))


def _status(code: str, old: State, new: State) -> Iterator[Change]:
    was, now = old.standing, new.standing
    if was == now:
        return
    used, uses = was not in _UNUSED, now not in _UNUSED
    yield Change(code, "变更" if used == uses else "新增" if uses else "退出", ("状态",), was, now)


Difference = tuple[Path, Value, Value]


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    """Where two records say something else, and what they say there."""
    return _mappings((), old, new)


def _mappings(path: Path, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Difference]:
    for key in (*new, *(key for key in old if key not in new)):
        if key not in _SILENT or (path and key != "引用"):
            default = _DEFAULTS.get(key)
            yield from _values((*path, key), old.get(key, default), new.get(key, default))


def _values(path: Path, old: Value, new: Value) -> Iterator[Difference]:
    old, new = _said(old), _said(new)
    if old == new:
        return
    if isinstance(old or new, dict) and isinstance(new or old, dict):
        yield from _mappings(path, old or {}, new or {})
    elif isinstance(old or new, list) and isinstance(new or old, list):
        yield from _lists(path, old or [], new or [])
    else:
        yield path, old, new


def _said(value: Value) -> Value:
    """The value, or ``None`` where nothing is said."""
    return None if value in ("", [], {}) else value


def _lists(path: Path, old: list[Value], new: list[Value]) -> Iterator[Difference]:
    if not any(isinstance(one, dict) for one in (*old, *new)):
        if sorted(map(str, old)) != sorted(map(str, new)):
            yield path, old or None, new or None
        return
    found = pair(old, new)
    for was, now in found.matched:
        yield from _entries(path, old[was], new[now])
    for number in found.gone:
        yield _under(path, old[number]), old[number], None
    for number in found.come:
        yield _under(path, new[number]), None, new[number]
    yield from _order(path, old, new, found)


def _under(path: Path, entry: Value) -> Path:
    """The path of an entry's list; responsibilities stand under their stage."""
    group = group_of(entry)
    return (*path, group) if group else path


def _entries(path: Path, old: Value, new: Value) -> Iterator[Difference]:
    """Two entries that are the same one; the text by which it is known needs no name before it."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        yield from _values(path, old, new)
        return
    key, name = entry_name(new)
    place = _under(path, new)
    short = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    for where, was, now in _mappings(place, old, new):
        rest = where[len(place) :]
        yield (where if rest[0] == key else (*place, short, *rest)), was, now


def _order(path: Path, old: list[Value], new: list[Value], found: Pairs) -> Iterator[Difference]:
    """A new order, where the order is part of what the list says."""
    word = ORDERED.get(path[-1])
    if word is None:
        was, now = _stages(old), _stages(new)
        if [one for one in was if one in now] != [one for one in now if one in was]:
            yield (*path, STAGES), "→".join(was), "→".join(now)
    elif [now for _, now in found.matched] != sorted(now for _, now in found.matched):
        yield (*path, word), _named(old), _named(new)


def _named(entries: list[Value]) -> str:
    return "→".join(entry_name(entry)[1] for entry in entries)


def _stages(entries: list[Value]) -> list[str]:
    """The stages in the order in which they first come up."""
    return list(dict.fromkeys(group for one in entries if (group := group_of(one))))
