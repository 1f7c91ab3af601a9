"""Where chunks are worked on: in this process or in several; the rest of the build does not know which."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any

Pool = Callable[[int], Executor]
"""Opens, or hands back, the executor for a build of that many items."""
_PR_SET_PDEATHSIG = 1
WORTH_A_POOL = 300
"""Below this number of items starting other processes costs more than it saves."""
MANY = 10_000
"""From so many items on workers start before anything of them is read: they are copies of this process as it is then."""


class SerialExecutor(Executor):
    """Does each piece of work at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Calls ``fn`` and hands its result, or its exception, back as a future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  (a future carries any exception to its reader)
            future.set_exception(error)
        return future


def worth_a_pool(workers: int | None, items: int) -> bool:
    """Whether so many items are worth other processes; a number of ``workers`` that was asked for is obeyed."""
    return items > 0 and (workers > 1 if workers else items >= WORTH_A_POOL and _cores() > 1)


def open_pool(workers: int | None) -> Executor:
    """``workers`` processes, by default one for each core."""
    # Forked workers inherit what is loaded and start at once; a process with threads must not fork.
    method = "fork" if threading.active_count() == 1 else "spawn"
    context = multiprocessing.get_context(method)
    pool = ProcessPoolExecutor(workers or _cores(), mp_context=context, initializer=_ready)
    pool.submit(int)  # which starts them
    return pool


def _ready() -> None:
    # Ctrl-C reaches all processes of a terminal; what is under way is for the first of them to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with_parent()


def end_with_parent() -> None:
    """This process is killed when its parent ends, however that ends: else workers of a killed build wait for ever."""
    libc = ctypes.CDLL(None)
    if hasattr(libc, "prctl"):
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _cores() -> int:
    return len(os.sched_getaffinity(0))
