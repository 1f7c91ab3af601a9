"""Working days in China: public holidays and the days worked in their stead, as far as they are known."""

from __future__ import annotations

from datetime import date, timedelta

from chinese_calendar import holidays, workdays

_YEARS = range(min(holidays).year, max(holidays).year + 1)


def is_workday(day: date) -> bool:
    """Whether people work on that day; in years whose holidays are not decided yet, Monday to Friday."""
    return day in workdays or (day.weekday() < 5 and day not in holidays)


_MOVED: dict[date, int] = {day: is_workday(day) - (day.weekday() < 5) for day in (*holidays, *workdays)}


def is_known(day: date) -> bool:
    """Whether the holidays of that year are known, so that working days are exact."""
    return day.year in _YEARS


def workdays_after(day: date, number: int) -> date:
    """The day on which a term of some working days ends; the day itself does not count (民法典, article 201).

    A year that is mistyped may be the last that there is: no term ends later.
    """
    while number > 0 and day < date.max:
        day += timedelta(days=1)
        number -= is_workday(day)
    return day


def workdays_between(start: date, end: date) -> int:
    """How many working days lie after ``start`` and up to ``end``; 0 where it does not come later.

    They are not counted one by one: where a year is mistyped, millions of days lie between.
    """
    moved = sum(more for day, more in _MOVED.items() if start < day <= end)
    return max(_weekdays(end) - _weekdays(start) + moved, 0)


def _weekdays(day: date) -> int:
    """Mondays to Fridays up to that day; the first day that there is was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)
