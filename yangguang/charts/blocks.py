"""The shapes of a chart before they have a place: how large a node is and where its lines of text stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from yangguang.charts.text import breaks_words, clean, measure, wrap, wrap_list
from yangguang.model.flow import Node

Style = Literal["name", "post", "limit", "note", "mark", "end", "ask"]
SIZE: dict[Style, int] = {"name": 16, "post": 14, "limit": 14, "note": 14, "mark": 14, "end": 15, "ask": 15}
LEAD = 19
"""From one line of text to the next."""
PAD = 8
"""Between a frame and its text."""
POST_CELL, LIMIT_CELL = 68, 58
ICON = 18
"""Room for the sign of a document before its name."""
WIDE = 190
"""From this width on, post, name and limit stand side by side; below it, under each other."""
TALLEST = 132
"""A diamond that would be taller is cut flat above and below."""
BEVEL = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: the middle of its baseline, or its left end where ``middle`` is false."""

    x: int
    y: int
    text: str
    style: Style
    middle: bool = True

    def moved(self, dx: int, dy: int) -> Line:
        """The same line elsewhere."""
        return Line(self.x + dx, self.y + dy, self.text, self.style, self.middle)


Segment = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A node's shape with its corner at 0,0. ``flat``: a decision cut flat; ``icons``: left upper corners of document
    signs; ``rules``: lines between the cells; ``cell``: width and height of the tinted cell of the post."""

    kind: str
    width: int
    height: int
    lines: tuple[Line, ...]
    rules: tuple[Segment, ...] = ()
    icons: tuple[tuple[int, int], ...] = ()
    cell: tuple[int, int] = (0, 0)
    flat: bool = False


@lru_cache(maxsize=2048)
def block_of(node: Node, width: int) -> Block:
    """The shape of a node at a given width; its height follows from its texts."""
    if node.kind == "decision":
        return _decision(node, width)
    if node.kind != "step":
        return _pill(node, width)
    return _cells(node, width) if width >= WIDE else _stack(node, width)


def _centred(rows: tuple[str, ...], x: int, middle: int, style: Style) -> list[Line]:
    """Rows of text around a horizontal axis; a baseline stands about a third of the size below its row's middle."""
    first = middle - (len(rows) - 1) * LEAD // 2 + SIZE[style] * 9 // 25
    return [Line(x, first + LEAD * i, row, style) for i, row in enumerate(rows)]


