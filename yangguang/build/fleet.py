"""Workers on other machines: a Dask cluster that renders chunks, while one process on this machine writes the site."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from yangguang.build.parcel import TRAVELLERS, Delivery, OtherEngine, Parcel, opened, packed, stored
from yangguang.model.messages.commands import both

SCHEME = "dask://"
PATIENCE = 10
"""Seconds to wait for the scheduler to answer."""
ABANDONED = 60
"""Seconds without any worker after which nobody is expected any more."""
AHEAD = 2
"""Chunks under way for each thread of the cluster: enough to keep it busy, few enough to hold in memory."""
RETRIES = 3


class ClusterFault(Exception):
    """The cluster cannot be used; nothing was published. The message is a sentence for the operator."""


class Fleet(Executor):
    """Sends the pieces that may travel to a cluster, everything else to ``local``."""

    def __init__(self, address: str, local: Executor) -> None:
        self._client = _connected(address)
        self._far: Executor = self._client.get_executor(retries=RETRIES, pure=False)
        self._local = local
        if not self._threads():
            self.shutdown()
            raise ClusterFault(both("no_workers", address=address))

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """A piece of work that needs this machine's files."""
        return self._local.submit(fn, *args, **kwargs)

    def map(
        self, fn: Callable[..., Any], *iterables: Any, timeout: float | None = None, chunksize: int = 1
    ) -> Iterator[Any]:
        """The results in order. Of pieces that travel only some are under way at a time."""
        if fn not in TRAVELLERS:
            return self._local.map(fn, *iterables, timeout=timeout, chunksize=chunksize)
        return self._sent(fn, iter(*iterables))

    def _sent(self, work: Callable[..., Any], jobs: Iterator[Any]) -> Iterator[Any]:
        under_way: deque[tuple[Any, Future[Any]]] = deque()
        try:
            for job in jobs:
                under_way.append((job, self._far.submit(_done, packed(work, job))))
                if len(under_way) > AHEAD * max(1, self._threads()):
                    yield self._back(*under_way.popleft())
            while under_way:
                yield self._back(*under_way.popleft())
        finally:
            for _, future in under_way:
                future.cancel()

    def _back(self, job: Any, future: Future[Any]) -> Any:
        """The result of one piece, once it is there; a worker that dies is replaced by another one, as long as there is any."""
        from distributed import KilledWorker

        lonely = 0
        while True:
            try:
                return stored(future.result(timeout=PATIENCE), job)
            except TimeoutError:
                if future.done():  # not the wait was too long, but something that the worker did
                    raise
                lonely = 0 if self._threads() else lonely + PATIENCE
                if lonely >= ABANDONED:
                    raise ClusterFault(both("workers_gone")) from None
            except KilledWorker as error:
                raise ClusterFault(both("workers_gone")) from error
            except OtherEngine:
                raise ClusterFault(both("other_engine")) from None

    def _threads(self) -> int:
        return int(sum(self._client.nthreads().values()))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leaves the cluster, which stays as it is."""
        self._client.close()
        self._local.shutdown(wait, cancel_futures=cancel_futures)


def _done(parcel: Parcel) -> Delivery:
    """A job on a worker, in whose own folder its files lie: Dask removes that one, however the worker ends."""
    from distributed import get_worker

    return opened(parcel, Path(get_worker().local_directory))


def _connected(address: str) -> Any:
    """The cluster's client, whose own methods are not typed."""
    try:
        import distributed
    except ImportError:
        raise ClusterFault(both("no_dask")) from None
    client: Any = distributed.Client
    try:
        return client("tcp://" + address.removeprefix(SCHEME), timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError):
        raise ClusterFault(both("no_cluster", address=address)) from None
