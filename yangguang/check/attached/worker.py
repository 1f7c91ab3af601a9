"""The process that opens attachments: bounded in time and memory, so that a hostile one ends it and nothing else."""

from __future__ import annotations

import json
import resource
import signal
import sys
from typing import BinaryIO

from yangguang.check.attached.opening import parts_of
from yangguang.check.attached.part import Opaque
from yangguang.check.privacy import find

SECONDS = 10.0
"""CPU time for one attachment."""
MEMORY = 640 << 20
"""Address space of the process in bytes, the interpreter and its libraries included."""
HITS = 200
"""More of one attachment are not told."""


def serve(asked: BinaryIO, told: BinaryIO) -> None:
    """Answers each attachment (its name and size as a JSON line, then its bytes) with a JSON line for each finding
    (rule, place, masked value, value), and one more that says why there may be others."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while line := asked.readline():
        name, size = json.loads(line)
        body = asked.read(size)
        # Nothing handles the signal: it ends the process even inside a library that never returns.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        why = _look(body, name, told)
        signal.setitimer(signal.ITIMER_PROF, 0)
        _tell(told, [why])


def _look(body: bytes, name: str, told: BinaryIO) -> str:
    seen: set[tuple[str, str]] = set()
    try:
        for part in parts_of(body, name):
            for hit in find(part.text, part.heading):
                if (hit.rule, hit.value) not in seen:
                    seen.add((hit.rule, hit.value))
                    _tell(told, [hit.rule, part.place, hit.masked, hit.value])
                if len(seen) >= HITS:
                    return "unfinished"
    except Opaque as opaque:
        return opaque.why
    except MemoryError:
        return "unfinished"
    return ""


def _tell(told: BinaryIO, what: list[str]) -> None:
    told.write(json.dumps(what).encode() + b"\n")
    told.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
