"""One build by the pinned program, as a process group of its own with an end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from yangguang.build.executor import end_with_parent
from yangguang.build.source import further_regions
from yangguang.host.configuration import Chosen
from yangguang.host.places import Host
from yangguang.model.release import RegionCommit

LATE = 124
"""Stands for the exit code of a build that was stopped at its time limit."""


@dataclass(frozen=True, slots=True)
class Job:
    """One build: the folders that were checked out (main region's first), whence, on which day, and where to."""

    folders: tuple[Path, ...]
    commits: tuple[RegionCommit, ...]
    chosen: Chosen
    as_of: str
    site: Path
    cache: Path
    after: Path | None = None
    verify: bool = False
    """Whether nothing is believed by its looks: neither what was read before nor a file of ``after``."""

    @property
    def home(self) -> Path:
        """Where the build's configuration lies, and beside it what the build remembers."""
        return self.cache / "home"


@dataclass(frozen=True, slots=True)
class Built:
    """How a build ended: 0, 1 for mistakes in the content, else something is wrong with the machine or the program."""

    code: int
    said: tuple[str, ...]


def build(host: Host, job: Job, lock: int) -> Built:
    """Runs the build. It inherits the worker's lock: what outlives a killed worker still keeps the next one waiting."""
    job.home.mkdir(parents=True, exist_ok=True)
    file = _configure(job.home, job, archive=(host.archive / "index.html").is_file())
    command = [host.engine, "--lang", "zh", "build", "-f", file, "--site", job.site, "--as-of", job.as_of,
               "--cache", remembered(job.cache)]  # fmt: skip
    if job.after is not None:
        command += ["--after", job.after]
    if job.verify:
        command += ["--verify"]
    room = job.cache / "tmp"
    shutil.rmtree(room, ignore_errors=True)  # what a build has left that was killed
    room.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(
        [str(part) for part in command], cwd=job.folders[0].parent, env=_environment(room), pass_fds=(lock,),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        preexec_fn=end_with_parent,
    ) as running:  # fmt: skip
        try:
            said, _ = running.communicate(timeout=host.minutes * 60)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            said, _ = running.communicate()
            return Built(LATE, _lines(said))
        except BaseException:
            os.killpg(running.pid, signal.SIGKILL)
            raise
    return Built(running.returncode, _lines(said))


def remembered(cache: Path) -> Path:
    """What builds keep for the next one, below the folder for builds of one kind."""
    return cache / "engine"


def _configure(home: Path, job: Job, *, archive: bool) -> Path:
    """Writes the configuration of a hosted build; templates and words are those of the main region's repository."""
    main = job.folders[0]
    for name in ("templates", "search"):
        (home / name).unlink(missing_ok=True)
        if (main / name).is_dir():
            (home / name).symlink_to((main / name).resolve())
    own: dict[str, Any] = {"sandbox": True, "archive": archive, "commits": [asdict(one) for one in job.commits]}
    regions = _regions(job)
    if regions is not None:
        own["regions"] = [{"path": str(path)} for path in regions]
    said = {**job.chosen.settings, "docs_dir": str(main / "content"), "plugins": [{"yangguang": own}]}
    file = home / "mkdocs.yml"
    file.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    return file


def _regions(job: Job) -> Iterable[Path] | None:
    """Further regions: those inside the main repository, as it says or as they are found, then the other repositories."""
    main = job.folders[0]
    others = [folder / "content" for folder in job.folders[1:]]
    if job.chosen.regions is not None:
        return [*(main / path for path in job.chosen.regions), *others]
    if not others:
        return None
    return [*further_regions(main / "content"), *others]


def _environment(room: Path) -> Mapping[str, str]:
    """Nothing that git or a caller's Python has set reaches the build; ``room`` is for its temporary files."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTHON"))}
    kept.pop("SOURCE_DATE_EPOCH", None)
    return {**kept, "TMPDIR": str(room)}


def _lines(said: bytes) -> tuple[str, ...]:
    return tuple(said.decode("utf-8", "replace").splitlines()[-40:])
