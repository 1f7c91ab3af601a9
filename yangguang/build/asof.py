"""The one date that a build depends on, and where it comes from; nothing else asks a clock."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from yangguang.build.commit import Commit
from yangguang.check.days import own_days
from yangguang.history.git import CHINA
from yangguang.model.content import RegionContent


def told_date(wanted: date | None, commit: Commit | None) -> date | None:
    """``--as-of``, else SOURCE_DATE_EPOCH, else the day of the newest commit."""
    if wanted is not None:
        return wanted
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), CHINA).date()
    return commit.day if commit else None


def newest_date(contents: Mapping[str, RegionContent], updated: Iterable[date]) -> date | None:
    """The newest date that the content names as past, where nobody tells another; ``updated``: those of the items.

    Where it names none, decisions that say only when they come into force are in force.
    """
    days = (*updated, *(one.day for one in own_days(contents)))
    return max(days or (event.effective for one in contents.values() for event in one.events.values()), default=None)


def known_day(told: date | None, commit: Commit | None) -> date | None:
    """The day that content may be newer than by a little only: an as-of date may lie in the past of what was committed."""
    days = (told, commit.day if commit else None)
    return max((day for day in days if day), default=None)
