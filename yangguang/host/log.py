"""The host's log: what was pushed, refused, published, rolled back; one JSON object a line, never rewritten."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import datetime
from typing import Any

from yangguang.host.places import Host

_TAIL = 1 << 20


def note(host: Host, moment: datetime, what: str, **values: Any) -> None:
    """Adds a line, below one that a full disk has cut off, too. A log that cannot be written stops nothing: the site matters more."""
    line = json.dumps({"time": moment.isoformat(timespec="seconds"), "what": what, **values}, ensure_ascii=False)
    with suppress(OSError):
        handle = os.open(host.log, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            end = os.fstat(handle).st_size
            begin = "\n" if end and os.pread(handle, 1, end - 1) != b"\n" else ""
            os.write(handle, f"{begin}{line}\n".encode("utf-8", "replace"))  # who pushes may call a branch by any bytes
        finally:
            os.close(handle)


def last(host: Host, count: int) -> list[dict[str, Any]]:
    """The newest lines, oldest first; what was cut off by a full disk is left out."""
    try:
        with host.log.open("rb") as opened:
            opened.seek(max(0, host.log.stat().st_size - _TAIL))
            lines = opened.read().decode("utf-8", "replace").split("\n")
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        with suppress(ValueError):
            said = json.loads(line)
            if isinstance(said, dict) and "what" in said and "time" in said:
                found.append(said)
    return found[-count:]
