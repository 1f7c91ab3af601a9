"""Flow charts keep their promises whatever the flow: legible, untangled, inert, the same every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.flows import PERMIT, drawn, power
from tests.helpers import ROOT, contrast, examples
from yangguang.charts import Layout, draw, layout, steps
from yangguang.charts.blocks import SIZE, Line
from yangguang.charts.sheets import TALL, cuts, sheets
from yangguang.charts.steps import totals
from yangguang.charts.svg import ASKING, AZURITE, INK, MUTED, PAPER, TINT
from yangguang.charts.text import NO_END, NO_START, clean, measure, wrap, wrap_list
from yangguang.model.flow import Flow, flow_of
from yangguang.model.flow_faults import flow_faults
from yangguang.model.power import Power

WORDS = st.text(
    st.sampled_from("受理审查决定送达一次性告知补正材料（）《》，。、？工作日人员 ABCWMabcxyz0123456789-/.<>&\"'"),
    min_size=1,
).filter(lambda text: bool(text.strip()))
SHORT = WORDS.map(lambda text: text[:12]).filter(lambda text: bool(text.strip()))
TEXT = st.one_of(SHORT, st.sampled_from(["受理", "现场核查", "Third-party evaluation"]), WORDS)
LIMITS = st.sampled_from([None, "当场", "5个工作日", "20日", "自受理之日起不超过5个工作日，经批准可以延长"])


@st.composite
def flows(draw_: st.DrawFn) -> Power:
    """Valid flows: main steps lead onwards, side branches to main steps or to later side branches."""
    sides = [False, *draw_(st.lists(st.booleans(), max_size=13))]
    names = [f"{i}{draw_(TEXT)}" for i in range(len(sides))]
    ends = draw_(st.lists(TEXT, min_size=1, max_size=3))
    mains = [i for i, side in enumerate(sides) if not side]
    rows = []
    for i, side in enumerate(sides):
        onward = [j for j in range(i + 1, len(sides)) if side or not sides[j]]
        following = draw_(st.sampled_from([*onward, *(mains if side else ()), None]))
        exits = draw_(st.lists(st.tuples(TEXT, st.sampled_from([*range(len(sides)), *ends])), max_size=3))
        rows.append(
            {
                "步骤": names[i],
                "旁支": "是" if side else "否",
                "下一步": "结束" if following is None else names[following],
                "岗位": draw_(st.one_of(st.none(), TEXT)),
                "时限": draw_(LIMITS),
                "计入时限": draw_(st.sampled_from(["是", "否"])),
                "文书": draw_(st.lists(TEXT, max_size=3)),
                "否则": draw_(st.one_of(st.none(), TEXT)),
                "分支": [
                    {"条件": text, "转到": names[way]} if isinstance(way, int) else {"条件": text, "终止": way}
                    for text, way in exits
                ],
            }
        )
    return power(rows, 办理={"承诺办结时限": "20个工作日"})


def chart_of(item: Power) -> Layout:
    flow = flow_of(item)
    assert flow is not None
    return layout.__wrapped__(flow)


Rect = tuple[int, int, int, int]


def rects(chart: Layout) -> list[Rect]:
    return [(box.x, box.y, box.right, box.bottom) for box in chart.boxes]


def text_rect(line: Line) -> Rect:
    """The room a line of text takes: most of its size above the baseline, a little below it."""
    size = SIZE[line.style]
    width = measure(line.text, size)
    left = line.x - (width + 1) // 2 if line.middle else line.x
    return (left, line.y - size * 22 // 25, left + width, line.y + size * 3 // 25)


def meet(a: Rect, b: Rect) -> bool:
    """Whether two rectangles have more in common than an edge; a line is a rectangle without width."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def segments(points: tuple[tuple[int, int], ...]) -> Iterator[Rect]:
    for (a, b), (c, d) in pairwise(points):
        yield (min(a, c), min(b, d), max(a, c), max(b, d))


