"""Draws a laid-out flow chart as inline SVG: real text, plain attributes, nothing that a strict CSP or a printer minds.

Every group carries a class (``flow-line``, ``flow-box``, …) so that a theme may swap the colours by CSS; the attributes
alone are the light scheme. A page holds one chart, so its ids are the same in all pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise

from yangguang.charts.blocks import BEVEL, SIZE, Style
from yangguang.charts.layout import Layout
from yangguang.charts.place import MARGIN, Box
from yangguang.charts.route import Point
from yangguang.charts.text import safe
from yangguang.model.flow import Flow

PAPER, INK, RULE, MUTED = "#FBFAF7", "#1B1D1F", "#D9D5CC", "#55585C"
AZURITE, CINNABAR = "#1B568F", "#A31621"
TINT, ASKING = "#EAF0F6", "#FBF3E3"
_THIN, _THICK = ' stroke-width="1.5"', ' stroke-width="2"'
FONT = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"

_TEXT: dict[Style, str] = {
    "name": f'class="flow-name" font-size="{SIZE["name"]}" font-weight="600" fill="{INK}"',
    "end": f'class="flow-end-text" font-size="{SIZE["end"]}" font-weight="600" fill="{AZURITE}"',
    "ask": f'class="flow-ask-text" font-size="{SIZE["ask"]}" fill="{INK}"',
    "post": f'class="flow-post" font-size="{SIZE["post"]}" fill="{AZURITE}"',
    "limit": f'class="flow-limit" font-size="{SIZE["limit"]}" fill="{INK}"',
    "note": f'class="flow-note" font-size="{SIZE["note"]}" fill="{INK}"',
    "mark": f'class="flow-mark" font-size="{SIZE["mark"]}" fill="{MUTED}"',
}

BODY = "flow-body"
"""The id of all that is drawn, by which a piece of it is shown elsewhere in the page."""


def draw(chart: Layout, title: str = "运行流程图") -> str:
    """The chart as one ``<svg>`` element."""
    size = f'width="{chart.width}" height="{chart.height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow-chart" role="img" {size} '
        f'viewBox="0 0 {chart.width} {chart.height}" aria-labelledby="flow-title flow-desc" '
        f'font-family="{FONT}">',
        f'<title id="flow-title">{safe(title)}</title><desc id="flow-desc">{safe(describe(chart.flow))}</desc>',
        f'<g id="{BODY}">',
        _wires(chart),
        _shapes(chart),
        *_texts(chart),
        "</g></svg>",
    ]
    return "".join(parts)


def describe(flow: Flow) -> str:
    """The chart in one sentence: the boxes in order, the ends, the total."""
    steps = "、".join(node.text for node in flow.nodes if node.kind == "step")
    ends = "、".join(node.text for node in flow.nodes if node.kind == "end")
    total = f"{flow.total_name}{flow.total}。" if flow.total else ""
    return f"从{flow.nodes[0].text}开始，环节依次为{steps}；可能的结果：{ends or '无'}。{total}"


def _path(points: tuple[Point, ...]) -> str:
    """Right-angled lines as the shortest path data."""
    turns = (f"V{y}" if x == before else f"H{x}" for (before, _), (x, y) in pairwise(points))
    return "M{} {}".format(*points[0]) + "".join(turns)


def _head(points: tuple[Point, ...]) -> str:
    """The head of an arrow as a triangle whose tip is the line's end."""
    (before, _), (x, y) = points[-2:]
    if before == x:  # it comes from above
        return f"M{x} {y}l-4 -8h8z"
    return f"M{x} {y}l{-8 if before < x else 8} -4v8z"


def _wires(chart: Layout) -> str:
    lines = "".join(dict.fromkeys(_path(wire.points) for wire in chart.wires))
    heads = "".join(dict.fromkeys(_head(wire.points) for wire in chart.wires))
    heads += "".join(f"M{x - 3} {y}a3 3 0 1 1 6 0a3 3 0 1 1 -6 0z" for x, y in chart.joints)
    return (
        f'<path class="flow-line" d="{lines}" fill="none" stroke="{MUTED}" stroke-width="1.5" stroke-linejoin="round"/>'
        f'<path class="flow-head" d="{heads}" fill="{MUTED}"/>'
    )


