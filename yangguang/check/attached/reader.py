"""Hands attachments to the process that opens them, and starts another where one has ended it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from types import TracebackType
from typing import cast

from yangguang import resources
from yangguang.check.attached.part import Why

SIZE = 64 << 20
"""Larger attachments are not opened."""


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: its rule, its place in the attachment, the value as it may be shown, the value (never shown)."""

    rule: str
    place: str
    masked: str
    value: str


class Reader:
    """Use as a context manager; no process is started before there is an attachment to open."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def look(self, body: bytes, name: str) -> tuple[list[Found], Why]:
        """What is found in one attachment, and why there may be more."""
        if len(body) > SIZE:
            return [], "unfinished"
        process = self._started()
        if process.stdin is None or process.stdout is None:
            raise ValueError("the process has no pipes")
        found: list[Found] = []
        try:
            process.stdin.write(json.dumps([name, len(body)]).encode() + b"\n" + body)
            process.stdin.flush()
        except BrokenPipeError:
            self._end()
            return found, "unfinished"
        while line := process.stdout.readline():
            told = json.loads(line)
            if len(told) == 1:
                return found, cast("Why", told[0])
            found.append(Found(*told))
        self._end()
        return found, "unfinished"

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # The package may lie beside a build script and be installed nowhere.
            environment = {**os.environ, "PYTHONPATH": str(resources.PACKAGE.parent)}
            command = [sys.executable, "-m", "yangguang.check.attached.worker"]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            # Leaves the pipes closed and nothing behind.
            process.communicate()
