"""What git knows of the sources: whether all of them are committed, and how they stood at an earlier commit."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from yangguang.archive.findings import Finding, Refused, finding

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
    """A repository as it stood at a commit, in a folder of its own; ``top`` is where it was taken from."""

    folder: Path
    top: Path
    commit: str

    def moved(self, path: Path) -> Path:
        """Where a file or folder of the repository is in the checkout. Raises Refused where it lies outside."""
        if not path.resolve().is_relative_to(self.top):
            raise Refused("at_outside", path=path, commit=self.commit)
        return self.folder / path.resolve().relative_to(self.top)


def checkout(home: Path, wanted: str, into: Path) -> Checkout:
    """Clones the repository that ``home`` lies in and checks the commit out. Raises Refused."""
    top = _git(home, "rev-parse", "--show-toplevel")
    if top.returncode:
        raise Refused("at_no_git", folder=home)
    folder = Path(top.stdout.decode().rstrip("\n")).resolve()
    found = _git(folder, "rev-parse", "--quiet", "--verify", "--end-of-options", f"{wanted}^{{commit}}")
    commit = found.stdout.decode().strip()
    # A clone, so that the build finds dates and commits as in the repository itself; it borrows the objects.
    clone = ("clone", "--quiet", "--shared", "--no-checkout", ".", str(into.resolve()))
    if (
        found.returncode
        or _git(folder, *clone).returncode
        or _git(into, "checkout", "--quiet", "--detach", commit).returncode
    ):
        raise Refused("at_unknown", commit=wanted)
    return Checkout(into.resolve(), folder, commit)


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-c", "core.quotePath=false", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, capture_output=True, check=False)
    except OSError:  # no git on this machine, or no such folder
        return subprocess.CompletedProcess(command, 1, b"", b"")
