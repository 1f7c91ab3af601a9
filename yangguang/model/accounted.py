"""Whether changes of a register and official decisions account for each other: none without the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from yangguang.model.change import UPKEEP, Change, Path, Register, State
from yangguang.model.event import Adjustment
from yangguang.model.status import newcomers, statuses
from yangguang.model.words import DEVOLVING, TOMBSTONES

ELEMENTS = frozenset({
    "职权名称", "事项性质", "职权类别", "主项", "行使主体", "承办机构", "联办机构", "委托", "行使层级", "权限划分", "权力来源",
    "设定依据", "处罚", "执行方式", "责任事项", "追责情形", "追责对象范围", "运行流程",
})  # fmt: skip
"""What of an item only a decision may change (要素: 依据, 名称, 主体, 机构, 时限, 收费, 流程 …, as provincial rules of dynamic
management list them); telephone numbers, places, papers and risk points are kept up to date without one."""

ELEMENTS_OF_THE_GONE = frozenset({"职权名称", "职权类别"})
"""What of an item that is off the list only a decision may change: nobody is asked to keep the rest."""

ELEMENTS_OF_HANDLING = frozenset({"法定办结时限", "收费"})

_MOVES = frozenset({"划转", "合并", "拆分", "承接", "收回"})
_ONLY: Mapping[str, frozenset[str]] = {
    "名称变更": frozenset({"职权名称"}), "委托": frozenset({"委托"}),
    **dict.fromkeys(("新增", "取消", "下放", "上收", "暂停", "恢复"), frozenset()),
}  # fmt: skip
"""Kinds of decision that account for certain keys only; every other kind accounts for all of them."""

_CHANGES: Mapping[str, str] = {"名称变更": "职权名称", "依据变更": "设定依据", "委托": "委托"}
"""Kinds of decision that say what they change."""
_TO_OTHERS = DEVOLVING | {"上收"}
_SOME_CHANGE = frozenset({"要素变更", "更正", "部分取消", "部分下放"})


Called = Mapping[str, Collection[str]]
"""Department → all that it is and was called."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of an event that came into force between the two states; ``id`` is <year>/<name>."""

    id: str
    number: str
    row: Adjustment

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of this register that the row names; 变更前 of a 承接, 变更后 of what goes to another level are that one's."""
        before = () if self.row.kind == "承接" else self.row.before
        after = () if before and self.row.kind in _TO_OTHERS else self.row.after
        return tuple(dict.fromkeys((*before, *after)))


@dataclass(frozen=True, slots=True)
class Unaccounted:
    """A change without a decision (``decision`` is missing), or a decision without its change.

    ``key`` names the sentence in :mod:`yangguang.model.messages.history`; ``fields`` are what it speaks of.
    """

    key: str
    code: str
    fields: tuple[Path, ...] = ()
    decision: Decision | None = None


def account(
    changes: Iterable[Change], decisions: Sequence[Decision], after: Register, called: Called = MappingProxyType({})
) -> tuple[Unaccounted, ...]:
    """Everything that is not accounted for, ordered by code. ``decisions`` in the order in which they took force."""
    by_code: dict[str, list[Change]] = {}
    for change in changes:
        by_code.setdefault(change.code, []).append(change)
    naming: dict[str, list[Decision]] = {}
    for decision in decisions:
        for code in decision.codes:
            naming.setdefault(code, []).append(decision)
    found: list[Unaccounted] = []
    for code in sorted({*by_code, *naming}):
        own, named = by_code.get(code, []), naming.get(code, [])
        found += _undecided(code, own, named, after.get(code), called)
        found += _unfollowed(code, own, named, after.get(code), called)
    return tuple(found)


def _undecided(
    code: str, changes: list[Change], decisions: list[Decision], now: State | None, called: Called
) -> Iterator[Unaccounted]:
    """What has changed without a decision, one finding per kind."""
    kinds = {decision.row.kind for decision in decisions}
    deciding = any(code == one for decision in decisions for one, _ in statuses(decision.row))
    for change in changes:
        if change.kind in ("新增", "退出") or change.field == ("状态",):
            if not deciding:
                yield Unaccounted("undecided_status", code, (change.field,))
        elif change.kind == "划转" and not kinds & _MOVES:
            yield Unaccounted("undecided_move", code, (change.field,))
    gone = now is not None and now.status in TOMBSTONES
    names = called.get(now.department, ()) if now else ()
    changed = (c for c in changes if c.kind == "变更" and not _renamed(c, names))
    fields = tuple(dict.fromkeys(c.field for c in changed if _element(c.field, gone=gone)))
    open_fields = tuple(
        path for path in fields if not any(kind not in _ONLY or path[0] in _ONLY[kind] for kind in kinds)
    )
    if open_fields:
        yield Unaccounted("undecided_fields", code, open_fields)


def _renamed(change: Change, names: Collection[str]) -> bool:
    """Whether the holder is the same department by another of its names, which its own file tells with day and document."""
    return change.field == ("行使主体",) and change.old in names and change.new in names


def _element(path: Path, *, gone: bool) -> bool:
    """Whether only a decision may change what stands here in an item, or in one that is off the list."""
    if gone:
        return path[0] in ELEMENTS_OF_THE_GONE
    if path[0] == "办理":
        return len(path) > 1 and path[1] in ELEMENTS_OF_HANDLING
    return path[0] in ELEMENTS and "风险点" not in path


def _unfollowed(
    code: str, changes: list[Change], decisions: list[Decision], now: State | None, called: Called
) -> Iterator[Unaccounted]:
    """What was decided and has not come about."""
    if not decisions:
        return
    if now is None:
        yield Unaccounted("no_item", code, (), decisions[-1])
        return
    setting = [(status, one) for one in decisions for named, status in statuses(one.row) if named == code]
    if setting and now.standing != setting[-1][0]:
        yield Unaccounted("no_status", code, (("状态",),), setting[-1][1])
    lasting = [one for one in decisions if code in (one.row.after or one.row.before)]
    # A transfer that names nothing after it took its items off the list.
    moves = [one for one in lasting if one.row.new_department and (one.row.after or one.row.kind != "划转")]
    names = (now.department, now.department_name, *called.get(now.department, ()))
    if moves and moves[-1].row.new_department not in names:
        yield Unaccounted("no_move", code, (("部门",),), moves[-1])
    if any(code in newcomers(one.row) for one in decisions):
        return  # what it said when it came into being, neither state tells
    paths = [change.field for change in changes if change.kind == "变更" and change.field not in UPKEEP]
    for one in lasting:
        if missing := _missing(one.row, paths):
            yield Unaccounted("no_change", code, missing, one)


def _missing(row: Adjustment, paths: list[Path]) -> tuple[Path, ...]:
    """The fields that a decision changes and nobody has changed; where it names none, any change will do."""
    changed = {key for path in paths for key in path}
    named = [field.field for field in row.fields]
    if row.kind in _CHANGES:
        named.append(_CHANGES[row.kind])
    if row.new_class:
        named.append("职权类别")
    if not named and row.kind in _SOME_CHANGE and not paths:
        return ((),)
    return tuple((name,) for name in dict.fromkeys(named) if name not in changed)
