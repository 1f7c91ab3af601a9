"""The newest commit that touches the content, as git tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from yangguang.history.ask import NoHistory, ask
from yangguang.history.git import CHINA, NEVER, moment

_NONE = "not a git repository (or any"
"""How git says that a folder lies in none."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its whole name, and when it was made."""

    id: str
    time: datetime

    @property
    def day(self) -> date | None:
        """The day in China; nothing where the clock showed what no calendar has."""
        return None if self.time == NEVER else self.time.astimezone(CHINA).date()


def newest_commit(folders: Iterable[Path]) -> Commit | None:
    """The newest commit touching any of the folders, or ``None`` outside git."""
    found = map(_commit, _apart([folder.resolve() for folder in folders]))
    return newest(commit for commit in found if commit)


def newest(commits: Iterable[Commit]) -> Commit | None:
    """The newest of several."""
    return max(commits, key=lambda commit: (commit.time, commit.id), default=None)


def silent(folders: Iterable[Path]) -> Iterator[NoHistory]:
    """Folders that lie in a repository of which git will not tell: it is another account's, or git is not there."""
    for folder in _apart([folder.resolve() for folder in folders]):
        if any((place / ".git").exists() for place in (folder, *folder.parents)):
            try:
                ask(folder, "rev-parse", "--git-dir")
            except NoHistory as found:
                if _NONE not in found.why:
                    yield found


def _apart(folders: list[Path]) -> list[Path]:
    """Without those that lie in another one of the same repository, and are asked about with it."""
    return [folder for folder in folders if not any(_within(folder, other) for other in folders)]


def _within(folder: Path, other: Path) -> bool:
    """Whether a folder lies below another, with no repository of its own in between."""
    if other not in folder.parents:
        return False
    between = (folder, *folder.parents[: len(folder.parts) - len(other.parts) - 1])
    return not any((place / ".git").exists() for place in between)


def _commit(folder: Path) -> Commit | None:
    try:
        said = ask(folder, "log", "-1", "--no-show-signature", "--format=%H %ct", "--", ".").decode().split()
    except NoHistory:
        return None
    return Commit(said[0], moment(said[1])) if said else None
