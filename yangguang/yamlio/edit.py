"""Lays a file out anew from its own source: entries change places and indentation, their text stays as written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from yangguang.model.problem import Where
from yangguang.yamlio.canon import wraps
from yangguang.yamlio.gaps import Gaps, comments
from yangguang.yamlio.nodes import Node
from yangguang.yamlio.scalars import Flow, block_end, block_scalar, folded_lines, in_brackets, in_order, shifted
from yangguang.yamlio.shape import Shape


@dataclass(slots=True)
class Entry:
    """One key or list item: the comments and blank lines above it, and its lines."""

    lead: list[str]
    lines: list[str]


@dataclass(slots=True)
class Block:
    """The entries of a mapping or list, and the comments below its last entry."""

    entries: list[Entry] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    def lines(self, indent: int) -> list[str]:
        """All lines in order."""
        result: list[str] = []
        for entry in self.entries:
            result += _indented(entry.lead, indent) + entry.lines
        return result + _indented(self.tail, indent)

    def dashed(self, indent: int, lead: list[str]) -> Entry:
        """The block as one item of a list: what stands above its first line moves above the dash."""
        if not self.entries:
            return Entry(lead + self.tail, [" " * indent + "-"])
        first = self.entries[0]
        lead, first.lead = lead + first.lead, []
        lines = self.lines(indent + 2)
        return Entry(lead, [" " * indent + "- " + lines[0].lstrip(" "), *lines[1:]])


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value goes: behind ``head`` (``键:`` or ``-``), whose owner moves from column ``origin`` to ``indent``."""

    head: str
    indent: int
    origin: int
    shape: Shape
    path: Where


class Layout:
    """The new lines of one document; ``text`` ends with a newline and holds only what the reader accepts."""

    def __init__(self, text: str, drop: Sequence[Where]) -> None:
        self.text = text
        self.drop = drop
        self.gaps = Gaps(text)
        self.flow = Flow(text, drop)

    def document(self, root: Node | None, shape: Shape) -> list[str]:
        """All lines; comments at the top that a blank line sets off stay at the top."""
        if root is None:
            return _trim(self.gaps.before(len(self.text)))
        header, self.gaps.pending = _split_header(self.gaps.before(root.start))
        if root.flow or root.scalar:
            lead = self.gaps.before(root.start)
            self.gaps.cursor = root.end
            lines = shifted(self.flow.source(root, shape, ()), 0, 0)
            lines = [*lead, *_with_comment(lines, self.gaps.rest_of_line())]
        else:
            lines = self._block(root, shape, (), 0).lines(0)
        return _trim([*header, *lines, *self.gaps.before(len(self.text))])

    def _block(self, node: Node, shape: Shape, path: Where, indent: int) -> Block:
        if node.pairs is not None:
            block = self._mapping(node.pairs, shape, path, indent)
        else:
            items = enumerate(node.items or [])
            block = Block([self._item(item, shape.each, (*path, n), indent, node.column) for n, item in items])
        if path:
            block.tail += self.gaps.tail(node.column)
        return block

    def _mapping(self, pairs: list[tuple[Node, Node]], shape: Shape, path: Where, indent: int) -> Block:
        entries = [self._pair(key, value, shape, path, indent) for key, value in pairs]
        block = Block()
        waiting: list[str] = []
        for number in in_order([key.text or "" for key, _ in pairs], shape):
            entry = entries[number]
            if (*path, shape.name(pairs[number][0].text or "")) in self.drop:
                waiting += [line for line in entry.lead if line] + entry.lines
            else:
                entry.lead = waiting + entry.lead
                waiting = []
                block.entries.append(entry)
        block.tail = waiting
        return block

    def _pair(self, key: Node, value: Node, shape: Shape, path: Where, indent: int) -> Entry:
        """A key and its value; of a key that is dropped only the comments, as its lines."""
        lead = self.gaps.before(key.start)
        name = shape.name(key.text or "")
        written = self.text[key.start : key.end] if name == key.text else name
        self.gaps.cursor = key.end
        spot = Spot(" " * indent + written + ":", indent, key.column, shape.at(name), (*path, name))
        entry = self._value(value, spot, lead)
        if spot.path in self.drop:
            return Entry(lead, comments(self.text, [key, value], key.start, self.gaps.cursor))
        return entry

    def _item(self, item: Node, shape: Shape, path: Where, indent: int, origin: int) -> Entry:
        lead = self.gaps.before(item.start)
        if item.scalar or item.flow:
            return self._single(item, Spot(" " * indent + "-", indent, origin, shape, path), lead)
        return self._block(item, shape, path, indent + 2).dashed(indent, lead)

    def _value(self, value: Node, spot: Spot, lead: list[str]) -> Entry:
        """A key's value; the cursor stands behind the key."""
        if value.scalar or value.flow:
            return self._single(value, spot, lead)
        head = _with_comment([spot.head], self.gaps.rest_of_line())
        inner = spot.indent + 2
        if wraps(value.value(), spot.shape):
            item = self._block(value, spot.shape.each, (*spot.path, 0), inner + 2).dashed(inner, [])
            return Entry(lead, [*head, *_indented(item.lead, inner), *item.lines])
        return Entry(lead, [*head, *self._block(value, spot.shape, spot.path, inner).lines(inner)])

    def _single(self, value: Node, spot: Spot, lead: list[str]) -> Entry:
        """A scalar or flow collection; comments between key and value move above the key."""
        if "\n" in self.text[self.gaps.cursor : value.start]:
            comment = self.gaps.rest_of_line().strip()
            between = [line for line in self.gaps.before(value.start) if line]
            lead = [*lead, *([comment] if comment else []), *between]
        self.gaps.cursor = block_end(self.text, value)
        comment = self.gaps.rest_of_line()
        lines = self._single_lines(value, spot)
        return Entry(lead, _with_comment(lines, comment))

    def _single_lines(self, value: Node, spot: Spot) -> list[str]:
        if not wraps(value.value(), spot.shape):
            lines = self._lines(value, spot.shape, spot.path, spot.indent, spot.origin)
            return [f"{spot.head} {lines[0]}" if lines[0] else spot.head, *lines[1:]]
        each, path = spot.shape.each, (*spot.path, 0)
        if value.flow or in_brackets(self.text[value.start : value.end]):
            lines = self._lines(value, each, path, spot.indent, spot.origin)
            lines[-1] += "]"
            return [f"{spot.head} [{lines[0]}", *lines[1:]]
        lines = self._lines(value, each, path, spot.indent + 2, spot.origin)
        return [spot.head, " " * (spot.indent + 2) + "- " + lines[0], *lines[1:]]

    def _lines(self, value: Node, shape: Shape, path: Where, indent: int, origin: int) -> list[str]:
        source = self.flow.source(value, shape, path)
        if value.style in ("|", ">") and source[0] == value.style:
            return block_scalar(self.text, value, indent)
        return shifted(source, indent - origin, indent) if value.flow else folded_lines(source, indent)


def _indented(lines: list[str], indent: int) -> list[str]:
    return [" " * indent + line if line else "" for line in lines]


def _with_comment(lines: list[str], comment: str) -> list[str]:
    return [*lines[:-1], lines[-1] + comment]


def _split_header(lines: list[str]) -> tuple[list[str], list[str]]:
    if "" not in lines:
        return [], lines
    last = len(lines) - lines[::-1].index("")
    return lines[:last], lines[last:]


def _trim(lines: list[str]) -> list[str]:
    while lines and not lines[0]:
        lines = lines[1:]
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines
