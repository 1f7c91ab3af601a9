"""Where the items of a chunk wait between reading and rendering, since no whole register is ever held in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic_core import from_json

from yangguang.build.cache import DamagedCache, digest
from yangguang.model.facts import Chunk
from yangguang.model.power import Power


class Span(NamedTuple):
    """Where an item waits in its chunk's file, the digest of its bytes, and that of its facts and problems."""

    start: int
    size: int
    sha256: str
    facts_sha256: str


def stored_powers(store: Path, chunk: Chunk, spans: Mapping[str, Span]) -> Iterator[Power]:
    """The items of these spans as they were read. Raises DamagedCache where the bytes are not those that were kept."""
    for _, body in stored_items(store, chunk, spans):
        yield power_of(body)


def power_of(body: bytes) -> Power:
    """The item that was kept as this JSON."""
    # Not read and checked in one step: from_json makes texts that come again only once, which saves a quarter of the time.
    return Power.model_validate(from_json(body))


def stored_items(store: Path, chunk: Chunk, spans: Mapping[str, Span]) -> Iterator[tuple[str, bytes]]:
    """(code, item as JSON by its Chinese keys) of these spans. Raises DamagedCache as :func:`stored_powers` does."""
    path = items_path(store, chunk)
    if spans and not path.exists():
        raise DamagedCache(str(path))
    with path.open("rb") as items:
        for code, span in spans.items():
            items.seek(span.start)
            body = items.read(span.size)
            if digest(body) != span.sha256:
                raise DamagedCache(str(path))
            yield code, body


def items_path(store: Path, chunk: Chunk) -> Path:
    """Where the items of a chunk wait between reading and rendering."""
    return store / "read" / chunk.region / f"{chunk.department}.items"


def table_path(store: Path, chunk: Chunk) -> Path:
    """What is remembered of each item of a chunk."""
    return store / "read" / chunk.region / f"{chunk.department}.json"


def glance_path(store: Path, chunk: Chunk) -> Path:
    """What tells at a glance whether a chunk is as it was."""
    return table_path(store, chunk).with_suffix(".glance")
