"""Where chunks are worked on: in this process or in several; the rest of the build does not know which."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any

WORTH_A_POOL = 300
"""Below this number of items starting other processes costs more than it saves."""


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


def open_executor(workers: int | None, items: int) -> Executor:
    """An executor for ``items`` items: ``workers`` processes, by default one for each core where that pays."""
    count = workers or (len(os.sched_getaffinity(0)) if items >= WORTH_A_POOL else 1)
    if count == 1:
        return SerialExecutor()
    # Forked workers inherit what is loaded and start at once; a process with threads must not fork.
    method = "fork" if threading.active_count() == 1 else "spawn"
    return ProcessPoolExecutor(count, mp_context=multiprocessing.get_context(method))
