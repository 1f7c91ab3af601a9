"""What git remembers of a folder: the commits of the published line, the files that each changed, their bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from yangguang.history.ask import ask, command, environment, top_of
from yangguang.history.objects import Objects

CHINA = timezone(timedelta(hours=8))
"""A commit's time becomes a date in the time of China, wherever it is read."""

NEVER = datetime.fromtimestamp(0, CHINA)
"""Stands for a time that no calendar has: a commit says what its computer's clock showed."""

MOST_BYTES = 4_000_000
"""A larger file is no item of a list; its bytes are passed over."""

_START = b"\x01"
_REGULAR = (b"100644", b"100755")


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of the published line: its author's date, and path → blob (``None``: gone) of what it changed."""

    id: str
    day: date
    files: dict[str, str | None]


class Repository(AbstractContextManager["Repository"]):
    """A repository, or the one that a folder lies in, up to the commit ``at``. Use as a context manager.

    Paths are relative to its top. Only the first parents of merges are followed: they are the states that were
    published one after the other. Raises :class:`NoHistory` where there is no repository, no git, or no such commit.
    """

    def __init__(self, folder: Path, at: str = "HEAD") -> None:
        self.folder = folder
        self._blobs = Objects(command(folder), environment(), MOST_BYTES)
        self.head = self._ask("rev-parse", "--verify", "--end-of-options", f"{at}^{{commit}}").decode("ascii").strip()

    def __exit__(self, *error: object) -> None:
        self._blobs.close()

    def within(self, folder: Path) -> str | None:
        """The path of a folder in this repository's working tree with a slash behind it, ``None`` outside."""
        top, folder = top_of(self.folder), folder.resolve()
        if not folder.is_relative_to(top):
            return None
        return "" if folder == top else f"{folder.relative_to(top).as_posix()}/"

    def published(self, commit: str) -> bool:
        """Whether the commit is one of the published line: else history was rewritten since it was noted."""
        lines = self._ask("rev-list", "--first-parent", self.head).split(b"\n")
        return commit.encode() in lines

    def commits(self, paths: Sequence[str], since: str = "") -> Iterator[Commit]:
        """The commits after ``since`` that changed something below the paths, the oldest first."""
        wanted = f"{since}..{self.head}" if since else self.head
        body = self._ask(
            "log", "--first-parent", "--reverse", "--raw", "-z", "--no-renames", "--no-abbrev", "-m", "--no-show-signature",
            "--format=%x01%H %at", wanted, "--", *(f":(top,literal){path}" for path in paths),
        )  # fmt: skip
        yield from _commits(body.split(b"\0"))

    def tree(self, commit: str, paths: Sequence[str]) -> dict[str, str]:
        """Path → blob of every file below the paths, as it stood after the commit."""
        body = self._ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", *paths)
        found = {}
        for entry in body.split(b"\0")[:-1]:
            about, _, name = entry.partition(b"\t")
            mode, _, blob = about.split(b" ")
            if mode in _REGULAR and (path := text_of(name)):
                found[path] = blob.decode()
        return found

    def read(self, blob: str) -> bytes | None:
        """The bytes of a blob; ``None`` where it is missing, damaged, or larger than any item can be."""
        return self._blobs.found(blob)

    def _ask(self, *arguments: str) -> bytes:
        return ask(self.folder, *arguments)


def _commits(tokens: Iterable[bytes]) -> Iterator[Commit]:
    """Commits from the output of ``git log --raw -z``: a head, then pairs of what changed and where."""
    commit: Commit | None = None
    walk = iter(tokens)
    for token in walk:
        if token.startswith(_START):
            if commit is not None:
                yield commit
            name, _, seconds = token[1:].decode("ascii", "replace").partition(" ")
            commit = Commit(name, moment(seconds).date(), {})
        elif commit is not None and token.lstrip(b"\n").startswith(b":"):
            _, mode, _, blob, _ = token.split(b" ")
            if path := text_of(next(walk)):
                commit.files[path] = blob.decode() if mode in _REGULAR else None
    if commit is not None:
        yield commit


def text_of(name: bytes) -> str:
    """A path as text; empty for one that is no UTF-8, which no item's is."""
    try:
        return name.decode()
    except UnicodeDecodeError:
        return ""


def moment(seconds: str) -> datetime:
    """A time that somebody's computer has written, in that of China; :data:`NEVER` where it is none."""
    try:
        return datetime.fromtimestamp(int(seconds), CHINA)
    except (ValueError, OverflowError, OSError):
        return NEVER
