"""Questions to git about the repository that a folder lies in, whatever a caller's environment names."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class NoHistory(Exception):
    """Git cannot tell anything of a folder; ``why`` is git's own word, in one line."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"{folder}: {why}")
        self.folder, self.why = folder, why


def command(folder: Path, *arguments: str) -> list[str]:
    """The command line of a question; :func:`environment` goes with it."""
    return ["git", "-C", str(folder), *arguments]


def environment() -> dict[str, str]:
    """Git as everywhere: no repository that a caller has set, as a hook of git does; no replaced objects, English words."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or "CONFIG" in name}
    return {**kept, "GIT_NO_REPLACE_OBJECTS": "1", "LC_ALL": "C"}


def ask(folder: Path, *arguments: str) -> bytes:
    """What git answers. Raises NoHistory where there is no git, no repository, or nothing of what is asked for."""
    try:
        done = subprocess.run(command(folder, *arguments), capture_output=True, check=False, env=environment())
    except OSError as error:
        raise NoHistory(folder, f"git: {error.strerror or error}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")
        raise NoHistory(folder, said[0])
    return done.stdout


def top_of(folder: Path) -> Path:
    """The top of the working tree that a folder lies in, without symbolic links. Raises NoHistory."""
    return Path(os.fsdecode(ask(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n"))).resolve()