def touch(a: Rect, b: Rect) -> bool:
    """Whether two rectangles have any point in common."""
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


@given(flows())
@settings(max_examples=examples(150))
def test_no_two_boxes_overlap_and_everything_lies_inside_a_chart_of_at_most_440_units(item: Power) -> None:
    chart = chart_of(item)
    whole = (0, 0, chart.width, chart.height)
    assert chart.width <= 440
    assert not [pair for pair in combinations(rects(chart), 2) if touch(*pair)]
    inside = [*rects(chart), *map(text_rect, (*chart.labels, *chart.foot))]
    inside += [(x, y, x, y) for wire in chart.wires for x, y in wire.points]
    for a, b, c, d in inside:
        assert whole[0] <= a <= c <= whole[2]
        assert whole[1] <= b <= d <= whole[3]


@given(flows())
@settings(max_examples=examples(150))
def test_every_line_runs_at_right_angles_from_its_shape_to_its_shape_and_crosses_no_other(item: Power) -> None:
    chart = chart_of(item)
    boxes = rects(chart)
    assert [wire.edge for wire in chart.wires] == list(range(len(chart.flow.edges)))
    for wire in chart.wires:
        edge = chart.flow.edges[wire.edge]
        ends = (boxes[edge.source], boxes[edge.target])
        assert on_border(wire.points[0], ends[0])
        assert on_border(wire.points[-1], ends[1])
        for piece in segments(wire.points):
            assert piece[0] == piece[2] or piece[1] == piece[3]
            assert not [box for box in boxes if box not in ends and touch(piece, box)]
            assert not [box for box in ends if meet(piece, box)]


def on_border(point: tuple[int, int], box: Rect) -> bool:
    x, y = point
    middle_x, inside_y = x == (box[0] + box[2]) // 2, box[1] <= y <= box[3]
    return (middle_x and y in (box[1], box[3])) or (inside_y and x in (box[0], box[2]))


@given(flows())
@settings(max_examples=examples(300))
def test_lines_to_different_targets_never_run_on_or_close_beside_each_other(item: Power) -> None:
    chart = chart_of(item)
    pieces = [(chart.flow.edges[w.edge].target, s) for w in chart.wires for s in segments(w.points)]
    for across in (True, False):
        runs = [(target, s if across else (s[1], s[0], s[3], s[2])) for target, s in pieces if (s[1] == s[3]) is across]
        for (one, a), (other, b) in combinations(runs, 2):
            assert one == other or abs(a[1] - b[1]) >= 5 or a[2] <= b[0] or b[2] <= a[0]


@given(flows())
@settings(max_examples=examples(60))
def test_a_dot_stands_where_lines_to_one_target_meet_and_nowhere_else(item: Power) -> None:
    chart = chart_of(item)
    met = set()
    for target in range(len(chart.flow.nodes)):
        wires = [wire for wire in chart.wires if chart.flow.edges[wire.edge].target == target]
        pieces = [piece for wire in wires for piece in segments(wire.points)]
        met |= {point for wire in wires for point in wire.points if len(ways_from(point, pieces)) > 2}
    assert set(chart.joints) == met


def ways_from(point: tuple[int, int], pieces: list[Rect]) -> set[str]:
    """In which directions lines lead away from a point."""
    x, y = point
    here = [piece for piece in pieces if touch((x, y, x, y), piece)]
    return {way for a, b, c, d in here for way, leads in {"left": a < x, "up": b < y, "right": x < c, "down": y < d}.items() if leads}  # fmt: skip


@given(flows())
@settings(max_examples=examples(150))
def test_labels_stand_clear_of_boxes_lines_and_each_other(item: Power) -> None:
    chart = chart_of(item)
    labels = [text_rect(label) for label in chart.labels]
    others = [*rects(chart), *(piece for wire in chart.wires for piece in segments(wire.points))]
    assert not [(a, b) for a in labels for b in others if touch(a, b)]
    assert not [pair for pair in combinations(labels, 2) if meet(*pair)]
    decisions = [node for node in chart.flow.nodes if node.kind == "decision"]
    assert [label.text for label in chart.labels].count("是") == len(decisions)


