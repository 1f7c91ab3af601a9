"""What git knows of the sources: whether all of them are committed, and how they stood at an earlier commit."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from yangguang.build.commit import silent
from yangguang.build.source import no_content
from yangguang.history.ask import NoHistory, ask, top_of
from yangguang.model.finding import Finding, Refused, finding, first

_SHOWN = 10


def uncommitted(paths: Iterable[Path]) -> tuple[Finding, ...]:
    """Files at or below the paths that differ from their repository's newest commit, or of which git will not tell; none
    outside git."""
    found, paths = set(), list(paths)
    for path in paths:
        folder, name = _folder(path), "." if path.is_dir() else path.name
        with suppress(NoHistory):
            home = ask(folder, "rev-parse", "--show-prefix").decode("utf-8", "replace").rstrip("\n")
            said = ask(folder, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", name)
            lines = [line for line in said.decode("utf-8", "replace").split("\0") if line]
            found |= {
                line[3:] for line in lines if not (line.startswith("??") and no_content(line[3:].removeprefix(home)))
            }
    told = [finding("uncommitted_file", path=path) for path in sorted(found)]
    mute = (finding("git_silent", folder=one.folder, why=one.why) for one in silent(map(_folder, paths)))
    return (*first(told, _SHOWN, "uncommitted_more"), *mute)


def _folder(path: Path) -> Path:
    return path if path.is_dir() else path.parent


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
    try:
        folder = top_of(home)
    except NoHistory:
        raise Refused("at_no_git", folder=home) from None
    try:
        commit = ask(folder, "rev-parse", "--verify", "--end-of-options", f"{wanted}^{{commit}}").decode().strip()
        # A clone, so that the build finds dates and commits as in the repository itself; it borrows the objects.
        ask(folder, "clone", "--quiet", "--shared", "--no-checkout", ".", str(into.resolve()))
        ask(into, "checkout", "--quiet", "--detach", commit)
    except NoHistory:
        raise Refused("at_unknown", commit=wanted) from None
    return Checkout(into.resolve(), folder, commit)
