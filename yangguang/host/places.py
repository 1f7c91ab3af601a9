"""The host's folder: what lies where, and what its host.yml says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yangguang.model.finding import Refused
from yangguang.model.words import SLUG
from yangguang.yamlio import read_yaml

MAIN = "refs/heads/main"
DEFAULT_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Host:
    """The folder ``root``; ``regions``: 网址标识 of each, the main region first; ``minutes``: longest time of a build;
    ``group``: of the machine, whose members push under accounts of their own, or nothing."""

    root: Path
    regions: tuple[str, ...]
    minutes: float = DEFAULT_MINUTES
    group: str = ""

    def repository(self, region: str) -> Path:
        """The bare repository that editors of a region push to."""
        return self.root / "repos" / f"{region}.git"

    @property
    def releases(self) -> Path:
        """One folder for each release, and its record beside it."""
        return self.root / "releases"

    @property
    def current(self) -> Path:
        """The symbolic link that the web server follows."""
        return self.root / "current"

    @property
    def previews(self) -> Path:
        """One site for each previewed branch."""
        return self.root / "previews"

    @property
    def cache(self) -> Path:
        """What may be deleted at any time."""
        return self.root / "cache"

    @property
    def failed(self) -> Path:
        """What was asked of the last build that failed, and what it said."""
        return self.cache / "failed.json"

    @property
    def doing(self) -> Path:
        """The step that the worker took last, of those that take long enough to be told."""
        return self.cache / "doing.json"

    @property
    def previewed(self) -> Path:
        """The commit that each preview shows."""
        return self.cache / "previews.json"

    @property
    def remembered(self) -> Path:
        """What checks remember of what was pushed."""
        return self.cache / "door"

    @property
    def archive(self) -> Path:
        """Snapshots, beside the site."""
        return self.root / "archive"

    @property
    def engine(self) -> Path:
        """The program that checks and builds."""
        return self.root / "engine" / "yangguang"

    @property
    def bell(self) -> Path:
        """Touched when something was pushed."""
        return self.root / "bell"

    @property
    def pin(self) -> Path:
        """Names the release that a rollback has chosen, until ``resume``."""
        return self.root / "pinned"

    @property
    def log(self) -> Path:
        """One JSON object a line."""
        return self.root / "log.jsonl"

    @property
    def lock(self) -> Path:
        """Held by the one worker, and by every process that it starts."""
        return self.root / "lock"

    @property
    def switch_lock(self) -> Path:
        """Held by whoever changes ``current``, the pin, or removes releases."""
        return self.root / "switch.lock"

    @property
    def door_lock(self) -> Path:
        """Held from the check of a push until its end: pushes follow one another."""
        return self.root / "door.lock"

    @property
    def operators(self) -> Path:
        """Who may change what lies outside content/, one name a line."""
        return self.root / "operators"

    @property
    def permissions(self) -> Path:
        """Who may change what inside content/; without it everybody everything."""
        return self.root / "permissions.yml"


def open_host(root: Path) -> Host:
    """The host in a folder. Raises Refused where there is none, or where its host.yml is wrong."""
    file = root / "host.yml"
    if not file.is_file():
        raise Refused("no_host", folder=root)
    said = settings(file)
    regions = said.get("regions")
    if not isinstance(regions, list) or not regions or not all(re.fullmatch(SLUG, str(one)) for one in regions):
        raise Refused("host_regions", file=file)
    minutes = _minutes(file, said.get("minutes", DEFAULT_MINUTES))
    return Host(root.resolve(), tuple(map(str, regions)), minutes, str(said.get("group") or ""))


def settings(file: Path) -> dict[str, Any]:
    """A file of settings. Raises Refused with the place of its first mistake."""
    said, problems = read_yaml(file.read_bytes(), file.name)
    if problems or not isinstance(said, dict):
        raise Refused("unreadable", file=file, line=problems[0].line if problems else 1)
    return said


def _minutes(file: Path, said: Any) -> float:
    try:
        minutes = float(said)
    except (TypeError, ValueError):
        minutes = 0
    if not 0 < minutes < 10_000:
        raise Refused("host_minutes", file=file)
    return minutes
