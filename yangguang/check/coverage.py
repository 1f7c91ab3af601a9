"""Whether the catalogue of what must be disclosed is answered: by which documents, in time, and still fresh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from yangguang.check.timing import Timing, timing
from yangguang.model.dates import day_of, last_due_year, months_before
from yangguang.model.disclosure import CatalogueRow, Disclosure
from yangguang.model.words import ENDED
from yangguang.model.workdays import is_known, workdays_between

State = Literal["已公开", "逾期公开", "应更新", "应公开未公开", "依申请公开"]
STATES: tuple[str, ...] = get_args(State)
UNDECIDED = 10
"""Working days by which a term may end later once the holidays of its year are decided: of twenty before 春节 or 国庆节."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a row of the catalogue stands; ``note`` says by how much it is late, or since when it is stale."""

    state: State
    note: str = ""


def answer(row: CatalogueRow, documents: Iterable[Disclosure], as_of: date) -> Answer:
    """The state of one row. It is stale if it asks for something every month, quarter or year, or by a day of the year, and
    its newest document is older than that, or if none of its documents is in force any more."""
    known = sorted(documents, key=lambda d: d.published)
    if not known:
        return Answer("依申请公开") if row.on_request and not row.active else Answer("应公开未公开")
    said, newest = timing(row.limit), known[-1]
    if _stale(said, newest.published, as_of):
        return Answer("应更新", f"最近一件 {newest.published.isoformat()}")
    if all(_over(document, as_of) for document in known):
        return Answer("应更新", "已公开的文件都已失效或者废止")
    late = [(document, note) for document, due in _dues(said, known) if (note := _lateness(said, document, due))]
    if not late:
        return Answer("已公开")
    document, note = late[-1]
    which = f"{document.published.isoformat()} 公开的一件" if len(known) > 1 else ""
    return Answer("逾期公开", which + note)


def _stale(said: Timing, newest: date, as_of: date) -> bool:
    if said.by:
        return newest.year < last_due_year(as_of, *said.by)
    return bool(said.months) and newest < months_before(as_of, said.months)


def _over(document: Disclosure, as_of: date) -> bool:
    """Whether it is not in force any more; a notice that has hung out as long as it should was published all the same."""
    ended = document.validity in ENDED or (document.expires and document.expires < as_of)
    return bool(ended and not document.consultation)


def _dues(said: Timing, known: Sequence[Disclosure]) -> Iterator[tuple[Disclosure, date]]:
    """By when each document was to be published: so many days after its 成文日期, or the first of a year by the day of that
    year; not those of which that cannot be told."""
    years: set[int] = set()
    for document in known:
        if said.by and document.published.year not in years:
            yield document, day_of(document.published.year, *said.by)
        elif said.term and document.written:
            yield document, said.term.ends(document.written)
        years.add(document.published.year)


def _lateness(said: Timing, document: Disclosure, due: date) -> str:
    """By how many days a document came too late, told by the calendar where no working day has passed; empty where it did
    not, or where holidays that are not decided yet may excuse it."""
    if document.published <= due:
        return ""
    days = workdays_between(due, document.published)
    if said.term and not is_known(due) and days <= UNDECIDED:
        return ""
    if not days or (said.term and not said.term.working):
        over = f"{(document.published - due).days}日"
    else:
        exact = is_known(document.published) and is_known(due)
        over = f"{'' if exact else '约 '}{days}个工作日"
    return f"应于 {due.isoformat()} 前公开，晚{over}"
