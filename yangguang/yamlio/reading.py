"""Reading the three kinds of content files: YAML, Markdown with front matter, CSV."""

from __future__ import annotations

from collections.abc import Iterator

from yangguang.model.problem import Problem, Where
from yangguang.yamlio.careful import read_carefully
from yangguang.yamlio.diagnose import glued
from yangguang.yamlio.fast import Odd, Value, read_events
from yangguang.yamlio.libyaml import YAMLError
from yangguang.yamlio.signs import mistaken
from yangguang.yamlio.source import HIDDEN, UNWANTED, decode, scan
from yangguang.yamlio.tables import read_table, separated

_FENCE = "---"


def read_yaml(data: bytes, file: str) -> tuple[Value, list[Problem]]:
    """The value of a YAML file and all problems of its syntax; the value is None where the syntax is wrong."""
    text, problems = decode(data, file)
    if text is None:
        return None, problems
    text, unwanted = scan(text, file, UNWANTED)
    value, more = _read_text(text, file, unwanted)
    return value, problems + unwanted + more


def _read_text(text: str, file: str, unwanted: list[Problem]) -> tuple[Value, list[Problem]]:
    if any(p.rule == "P007" for p in unwanted):
        return None, []  # what a tab meant as indentation nobody knows: its own problem is enough
    try:
        return read_events(text), []
    except (Odd, YAMLError):
        root, right, problems = read_carefully(text, file)
        return root.value() if root and right else None, problems


def read_markdown(data: bytes, file: str) -> tuple[Value, str, list[Problem]]:
    """Front matter, body, and problems whose positions are those of the whole file."""
    text, problems = decode(data, file)
    if text is None:
        return None, "", problems
    text, unwanted = scan(text, file, HIDDEN)
    problems += unwanted
    front, body = split(text)
    if front is None:
        rule = "P041" if text.startswith(_FENCE + "\n") else "P040"
        return None, text, [*problems, Problem(rule, file, line=1, column=1)]
    front, tabs = scan(front, file, UNWANTED)
    value, more = _read_text(front, file, tabs)
    return value, body, problems + tabs + more


def split(text: str) -> tuple[str | None, str]:
    """Front matter with its opening fence (itself YAML's sign for a document) and body; None without front matter."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None, text
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == _FENCE:
            return "\n".join(lines[:number]) + "\n", "\n".join(lines[number + 1 :])
    return None, text


def read_csv(data: bytes, file: str) -> tuple[list[dict[str, str]], list[Problem]]:
    """Rows of a table by column name; ``where`` of a cell is (row index from 0, column name)."""
    text, problems = decode(data, file, bom_allowed=True)
    if text is None:
        return [], problems
    if other := separated(text, file):
        return [], [*problems, other]
    text, unwanted = scan(text, file, UNWANTED)
    rows, more = read_table(text, file)
    return rows, problems + unwanted + more


def texts(value: Value, where: Where = ()) -> Iterator[tuple[Where, str]]:
    """Every text below a value with its key path."""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from texts(entry, (*where, key))
    elif isinstance(value, list):
        for number, entry in enumerate(value):
            yield from texts(entry, (*where, number))
    elif isinstance(value, str):
        yield where, value


def mapping_expected(value: Value, file: str, where: Where) -> Problem | None:
    """The cure where a mapping was expected and a text like ``键：值``, ``键:值`` or ``｛键：值｝`` stands there; else None."""
    if not isinstance(value, str):
        return None
    wrong = mistaken(value)
    if wrong and wrong[0] == "P019":  # what is inside is full-width for the same reason
        return Problem("P019", file, where, wrong[2])
    found = glued(value.split("\n"), 0)
    return Problem(found.rule, file, where, found.args) if found else None
