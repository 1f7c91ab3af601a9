"""The search index of a build: the fragments of all items, joined into scripts by a worker while others do other things."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from yangguang.build.cache import as_json, digest, load, save
from yangguang.build.executor import Pool
from yangguang.build.fragments import Fragments, stand, waiting
from yangguang.build.gather import Gathered
from yangguang.build.jobs import ChunkShelf, Jobs
from yangguang.build.output import Artifact, ManifestLine
from yangguang.build.patch import MadeOf, patch_of, remember
from yangguang.build.render import RenderJob, part_shown
from yangguang.build.shelf import Page, Shelf
from yangguang.build.shelves import Shelves
from yangguang.build.stored import stored_powers
from yangguang.model.content import RegionContent
from yangguang.model.facts import Chunk
from yangguang.search.batch import Batch, batch
from yangguang.search.encode import Script
from yangguang.search.lexicon import Lexicon
from yangguang.search.regions import region_entries
from yangguang.search.said import Shards

if TYPE_CHECKING:
    from yangguang.search.entry import Entry
    from yangguang.search.index import RegionIndex


@dataclass(frozen=True, slots=True)
class RegionJob:
    """What the index needs of one region: what it says of the region itself, the fragments that wait in the store, the rest.

    Small, since it is sent to another process: neither facts nor links of items.
    """

    content: RegionContent
    chunks: tuple[tuple[Chunk, int], ...]
    """With the number of their items."""
    others: Batch


@dataclass(frozen=True, slots=True)
class IndexJob:
    """What a worker needs to make or to patch the index of the whole site."""

    regions: tuple[RegionJob, ...]
    lexicon: Lexicon
    made_of: MadeOf
    store: Path
    shelf: Shelf
    """The index of the last build, of which scripts may be the same."""


class _Others(NamedTuple):
    """The entries of a region that are no item's, as a batch that is kept."""

    entries: list[dict[str, Any]]
    texts: list[str]
    numbers: list[str]
    digest: str = ""


class Made(NamedTuple):
    """What has become of the index: scripts of the last one that were taken over, and those that were written."""

    kept: list[Page]
    written: list[ManifestLine]


@dataclass(slots=True)
class Index:
    """An index of which all scripts stand, or one that a worker is making or patching."""

    shelves: Shelves
    shelf: Shelf
    key: str
    made: Future[Made] | None = None

    def lines(self) -> list[ManifestLine]:
        """Lines of the manifest for what does not stand, once it is made."""
        if self.made is None:
            return []
        made = self.made.result()
        self.shelves.took(self.shelf, made.kept)
        for line in made.written:
            self.shelf.put(line, self.key)
        return made.written


def begin(
    kept: Sequence[ChunkShelf], jobs: Jobs, gathered: Gathered, shelves: Shelves, pool: Pool, store: Path
) -> Index:
    """Takes over the last build's index where nothing or little that it is made of has changed, else has it made."""
    others = {slug: _others(gathered, slug, store) for slug in gathered.contents}
    rest = digest(gathered.words, *gathered.regions.values(), *(one.digest for one in others.values()))
    made_of = MadeOf(rest, {one.chunk.id: one.items for one in kept})
    shelf = shelves.open("index")
    if standing := shelf.standing(list(shelf.before), made_of.key):
        shelves.stand(shelf, standing)
        return Index(shelves, shelf, made_of.key)
    chunks = [one.chunk for one in kept]
    lacking = [jobs[chunk] for chunk in chunks if not stand(store, chunk, made_of.chunks[chunk.id])]
    list(pool(sum(len(job.keys) for job in lacking)).map(complete, lacking))
    regions = tuple(_region(content, chunks, others[slug]) for slug, content in gathered.contents.items())
    job = IndexJob(regions, _lexicon(gathered, store), made_of, store, shelf)
    made = pool(sum(len(chunk.files) for chunk in chunks)).submit(make, job)
    return Index(shelves, shelf, made_of.key, made)


