"""Which takeover (承接) answers which devolution (下放): a power may be taken back and handed down anew."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from yangguang.model.content import RegionContent
from yangguang.model.event import Adjustment, Event
from yangguang.model.movements import in_order


class Takeover(NamedTuple):
    """A row by which a region has taken powers over."""

    file: str
    event: Event
    row: Adjustment


class Handovers:
    """The takeovers of all regions, and the days on which powers were taken back (收回), as far as these have come."""

    def __init__(self, contents: Mapping[str, RegionContent], as_of: date) -> None:
        self._taken: dict[tuple[str, str], list[Takeover]] = {}
        self._recalls: dict[tuple[str, str], list[date]] = {}
        for slug, content in contents.items():
            for file, _, event, row in in_order(content.events):
                if row.kind == "承接":
                    for code in row.before:
                        self._taken.setdefault((slug, code), []).append(Takeover(file, event, row))
                elif row.kind == "收回" and event.effective <= as_of:
                    for code in row.codes:
                        self._recalls.setdefault((slug, code), []).append(event.effective)

    def recalled(self, giver: str, code: str, given: date) -> date | None:
        """When a power that was handed down on a day was taken back."""
        days = self._recalls.get((giver, code), [])
        return next(iter(days[bisect_left(days, given) :]), None)

    def takeover(self, giver: str, receiver: str, code: str, given: date) -> Takeover | None:
        """The last word of a region on a power handed down on a day; what was taken back before, or since, is not meant."""
        days = self._recalls.get((giver, code), [])
        turn = bisect_left(days, given)
        found = self._taken.get((receiver, code), [])
        return next((one for one in reversed(found) if bisect_right(days, one.event.effective) == turn), None)

    def kept(self, giver: str, receiver: str, code: str, recall: date) -> tuple[str, ...]:
        """The codes of its own under which a region took over what was taken back on a day, unless all has been settled
        anew since. Of several powers taken over as one, all must have been taken back."""
        if self._recalls[giver, code][-1] != recall:
            return ()
        found = self._taken.get((receiver, code), [])
        if not found or found[-1].event.effective > recall:
            return ()
        row, taken = found[-1].row, found[-1].event.effective
        if len(row.before) == len(row.after):
            return (row.after[row.before.index(code)],)
        return row.after if all(self.recalled(giver, one, taken) for one in row.before) else ()
