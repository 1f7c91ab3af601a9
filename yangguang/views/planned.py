"""A page that is planned: where it will stand, what it comes from, how it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yangguang.views.shell import Page


@dataclass(frozen=True, slots=True)
class Shown:
    """What alone a page is made of beside the frame, the departments, themes and places of its region."""

    region: str
    """The region's 网址标识."""
    codes: tuple[str, ...]
    """The region's items of which it shows anything."""
    more: object = None
    """Whatever else it shows."""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """Paths are claimed before anything is rendered; :meth:`make` is called when its turn comes."""

    path: str
    source: str
    """The file or folder of the content that it comes from, for messages."""
    maker: Callable[[str], Page]
    """Makes the page that stands at the path it is given."""
    made_of: Callable[[], object] | None = None
    """What alone the page is made of, where that is told sooner than the page is made; while it stays, the page stays.

    A :class:`Shown` stays as long as its items and its region do, anything else as long as its ``repr`` does.
    """
    dated: bool = False
    """Whether it tells days that nearly every edit changes, and that linking does not see (views/dated.py)."""
    figures: bool = False
    """Whether it shows figures of items (:data:`yangguang.model.facts.FIGURES`), which linking does not see."""
    listed: bool = True
    """Whether the maps of the site name it: not where it leads on to another page, or stands for what is not there."""

    def make(self) -> Page:
        """The page."""
        return self.maker(self.path)


Table = tuple[tuple[str, ...], ...]
"""Rows of cells, the header first."""


@dataclass(frozen=True, slots=True)
class PlannedTable:
    """A table to download, as CSV: where it will stand, what it comes from, its rows."""

    path: str
    source: str
    rows: Callable[[], Table]
    figures: bool = False
    """Whether it tells figures of items, as a page may."""
