"""Runs the lines of a flow chart through their lanes: right-angled, touching no shape but at their ends."""

from __future__ import annotations

from dataclasses import dataclass

from yangguang.charts.place import APART, BESIDE, ZONE, Box, Placed

Point = tuple[int, int]
Spans = list[list[tuple[int, int]]]


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


def route(placed: Placed) -> tuple[tuple[Wire, ...], int, int]:
    """The lines of all edges, and how many lanes they need left of the spine and between the columns."""
    ports = _Ports(placed)
    wires: list[Wire] = []
    runs: list[_Run] = []
    for at, edge in enumerate(placed.flow.edges):
        source, target = placed.boxes[edge.source], placed.boxes[edge.target]
        if at in placed.straight:
            x = _mid(source)
            wires.append(Wire(at, ((x, source.bottom), (x, target.y))))
            continue
        run = ports.run(at, source, target)
        if len(run.start) == 1 and run.start[0][1] == run.end[1] and run.start[0][0] < run.end[0]:
            wires.append(Wire(at, (run.start[0], run.end)))
        else:
            runs.append(run)
    left, lefts = _lanes([run for run in runs if run.left])
    middle, middles = _lanes([run for run in runs if not run.left])
    columns = placed.columns
    for run in runs:
        lane = (left if run.left else middle)[run.target]
        if run.left:
            x = columns.spine_x - BESIDE - columns.pitch * lane
        else:
            x = columns.spine_x + columns.spine + ZONE + columns.pitch * lane
        wires.append(Wire(run.edge, (*run.start, (x, run.start[-1][1]), (x, run.end[1]), run.end)))
    return tuple(sorted(wires, key=lambda wire: wire.edge)), lefts, middles


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
    lanes: Spans = []
    found: dict[int, int] = {}
    for target, (low, high) in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item)):
        free = (i for i, lane in enumerate(lanes) if all(high + APART < a or b + APART < low for a, b in lane))
        index = next(free, len(lanes))
        if index == len(lanes):
            lanes.append([])
        lanes[index].append((low, high))
        found[target] = index
    return found, len(lanes)
