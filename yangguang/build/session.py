"""One build between its two phases: its workers and the store where items wait to be rendered."""

from __future__ import annotations

from concurrent.futures import Executor
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType

from yangguang.build.executor import open_executor
from yangguang.build.gather import Gathered, gather
from yangguang.build.publish import Published, publish
from yangguang.build.report import Report
from yangguang.build.request import Request


class Session:
    """Use as a context manager: ``gather`` once, look at the problems, then perhaps ``publish``."""

    def __init__(self, request: Request, report: Report) -> None:
        self.request = request
        self.report = report
        self._open = ExitStack()
        self._store = Path(self._open.enter_context(TemporaryDirectory(prefix="yangguang-")))
        self._executor: Executor | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def gather(self) -> Gathered:
        """Reads, links and checks everything; writes nothing that is public."""
        return gather(self.request, self._pool, self._store, self.report)

    def publish(self, gathered: Gathered, staging: Path) -> Published:
        """Writes the site into ``staging``, beside what stands there already."""
        return publish(self.request, gathered, self._pool(0), self._store, staging, self.report)

    def close(self) -> None:
        """Ends the workers and empties the store."""
        self._open.close()

    def _pool(self, items: int) -> Executor:
        if self._executor is None:
            self._executor = self._open.enter_context(open_executor(self.request.workers, items))
        return self._executor
