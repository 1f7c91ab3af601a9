"""Imports and exports in this process, and what of a workbook neither the content nor the report holds."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from xlsxwriter.utility import xl_cell_to_rowcol

from tests.helpers import AS_OF, yangguang
from yangguang.exchange.intake.content import content_at
from yangguang.exchange.intake.files import FileRead
from yangguang.exchange.intake.plan import Import, plan
from yangguang.exchange.intake.report import report
from yangguang.exchange.items.made import Made
from yangguang.exchange.readers import open_book
from yangguang.exchange.sheets.columns import vocabulary
from yangguang.exchange.sheets.raw import SheetRead
from yangguang.yamlio import read_yaml

REGION = '格式版本: "1"\n名称: 某某市\n行政区划代码: "990100"\n网址标识: moumou\n层级: 市级\n'


def planned(content: Path, *files: Path) -> Import:
    return plan(files, content_at(content), vocabulary())


def imported(content: Path, *files: Path) -> dict[str, dict[str, Any]]:
    """Imports and gives the items by name."""
    result = yangguang("import", *files, "--into", content)
    assert result.exit_code == 0, result.output
    return items(content)


def items(content: Path) -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted(content.glob("powers/*/*.yml")):
        value, problems = read_yaml(path.read_bytes(), path.name)
        assert not problems
        assert isinstance(value, dict)
        found[str(value["职权名称"])] = dict(value)
    return found


def exported(content: Path, into: Path, *options: str) -> list[Path]:
    result = yangguang("export", "--into", into, "--content", content, *AS_OF, *options)
    assert result.exit_code == 0, result.output
    return sorted(path for path in into.rglob("*") if path.is_file())


STRUCTURE = re.compile(
    r"[\W\d_]+|直接实施责任|指导监督责任|地州市级|县市区级|自治区级|市级|法律|法规|规章|规范性文件|处罚$"
)


def addressed(text: str) -> set[tuple[int, int]]:
    """Every place of addresses and ranges as the report writes them: ``A3–A9、C4``."""
    places = set()
    for part in text.split("、"):
        (top, left), *rest = [xl_cell_to_rowcol(cell) for cell in part.split("–")]
        bottom, right = rest[0] if rest else (top, left)
        places |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
    return places


def named(file: FileRead, sheet: SheetRead, made: list[Made]) -> set[tuple[int, int]]:
    """The filled cells of one sheet that the report names, for each of its sentences as many as it counts."""
    alone = replace(file, sheets=[(sheet, made)])
    lines = list(report(Import([alone]), "zh", columns=False))
    sentences = [
        found for line in lines if (found := re.fullmatch(r"    .+?：([A-Z0-9–、]+)（([0-9]+) 格）.*", line, re.DOTALL))
    ]
    told: set[tuple[int, int]] = set()
    for cells, count in (found.groups() for found in sentences):
        places = addressed(cells)
        assert len(places & {*sheet.filled}) == int(count), cells
        told |= places
    return told


def lost(done: Import) -> list[tuple[str, tuple[int, int], str]]:
    """Words of visible cells that are neither in the content nor named in the report."""
    found = []
    for file in done.files:
        body = "".join(data.decode() for path, data in done.writes.items() if path.split("/")[1] in file.owners)
        body = re.sub(r"\s|\\", "", body)
        sheets = {sheet.name: sheet for sheet in open_book(file.path.read_bytes(), file.path.suffix.lower()).sheets}
        for read, made in file.sheets:
            told = named(file, read, made) | read.heads
            for at, text in sheets[read.name].cells.items():
                words = STRUCTURE.split(text.replace("_x000D_", "")) if at not in told else []
                found += [(read.name, at, word) for word in words if word and word not in body]
    return found
