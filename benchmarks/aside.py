"""What a run has left is put aside and removed only when all is measured.

ext4 gives no inode away again within the minutes after a removal and passes over each such one when it makes a file, so
that a site removed just before a build may cost that build .3 ms for each of its files: no folder of a user's is like that.
"""

from __future__ import annotations

import shutil
from pathlib import Path

_NAME = "aside"


def put_aside(work: Path, *names: str) -> None:
    """Moves folders of ``work`` out of the way; those that are not there are passed over."""
    place = work / _NAME
    place.mkdir(exist_ok=True)
    for name in names:
        if (work / name).exists():
            (work / name).rename(place / str(len([*place.iterdir()])))


def clear(work: Path) -> None:
    """Removes all that was put aside."""
    shutil.rmtree(work / _NAME, ignore_errors=True)
