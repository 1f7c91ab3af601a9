"""The open data of one department, of one region's decisions and documents, and how departments join to a region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yangguang import urls
from yangguang.data.cells import (
    BETWEEN,
    CLOSE,
    OPEN,
    csv_head,
    csv_inside,
    csv_rows,
    json_inside,
    json_rows,
    json_table,
)
from yangguang.data.items import ItemRows, Row, cells, item_json, row
from yangguang.model.concerns import Concerned, issued
from yangguang.model.content import RegionContent
from yangguang.model.event import Adjustment, Event
from yangguang.model.fields import Record
from yangguang.model.links import LawLinks, RegionLinks
from yangguang.model.tables import (
    CSV,
    DEPARTMENTS,
    DOCUMENTS,
    DUTIES,
    EVENTS,
    ITEMS,
    JSON,
    LAWS,
    PLACES,
    REGION,
    REGION_TABLES,
    RISKS,
    THEMES,
    Table,
)

REGISTER: tuple[Table, ...] = (ITEMS, DUTIES, RISKS)
"""The tables that the items fill, each department its own part."""
_OF_ROW = tuple(column for column in EVENTS.columns if column.name.startswith("调整."))
_OF_EVENT = tuple(column for column in EVENTS.columns if column not in _OF_ROW)
_HEADS = {table.name: csv_head(table.header) for table in REGION_TABLES}


def as_csv(table: Table, rows: Iterable[Row]) -> tuple[str, bytes]:
    """A table as CSV: file name and body."""
    header = table.header
    return table.name + CSV, _HEADS[table.name] + csv_rows(cells(header, one) for one in rows)


def as_json(table: Table, objects: bytes) -> tuple[str, bytes]:
    """A table as JSON: file name and body; ``objects`` as from :func:`yangguang.data.cells.json_rows`."""
    return table.name + JSON, json_table(objects)


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
            rows = self.rows[table.name]
            yield as_csv(table, rows)
            yield as_json(table, BETWEEN.join(self.objects) if table is ITEMS else json_rows(rows))


def joined(file: str, parts: Iterable[bytes]) -> Iterator[bytes | memoryview]:
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
            yield OPEN if first else BETWEEN
            yield inside
            first = False
    yield json_table(b"") if first else CLOSE


def decisions(content: RegionContent, told: Concerned, department: str = "") -> Iterator[tuple[str, bytes]]:
    """The files of events and documents of a region, or of what concerns one department: of a decision on several ones
    its table has the rows that the department's ledger has. ``told`` is made of the same ``content``."""
    prefix, events, documents = content.prefix, sorted(content.events.items()), sorted(content.disclosures.items())
    if department:
        events = [(file, event) for file, event in events if file in told[department]]
        documents = [(file, document) for file, document in documents if issued(document, department)]
    yield as_csv(EVENTS, _event_rows(content, events, told[department] if department else None))
    whole = ({**_known(file, urls.event(prefix, file)), "事件": _said(event)} for file, event in events)
    yield as_json(EVENTS, json_rows(whole))
    published = [(_known(file, urls.disclosure(prefix, file)), _said(document)) for file, document in documents]
    yield as_csv(DOCUMENTS, (row(DOCUMENTS.columns, said, known) for known, said in published))
    yield as_json(DOCUMENTS, json_rows({**known, "文件": said} for known, said in published))


def _known(file: str, page: str) -> Row:
    """The number of a decision or document, and its page."""
    return {"编号": urls.record_id(file), "网页": page}


def around(content: RegionContent, own: RegionLinks, as_of: date) -> Iterator[tuple[str, bytes]]:
    """The files of what items of a region name: departments, laws, places, themes, the region itself."""
    prefix = content.prefix
    told: dict[Table, list[tuple[Record | None, Row]]] = {
        DEPARTMENTS: [(one, {"部门": slug, "网页": urls.department(prefix, slug)})
                      for slug, one in content.departments.items()],
        LAWS: [(one.entry, _cited(slug, one, as_of)) for slug, one in own.laws.items()],
        PLACES: [(one, {"网页": urls.place(prefix, one.id)}) for one in content.places],
        THEMES: [(one, {"网页": urls.theme(prefix, one.id), "事项": list(own.themes.get(one.id, ()))})
                 for one in content.themes],
        REGION: [(content.region, {"地区": content.slug, "网页": urls.home(prefix)})],
    }  # fmt: skip
    for table, records in told.items():
        rows = [row(table.columns, _said(record) if record else {}, known) for record, known in records]
        yield as_csv(table, rows)
        yield as_json(table, json_rows(rows))


def _cited(slug: str, law: LawLinks, as_of: date) -> Row:
    codes = list(dict.fromkeys(code for code, _, _ in law.citers))
    validity = law.entry.validity_on(as_of) if law.entry else None
    return {"标识": slug, "名称": law.name, "效力": validity, "事项": codes, "网页": law.path}


def _said(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json", by_alias=True, exclude_unset=True)


def _event_rows(
    content: RegionContent, events: Iterable[tuple[str, Event]], only: Mapping[str, Sequence[Adjustment]] | None
) -> Iterator[Row]:
    """The rows of decisions, numbered as they stand there; ``only`` those of each file, where given."""
    for file, event in events:
        said = _said(event)
        known = _known(file, urls.event(content.prefix, file))
        rows = zip(event.adjustments, said.pop("调整事项", ()), strict=True)
        wanted = set(map(id, event.adjustments if only is None else only[file]))  # two rows may say the same
        for number, (own, adjustment) in enumerate(rows, 1):
            if id(own) in wanted:
                found = row(_OF_EVENT, said, {**known, "行": number}) | row(_OF_ROW, adjustment, {})
                yield {name: found[name] for name in EVENTS.header if name in found}
