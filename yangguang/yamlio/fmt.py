"""``fmt``: the canonical form of a content file, made from its own source; what cannot be kept is left alone."""

from __future__ import annotations

from collections.abc import Sequence

from yangguang.model.problem import Problem, Where
from yangguang.yamlio.canon import canonical_value
from yangguang.yamlio.careful import tree
from yangguang.yamlio.edit import Layout
from yangguang.yamlio.fast import Value
from yangguang.yamlio.gaps import all_comments
from yangguang.yamlio.nodes import Node
from yangguang.yamlio.places import kind_of
from yangguang.yamlio.reading import read_markdown, read_yaml, split
from yangguang.yamlio.scalars import CommentInTheWay
from yangguang.yamlio.shape import Shape
from yangguang.yamlio.source import position


def fmt(data: bytes, file: str, shape: Shape, *, drop: Sequence[Where] = ()) -> tuple[bytes, list[Problem]]:
    """The file in canonical form, or the same bytes and the problems for which it is left alone.

    ``drop`` holds key paths (in canonical spelling) to take out. Tables are only given LF line ends.
    """
    kind = kind_of(file)
    if kind == "csv":
        return data.replace(b"\r\n", b"\n"), []
    if kind == "markdown":
        value, body, problems = read_markdown(data, file)
    else:
        (value, problems), body = read_yaml(data, file), ""
    problems = problems or _twice(value, shape, file)
    if problems:
        return data, problems
    text = data.decode("utf-8").replace("\r\n", "\n")
    front = split(text)[0] if kind == "markdown" else text
    new, problem = _lay_out(_ended(front or ""), file, value, shape, drop)
    if problem:
        return data, [problem]
    if kind == "markdown":
        new = f"---\n{new}---\n{_ended(body)}"
    return new.encode("utf-8"), []


def _ended(text: str) -> str:
    return text.rstrip("\n") + "\n" if text.strip("\n") else ""


def _lay_out(text: str, file: str, value: Value, shape: Shape, drop: Sequence[Where]) -> tuple[str, Problem | None]:
    root = tree(text)
    try:
        lines = Layout(text, drop).document(root, shape)
    except CommentInTheWay as found:
        line, column = position(text, found.args[0])
        return text, Problem("P060", file, line=line, column=column)
    new = "".join(line + "\n" for line in lines)
    return new, _lost(text, root, new, file, canonical_value(value, shape, drop))


def _lost(text: str, root: Node | None, new: str, file: str, expected: Value) -> Problem | None:
    """The last guard: whatever the layout did, the file says what it said, and every comment is still there."""
    value, problems = read_yaml(new.encode("utf-8"), file)
    if problems or value != expected:
        wanted, said = (one if isinstance(one, dict) else {} for one in (expected, value))
        key = next((key for key in wanted if said.get(key) != wanted[key]), "")
        return Problem("P061", file, (key,) if key else (), {"key": key})
    if "#" in text + new and sorted(all_comments(text, root)) != sorted(all_comments(new, tree(new))):
        return Problem("P060", file, line=1, column=1)
    return None


def _twice(value: Value, shape: Shape, file: str, path: Where = ()) -> list[Problem]:
    """A key and its synonym together are the same key twice."""
    if isinstance(value, list):
        return [p for n, item in enumerate(value) for p in _twice(item, shape.each, file, (*path, n))]
    if not isinstance(value, dict):
        return []
    inner = shape.each if shape.wrap else shape
    first: dict[str, str] = {}
    problems = []
    for key, item in value.items():
        name = inner.name(key)
        if name in first:
            problems.append(Problem("P105", file, (*path, key), {"key": key, "first": first[name]}))
        first.setdefault(name, key)
        problems += _twice(item, inner.at(name), file, (*path, key))
    return problems
