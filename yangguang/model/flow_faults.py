"""Mistakes in 运行流程 as values: what is wrong, at which key, with which words; the checker gives them rule ids."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Set
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from yangguang.model.flow import TO_END, name_of, names_of, next_main, resolve, spent_limit, total_limit
from yangguang.model.power import FlowStep, Power
from yangguang.model.problem import Where

_MOST = 500
"""Names, steps and exits together, up to which names are suggested."""


class FaultKind(StrEnum):
    """What can be wrong with a flow. All are errors but ``LIMITS``, a warning. In brackets: the args."""

    NAMELESS = "nameless"  # neither 步骤 nor 环节
    RESERVED = "reserved"  # a step is called 结束 [name]
    REPEATED = "repeated"  # 步骤 is not unique in the item [name]
    STAGE = "stage"  # 环节 is not among the stages of the duties [name, near]
    TARGET = "target"  # 转到 or 下一步 names no step [name, near]
    TO_SIDE = "to_side"  # a main step's 下一步 is a 旁支 [name, target]
    NO_NEXT = "no_next"  # a 旁支 without 下一步 [name]
    TWO_WAYS = "two_ways"  # an exit with both 转到 and 终止 [name, condition]
    NO_WAY = "no_way"  # an exit with neither [name, condition]
    NO_MAIN = "no_main"  # every line is a 旁支
    ENDLESS = "endless"  # steps in a circle that no end leaves [name, circle]
    UNREACHED = "unreached"  # no step leads here [name]
    LIMITS = "limits"  # the main line counts more than the total [spent, total, total_name]


@dataclass(frozen=True)
class Fault:
    """One mistake: its kind, the key path inside the item's file, the words for its sentence."""

    kind: FaultKind
    where: Where
    args: dict[str, str] = field(default_factory=dict)


def flow_faults(power: Power) -> tuple[Fault, ...]:
    """Every mistake of an item's 运行流程, in file order; one per mistake, nothing that merely follows from another."""
    steps = power.flow
    if not steps:
        return ()
    first = next_main(steps, -1)
    if first is None:
        return (Fault(FaultKind.NO_MAIN, ("运行流程",)),)
    local = (*_naming(power), *_links(steps))
    return (*local, *_reach(steps, first, {fault.kind for fault in local}), *_limits(power))


def _at(index: int, *keys: str | int) -> Where:
    return ("运行流程", index, *keys)


def _suggestions(words: Collection[str], steps: tuple[FlowStep, ...]) -> list[str]:
    """The words that may have been meant; none of more than a real flow has, since each is held against each."""
    few = len(words) + len(steps) + sum(len(step.branches) for step in steps) <= _MOST
    return sorted(filter(None, words)) if few else []


def _near(word: str, known: list[str]) -> str:
    return "、".join(get_close_matches(word, known, 3, 0.4))


def _naming(power: Power) -> Iterator[Fault]:
    stages = {duty.stage for duty in power.duties if duty.stage}
    known = _suggestions(stages, power.flow)
    seen: set[str] = set()
    told: set[str] = set()
    for index, step in enumerate(power.flow):
        name, key = name_of(step), "步骤" if step.step else "环节"
        if not name:
            yield Fault(FaultKind.NAMELESS, _at(index))
        elif name == TO_END:
            yield Fault(FaultKind.RESERVED, _at(index, key), {"name": name})
        elif name in seen:
            yield Fault(FaultKind.REPEATED, _at(index, key), {"name": name})
        seen.add(name)
        if step.stage and step.stage not in stages and step.stage not in told:
            told.add(step.stage)
            yield Fault(FaultKind.STAGE, _at(index, "环节"), {"name": step.stage, "near": _near(step.stage, known)})


def _links(steps: tuple[FlowStep, ...]) -> Iterator[Fault]:
    names = names_of(steps)
    known = _suggestions(names, steps)
    for index, step in enumerate(steps):
        yield from _exits(index, step, names, known)
        target = names.get(step.next or "")
        if step.next and step.next != TO_END and target is None:
            yield _unknown(_at(index, "下一步"), step.next, known)
        elif step.side and not step.next:
            yield Fault(FaultKind.NO_NEXT, _at(index), {"name": name_of(step)})
        elif target is not None and steps[target].side and not step.side:
            args = {"name": name_of(step), "target": name_of(steps[target])}
            yield Fault(FaultKind.TO_SIDE, _at(index, "下一步"), args)


