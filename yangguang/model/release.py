"""What is true of one publication only; no page of the content carries any of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

UNKNOWN = date(1970, 1, 1)
"""Stands for the as-of date where nothing tells one; nobody is shown it."""


@dataclass(frozen=True, slots=True)
class RegionCommit:
    """The commit of a region's repository that was published; ``authored``: ISO 8601 with offset, as git tells it."""

    region: str
    commit: str
    authored: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the content of a release came from, and the day that it was judged on; fields as in :class:`Release`."""

    as_of: str
    commit: str
    committed: str
    commits: tuple[RegionCommit, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """One publication. ``commit`` and ``committed`` (date in China) are empty outside git.

    ``commits``: one for each repository, where a host publishes from several.
    """

    engine: str
    as_of: str
    commit: str
    committed: str
    departments: int
    powers: int
    services: int
    duties: int
    risks: int
    files: int
    bytes: int
    manifest_sha256: str
    commits: tuple[RegionCommit, ...] = ()

    @property
    def day(self) -> str:
        """``as_of``, empty where nothing tells it."""
        return "" if self.as_of == UNKNOWN.isoformat() else self.as_of

    @property
    def published(self) -> str:
        """The day that readers are told. A host publishes on days without a commit, too: decisions come into force, and what
        is up to date must not look old."""
        return max(self.committed, self.day)
