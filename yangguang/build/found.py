"""What a build has found out about its content and keeps for the next one: problems, counts, the day, attachments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from yangguang.build.cache import adapter, as_json
from yangguang.build.counts import Listed
from yangguang.model.links import Amended, NamedItem
from yangguang.model.messages import severity
from yangguang.model.problem import Problem, Severity
from yangguang.model.release import UNKNOWN


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


class Others(NamedTuple):
    """What a region sees of others (:class:`yangguang.model.sight.Sight`)."""

    named: Mapping[str, NamedItem] = {}
    themes: Mapping[str, Mapping[str, int]] = {}
    digest: str = ""
    """Of all that its pages of lists see of others."""
    items: Mapping[str, str] = {}
    """Department → a digest of what the links of its items tell of items elsewhere."""


class Summary(NamedTuple):
    """What linking and checking have told, small enough to be kept: while they see the same, neither is needed again."""

    found: Found = Found()
    as_of: date = UNKNOWN
    files: Mapping[str, tuple[str, str]] = {}
    """Attachments: path in the site → (region, path inside the region's folder)."""
    listed: Mapping[str, Listed] = {}
    """网址标识 → which of its items count."""
    amended: Mapping[str, Mapping[str, Amended]] = {}
    """网址标识 → path → an amended law, whose page tells which items have changed since, and which have not."""
    others: Mapping[str, Others] = {}
    """网址标识 → what the region sees of others."""
    codes: frozenset[str] = frozenset()
    """Codes of items that could be taken for numbers of persons."""
