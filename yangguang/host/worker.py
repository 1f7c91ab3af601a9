"""Brings what is public in step with what was pushed. Killed at any step and started again, it ends right.

The order of the steps is what makes that true: nothing that readers see is touched before a whole, verified release is
on the disk, and what they see then changes by the replacement of one symbolic link.
"""

from __future__ import annotations

from collections.abc import Callable

from yangguang.disk import locked
from yangguang.host import previews, releases
from yangguang.host.disk import get_json
from yangguang.host.log import note
from yangguang.host.making import Clock, Making, Trouble, show
from yangguang.host.places import Host
from yangguang.host.wanted import Wanted, wanted


class Worker:
    """One round of work, under the worker's lock. ``doing`` is told every step before it is taken."""

    def __init__(self, host: Host, clock: Clock, doing: Callable[[str], None]) -> None:
        self.host, self.clock, self.doing = host, clock, doing

    def round(self, *, again: bool = False, verify: bool = False) -> bool:
        """Publishes what is to be published, until nothing is; whether all went well.

        ``again``: what failed before is tried once more, though nothing has changed. ``verify``: what is public is made
        once more, and no file is believed by its looks; so is what is made first on a new day.
        """
        with locked(self.host.lock) as lock:
            self.doing("tidy")
            self._tidy()
            while (want := self._open_work(again=again or verify, anew=verify)) is not None:
                try:
                    Making(self.host, want, self.clock, self.doing, lock, verify=verify).publish()
                except Trouble as trouble:
                    note(self.host, self.clock(), "trouble", said=trouble.said)
                    return False
                except OSError as error:
                    note(self.host, self.clock(), "trouble", said=[f"{error.filename or ''}: {error.strerror}"])
                    raise
                finally:
                    releases.sweep(self.host, ".tmp-*")
                again = verify = False
            self.doing("previews")
            previews.refresh(self.host, self.clock, wanted(self.host, self.clock()).as_of, lock)
            return True

    def _tidy(self) -> None:
        """Ends what a killed worker began, and gives readers a release where they have none."""
        releases.sweep(self.host, ".tmp-*")
        releases.sweep_records(self.host)
        if not releases.current(self.host):
            self._show(releases.latest(self.host))

    def _open_work(self, *, again: bool, anew: bool) -> Wanted | None:
        """What is to be built, or nothing; a release that is there already is shown, but where it is wanted ``anew``."""
        if releases.pinned(self.host):
            self._show(None)
            return None
        want = wanted(self.host, self.clock())
        if self.host.regions[0] not in want.heads:
            return None
        last = releases.latest(self.host)
        stuck = get_json(self.host.failed).get("asked") == want.asked and not again
        if stuck or (want.is_in(last) and not anew):
            self._show(last)
            return None
        return want

    def _show(self, release: releases.Record | None) -> None:
        show(self.host, self.clock, release)
