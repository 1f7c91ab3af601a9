"""The search index of a build: a fragment of every item, kept between builds, joined into scripts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from yangguang.build.artifact import Artifact
from yangguang.build.cache import as_json, digest, load, save
from yangguang.build.gather import Gathered, Pool
from yangguang.build.output import ManifestLine, write
from yangguang.build.read import stored_powers
from yangguang.build.render import KeyedJob
from yangguang.build.shelf import Shelf
from yangguang.model.content import RegionContent
from yangguang.model.links import Links
from yangguang.search import Entry, Lexicon, RegionIndex, Script, fragment, join, region_entries

Kept = dict[str, tuple[str, dict[str, Any]]]
"""Code → what the fragment was made of, and the fragment."""


def fragments(index: KeyedJob) -> list[Entry]:
    """The fragments of a chunk in the order of its items: those of the last build, or made anew; kept for the next."""
    job = index.job
    path = job.store / "index" / f"{job.chunk.id}.json"
    before = load(Kept, path, "fragments") or {}
    stale = {code: job.spans[code] for code, key in index.keys.items() if before.get(code, ("",))[0] != key}
    now = {code: before[code] for code in index.keys if code not in stale}
    for power in stored_powers(job.store, job.chunk, stale):
        code = power.code
        made = fragment(power, job.facts[code], job.links.links[code], job.content)
        now[code] = (index.keys[code], cast("dict[str, Any]", made))
    if stale or len(now) != len(before):
        save(Kept, path, "fragments", now)
    return [_shared(cast("Entry", now[code][1])) for code in index.keys]


_TEXTS: dict[str, str] = {}


def _shared(entry: Entry) -> Entry:
    """The same texts as the same objects, which travel from a worker once."""
    entry["texts"] = [_TEXTS.setdefault(text, text) for text in entry["texts"]]
    return entry


def write_index(
    jobs: Sequence[KeyedJob], gathered: Gathered, links: Links, shelf: Shelf, pool: Pool, staging: Path
) -> list[ManifestLine]:
    """Writes the index, or takes over the last build's where nothing that it is made of has changed."""
    key = _key(jobs, gathered)
    taken = [shelf.take(path, key) for path in list(shelf.before)]
    if taken and None not in taken:
        return [line for line in taken if line is not None]
    shelf.now.clear()
    found: dict[str, list[Entry]] = {slug: [] for slug in gathered.contents}
    for job, entries in zip(jobs, pool(sum(len(job.keys) for job in jobs)).map(fragments, jobs), strict=True):
        found[job.job.chunk.region] += entries
    lines = []
    for made in _joined(found, gathered, links):
        (staging / made.path).unlink(missing_ok=True)  # perhaps taken over before a later one was missing
        line = write(staging, Artifact(made.path, made.body, "search"))
        shelf.put(line, key)
        lines.append(line)
    return lines


def _joined(found: Mapping[str, list[Entry]], gathered: Gathered, links: Links) -> Iterator[Script]:
    regions = []
    for slug, content in gathered.contents.items():
        others = region_entries(content, links.regions[slug], gathered.reads[slug].source.read)
        regions.append(RegionIndex(content, (*found[slug], *others)))
    return join(regions, gathered.lexicon)


def _key(jobs: Sequence[KeyedJob], gathered: Gathered) -> str:
    """A digest of everything that the index is made of."""
    parts: list[bytes | str] = [as_json(Lexicon, gathered.lexicon)]
    for job in jobs:
        parts += (part for pair in job.keys.items() for part in pair)
    for slug, content in gathered.contents.items():
        parts.append(as_json(RegionContent, content))
        parts += (gathered.reads[slug].source.read(file) for file in (*content.disclosures, *content.pages))
    return digest(*parts)