def _shapes(chart: Layout) -> str:
    nodes = chart.flow.nodes
    steps = [box for box in chart.boxes if box.block.kind == "step"]
    asks = (box for box in chart.boxes if box.block.kind == "decision")
    pills = (box for box in chart.boxes if box.block.kind in ("start", "end"))
    groups: tuple[tuple[str, str, str, str, Iterable[str]], ...] = (
        ("flow-end", PAPER, AZURITE, _THICK, (_rect(box, min(box.block.height // 2, 20)) for box in pills)),
        ("flow-box", PAPER, INK, _THIN, (_rect(box, 3) for box in steps if not nodes[box.node].side)),
        ("flow-box flow-side", PAPER, MUTED, _THIN, (_rect(box, 3) for box in steps if nodes[box.node].side)),
        ("flow-cell", TINT, "none", "", (_cell(box) for box in steps if box.block.cell[0])),
        ("flow-ask", ASKING, INK, _THIN, map(_diamond, asks)),
        ("flow-rule", "none", RULE, "", _rules(chart, steps)),
        ("flow-paper", "none", MUTED, "", _icons(chart.boxes)),
    )
    return "".join(_group(*group) for group in groups)


def _group(name: str, fill: str, stroke: str, width: str, shapes: Iterable[str]) -> str:
    """One ``<g>`` with the colours of its shapes, nothing where there are none."""
    inside = "".join(shapes)
    return f'<g class="{name}" fill="{fill}" stroke="{stroke}"{width}>{inside}</g>' if inside else ""


def _rect(box: Box, radius: int) -> str:
    block = box.block
    return f'<rect x="{box.x}" y="{box.y}" width="{block.width}" height="{block.height}" rx="{radius}"/>'


def _cell(box: Box) -> str:
    """The ground of the post, inside the frame on all sides, also where no rule is below it."""
    width, height = box.block.cell
    height = min(height, box.block.height - 1)
    return f'<rect x="{box.x + 1}" y="{box.y + 1}" width="{width - 1}" height="{height - 1}" rx="2"/>'


def _diamond(box: Box) -> str:
    x, y, width, height = box.x, box.y, box.block.width, box.block.height
    half = height // 2
    if box.block.flat:
        return f'<path d="M{x} {y + half}l{BEVEL} {-half}h{width - 2 * BEVEL}l{BEVEL} {half}l{-BEVEL} {half}h{2 * BEVEL - width}z"/>'
    return f'<path d="M{x} {y + half}L{x + width // 2} {y}L{x + width} {y + half}L{x + width // 2} {y + height}z"/>'


def _rules(chart: Layout, steps: Iterable[Box]) -> Iterator[str]:
    lines = [(box.x + a, box.y + b, box.x + c, box.y + d) for box in steps for a, b, c, d in box.block.rules]
    if chart.rule:
        lines.append((MARGIN, chart.rule, chart.width - MARGIN, chart.rule))
    if lines:
        yield '<path d="' + "".join(f"M{a} {b}" + (f"V{d}" if a == c else f"H{c}") for a, b, c, d in lines) + '"/>'


def _icons(boxes: Iterable[Box]) -> Iterator[str]:
    """The sign of a document: a sheet with a folded corner."""
    for box in boxes:
        for dx, dy in box.block.icons:
            x, y = box.x + dx, box.y + dy
            yield f'<path d="M{x} {y}h7l4 4v10h-11zm7 0v4h4m-9 3h6m-6 3h6"/>'


def _texts(chart: Layout) -> Iterator[str]:
    """All texts, one group per style and alignment."""
    lines = [line.moved(box.x, box.y) for box in chart.boxes for line in box.block.lines]
    lines += [*chart.labels, *chart.foot]
    for style, look in _TEXT.items():
        for middle, anchor in ((True, ' text-anchor="middle"'), (False, "")):
            inside = "".join(
                f'<text x="{line.x}" y="{line.y}">{escape(line.text)}</text>'
                for line in lines
                if line.style == style and line.middle == middle
            )
            if inside:
                yield f"<g {look}{anchor}>{inside}</g>"
