"""Days that lie far ahead, as they do when a year is mistyped: they would stand on pages, or even move the as-of date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from yangguang.model.content import RegionContent
from yangguang.model.problem import Problem, Where

AHEAD = 366
"""Days: what was just edited is newer than the last commit, but hardly by a year."""
APART = 30 * AHEAD
"""Days: old content may have one new date, but lists have been public for less than thirty years."""


class NamedDay(NamedTuple):
    """A day that the content names as past, and where."""

    day: date
    region: str
    file: str
    where: Where


def own_days(contents: Mapping[str, RegionContent]) -> Iterator[NamedDay]:
    """All of them but those of items."""
    for slug, content in contents.items():
        published = content.region.publication
        if published and published.day:
            yield NamedDay(published.day, slug, "region.yml", ("清单公布", "日期"))
        for file, document in content.disclosures.items():
            yield NamedDay(document.published, slug, file, ("发布日期",))
        for file, event in content.events.items():
            if day := event.decided or event.published:
                yield NamedDay(day, slug, file, ("决定日期" if event.decided else "公布日期",))


def too_far(day: date, known: date) -> bool:
    """Whether a day lies so far after a known one that its year must be wrong."""
    return (day - known).days > AHEAD


def last_credible(days: Iterable[date], known: date | None) -> date | None:
    """The last of all days that the content names in which nothing looks wrong; ``None`` where nothing looks wrong in any.

    ``known``: the as-of date that was told, or the day of the newest commit, whichever is later.
    """
    newest, second = [*sorted({*days}, reverse=True), date.min, date.min][:2]
    if known is not None:
        return known + timedelta(AHEAD) if too_far(newest, known) else None
    return second if second > date.min and (newest - second).days > APART else None


def check_days(days: Iterable[NamedDay], last: date, known: date | None) -> list[Problem]:
    """Those of the days that lie after the last credible one."""
    rule, other = ("P356", known) if known else ("P357", last)
    return [
        Problem(rule, file, where, {"key": str(where[-1]), "day": f"{day}", "other": f"{other}"}, region=region)
        for day, region, file, where in days
        if day > last
    ]
