"""CSV files: rows by column name, with the position of every cell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yangguang.model.problem import Problem

_CELL = re.compile(r'"((?:[^"]|"")*)"(?=[,\n]|\Z)|([^,\n"][^,\n]*|)(?=[,\n]|\Z)')

_OTHER = re.compile("[\t;；，|]")
"""What stands between column names where it is no comma."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell's text and its 0-based line and column."""

    text: str
    line: int
    column: int


def cells(text: str) -> tuple[list[list[Cell]], tuple[int, int] | None]:
    """All rows but blank ones, and where quotes do not pair (0-based), if anywhere."""
    rows: list[list[Cell]] = [[]]
    index = line = start = 0
    while True:
        found = _CELL.match(text, index)
        if found is None:
            return _filled(rows), (line, index - start)
        quoted = found[1]
        rows[-1].append(Cell(found[2] if quoted is None else quoted.replace('""', '"'), line, index - start))
        if quoted is not None and "\n" in quoted:
            line += quoted.count("\n")
            start = text.rfind("\n", 0, found.end()) + 1
        index = found.end() + 1
        if found.end() >= len(text):
            return _filled(rows), None
        if text[found.end()] == "\n":
            rows.append([])
            line, start = line + 1, index


def _filled(rows: list[list[Cell]]) -> list[list[Cell]]:
    return [row for row in rows if _told(row)]


def read_table(text: str, file: str) -> tuple[list[dict[str, str]], list[Problem]]:
    """Rows by column name; a short row is filled with empty texts."""
    rows, broken = cells(text)
    if len(rows) > 1 and _told(rows[0]) == 1 and max(map(_told, rows)) > 2:
        title = next(cell for cell in rows[0] if cell.text.strip())
        return [], [_at("P056", title, file, {"text": title.text.strip()})]
    problems = [Problem("P053", file, line=broken[0] + 1, column=broken[1] + 1)] if broken else []
    if len(rows) < 2:
        return [], problems or [Problem("P050", file, line=1, column=1)]
    head, *body = rows
    problems += _check_head(head, body, file)
    names = [cell.text.strip() for cell in head]
    result = []
    for row in body:
        if _told(row[len(head) :]):
            args = {"count": str(len(row)), "most": str(len(head))}
            problems.append(_at("P052", row[len(head)], file, args))
        texts = [cell.text for cell in row] + [""] * (len(head) - len(row))
        result.append({name: cell for name, cell in zip(names, texts, strict=False) if name})
    return result, problems


def separated(text: str, file: str) -> Problem | None:
    """The mistake of a table whose cells are parted by something other than commas."""
    head = text.lstrip("\n").partition("\n")[0]
    if "," in head or not (found := _OTHER.search(head)):
        return None
    return Problem("P055", file, args={"sign": found[0].replace("\t", "Tab")}, line=1, column=1)


def _told(row: list[Cell]) -> int:
    """How many of the cells say something."""
    return sum(bool(cell.text.strip()) for cell in row)


def _check_head(head: list[Cell], body: list[list[Cell]], file: str) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for number, cell in enumerate(head):
        name = cell.text.strip()
        if not name and any(len(row) > number and row[number].text.strip() for row in body):
            problems.append(_at("P054", cell, file, {}))
        if name and name in seen:
            problems.append(_at("P051", cell, file, {"key": name}))
        seen.add(name)
    return problems


def _at(rule: str, cell: Cell, file: str, args: dict[str, str]) -> Problem:
    return Problem(rule, file, args=args, line=cell.line + 1, column=cell.column + 1)
