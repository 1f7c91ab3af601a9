"""Reads one chunk: each item's file becomes a checked item, kept for rendering, and its small facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from yangguang.build.cache import as_json, digest, load, save
from yangguang.build.glance import Glance, digests, glance, glance_of, settled_until
from yangguang.build.item import ItemRead, read_item
from yangguang.build.library import library_of
from yangguang.build.source import FolderStat, Looks, Source
from yangguang.build.stored import Span, glance_path, items_path, table_path
from yangguang.check.library import home_of
from yangguang.disk import put
from yangguang.model.content import RegionContent
from yangguang.model.facts import FIGURES, Chunk, ChunkFacts, ItemFacts
from yangguang.model.messages import severity
from yangguang.model.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class ReadJob:
    """What a worker needs to read one chunk. ``content`` is all of the region that reading may depend on.

    ``region`` is a digest of the region; while it stays, what is unchanged needs no second look.
    """

    source: Source
    chunk: Chunk
    content: RegionContent
    store: Path
    region: str = ""
    seen: FolderStat | None = None
    """A look at the chunk's folder, taken before reading."""


class Kept(NamedTuple):
    """One item of a chunk as the cache keeps it; the item itself is ``size`` bytes from ``start`` of the items' file."""

    file: str
    stat: Looks | None
    sha256: str
    uses: tuple[str, ...]
    """Library entries it refers to."""
    start: int
    size: int
    item_sha256: str
    facts_sha256: str
    linked_sha256: str
    facts: ItemFacts
    updated: date | None
    problems: tuple[Problem, ...] = ()


class Table(NamedTuple):
    """What the cache keeps of a chunk."""

    library: dict[str, str]
    """Library entries that its items refer to, with their digests when the items were read."""
    items: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class ChunkRead:
    """A chunk as read: its facts, and where each of its items waits to be rendered."""

    facts: ChunkFacts
    spans: Mapping[str, Span]
    linked: str = ""
    """A digest of what linking sees of the facts."""

    def glance(self, stamp: str = "") -> Glance:
        """What a glance at it will tell."""
        return glance_of(self.facts, self.spans, self.linked, stamp)


def read_chunk(job: ReadJob) -> ChunkRead:
    """Reads a chunk in a worker: what is unchanged comes from the cache, and the cache is brought up to date."""
    reading, known = _Reading(job), glance(job.store, job.chunk, job.region, job.seen)
    if known is None or not reading.all_as_before(known):
        for file in job.chunk.files:
            reading.file(file)
        reading.keep()
    items = tuple(kept.facts for kept in reading.kept)
    placed = tuple(replace(p, region=home_of(p, job.content) or job.chunk.region) for p in reading.problems)
    spans = _spans(reading.kept)
    updated = {kept.facts.code: kept.updated for kept in reading.kept if kept.updated}
    linked = digest(*(kept.linked_sha256 for kept in reading.kept))
    read = ChunkRead(ChunkFacts(job.chunk, items, tuple(reading.broken), placed, updated), spans, linked)
    if known is None and job.seen is not None and not errors(reading.problems):
        save(Glance, glance_path(job.store, job.chunk), job.region, read.glance(job.seen.digest))
    return read


