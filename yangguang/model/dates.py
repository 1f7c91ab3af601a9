"""Days reckoned by the calendar; none lies before the first that there is, since a mistyped one may be that."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def days_before(day: date, number: int) -> date:
    """The day some days ago."""
    return date.fromordinal(max(day.toordinal() - number, 1))


def months_before(day: date, number: int) -> date:
    """The same day some months ago, or the last day of that month."""
    month = max(day.year * 12 + day.month - 1 - number, 12)
    return day_of(month // 12, month % 12 + 1, day.day)


def day_of(year: int, month: int, number: int) -> date:
    """That day of a year; the last of its month where it has no such day."""
    return date(year, month, min(number, monthrange(year, month)[1]))


def last_due_year(as_of: date, month: int, number: int) -> int:
    """The year in which something new was last due that is due by a day of every year: that day itself is still in time."""
    return as_of.year if (as_of.month, as_of.day) > (month, number) else as_of.year - 1
