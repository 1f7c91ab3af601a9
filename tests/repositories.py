"""Real git repositories with the content of a small site, and their field histories."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.helpers import copy_of
from yangguang.history.git import Repository
from yangguang.history.keep import Kept, file_of, from_git, track_of
from yangguang.history.record import load, read_line
from yangguang.model.change import Line

_GIT = ("git", "-c", "user.name=编辑", "-c", "user.email=e@example.org")


@dataclass
class Repo:
    """A repository whose folder ``content`` is a region; commits are a day apart."""

    folder: Path
    commits: int = 0

    @classmethod
    def of_good(cls, folder: Path) -> Repo:
        """The small site without mistakes, committed once."""
        repo = cls(folder)
        copy_of("good", folder)
        repo.git("init", "-q", "-b", "main", ".")
        (folder / ".gitignore").write_text(".yangguang/\nsite/\n", encoding="utf-8")
        repo.commit()
        return repo

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def git(self, *arguments: str, moment: str = "2024-01-01T00:00:00Z") -> str:
        times = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        done = subprocess.run(
            [*_GIT, *arguments], cwd=self.folder, env=os.environ | times, capture_output=True, text=True, check=True
        )
        return done.stdout.strip()

    def commit(self, moment: str = "") -> str:
        """Commits everything and answers with the commit's id."""
        self.commits += 1
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "改动", moment=moment or f"2024-01-{self.commits:02}T08:00:00Z")
        return self.git("rev-parse", "HEAD")

    def path(self, code: str, department: str = "civil-affairs") -> Path:
        return self.content / "powers" / department / f"{code}.yml"

    def edit(self, code: str, old: str, new: str) -> str:
        """Replaces a text in an item's file and commits."""
        text = self.path(code).read_text(encoding="utf-8")
        assert old in text
        self.path(code).write_text(text.replace(old, new), encoding="utf-8")
        return self.commit()


def record(repo: Repo, folder: Path, region: str = "linfen", content: Path | None = None) -> Kept:
    """Brings a history in ``folder`` up to date."""
    own = content or repo.content
    with Repository(own) as repository:
        upper = repo.content if own != repo.content else None
        return from_git(folder, region, repository, track_of(repository, own, upper))


def lines(folder: Path, region: str = "linfen") -> list[Line]:
    """All lines of a history but those of the first commit, which brought every item in."""
    found = [read_line(line) for line in load(file_of(folder, region).read_bytes()).lines]
    return [line for line in found if line.commit != found[0].commit]


def told(folder: Path, region: str = "linfen") -> list[tuple[str, str, str, object, object]]:
    """Day, code, field, old and new of each line."""
    return [
        (line.day.isoformat(), line.change.code, "/".join(line.change.field) or line.change.kind, line.change.old, line.change.new)
        for line in lines(folder, region)
    ]  # fmt: skip
