"""Single values and flow style in a new place: copied from the source, with only what must change changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yangguang.model.problem import Where
from yangguang.yamlio.canon import canonical, wraps
from yangguang.yamlio.fold import block_indent
from yangguang.yamlio.nodes import Node
from yangguang.yamlio.shape import Shape
from yangguang.yamlio.source import indent_of

_SAFE_IN_BRACKETS = re.compile(r"[^\s,\[\]{}:#&*!|>'\"%@`?-][^,\[\]{}:#\n]{0,39}")


class CommentInTheWay(Exception):
    """A comment stands inside brackets whose entries must change places; the argument is the offset of the bracket."""


def in_brackets(source: str) -> bool:
    """Whether a single text may become ``[text]`` without quotes."""
    return bool(_SAFE_IN_BRACKETS.fullmatch(source))


def block_scalar(text: str, node: Node, indent: int) -> list[str]:
    """The lines of a ``|`` or ``>`` text whose owner stands at this indent; its content stands two further."""
    header, _, body = text[node.start : node.end].partition("\n")
    lines = [line.rstrip(" ") for line in body.split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    old = block_indent(lines, node.text or "")
    header = re.sub(r"^([|>][-+]?)[1-9]", r"\g<1>2", header.rstrip(" "))
    return [header, *(" " * (indent + 2) + line[old:] if line else "" for line in lines)]


def block_end(text: str, node: Node) -> int:
    """Where the last line of a value is left; what a block text does not keep below it is no part of it."""
    if node.style not in ("|", ">"):
        return node.end
    return node.start + len(text[node.start : node.end].rstrip(" \n"))


def folded_lines(source: str, indent: int) -> list[str]:
    """The lines of a plain or quoted text; the indentation of further lines means nothing."""
    first, *rest = source.split("\n")
    return [_rstrip(first), *(" " * (indent + 2) + line if line else "" for line in map(_bare, rest))]


def shifted(source: str, by: int, least: int) -> list[str]:
    """The lines of a flow collection, moved as one."""
    first, *rest = source.split("\n")
    lines = [_rstrip(first)]
    for line in rest:
        bare = _bare(line)
        lines.append(" " * max(least, indent_of(line) + by) + bare if bare else "")
    return lines


def _bare(line: str) -> str:
    return _rstrip(line.lstrip(" "))


def _rstrip(line: str) -> str:
    """Without trailing spaces, but for one that a backslash keeps."""
    bare = line.rstrip(" ")
    return bare + " " if bare.endswith("\\") and bare != line else bare


@dataclass(frozen=True, slots=True)
class Flow:
    """Rewrites values written in one line or in brackets."""

    text: str
    drop: Sequence[Where]

    def source(self, node: Node, shape: Shape, path: Where) -> str:
        """The new source of a scalar that is no block text, or of a flow collection."""
        if node.pairs is not None:
            return self._mapping(node, shape, path)
        if node.items is not None:
            parts = [self.value(item, shape.each, (*path, n)) for n, item in enumerate(node.items)]
            return self._splice(node, [(item.start, item.end) for item in node.items], parts)
        source = self.text[node.start : node.end]
        if node.text is None:
            return source
        new = canonical(node.text, shape.kind)
        quote = node.style if node.style in ("'", '"') else ""
        return source if new == node.text else quote + new + quote

    def value(self, node: Node, shape: Shape, path: Where) -> str:
        """The same inside brackets, where a single value becomes a list of one in brackets of its own."""
        if wraps(node.value(), shape):
            return f"[{self.source(node, shape.each, (*path, 0))}]"
        return self.source(node, shape, path)

    def _mapping(self, node: Node, shape: Shape, path: Where) -> str:
        pairs = node.pairs or []
        order = in_order([key.text or "" for key, _ in pairs], shape)
        kept = [n for n in order if (*path, shape.name(pairs[n][0].text or "")) not in self.drop]
        spans = [(key.start, value.end) for key, value in pairs]
        parts = [self._pair(*pairs[n], shape, path) for n in kept]
        if kept != list(range(len(pairs))):
            edges = [node.start, *(offset for span in spans for offset in span), node.end]
            gaps = [self.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
            if any("#" in gap for gap in gaps):
                raise CommentInTheWay(node.start)
        if len(kept) < len(pairs):
            return "{" + ", ".join(parts) + "}" if parts else ""
        return self._splice(node, spans, parts)

    def _pair(self, key: Node, value: Node, shape: Shape, path: Where) -> str:
        name = shape.name(key.text or "")
        written = self.text[key.start : key.end] if name == key.text else name
        between = self.text[key.end : value.start]
        return written + between + self.value(value, shape.at(name), (*path, name))

    def _splice(self, node: Node, spans: list[tuple[int, int]], parts: list[str]) -> str:
        result, at = "", node.start
        for (start, end), part in zip(spans, parts, strict=True):
            result += self.text[at:start] + part
            at = end
        return result + self.text[at : node.end]


def in_order(keys: list[str], shape: Shape) -> list[int]:
    """The canonical order of keys as indexes; an unknown key stays behind the key it stands behind."""
    ranks = {key: rank for rank, key in enumerate(shape.keys)}
    last, found = -1, []
    for key in keys:
        last = ranks.get(shape.name(key), last)
        found.append(last)
    return sorted(range(len(keys)), key=found.__getitem__)