def _decision(node: Node, width: int) -> Block:
    text = clean(node.text)
    ask = text if text.endswith(("？", "?")) else text + "？"
    height, rows = min((_diamond(ask, width, share) for share in (72, 62, 54, 46)), key=lambda shape: shape[0])
    flat = height > TALLEST
    if flat:
        rows = wrap(ask, width - 2 * BEVEL - PAD, SIZE["ask"])
        height = len(rows) * LEAD + 2 * PAD + 4
    height = max(height, 52)
    height += height % 2
    lines = _centred(rows, width // 2, height // 2, "ask")
    return Block("decision", width, height, tuple(lines), flat=flat)


def _diamond(ask: str, width: int, share: int) -> tuple[int, tuple[str, ...]]:
    """How high a diamond is that gives a question so many hundredths of its width, and the rows of it."""
    rows = wrap(ask, width * share // 100, SIZE["ask"])
    wide = max(measure(row, SIZE["ask"]) for row in rows) + PAD
    return -(-len(rows) * LEAD * width // (width - wide)) + PAD, rows


def _pill(node: Node, width: int) -> Block:
    """Start and ends: as wide as the text needs, up to the column."""
    rows = wrap(node.text, width - 4 * PAD, SIZE["end"])
    papers = wrap_list(node.documents, width - 4 * PAD - ICON, SIZE["note"])
    wide = max(
        [measure(row, SIZE["end"]) for row in rows] + [measure(row, SIZE["note"]) + ICON for row in papers], default=0
    )
    wide = min(width, max(wide + 5 * PAD, 96))
    wide += (width - wide) % 2
    height = max(36, (len(rows) + len(papers)) * LEAD + 2 * PAD)
    lines = _centred(rows, wide // 2, (height - len(papers) * LEAD) // 2, "end")
    if not papers:
        return Block(node.kind, wide, height, tuple(lines))
    left = (wide - max(measure(row, SIZE["note"]) for row in papers) + ICON) // 2
    top = height - len(papers) * LEAD - PAD
    lines += [Line(left, top + 14 + LEAD * i, row, "note", middle=False) for i, row in enumerate(papers)]
    return Block(node.kind, wide, height, tuple(lines), icons=((left - ICON, top + 2),))


_Note = tuple[Style, tuple[str, ...]]
"""What stands under the name of a step, in rows: its documents ("note"), which have their sign, or a remark ("mark")."""


def _notes(node: Node, width: int, more: tuple[str, ...] = ()) -> list[_Note]:
    notes: list[_Note] = []
    if node.documents:
        notes.append(("note", wrap_list(node.documents, width - 2 * PAD - ICON, SIZE["note"])))
    marks = (*more, *(() if node.counted else ("不计入时限",)))
    return notes + [("mark", wrap(mark, width - 2 * PAD, SIZE["mark"])) for mark in marks]


def _under(notes: list[_Note], top: int) -> tuple[int, list[Line], list[tuple[int, int]]]:
    """Notes below each other from ``top`` on: the lower edge, the lines, the document signs."""
    lines: list[Line] = []
    icons: list[tuple[int, int]] = []
    for style, rows in notes:
        left = PAD
        if style == "note":
            icons.append((PAD, top + 8))
            left += ICON
        lines += [Line(left, top + 20 + LEAD * i, row, style, middle=False) for i, row in enumerate(rows)]
        top += len(rows) * LEAD + 4
    return top + (8 if notes else 0), lines, icons


def _cell(text: str, width: int, style: Style) -> tuple[str, ...]:
    """The rows of a narrow cell, none where the text is too long for one."""
    rows = wrap(text, width - 10, SIZE[style], even=False)
    return () if len(rows) > 3 or breaks_words(text, width - 10, SIZE[style]) else rows


def _cells(node: Node, width: int) -> Block:
    """The wide form: post | name | limit, with the notes under a rule."""
    post, limit = _cell(node.post, POST_CELL, "post"), _cell(node.limit, LIMIT_CELL, "limit")
    left, right = POST_CELL * bool(post), width - LIMIT_CELL * bool(limit)
    name = wrap(node.text, right - left - 2 * PAD, SIZE["name"])
    head = max(46, max(len(post), len(limit), len(name)) * LEAD + 2 * PAD)
    lines = _centred(name, (left + right) // 2, head // 2, "name")
    lines += _centred(post, left // 2, head // 2, "post") + _centred(limit, (right + width) // 2, head // 2, "limit")
    more = [f"岗位：{node.post}"] if node.post and not post else []
    more += [f"时限：{node.limit}"] if node.limit and not limit else []
    notes = _notes(node, width, tuple(more))
    height, under, icons = _under(notes, head)
    rules = [(left, 0, left, head)] if post else []
    rules += [(right, 0, right, head)] if limit else []
    rules += [(0, head, width, head)] if notes else []
    cell = (left, head) if post else (0, 0)
    return Block("step", width, height + height % 2, (*lines, *under), tuple(rules), tuple(icons), cell)


def _stack(node: Node, width: int) -> Block:
    """The narrow form: name, post and limit under each other, then the notes under a rule."""
    lines: list[Line] = []
    top = PAD
    parts: tuple[tuple[str, Style], ...] = ((node.text, "name"), (node.post, "post"), (node.limit, "limit"))
    for text, style in parts:
        rows = wrap(text, width - 2 * PAD, SIZE[style])
        lines += _centred(rows, width // 2, top + len(rows) * LEAD // 2, style)
        top += len(rows) * LEAD
    head = max(top + PAD, 46)
    if len(lines) == 1:
        lines = _centred((lines[0].text,), width // 2, head // 2, "name")
    notes = _notes(node, width)
    height, under, icons = _under(notes, head)
    rules = ((0, head, width, head),) if notes else ()
    return Block("step", width, height + height % 2, (*lines, *under), rules, tuple(icons))