@given(flows())
@settings(max_examples=examples(150))
def test_text_fits_its_shape(item: Power) -> None:
    for box in chart_of(item).boxes:
        width, height = box.block.width, box.block.height
        texts = [text_rect(line) for line in box.block.lines]
        for a, b, c, d in texts:
            assert 0 <= a < c <= width
            assert 0 <= b < d <= height
            if box.block.kind == "decision":
                assert all(inside_diamond(x, y, width, height, box.block.flat) for x in (a, c) for y in (b, d))
            assert not [rule for rule in box.block.rules if touch((a, b, c, d), rule)]
        assert not [pair for pair in combinations(texts, 2) if meet(*pair)]


def inside_diamond(x: int, y: int, width: int, height: int, flat: bool) -> bool:
    up = abs(y - height / 2) / (height / 2)
    return abs(x - width / 2) <= (width / 2 - 20 * up if flat else width / 2 * (1 - up))


@given(flows())
@settings(max_examples=examples(150))
def test_a_chart_is_cut_for_paper_between_its_shapes_and_texts(item: Power) -> None:
    chart = chart_of(item)
    edges = cuts(chart)
    assert [edges[0], edges[-1]] == [0, chart.height]
    assert edges == sorted(set(edges))
    assert len(edges) == 2 or chart.height > TALL
    flat = [piece for wire in chart.wires for piece in segments(wire.points) if piece[1] == piece[3]]
    for y in edges[1:-1]:
        whole = (0, y, chart.width, y)
        assert not [
            one for one in (*rects(chart), *map(text_rect, (*chart.labels, *chart.foot)), *flat) if touch(whole, one)
        ]
    views = ElementTree.fromstring(f"<x>{''.join(sheets(chart))}</x>")
    assert [view.get("viewBox") for view in views] == [
        f"0 {above} {chart.width} {below - above}" for above, below in pairwise(edges) if len(edges) > 2
    ]


def test_a_long_chart_is_cut_into_pieces_of_like_length() -> None:
    chart = layout(drawn(power([{"步骤": f"第{number}步"} for number in range(1, 31)])))
    upper, lower = (below - above for above, below in pairwise(cuts(chart)))
    assert abs(upper - lower) <= 80, "no more than a step with its arrow"


@given(flows())
@settings(max_examples=examples(60))
def test_a_valid_flow_has_no_fault_but_limits_and_unreached_steps_and_every_node_reaches_an_end(item: Power) -> None:
    assert {fault.kind.value for fault in flow_faults(item)} <= {"limits", "unreached"}
    flow = chart_of(item).flow
    ending = {i for i, node in enumerate(flow.nodes) if node.kind == "end"}
    for _ in flow.nodes:
        ending |= {edge.source for edge in flow.edges if edge.target in ending}
    assert ending == set(range(len(flow.nodes)))


