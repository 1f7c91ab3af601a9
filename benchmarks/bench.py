"""`python -m benchmarks.bench`: all contenders in turn on the same facts in one run; medians, ratios, RESULTS.md."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import click

from benchmarks.aside import clear
from benchmarks.contenders import CONTENDERS, Contender
from benchmarks.machine import machine, versions
from benchmarks.measure import Run, measure, written
from benchmarks.regions import sizes
from benchmarks.register.plan import ITEMS
from benchmarks.tables import Result, contest, item_pages, scale

_HERE = Path(__file__).resolve().parent
RESULTS = _HERE / "RESULTS.md"


@dataclass(frozen=True, slots=True)
class Bench:
    """One run of the benchmark: where, how large, how often."""

    work: Path
    items: int
    pairs: int
    slow: bool
    runs: dict[str, list[Run]] = field(default_factory=dict)
    outputs: dict[str, tuple[int, int]] = field(default_factory=dict)

    def prepare(self, form: str) -> None:
        """The register in one format."""
        folder = self.work / form
        if not folder.exists():
            command = (
                sys.executable,
                "-m",
                "benchmarks.register",
                str(folder),
                "--format",
                form,
                "--items",
                str(self.items),
            )
            measure(command, _HERE.parent)

    def rounds(self) -> Iterator[tuple[int, Contender]]:
        """A warm-up, then ``pairs`` rounds in which everybody has a turn; the slow ones run once, at the end."""
        quick = [contender for contender in CONTENDERS if not contender.slow]
        for number in range(self.pairs + 1):
            yield from ((number, contender) for contender in quick)
        if self.slow:
            yield from ((1, contender) for contender in CONTENDERS if contender.slow)

    def run(self) -> None:
        """Every round, each run told on the terminal."""
        for number, contender in self.rounds():
            self.prepare(contender.source)
            run = contender.run(self.work)
            if number:
                self.runs.setdefault(contender.name, []).append(run)
                self.outputs[contender.name] = written(contender.site(self.work))
            what = f"round {number}" if number else "warm-up"
            state = "" if run.finished else " (stopped)"
            print(
                f"{what}: {contender.name}: {run.wall:.2f} s, {run.cpu:.2f} s CPU, {run.peak >> 20} MB{state}",
                flush=True,
            )

    def results(self) -> Iterator[Result]:
        """Each contender's runs and what it wrote."""
        for contender in CONTENDERS:
            if contender.name in self.runs:
                yield Result(contender.name, tuple(self.runs[contender.name]), *self.outputs[contender.name])


@contextmanager
def _folder(work: Path | None) -> Iterator[Path]:
    if work is not None:
        work.mkdir(parents=True, exist_ok=True)
        yield work.resolve()
        clear(work)
        return
    with tempfile.TemporaryDirectory(prefix="yangguang-bench-") as folder:
        yield Path(folder)


def report(bench: Bench, regions: Sequence[int], day: str) -> str:
    """Runs everything and tells it in Markdown."""
    bench.run()
    parts = [
        "# Benchmark results",
        f"Measured on {day} by `make bench` ({bench.items:,} items, {bench.pairs} rounds after a warm-up; "
        "medians). What is measured, and how: README.md.",
        machine(),
        versions(),
        "## One city",
        contest(tuple(bench.results())),
        item_pages(bench.work / "site-cold" / "powers"),
    ]
    if regions:
        parts += ["## With its counties", scale(tuple(sizes(bench.work, regions, bench.items)))]
    return "\n\n".join(parts) + "\n"


@click.command()
@click.option("--pairs", type=click.IntRange(1), default=5, help="rounds after the warm-up")
@click.option("--items", type=click.IntRange(1), default=ITEMS, help="items of a region, for small trials")
@click.option("--slow", is_flag=True, help="MkDocs and Zensical too, once each; they take minutes")
@click.option("--regions", "with_regions", is_flag=True, help="1, 4 and 18 regions too")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="the day that the results bear; default: today")
@click.option(
    "--work", type=click.Path(path_type=Path, file_okay=False), help="a folder to work in that stays afterwards"
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default=RESULTS, help="where the results go")
def main(
    pairs: int, items: int, slow: bool, with_regions: bool, day: datetime | None, work: Path | None, out: Path
) -> None:
    """Builds with each contender alternately, prints medians and ratios, writes the results."""
    with _folder(work) as folder:
        shown = (day.date() if day else date.today()).isoformat()  # noqa: DTZ011  (the day where it is run)
        text = report(Bench(folder, items, pairs, slow), (1, 4, 18) if with_regions else (), shown)
    out.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
