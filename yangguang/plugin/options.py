"""What mkdocs.yml may say to the plugin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from mkdocs.config import base
from mkdocs.config import config_options as options

from yangguang.model.messages.commands import both

T = TypeVar("T")
MOST_WORKERS = 1024


class _Read(options.OptionallyRequired[T], Generic[T]):
    """An option that a function reads, which raises ValueError; ``key`` is what is then said."""

    def __init__(self, read: Callable[[Any], T], key: str) -> None:
        super().__init__()
        self._read, self._key = read, key

    def run_validation(self, value: object) -> T:
        """The value as read, or a sentence."""
        try:
            return self._read(value)
        except ValueError:
            raise base.ValidationError(both(self._key, value=value)) from None


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


def _workers(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_WORKERS:
        raise ValueError(value)
    return value


def _moment(value: object) -> str:
    datetime.fromisoformat(str(value))
    return str(value)


class RegionOption(base.Config):  # type: ignore[no-untyped-call]
    """A further region of this site."""

    path = options.Type(str)
    """Its content folder, relative to mkdocs.yml."""


class CommitOption(base.Config):  # type: ignore[no-untyped-call]
    """The commit that a region's content was taken from."""

    region = options.Type(str)
    commit = options.Type(str)
    authored = _Read(_moment, "config_moment")


class PluginOptions(base.Config):  # type: ignore[no-untyped-call]
    """What mkdocs.yml may say to the plugin; the command's flags set the same options."""

    regions = options.Optional(options.ListOfItems(options.SubConfig(RegionOption)))
    """Further regions; without it those under content/regions/ are found."""
    parent = options.Optional(options.Type(str))
    """A region whose library, laws, themes and stages this one leans on, and which is not published here."""
    as_of = options.Optional(_Read(_day, "config_day"))
    """The date that 在用, 到期 and the like are judged on (YYYY-MM-DD)."""
    workers = options.Optional(_Read(_workers, "config_workers"))
    """Number of processes; by default one for each core where that pays."""
    executor = options.Optional(options.Type(str))
    """Workers on other machines, dask://HOST:PORT; by default this machine's own."""
    cache = options.Optional(options.Type((str, bool)))
    """Where builds are remembered, by default .yangguang/cache beside mkdocs.yml; false: nowhere."""
    history = options.Optional(options.Type(str))
    """Where field histories are kept, by default .yangguang/history beside mkdocs.yml."""
    sandbox = options.Type(bool, default=False)
    """Whether this site's own templates are not trusted; a host that builds for others says so."""
    commits = options.Optional(options.ListOfItems(options.SubConfig(CommitOption)))
    """The commits that the content was taken from, where it does not lie in a repository."""
    release = options.Optional(options.Type(str))
    """The version.json of a release that is made again: its as-of date and commit instead of what git says."""
    archive = options.Type(bool, default=False)
    """Whether the archive's view is served as archive/ beside the site; release.html then leads there."""
    verify = options.Type(bool, default=False)
    """Whether kept files are read anew instead of being believed by size, time and inode."""
