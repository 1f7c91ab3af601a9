"""Whether the list, the flow chart and the risk chart followed each decision together (同步调整)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.model.event import NO_NEED, Adjusted, Event, no_need
from yangguang.model.fields import keys
from yangguang.model.words import LEDGER
from yangguang.views.book import Book, ways
from yangguang.views.frame import NavEntry
from yangguang.views.parts import Count, Link, Tone, day, joined
from yangguang.views.planned import PlannedPage
from yangguang.views.records import decision_link
from yangguang.views.shell import Page

_UNSAID = "没有写明"


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one of the three: done, not needed with its reason, or not said."""

    label: str
    word: str
    tone: Tone
    reason: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One decision, or one row of it that says its own."""

    day: str
    event: Link
    kinds: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True)
class InStepPage(Page):
    """All decisions of a region with what became of list, flow chart and risk chart."""

    template = "pages/in-step.html"

    ways: tuple[NavEntry, ...]
    figures: tuple[Count, ...]
    columns: tuple[str, ...]
    rows: tuple[StepRow, ...]
    """The newest first."""


def pages(book: Book) -> Iterator[PlannedPage]:
    """The one page of a region."""
    yield PlannedPage(urls.in_step(book.view.prefix), f"{book.view.prefix}events/", partial(_page, book))


def _page(book: Book, path: str) -> InStepPage:
    view = book.view
    events = {change.file: change.event for change in book.changes}
    rows = tuple(row for file, event in events.items() for row in _rows(book, path, file, event))
    unsaid = sum(any(step.tone == "bad" for step in row.steps) for row in rows)
    return InStepPage(
        shell=view.shell(
            path, "清单与两图同步调整", "in-step", nav="event", crumbs=view.under(path, LEDGER, urls.ledger),
            description=f"{view.region.name}历次调整后，权责清单、运行流程图、风险防控图是否同步调整",
        ),
        ways=ways(view, path),
        figures=(Count(len(events), "件决定"), Count(unsaid, "处没有写明")) if rows else (),
        columns=tuple(keys(Adjusted)),
        rows=rows,
    )  # fmt: skip


def _rows(book: Book, start: str, file: str, event: Event) -> Iterator[StepRow]:
    """The decision as a whole, and each of its rows that says its own."""
    link = decision_link(book.view, start, file, event)
    own = [row for row in event.adjustments if row.adjusted]
    rest = [row.kind for row in event.adjustments if not row.adjusted]
    if rest:
        yield StepRow(day(event.effective), link, joined(dict.fromkeys(rest)), _steps(event.adjusted))
    for row in own:
        yield StepRow(day(event.effective), link, joined((row.kind, row.name), "："), _steps(row.adjusted))


def _steps(adjusted: Adjusted | None) -> tuple[Step, ...]:
    said = adjusted.said if adjusted else dict.fromkeys(keys(Adjusted), "")
    return tuple(_step(label, word) for label, word in said.items())


def _step(label: str, word: str) -> Step:
    if word == "是":
        return Step(label, "已同步", "good", "")
    reason = no_need(word)
    if reason is not None:
        return Step(label, NO_NEED, "quiet", reason)
    return Step(label, word or _UNSAID, "bad", "")
