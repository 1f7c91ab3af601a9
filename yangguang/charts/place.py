"""Places the shapes of a flow chart: the spine downwards, everything else beside it."""

from __future__ import annotations

from dataclasses import dataclass

from yangguang.charts.blocks import LEAD, SIZE, Block, Line, block_of
from yangguang.charts.text import wrap
from yangguang.model.flow import Edge, Flow

WIDTH = 440
"""No chart is wider: at 360 pixels its type is still 11.4 pixels high."""
NARROW = 264
"""Width of the spine where nothing stands beside it."""
SPINE, SPINE_LEAST, SIDE_MOST, SIDE_LEAST = 216, 150, 170, 112
MARGIN = 4
PITCH = 10
"""From lane to lane."""
ZONE = 22
"""Room beside a column for 是 and for the head of an arrow."""
BESIDE = 14
"""Room between the spine and the lane left of it."""
GAP = 30
"""Between a shape and the next one below it."""
APART = 5
"""Between two lines that run side by side."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The vertical division of a chart: widths of the two columns, where the lanes run."""

    width: int
    spine_x: int
    spine: int
    side_x: int
    side: int
    pitch: int

    @classmethod
    def of(cls, flow: Flow, left: int, middle: int) -> Columns:
        """Columns with room for so many lanes left of the spine and between the columns."""
        side_least = SIDE_LEAST if has_side(flow) else 0
        zones = (BESIDE if left else 0) + (2 * ZONE if side_least else ZONE if has_right(flow) else 0)
        room = WIDTH - 2 * MARGIN - zones
        lanes = max(0, left - 1) + max(0, middle - 1)
        pitch = max(1, min(PITCH, (room - SPINE_LEAST - side_least) // max(1, lanes)))
        room -= pitch * lanes
        spine = max(SPINE_LEAST, min(SPINE if side_least else NARROW, room - side_least))
        side = max(side_least, min(SIDE_MOST, room - spine)) if side_least else 0
        width = WIDTH - (room - spine - side)
        spine_x = MARGIN + (BESIDE + pitch * (left - 1) if left else 0)
        return cls(width, spine_x, spine, width - MARGIN - side, side, pitch)

    @property
    def spine_mid(self) -> int:
        """The axis of the spine."""
        return self.spine_x + self.spine // 2

    @property
    def side_mid(self) -> int:
        """The axis of the side column."""
        return self.side_x + self.side // 2


@dataclass(frozen=True, slots=True)
class Box:
    """A shape in its place: left upper corner, and the block that says the rest."""

    node: int
    x: int
    y: int
    block: Block

    @property
    def right(self) -> int:
        """The right edge."""
        return self.x + self.block.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.y + self.block.height

    @property
    def middle(self) -> int:
        """The height of the middle."""
        return self.y + self.block.height // 2


@dataclass(frozen=True, slots=True)
class Placed:
    """All shapes in their places. ``drops``: at which height the line out of a shape's foot turns aside;
    ``outs``: at which height a side step's line leaves; ``straight``: edges that simply go down."""

    flow: Flow
    columns: Columns
    boxes: tuple[Box, ...]
    spine: frozenset[int]
    drops: dict[int, int]
    outs: dict[int, int]
    straight: frozenset[int]
    labels: tuple[Line, ...]
    bottom: int


def has_side(flow: Flow) -> bool:
    """Whether anything stands beside the spine."""
    return any(node.side for node in flow.nodes)


def has_right(flow: Flow) -> bool:
    """Whether the main line decides anything: then lines run to the right of the spine."""
    return any(node.kind == "decision" for node in flow.nodes)


def place(flow: Flow, columns: Columns) -> Placed:
    """Give every node its place."""
    return _Placer(flow, columns).run()


class _Placer:
    def __init__(self, flow: Flow, columns: Columns) -> None:
        self.flow, self.columns = flow, columns
        nodes = flow.nodes
        self.spine = [i for i, node in enumerate(nodes) if not node.side]
        self.main = frozenset(self.spine)
        self.blocks = [block_of(node, columns.side if node.side else columns.spine) for node in nodes]
        self.out: list[list[tuple[int, Edge]]] = [[] for _ in nodes]
        for at, edge in enumerate(flow.edges):
            self.out[edge.source].append((at, edge))
        self.boxes: dict[int, Box] = {}
        self.drops: dict[int, int] = {}
        self.outs: dict[int, int] = {}
        self.straight: set[int] = set()
        self.labels: list[Line] = []
        self.lines: list[int] = []  # heights of the lines that leave or enter the side column
        self.spine_y = self.side_y = MARGIN

    def run(self) -> Placed:
        for order, node in enumerate(self.spine):
            self._spine_node(node, self.spine[order + 1] if order + 1 < len(self.spine) else -1)
        boxes = tuple(self.boxes[i] for i in range(len(self.flow.nodes)))
        bottom = max((*(box.bottom for box in boxes), *self.drops.values()))
        return Placed(
            self.flow, self.columns, boxes, self.main, self.drops, self.outs, frozenset(self.straight),
            tuple(self.labels), bottom + MARGIN,
        )  # fmt: skip

    def _fresh(self, node: int) -> bool:
        """Whether a shape stands beside the spine and has no place yet."""
        return node not in self.main and node not in self.boxes

    def _put(self, node: int, middle: int, y: int) -> Box:
        block = self.blocks[node]
        self.boxes[node] = Box(node, middle - block.width // 2, y, block)
        return self.boxes[node]

    def _spine_node(self, node: int, below: int) -> None:
        height = self.blocks[node].height
        y = self.spine_y
        if self.flow.nodes[node].kind == "decision":
            target = self.out[node][0][1].target
            fresh = self._fresh(target)
            if fresh:
                y = max(y, self.side_y + self.blocks[target].height // 2 - height // 2)
            else:
                while any(abs(y + height // 2 - line) < APART for line in self.lines):
                    y += 1
            box = self._put(node, self.columns.spine_mid, y)
            self.labels.append(Line(box.right + 4, box.middle - 6, "是", "note", middle=False))
            if fresh:
                self._beside(target, box.middle)
        else:
            self._put(node, self.columns.spine_mid, y)
        self.spine_y = self._foot(node, below, self.columns.spine_mid, self.columns.spine)

    def _foot(self, node: int, below: int, middle: int, width: int) -> int:
        """What leaves the foot of a shape: straight down to ``below``, or down and aside. Returns where the next
        shape may begin."""
        box = self.boxes[node]
        if not self.out[node]:
            return box.bottom + GAP
        at, edge = self.out[node][-1]
        rows = wrap(edge.label, width // 2 - 10, SIZE["note"])
        self.labels += [
            Line(middle + 6, box.bottom + 18 + LEAD * i, r, "note", middle=False) for i, r in enumerate(rows)
        ]
        down = max(GAP, len(rows) * LEAD + 20)
        if edge.target == below:
            self.straight.add(at)
            return box.bottom + down
        self.drops[node] = box.bottom + max(14, len(rows) * LEAD + 8)
        return self.drops[node] + GAP - 10

    def _beside(self, first: int, middle: int) -> None:
        """Place a side branch or end with its middle at a given height, and below it what only it leads to."""
        self.side_y = middle - self.blocks[first].height // 2
        todo = [first]
        while todo:
            node = todo.pop()
            if node not in self.boxes:
                todo += reversed(self._side_run(node))

    def _side_run(self, node: int) -> list[int]:
        """One side step with its diamonds, or an end: returns what it leads to that has no place yet."""
        fresh: list[int] = []
        while True:
            box = self._put(node, self.columns.side_mid, self.side_y)
            self.lines.append(box.middle)
            if not self.out[node]:
                self.side_y = box.bottom + GAP - 8
                return fresh
            if len(self.out[node]) > 1:
                self.labels.append(Line(box.x - 18, box.middle - 6, "是", "note", middle=False))
                target = self.out[node][0][1].target
                fresh += [target] if self._fresh(target) else []
            target = self.out[node][-1][1].target
            down = self._fresh(target)
            self._side_out(node, target, down)
            if not down:
                return fresh
            node = target

    def _side_out(self, node: int, target: int, down: bool) -> None:
        """The default line out of a side shape: down to the shape below, or aside."""
        box = self.boxes[node]
        if down or self.flow.nodes[node].kind == "decision":
            self.side_y = self._foot(node, target if down else -1, self.columns.side_mid, self.columns.side)
            self.lines += [self.drops[node]] if node in self.drops else []
            return
        above = target in self.boxes
        self.outs[node] = box.middle - 12 if above else box.middle + 12
        self.lines.append(self.outs[node])
        self.side_y = box.bottom + GAP - 8
