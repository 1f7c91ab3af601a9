"""Items as they stood: read from bytes that may be old, broken or hostile, with the library of their time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from yangguang.check.library import expand
from yangguang.check.shape import shape
from yangguang.model.change import State
from yangguang.model.duty import Duty, Risk
from yangguang.model.fields import Record
from yangguang.model.power import Power
from yangguang.yamlio import Value, read_yaml

R = TypeVar("R", bound=Record)
Read = Callable[[str], bytes | None]
"""The bytes of a blob."""

_KEPT = 512
"""So many items are remembered as read: mostly one is changed again that was changed before."""


@dataclass(frozen=True, slots=True)
class Library:
    """Entries that items refer to (引用), by id."""

    duties: Mapping[str, Duty] = field(default_factory=dict)
    risks: Mapping[str, Risk] = field(default_factory=dict)

    def over(self, upper: Library) -> Library:
        """This library's own entries, then those of the region above."""
        return Library({**upper.duties, **self.duties}, {**upper.risks, **self.risks})

    def differing(self, other: Library) -> set[str]:
        """Ids under which the two do not say the same, those of responsibilities that use such a risk point included."""
        ids = _differing(self.risks, other.risks)
        users = {
            name for each in (self, other) for name, duty in each.duties.items() if {r.ref for r in duty.risks} & ids
        }
        return ids | users | _differing(self.duties, other.duties)


def _differing(one: Mapping[str, Record], other: Mapping[str, Record]) -> set[str]:
    return {name for name in {*one, *other} if one.get(name) != other.get(name)}


class Past:
    """Reads blobs as items, libraries and names of departments; what cannot be read is ``None``."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self.power = lru_cache(maxsize=_KEPT)(self._power)
        self.department = lru_cache(maxsize=_KEPT)(self._department)

    def _value(self, blob: str) -> Value:
        body = self.read(blob)
        value, problems = read_yaml(body, blob) if body is not None else (None, [])
        return None if problems else value

    def _power(self, blob: str) -> Power | None:
        value = self._value(blob)
        return shape(Power, value, blob)[0] if isinstance(value, dict) else None

    def entries(self, record: type[R], blob: str) -> dict[str, R] | None:
        """A file of the library: its entries that can be read."""
        value = self._value(blob)
        if not isinstance(value, dict):
            return None
        shaped = {name: shape(record, entry, blob, (name,))[0] for name, entry in value.items()}
        return {name: entry for name, entry in shaped.items() if entry is not None}

    def _department(self, blob: str) -> str | None:
        """What a department is called."""
        value = self._value(blob)
        name = value.get("名称") if isinstance(value, dict) else None
        return name if isinstance(name, str) and name else None

    def state(self, blob: str, library: Library, department: str, department_name: str) -> State | None:
        """An item with the texts of the library in their place."""
        power = self.power(blob)
        if power is None:
            return None
        whole, _ = expand(power, library.duties, library.risks, blob)
        said: dict[str, Any] = json.loads(whole.model_dump_json(by_alias=True, exclude_unset=True))
        for duty in said.get("责任事项", ()):
            _named(duty, "责任")
            for risk in duty.get("风险点", ()):
                _named(risk, "风险点")
        return State(department, said, department_name=department_name)


def _named(entry: dict[str, Any], key: str) -> None:
    """What refers to an entry that nobody knows here (the library may be another repository's) is called by its id."""
    if "引用" in entry and not entry.get(key):
        entry[key] = f"〔{entry['引用']}〕"
