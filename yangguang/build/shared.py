"""What many jobs carry alike: put into bytes once, and taken out of them once in each process that works."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Shared(dict[K, V]):
    """A mapping that does not change. Where it arrives with one job after the other, it is the same object each time."""

    _bytes: bytes = b""

    def __reduce__(self) -> tuple[Callable[[bytes], Shared[K, V]], tuple[bytes]]:
        """As bytes, made at the first time."""
        self._bytes = self._bytes or pickle.dumps(dict(self))
        return _taken, (self._bytes,)


@lru_cache(maxsize=4)
def _taken(body: bytes) -> Shared[K, V]:
    # From a process of this build, or from one of the same engine that may run code here anyway.
    return Shared(pickle.loads(body))  # noqa: S301
