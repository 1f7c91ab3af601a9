"""What a page is about in the words of schema.org, as JSON-LD for machines.

A ``<script type="application/ld+json">`` is a data block: browsers never run it, and the security policy of the pages
(``script-src 'self'``) does not concern it (HTML, "prepare the script element"); a test looks at Chromium's console.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from yangguang.hrefs import address
from yangguang.model.facts import ItemFacts
from yangguang.model.links import LawLinks
from yangguang.model.region import Department, Region
from yangguang.model.words import ACTIVE
from yangguang.views.parts import Trusted

CONTEXT = "https://schema.org"
_FORCE = {"有效": "InForce", "已修改": "PartiallyInForce", "废止": "NotInForce", "尚未施行": "NotInForce"}
_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})

Thing = dict[str, Any]


def data_block(thing: Mapping[str, Any]) -> Trusted:
    """The JSON that stands in a page: without a sign that could end the block or begin markup."""
    told = {"@context": CONTEXT, **_said(thing)}
    return Trusted(json.dumps(told, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED))


def _said(thing: Mapping[str, Any]) -> Thing:
    """The thing without what is not known."""
    return {key: _said(value) if isinstance(value, Mapping) else value for key, value in thing.items() if value}


def service(item: ItemFacts, status: str, region: Region, holder: str, root: str, start: str) -> Trusted | None:
    """A power or public service; nothing for what is off the list or only groups others."""
    if status not in ACTIVE or item.catalogue_main:
        return None
    return data_block({
        "@type": "GovernmentService",
        "name": item.name,
        "alternateName": list(item.everyday_names),
        "identifier": item.code,
        "serviceType": item.kind,
        "provider": {"@type": "GovernmentOrganization", "name": holder},
        "areaServed": {"@type": "AdministrativeArea", "name": region.name},
        "url": address(root, start, start),
    })  # fmt: skip


def organization(department: Department, region: Region, root: str, start: str) -> Trusted:
    """A department."""
    return data_block({
        "@type": "GovernmentOrganization",
        "name": department.name,
        "alternateName": department.short,
        "identifier": department.credit_code,
        "dissolutionDate": department.abolished.isoformat() if department.abolished else None,
        "address": department.address,
        "telephone": department.consult_phone,
        "parentOrganization": {"@type": "GovernmentOrganization", "name": region.government or region.name},
        "areaServed": {"@type": "AdministrativeArea", "name": region.name},
        "url": address(root, start, start),
    })  # fmt: skip


def legislation(law: LawLinks, as_of: date, root: str) -> Trusted | None:
    """A law of laws.yml, as it stands on a day; of others only a name is known."""
    entry = law.entry
    if entry is None:
        return None
    return data_block({
        "@type": "Legislation",
        "name": entry.name,
        "alternateName": entry.short,
        "legislationIdentifier": entry.number,
        "legislationType": entry.rank,
        "legislationPassedBy": {"@type": "Organization", "name": entry.issuer} if entry.issuer else None,
        "legislationDate": entry.published.isoformat() if entry.published else None,
        "legislationLegalForce": _FORCE[entry.validity_on(as_of)],
        "url": address(root, law.path, law.path),
    })  # fmt: skip


def dataset(name: str, description: str, region: Region, files: Mapping[str, str], root: str, start: str) -> Trusted:
    """A set of open data; ``files``: path → media type."""
    return data_block({
        "@type": "Dataset",
        "name": name,
        "description": description,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "creator": {"@type": "GovernmentOrganization", "name": region.government or region.name},
        "spatialCoverage": {"@type": "AdministrativeArea", "name": region.name},
        "url": address(root, start, start),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": address(root, start, path), "encodingFormat": media}
            for path, media in files.items()
        ],
    })  # fmt: skip
