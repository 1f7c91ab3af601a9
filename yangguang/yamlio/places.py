"""From key paths to lines and columns, by a second reading that only files with problems pay for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Literal

from yangguang.model.problem import Problem
from yangguang.yamlio.careful import tree
from yangguang.yamlio.nodes import Node
from yangguang.yamlio.reading import split
from yangguang.yamlio.source import HIDDEN, UNWANTED, decode, scan
from yangguang.yamlio.tables import cells

Kind = Literal["yaml", "markdown", "csv"]
Finder = Callable[[Sequence[str | int], bool], tuple[int, int]]
_OF_KEYS = ("P101", "P102", "P103", "P104", "P105", "P106")
"""Rules that speak of a key, whatever its value: it may stand lines above it."""


def kind_of(file: str) -> Kind:
    """The kind of a content file by its name."""
    return "markdown" if file.endswith(".md") else "csv" if file.endswith(".csv") else "yaml"


def locate(data: bytes, where: Sequence[str | int], *, kind: Kind) -> tuple[int, int]:
    """1-based line and column of the value at a key path: of its key if it has no value, else of the nearest ancestor."""
    return finder(data, kind)(where, False)


HEADINGS = (-1,)
"""The row of headings of a table, as key paths count rows."""


def place(problems: Iterable[Problem], read: Callable[[str], bytes]) -> list[Problem]:
    """The same problems with line and column filled in; each file is read and parsed once, if at all."""
    finders: dict[str, Finder] = {}
    result = []
    for problem in problems:
        if problem.line:
            result.append(problem)
            continue
        if problem.file not in finders:
            finders[problem.file] = finder(read(problem.file), kind_of(problem.file))
        line, column = finders[problem.file](problem.where, problem.rule in _OF_KEYS)
        result.append(replace(problem, line=line, column=column))
    return result


def finder(data: bytes, kind: Kind) -> Finder:
    """A function from key paths of this file to positions: of values, or of the keys themselves."""
    text, _ = decode(data, "", bom_allowed=True)
    if text is None:
        return lambda where, key: (1, 1)
    if kind == "csv":
        return _cell_finder(text)
    if kind == "markdown":
        text = split(scan(text, "", HIDDEN)[0])[0] or ""
    root = tree(scan(text, "", UNWANTED)[0])
    return lambda where, key: _node_place(root, where, key)


def _node_place(root: Node | None, where: Sequence[str | int], of_key: bool) -> tuple[int, int]:
    if root is None:
        return 1, 1
    at, node = root, root
    for step in where:
        found = node.child(step)
        if found is None:
            break
        key, node = found
        at = key if of_key or (node.scalar and not node.style and node.text is None) else node
    return at.line + 1, at.column + 1


def _cell_finder(text: str) -> Finder:
    rows, _ = cells(text)

    def find(where: Sequence[str | int], key: bool) -> tuple[int, int]:
        row = where[0] if where and isinstance(where[0], int) else -1
        if not rows or not 0 <= row + 1 < len(rows):
            return 1, 1
        names = [cell.text.strip() for cell in rows[0]]
        column = names.index(where[1]) if len(where) > 1 and where[1] in names else 0
        cell = rows[row + 1][min(column, len(rows[row + 1]) - 1)]
        return cell.line + 1, cell.column + 1

    return find
