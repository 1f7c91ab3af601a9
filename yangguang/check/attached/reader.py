"""Hands attachments to the process that opens them, and starts another where one has ended it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from yangguang.check.apart import Apart, Ended
from yangguang.check.attached.part import Why

SIZE = 64 << 20
"""Larger attachments are not opened."""


@dataclass(frozen=True, slots=True)
class PlacedHit:
    """One finding: its rule, its place in the attachment, the value as it may be shown, the value (never shown)."""

    rule: str
    place: str
    masked: str
    value: str


class Reader(Apart):
    """The process that opens attachments."""

    def __init__(self) -> None:
        super().__init__("yangguang.check.attached.worker")

    def look(self, body: bytes, name: str) -> tuple[list[PlacedHit], Why]:
        """What is found in one attachment, and why there may be more."""
        found: list[PlacedHit] = []
        why: Why = "unfinished"
        if len(body) > SIZE:
            return found, why
        try:
            for told in self.ask(name, body):
                if len(told) == 1:
                    why = cast("Why", told[0])
                else:
                    found.append(PlacedHit(*told))
        except Ended:
            return found, "unfinished"
        return found, why
