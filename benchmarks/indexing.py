"""`python -m benchmarks.indexing CONTENT`: what the search index costs to join from fragments, apart from the rest of a build."""

from __future__ import annotations

import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from benchmarks.machine import machine
from benchmarks.measure import written
from yangguang.build.fragments import Fragments
from yangguang.build.gather import Gathered
from yangguang.build.index import RegionJob, read
from yangguang.build.report import Silent
from yangguang.build.request import Settings
from yangguang.build.session import Session
from yangguang.build.stored import Span, stored_powers
from yangguang.model.content import RegionContent
from yangguang.model.facts import Chunk
from yangguang.model.links import Links
from yangguang.plugin import run
from yangguang.search.batch import batch
from yangguang.search.index import Join
from yangguang.search.lexicon import Lexicon
from yangguang.search.regions import region_entries

KEY = "benchmark"
"""What the fragments say that they were made of."""


@dataclass(frozen=True, slots=True)
class Job:
    """All that a build hands to the process that makes the index."""

    regions: tuple[RegionJob, ...]
    lexicon: Lexicon
    store: Path
    out: Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU of each step, MB resident at the most after the first and after the last."""

    entries: int
    load: float
    join: float
    write: float
    loaded: int
    peak: int


def prepared(session: Session, gathered: Gathered, out: Path) -> Job:
    """Makes and keeps the fragments of all items, as rendering does."""
    if gathered.links is None:
        raise click.ClickException("the content cannot be read")
    regions = []
    for slug, content in gathered.contents.items():
        links = gathered.links
        chunks = [facts.chunk for facts in links.chunks if facts.chunk.region == slug]
        for chunk in chunks:
            _keep(session.store, chunk, gathered.chunks[chunk.id].spans, content, links)
        others = batch(region_entries(content, links.regions[slug], gathered.reads[slug].source.read, links.as_of))
        parts = tuple((chunk, len(chunk.files)) for chunk in chunks)
        regions.append(RegionJob(content, parts, others))
    return Job(tuple(regions), gathered.lexicon, session.store, out)


def _keep(store: Path, chunk: Chunk, spans: Mapping[str, Span], content: RegionContent, links: Links) -> None:
    region, fragments = links.regions[chunk.region], Fragments(store, chunk)
    for power in stored_powers(store, chunk, spans):
        fragments.add(KEY, power, region.items[power.code], region.links[power.code], content)
    fragments.keep(dict.fromkeys(spans, KEY))


def made(job: Job) -> Cost:
    """Reads the fragments, joins and writes the index: in a process of its own, whose memory is the index's alone."""
    start = time.process_time()
    regions = [read(region, job.store) for region in job.regions]
    loaded, at_rest = time.process_time(), _peak()
    (job.out / "search").mkdir(parents=True)
    writing = 0.0
    for script in Join(regions, job.lexicon).scripts():
        begun = time.process_time()
        (job.out / script.path).write_bytes(script.body)
        writing += time.process_time() - begun
    joining = time.process_time() - loaded - writing
    return Cost(sum(len(one.entries) for one in regions), loaded - start, joining, writing, at_rest, _peak())


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def costs(job: Job, rounds: int) -> Iterator[Cost]:
    """The index made several times, each time in a new process."""
    for number in range(rounds):
        if number:
            for file in (job.out / "search").iterdir():
                file.unlink()
            (job.out / "search").rmdir()
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
            yield pool.submit(made, job).result()


def table(found: Sequence[Cost], out: Path) -> str:
    """One row a round."""
    size, files = written(out / "search")
    rows = [
        f"| {one.entries:,} | {one.load:.2f} | {one.join:.2f} | {one.write:.2f} | {one.loaded:,} | {one.peak:,} |"
        for one in found
    ]
    head = "| entries | read fragments: CPU s | join | write | MB with all fragments | MB at the most |"
    return "\n".join((head, "|---|---|---|---|---|---|", *rows, f"\n{files:,} files, {size >> 20:,} MB."))


@click.command()
@click.argument("content", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--out", type=click.Path(path_type=Path), help="keep the index below this folder, which must be new")
@click.option("--rounds", default=1, help="make the index so many times")
def main(content: Path, out: Path | None, rounds: int) -> None:
    """Makes the search index of the folder CONTENT alone, without pages, and tells what it took on one core."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yangguang-indexing-")))
        target = (out or folder / "out").resolve()
        jobs: list[Job] = []
        settings = Settings("check", content=content, cache=folder / "cache")
        run(settings, Silent(), partial(_measure, jobs, target, rounds))
    if not jobs:
        raise click.ClickException("the content cannot be read")


def _measure(jobs: list[Job], out: Path, rounds: int, session: Session, gathered: Gathered) -> None:
    """While the session is open: its store goes with it."""
    jobs.append(prepared(session, gathered, out))
    print(f"{machine()}\n\n{table([*costs(jobs[0], rounds)], out)}")


if __name__ == "__main__":
    main()
