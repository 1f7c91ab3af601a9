"""Git as the host uses it: no configuration but the repository's own, objects read in one stream, a region as a source."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryFile

from yangguang.build.source import Listing, Looks, Source, no_content
from yangguang.history.git import CHINA, NEVER, text_of
from yangguang.history.objects import Objects
from yangguang.model.finding import Refused

EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
NOTHING = "0" * 40
MOST_FILES = 300_000
"""Files of one commit; a city with all its counties has some 60,000."""
_QUARANTINE = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")


class BrokenRepository(Exception):
    """Git cannot read what it should hold."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a commit."""

    path: bytes
    mode: str
    blob: str
    size: int


def environment(repository: Path) -> dict[str, str]:
    """The environment of every git that the host starts; what was pushed to this repository is still in quarantine."""
    place = os.environ.get("GIT_QUARANTINE_PATH", "")
    ours = bool(place) and Path(place).resolve().is_relative_to(repository.resolve())
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or (ours and name in _QUARANTINE)
    }
    fixed = {
        "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C",
    }  # fmt: skip
    return kept | fixed


def git(repository: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What a command of git answers. Raises BrokenRepository where it fails."""
    command = ["git", "--git-dir", str(repository), *arguments]
    done = subprocess.run(command, input=given, capture_output=True, env=environment(repository), check=False)
    if done.returncode:
        raise BrokenRepository(done.stderr.decode("utf-8", "replace").strip() or f"git {arguments[0]}")
    return done.stdout


def fields(repository: Path, *arguments: str, most: int, given: bytes = b"") -> Iterator[bytes]:
    """What a command of git answers, field by field as each is ended by a zero byte.

    Raises BrokenRepository where the command fails, and Refused behind ``most`` fields: a few kilobytes can hold folders
    of folders that are a thousand million files, and whoever reads them to the end keeps all others waiting.
    """
    command = ["git", "--git-dir", str(repository), *arguments]
    with TemporaryFile() as asked, TemporaryFile() as wrong:
        asked.write(given)
        asked.seek(0)
        with subprocess.Popen(
            command, stdin=asked, stdout=subprocess.PIPE, stderr=wrong, env=environment(repository)
        ) as running:
            rest, count = b"", 0
            while running.stdout is not None and (piece := running.stdout.read(1 << 16)):
                *whole, rest = (rest + piece).split(b"\0")
                count += len(whole)
                if count > most:
                    running.kill()
                    raise Refused("too_many_files", most=f"{MOST_FILES:,}")
                yield from whole
        if running.returncode:
            wrong.seek(0)
            raise BrokenRepository(wrong.read().decode("utf-8", "replace").strip() or f"git {arguments[0]}")


def commit_of(repository: Path, ref: str) -> str:
    """The commit that a ref names, or nothing where there is no such ref."""
    try:
        return git(repository, "rev-parse", "--quiet", "--verify", f"{ref}^{{commit}}").decode().strip()
    except BrokenRepository:
        return ""


def authored(repository: Path, commit: str) -> str:
    """When a commit was authored, in ISO 8601 with its offset; 1970 where its author's clock showed what no calendar has."""
    told = git(repository, "show", "--no-patch", "--format=%aI", commit).decode().strip()
    try:
        datetime.fromisoformat(told).astimezone(CHINA)
    except (ValueError, OverflowError):
        return NEVER.isoformat()
    return told


def base_of(repository: Path, one: str, other: str) -> str:
    """Where two commits parted, or the empty tree where they have nothing in common."""
    try:
        return git(repository, "merge-base", one, other).decode().strip()
    except BrokenRepository:
        return EMPTY_TREE


@lru_cache(maxsize=8)
def tree(repository: Path, commit: str) -> tuple[Entry, ...]:
    """Every file of a commit, sorted by path; submodules have no size. Raises BrokenRepository for a damaged one, and
    Refused for one of too many files."""
    told = fields(repository, "ls-tree", "-r", "-z", "--long", "--full-tree", commit, most=MOST_FILES)
    return tuple(_entries(told))


def _entries(told: Iterable[bytes]) -> Iterator[Entry]:
    for record in told:
        head, path = record.split(b"\t", 1)
        mode, _, blob, size = head.decode().split()
        if size == "BAD":
            raise BrokenRepository(f"{blob} {path.decode('utf-8', 'replace')}")
        yield Entry(path, mode, blob, 0 if size == "-" else int(size))


@dataclass(frozen=True, slots=True)
class Difference:
    """A file that is not the same in two trees: its path (what is no UTF-8 shows as replaced), its object before and
    after, each all zeros where there is none."""

    path: str
    old: str
    new: str


@lru_cache(maxsize=8)
def differences(repository: Path, before: str, after: str) -> tuple[Difference, ...]:
    """The files that differ between two trees, sorted by path. Raises BrokenRepository where one is not there."""
    if before == after:
        return ()
    told = git(repository, "diff-tree", "-r", "-z", "--no-renames", "--raw", "--no-abbrev", before, after)
    parts = told.split(b"\0")[:-1]
    heads = (head.decode().split(" ") for head in parts[::2])
    return tuple(
        Difference(path.decode("utf-8", "replace"), old, new)
        for (_, _, old, new, _), path in zip(heads, parts[1::2], strict=True)
    )


def changed(repository: Path, before: str, after: str) -> list[str]:
    """Paths that differ between two trees, those that are gone included."""
    return [one.path for one in differences(repository, before, after)]


class Stream(Objects):
    """Objects of a repository one after the other, each of which must be there."""

    def __init__(self, repository: Path) -> None:
        super().__init__(["git", "--git-dir", str(repository)], environment(repository))

    def read(self, blob: str) -> bytes:
        """The bytes of one object. Raises BrokenRepository where it is missing or damaged."""
        body = self.found(blob)
        if body is None:
            raise BrokenRepository(f"{blob} missing or damaged")
        return body


_streams: dict[tuple[Path, int], Stream] = {}
"""By repository and process: those that were forked must not share a pipe."""


def stream(repository: Path) -> Stream:
    """The stream of a repository in this process, opened when first asked for."""
    key = (repository, os.getpid())
    if key not in _streams:
        _streams[key] = Stream(repository)
    return _streams[key]


def close_streams() -> None:
    """Lets the streams of this process go."""
    for key in [key for key in _streams if key[1] == os.getpid()]:
        _streams.pop(key).close()


@lru_cache(maxsize=8)
def files_of(repository: Path, commit: str) -> Mapping[str, Entry]:
    """Every file of a commit whose name is UTF-8, by its path."""
    return {path: entry for entry in tree(repository, commit) if (path := text_of(entry.path))}


@dataclass(frozen=True, slots=True)
class GitSource(Source):
    """A region's files as a commit holds them: ``prefix`` is its folder, ``label`` what messages put before a path."""

    repository: Path
    commit: str
    prefix: str = "content/"
    label: str = "content/"

    def listing(self) -> Listing:
        """The files; the door has refused commits with symbolic links."""
        found = (path[len(self.prefix) :] for path in self._entries() if path.startswith(self.prefix))
        return Listing(
            tuple(sorted(path for path in found if not path.startswith("regions/") and not no_content(path)))
        )

    def regions(self) -> tuple[str, ...]:
        """What stands directly below its ``regions/``, sorted."""
        below = f"{self.prefix}regions/"
        found = (path[len(below) :] for path in self._entries() if path.startswith(below))
        return tuple(sorted({re.sub("/.*", "/", path) for path in found if not no_content(path)}))

    def read(self, path: str) -> bytes:
        """The bytes of one file."""
        return stream(self.repository).read(self._entries()[self.prefix + path].blob)

    def stat(self, path: str) -> Looks | None:
        """The object's name tells its bytes; it needs no time of change."""
        entry = self._entries()[self.prefix + path]
        return (entry.size, 0, int(entry.blob[:15], 16), int(entry.blob[15:30], 16))

    def _entries(self) -> Mapping[str, Entry]:
        return files_of(self.repository, self.commit)


def nested(repository: Path, commit: str) -> list[str]:
    """Further regions inside the main region's repository, by the name of their folder."""
    return sorted(name[:-1] for name in GitSource(repository, commit).regions() if name.endswith("/"))
