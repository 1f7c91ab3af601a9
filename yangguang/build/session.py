"""One build between its two phases: its workers and the store where items wait to be rendered."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from yangguang.build.cache import DamagedCache
from yangguang.build.executor import SerialExecutor, open_pool, worth_a_pool
from yangguang.build.gather import Gathered, gather
from yangguang.build.report import Report
from yangguang.build.request import Request
from yangguang.build.source import FolderStat
from yangguang.build.spare import begin, distrust, place, prepare, tidy
from yangguang.build.store import READ, forget, opened

if TYPE_CHECKING:
    from yangguang.build.publish import Places, Published


class Session(AbstractContextManager["Session"]):
    """Use as a context manager: ``gather`` once, look at the problems, then perhaps ``publish``, then ``remember``."""

    def __init__(self, request: Request, report: Report) -> None:
        self.request = request
        self.report = report
        self._open = ExitStack()
        self.store = self._open.enter_context(opened(request.cache))
        """Where what was read waits while the session is open."""
        self._spare = place(self.store)
        self._pool: Executor | None = None

    def __exit__(self, *error: object) -> None:
        """Ends the workers and lets the store go."""
        self._open.close()

    @property
    def kept(self) -> Path | None:
        """Where this build is remembered; ``None`` where it is not: the folder was not to be had."""
        return self.store if self.store == self.request.cache else None

    def gather(self, seen: Mapping[str, FolderStat] | None = None) -> Gathered:
        """Reads, links and checks everything; writes nothing that is public.

        ``seen``: a look at all folders; then only as far as anything has changed, and the rest is read when somebody
        asks for it, as long as the session is open.
        """
        if self.request.verify:
            forget(self.store, READ)
        return gather(self.request, self._executor, self.store, self.report, seen)

    def distrust(self) -> str:
        """Throws the spare tree away where it cannot be used; the link that somebody has put into it, or nothing."""
        return distrust(self._spare)

    def publish(self, gathered: Gathered, site: Path, staging: Path) -> Published:
        """Writes the new site into ``staging``, beside what stands there already; ``site`` is the one it follows."""
        from yangguang.build.publish import Places  # templates and the index; checks do without

        places = Places(self.store, site, staging)
        others = begin(self._spare, site, staging)
        try:
            published = self._publish(gathered, places)
        except DamagedCache:
            forget(self.store)
            published = self._publish(self.gather(), places)
        paths = [line.path for line in (*published.lines, *published.apart)]
        tidy(staging, [*paths, *sorted({*others}.difference(paths))])
        return published

    def _publish(self, gathered: Gathered, places: Places) -> Published:
        from yangguang.build.publish import publish

        try:
            return publish(self.request, gathered, self._executor, places, self.report)
        except BaseException:
            self._rest()
            raise

    def _rest(self) -> None:
        """Waits for the workers to end: what they still write must not outlive the folder that they write into."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._pool = None

    def remember(self, published: Published) -> None:
        """Keeps for the next build what this one has put in place."""
        for shelf in published.shelves:
            shelf.save()

    def prepare(self, site: Path) -> None:
        """Has a spare tree at hand for the next build, where there is one to remember this."""
        if self.kept is not None:
            prepare(site, self._spare, self._pool)

    def spare(self, published: Published) -> Path | None:
        """Where the site that is replaced waits until the next one begins with it; nowhere if most of it has changed."""
        return self._spare if 2 * published.kept > len(published.lines) else None

    def _executor(self, items: int) -> Executor:
        """Workers for so many items; other processes are started at most once, and only where they pay."""
        far = self.request.executor
        if not items or not (far or worth_a_pool(self.request.workers, items)):
            return SerialExecutor()
        if self._pool is None:
            local = open_pool(self.request.workers)
            self._pool = self._open.enter_context(self._beyond(far, local) if far else local)
        return self._pool

    def _beyond(self, address: str, local: Executor) -> Executor:
        from yangguang.build.fleet import Fleet  # rendering stands behind it; checks do without

        return Fleet(address, local)
