"""One thing that is not as it must be, as the host and the archive find it; the wording stands with their messages."""

from __future__ import annotations

from collections.abc import Sequence
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


def first(found: Sequence[Finding], most: int, more: str) -> list[Finding]:
    """So many as somebody can read, and how many more there are; ``more`` is the key of the sentence that says it."""
    rest = len(found) - most
    return [*found[:most], *([finding(more, count=rest)] if rest > 0 else [])]


class Refused(Exception):
    """Something cannot be done, and why; ``found`` lists what was found, where more than one sentence is needed."""

    def __init__(self, key: str, found: tuple[Finding, ...] = (), **values: Any) -> None:
        super().__init__(key)
        self.finding, self.found = Finding(key, values), found
