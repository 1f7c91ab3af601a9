"""A process of its own for files that strangers made: bounded in time and memory, so that a hostile one ends it and nothing else."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any, Self

from yangguang import resources

SECONDS = 10.0
"""CPU time for one file."""
MEMORY = 500 << 20
"""Address space of the process in bytes, the interpreter and its libraries (some 150 MB) included."""


class Ended(Exception):
    """The file has ended the process."""


class Apart:
    """Asks a module that calls :func:`serve`. Use as a context manager; no process is started before the first file."""

    def __init__(self, module: str) -> None:
        self._module = module
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def ask(self, name: str, body: bytes) -> Iterator[Any]:
        """What the module says of one file, piece by piece, to be heard to the end; ``Ended`` where that was its end."""
        process = self._started()
        if process.stdin is None or process.stdout is None:
            raise ValueError("the process has no pipes")
        try:
            process.stdin.write(json.dumps([name, len(body)]).encode() + b"\n" + body)
            process.stdin.flush()
        except BrokenPipeError:
            self.close()
            raise Ended from None
        while line := process.stdout.readline():
            told = json.loads(line)
            if told is None:
                return
            yield told
        self.close()
        raise Ended

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # The package may lie beside a build script and be installed nowhere.
            environment = {**os.environ, "PYTHONPATH": str(resources.PACKAGE.parent)}
            command = [sys.executable, "-P", "-m", self._module]  # no module of the working folder
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
            )
        return self._process

    def close(self) -> None:
        """Ends the process, the pipes closed and nothing left behind."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def serve(answer: Callable[[str, bytes], Iterator[Any]]) -> None:
    """Answers each file (its name and size as a JSON line, then its bytes) with a JSON line for each piece, then null.

    No file is answered beyond its time; where memory ends, so does the process.
    """
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while line := asked.readline():
        name, size = json.loads(line)
        body = asked.read(size)
        # Nothing handles the signal: it ends the process even inside a library that never returns.
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        for piece in answer(name, body):
            told.write(json.dumps(piece).encode() + b"\n")
            told.flush()
        signal.setitimer(signal.ITIMER_PROF, 0)
        told.write(b"null\n")
        told.flush()
