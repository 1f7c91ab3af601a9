"""How much shorter departments promise to be than the law allows."""

from __future__ import annotations

from dataclasses import dataclass

from yangguang.model.facts import ItemFacts
from yangguang.model.share import percent
from yangguang.views.lists import by_department
from yangguang.views.shell import RegionView

WORKING_DAYS = "个工作日"


@dataclass(frozen=True, slots=True)
class Limits:
    """Promised against legal limits of some items, in working days."""

    department: str
    """Its file name."""
    number: int
    legal: int
    promised: int

    @property
    def saved(self) -> str:
        """By how much the promise is shorter, in whole per cent."""
        return f"{percent(self.legal - self.promised, self.legal)}%"


def limits(view: RegionView, items: list[ItemFacts]) -> list[Limits]:
    """Items whose limits are both in working days (当场 is 0), by department."""
    found = []
    for slug, members in by_department(view, items).items():
        both = [
            (item.legal_limit.number, item.promised_limit.number)
            for item in members
            if item.legal_limit and item.promised_limit and item.legal_limit.unit == WORKING_DAYS
            and (item.promised_limit.at_once or item.promised_limit.unit == WORKING_DAYS) and item.legal_limit.number
        ]  # fmt: skip
        if both:
            found.append(Limits(slug, len(both), sum(legal for legal, _ in both), sum(own for _, own in both)))
    return found
