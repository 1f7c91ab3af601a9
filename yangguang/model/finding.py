"""One thing that is not as it must be, as the host and the archive find it; the wording stands with their messages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: ``key`` names the sentence that says it, ``values`` fill that."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)


def finding(key: str, **values: Any) -> Finding:
    """A finding with the values of its sentence."""
    return Finding(key, values)


class Refused(Exception):
    """Something cannot be done, and why; ``found`` lists what was found, where more than one sentence is needed."""

    def __init__(self, key: str, found: tuple[Finding, ...] = (), **values: Any) -> None:
        super().__init__(key)
        self.finding, self.found = Finding(key, values), found
