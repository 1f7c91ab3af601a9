"""The catalogue of the open data as JSON-LD in the words of DCAT 3 (W3C), so that data portals can harvest it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from yangguang import hrefs, urls
from yangguang.model.concerns import issuers
from yangguang.model.content import RegionContent
from yangguang.model.tables import AROUND, DOCUMENTS, EVENTS, JSON, MEDIA, REGION_TABLES, TABLES, Table

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_SOME = 6
"""So many columns are named to say what a table is about."""
_TYPES = "https://www.iana.org/assignments/media-types/"
_CHINESE = "http://id.loc.gov/vocabulary/iso639-1/zh"
"""A language is a thing and no text; DCAT asks for those of the Library of Congress."""

Days = Mapping[tuple[str, str], date | None]
"""(department, or "" for the region; name of a table) → the newest day that the data tell of it."""


def days(
    content: RegionContent, updated: Mapping[str, date | None], decided: Mapping[str, Iterable[str]], as_of: date
) -> Days:
    """Of each table of a region when it last changed. Items change with their 更新日期 (``updated``, the newest of each
    department) and with decisions, on the day that tells of these and on that from which they are in force; ``decided`` has
    the files of those that concern a department."""
    found: dict[tuple[str, str], date | None] = {}
    issued = _issued(content)
    for slug in ("", *content.departments):
        events = [content.events[file] for file in (decided[slug] if slug else content.events)]
        said = [day for day in ([updated.get(slug)] if slug else updated.values()) if day]
        known = [event.told for event in events if event.told]
        decisions = [day for day in (event.newest(as_of) for event in events) if day]
        for table in TABLES:
            of_table = {EVENTS: known, DOCUMENTS: issued[slug]}.get(table, (*said, *decisions))
            found[slug, table.name] = max(of_table, default=None)
    return found


def _issued(content: RegionContent) -> dict[str, list[date]]:
    """Of each department, and of the region, the days on which its documents were published."""
    found: dict[str, list[date]] = defaultdict(list)
    for document in content.disclosures.values():
        for slug in ("", *issuers(document)):
            found[slug].append(document.published)
    return found


def catalog(contents: Mapping[str, RegionContent], told: Mapping[str, Days], root: str) -> bytes:
    """The catalogue of all regions. Addresses are relative to it where the site has no public address.

    ``told`` is keyed by 网址标识.
    """
    main = next(content for content in contents.values() if content.main)
    name = f"{main.region.name}权责清单开放数据"
    datasets = [one for slug, content in contents.items() for one in _datasets(content, told[slug], root)]
    return _json({
        "@context": CONTEXT,
        "@id": _address(root, urls.DATA_CATALOG),
        "@type": "dcat:Catalog",
        "dct:title": name,
        "dct:description": f"{name}：各地区、各部门的{_titles(TABLES)}，各地区的{_titles(AROUND)}，CSV 和 JSON 两种格式。",
        "dct:language": {"@id": _CHINESE},
        "dct:publisher": _publisher(main),
        "foaf:homepage": {"@id": _address(root, urls.DATA)},
        "dcat:dataset": datasets,
    })  # fmt: skip


def _titles(tables: Iterable[Table]) -> str:
    return "、".join(table.title for table in tables)


def _json(told: Mapping[str, Any]) -> bytes:
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()


def _datasets(content: RegionContent, told: Days, root: str) -> Iterator[dict[str, Any]]:
    for slug in ("", *content.departments):
        for table in TABLES if slug else REGION_TABLES:
            yield _dataset(content, table, slug, root, told.get((slug, table.name)))


def _dataset(content: RegionContent, table: Table, department: str, root: str, day: date | None) -> dict[str, Any]:
    owner = content.name_of(department) or content.region.name
    modified = {"dct:modified": {"@type": "xsd:date", "@value": day.isoformat()}} if day else {}
    files = {ending: urls.data_table(content.slug, table.name + ending, department) for ending in MEDIA}
    return {
        "@id": f"{_address(root, files[JSON])}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": f"{owner}：{table.title}",
        "dct:description": _told(owner, table, day),
        "dct:identifier": "/".join(part for part in (content.slug, department, table.name) if part),
        "dct:publisher": _publisher(content),
        "dct:spatial": {"@type": "dct:Location", "rdfs:label": content.region.name},
        **modified,
        "dcat:landingPage": {"@id": _address(root, urls.data_region(content.slug))},
        "foaf:page": {"@id": f"{_address(root, urls.DATA_DICTIONARY)}#{table.anchor}"},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:accessURL": {"@id": _address(root, file)},
                "dcat:downloadURL": {"@id": _address(root, file)},
                "dcat:mediaType": {"@id": _TYPES + MEDIA[ending]},
            }
            for ending, file in files.items()
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
    return {"@type": "foaf:Agent", "foaf:name": content.region.government or content.region.name}


def _address(root: str, path: str) -> str:
    return hrefs.address(root, urls.DATA_CATALOG, path)