@given(flows())
@settings(max_examples=examples(60))
def test_the_drawing_is_well_formed_and_says_every_word_of_the_flow(item: Power) -> None:
    chart = chart_of(item)
    root = ElementTree.fromstring(draw(chart))
    said = squeezed("".join(node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")))
    flow = chart.flow
    texts = [text for node in flow.nodes for text in (node.text, node.limit, node.post, *node.documents)]
    for text in (*texts, *(edge.label for edge in flow.edges), *totals(flow)):
        for word in clean(text).split():
            assert squeezed(word)[:3] in said


@given(flows())
@settings(max_examples=examples(60))
def test_the_drawing_shows_every_line_shape_and_text_of_the_layout(item: Power) -> None:
    chart = chart_of(item)
    root = ElementTree.fromstring(draw(chart))
    drawn_as = {group.get("class", ""): group for group in root.iter() if group.get("class")}
    lines, heads = (drawn_as[name].get("d", "") for name in ("flow-line", "flow-head"))
    assert {turns(line) for line in lines.split("M")[1:]} == {wire.points for wire in chart.wires}
    ends = {(wire.points[-1], wire.points[-2][0] == wire.points[-1][0]) for wire in chart.wires}
    assert heads.count("z") == len(ends) + len(chart.joints)
    assert sum(
        len(drawn_as[name]) for name in ("flow-box", "flow-box flow-side", "flow-end", "flow-ask") if name in drawn_as
    ) == len(chart.boxes)
    texts = [line.moved(box.x, box.y) for box in chart.boxes for line in box.block.lines] + [*chart.labels, *chart.foot]
    shown = sorted((e.get("x"), e.get("y"), e.text) for e in root.iter("{http://www.w3.org/2000/svg}text"))
    assert shown == sorted((f"{line.x}", f"{line.y}", line.text) for line in texts)


def turns(line: str) -> tuple[tuple[int, int], ...]:
    """The points of a line as path data: M10 20V30H40."""
    start, *ways = re.split("(?=[HV])", line)
    x, y = map(int, start.split())
    points = [(x, y)]
    for way in ways:
        x, y = (int(way[1:]), y) if way[0] == "H" else (x, int(way[1:]))
        points.append((x, y))
    return tuple(points)


def squeezed(text: str) -> str:
    return text.replace(" ", "")


HOSTILE = "</text><script>alert(1)</script><image href=\"x\" onerror='y'/>&#0;]]>\u0000\u0007\ud800"


def test_hostile_text_is_only_text() -> None:
    flow = drawn(power(PERMIT))
    bad = Flow(
        tuple(type(n)(n.kind, HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), n.counted, n.side) for n in flow.nodes),
        tuple(type(e)(e.source, e.target, HOSTILE) for e in flow.edges),
        HOSTILE, HOSTILE, HOSTILE,
    )  # fmt: skip
    root = ElementTree.fromstring(draw(layout(bad), HOSTILE))
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "g", "path", "rect", "text"}
    keys = {key for element in root.iter() for key in element.attrib}
    assert not {key for key in keys if key.startswith("on") or key in ("style", "href")}


def test_the_chart_is_an_image_with_a_name_and_a_description_of_its_own() -> None:
    svg = draw(layout(drawn(power(PERMIT))), "社会团体成立登记运行流程图")
    root = ElementTree.fromstring(svg)
    assert (root.get("role"), root.get("aria-labelledby")) == ("img", "flow-title flow-desc")
    assert [(child.get("id"), child.text) for child in root][:1] == [("flow-title", "社会团体成立登记运行流程图")]
    assert (root[1].text or "").startswith("从申请开始，环节依次为受理、补正、审查、听证、决定")
    assert "url(" not in svg


def test_type_is_never_smaller_than_14_units() -> None:
    root = ElementTree.fromstring(draw(layout(drawn(power(PERMIT)))))
    assert min(int(size) for e in root.iter() if (size := e.get("font-size"))) >= 14


def test_the_foot_says_the_promised_limit_in_strong_type_and_the_sum_of_the_steps_below_it() -> None:
    chart = layout(drawn(power(PERMIT, 办理={"承诺办结时限": "20个工作日"})))
    assert [(line.text, line.style) for line in chart.foot] == [
        ("承诺办结时限：20个工作日", "name"),
        ("主线各环节计时合计：18个工作日", "note"),
    ]
    assert f"M4 {chart.rule}H{chart.width - 4}" in draw(chart), "below a line"


