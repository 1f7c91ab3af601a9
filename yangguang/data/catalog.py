"""The catalogue of the open data as JSON-LD in the words of DCAT 3 (W3C), so that data portals can harvest it."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from yangguang import hrefs, urls
from yangguang.data.tables import CSV, JSON
from yangguang.model.content import RegionContent
from yangguang.model.tables import DOCUMENTS, EVENTS, TABLES, Table

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_SOME = 6
"""So many columns are named to say what a table is about."""
_MEDIA = {CSV: "text/csv", JSON: "application/json"}
_TYPES = "https://www.iana.org/assignments/media-types/"
_CHINESE = "http://id.loc.gov/vocabulary/iso639-1/zh"
"""A language is a thing and no text; DCAT asks for those of the Library of Congress."""

Updated = Mapping[str, date | None]
"""Each department that has items → the newest 更新日期 that they say."""


def catalog(contents: Mapping[str, RegionContent], updated: Mapping[str, Updated], root: str) -> bytes:
    """The catalogue of all regions. Addresses are relative to it where the site has no public address.

    ``updated`` is keyed by 网址标识.
    """
    main = next(content for content in contents.values() if content.main)
    datasets = [one for slug, content in contents.items() for one in _datasets(content, updated[slug], root)]
    told = {
        "@context": CONTEXT,
        "@id": _address(root, urls.DATA_CATALOG),
        "@type": "dcat:Catalog",
        "dct:title": f"{main.region.name}权责清单开放数据",
        "dct:language": {"@id": _CHINESE},
        "dct:publisher": _publisher(main),
        "foaf:homepage": {"@id": _address(root, urls.DATA)},
        "dcat:dataset": datasets,
    }
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def _datasets(content: RegionContent, own: Updated, root: str) -> Iterator[dict[str, Any]]:
    updated = {"": max(filter(None, own.values()), default=None), **own}
    for slug in ("", *content.departments):
        for table in TABLES:
            day = _decided(content, table, slug) if table in (EVENTS, DOCUMENTS) else updated.get(slug)
            yield _dataset(content, table, slug, root, day)


def _decided(content: RegionContent, table: Table, department: str) -> date | None:
    """The newest date that a region's decisions say of themselves; unknown for those of a department."""
    if department:
        return None
    events = (event.told for event in content.events.values() if event.told)
    documents = (document.published for document in content.disclosures.values())
    return max(events if table is EVENTS else documents, default=None)


def _dataset(content: RegionContent, table: Table, department: str, root: str, day: date | None) -> dict[str, Any]:
    known = content.departments.get(department)
    owner = known.name if known else content.region.name
    modified = {"dct:modified": {"@type": "xsd:date", "@value": day.isoformat()}} if day else {}
    files = [urls.data_table(content.slug, table.name + ending, department) for ending in (CSV, JSON)]
    return {
        "@id": f"{_address(root, files[1])}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": f"{owner}：{table.title}",
        "dct:description": _told(owner, table, day),
        "dct:identifier": "/".join(part for part in (content.slug, department, table.name) if part),
        "dct:publisher": _publisher(content),
        "dct:spatial": {"@type": "dct:Location", "rdfs:label": content.region.name},
        **modified,
        "dcat:landingPage": {"@id": _address(root, urls.DATA)},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": {"@id": _address(root, file)},
                "dcat:mediaType": {"@id": _TYPES + media},
            }
            for file, media in zip(files, _MEDIA.values(), strict=True)
        ],
    }


def _told(owner: str, table: Table, day: date | None) -> str:
    """What a table holds, in which columns, of which day: in 50 signs or more, as search engines for data ask."""
    columns = "、".join(table.header[:_SOME])
    newest = f"最近更新 {day.isoformat()}。" if day else ""
    return (
        f"{owner}的{table.title}：{table.meaning}。共 {len(table.header)} 列，有{columns}等，含义见数据字典；"
        f"CSV 和 JSON 两种格式。{newest}"
    )


def _publisher(content: RegionContent) -> dict[str, str]:
    return {"@type": "foaf:Organization", "foaf:name": content.region.government or content.region.name}


def _address(root: str, path: str) -> str:
    if root:
        return hrefs.absolute(root, path)
    return quote(posixpath.relpath(path, posixpath.dirname(urls.DATA_CATALOG)))
