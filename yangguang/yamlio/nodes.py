"""The careful path: a tree of nodes with positions, and every problem that correct YAML can still have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from yangguang.model.problem import Problem
from yangguang.yamlio.fast import FLOW_KEY, MAX_DEPTH, Value
from yangguang.yamlio.fold import fold
from yangguang.yamlio.libyaml import (
    AliasEvent,
    CParser,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)
from yangguang.yamlio.shape import known_keys
from yangguang.yamlio.signs import BLANKS, glued_point, mistaken
from yangguang.yamlio.source import UNWANTED, named, rule_of


@dataclass(slots=True)
class Node:
    """A scalar, list or mapping and where it stands: character offsets, 0-based line and column."""

    start: int
    end: int
    line: int
    column: int
    last_line: int
    style: str = ""
    text: str | None = None
    flow: bool = False
    items: list[Node] | None = None
    pairs: list[tuple[Node, Node]] | None = None
    _named: dict[str | int | None, tuple[Node, Node]] = field(default_factory=dict)
    """The pairs by their keys, once somebody asks; a file with thousands of keys may have as many problems."""

    @property
    def scalar(self) -> bool:
        """Whether this is neither a list nor a mapping."""
        return self.items is None and self.pairs is None

    def value(self) -> Value:
        """What the file says here; of a key written twice the first counts."""
        if self.items is not None:
            return [item.value() for item in self.items]
        if self.pairs is not None:
            return {key.text or "": value.value() for key, value in reversed(self.pairs)}
        return self.text

    def child(self, step: str | int) -> tuple[Node, Node] | None:
        """Key node (of a list the item itself) and value node one step further down."""
        if self.pairs is not None:
            self._named = self._named or {pair[0].text: pair for pair in reversed(self.pairs)}
            return self._named.get(step)
        if self.items is not None and isinstance(step, int) and 0 <= step < len(self.items):
            return self.items[step], self.items[step]
        # Where a list is expected, a single value is a list of one.
        return (self, self) if step == 0 else None


class TooDeep(Exception):
    """Nesting went past the limit; nothing further is read."""


@dataclass(slots=True)
class Composer:
    """Builds the tree of one text and gathers problems on the way. Raises YAMLError on wrong syntax."""

    text: str
    file: str
    problems: list[Problem] = field(default_factory=list)
    _next: Callable[[], Any] = field(init=False)
    """The next event of libyaml; none behind the last."""

    def compose(self) -> Node | None:
        """The first document's tree, or None of an empty file or one nested too deep."""
        self._next = CParser(self.text).get_event
        root: Node | None = None
        documents = 0
        while (event := self._next()) is not None:
            if not isinstance(event, DocumentStartEvent):
                continue
            documents += 1
            if event.version or event.tags:
                self._note("P012", event)
            if documents == 2:
                self._note("P011", event, sign="---")
            try:
                node = self._node(self._next(), 0, False)
            except TooDeep:
                return None
            root = root or node
        return root

    def _note(self, rule: str, event: Any, **args: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(rule, self.file, args=args, line=mark.line + 1, column=mark.column + 1))

    def _node(self, event: Any, depth: int, flow: bool) -> Node:
        if isinstance(event, AliasEvent):
            self._note("P009", event, name=event.anchor or "")
            return _bare(event)
        if event.anchor is not None:
            self._note("P008", event, name=event.anchor)
        if event.tag is not None:
            self._note("P010", event, name=event.tag)
        if isinstance(event, ScalarEvent):
            return self._scalar(event, flow)
        if depth >= MAX_DEPTH:
            self._note("P014", event, most=str(MAX_DEPTH))
            raise TooDeep
        node = _bare(event)
        node.flow = bool(event.flow_style)
        read = self._pairs if isinstance(event, MappingStartEvent) else self._items
        last = read(node, depth + 1)
        node.end, node.last_line = last.end_mark.index, last.end_mark.line
        if not node.flow:
            inner = node.items[-1] if node.items else node.pairs[-1][1] if node.pairs else None
            if inner is not None:
                node.end, node.last_line = inner.end, inner.last_line
        return node

    def _items(self, node: Node, depth: int) -> Any:
        node.items = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            node.items.append(self._node(event, depth, node.flow))
        return event

    def _pairs(self, node: Node, depth: int) -> Any:
        node.pairs = []
        first: dict[str, int] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._node(event, depth, node.flow)
            value = self._node(self._next(), depth, node.flow)
            self._check_key(event, key, value, first)
            node.pairs.append((key, value))
        return event

    def _check_key(self, event: Any, key: Node, value: Node, first: dict[str, int]) -> None:
        text = key.text
        if isinstance(event, AliasEvent):
            return
        asked = self.text[max(0, key.start - 9) : key.start].rstrip(" ").endswith("?")  # the sign of a complex key
        if not key.scalar or asked or (text and "\n" in text):
            self._note("P015", event)
        elif not text:
            self._note("P017", event)
        elif not key.style and (found := mistaken(text)):
            if not glued_point(text):  # which has been told as of any text
                self._note(found[0], event, **found[2])
        elif not key.style and text[-1] in BLANKS:
            self._note("P018", event)
        elif text in first:
            self._note("P013", event, key=text, first=str(first[text]))
        else:
            first[text] = key.line + 1
            self._check_colons(event, key, value)

    def _check_colons(self, event: Any, key: Node, value: Node) -> None:
        text = key.text or ""
        if key.style:
            return
        if text == "<<":
            self._note("P016", event)
        elif "：" in text:
            self._note("P021", event, key=text.partition("：")[0])
        elif ":" in text:
            name, _, rest = text.partition(":")
            self._note("P020", event, key=name, value=(rest or value.text or "").strip())

    def _scalar(self, event: Any, flow: bool) -> Node:
        node = _bare(event)
        node.style = event.style or ""
        text: str = event.value
        if node.style == '"':
            for char in sorted(set(UNWANTED.findall(text))):
                self._note(rule_of(char), event, **named(char))
        found = FLOW_KEY.search(text) if flow and not node.style else None
        # In {键：值，键：值} the whole is one key; the full-width colon of its first key is the one mistake to name.
        if found and found[1] in known_keys() and "：" not in text[: found.start()]:
            self._note("P023", event, key=found[1])
        if text and not node.style and glued_point(text):
            self._note("P030", event)
        if node.line != node.last_line:
            text = fold(self.text[node.start : node.end], text, node.style)
        node.text = text if text or node.style else None
        return node


def _bare(event: Any) -> Node:
    start, end = event.start_mark, event.end_mark
    return Node(start.index, end.index, start.line, start.column, end.line)
