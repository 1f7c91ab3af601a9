"""`python -m benchmarks.push`: what a push to a host costs, from the editor's prompt to the public page."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import click

from benchmarks.contenders import UPDATED
from benchmarks.machine import machine
from benchmarks.register.plan import ITEMS, plan
from benchmarks.register.write import write_content

YANGGUANG = (sys.executable, "-I", "-c", "from yangguang.cli import main; main()", "--lang", "zh")
ENVIRONMENT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


@dataclass
class Line:
    """One line of the table: wall and CPU seconds (of all processes) of each turn."""

    name: str
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        cpu = f"{median(self.cpu):.2f}" if self.cpu else ""
        return f"| {self.name} | {median(self.wall):.2f} ({min(self.wall):.2f}–{max(self.wall):.2f}) | {cpu} |"


@contextmanager
def measured(line: Line) -> Iterator[None]:
    """Adds a turn to a line."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    yield
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    line.wall.append(time.perf_counter() - start)
    line.cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def run(*command: str | Path, at: Path) -> None:
    """Runs a program that must work."""
    subprocess.run([str(part) for part in command], cwd=at, env=ENVIRONMENT, check=True, capture_output=True)


class Bench:
    """A host for a made-up city, and an editor."""

    def __init__(self, folder: Path, items: int, regions: int) -> None:
        self.host, self.editor = folder / "host", folder / "editor"
        write_content(self.editor / "content", plan(items, 1), 1, regions, library=True, workers=2)
        self.files = sorted((self.editor / "content" / "powers").glob("*/*.yml"))
        run(*YANGGUANG, "host", "init", self.host, "--region", "linfen", at=folder)
        run("git", "init", "--quiet", "--initial-branch=main", at=self.editor)
        for name, value in (("user.name", "bench"), ("user.email", "bench@example.invalid")):
            run("git", "config", name, value, at=self.editor)
        run("git", "remote", "add", "origin", self.host / "repos" / "linfen.git", at=self.editor)
        self.commit()

    def commit(self) -> None:
        """Commits everything."""
        run("git", "add", "--all", at=self.editor)
        run("git", "commit", "--quiet", "--message", "x", at=self.editor)

    def change(self, files: list[Path], turn: int) -> None:
        """Gives items another remark, and another date as editors do."""
        for file in files:
            text = file.read_text(encoding="utf-8").split("\n备注: ")[0].rstrip("\n")
            text = UPDATED.sub(f"更新日期: 2016-{turn % 12 + 1:02}-{turn % 28 + 1:02}", text, count=1)
            file.write_text(f"{text}\n备注: 第{turn}次修改\n", encoding="utf-8")
        self.commit()

    def push(self) -> None:
        """Pushes what is committed."""
        run("git", "push", "--quiet", "origin", "HEAD:main", at=self.editor)

    def work(self) -> None:
        """One round of the worker."""
        run(self.host / "engine" / "yangguang", "host", "work", self.host, "--once", at=self.editor)

    def without_the_door(self, push: Callable[[], None]) -> None:
        """A push while the hook is empty."""
        hook = self.host / "repos" / "linfen.git" / "hooks" / "pre-receive"
        text = hook.read_text(encoding="utf-8")
        hook.write_text("#!/bin/sh\ncat >/dev/null\n", encoding="utf-8")
        try:
            push()
        finally:
            hook.write_text(text, encoding="utf-8")


def lines(bench: Bench, turns: int) -> Iterator[Line]:
    """Everything that is measured."""
    first, public = Line("first push: everything read and checked"), Line("first release, built and public")
    with measured(first):
        bench.push()
    with measured(public):
        bench.work()
    yield from (first, public)
    empty, one, live, done = (
        Line("one item pushed, empty hook"),
        Line("one item pushed"),
        Line("one item, from the push to public"),
        Line("the same, until the worker has nothing left to do"),
    )
    for turn in range(turns):
        bench.change(bench.files[:1], 3 * turn)
        with measured(empty):
            bench.without_the_door(bench.push)
        bench.change(bench.files[:1], 3 * turn + 1)
        with measured(one):
            bench.push()
        bench.work()
        bench.change(bench.files[:1], 3 * turn + 2)
        start = time.time()
        with measured(done):
            bench.push()
            bench.work()
        live.wall.append((bench.host / "current").lstat().st_mtime - start)
    yield from (empty, one, live, done)
    every = Line("all items pushed")
    bench.change(bench.files, 1000)
    with measured(every):
        bench.push()
    back = Line("rollback")
    for _ in range(turns):
        with measured(back):
            run(*YANGGUANG, "host", "rollback", bench.host, "1", at=bench.editor)
        run(*YANGGUANG, "host", "resume", bench.host, at=bench.editor)
    yield from (every, back)


@click.command()
@click.option("--items", type=click.IntRange(1), default=ITEMS, help="items of the city")
@click.option("--turns", type=click.IntRange(1), default=5, help="how often each is measured")
@click.option("--regions", type=click.IntRange(1, 18), default=1, help="the city, or with so many less one counties")
def main(items: int, turns: int, regions: int) -> None:
    """Measures pushes to a host and prints a table."""
    with TemporaryDirectory(prefix="yangguang-") as folder:
        bench = Bench(Path(folder), items, regions)
        print(f"{len(bench.files):,} items in each of {regions} regions. {machine()}\n")
        print("| | wall s (least–most) | CPU s |\n|---|---|---|")
        for line in lines(bench, turns):
            print(line, flush=True)


if __name__ == "__main__":
    main()
