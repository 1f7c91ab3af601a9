"""JSON Schema of every kind of content file, for the editors' editors; drawn from the one vocabulary."""

from __future__ import annotations

import json
import re
from typing import Any

from yangguang.model.kinds import KINDS, FileKind

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, bytes]:
    """The JSON Schema of every kind of content file, by the name of its own file."""
    return {
        f"{kind.name}.json": f"{json.dumps(_schema(kind), ensure_ascii=False, indent=1)}\n".encode() for kind in KINDS
    }


def _schema(kind: FileKind) -> dict[str, Any]:
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
    """Where a list is expected a single entry is a list of one, and an empty key counts as missing.

    The engine reads every scalar as text: what an editor takes for a number is a text, too, and a number may be quoted.
    """
    if isinstance(value, list):
        return [_lenient(entry, top=False) for entry in value]
    if not isinstance(value, dict):
        return value
    inner = {name: _lenient(entry, top=False) for name, entry in value.items()}
    if inner.get("type") == "string" and not {"enum", "format"} & inner.keys() and _numeric(inner.get("pattern", "")):
        return {**inner, "type": ["string", "number"]}
    if inner.get("type") == "integer":
        return {**inner, "type": ["integer", "string"], "pattern": "^[0-9]+$"}
    if inner.get("type") == "array" and "items" in inner and not top:
        about = {name: inner.pop(name) for name in ("title", "description", "default") if name in inner}
        return {**about, "anyOf": [inner, inner["items"], {"type": "null"}]}
    return inner


def _numeric(pattern: str) -> bool:
    """Whether a text of digits alone may be right, as in most codes and ids."""
    return any(re.search(pattern, "1" * length) for length in range(1, 65))
