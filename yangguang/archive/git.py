"""What git knows of the sources: whether all of them are committed, and how they stood at an earlier commit."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from yangguang.archive.findings import Finding, Refused, finding
from yangguang.build.asof import CHINA

_SHOWN = 10


def uncommitted(paths: Iterable[Path]) -> tuple[Finding, ...]:
    """Files at or below the paths that differ from their repository's newest commit; none outside git."""
    found = set()
    for path in paths:
        folder, name = (path, ".") if path.is_dir() else (path.parent, path.name)
        done = _git(folder, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", name)
        if done.returncode == 0:
            found |= {line[3:] for line in done.stdout.decode("utf-8", "replace").split("\0") if line}
    more = len(found) - _SHOWN
    told = [finding("uncommitted_file", path=path) for path in sorted(found)[:_SHOWN]]
    return (*told, *([finding("uncommitted_more", count=more)] if more > 0 else []))


@dataclass(frozen=True, slots=True)
class Checkout:
    """A repository as it stood at a commit, as files in a folder; ``top`` is the repository's own."""

    folder: Path
    top: Path
    commit: str

    def moved(self, path: Path) -> Path:
        """Where a file or folder of the repository is in the checkout. Raises Refused where it lies outside."""
        if not path.resolve().is_relative_to(self.top):
            raise Refused("at_outside", path=path, commit=self.commit)
        return self.folder / path.resolve().relative_to(self.top)

    @property
    def told(self) -> dict[str, str]:
        """The commit and its date, as a release tells of where its content came from."""
        done = _git(self.top, "log", "-1", "--format=%ct", self.commit)
        day = datetime.fromtimestamp(int(done.stdout), UTC).astimezone(CHINA).date().isoformat()
        return {"commit": self.commit, "committed": day, "as_of": day}


def checkout(home: Path, wanted: str, into: Path) -> Checkout:
    """Writes the repository that ``home`` lies in, as it stood at the commit. Raises Refused."""
    top = _git(home, "rev-parse", "--show-toplevel")
    if top.returncode:
        raise Refused("at_no_git", folder=home)
    folder = Path(top.stdout.decode().rstrip("\n")).resolve()
    found = _git(folder, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{wanted}^{{commit}}")
    if found.returncode:
        raise Refused("at_unknown", commit=wanted)
    commit, index = found.stdout.decode().strip(), into.with_name(f"{into.name}.index").resolve()
    # An index of its own: what the editor has staged stays as it is. Not `git archive`, which attributes can bend.
    for step in (("read-tree", commit), ("checkout-index", "--all", f"--prefix={into.resolve()}/")):
        if _git(folder, *step, index=index).returncode:
            raise Refused("at_unknown", commit=wanted)
    index.unlink()
    return Checkout(into.resolve(), folder, commit)


def _git(folder: Path, *arguments: str, index: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-c", "core.quotePath=false", "-C", str(folder), *arguments]
    own = {"GIT_INDEX_FILE": str(index)} if index else {}
    try:
        return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **own})
    except OSError:  # no git on this machine, or no such folder
        return subprocess.CompletedProcess(command, 1, b"", b"")
