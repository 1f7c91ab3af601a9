"""A glance at a chunk: what is known of it without reading it, as long as nothing in its folder has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from yangguang.build.cache import digest, load
from yangguang.build.source import FolderStat, Looks
from yangguang.build.stored import Span, glance_path
from yangguang.model.facts import Chunk, ChunkFacts

SETTLED = 50_000_000
"""Nanoseconds by which a file must be older than the cache before its time of change is believed."""


class Glance(NamedTuple):
    """A sound chunk as it was read last: its items, and digests of its folder's looks and of what they say."""

    stamp: str
    codes: tuple[str, ...]
    days: tuple[int, ...]
    """更新日期 of each item as an ordinal, 0 where it says none."""
    duties: tuple[int, ...]
    """How many duties each item has."""
    risks: tuple[int, ...]
    """How many risk points each item has."""
    items: str
    """A digest of the items themselves."""
    facts: str
    """A digest of their facts and problems."""
    linked: str
    """A digest of what linking and the checks of other files see of these."""

    @property
    def digests(self) -> tuple[str, str]:
        """What :func:`digests` tells of the items."""
        return (self.items, self.facts)

    @property
    def updated(self) -> dict[str, date]:
        """Code → 更新日期."""
        return {code: date.fromordinal(day) for code, day in zip(self.codes, self.days, strict=True) if day}


def glance_of(facts: ChunkFacts, spans: Mapping[str, Span], linked: str, stamp: str) -> Glance:
    """What a glance at a chunk will tell that was read just now; ``linked``: the digest of that name."""
    days = tuple(facts.updated[code].toordinal() if code in facts.updated else 0 for code in spans)
    duties, risks = (item.duties for item in facts.items), (item.risk_count for item in facts.items)
    return Glance(stamp, tuple(spans), days, tuple(duties), tuple(risks), *digests(spans), linked)


def digests(spans: Mapping[str, Span]) -> tuple[str, str]:
    """Of the items, and of their facts."""
    return digest(*(span.sha256 for span in spans.values())), digest(*(span.facts_sha256 for span in spans.values()))


def glance(store: Path, chunk: Chunk, region: str, seen: FolderStat | None) -> Glance | None:
    """The chunk as it was read last; ``None`` where it must be looked at file by file.

    ``region``: a digest of everything of the region but its items; ``seen``: a look at the chunk's folder.
    """
    path = glance_path(store, chunk)
    found = load(Glance, path, region)
    if found is None or seen is None:
        return None
    return found if found.stamp == seen.digest and seen.newest < settled_until(path) else None


def settled(stats: Iterable[Looks | None], kept_in: Path) -> bool:
    """Whether all files are so much older than what the cache keeps of them that their times of change can be believed."""
    if not kept_in.exists():
        return False
    until = settled_until(kept_in)
    return all(stat and stat[1] < until for stat in stats)


def settled_until(kept_in: Path) -> int:
    """What has changed later than this may have changed since it was read."""
    return kept_in.stat().st_mtime_ns - SETTLED
