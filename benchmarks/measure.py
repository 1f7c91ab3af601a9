"""Runs a command and measures it: wall time, CPU of all its processes, peak memory of the process tree, what it wrote."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_PAUSE = 0.1
_GLANCE = 0.005
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Each run finds modules compiled, as an installed program does, whatever the machine that measures has been told."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run. Seconds, bytes; ``peak`` adds up what is resident in each process, shared pages counted in each.

    ``finished`` is false where the cap ended it. ``public`` is when a new site stood in its place; the old one is removed
    after that.
    """

    wall: float
    cpu: float
    peak: int
    finished: bool = True
    public: float = 0.0

    def __add__(self, other: Run) -> Run:
        """Two steps one after the other."""
        return Run(
            self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak), self.finished and other.finished
        )


def measure(command: Sequence[str], folder: Path, cap: float | None = None, site: Path | None = None) -> Run:
    """Runs a command in ``folder``, at most ``cap`` seconds; another exit code than 0 is an error with its output.

    ``site`` is the folder that it will exchange for another one.
    """
    os.sync()  # what the last run has written is not carried to the disk during this one
    with (folder / ".bench.log").open("w+b") as log:
        start = time.perf_counter()
        # A session of its own is how its whole tree is found, and ended.
        child = subprocess.Popen(command, cwd=folder, env=_ENVIRONMENT, stdout=log, stderr=log, start_new_session=True)
        done = threading.Event()
        peaks: list[int] = [0]
        watcher = threading.Thread(target=_watch, args=(child.pid, done, peaks))
        watcher.start()
        exchanged: list[float] = []
        if site is not None:
            threading.Thread(target=_await_exchange, args=(site, _inode(site), done, exchanged)).start()
        timer = threading.Timer(cap, os.killpg, (child.pid, 9)) if cap else None
        if timer:
            timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        if timer:
            timer.cancel()
        done.set()
        watcher.join()
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, -9):
            log.seek(0)
            raise RuntimeError(
                f"{' '.join(command)}: {child.returncode}\n{log.read().decode(errors='replace')[-2000:]}"
            )
    public = exchanged[0] - start if exchanged else 0.0
    return Run(wall, usage.ru_utime + usage.ru_stime, peaks[0], child.returncode == 0, public)


def _watch(session: int, done: threading.Event, peaks: list[int]) -> None:
    while not done.is_set():
        peaks[0] = max(peaks[0], _resident(session))
        done.wait(_PAUSE)


def _await_exchange(site: Path, before: int, done: threading.Event, exchanged: list[float]) -> None:
    """Notes when another folder stands in the place of the site."""
    while not done.wait(_GLANCE):
        if _inode(site) not in (before, 0):
            exchanged.append(time.perf_counter())
            return


def _inode(folder: Path) -> int:
    try:
        return folder.stat().st_ino
    except OSError:
        return 0


def _resident(session: int) -> int:
    total = 0
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                stat = Path(entry.path, "stat").read_text()
            except OSError:
                continue
            # After the name in brackets: state, parent, group, session …, 22nd from there: resident pages.
            fields = stat.rpartition(")")[2].split()
            if fields[3] == str(session):
                total += int(fields[21]) * _PAGE
    return total


def written(folder: Path) -> tuple[int, int]:
    """Bytes and files below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)
