"""The types of single values: texts, lists, dates, yes and no, limits; and the base of all records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    JsonValue,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from yangguang.model.words import CLASS_SYNONYMS, PowerClass

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LIMIT = re.compile(r"([0-9]{1,4})(个工作日|日|个月|年|小时)", re.ASCII)
AT_ONCE = ("当场", "即时")


class Record(BaseModel):
    """A mapping of the content: English field names, the Chinese key as alias, nothing unknown, never changed.

    ``synonyms`` maps other spellings of this record's keys to the key itself; reading accepts them, ``fmt`` rewrites.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", validate_by_alias=True, validate_by_name=True, str_strip_whitespace=True,
        defer_build=True,
        field_title_generator=lambda name, info: info.alias or name,
    )  # fmt: skip
    synonyms: ClassVar[dict[str, str]] = {}


def keys(record: type[Record]) -> dict[str, str]:
    """The record's vocabulary in canonical order: Chinese key → field name."""
    return {info.alias or name: name for name, info in record.model_fields.items()}


def key(alias: str, title: str = "", *, required: bool = False, **more: Any) -> Any:
    """A field called ``alias`` in the content; ``title`` describes it in the JSON Schema and the data dictionary.

    ``required`` keys of an item are judged after its status is known, so the field itself stays optional and the mark
    is read by the checks and the schema.
    """
    extra: dict[str, JsonValue] | None = {"x-required": True} if required else None
    default = ... if more.pop("strict", False) else more.pop("default", None)
    return Field(default, alias=alias, description=title or None, json_schema_extra=extra, **more)


def _as_list(value: object) -> object:
    if value is None:
        return ()
    if isinstance(value, str | dict):
        return (value,)
    if isinstance(value, list | tuple):
        return [v for v in value if v is not None and v != ""] if None in value or "" in value else value
    return value


def _no_list(value: object) -> object:
    return () if value == "无" else _as_list(value)


def _date(value: object) -> object:
    if isinstance(value, str):
        if not _DATE.fullmatch(value):
            raise PydanticCustomError("date_form", "not YYYY-MM-DD", {"value": value})
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise PydanticCustomError("date_real", "no such day", {"value": value}) from None
    return value


def _yes_no(value: object) -> object:
    if value in ("是", True):
        return True
    if value in ("否", False):
        return False
    raise PydanticCustomError("yes_no", "not 是 or 否", {"value": str(value)})


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit: ``number`` of ``unit`` (个工作日, 日, 个月, 年, 小时), or 当场/即时 as 0 of that word."""

    number: int
    unit: str

    def __str__(self) -> str:
        return self.unit if self.unit in AT_ONCE else f"{self.number}{self.unit}"

    @property
    def at_once(self) -> bool:
        """Whether this is 当场 or 即时, which compare as 0 with every unit."""
        return self.unit in AT_ONCE

    def comparable(self, other: Limit) -> bool:
        """Limits are compared only in the same unit."""
        return self.at_once or other.at_once or self.unit == other.unit


def parse_limit(text: str) -> Limit | None:
    """``20个工作日`` → Limit(20, 个工作日); ``None`` where the text is no limit in canonical form."""
    if text in AT_ONCE:
        return Limit(0, text)
    found = _LIMIT.fullmatch(text)
    return Limit(int(found[1]), found[2]) if found else None


def _limit(value: object) -> object:
    if isinstance(value, str):
        limit = parse_limit(value)
        if limit is None:
            raise PydanticCustomError("limit", "not a limit", {"value": value})
        return limit
    return value


def _power_class(value: object) -> object:
    return CLASS_SYNONYMS.get(value, value) if isinstance(value, str) else value


_TEXT_SCHEMA = {"type": "string"}
Texts = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
"""A list of texts; a single text is a list of one."""

NoneTexts = Annotated[tuple[str, ...], BeforeValidator(_no_list)]
"""A list of texts where 无 is the answer "none"."""

Day = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
YesNo = Annotated[bool, BeforeValidator(_yes_no), PlainSerializer(lambda v: "是" if v else "否"),
                  WithJsonSchema({"enum": ["是", "否"]})]  # fmt: skip
LimitText = Annotated[
    Limit, BeforeValidator(_limit), PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": "^([0-9]{1,4}(个工作日|日|个月|年|小时)|当场|即时)$"}),
]  # fmt: skip
ClassName = Annotated[PowerClass, BeforeValidator(_power_class)]
Listed = BeforeValidator(_as_list)
"""Marks ``Annotated[tuple[SomeRecord, ...], Listed]``: a list of records where a single one is a list of one."""


@dataclass(frozen=True, slots=True)
class _OrNone(BeforeValidator):
    """Says in the JSON Schema that 无 may stand for the whole list."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"const": "无"}]}


NoneListed = _OrNone(_no_list)
"""The same, where 无 is the answer "none"."""