def complete(job: RenderJob) -> None:
    """Makes what fragments of a chunk are lacking: a build that was not put in place may have left others behind."""
    fragments = Fragments(job.store, job.chunk)
    lacking = {code: job.spans[code] for code in sorted(fragments.lacking(job.keys))}
    for power in stored_powers(job.store, job.chunk, lacking):
        code = power.code
        fragments.add(job.keys[code], power, job.facts[code], job.links.links[code], job.content)
    fragments.keep(job.keys)


def _lexicon(gathered: Gathered, store: Path) -> Lexicon:
    """The same as last time as long as its files are: as YAML a thousand words take eight times as long to read."""
    path = store / "index" / "lexicon.json"
    kept = load(Lexicon, path, gathered.words)
    if kept is None:
        kept = gathered.lexicon
        save(Lexicon, path, gathered.words, kept)
    return kept


def _region(content: RegionContent, chunks: Sequence[Chunk], others: _Others) -> RegionJob:
    small = tuple((replace(chunk, files=()), len(chunk.files)) for chunk in chunks if chunk.region == content.slug)
    entries = [cast("Entry", entry) for entry in others.entries]
    return RegionJob(replace(part_shown(content), files=()), small, Batch(entries, others.texts, others.numbers))


def _others(gathered: Gathered, slug: str, store: Path) -> _Others:
    """What is no item's: the same as last time as long as the region sees the same. Items, too, have a say in it: which laws there are."""
    path = store / "index" / f"{slug}.others.json"
    key = gathered.sights.listed[slug]
    kept = load(_Others, path, key)
    if kept is None:
        seen, read_file = gathered.sights[slug], gathered.reads[slug].source.read
        made = batch(region_entries(gathered.contents[slug], seen.own, read_file, seen.as_of))
        kept = _Others([{**entry} for entry in made.entries], made.texts, made.numbers)
        kept = kept._replace(digest=digest(as_json(_Others, kept)))
        save(_Others, path, key, kept)
    return kept


def read(region: RegionJob, store: Path) -> RegionIndex:
    """A region's entries, those of its items from the store. Raises DamagedCache."""
    # Loading numpy takes a while, in which the process that waits for this worker has other things to do.
    from yangguang.search.index import RegionIndex

    return RegionIndex(region.content, (*(waiting(store, chunk) for chunk, _ in region.chunks), region.others))


def make(job: IndexJob) -> Made:
    """Patches the last index, or writes a whole one."""
    chunks = [chunk for region in job.regions for chunk in region.chunks]
    patched = patch_of(chunks, job.made_of, job.shelf, job.store, job.lexicon)
    if patched and job.shelf.take_all(patched[0]):
        return Made(patched[0], [_written(job, one) for one in patched[1]])
    return Made([], [*_whole(job)])


def _written(job: IndexJob, made: Script) -> ManifestLine:
    return job.shelf.write(Artifact(made.path, made.body))


def _whole(job: IndexJob) -> Iterator[ManifestLine]:
    """Joins and writes the index."""
    from yangguang.search.index import Join

    regions = [read(region, job.store) for region in job.regions]
    memory = _Memory(job.store, digest(as_json(Lexicon, job.lexicon)))
    join = Join(regions, job.lexicon, memory.recall)
    yield from (_written(job, made) for made in join.scripts())
    memory.keep()
    if join.standing:
        remember(job.store, job.made_of, join.standing)


class _Memory:
    """What was made of names and characters for the last index, and may be wanted again, by a digest of these."""

    def __init__(self, store: Path, lexicon: str) -> None:
        self.path = store / "index" / "words.json"
        self.lexicon = lexicon
        self.before = load(dict[str, Shards], self.path, lexicon) or {}
        self.now: dict[str, Shards] = {}

    def recall(self, made_of: str, make: Callable[[], Shards]) -> Shards:
        key = digest(made_of)
        self.now[key] = self.before.get(key) or make()
        return self.now[key]

    def keep(self) -> None:
        if self.now.keys() != self.before.keys():
            save(dict[str, Shards], self.path, self.lexicon, self.now)