def test_a_loop_back_to_the_step_before_stays_beside_the_spine() -> None:
    chart = layout(drawn(power(PERMIT)))
    box = {node.text: chart.boxes[i] for i, node in enumerate(chart.flow.nodes)}
    assert box["补正"].x > box["受理"].right
    assert box["补正"].middle == box["材料不全"].middle
    assert box["受理"].x == box["审查"].x == box["决定"].x
    assert box["办结"].y > box["决定"].bottom
    back = next(wire.points for wire in chart.wires if chart.flow.edges[wire.edge].source == box["补正"].node)
    assert back[-1] == (box["受理"].right, box["受理"].middle)
    assert box["办结"].block.width < box["决定"].block.width == 216, (
        "neither more room for lanes than there are, nor a wider end than its name"
    )


def test_ways_back_that_stand_one_above_the_other_share_a_lane_and_leave_the_room_to_the_shapes() -> None:
    rows: list[dict[str, Any]] = []
    for step, aside in (("受理", "补正"), ("审查", "整改")):
        rows.append({"步骤": step, "分支": [{"条件": "不合格", "转到": aside}]})
        rows.append({"步骤": aside, "旁支": "是", "下一步": step})
    chart = layout(drawn(power(rows)))
    assert [box.block.width for box in chart.boxes if box.block.kind == "step"] == [216, 170, 216, 170]


def test_a_way_to_a_later_step_of_the_main_line_needs_no_room_beside_it() -> None:
    papers = [f"第{number}份文书的名称" for number in range(12)]
    rows: list[dict[str, Any]] = [
        {"步骤": "受理", "分支": [{"条件": "甲", "转到": "决定"}, {"条件": "乙", "转到": "送达"}]},
        {"步骤": "审查"}, {"步骤": "决定", "文书": papers}, {"步骤": "送达", "文书": papers},
    ]  # fmt: skip
    first, second = (box for box in layout(drawn(power(rows))).boxes if box.block.kind == "decision")
    assert second.y - first.bottom < 50, "room for its answer alone"


def test_what_is_too_long_for_its_cell_stands_under_the_name_and_documents_alone_have_their_sign() -> None:
    long = {"岗位": "市民政局社会组织管理科经办人员", "时限": "自受理之日起不超过5个工作日，经批准可以延长"}
    rows: list[dict[str, Any]] = [
        {"步骤": "受理", "文书": ["受理通知书"], "计入时限": "否", **long},
        {"步骤": "审查", "岗位": "经办人员", "时限": "5日"},
    ]
    chart = layout(drawn(power(rows)))
    first, second = ([line.text for line in box.block.lines] for box in chart.boxes[1:3])
    assert (
        "".join(first)
        == "受理受理通知书岗位：市民政局社会组织管理科经办人员时限：自受理之日起不超过5个工作日，经批准可以延长不计入时限"
    )
    assert second == ["审查", "经办人员", "5日"]
    assert [len(box.block.icons) for box in chart.boxes] == [0, 1, 0, 0]
    assert [len(box.block.rules) for box in chart.boxes] == [0, 1, 2, 0]


def test_a_label_leaves_no_single_sign_on_a_line_of_its_own() -> None:
    rows: list[dict[str, Any]] = [
        {"步骤": "审查", "分支": [{"条件": "需要核实", "终止": "不予许可"}], "否则": "书面材料足以判断"}
    ]
    labels = [line.text for line in layout(drawn(power(rows))).labels]
    assert labels == ["是", "书面材料", "足以判断"]


def test_the_ground_of_a_post_covers_no_frame() -> None:
    rows: list[dict[str, Any]] = [
        {"步骤": "受理", "岗位": "窗口受理人员"},
        {"步骤": "决定", "岗位": "分管领导", "文书": ["决定书"]},
    ]
    chart = layout(drawn(power(rows)))
    grounds = re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)" rx="2"/>', draw(chart))
    boxes = [box for box in chart.boxes if box.block.kind == "step"]
    assert len(grounds) == len(boxes) == 2
    for (x, y, _, height), box in zip(grounds, boxes, strict=True):
        assert int(x) > box.x
        assert box.y < int(y)
        assert int(y) + int(height) < box.bottom


