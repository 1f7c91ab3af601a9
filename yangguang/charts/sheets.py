"""Cuts a tall flow chart for paper: pieces side by side, as long as their type can be read on a sheet of A4."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import ceil

from yangguang.charts.layout import Layout
from yangguang.charts.svg import BODY, FONT

TALL = 1200
"""Half a sheet is 325 pixels wide and 888 high: so tall a piece of 440 units fills it, with type of 7.7 points."""
LEAD, SINK = 16, 6
"""How far a line of text reaches above and below its baseline."""


def sheets(chart: Layout) -> tuple[str, ...]:
    """The pieces, each a view of the chart drawn in the same page; none where the whole fits one sheet."""
    edges = cuts(chart)
    if len(edges) < 3:
        return ()
    return tuple(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow-sheet" width="{chart.width}" height="{below - above}" '
        f'viewBox="0 {above} {chart.width} {below - above}" font-family="{FONT}"><use href="#{BODY}"/></svg>'
        for above, below in pairwise(edges)
    )


def cuts(chart: Layout) -> list[int]:
    """Where the pieces begin and end. No cut goes through a shape or a line of text, only through lines on their way down."""
    pieces = ceil(chart.height / TALL)
    free = list(_gaps(chart))
    inner = {min(free, key=lambda y: abs(y - chart.height * i // pieces)) for i in range(1, pieces) if free}
    return [0, *sorted(inner), chart.height]


def _gaps(chart: Layout) -> Iterator[int]:
    """The middle of each strip, from edge to edge of the chart, in which nothing stands."""
    taken = [(box.y, box.bottom) for box in chart.boxes]
    taken += [(line.y - LEAD, line.y + SINK) for line in (*chart.labels, *chart.foot)]
    taken += [(y, y + 1) for wire in chart.wires for (_, y), (_, then) in pairwise(wire.points) if y == then]
    reached = 0
    for above, below in sorted(taken):
        if reached and above > reached + 1:  # else the middle is the edge of what stands there
            yield (reached + above) // 2
        reached = max(reached, below)