class _Reading:
    """The reading of one chunk, file by file."""

    def __init__(self, job: ReadJob) -> None:
        self.job = job
        self.key = _key(job.content)
        table = table_path(job.store, job.chunk)
        there = items_path(job.store, job.chunk).exists()
        found = (load(Table, table, self.key) if there else None) or Table({}, ())
        self.before = {kept.file: kept for kept in found.items}
        self.trusted_until = settled_until(table) if found.items else 0
        self.fresh: dict[str, bytes] = {}
        """Items that were read anew, by file."""
        self.size = 0
        self.kept: list[Kept] = []
        self.broken: list[str] = []
        self.problems: list[Problem] = []
        self.library = library_of(job.content)
        self.changed = {name for name, before in found.library.items() if self.library[name] != before}
        """Library entries that do not say what they said."""
        self.present = frozenset(job.content.files)

    def all_as_before(self, known: Glance) -> bool:
        """Takes all items as they were read, where a glance has told that nothing has changed; not if some are not at hand.

        What the cache keeps of them may be of a later build, which found mistakes in them or was killed.
        """
        before = self.before.values()
        if [*self.before] != [*self.job.chunk.files] or digests(_spans(before)) != known.digests:
            return False
        for kept in before:
            self._keep(kept)
        return True

    def file(self, file: str) -> None:
        stat = self.job.source.stat(file)
        before = self.before.get(file)
        if before and before.stat == stat and stat and stat[1] < self.trusted_until and self._stands(before):
            self._reuse(before, stat)
            return
        body = self.job.source.read(file)
        sha256 = hashlib.sha256(body).hexdigest()
        if before and before.sha256 == sha256 and self._stands(before):
            self._reuse(before, stat)
        else:
            self._read(file, stat, sha256, read_item(body, file, self.job.content))

    def _stands(self, before: Kept) -> bool:
        """Whether the library says what it said when the item was read, and the files that it names are there still."""
        return self.changed.isdisjoint(before.uses) and self.present.issuperset(before.facts.files)

    def _reuse(self, before: Kept, stat: Looks | None) -> None:
        self._keep(
            before if before.stat == stat and before.start == self.size else before._replace(stat=stat, start=self.size)
        )

    def _read(self, file: str, stat: Looks | None, sha256: str, read: ItemRead) -> None:
        if read.power is None or read.facts is None:
            self.problems += read.problems
            self.broken.append(file.rsplit("/", 1)[-1].removesuffix(".yml"))
            return
        item = read.power.model_dump_json(by_alias=True, exclude_unset=True).encode()
        problems = repr(read.problems)
        facts_sha256 = digest(as_json(ItemFacts, read.facts), problems)
        linked_sha256 = digest(as_json(ItemFacts, read.facts, without=FIGURES), problems)
        told = (digest(item), facts_sha256, linked_sha256, read.facts, read.power.updated, read.problems)
        kept = Kept(file, stat, sha256, read.uses, self.size, len(item), *told)
        self.fresh[file] = item
        # What has errors is looked at again next time: its problems may speak of entries that are still to come.
        self._keep(kept._replace(sha256="", stat=None) if errors(read.problems) else kept)

    def _keep(self, kept: Kept) -> None:
        self.kept.append(kept)
        self.size += kept.size
        self.problems += kept.problems

    def keep(self) -> None:
        """Writes the chunk's items and their table, unless everything is as it was."""
        if self.changed or self.kept != [*self.before.values()] or not self.kept:
            put(items_path(self.job.store, self.job.chunk), b"".join(self._items()))
            used = sorted({name for kept in self.kept for name in kept.uses})
            table = Table({name: self.library[name] for name in used}, tuple(self.kept))
            save(Table, table_path(self.job.store, self.job.chunk), self.key, table)

    def _items(self) -> Iterator[bytes]:
        path = items_path(self.job.store, self.job.chunk)
        old = path.read_bytes() if len(self.fresh) < len(self.kept) else b""
        for kept in self.kept:
            before = self.before.get(kept.file)
            if kept.file in self.fresh:
                yield self.fresh[kept.file]
            elif before:
                yield old[before.start : before.start + before.size]


def _spans(items: Iterable[Kept]) -> dict[str, Span]:
    return {kept.facts.code: Span(kept.start, kept.size, kept.item_sha256, kept.facts_sha256) for kept in items}


def _key(content: RegionContent) -> str:
    """A digest of all that reading a chunk depends on but library and files, which each item answers for by itself."""
    return digest(as_json(RegionContent, replace(content, duties={}, risks={}, files=())))


def errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops the build."""
    return any(severity(problem) is Severity.error for problem in problems)
