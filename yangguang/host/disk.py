"""What the host does to the disk: locks, files replaced in one step, everything written out before the next step."""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from yangguang import disk


def taken(file: Path) -> bool:
    """Whether somebody holds the lock at this moment; whoever may not write, or not any more, is told, too.

    A lock that is shared tells it: two who ask do not take each other for the holder, and on a network's disk whoever
    only reads may have no other.
    """
    try:
        handle = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def keep(file: Path, body: bytes) -> None:
    """Puts a file in place in one step, and on the disk, its name too."""
    disk.put(file, body, durable=True)
    sync_folder(file.parent)


def keep_json(file: Path, value: Any) -> None:
    """The same for a value."""
    keep(file, f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode())


def get_json(file: Path) -> dict[str, Any]:
    """What :func:`keep_json` wrote; nothing where it is missing or damaged."""
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def sync_folder(folder: Path) -> None:
    """The names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def for_the_group(host_group: str) -> AbstractContextManager[None]:
    """What is made in the meantime may be changed by the members of the host's group, where it has one."""
    return disk.with_umask(disk.umask() & ~(0o070 if host_group else 0))


def for_everybody() -> AbstractContextManager[None]:
    """What is made in the meantime may be read by everybody, whatever the caller keeps from others: a web server has an
    account of its own, and so have those who push."""
    return disk.with_umask(disk.umask() & ~0o055)
