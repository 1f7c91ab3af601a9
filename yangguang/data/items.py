"""One item as open data: what it says, what follows from the whole, and its rows in the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json, to_json

from yangguang import urls
from yangguang.data.cells import text
from yangguang.model.content import RegionContent
from yangguang.model.ids import GUIDANCE
from yangguang.model.links import ItemLinks, ItemRef
from yangguang.model.tables import DUTIES, ITEMS, RISKS, Column
from yangguang.model.words import RISK_LEVELS

_ITEM = ',"事项":'.encode()

Row = dict[str, Any]
"""A row of a table: value, as JSON has it, by the name of its column; what is not said is left out."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: its region and department."""

    region: str
    department: str
    department_name: str
    prefix: str
    levels: Mapping[str, str]
    """How other scales of risk map to 高, 中, 低."""


def place_of(content: RegionContent, department: str) -> Place:
    """The place of a department's items."""
    return Place(content.slug, department, content.name_of(department), content.prefix, content.region.risk_levels)


def item_json(place: Place, code: str, body: bytes, links: ItemLinks) -> bytes:
    """The item's object: where it stands and what follows from the whole; then, as 事项, what the item itself says.

    ``body`` is the item as JSON by its Chinese keys; it is taken over as it is.
    """
    around: dict[str, Any] = {
        "地区": place.region,
        "部门": place.department,
        "部门名称": place.department_name,
        "状态": links.status,
        "网页": urls.power(place.prefix, code),
        "子项": _refs(links.children),
        "前身": _refs(links.predecessors),
        "后续": _refs(links.successors),
        "同一职权": _refs(links.same),
        "调整": _records(event.path for event in links.events),
        "公开文件": _records(document.path for document in links.documents),
    }
    said = to_json({key: value for key, value in around.items() if value})
    return said[:-1] + _ITEM + body + b"}"


def _records(paths: Iterable[str]) -> list[str]:
    """The numbers of decisions or documents, each once: several rows of a decision may concern one item."""
    return list(dict.fromkeys(map(urls.record_id, paths)))


def _refs(refs: tuple[ItemRef, ...]) -> list[dict[str, str]]:
    return [{"地区": ref.region, "职权编码": ref.code} for ref in refs]


@dataclass(slots=True)
class ItemRows:
    """The rows of one item in the three tables."""

    place: Place
    links: ItemLinks
    body: bytes
    item: dict[str, Any]

    @classmethod
    def of(cls, place: Place, links: ItemLinks, body: bytes) -> ItemRows:
        """The rows of the item that ``body`` is the JSON of."""
        return cls(place, links, body, from_json(body))

    def items(self) -> Row:
        """The item's row."""
        duties = self.item.get("责任事项", [])
        known = {
            "地区": self.place.region,
            "部门": self.place.department,
            "部门名称": self.place.department_name,
            "状态": self.links.status,
            "责任事项数": len(duties),
            "风险点数": sum(len(duty.get("风险点", ())) for duty in duties),
            "网页": urls.power(self.place.prefix, self.item["职权编码"]),
        }
        return row(ITEMS.columns, self.item, known)

    def duties(self) -> Iterator[Row]:
        """A row for each responsibility."""
        for name, duty in self._duties():
            known = {**self._identity(name), "职权名称": self.item["职权名称"], "风险点数": len(duty.get("风险点", ()))}
            yield row(DUTIES.columns, duty, known)

    def risks(self) -> Iterator[Row]:
        """A row for each risk point."""
        header = RISKS.header
        for name, duty in self._duties():
            known = self._identity(name)
            if duty.get("环节"):
                known["环节"] = duty["环节"]
            for number, risk in enumerate(duty.get("风险点", ()), 1):
                # A third of a million cells: every column but the known ones is a key of the risk, so no path is walked.
                one = {**risk, **known, "风险编号": f"{name}-{number}", "统一等级": self._level(risk.get("等级", ""))}
                yield {column: one[column] for column in header if one.get(column)}

    def _duties(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each responsibility with its number, counted as in :func:`yangguang.model.ids.duty_ids`."""
        seen: dict[str, int] = {}
        for duty in self.item.get("责任事项", ()):
            label = duty.get("环节") or GUIDANCE
            seen[label] = seen.get(label, 0) + 1
            yield f"{label}-{seen[label]}", duty

    def _identity(self, duty: str) -> Row:
        return {"职权编码": self.item["职权编码"], "责任编号": duty}

    def _level(self, level: str) -> str:
        mapped = self.place.levels.get(level, level)
        return mapped if mapped in RISK_LEVELS else ""


def row(columns: tuple[Column, ...], record: Mapping[str, Any], known: Mapping[str, Any]) -> Row:
    """A row: what is known from elsewhere, else what the record says, else what holds where it says nothing."""
    found = ((c.name, known[c.name] if c.name in known else _found(c, record)) for c in columns)
    return {name: value for name, value in found if value not in (None, "", [])}


def _found(column: Column, record: Mapping[str, Any]) -> Any:
    value: Any = record if column.path else None
    for key in column.path:
        value = value.get(key) if isinstance(value, dict) else None
    return column.default if value is None else value


def cells(header: Sequence[str], found: Row) -> list[str]:
    """A row as the texts of its cells."""
    return [value if type(value) is str else text(value) for value in [found.get(name, "") for name in header]]
