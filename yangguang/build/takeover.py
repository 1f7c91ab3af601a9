"""Files of the last site that stand are taken over into the new one: looked at, and linked unless they are there already."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from yangguang.build.output import NO_ROOM, make_room
from yangguang.build.source import Stat
from yangguang.disk import digest_of


class Files(NamedTuple):
    """Files as they were written, in columns, since those of a prefecture are many to keep, to send and to look at."""

    paths: list[str]
    sha256s: list[str]
    sizes: list[int]
    times: list[int]
    """Of the last change, in nanoseconds."""
    inodes: list[int]


def take_over(site: Path, staging: Path, shelves: Sequence[Files], verify: bool) -> list[bool]:
    """Takes over files, shelf by shelf; tells of each whether all its files are what was written.

    Where one is not, others of its shelf may have been taken over all the same.
    """
    return [_taken(f"{site}/", staging, files, verify) for files in shelves]


def stands(path: str, stat: Stat, sha256: str | None) -> bool:
    """Whether a file is what was written, by its looks or, where a digest is given, by its bytes, too. Raises OSError."""
    found = os.lstat(path)
    if (found.st_size, found.st_mtime_ns, found.st_ino) != stat:
        return False
    return sha256 is None or digest_of(Path(path)) == sha256


def _taken(site: str, staging: Path, files: Files, verify: bool) -> bool:
    new = f"{staging}/"
    # Written out: the files of a prefecture are looked at one by one.
    for path, sha256, size, time, inode in zip(*files, strict=True):
        stat = (size, time, inode)
        body = sha256 if verify else None
        try:
            if stands(new + path, stat, body):
                continue
            os.unlink(new + path)  # noqa: PTH108
        except FileNotFoundError:
            pass
        except NO_ROOM:
            make_room(staging, path)
        try:
            if not stands(site + path, stat, body):
                return False
        except OSError:
            return False
        _link(site + path, staging, path)
    return True


def _link(old: str, staging: Path, path: str) -> None:
    try:
        link(old, f"{staging}/{path}")
    except FileNotFoundError:
        make_room(staging, path)
        link(old, f"{staging}/{path}")


def link(old: str, new: str) -> None:
    """A hard link, or a copy where the file system has none. Raises FileNotFoundError, also where there is no folder for it."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(old, new)
