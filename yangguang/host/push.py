"""A push as git hands it to the door: which refs move from where to where, and what was asked with ``-o``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yangguang.host.git import NOTHING
from yangguang.host.places import MAIN

BRANCH = "refs/heads/"
PREVIEW, DRY_RUN = "preview", "dry-run"
_PREVIEWED = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")


@dataclass(frozen=True, slots=True)
class Update:
    """One ref that is to move."""

    ref: str
    old: str
    new: str

    @property
    def gone(self) -> bool:
        """Whether the ref is to be deleted."""
        return self.new == NOTHING

    @property
    def main(self) -> bool:
        """Whether this is what is published."""
        return self.ref == MAIN

    @property
    def branch(self) -> str:
        """The name of the branch."""
        return self.ref.removeprefix(BRANCH)


def can_be_previewed(branch: str) -> bool:
    """Whether the name of a branch can stand in an address."""
    return _PREVIEWED.fullmatch(branch) is not None and ".." not in branch


def updates(lines: Iterable[str]) -> list[Update]:
    """What a pre-receive hook reads: ``old new ref`` a line."""
    parts = (line.rstrip("\n").split(" ", 2) for line in lines)
    return [Update(ref, old, new) for old, new, ref in parts]


def options(environment: Mapping[str, str]) -> tuple[str, ...]:
    """What was asked with ``git push -o``."""
    count = int(environment.get("GIT_PUSH_OPTION_COUNT") or 0)
    return tuple(environment.get(f"GIT_PUSH_OPTION_{number}", "") for number in range(count))
