"""JSON Schema of every kind of content file, for the editors' editors; drawn from the one vocabulary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from yangguang.model.disclosure import CatalogueRow, Disclosure
from yangguang.model.duty import Duty, Risk
from yangguang.model.event import Event
from yangguang.model.fields import Record
from yangguang.model.power import Power
from yangguang.model.region import Department, Hotline, Law, Place, PrivacyExemption, Region, StageRule, Theme

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of content file: the record it holds, in which form, and which files it describes."""

    name: str
    title: str
    record: type[Record]
    form: Literal["record", "list", "mapping"]
    pattern: str
    """Files inside a region's folder, as a glob."""


KINDS: tuple[FileKind, ...] = (
    FileKind("region", "地区", Region, "record", "region.yml"),
    FileKind("department", "部门", Department, "record", "departments/*.yml"),
    FileKind("power", "职权事项", Power, "record", "powers/*/*.yml"),
    FileKind("duties", "责任事项库", Duty, "mapping", "library/duties.yml"),
    FileKind("risks", "风险点库", Risk, "mapping", "library/risks.yml"),
    FileKind("event", "调整事件", Event, "record", "events/*/*.yml"),
    FileKind("laws", "法规", Law, "list", "laws.yml"),
    FileKind("stages", "环节表", StageRule, "mapping", "stages.yml"),
    FileKind("themes", "事项主题", Theme, "list", "themes.yml"),
    FileKind("places", "服务场所", Place, "list", "places.yml"),
    FileKind("hotline", "热线", Hotline, "record", "hotline.yml"),
    FileKind("privacy-allow", "个人信息例外", PrivacyExemption, "list", "privacy-allow.yml"),
    FileKind("disclosure", "公开文件的文件头", Disclosure, "record", "disclosures/*/*.md"),
    FileKind("catalogue-row", "标准目录的一行", CatalogueRow, "record", "catalogue/*.csv"),
)


def schema(kind: FileKind) -> dict[str, Any]:
    """The JSON Schema of one kind of file, with Chinese titles and descriptions."""
    record = kind.record.model_json_schema(by_alias=True, mode="validation")
    definitions = record.pop("$defs", {})
    record["title"] = kind.title
    if kind.form != "record":
        definitions[kind.record.__name__] = record
        one = {"$ref": f"#/$defs/{kind.record.__name__}"}
        record = {"title": kind.title}
        record |= {"type": "array", "items": one} if kind.form == "list" else {
            "type": "object", "additionalProperties": one}  # fmt: skip
    found: dict[str, Any] = {"$schema": _DIALECT, **_lenient(record)}
    if definitions:
        found["$defs"] = {name: _lenient(entry) for name, entry in sorted(definitions.items())}
    return found


def _lenient(value: Any, *, top: bool = True) -> Any:
    """Where a list is expected a single entry is a list of one, and an empty key counts as missing."""
    if isinstance(value, list):
        return [_lenient(entry, top=False) for entry in value]
    if not isinstance(value, dict):
        return value
    inner = {name: _lenient(entry, top=False) for name, entry in value.items()}
    if inner.get("type") == "array" and "items" in inner and not top:
        about = {name: inner.pop(name) for name in ("title", "description", "default") if name in inner}
        return {**about, "anyOf": [inner, inner["items"], {"type": "null"}]}
    return inner
