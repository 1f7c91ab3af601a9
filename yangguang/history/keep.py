"""Keeps the history files of a site: continues what is there, makes anew what no longer fits its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yangguang.disk import put
from yangguang.history.ask import NoHistory
from yangguang.history.git import Repository
from yangguang.history.record import Damaged, Head, History, dump, line_of, load
from yangguang.history.walk import Track, Walk
from yangguang.model.change import Line, Register
from yangguang.model.compare import compare

FOLDER = ".yangguang/history"
"""Beside mkdocs.yml; never in git."""
GIT, LEDGER = "git", "ledger"


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a region's history: its file, its lines in all, those that are new, whether it was made anew."""

    file: Path
    lines: int
    fresh: int
    anew: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A snapshot: its id, its as-of date, and how to read a region's items in it.

    ``silent``: codes of which it tells nothing any more, since something was taken down: they stay as they were.
    """

    id: str
    day: date
    register: Callable[[str], Register]
    silent: Callable[[str], frozenset[str]] = lambda _: frozenset()


def file_of(folder: Path, region: str) -> Path:
    """Where a region's history is kept; ``folder`` is the one of all histories."""
    return folder / f"{region}.jsonl"


def track_of(repository: Repository, content: Path, upper: Path | None = None) -> Track:
    """Where a region's folder lies in a repository. Raises NoHistory where it lies outside.

    ``upper`` is the region whose library this one sees; one of another repository has no history here.
    """
    prefix = repository.within(content)
    if prefix is None:
        raise NoHistory(content, "outside the repository")
    return Track(prefix, repository.within(upper) if upper else None)


def from_git(folder: Path, region: str, repository: Repository, track: Track) -> Kept:
    """Brings the history of a region up to the newest commit of the repository. Raises NoHistory."""
    file = file_of(folder, region)
    about = {"位置": track.prefix, "上级": "" if track.upper is None else f"./{track.upper}"}
    old = _kept(file, Head(region, GIT, about=about), repository.published)
    until = old.head.until
    files = repository.tree(until, track.paths) if until else {}
    walk = Walk(repository, track, files, dict(old.head.carried))
    fresh: list[bytes] = []
    for commit in repository.commits(track.paths, until):
        fresh += map(line_of, walk.step(commit))
        until = commit.id
    return _write(file, old, Head(region, GIT, until, about, walk.carried), fresh)


def from_snapshots(folder: Path, region: str, moments: Sequence[Moment]) -> Kept:
    """Brings the history of a region up to the newest of an archive's snapshots, which come oldest first."""
    file = file_of(folder, region)
    ids = [moment.id for moment in moments]
    old = _kept(file, Head(region, LEDGER), lambda until: until in ids)
    start = ids.index(old.head.until) if old.head.until else -1
    register: Register = moments[start].register(region) if start >= 0 else {}
    fresh: list[bytes] = []
    for moment in moments[start + 1 :]:
        silent = moment.silent(region)
        now = {**moment.register(region), **{code: state for code, state in register.items() if code in silent}}
        fresh += (line_of(Line(moment.day, moment.id, change)) for change in compare(register, now))
        register = now
    return _write(file, old, Head(region, LEDGER, ids[-1] if ids else ""), fresh)


def _kept(file: Path, wanted: Head, known: Callable[[str], bool]) -> History:
    """What is kept, if it can be continued: of this region, from this source, and its end is still known there."""
    try:
        history = load(file.read_bytes())
    except (FileNotFoundError, Damaged):
        return History(wanted)
    head = history.head
    same = (head.region, head.source, dict(head.about)) == (wanted.region, wanted.source, dict(wanted.about))
    return history if same and head.until and known(head.until) else History(wanted)


def _write(file: Path, old: History, head: Head, fresh: list[bytes]) -> Kept:
    """Puts the file in place in one step, unless it is as it was."""
    history = History(head, (*old.lines, *fresh))
    anew = bool(fresh) and file.exists() and not old.head.until
    if history != old or not file.exists():
        put(file, dump(history))
    return Kept(file, len(history.lines), len(fresh), anew)
