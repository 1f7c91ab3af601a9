"""The items that stand on a region's lists, as their files say them in canonical spelling, with 引用 written out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from yangguang.build.gather import Gathered
from yangguang.build.source import Source
from yangguang.exchange.items.made import Value
from yangguang.exchange.items.references import Shared
from yangguang.model.words import TOMBSTONES
from yangguang.yamlio import fmt, read_yaml, shape_at


def items_of(gathered: Gathered, slug: str) -> Iterator[tuple[str, Value]]:
    """Department and mapping of each item of a region; what has been cancelled, devolved or merged is on no list."""
    links = gathered.whole.links.regions[slug]
    source = gathered.reads[slug].source
    shared = _shared([read.source for read in gathered.reads.values() if read.content and read.content.main] + [source])
    for code, facts in sorted(links.items.items()):
        if links.links[code].status not in TOMBSTONES:
            yield facts.department, shared.expanded(canonical_item(source, facts.file))


def _shared(sources: list[Source]) -> Shared:
    duties: Value = {}
    risks: Value = {}
    for source in sources:
        files = source.files()
        duties |= canonical_item(source, "library/duties.yml") if "library/duties.yml" in files else {}
        risks |= canonical_item(source, "library/risks.yml") if "library/risks.yml" in files else {}
    return Shared(duties, risks)


def canonical_item(source: Source, path: str) -> Value:
    """A file as a mapping in canonical spelling, without keys that say nothing."""
    shape = shape_at(path)
    body = source.read(path)
    canonical = fmt(body, path, shape)[0] if shape else body
    value, _ = read_yaml(canonical, path)
    return _without_nothing(value) if isinstance(value, dict) else {}


def _without_nothing(value: Any) -> Any:
    """Keys without a value say nothing."""
    if isinstance(value, dict):
        return {key: _without_nothing(one) for key, one in value.items() if one is not None}
    return [_without_nothing(one) for one in value if one is not None] if isinstance(value, list) else value
