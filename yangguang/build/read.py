"""Reads one chunk: each item's file becomes a checked item, kept for rendering, and its small facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from yangguang.build.source import Source
from yangguang.check import as_written, check_item, expand, facts, shape
from yangguang.model.content import RegionContent
from yangguang.model.facts import Chunk, ChunkFacts, ItemFacts
from yangguang.model.messages import severity
from yangguang.model.power import Power
from yangguang.model.problem import Problem, Severity
from yangguang.yamlio import read_yaml


@dataclass(frozen=True, slots=True)
class ReadJob:
    """What a worker needs to read one chunk. ``content`` is the region's frame; ``store`` keeps what was read."""

    source: Source
    chunk: Chunk
    content: RegionContent
    store: Path


@dataclass(frozen=True, slots=True)
class ItemRead:
    """One item as read: the whole item and its facts, both missing where a mistake forbids them."""

    power: Power | None
    facts: ItemFacts | None
    problems: tuple[Problem, ...]


def frame(content: RegionContent) -> RegionContent:
    """What items need of their region, without the documents, events and catalogue that would travel in vain."""
    return replace(content, events={}, disclosures={}, catalogue={}, pages=())


def read_item(body: bytes, file: str, content: RegionContent) -> ItemRead:
    """Reads, merges and checks one item; rules are tried only on what could be read, so one mistake is one message."""
    value, problems = read_yaml(body, file)
    if problems:
        return ItemRead(None, None, tuple(problems))
    written, problems = shape(Power, value, file)
    if written is None:
        return ItemRead(None, None, tuple(problems))
    power, merging = expand(written, content.duties, content.risks, file)
    problems = as_written(Power, value, file, [*merging, *check_item(power, file, content)])
    return ItemRead(power, facts(power, file, content), tuple(problems))


def read_chunk(job: ReadJob) -> ChunkFacts:
    """Reads a chunk in a worker and leaves its items in the store."""
    items: list[ItemFacts] = []
    broken: list[str] = []
    problems: list[Problem] = []
    stored = bytearray()
    for file in job.chunk.files:
        read = read_item(job.source.read(file), file, job.content)
        problems += read.problems
        if read.power is None or read.facts is None:
            broken.append(file.rsplit("/", 1)[-1].removesuffix(".yml"))
            continue
        items.append(read.facts)
        stored += read.power.model_dump_json(by_alias=True, exclude_unset=True).encode() + b"\n"
    path = store_path(job.store, job.chunk)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(stored)
    placed = tuple(replace(problem, region=job.chunk.region) for problem in problems)
    return ChunkFacts(job.chunk, tuple(items), tuple(broken), placed)


def stored_powers(store: Path, chunk: Chunk) -> Iterator[Power]:
    """The items of a chunk as they were read, in the order of its facts."""
    with store_path(store, chunk).open("rb") as lines:
        for line in lines:
            yield Power.model_validate_json(line)


def store_path(store: Path, chunk: Chunk) -> Path:
    """Where the items of a chunk wait between reading and rendering: one JSON line each."""
    return store / chunk.region / f"{chunk.department}.jsonl"


def errors(problems: tuple[Problem, ...]) -> bool:
    """Whether any of the problems stops the build."""
    return any(severity(problem) is Severity.error for problem in problems)
