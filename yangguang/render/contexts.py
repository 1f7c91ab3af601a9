"""The reference of what templates may use, read from the views themselves; part of the handbook."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from yangguang.views import plan, power, release
from yangguang.views.frame import Frame
from yangguang.views.shell import Page, Shell

KNOWN = (plan, power, release)
"""Modules that between them define, or import, every kind of page."""

_WORD = re.compile(r"\b(?:\w+\.)?[A-Z]\w+")
HEAD = """# What templates may use

Generated from `yangguang/views/`. Every template gets one variable, `page`, of the kind that names it; whatever else stands here is reached from there.
A minor version of Yangguang may add fields, never remove or rename one.
"""


def reference() -> str:
    """The whole reference as Markdown: kinds of pages by template, then the records that their fields hold."""
    pages = sorted(_kinds(Page), key=lambda kind: (kind.template, kind.__name__))
    parts = dict.fromkeys((Shell, Frame))
    for kind in pages:
        parts.update(dict.fromkeys(_reached(kind)))
    told = [HEAD, *map(_page, pages), "## Records\n"]
    told += [_record(part) for part in sorted(parts, key=lambda part: part.__name__)]
    return "\n".join(told)


def _kinds(base: type[Page]) -> Iterator[type[Page]]:
    """Every page that a template prints."""
    for kind in base.__subclasses__():
        if "template" in vars(kind):
            yield kind
        yield from _kinds(kind)


def _reached(kind: type[Any], seen: frozenset[type[Any]] = frozenset()) -> Iterator[type[Any]]:
    """The records that a record's fields hold, and theirs."""
    space = vars(sys.modules[kind.__module__])
    for field in fields(kind):
        for name in _WORD.findall(str(field.type)):
            module, _, word = name.rpartition(".")
            part = getattr(space[module], word) if module else space.get(word)
            if isinstance(part, type) and is_dataclass(part) and part not in seen and part is not kind:
                yield part
                yield from _reached(part, seen | {kind, part})


def _page(kind: type[Page]) -> str:
    return f"## {kind.template}\n\n{_said(kind)}\n{_table(kind)}"


def _record(part: type[Any]) -> str:
    return f"### {part.__name__}\n\n{_said(part)}\n{_table(part)}"


def _said(kind: type[Any]) -> str:
    return (inspect.getdoc(kind) or "").replace("``", "`") + "\n"


def _table(kind: type[Any]) -> str:
    notes = _notes(kind)
    own = [field for field in fields(kind) if field.name != "shell"]
    rows = [f"| `{f.name}` | `{str(f.type).replace('|', chr(92) + '|')}` | {notes.get(f.name, '')} |" for f in own]
    rows += [f"| `{name}` | | {note} |" for name, note in _properties(kind)]
    return "\n".join(["| field | type | |", "|---|---|---|", *rows, ""])


def _properties(kind: type[Any]) -> Iterator[tuple[str, str]]:
    for name, value in vars(kind).items():
        if isinstance(value, property):
            yield name, _cell(inspect.getdoc(value) or "")


def _notes(kind: type[Any]) -> dict[str, str]:
    """The sentence under each field of a record's source."""
    tree = ast.parse(inspect.getsource(kind)).body[0]
    notes: dict[str, str] = {}
    name = ""
    for node in tree.body if isinstance(tree, ast.ClassDef) else ():
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and name:
            notes[name] = _cell(str(node.value.value))
            name = ""
    return notes


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("``", "`")
