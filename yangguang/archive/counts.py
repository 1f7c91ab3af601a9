"""Counts that must agree: what pages list, what the data hold, what the release says of itself, what is inventoried."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from yangguang import urls
from yangguang.archive.payload import (
    DOCUMENT,
    INVENTORY,
    ITEM,
    KINDS,
    NAMED_BY,
    SITE,
    Payload,
    figures,
    id_of,
    is_service,
)
from yangguang.data.cells import read_rows
from yangguang.model.finding import Finding, finding
from yangguang.model.words import ACTIVE

_LINKED = re.compile(r'href="([^"/]+)\.html"')


def check_counts(payload: Payload) -> Iterator[Finding]:
    """Every place where pages, data, inventory and release tell of different records, or of another number of them.

    A file that the payload lacks is not counted against the others: its absence is told by whoever compares files.
    """
    yield from _inventory(payload)
    yield from _pages(payload)
    for region in payload.regions():
        yield from _tables(payload, region)
    yield from _release(payload)


def _inventory(payload: Payload) -> Iterator[Finding]:
    if INVENTORY not in payload.files:
        return
    rows = {tuple(row[name] for name in NAMED_BY) for row in json.loads(payload.read(INVENTORY))}
    records = {(kind, region, id_of(kind, row)) for kind, region, row in payload.every()}
    yield from (finding("not_in_inventory", record="/".join(one)) for one in sorted(records - rows))
    missing = {one for one in rows - records if payload.has_table(one[0], one[1])}
    yield from (finding("only_in_inventory", record="/".join(one)) for one in sorted(missing))


def _pages(payload: Payload) -> Iterator[Finding]:
    main = payload.about["region"]
    pages = {(region or main, code) for region, code in payload.pages()}
    items = {(region, id_of(ITEM, row)) for region in payload.regions() for row in payload.records(ITEM, region)}
    unknown = {one for one in pages - items if payload.has_table(ITEM, one[0])}
    yield from (finding("page_and_data", record="/".join(one)) for one in sorted(unknown | (items - pages)))


def _tables(payload: Payload, region: str) -> Iterator[Finding]:
    """The list of names, which a reader counts, and the tables, which a program counts."""
    prefix = "" if region == payload.about["region"] else f"regions/{region}/"
    names = SITE + urls.powers(prefix)
    if names in payload.files and payload.has_table(ITEM, region):
        listed = set(_LINKED.findall(payload.read(names).decode("utf-8", "replace")))
        active = {id_of(ITEM, row) for row in payload.records(ITEM, region) if row["状态"] in ACTIVE}
        yield from (finding("not_listed", record=f"{region}/{code}", page=names) for code in sorted(active - listed))
    for kind in (ITEM, DOCUMENT):  # the table of decisions has a line for each item that one adjusts
        table = payload.table(kind, region).removesuffix(".json") + ".csv"
        if table in payload.files and payload.has_table(kind, region):
            rows = sum(1 for _ in read_rows(io.StringIO(payload.read(table).decode("utf-8-sig"), newline=""))) - 1
            if rows != (known := len(payload.records(kind, region))):
                yield finding("counts_differ", what=kind, one=rows, where=table, other=known, there=KINDS[kind])


def _release(payload: Payload) -> Iterator[Finding]:
    """The figures of release.html and version.json are those of the data."""
    file = SITE + urls.VERSION
    tables = (payload.has_table(ITEM, region) for region in payload.regions())
    if file not in payload.files or not all(tables):
        return
    told = json.loads(payload.read(file))
    items = [row[ITEM] for region in payload.regions() for row in payload.listed(region)]
    for name, number in _figures(items).items():
        if told[name] != number:
            yield finding("counts_differ", what=name, one=told[name], where=file, other=number, there="items.json")


def _figures(items: list[dict[str, Any]]) -> dict[str, int]:
    services = sum(map(is_service, items))
    duties, risks = figures(items)
    return {"powers": len(items) - services, "services": services, "duties": duties, "risks": risks}
