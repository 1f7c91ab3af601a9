"""What an .xlsx says of its sheets beside their values: hidden rows and columns, formulas, macros, links outside."""

from __future__ import annotations

import posixpath
import re

from yangguang.exchange.grid import CELLS, Facts, Unreadable
from yangguang.exchange.readers.package import Package
from yangguang.exchange.readers.xml import walk

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = ("1", "true")


def facts_of(package: Package) -> dict[str, Facts]:
    """Sheet name → what its records say."""
    targets: dict[str, str] = {}
    found: dict[str, Facts] = {}

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            id_ = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            part = posixpath.normpath(posixpath.join("xl", targets.get(id_, ""))).lstrip("/")
            if part in package.names:
                found[attributes.get("name", "")] = _sheet_facts(package.read(part))

    walk(package.read("xl/_rels/workbook.xml.rels"), relation)
    walk(package.read("xl/workbook.xml"), sheet)
    return found


def _sheet_facts(data: bytes) -> Facts:
    """Hidden rows and columns, formulas, errors, and the rectangle of cells that hold something."""
    facts = Facts()
    row, column, seen = -1, -1, 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, seen
        if name == "row":
            row, column = _number(attributes.get("r"), row + 2) - 1, -1
            if attributes.get("hidden") in _TRUE or attributes.get("ht") == "0":
                facts.hidden_rows.add(row)
        elif name == "c":
            column, seen = _column(attributes.get("r", ""), column + 1), seen + 1
            if seen > CELLS // 2:
                raise Unreadable("too_large", cells=f"{seen:,}+")
            if attributes.get("t") == "e":
                facts.errors.append((row, column))
        elif name in ("v", "is"):
            facts.cell(row, column)
        elif name == "f":
            facts.formulas.append((row, column))
        elif name == "col" and attributes.get("hidden") in _TRUE:
            first, last = _number(attributes.get("min"), 1), _number(attributes.get("max"), 1)
            facts.hidden_columns.update(range(first - 1, min(last, 16_384)))

    walk(data, start)
    return facts


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else default


def _column(reference: str, default: int) -> int:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return default
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def warnings_of(package: Package) -> list[str]:
    """Keys of sentences about what the package carries and nobody runs or follows."""
    links = any(name.startswith("xl/externalLinks/") for name in package.names)
    return [*(["macros"] if package.macros else []), *(["links_outside"] if links else [])]