def _exits(index: int, step: FlowStep, names: Container[str], known: list[str]) -> Iterator[Fault]:
    for row, branch in enumerate(step.branches):
        args = {"name": name_of(step), "condition": branch.condition}
        if branch.goto and branch.end:
            yield Fault(FaultKind.TWO_WAYS, _at(index, "分支", row), args)
        elif not branch.goto and not branch.end:
            yield Fault(FaultKind.NO_WAY, _at(index, "分支", row), args)
        elif branch.goto and branch.goto != TO_END and branch.goto not in names:
            yield _unknown(_at(index, "分支", row, "转到"), branch.goto, known)


def _unknown(where: Where, name: str, known: list[str]) -> Fault:
    return Fault(FaultKind.TARGET, where, {"name": name, "near": _near(name, known)})


_END = -1
Ways = dict[int, set[int]]
"""Where each step leads, by line; an end, and a way that is itself a fault, is ``_END``."""


def _ways(steps: tuple[FlowStep, ...]) -> Ways:
    names = names_of(steps)
    found: Ways = {_END: set()}
    for index, step in enumerate(steps):
        broken = step.next not in (None, "", TO_END) and step.next not in names
        following = None if broken or (step.side and not step.next) else resolve(names, steps, index)
        found[index] = {names.get(branch.goto or "", _END) for branch in step.branches}
        found[index].add(_END if following is None else following)
    return found


def _turned(ways: Ways) -> Ways:
    """From where each step is reached."""
    found: Ways = {index: set() for index in ways}
    for index, targets in ways.items():
        for target in targets:
            found[target].add(index)
    return found


def _after(ways: Ways, start: int, among: Set[int]) -> set[int]:
    """A step and all that can come after it on ways that do not leave ``among``."""
    seen, todo = {start}, [start]
    while todo:
        fresh = (ways[todo.pop()] & among) - seen
        seen |= fresh
        todo += fresh
    return seen


def _reach(steps: tuple[FlowStep, ...], first: int, known: set[FaultKind]) -> Iterator[Fault]:
    """Circles without an end and steps that nothing reaches; both wait until names are unique."""
    if known & {FaultKind.NAMELESS, FaultKind.REPEATED, FaultKind.RESERVED}:
        return
    ways = _ways(steps)
    yield from _circles(steps, ways)
    if not known & {FaultKind.TARGET, FaultKind.NO_WAY, FaultKind.TWO_WAYS, FaultKind.TO_SIDE, FaultKind.NO_NEXT}:
        yield from _lost(steps, ways, first)


def _bound(ways: Ways, among: Set[int]) -> list[list[int]]:
    """Steps that lead to one another, together, by their first lines (Kosaraju: every way is gone there and back once)."""
    order: list[int] = []
    seen: set[int] = set()
    todo = [(index, False) for index in among]
    while todo:
        index, left_behind = todo.pop()
        if left_behind:
            order.append(index)
        elif index not in seen:
            seen.add(index)
            todo += [(index, True), *((one, False) for one in ways[index] & among)]
    back, rest, found = _turned(ways), set(among), []
    for index in reversed(order):
        if index in rest:
            group = _after(back, index, rest)
            rest -= group
            found.append(sorted(group))
    return sorted(found)


def _circles(steps: tuple[FlowStep, ...], ways: Ways) -> Iterator[Fault]:
    """One fault per circle, at its first line: whatever reaches no end runs into a circle."""
    ending = _after(_turned(ways), _END, ways.keys())
    for circle in _bound(ways, ways.keys() - ending):
        first = circle[0]
        if len(circle) > 1 or first in ways[first]:
            names = " → ".join(name_of(steps[i]) for i in circle)
            yield Fault(FaultKind.ENDLESS, _at(first), {"name": name_of(steps[first]), "circle": names})


def _lost(steps: tuple[FlowStep, ...], ways: Ways, first: int) -> Iterator[Fault]:
    """Steps that the first main line never reaches; of a chain of them only its head."""
    back = _turned(ways)
    for group in _bound(ways, ways.keys() - _after(ways, first, ways.keys()) - {_END}):
        own = set(group)
        if all(back[index] <= own for index in group):
            yield Fault(FaultKind.UNREACHED, _at(group[0]), {"name": name_of(steps[group[0]])})


def _limits(power: Power) -> Iterator[Fault]:
    total = total_limit(power)
    spent = spent_limit(power.flow, total[1]) if total else None
    if total and spent and spent.number > total[1].number:
        args = {"spent": str(spent), "total": str(total[1]), "total_name": total[0]}
        yield Fault(FaultKind.LIMITS, ("运行流程",), args)
