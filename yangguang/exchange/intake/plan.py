"""Files of departments → the files of a region's content: everything is read and decided before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from yangguang.disk import put
from yangguang.exchange.intake.codes import Coder
from yangguang.exchange.intake.content import Content
from yangguang.exchange.intake.departments import Owner
from yangguang.exchange.intake.files import FileRead, Intake
from yangguang.exchange.intake.merge import merged
from yangguang.exchange.intake.supplements import joined, onto, recognise, supplement
from yangguang.exchange.items.made import Made
from yangguang.exchange.items.writing import file_text
from yangguang.exchange.readers import Opener
from yangguang.exchange.sheets.columns import Vocabulary
from yangguang.model.region import Department
from yangguang.model.words import TOMBSTONES


@dataclass(slots=True)
class Import:
    """What an import is about to do: files to write by their path in the content, and what becomes of items."""

    files: list[FileRead]
    writes: dict[str, bytes] = field(default_factory=dict)
    new: int = 0
    changed: int = 0
    same: int = 0
    updated: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    """By the keys under which the list says something else: codes."""
    absent: dict[str, list[str]] = field(default_factory=dict)
    """By department: codes that the content has and the list has not."""

    def write(self, folder: Path) -> None:
        """Writes everything below the content folder."""
        for path, data in sorted(self.writes.items()):
            put(folder / path, data)


def plan(paths: Iterable[Path], content: Content, words: Vocabulary, department: str | None = None) -> Import:
    """Reads all files, gives codes and compares with what the content holds already."""
    intake = Intake(content, words, department, dict(content.departments))
    with Opener() as opener:
        result = Import([intake.file(path, opener) for path in paths])
    taken = set(content.codes)
    for slug, items in intake.items.items():
        here = replace(content, departments=intake.known, codes=frozenset(taken))
        _department(result, intake.owners[slug], items, here, taken)
    return result


def _department(result: Import, whose: Owner, items: list[Made], content: Content, taken: set[str]) -> None:
    existing = content.items(whose.slug)
    number = content.number(whose.slug)
    if whose.new:
        value = {"名称": whose.name}
        if content.region.code_pattern and "{部门:" in content.region.code_pattern:
            value["部门编码"] = number
        content.departments[whose.slug] = Department.model_validate(value)
        path = f"departments/{whose.slug}.yml"
        result.writes[path] = file_text(value, path)
    items = joined(items)
    recognise(items, existing.values())
    Coder(content.region, whose.slug, number, existing, taken).assign(items)
    for item in items:
        _item(result, whose.slug, item, existing.get(item.code), content)
    listed = {item.code for item in items}
    stand = (code for code, old in existing.items() if code not in content.gone and old.get("状态") not in TOMBSTONES)
    absent = sorted(code for code in stand if code not in listed)
    if absent:
        result.absent[whose.slug] = absent


def _item(result: Import, slug: str, item: Made, old: dict[str, Any] | None, content: Content) -> None:
    path = f"powers/{slug}/{item.code}.yml"
    value = {"职权编码": item.code} | item.value
    if old is None:
        result.new += 1
        result.writes[path] = file_text(value, path)
        return
    if supplement(item):
        value = onto(item, old, content.shared)
    if "行使主体" not in old and value.get("行使主体") == content.departments[slug].name:
        del value["行使主体"]
    now = merged(old, content.shared.expanded(old), value)
    if now == old:
        result.same += 1
        return
    result.changed += 1
    keys = tuple(key for key in {**old, **now} if old.get(key) != now.get(key))
    result.updated.setdefault(keys, []).append(item.code)
    result.writes[path] = file_text(now, path, (content.folder / path).read_text(encoding="utf-8"))
