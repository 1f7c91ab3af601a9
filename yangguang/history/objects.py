"""The bytes of git's objects one after the other, through one process of git."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import IO

_PIECE = 1 << 16


class Objects:
    """A repository as ``command`` names it: ``git`` and its options. Git is started with the first question."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], most: int = sys.maxsize) -> None:
        self._command, self._environment, self._most = (*command, "cat-file", "--batch"), environment, most
        self._git: subprocess.Popen[bytes] | None = None

    def found(self, name: str) -> bytes | None:
        """The bytes of an object; ``None`` where it is missing, damaged, or has more of them than ``most``."""
        if self._git is None:
            self._git = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, env=self._environment,
            )  # fmt: skip
        into, out = self._git.stdin, self._git.stdout
        if into is None or out is None:
            raise ValueError("cat-file without pipes")
        with suppress(BrokenPipeError):
            into.write(f"{name}\n".encode())
            into.flush()
        line = out.readline()
        head = line.split()
        if len(head) != 3:
            if not line:
                self.close()  # git gives up at a damaged object; the next question starts it again
            return None
        size = int(head[2])
        if size > self._most:
            _pass_over(out, size + 1)
            return None
        body = out.read(size + 1)
        if len(body) <= size:
            self.close()
            return None
        return body[:-1]

    def close(self) -> None:
        """Lets the process go."""
        if self._git is not None:
            with suppress(BrokenPipeError), self._git as running:
                running.kill()
            self._git = None


def _pass_over(out: IO[bytes], size: int) -> None:
    while size > 0:
        size -= len(out.read(min(size, _PIECE))) or size
