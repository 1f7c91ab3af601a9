"""Kills the archive's writer at each of its steps: ``python -m tests.archive_steps create|export|full CONTENT ARCHIVE SCRATCH``.

For every step a copy of the archive is left at SCRATCH/<step>/archive as the killed writer left it. With ``full`` the writer is
not killed; it can write no file of more than 20,000 bytes, as on a disk that is full.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from yangguang.archive.bags.bag import export
from yangguang.archive.making.create import Built, create
from yangguang.archive.store import Store
from yangguang.build.request import Settings
from yangguang.build.unchanged import configuration
from yangguang.cli.console import Progress
from yangguang.plugin import run

STEPS = {"open", "os.rename", "os.mkdir", "os.remove", "os.chmod", "os.rmdir", "shutil.rmtree"}
MOMENT = datetime.fromtimestamp(1_790_000_100, UTC)


def built(content: Path, site: Path) -> Built:
    """The site, built once."""
    settings = Settings("build", content=content, site=site, as_of=date(2026, 1, 5), no_cache=True)
    outcome = run(settings, Progress("zh", quiet=True))
    assert outcome.request
    assert outcome.gathered
    region = next(one.region for one in outcome.gathered.contents.values() if one.main)
    return Built(site, outcome.request, configuration(settings), region, {})


def killed(work: Callable[[], object], folder: Path, at: int) -> bool:
    """Runs the work in a process that is killed at its step ``at`` within the folder; whether it came to that."""
    child = os.fork()
    if child == 0:
        left = [at]

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event in STEPS and any(str(folder) in str(one) for one in arguments):
                left[0] -= 1
                if not left[0]:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def main(verb: str, content: Path, archive: Path, scratch: Path) -> None:
    """Every step of a creation; of an export, which has many, ever fewer."""
    site = None if verb == "export" else built(content, scratch / "site")
    if verb == "full":
        assert site
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
        try:
            create(Store(archive), site, MOMENT)
        except OSError as error:
            sys.exit(error.strerror)
        return
    step = 1
    while _one(site, archive, scratch / str(step), step):
        step += 1 if site else 1 + step // 6


def _one(site: Built | None, archive: Path, folder: Path, step: int) -> bool:
    store = Store(Path(shutil.copytree(archive, folder / "archive")))
    if site is not None:
        return killed(lambda: create(store, site, MOMENT), folder, step)
    return killed(lambda: export(store, store.snapshot("latest"), folder / "bags"), folder, step)


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:5]))
