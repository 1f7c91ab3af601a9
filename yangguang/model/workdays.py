"""Working days in China: public holidays and the days worked in their stead, as far as they are known."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar


@lru_cache(maxsize=20_000)
def is_workday(day: date) -> bool:
    """Whether people work on that day; in years whose holidays are not decided yet, Monday to Friday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def is_known(day: date) -> bool:
    """Whether the holidays of that year are known, so that working days are exact."""
    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return False
    return True


def workdays_after(day: date, number: int) -> date:
    """The day on which a term of some working days ends; the day itself does not count (民法典, article 201).

    A year that is mistyped may be the last that there is: no term ends later.
    """
    while number > 0 and day < date.max:
        day += timedelta(days=1)
        number -= is_workday(day)
    return day


def workdays_between(start: date, end: date) -> int:
    """How many working days lie after ``start`` and up to ``end``; 0 where it does not come later."""
    days = (end - start).days
    return sum(is_workday(start + timedelta(days=n)) for n in range(1, days + 1))
