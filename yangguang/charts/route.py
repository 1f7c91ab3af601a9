"""Runs the lines of a flow chart through their lanes: right-angled, touching no shape but at their ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yangguang.charts.place import APART, BESIDE, ZONE, Box, Placed

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Wire:
    """The line of one edge (its position in ``Flow.edges``), from shape to shape."""

    edge: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """A line on its way: first points, the end, and whether it runs left of the spine. Its lane is still open."""

    edge: int
    start: tuple[Point, ...]
    end: Point
    left: bool
    target: int

    @property
    def level(self) -> bool:
        """Whether the line simply runs across to the other column."""
        (_, y), *more = self.start
        return not more and y == self.end[1]

    def through(self, lanes: dict[tuple[bool, int], int]) -> tuple[Point, ...]:
        """All points of the line; ``lanes`` holds the x of each lane by side and target."""
        if self.level:
            return (*self.start, self.end)
        x = lanes[self.left, self.target]
        return (*self.start, (x, self.start[-1][1]), (x, self.end[1]), self.end)


@dataclass(frozen=True, slots=True)
class Routed:
    """All lines; where lines to one target meet (``joints``); how many lanes were needed left and in the middle."""

    wires: tuple[Wire, ...]
    joints: tuple[Point, ...]
    left: int
    middle: int


def route(placed: Placed) -> Routed:
    """Run the lines of all edges."""
    ports = _Ports(placed)
    wires: list[Wire] = []
    runs: list[_Run] = []
    for at, edge in enumerate(placed.flow.edges):
        source, target = placed.boxes[edge.source], placed.boxes[edge.target]
        if at in placed.straight:
            x = _mid(source)
            wires.append(Wire(at, ((x, source.bottom), (x, target.y))))
        else:
            runs.append(ports.run(at, source, target))
    left, lefts = _lanes([run for run in runs if run.left])
    middle, middles = _lanes([run for run in runs if not run.left and not run.level])
    columns = placed.columns
    lanes = {(True, t): columns.spine_x - BESIDE - columns.pitch * lane for t, lane in left.items()}
    begin = columns.spine_x + columns.spine + ZONE
    lanes |= {(False, t): begin + columns.pitch * lane for t, lane in middle.items()}
    wires += [Wire(run.edge, run.through(lanes)) for run in runs]
    return Routed(tuple(sorted(wires, key=lambda wire: wire.edge)), tuple(_joints(runs, lanes)), lefts, middles)


def _joints(runs: list[_Run], lanes: dict[tuple[bool, int], int]) -> Iterator[Point]:
    """Where more than two ways of one lane meet."""
    for (left, target), x in sorted(lanes.items()):
        ways = [run for run in runs if (run.left, run.target) == (left, target)]
        heights = sorted({run.start[-1][1] for run in ways if not run.level} | {run.end[1] for run in ways})
        crossed = {run.end[1] for run in ways if run.level}
        yield from ((x, y) for y in heights if y in crossed or heights[0] < y < heights[-1])


def _mid(box: Box) -> int:
    return box.x + box.block.width // 2


class _Ports:
    """Where lines leave and enter shapes."""

    def __init__(self, placed: Placed) -> None:
        self.placed = placed
        self.taken = self._fixed()
        self.entry: dict[int, int] = {}

    def _fixed(self) -> list[int]:
        """Heights between the columns that are not free to choose."""
        placed = self.placed
        heights = [*placed.outs.values(), *(y for node, y in placed.drops.items() if node not in placed.spine)]
        for edge in placed.flow.edges:
            if placed.flow.nodes[edge.source].kind == "decision":
                heights.append(placed.boxes[edge.source].middle)
            if edge.target not in placed.spine:
                heights.append(placed.boxes[edge.target].middle)
        return heights

    def run(self, at: int, source: Box, target: Box) -> _Run:
        placed = self.placed
        yes = placed.flow.nodes[source.node].kind == "decision" and self._first(at)
        main = source.node in placed.spine
        left = main and not yes
        if source.node in placed.drops and not yes:
            drop, x = placed.drops[source.node], _mid(source)
            start: tuple[Point, ...] = ((x, source.bottom), (x, drop))
        elif yes:
            start = ((source.right if main else source.x, source.middle),)
        else:
            start = ((source.x, placed.outs[source.node]),)
        if left or target.node not in placed.spine:
            end = (target.x, target.middle)
        else:
            end = (target.right, self._enter(target))
        return _Run(at, start, end, left, target.node)

    def _first(self, at: int) -> bool:
        """Whether an edge is the 是 of its diamond, which stands before the other one."""
        edges = self.placed.flow.edges
        return at + 1 < len(edges) and edges[at + 1].source == edges[at].source

    def _enter(self, target: Box) -> int:
        """The height at which lines from the right enter a shape of the spine: its middle, or near it where another
        line runs."""
        if target.node not in self.entry:
            room = max(0, target.block.height // 2 - 10)
            offsets = sorted(range(-room, room + 1), key=lambda d: (abs(d), d))
            free = (d for d in offsets if all(abs(target.middle + d - y) >= APART for y in self.taken))
            self.entry[target.node] = target.middle + next(free, 0)
            self.taken.append(self.entry[target.node])
        return self.entry[target.node]


def _lanes(runs: list[_Run]) -> tuple[dict[int, int], int]:
    """A lane per target, so that no two share one at the same height; the shortest way stays nearest to the spine."""
    spans: dict[int, tuple[int, int]] = {}
    for run in runs:
        low, high = sorted((run.start[-1][1], run.end[1]))
        known = spans.get(run.target, (low, high))
        spans[run.target] = (min(low, known[0]), max(high, known[1]))
    lanes: list[list[tuple[int, int]]] = []
    found: dict[int, int] = {}
    for target, (low, high) in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item)):
        free = (i for i, lane in enumerate(lanes) if all(high + APART < a or b + APART < low for a, b in lane))
        index = next(free, len(lanes))
        if index == len(lanes):
            lanes.append([])
        lanes[index].append((low, high))
        found[target] = index
    return found, len(lanes)
