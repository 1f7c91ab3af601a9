"""Files of departments → the files of a region's content: everything is read and decided before anything is written."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from yangguang.disk import put
from yangguang.exchange.annex import hand_out
from yangguang.exchange.codes import Coder
from yangguang.exchange.columns import Vocabulary
from yangguang.exchange.content import Content
from yangguang.exchange.departments import (
    Owner,
    hinted_name,
    holder_name,
    name_in,
    owner,
    placeholder,
    template_holder,
    told_name,
)
from yangguang.exchange.grid import Book, Unreadable
from yangguang.exchange.item import made
from yangguang.exchange.made import Made
from yangguang.exchange.merge import merged
from yangguang.exchange.raw import Left, Said, SheetRead
from yangguang.exchange.readers import Opener
from yangguang.exchange.rows import read_sheet
from yangguang.exchange.shares import shares
from yangguang.exchange.supplements import joined, onto, recognise, supplement
from yangguang.exchange.writing import file_text
from yangguang.model.region import Department, Region
from yangguang.model.spreadsheet import address
from yangguang.model.words import TOMBSTONES

_SHEET_LEVELS = {
    "县": "县级",
    "区级": "县级",
    "地州": "市级",
    "市级": "市级",
    "省级": "省级",
    "自治区": "省级",
    "乡": "乡级",
}

Note = tuple[str, dict[str, object]]


@dataclass(slots=True)
class FileRead:
    """One file: its sheets and items, or the sentence that says why it is left alone."""

    path: Path
    sheets: list[tuple[SheetRead, list[Made]]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    refused: Unreadable | None = None
    owners: dict[str, Owner] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def items(self) -> list[Made]:
        """All items of the file."""
        return [item for _, items in self.sheets for item in items]


@dataclass(slots=True)
class Import:
    """What an import is about to do: files to write by their path in the content, and what becomes of items."""

    files: list[FileRead]
    writes: dict[str, bytes] = field(default_factory=dict)
    new: int = 0
    changed: int = 0
    same: int = 0
    absent: dict[str, list[str]] = field(default_factory=dict)
    """By department: codes that the content has and the list has not."""

    def write(self, folder: Path) -> None:
        """Writes everything below the content folder."""
        for path, data in sorted(self.writes.items()):
            put(folder / path, data)


def plan(paths: Iterable[Path], content: Content, words: Vocabulary, department: str | None = None) -> Import:
    """Reads all files, gives codes and compares with what the content holds already."""
    known = dict(content.departments)
    by_owner: dict[Owner, list[Made]] = {}
    with Opener() as opener:
        files = [_file(path, opener, content, words, department, known, by_owner) for path in paths]
    result = Import(files)
    taken = set(content.codes)
    for whose, items in by_owner.items():
        here = replace(content, departments=known, codes=frozenset(taken))
        _department(result, whose, items, here, taken)
    return result


def _file(
    path: Path, opener: Opener, content: Content, words: Vocabulary, department: str | None,
    known: dict[str, Department], by_owner: dict[Owner, list[Made]],
) -> FileRead:  # fmt: skip
    read = FileRead(path)
    start = time.perf_counter()
    try:
        book = opener.open(path)
        read.notes = list(book.notes)
        _sheets(read, book, words, content.region)
        if not read.items:
            raise Unreadable("no_items")
        for whose, items in _owners(read, content, words, department, known):
            _holders(items, whose, content)
            before = next((each for each in by_owner if each.slug == whose.slug), whose)
            by_owner.setdefault(before, []).extend(items)
    except Unreadable as refused:
        read.refused = refused
    read.seconds = time.perf_counter() - start
    return read


def _sheets(read: FileRead, book: Book, words: Vocabulary, region: Region) -> None:
    found = []
    for sheet in book.sheets:
        if sheet.hidden:
            if sheet.cells:
                read.notes.append(("hidden_sheet", {"name": sheet.name}))
            continue
        for key, places in (("formulas", sheet.formulas), ("errors", sheet.errors)):
            if places:
                cells = "、".join(address(*at) for at in places[:12]) + ("…" if len(places) > 12 else "")
                read.notes.append((key, {"name": sheet.name, "count": len(places), "cells": cells}))
        found.append(read_sheet(sheet, words))
    hand_out(found)
    for one in found:
        level = next((level for word, level in _SHEET_LEVELS.items() if word in one.name and "级" in one.name), None)
        items = [made(raw, words, level, region.level, region.risk_levels) for raw in one.items]
        read.sheets.append((one, items))


def _owners(
    read: FileRead, content: Content, words: Vocabulary, department: str | None, known: dict[str, Department]
) -> Iterator[tuple[Owner, list[Made]]]:
    """The departments of the file, each with items of it; a new one is known from now on."""
    holders = Counter(said.text for item in read.items for said in item.raw.said.get("行使主体", ()))
    hinted = hinted_name(holders, read.path.stem, content.region)
    most = hinted or holder_name(holders, content.region)
    nameless: list[Made] = []
    for sheet, items in read.sheets:
        name = _name(read, sheet, content)
        if items and (name or department):
            yield _owner(read, name or most, content, words, department, known), items
        else:
            nameless += items
    if nameless:
        shared = {} if hinted else shares(nameless, content.region, known)
        for each, items in shared.items() or [(most, nameless)]:
            yield _owner(read, each, content, words, None, known), items


def _owner(
    read: FileRead, name: str | None, content: Content, words: Vocabulary, department: str | None,
    known: dict[str, Department],
) -> Owner:  # fmt: skip
    """The department of this name, or the one that the command line tells."""
    if department:
        found = known.get(department)
        told = found.name if found else name or department
        whose = Owner(department, told, new=found is None and department not in read.owners)
    elif not name:
        raise Unreadable("no_owner")
    else:
        whose = owner(words.departments.get(name, name), content.region, known)
    if whose.new:
        known[whose.slug] = Department.model_validate({"名称": whose.name})
    return read.owners.setdefault(whose.slug, whose)


def _name(read: FileRead, sheet: SheetRead, content: Content) -> str | None:
    """The department that the file, its sheet or its titles name."""
    several = sum(bool(items) for _, items in read.sheets) > 1
    texts = [*([sheet.name] if several else []), read.path.stem, *sheet.titles, sheet.name]
    if told := told_name([*sheet.titles, read.path.stem], content.departments):
        return told
    return next((name for text in texts if (name := name_in(text, content.region))), None)


def _holders(items: list[Made], whose: Owner, content: Content) -> None:
    """A form's placeholder for the department itself gives way to the department."""
    for item in items:
        holder = str(item.value.get("行使主体", ""))
        said = item.raw.said.get("行使主体", [Said("", (0, 0))])[0]
        if holder.startswith(content.region.name):
            continue
        if template_holder(holder, whose.name, content.region):
            del item.value["行使主体"]
            item.left.append(Left("template_holder", said.at, said.text))
        elif placeholder(holder):
            item.left.append(Left("template_kept", said.at, said.text))


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
    result.writes[path] = file_text(now, path, (content.folder / path).read_text(encoding="utf-8"))
