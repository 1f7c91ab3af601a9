"""Where every shape and line of a flow chart stands: whole units, at most 440 wide, the same for the same flow.

The main line is the spine: boxes, diamonds and the end 办结 downwards. To its right stand the side branches and the
labelled ends, each beside the diamond that first leads to it. Lines that do not simply go down run in lanes, left of
the spine (main line to main line) or between the two columns (everything else); lines to one target share a lane.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from yangguang.charts.blocks import LEAD, SIZE, Line, Style
from yangguang.charts.place import MARGIN, Box, Columns, Placed, place
from yangguang.charts.route import Point, Routed, Wire, route
from yangguang.charts.steps import totals
from yangguang.charts.text import wrap
from yangguang.model.flow import Flow


@dataclass(frozen=True, slots=True)
class Layout:
    """A chart ready to draw. ``joints``: where lines to one target meet; ``rule`` is the height of the line above the foot, 0 where there is no foot."""

    flow: Flow
    width: int
    height: int
    boxes: tuple[Box, ...]
    wires: tuple[Wire, ...]
    joints: tuple[Point, ...]
    labels: tuple[Line, ...]
    rule: int = 0
    foot: tuple[Line, ...] = ()


@lru_cache(maxsize=512)
def layout(flow: Flow) -> Layout:
    """Lay out a flow. Room for lanes is found by trying: no more is set aside than the lines need."""
    left, middle = 0, 1
    while True:
        columns = Columns.of(flow, left, middle)
        placed = place(flow, columns)
        routed = route(placed)
        if routed.left <= left and routed.middle <= middle:
            return _whole(placed, routed)
        left, middle = max(left, routed.left), max(middle, routed.middle)


def _whole(placed: Placed, routed: Routed) -> Layout:
    rule, foot, height = _foot(placed.flow, placed.columns.width, placed.bottom)
    return Layout(
        flow=placed.flow,
        width=placed.columns.width,
        height=height + MARGIN,
        boxes=placed.boxes,
        wires=routed.wires,
        joints=routed.joints,
        labels=placed.labels,
        rule=rule,
        foot=foot,
    )


def _foot(flow: Flow, width: int, bottom: int) -> tuple[int, tuple[Line, ...], int]:
    """The limits of the whole, the first in strong type: the rule's height, the lines, the lower edge."""
    texts = totals(flow)
    if not texts:
        return 0, (), bottom
    rule = y = bottom + 14
    lines: list[Line] = []
    for text in texts:
        style: Style = "name" if text == texts[0] else "note"
        for row in wrap(text, width - 4 * MARGIN, SIZE[style]):
            y += LEAD + 3
            lines.append(Line(width // 2, y, row, style))
    return rule, tuple(lines), y + 8
