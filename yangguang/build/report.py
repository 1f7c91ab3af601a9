"""How a build tells what it is doing, without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

Advance = Callable[[int], None]
"""Called with the number of items done since the last call."""


class Report(Protocol):
    """Listens to a build: each stage is opened with its name and the number of items it will do."""

    def stage(self, name: str, total: int = 0) -> AbstractContextManager[Advance]:
        """Opens a stage; what is yielded is told of progress."""


class Silent:
    """Listens to nothing."""

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Advance]:
        """Opens a stage that nobody hears of."""
        yield lambda done: None
