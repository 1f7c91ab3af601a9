"""引用 replaced by what it stands for, in mappings as files have them; a reference that nobody knows stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from yangguang.exchange.items.made import Value

_REF = "引用"


@dataclass(frozen=True, slots=True)
class Shared:
    """The entries of library/duties.yml and library/risks.yml by id, as written."""

    duties: Value = field(default_factory=dict)
    risks: Value = field(default_factory=dict)

    def expanded(self, item: Value) -> Value:
        """The item with its duties and risks written out."""
        duties = item.get("责任事项")
        return item | {"责任事项": [self._duty(duty) for duty in duties]} if isinstance(duties, list) else item

    def _duty(self, own: Any) -> Any:
        full = _merged(own, self.duties)
        risks = full.get("风险点") if isinstance(full, dict) else None
        return full | {"风险点": [_merged(risk, self.risks) for risk in risks]} if isinstance(risks, list) else full


def _merged(own: Any, entries: Value) -> Any:
    """The entry with the keys beside 引用 in their place."""
    name = own.get(_REF) if isinstance(own, dict) else None
    entry = entries.get(name) if isinstance(name, str) else None
    return {**entry, **{key: value for key, value in own.items() if key != _REF}} if isinstance(entry, dict) else own