def test_a_chart_without_branches_is_narrow_and_needs_no_lanes() -> None:
    chart = layout(drawn(power()))
    assert chart.width < 300
    assert all(len(wire.points) == 2 for wire in chart.wires)


@pytest.mark.parametrize(
    ("text", "ground"), [(INK, PAPER), (MUTED, PAPER), (AZURITE, PAPER), (AZURITE, TINT), (INK, ASKING)]
)
def test_every_text_has_enough_contrast(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


def test_the_same_flow_is_the_same_drawing_under_every_hash_seed() -> None:
    script = (
        "from tests.flows import PERMIT, drawn, power\n"
        "from yangguang.charts import draw, layout\n"
        "print(draw(layout(drawn(power(PERMIT)))))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_the_list_tells_what_the_chart_shows() -> None:
    first, second, *_, last = steps(drawn(power(PERMIT)))
    assert (first.name, first.post, first.limit, first.documents) == (
        "受理",
        "窗口受理人员",
        "5个工作日",
        ("受理通知书",),
    )
    assert [(way.condition, way.target, way.step, way.documents) for way in first.exits] == [
        ("材料不全", "补正", 2, ()),
        ("不属于职权范围", "不予受理", 0, ("不予受理决定书",)),
        ("其他情形", "审查", 3, ()),
    ]
    assert (second.side, second.counted, [way.target for way in second.exits]) == (True, False, ["受理"])
    assert [(way.condition, way.target, way.step) for way in last.exits] == [("", "办结", 0)]


def test_a_lone_question_says_otherwise_in_the_list() -> None:
    (step,) = steps(drawn(power([{"步骤": "受理", "分支": [{"条件": "材料不全", "终止": "退回"}]}])))
    assert [way.condition for way in step.exits] == ["材料不全", "否则"]


def test_a_condition_that_asks_already_is_asked_once() -> None:
    for text in ("材料不全", "材料不全？"):
        chart = layout(drawn(power([{"步骤": "受理", "分支": [{"条件": text, "终止": "退回"}]}])))
        assert [line.text for line in chart.boxes[2].block.lines] == ["材料不全？"]


@given(WORDS, st.integers(40, 200), st.booleans())
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int, even: bool) -> None:
    lines = wrap(text, width, 14, even=even)
    assert all(measure(line, 14) <= width for line in lines)
    assert len(lines) == len(wrap(text, width, 14, even=not even)), "to even lines out adds none"
    assert squeezed("".join(lines)) == squeezed(clean(text))


PIECES = st.lists(st.sampled_from(["受理", "审查", "（副本）", "《条例》", "，决定", "、送达", "。"]), min_size=6).map(
    "".join
)


@given(PIECES, st.integers(84, 140), st.booleans())
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(text: str, width: int, even: bool) -> None:
    lines = wrap(text, width, 14, even=even)
    assert not [line for line in lines[1:] if line[0] in NO_START]
    assert not [line for line in lines[:-1] if line[-1] in NO_END]


def test_a_text_does_not_end_with_a_single_sign_on_a_line_of_its_own() -> None:
    assert wrap("变更时修订指南并注明日期", 11 * 14, 14, even=False) == ("变更时修订指南并注明", "日期")
    assert wrap("变更时修订指南并注明日期。", 11 * 14, 14, even=False) == ("变更时修订指南并注明", "日期。")


def test_document_names_are_broken_between_each_other_first() -> None:
    assert wrap_list(("现场检查笔录", "证据先行登记保存通知书"), 182, 14) == (
        "现场检查笔录、",
        "证据先行登记保存通知书",
    )


def test_words_that_posts_and_limits_are_made_of_stay_whole() -> None:
    assert wrap("窗口受理人员", 58, 14, even=False) == ("窗口受理", "人员")
    assert wrap("20个工作日", 48, 14, even=False) == ("20个", "工作日")
