"""What a build has found out about its content and keeps for the next one: problems, counts, the day, attachments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from yangguang.build.cache import adapter, as_json
from yangguang.model.links import Amended
from yangguang.model.messages import severity
from yangguang.model.problem import Problem, Severity
from yangguang.model.release import UNKNOWN, Counts


class Found(NamedTuple):
    """Problems; notices, which are many and mostly counted, are unpacked only when somebody reads them."""

    grave: tuple[Problem, ...] = ()
    """Errors and warnings."""
    notices: str = "[]"
    counted: Mapping[str, int] = {}
    """Rule → how many notices."""

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> Found:
        """Sorted by how much they matter."""
        problems = tuple(problems)
        notices = tuple(problem for problem in problems if severity(problem) is Severity.notice)
        grave = tuple(problem for problem in problems if severity(problem) is not Severity.notice)
        return cls(grave, as_json(tuple[Problem, ...], notices).decode(), Counter(one.rule for one in notices))

    def all(self) -> tuple[Problem, ...]:
        """Notices, too."""
        notices: tuple[Problem, ...] = adapter(tuple[Problem, ...]).validate_json(self.notices)
        return (*self.grave, *notices)

    def any(self, wanted: Severity) -> bool:
        """Whether there is an error, or a warning."""
        return any(severity(problem) is wanted for problem in self.grave)


class Summary(NamedTuple):
    """What linking and checking have told, small enough to be kept: with it, unchanged content needs neither again."""

    found: Found = Found()
    as_of: date = UNKNOWN
    files: Mapping[str, tuple[str, str]] = {}
    """Attachments: path in the site → (region, path inside the region's folder)."""
    counts: Counts = Counts()
    amended: Mapping[str, Mapping[str, Amended]] = {}
    """网址标识 → path → an amended law, whose page tells which items have changed since, and which have not."""
    sights: Mapping[str, str] = {}
    """网址标识 → a digest of all that the pages of the region are made of, but its items' own texts and the days they tell."""
