"""What a row of the catalogue says of time (公开时限): within how many days, how often, by which day of the year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yangguang.model.numerals import numeral
from yangguang.model.workdays import is_workday, workdays_after

_SIGNS = "一二两三四五六七八九十百"
_NUMBER = rf"(?<![0-9{_SIGNS}月])([0-9]{{1,3}}|[{_SIGNS}]{{1,5}})"
"""A whole one, and no day of a month."""
_TERM = re.compile(rf"{_NUMBER}(个?工作日|个?自然日|日|天)(之内|以内|内)?(?!以上|以前|之前|前)")
_SHOWN = re.compile("公示|公告|不少于|不得少于|不低于|提前|前$")
_CLAUSE = re.compile("[,;。、(]")
_PERIOD = re.compile("[每按逐](?:一|1)?个?(月|季|半年|年)")
_MONTHS = {"月": 1, "季": 3, "半年": 6, "年": 12}
_BY = re.compile("每年度?的?(0?[1-9]|1[0-2])月(?:(0?[1-9]|[12][0-9]|3[01])日|底)(?:以|之)?前")


@dataclass(frozen=True, slots=True)
class Term:
    """A number of days within which something is to be published."""

    days: int
    working: bool

    def ends(self, start: date) -> date:
        """Its last day; days by the calendar that end on a day off end on the next working day (民法典, article 203)."""
        if self.working:
            return workdays_after(start, self.days)
        day = min(start, date.max - timedelta(self.days)) + timedelta(self.days)
        return day if is_workday(day) else workdays_after(day, 1)


@dataclass(frozen=True, slots=True)
class Timing:
    """What is understood of a text; what is not, judges nothing."""

    term: Term | None = None
    """The longest where there are several: nobody can tell which of them holds of a document."""
    months: int = 0
    by: tuple[int, int] | None = None
    """Month and day of every year."""


def timing(limit: str | None) -> Timing:
    """Reads 信息形成之日起20个工作日内, 经批准后20日内, 每季度更新, 每年3月31日前 and the like."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", limit or ""))
    by = _BY.search(text)
    months = min((_MONTHS[word] for word in _PERIOD.findall(text)), default=0)
    return Timing(max(_terms(text), key=_length, default=None), months, (int(by[1]), int(by[2] or 31)) if by else None)


def _length(term: Term) -> float:
    """Days by the calendar, near enough to tell which is longer."""
    return term.days * 7 / 5 if term.working else term.days


def _terms(text: str) -> Iterator[Term]:
    """How long something hangs out (公示7个工作日, 不少于30日) is none; days by the calendar must be 内."""
    for found in _TERM.finditer(text):
        clause = _CLAUSE.split(text[: found.start()])[-1]
        working = "工作日" in found[2]
        if found[3] or (working and not _SHOWN.search(clause)):
            yield Term(numeral(found[1]), working)
