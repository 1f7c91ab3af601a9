"""The inventory: each record with the elements of Chinese archival description, by a table that an archive may replace."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yangguang.archive.ledger import day_of
from yangguang.archive.media import media_type
from yangguang.archive.payload import (
    DOCUMENT,
    EVENT,
    INVENTORY,
    INVENTORY_CSV,
    ITEM,
    NAMED_BY,
    SITE,
    Payload,
    figures,
    id_of,
)
from yangguang.data.cells import csv_head, csv_rows
from yangguang.model.finding import Refused
from yangguang.yamlio import read_yaml

ELEMENTS = Path(__file__).with_name("elements.yml")
TABLE = "inventory/elements.yml"
Elements = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Capture:
    """What is the same for every record of a snapshot."""

    moment: str
    """What the clock said when it was made."""
    software: str
    root: str
    """The public address of the site."""
    site_name: str
    site_code: str
    sizes: Mapping[str, int]
    """Bytes by path in the snapshot."""


def read_elements(body: bytes, name: str) -> Elements:
    """The table of elements. Raises Refused where it is not a mapping from element to sources."""
    value, problems = read_yaml(body, name)
    if problems or not isinstance(value, dict) or not value:
        raise Refused("elements_unreadable", file=name)
    for element, sources in value.items():
        if not isinstance(sources, list) or not all(isinstance(source, str) for source in sources):
            raise Refused("elements_sources", file=name, element=element)
    return {str(element): [str(source) for source in sources] for element, sources in value.items()}  # type: ignore[union-attr]


def inventory(payload: Payload, elements: Elements, capture: Capture) -> dict[str, bytes]:
    """The inventory as JSON and as CSV, by path in the snapshot."""
    rows = list(_rows(payload, elements, capture))
    header = [*NAMED_BY, *elements]
    text = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return {
        INVENTORY: f"[\n{text}\n]\n".encode(),
        INVENTORY_CSV: csv_head(header) + csv_rows([row.get(name, "") for name in header] for row in rows),
    }


def _rows(payload: Payload, elements: Elements, capture: Capture) -> Iterator[dict[str, str]]:
    departments: dict[tuple[str, str], str] = {}
    for number, (kind, region, row) in enumerate(payload.every(), 1):
        if kind == ITEM:  # the items of a region come before its documents, which name departments by their files
            departments[region, row["部门"]] = row["部门名称"]
        issuer = departments.get((region, row[DOCUMENT].get("发布机构", ""))) if kind == DOCUMENT else None
        named = {"部门名称": issuer} if issuer else {}
        whole = {**row, **named, "档案": _known(payload, capture, kind, row, number)}
        found = {element: _value(whole, sources) for element, sources in elements.items()}
        named_by = dict(zip(NAMED_BY, (kind, region, id_of(kind, row)), strict=True))
        yield named_by | {element: value for element, value in found.items() if value}


def _known(payload: Payload, capture: Capture, kind: str, row: Mapping[str, Any], number: int) -> dict[str, str]:
    path = SITE + str(row["网页"])
    if path not in payload.files:
        raise Refused("record_without_page", record=id_of(kind, row), page=row["网页"])
    return {
        "年度": capture.moment[:4],
        "件号": str(number),
        "网址": capture.root + str(row["网页"]),
        "栏目": {ITEM: "权责清单", EVENT: "动态调整"}.get(kind) or str(row[kind].get("公开类别") or "政务公开"),
        "捕获日期": day_of(capture.moment),
        "摘要": _summary(kind, row),
        "格式": media_type(path),
        "大小": str(capture.sizes[path]),
        "校验": f"SHA-256 {payload.files[path]}",
        "软件": capture.software,
        "网站名称": capture.site_name,
        "网站标识码": capture.site_code,
        "附件": "；".join(_attachments(kind, row)),
    }


def _attachments(kind: str, row: Mapping[str, Any]) -> Iterator[str]:
    """The files that a record refers to, as it names them."""
    for one in row[kind].get("附件") or ():
        if isinstance(one, dict) and one.get("文件"):
            yield str(one["文件"])


def _summary(kind: str, row: Mapping[str, Any]) -> str:
    if kind != ITEM:
        return ""
    item = row[ITEM]
    duties, risks = figures([item])
    return f"{row.get('部门名称', '')}{item.get('职权类别') or '公共服务'}：责任事项 {duties} 项，风险点 {risks} 个"


def _value(row: Mapping[str, Any], sources: Sequence[str]) -> str:
    for source in sources:
        value = source[1:] if source.startswith("=") else _text(_found(row, source.split(".")))
        if value:
            return value
    return ""


def _found(value: Any, path: Sequence[str]) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "；".join(_text(one) for one in value)
    return "" if value is None or isinstance(value, dict) else str(value)
