"""Puts a file in place in one step: whoever looks sees the old one or the new one, also where the disk was full meanwhile."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_IMODE

_LONGEST = 60
"""Characters of a name that the one beside it repeats: with three bytes each it stays below what file systems allow."""


def put(file: Path, body: bytes, *, durable: bool = False) -> None:
    """Writes a file beside and then in place; it keeps the permissions of the one before. ``durable``: it is on the disk, too.

    Folders above are made. Raises ``OSError``, and what stood there stands.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name[:_LONGEST]}.new")
    try:
        with new.open("wb") as opened:
            opened.write(body)
            if durable:
                opened.flush()
                os.fsync(opened.fileno())
        if file.exists():
            new.chmod(S_IMODE(file.stat().st_mode))
        new.replace(file)
    except OSError:
        new.unlink(missing_ok=True)
        raise
