"""Files of departments → their items, department by department: whose list each file, sheet or item is."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from yangguang.exchange.grid import Book, Note, Unreadable
from yangguang.exchange.intake.content import Content
from yangguang.exchange.intake.departments import (
    Owner,
    alike,
    exported_as,
    full_name,
    hinted_name,
    holder_name,
    name_in,
    owner,
    placeholder,
    template_holder,
    told_name,
)
from yangguang.exchange.intake.shares import shares
from yangguang.exchange.items.item import made
from yangguang.exchange.items.made import Made, Value
from yangguang.exchange.readers import Opener
from yangguang.exchange.sheets.annex import enter, hand_out
from yangguang.exchange.sheets.columns import Vocabulary
from yangguang.exchange.sheets.raw import Left, Said, SheetRead
from yangguang.exchange.sheets.sheet import read_sheet
from yangguang.model.radicals import without_radicals
from yangguang.model.region import Department, Region
from yangguang.model.spreadsheet import address

_SHEET_LEVELS = {
    "县": "县级",
    "区级": "县级",
    "地州": "市级",
    "市级": "市级",
    "省级": "省级",
    "自治区": "省级",
    "乡": "乡级",
}


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
    def stem(self) -> str:
        """What the file is called, with characters where a PDF gave radicals."""
        return without_radicals(self.path.stem)

    @property
    def items(self) -> list[Made]:
        """All items of the file."""
        return [item for _, items in self.sheets for item in items]


@dataclass(slots=True)
class Intake:
    """Takes in one file after the other: a department that is new in one is known in the next."""

    content: Content
    words: Vocabulary
    department: str | None
    """The slug that the command line tells."""
    known: dict[str, Department]
    owners: dict[str, Owner] = field(default_factory=dict)
    items: dict[str, list[Made]] = field(default_factory=dict)
    """The items of all files by the slug of their department."""

    def file(self, path: Path, opener: Opener) -> FileRead:
        """Reads a file and takes its items, or says why it is left alone."""
        read = FileRead(path)
        start = time.perf_counter()
        try:
            book = opener.open(path)
            read.notes = list(book.notes)
            _sheets(read, book, self.words, self.content.region)
            if not read.items:
                raise Unreadable("no_items")
            for whose, items in self._owners(read):
                _holders(items, whose, self.content)
                self.owners.setdefault(whose.slug, whose)
                self._take(read, self.items.setdefault(whose.slug, []), items)
        except Unreadable as refused:
            read.refused = refused
        read.seconds = time.perf_counter() - start
        return read

    @staticmethod
    def _take(read: FileRead, taken: list[Made], items: list[Made]) -> None:
        """Adds the items of a file or sheet, but not those that one before has said word for word: a copy lies beside it."""
        before: dict[str, list[Value]] = {}
        for item in taken:
            before.setdefault(item.name, []).append(item.value)
        fresh = [item for item in items if item.value not in before.get(item.name, ())]
        if again := len(items) - len(fresh):
            read.notes.append(("copy", {"count": again}))
        taken += fresh

    def _owners(self, read: FileRead) -> Iterator[tuple[Owner, list[Made]]]:
        """The departments of the file, each with items of it."""
        region = self.content.region
        told = self.department or exported_as(read.stem, self.known)
        holders = Counter(said.text for item in read.items for said in item.raw.said.get("行使主体", ()))
        hinted = hinted_name(holders, read.stem, region)
        most = hinted or holder_name(holders, region)
        nameless: list[Made] = []
        for sheet, items in read.sheets:
            name = _name(read, sheet, self.content)
            if items and (name or told):
                yield self._owner(read, name or most, told), items
            else:
                nameless += items
        if nameless:
            shared = {} if hinted else shares(nameless, region, self.known)
            for each, items in shared.items() or [(most, nameless)]:
                yield self._owner(read, each), items

    def _owner(self, read: FileRead, name: str | None, slug: str | None = None) -> Owner:
        """The department of this name, or the one whose ``slug`` is told."""
        if slug:
            found = self.known.get(slug)
            whose = Owner(slug, found.name if found else name or slug, new=found is None and slug not in read.owners)
        elif not name:
            raise Unreadable("no_owner")
        else:
            region = self.content.region
            formal = {full_name(told, region): meant for told, meant in self.words.departments.items()}
            whose = owner(formal.get(full_name(name, region), name), region, self.known)
        if whose.new:
            if whose.slug not in read.owners and (near := alike(whose.name, self.content.region, self.known)):
                read.notes.append(("new_alike", {"name": whose.name, "near": self.known[near].name, "slug": near}))
            self.known[whose.slug] = Department.model_validate({"名称": whose.name})
        gone = self.known[whose.slug].abolished if whose.slug in self.known else None
        if gone and whose.slug not in read.owners:
            read.notes.append(("abolished", {"name": whose.name, "day": gone.isoformat()}))
        return read.owners.setdefault(whose.slug, whose)


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
    enter(found)
    for one in found:
        level = next((level for word, level in _SHEET_LEVELS.items() if word in one.name and "级" in one.name), None)
        items = [made(raw, words, level, region.level, region.risk_levels) for raw in one.items]
        read.sheets.append((one, items))


def _name(read: FileRead, sheet: SheetRead, content: Content) -> str | None:
    """The department that the file, its sheet or its titles name."""
    several = sum(bool(items) for _, items in read.sheets) > 1
    texts = [*([sheet.name] if several else []), read.stem, *sheet.titles, sheet.name]
    if told := told_name([*sheet.titles, read.stem], content.departments):
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
