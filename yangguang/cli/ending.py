"""A command that is told to end (SIGTERM) unwinds as after Ctrl-C, leaves nothing behind, and then dies of the signal."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_MOMENT = 0.02
"""Seconds until a signal comes again that was lost."""


class _Told(BaseException):
    """No error: nobody but :func:`unwinding` is to catch it."""


def _raise(number: int, frame: FrameType | None) -> None:
    raise _Told


def _again(hook: Callable[[UnraisableHookArgs], object], lost: UnraisableHookArgs) -> None:
    """Has a signal come again that was swallowed: whoever is called from C, as filters of HTML are, raises in vain."""
    number = {_Told: signal.SIGTERM, KeyboardInterrupt: signal.SIGINT}.get(lost.exc_type)
    if number is None:
        hook(lost)
        return
    while True:
        timer = threading.Timer(_MOMENT, os.kill, (os.getpid(), number))
        timer.daemon = True
        try:
            timer.start()
        except (_Told, KeyboardInterrupt):  # a busy machine has it come before this is left, where it is lost once more
            continue
        return


@contextmanager
def unwinding() -> Iterator[None]:
    """While this lasts the signal is an exception; whoever sent it then sees a process that it has ended, as ever.

    Neither it nor Ctrl-C is lost where something swallows exceptions.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before, hook = signal.signal(signal.SIGTERM, _raise), sys.unraisablehook
    sys.unraisablehook = partial(_again, hook)
    try:
        yield
    except _Told:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTERM)
    finally:
        sys.unraisablehook = hook
        signal.signal(signal.SIGTERM, before)
