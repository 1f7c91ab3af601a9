"""Whether the catalogue of what must be disclosed is answered: by which documents, in time, and still fresh."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from yangguang.check.health import months_before
from yangguang.model.disclosure import CatalogueRow, Disclosure
from yangguang.model.workdays import is_known, workdays_after, workdays_between

State = Literal["已公开", "逾期公开", "应更新", "应公开未公开", "依申请公开"]
STATES: tuple[str, ...] = get_args(State)

_TERM = re.compile(r"([0-9]{1,3})个工作日")
_PERIODS = (("每月", 1), ("每季", 3), ("每半年", 6), ("每年", 12))


@dataclass(frozen=True, slots=True)
class Answer:
    """How a row of the catalogue stands; ``note`` says by how much it is late, or since when it is stale."""

    state: State
    note: str = ""


def answer(row: CatalogueRow, documents: Iterable[Disclosure], as_of: date) -> Answer:
    """The state of one row. A document is late if it appeared after its 成文日期 plus the row's working days; a row is
    stale if it asks for something every month, quarter or year and its newest document is older than that."""
    known = sorted(documents, key=lambda d: d.published)
    if not known:
        return Answer("依申请公开") if row.on_request and not row.active else Answer("应公开未公开")
    months = next((number for word, number in _PERIODS if word in (row.limit or "")), 0)
    newest = known[-1]
    if months and newest.published < months_before(as_of, months):
        return Answer("应更新", f"最近一件 {newest.published.isoformat()}")
    late = [(document, note) for document in known if (note := lateness(row, document))]
    if not late:
        return Answer("已公开")
    document, note = late[-1]
    which = f"{document.published.isoformat()} 公开的一件" if len(known) > 1 else ""
    return Answer("逾期公开", which + note)


def lateness(row: CatalogueRow, document: Disclosure) -> str:
    """By how many working days the document came too late; empty where it did not, or where that cannot be told."""
    term = _TERM.search(row.limit or "")
    if term is None or document.written is None:
        return ""
    due = workdays_after(document.written, int(term[1]))
    if document.published <= due:
        return ""
    over = workdays_between(due, document.published)
    about = "" if is_known(document.published) and is_known(document.written) else "约 "
    return f"应于 {due.isoformat()} 前公开，晚{about}{over}个工作日"
