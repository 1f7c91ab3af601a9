"""Builds on the workers of a real Dask cluster on this machine: the same site, whatever befalls the workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.helpers import ROOT, configure, digests, edit, fitted, yangguang
from tests.hosting import until
from tests.making import content
from yangguang.build.parcel import opened, packed
from yangguang.build.render import RenderJob, Theme
from yangguang.history.keep import FOLDER, file_of
from yangguang.history.record import Head, History, dump, line_of
from yangguang.model.change import Change, Line
from yangguang.model.facts import Chunk
from yangguang.model.links import ChunkLinks
from yangguang.resources import folder
from yangguang.views.site import site_of

DEADLINE = 600
"""Seconds after which a cluster that has not come up, or a build, counts as hanging."""


@dataclass(frozen=True)
class Cluster:
    address: str
    scheduler: Path
    workers: list[subprocess.Popen[bytes]]


WATCH = """
import sys, time
from distributed import Client
client = Client(scheduler_file=sys.argv[1], set_as_default=False)
client.wait_for_workers(int(sys.argv[2]), 100)
names = {address: worker["name"] for address, worker in client.scheduler_info()["workers"].items()}
print("ready", flush=True)
while True:
    busy = [names[address] for address, tasks in client.processing().items() if tasks]
    if busy:
        print(busy[0], flush=True)
        time.sleep(100)
"""
"""Says when all workers are there, and then which of them first has a chunk in hand."""


@contextmanager
def watched(there: Cluster) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", WATCH, str(there.scheduler), str(len(there.workers))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as watch:
        try:
            assert watch.stdout is not None
            assert watch.stdout.readline() == "ready\n"
            yield watch
        finally:
            watch.kill()


@contextmanager
def cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    """A scheduler and its workers, each a process of its own; those are ended, and no others."""
    file = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    (folder / "tmp").mkdir()
    environment = {**os.environ, "TMPDIR": str(folder / "tmp")}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, "env": environment}
    at = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
    started = [subprocess.Popen([*dask, "scheduler", "--port", "0", *at], **quiet)]  # type: ignore[call-overload]
    try:
        until(lambda: file.is_file() and file.read_text(encoding="utf-8").endswith("}"))
        for number in range(workers):
            own = [
                "--name",
                str(number),
                "--nthreads",
                "1",
                "--no-nanny",
                "--local-directory",
                str(folder / f"w{number}"),
            ]
            started.append(subprocess.Popen([*dask, "worker", *own, *at], **quiet))  # type: ignore[call-overload]
        address = json.loads(file.read_text(encoding="utf-8"))["address"].removeprefix("tcp://")
        yield Cluster(f"dask://{address}", file, started[1:])
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    fitted(tmp_path)
    changed = Line(date(2024, 3, 5), "c", Change("1107-A-00100-141000", "变更", ("备注",), "甲", "乙"))
    file = file_of(tmp_path / FOLDER, "linfen")
    file.parent.mkdir(parents=True)
    file.write_bytes(dump(History(Head("linfen", "git", "c"), (line_of(changed),))))
    return tmp_path


def build(
    folder: Path, site: str, *options: str, program: Sequence[str] = (str(ROOT / "build.py"),)
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as an operator runs it."""
    command = [sys.executable, *program, "build", "--site", str(folder / site), "--as-of", "2026-01-05"]
    return subprocess.run(
        [*command, *options], capture_output=True, text=True, check=False, cwd=folder, timeout=DEADLINE
    )


def test_templates_that_are_not_trusted_here_are_not_trusted_elsewhere(tmp_path: Path) -> None:
    region, chunk = content(), Chunk("linfen", "minzheng", ())
    own = tmp_path / "templates"
    own.mkdir()
    theme = Theme((own, folder("templates")), (), sandbox=True)
    job = RenderJob(chunk, region, site_of({"linfen": region}), {}, ChunkLinks({}, {}), {}, theme, tmp_path, tmp_path)
    assert opened(packed(lambda here: here.theme.sandbox, job), tmp_path).result


