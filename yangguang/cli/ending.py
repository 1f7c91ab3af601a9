"""A command that is told to end (SIGTERM) unwinds as after Ctrl-C, leaves nothing behind, and then dies of the signal."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class _Told(BaseException):
    """No error: nobody but :func:`unwinding` is to catch it."""


def _raise(number: int, frame: FrameType | None) -> None:
    raise _Told


@contextmanager
def unwinding() -> Iterator[None]:
    """While this lasts the signal is an exception; whoever sent it then sees a process that it has ended, as ever."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _raise)
    try:
        yield
    except _Told:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
