"""The flow of a power (运行流程) as a graph: boxes, decisions, labelled ends and the edges between them.

A step with 分支 becomes its box and a chain of diamonds, one per exit, in the order in which the exits are tried:
``材料不全？ 是 → 补正, 否 ↓ 不属于职权范围？ 是 → 不予受理, 其他情形 ↓``. One diamond with all exits would need the
conditions as labels of its lines, and a condition of a dozen characters finds no room beside a line on a phone; in a
chain it stands inside the diamond, the lines carry one character, and the picture says what is asked first.

Pure: no input, no output; a flow is hashable, so that equal flows are laid out once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from yangguang.model.fields import Limit, parse_limit
from yangguang.model.power import Branch, FlowStep, Power

DONE = "办结"
"""The end that every main line runs to."""
TO_END = "结束"
"""The reserved word for that end in 下一步."""
NO_BOX = (None, "", "其他")
"""Stages that give no box of their own."""

NodeKind = Literal["start", "step", "decision", "end"]


@dataclass(frozen=True, slots=True)
class Node:
    """One shape of the chart. ``text`` is the name of a step or end, or the bare condition that a decision asks;
    ``side``: it stands beside the main line, as a 旁支 or as an end other than 办结."""

    kind: NodeKind
    text: str
    post: str = ""
    limit: str = ""
    documents: tuple[str, ...] = ()
    counted: bool = True
    side: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """From node to node, by position in ``Flow.nodes``; ``label`` is empty where nothing is decided."""

    source: int
    target: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole flow. ``nodes`` stand in reading order: the start, each step with its decisions, then the ends.

    ``total`` is the limit of the whole with its Chinese name ("承诺办结时限"); ``spent`` the sum of what the main line's
    steps count, in the unit of the total. Both are empty where there is none.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    total_name: str = ""
    total: str = ""
    spent: str = ""


def name_of(step: FlowStep) -> str:
    """What the step's box is called: 步骤, else its 环节."""
    return step.step or step.stage or ""


def next_main(steps: tuple[FlowStep, ...], index: int) -> int | None:
    """The next line that is no 旁支, or ``None`` after the last."""
    return next((i for i in range(index + 1, len(steps)) if not steps[i].side), None)


def resolve(names: dict[str, int], steps: tuple[FlowStep, ...], index: int) -> int | None:
    """The default successor of a step: 下一步, else the next main line; ``None`` is the end 办结."""
    wanted = steps[index].next
    if wanted == TO_END:
        return None
    target = names.get(wanted or "")
    if target is not None and (steps[index].side or not steps[target].side):
        return target
    return next_main(steps, index)


def names_of(steps: tuple[FlowStep, ...]) -> dict[str, int]:
    """Name → line of the steps; of equal names the first counts."""
    return {name_of(step): i for i, step in reversed(list(enumerate(steps)))}


def main_line(steps: tuple[FlowStep, ...]) -> tuple[int, ...]:
    """The chain of default successors from the first line that is no 旁支; each step once."""
    names = names_of(steps)
    index = next_main(steps, -1)
    line: dict[int, None] = {}
    while index is not None and index not in line:
        line[index] = None
        index = resolve(names, steps, index)
    return tuple(line)


def steps_of(power: Power) -> tuple[FlowStep, ...]:
    """The steps as written, else one for each run of consecutive duties of a stage that gives a box."""
    if power.flow:
        return power.flow
    stages = (duty.stage for duty in power.duties if duty.stage not in NO_BOX)
    return tuple(FlowStep(stage=stage) for stage, _ in groupby(stages))


def total_limit(power: Power) -> tuple[str, Limit] | None:
    """The limit of the whole with its name: the promised, else the legal, else that of the case (办案期限)."""
    handling = power.handling
    if handling and handling.promised_limit:
        return "承诺办结时限", handling.promised_limit
    if handling and handling.legal_limit:
        return "法定办结时限", handling.legal_limit
    return ("办案期限", power.term.limit) if power.term else None


def counted_limits(steps: tuple[FlowStep, ...]) -> Iterator[Limit]:
    """The limits of the main line that count towards the total; a limit in free words counts nowhere."""
    for index in main_line(steps):
        limit = parse_limit(steps[index].limit or "") if steps[index].counted else None
        if limit:
            yield limit