def here(workshop: Path) -> dict[str, str]:
    """The site as this machine makes it alone."""
    options = ("--site", workshop / "here", "--as-of", "2026-01-05", "--no-cache")
    made = yangguang("build", "-f", workshop / "mkdocs.yml", *options)
    assert made.exit_code == 0, made.output
    return digests(workshop / "here")


def test_a_cluster_makes_the_same_site_and_a_worker_may_die_in_the_middle(workshop: Path, tmp_path: Path) -> None:
    own = workshop / "templates/components/notice"
    own.mkdir(parents=True)
    (own / "macro.html").write_text(
        '{% macro notice(text, title="", tone="plain") %}<p>! {{ title }} {{ text }}</p>{% endmacro %}\n',
        encoding="utf-8",
    )
    with cluster(tmp_path) as there:
        with watched(there):
            far = build(workshop, "far", "--executor", there.address)
        assert far.returncode == 0, far.stdout + far.stderr
        assert digests(workshop / "far") == here(workshop)
        assert "2024-03-05" in (workshop / "far/powers/1107-A-00100-141000.html").read_text(encoding="utf-8")
        # What came back is remembered: the next build takes it over without asking anyone.
        card = min((workshop / "content/powers").glob("*/*.yml"))
        edit(card, "职权名称: ", "职权名称: 又")
        assert build(workshop, "far", "--executor", there.address).returncode == 0
        assert digests(workshop / "far") == here(workshop)
        survives_the_death_of_a_worker(workshop, there)
    # The workers were killed, and yet leave nothing outside their own folders, which Dask clears away.
    assert not [path for kind in ("yangguang-*", "templates-*") for path in (tmp_path / "tmp").glob(kind)]


def survives_the_death_of_a_worker(workshop: Path, there: Cluster) -> None:
    killed: list[int] = []

    def kill(watch: subprocess.Popen[str]) -> None:
        assert watch.stdout is not None
        number = int(watch.stdout.readline())
        there.workers[number].kill()
        for worker in there.workers:
            worker.send_signal(signal.SIGCONT)
        killed.append(number)

    with watched(there) as watch:
        for worker in there.workers:  # a quick one would be done before anybody sees what it has in hand
            worker.send_signal(signal.SIGSTOP)
        killer = threading.Thread(target=kill, args=(watch,))
        killer.start()
        far = build(workshop, "far", "--no-cache", "--executor", there.address)
        killer.join(DEADLINE)
        assert far.returncode == 0, far.stdout + far.stderr
        assert len(killed) == 1
    assert digests(workshop / "far") == here(workshop)


@pytest.mark.full
def test_a_worker_may_die_in_the_middle_of_a_whole_city(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "benchmarks.register", tmp_path / "content"], check=True, cwd=ROOT)
    configure(tmp_path)
    with cluster(tmp_path) as there:
        survives_the_death_of_a_worker(tmp_path, there)


def test_a_cluster_that_is_not_there_is_one_sentence(workshop: Path) -> None:
    impatient = "from yangguang.build import fleet; fleet.PATIENCE = 1; from yangguang.cli import main; main()"
    result = build(workshop, "site", "--executor", "dask://127.0.0.1:1", program=("-c", impatient))
    assert result.returncode == 2
    assert "连不上 dask://127.0.0.1:1" in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert not (workshop / "site").exists()


def test_a_cluster_without_workers_is_one_sentence(workshop: Path, tmp_path: Path) -> None:
    with cluster(tmp_path, workers=0) as there:
        result = build(workshop, "site", "--executor", there.address)
    assert result.returncode == 2
    assert "没有工作进程" in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr


def test_an_executor_of_an_unknown_kind_is_refused(workshop: Path) -> None:
    result = yangguang("build", "--content", workshop / "content", "--site", workshop / "site", "--executor", "ray://x")
    assert result.exit_code == 2
    assert "dask://" in result.output
