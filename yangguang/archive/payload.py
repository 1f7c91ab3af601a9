"""What a snapshot holds, wherever it lies: in the store or in a bag; paths, bytes, and the records that it tells of."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from yangguang.model.words import ACTIVE

ABOUT = "snapshot.json"
COVER, ENGINE = "index.html", "engine/engine.json"
INVENTORY, INVENTORY_CSV = "inventory/records.json", "inventory/records.csv"
SITE, SOURCE, SCHEMA, HISTORY = "site/", "source/", "schema/", "history/"
DATA, WEB = "data/", "web/"
"""In a bag: the folder of everything, and in it that of WARC and WACZ, which follow from the rest."""
ITEM, EVENT, DOCUMENT = "事项", "事件", "文件"
KINDS = {ITEM: "items.json", EVENT: "events.json", DOCUMENT: "documents.json"}
"""Kinds of records, and the file of the open data that lists them; each row holds the record under the same word."""
NAMED_BY = ("种类", "地区", "记录")
"""What names a record in the inventory: its kind, its region, and :func:`id_of`."""
_TABLE = re.compile(r"site/data/v1/([a-z0-9-]+)/(items|events|documents)\.json")
_STYLE = re.compile(r"site/assets/site\.[0-9a-f]+\.css")
_PAGE = re.compile(r"site/(?:regions/([a-z0-9-]+)/)?powers/([^/]+)\.html")


@dataclass(frozen=True, slots=True)
class Payload:
    """A snapshot's files: path → SHA-256, and how to read one; ``removed``: paths of what was taken down since."""

    files: Mapping[str, str]
    read: Callable[[str], bytes]
    removed: frozenset[str] = frozenset()

    @property
    def about(self) -> dict[str, Any]:
        """snapshot.json. Raises ``ValueError`` where it is none."""
        try:
            told: Any = json.loads(self.read(ABOUT))
        except RecursionError as error:
            raise ValueError(ABOUT) from error
        if not isinstance(told, dict):
            raise ValueError(ABOUT)
        return told

    @property
    def style(self) -> str:
        """The site's own style sheet, or nothing."""
        return next((path for path in sorted(self.files) if _STYLE.fullmatch(path)), "")

    def regions(self) -> tuple[str, ...]:
        """网址标识 of every region, sorted."""
        return tuple(sorted({found[1] for path in (*self.files, *self.removed) if (found := _TABLE.fullmatch(path))}))

    def table(self, kind: str, region: str) -> str:
        """The file of a region's open data of one kind."""
        return f"{SITE}data/v1/{region}/{KINDS[kind]}"

    def has_table(self, kind: str, region: str) -> bool:
        """Whether that file is there."""
        return self.table(kind, region) in self.files

    def records(self, kind: str, region: str) -> list[dict[str, Any]]:
        """The rows of a region's open data of one kind; empty where it has none."""
        path = self.table(kind, region)
        rows: Any = json.loads(self.read(path)) if path in self.files else []
        return rows if isinstance(rows, list) else []

    def listed(self, region: str) -> list[dict[str, Any]]:
        """The items of a region that stand in its list and are counted there."""
        rows = self.records(ITEM, region)
        return [row for row in rows if row["状态"] in ACTIVE and row[ITEM].get("目录主项") != "是"]

    def every(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """(kind, region, row) of every record."""
        for region in self.regions():
            for kind in KINDS:
                yield from ((kind, region, row) for row in self.records(kind, region))

    def pages(self) -> set[tuple[str, str]]:
        """(网址标识, code) of every item that has a page, or had one before it was taken down; the main region's 网址标识 is empty."""
        found = (match for path in (*self.files, *self.removed) if (match := _PAGE.fullmatch(path)))
        return {(match[1] or "", match[2]) for match in found if match[2] != "index"}


def warc_path(snapshot: str) -> str:
    """Where a bag keeps the WARC of its snapshot."""
    return f"{WEB}{snapshot}.warc"


def wacz_path(snapshot: str) -> str:
    """Where a bag keeps the WACZ of its snapshot."""
    return f"{WEB}{snapshot}.wacz"


def id_of(kind: str, row: Mapping[str, Any]) -> str:
    """What names a record within its region: the code of an item, ``<year>/<name>`` of a decision or document."""
    return str(row[ITEM]["职权编码"] if kind == ITEM else row["编号"])


def is_service(item: Mapping[str, Any]) -> bool:
    """Whether an item is a public service, which has no class of powers."""
    return item.get("事项性质") == "公共服务"


def figures(items: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """How many responsibilities items have, and how many risk points."""
    duties = [duty for item in items for duty in item.get("责任事项") or ()]
    return len(duties), sum(len(duty.get("风险点") or ()) for duty in duties)
