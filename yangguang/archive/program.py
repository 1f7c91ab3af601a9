"""This program once more, in a process of its own: for builds that must know no more than they are told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from yangguang.model.finding import Refused

_PROGRAM = "from yangguang.cli import main; main()"
_LAST = 2000
"""So many signs of what a command said in the end are told."""


def flags(file: Path | None, content: Path | None, regions: Iterable[Path], parent: Path | None) -> Iterator[str]:
    """How a command is told what it reads."""
    told = {"--file": [file], "--content": [content], "--region": regions, "--parent": [parent]}
    for flag, paths in told.items():
        yield from (text for path in paths if path for text in (flag, str(path)))


def again(arguments: Iterable[str], folder: Path) -> None:
    """Runs a command in a folder. Raises Refused, with what it said, where it fails."""
    own = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-c", _PROGRAM, *arguments]
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Refused("rebuild_failed", why=(done.stderr or done.stdout).strip()[-_LAST:])
