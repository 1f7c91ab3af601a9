"""What the host has to say: a refusal that ends a command, and findings; the wording stands elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be. ``key`` names the sentence in :mod:`yangguang.model.messages.host`."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)


class Refused(Exception):
    """Something cannot be done, and why."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.finding = Finding(key, values)


def finding(key: str, **values: Any) -> Finding:
    """A finding with the values of its sentence."""
    return Finding(key, values)
