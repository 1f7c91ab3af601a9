"""The chunks as the second phase works on them: a job is put together when something of its chunk must be made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from yangguang.build.cache import digest
from yangguang.build.gather import Gathered
from yangguang.build.history import RegionHistory
from yangguang.build.render import RenderJob, Theme, keyed, part_shown
from yangguang.build.shelf import Shelf
from yangguang.model.facts import Chunk, ChunkFacts
from yangguang.views.site import site_of


@dataclass(frozen=True, slots=True)
class ChunkShelf:
    """A chunk, what the last build left of it, and whether all of that stands."""

    chunk: Chunk
    shelf: Shelf
    stands: bool
    items: str
    """A digest of what all items are made of: the key of the tables, and of what the index needs of them."""


class Jobs:
    """By the id of the chunk; each is put together at most once."""

    def __init__(self, gathered: Gathered, theme: Theme, theme_key: str, store: Path, staging: Path) -> None:
        self.gathered, self.theme, self.theme_key = gathered, theme, theme_key
        self.store, self.staging = store, staging
        self.site = site_of(gathered.contents)
        self.known: dict[str, RenderJob] = {}

    def made_of(self, chunk: Chunk) -> str:
        """A digest of all that the files of a chunk are made of, told without reading it."""
        glance = self.gathered.glances[chunk.id]
        told = self.gathered.histories[chunk.region].items
        histories = (part for code in glance.codes if code in told for part in (code, told[code].sha256))
        return digest(self.theme_key, self.gathered.sights.links[chunk.id], glance.items, *histories)

    def __getitem__(self, chunk: Chunk) -> RenderJob:
        """The job with the keys of its items."""
        if chunk.id not in self.known:
            self.known[chunk.id] = keyed(self._job(chunk), self.theme_key)
        return self.known[chunk.id]

    def _job(self, chunk: Chunk) -> RenderJob:
        read = self.gathered.chunks[chunk.id]
        return RenderJob(
            chunk, part_shown(self.gathered.contents[chunk.region], chunk.department), self.site,
            {item.code: item for item in read.facts.items}, self.gathered.sights.slice(read.facts), read.spans,
            self.theme, self.store, self.staging, _told(self.gathered.histories[chunk.region], read.facts),
        )  # fmt: skip


def _told(history: RegionHistory, facts: ChunkFacts) -> RegionHistory:
    """What of a region's history the pages of one chunk need."""
    items = {item.code: history.items[item.code] for item in facts.items if item.code in history.items}
    return replace(history, items=items)
