"""Puts what runs the kiosk where Debian looks for it: units, browser policy, rules; never over what an operator has set."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from pathlib import Path

from yangguang.disk import put, with_umask
from yangguang.model.finding import Refused

_ROOT = b"@ROOT@"
_WHERE = "system"
_SETTINGS = "etc/yangguang-kiosk.conf"
_PLAIN = re.compile(r"(/[A-Za-z0-9._-]+)+")


def readable() -> AbstractContextManager[None]:
    """What is made meanwhile may be read by the user of the screen, whatever root keeps from others."""
    return with_umask(0o022)


def check(root: Path) -> None:
    """Refuses a folder whose name would have to be written differently in units, addresses and shells."""
    if not _PLAIN.fullmatch(str(root.absolute())):
        raise Refused("kiosk_root", what=root)


def keep(target: Path, body: bytes) -> None:
    """Puts a file in place once it is on the disk: kiosks are switched off at the wall, at any moment."""
    put(target, body, durable=True)


def decide(root: Path, system: Path) -> None:
    """Where the system's files go from now on: below ``system``, which is "/" but for trials."""
    keep(root / _WHERE, str(system.absolute()).encode())


def place(root: Path) -> list[Path]:
    """Writes the files of the release in use; those that are new or changed, in their order."""
    source, system, written = root / "current" / "machine", Path((root / _WHERE).read_text()), []
    for file in sorted(path for path in source.glob("etc/**/*") if path.is_file()):
        path = file.relative_to(source).as_posix()
        target = system / path
        body = file.read_bytes().replace(_ROOT, str(root.absolute()).encode())
        if target.exists() and (path == _SETTINGS or target.read_bytes() == body):
            continue
        keep(target, body)
        written.append(target)
    return written
