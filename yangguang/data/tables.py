"""The open data of one department, of one region's decisions and documents, and how departments join to a region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from yangguang import urls
from yangguang.data.cells import csv_head, csv_inside, csv_rows, json_inside, json_rows, json_table
from yangguang.data.items import ItemRows, Row, cells, item_json, row
from yangguang.model.content import RegionContent
from yangguang.model.disclosure import Disclosure
from yangguang.model.event import Event
from yangguang.model.links import RegionLinks
from yangguang.model.tables import DOCUMENTS, DUTIES, EVENTS, ITEMS, RISKS, TABLES, Table

CSV, JSON = ".csv", ".json"
REGISTER: tuple[Table, ...] = (ITEMS, DUTIES, RISKS)
"""The tables that the items fill, each department its own part."""
FILES: tuple[str, ...] = tuple(table.name + ending for table in TABLES for ending in (CSV, JSON))
_HEADS = {table.name: csv_head(table.header) for table in TABLES}


def table_files(table: Table, rows: Iterable[Row]) -> Iterator[tuple[str, bytes]]:
    """(file name, body) of a table as CSV and as JSON."""
    found = list(rows)
    yield table.name + CSV, _HEADS[table.name] + csv_rows(cells(table.columns, one) for one in found)
    yield table.name + JSON, json_table(json_rows(found))


@dataclass(slots=True)
class DepartmentTables:
    """Collects the items of one department, one after the other, and makes its files."""

    objects: list[bytes] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table.name: [] for table in REGISTER})

    def add(self, item: ItemRows) -> None:
        """Takes in one item."""
        self.objects.append(item_json(item.place, item.item["职权编码"], item.body, item.links))
        self.rows["items"].append(item.items())
        self.rows["duties"] += item.duties()
        self.rows["risks"] += item.risks()

    def files(self) -> Iterator[tuple[str, bytes]]:
        """(file name, body). items.json holds each item whole, the other tables only their rows."""
        for table in REGISTER:
            for name, body in table_files(table, self.rows[table.name]):
                yield name, json_table(b",\n".join(self.objects)) if name == "items.json" else body


def joined(file: str, parts: Iterable[bytes]) -> Iterator[bytes]:
    """A region's table, piece by piece, from the same table of each of its departments."""
    name = file.removesuffix(CSV).removesuffix(JSON)
    if file.endswith(CSV):
        yield _HEADS[name]
        yield from (csv_inside(part, _HEADS[name]) for part in parts)
        return
    first = True
    for part in parts:
        inside = json_inside(part)
        if inside:
            yield b"[\n" if first else b",\n"
            yield inside
            first = False
    yield b"[]\n" if first else b"\n]\n"


def decisions(content: RegionContent, links: RegionLinks, department: str = "") -> Iterator[tuple[str, bytes]]:
    """The files of events and documents of a region, or of what touches one department."""
    events = sorted(content.events.items())
    documents = sorted(content.disclosures.items())
    if department:
        events = [(file, event) for file, event in events if touches(event, department, links)]
        documents = [(file, document) for file, document in documents if issued(document, department)]
    yield from _whole(table_files(EVENTS, _event_rows(content, events)), (_whole_event(content, *e) for e in events))
    whole = (_whole_document(content, *document) for document in documents)
    yield from _whole(table_files(DOCUMENTS, (_document_row(content, *d) for d in documents)), whole)


def _whole(files: Iterable[tuple[str, bytes]], objects: Iterable[Any]) -> Iterator[tuple[str, bytes]]:
    """The files of a table, its JSON with whole records instead of rows."""
    for name, body in files:
        yield name, json_table(json_rows(objects)) if name.endswith(JSON) else body


def touches(event: Event, department: str, links: RegionLinks) -> bool:
    """Whether a decision changes something in a department, as it was or as it is."""
    for adjustment in event.adjustments:
        if department in (adjustment.department, adjustment.old_department, adjustment.new_department):
            return True
        codes = (*adjustment.before, *adjustment.after)
        if any(code in links.items and links.items[code].department == department for code in codes):
            return True
    return False


def issued(document: Disclosure, department: str) -> bool:
    """Whether a department has issued a document, alone or with others."""
    return department in (document.issuer, *document.joint_issuers)


def _said(record: Event | Disclosure) -> dict[str, Any]:
    return record.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _event_rows(content: RegionContent, events: Iterable[tuple[str, Event]]) -> Iterator[Row]:
    for file, event in events:
        said = _said(event)
        known = {"编号": urls.record_id(file), "网页": urls.event(content.prefix, file)}
        for number, adjustment in enumerate(said.pop("调整事项", ()), 1):
            inner = {column.name: column for column in EVENTS.columns if column.name.startswith("调整.")}
            changed = row(tuple(inner.values()), adjustment, {})
            rest = tuple(column for column in EVENTS.columns if column.name not in inner)
            found = {**row(rest, said, {**known, "行": number}), **changed}
            yield {name: found[name] for name in EVENTS.header if name in found}


def _document_row(content: RegionContent, file: str, document: Disclosure) -> Row:
    known = {"编号": urls.record_id(file), "网页": urls.disclosure(content.prefix, file)}
    return row(DOCUMENTS.columns, _said(document), known)


def _whole_event(content: RegionContent, file: str, event: Event) -> Mapping[str, Any]:
    return {"编号": urls.record_id(file), "网页": urls.event(content.prefix, file), "事件": _said(event)}


def _whole_document(content: RegionContent, file: str, document: Disclosure) -> Mapping[str, Any]:
    return {"编号": urls.record_id(file), "网页": urls.disclosure(content.prefix, file), "文件": _said(document)}