def spent_limit(steps: tuple[FlowStep, ...], total: Limit) -> Limit | None:
    """The sum of the counted limits comparable with the total, in one unit; ``None`` where no step counts.

    Against 当场 every unit is comparable: then the first unit that is more than nothing is summed.
    """
    limits = [limit for limit in counted_limits(steps) if limit.comparable(total)]
    if not limits:
        return None
    timed = [limit for limit in limits if not limit.at_once]
    if not timed:
        return limits[0]
    unit = timed[0].unit if total.at_once else total.unit
    return Limit(sum(limit.number for limit in timed if limit.unit == unit), unit)


def flow_of(power: Power) -> Flow | None:
    """The flow of an item; ``None`` where it names no step and no stage that gives a box.

    A broken reference (see :mod:`yangguang.model.flow_faults`) is drawn as if it were not written.
    """
    steps = steps_of(power)
    start = next_main(steps, -1)
    if start is None:
        return None
    graph = _Graph(steps, "申请" if power.applied_for else "启动")
    total = total_limit(power)
    spent = spent_limit(steps, total[1]) if total else None
    return graph.flow(start, total[0] if total else "", str(total[1]) if total else "", str(spent) if spent else "")


class _Graph:
    """Builds the nodes and edges of one flow, keeping only what the start reaches."""

    def __init__(self, steps: tuple[FlowStep, ...], start: str) -> None:
        self.steps = steps
        self.names = names_of(steps)
        self.start = start
        self.ends: dict[str, tuple[str, ...]] = {}

    def flow(self, first: int, total_name: str, total: str, spent: str) -> Flow:
        used = self._reached(first)
        nodes = [Node("start", self.start)]
        at: dict[int, int] = {}
        for index in used:
            at[index] = len(nodes)
            nodes += self._shapes(self.steps[index])
        for index in used:
            self._collect_ends(index)
        end_at = {text: len(nodes) + i for i, text in enumerate(self.ends)}
        nodes += [Node("end", text, documents=documents, side=text != DONE) for text, documents in self.ends.items()]
        edges = [Edge(0, at[first])]
        for index in used:
            edges += self._edges(index, at, end_at)
        return Flow(tuple(nodes), tuple(edges), total_name, total, spent)

    def _target(self, branch: Branch) -> int | str | None:
        """The line a branch leads to, the text of its end, or ``None`` for a branch that leads nowhere."""
        if branch.end:
            return branch.end
        if branch.goto == TO_END:
            return DONE
        return self.names.get(branch.goto or "")

    def _branches(self, step: FlowStep) -> list[tuple[Branch, int | str]]:
        exits = ((branch, self._target(branch)) for branch in step.branches)
        return [(branch, target) for branch, target in exits if target is not None]

    def _next(self, index: int) -> int | str:
        following = resolve(self.names, self.steps, index)
        return DONE if following is None else following

    def _reached(self, first: int) -> list[int]:
        todo, seen = [first], {first}
        while todo:
            index = todo.pop()
            targets = [target for _, target in self._branches(self.steps[index])]
            for target in (*targets, self._next(index)):
                if isinstance(target, int) and target not in seen:
                    seen.add(target)
                    todo.append(target)
        return sorted(seen)

    def _shapes(self, step: FlowStep) -> Iterator[Node]:
        yield Node("step", name_of(step), step.post or "", step.limit or "", step.documents, step.counted, step.side)
        for branch, _ in self._branches(step):
            yield Node("decision", branch.condition, side=step.side)

    def _collect_ends(self, index: int) -> None:
        """Ends in the order in which they are first named, equal texts sharing one; 办结 comes last by itself."""
        for branch, target in self._branches(self.steps[index]):
            if isinstance(target, str):
                known = self.ends.get(target, ())
                self.ends[target] = known + tuple(d for d in branch.documents if d not in known)
        following = self._next(index)
        if isinstance(following, str):
            self.ends.setdefault(following, ())
        if DONE in self.ends:
            self.ends[DONE] = self.ends.pop(DONE)

    def _edges(self, index: int, at: dict[int, int], end_at: dict[str, int]) -> Iterator[Edge]:
        def node(target: int | str) -> int:
            return at[target] if isinstance(target, int) else end_at[target]

        step, here = self.steps[index], at[index]
        exits = self._branches(step)
        if not exits:
            yield Edge(here, node(self._next(index)))
            return
        yield Edge(here, here + 1)
        for diamond, (_, target) in enumerate(exits, here + 1):
            yield Edge(diamond, node(target), "是")
            if diamond < here + len(exits):
                yield Edge(diamond, diamond + 1, "否")
        otherwise = step.otherwise or ("否" if len(exits) == 1 else "其他情形")
        yield Edge(here + len(exits), node(self._next(index)), otherwise)
