"""The chunks of all regions: looked at first, and read only where a glance does not tell enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from yangguang.build.executor import Pool
from yangguang.build.glance import Glance, glance
from yangguang.build.item import part_read
from yangguang.build.read import ChunkRead, ReadJob, read_chunk
from yangguang.build.region import RegionRead
from yangguang.build.report import Report
from yangguang.build.shared import Shared
from yangguang.build.source import FolderStat
from yangguang.build.stored import table_path
from yangguang.model.event import reclassing
from yangguang.model.facts import Chunk


class Chunks:
    """Each chunk is read at most once, when somebody first asks for what stands in it."""

    def __init__(
        self,
        reads: Mapping[str, RegionRead],
        regions: Mapping[str, str],
        seen: Mapping[str, FolderStat],
        store: Path,
        pool: Pool,
        report: Report,
    ) -> None:
        """``regions``: 网址标识 → digest of everything of the region but its items; ``seen``: a look at all folders."""
        self._jobs: dict[str, ReadJob] = {}
        for slug, read in reads.items():
            if read.content is None:
                continue
            own = read.content
            whole = replace(own, duties=Shared(own.duties), risks=Shared(own.risks), events=reclassing(own.events))
            for chunk in read.chunks:
                content = part_read(whole, chunk.department)
                look = seen.get(read.source.place(f"powers/{chunk.department}"))
                self._jobs[chunk.id] = ReadJob(read.source, chunk, content, store, regions[slug], look)
        self._read: dict[str, ChunkRead] = {}
        self._store, self._pool, self._report = store, pool, report

    def __iter__(self) -> Iterator[Chunk]:
        """All of them, the main region's first, each region's by department."""
        return (job.chunk for job in self._jobs.values())

    def __getitem__(self, chunk: str) -> ChunkRead:
        """The chunk of this id, as read."""
        if chunk not in self._read:
            self._read[chunk] = read_chunk(self._jobs[chunk])
        return self._read[chunk]

    def all(self) -> list[ChunkRead]:
        """All of them as read."""
        self._fill(self._jobs)
        return [self._read[chunk] for chunk in self._jobs]

    def glances(self) -> dict[str, Glance]:
        """What a glance tells of each; those of which it does not tell enough are read."""
        seen = {chunk: glance(job.store, job.chunk, job.region, job.seen) for chunk, job in self._jobs.items()}
        self._fill(chunk for chunk, told in seen.items() if told is None)
        return {chunk: told or self._read[chunk].glance() for chunk, told in seen.items()}

    def _fill(self, chunks: Iterable[str]) -> None:
        jobs = [self._jobs[chunk] for chunk in chunks if chunk not in self._read]
        items = sum(len(job.chunk.files) for job in jobs)
        with self._report.stage("read", items) as advance:
            unread = sum(len(job.chunk.files) for job in jobs if not table_path(self._store, job.chunk).exists())
            for job, read in zip(jobs, self._pool(unread).map(read_chunk, jobs), strict=True):
                self._read[job.chunk.id] = read
                advance(len(job.chunk.files))
