"""An item in the making: the mapping of its file, and what of its cells the report has to tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from yangguang.exchange.sheets.raw import Left, RawItem, Said

Value = dict[str, Any]
"""A mapping as a file of content holds it."""


@dataclass(frozen=True, slots=True)
class Loose:
    """Risks that found no duty: the cell that tells their stage, the entries they would be, the words that stand for them."""

    stage: Said | None
    risks: list[Value]
    words: str


@dataclass(slots=True)
class Made:
    """The mapping of an item in the making, and what of its cells the report has to tell."""

    raw: RawItem
    value: Value = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    """Risks that stand in the remarks because no duty of the item has their stage."""
    code: str = ""

    def put(self, path: str, value: object) -> None:
        """Sets ``办理.受理条件`` and the like."""
        *outer, last = path.split(".")
        target = self.value
        for key in outer:
            target = target.setdefault(key, {})
        target[last] = value

    def tell(self, why: str, said: Said) -> None:
        """Has the report name a cell, and those that say the same."""
        self.left += [Left(why, at, said.text) for at in (said.at, *said.again)]

    def text(self, key: str) -> str:
        """All that one key says; short texts in a row, others line by line."""
        return "\n".join(said.text for said in self.raw.said.get(key, ()))

    @property
    def name(self) -> str:
        """职权名称."""
        return str(self.value["职权名称"])
