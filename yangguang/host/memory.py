"""What the last whole check leaves behind where it found no error: enough to prove a few edited items sound by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from yangguang.build.cache import digest, load, save
from yangguang.build.engine import engine_mark
from yangguang.check.links import called
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.messages import severity
from yangguang.model.problem import Problem, Severity

_FOLDER = "sound"
Warned = tuple[str, str, str, str]
"""A warning: 网址标识, file, rule, and the keys that lead to it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a region lies: the region whose repository holds it, and the folder in it, with a slash at its end."""

    repository: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Sound:
    """A state that was checked whole, on the date ``as_of`` and by the engine of this digest, and has no error."""

    heads: Mapping[str, str]
    """Region → commit, of every repository."""
    as_of: str
    engine: str
    places: Mapping[str, Place]
    """Where the region of each 网址标识 lies."""
    warned: tuple[Warned, ...]
    """Every warning that stands in it."""

    @property
    def key(self) -> str:
        """What names this state."""
        return digest(self.as_of, self.engine, *(part for pair in sorted(self.heads.items()) for part in pair))


@dataclass(frozen=True, slots=True)
class Region:
    """What the items of a region are read and judged against. ``content`` is without events and disclosures;
    ``called``: what no two items may have in common, of each item."""

    content: RegionContent
    called: tuple[str, ...]


def warned(problem: Problem) -> Warned:
    """What tells a warning from others, though the lines around it may move."""
    return (problem.region, problem.file, problem.rule, str(problem.where))


def name_of(item: ItemFacts, content: RegionContent) -> str:
    """What no two items of a region may have in common, as one text."""
    return "\n".join(called(item, content))


def remember(
    store: Path,
    heads: Mapping[str, str],
    as_of: str,
    places: Mapping[str, Place],
    contents: Mapping[str, RegionContent],
    items: Mapping[str, Mapping[str, ItemFacts]],
    problems: tuple[Problem, ...],
) -> None:
    """Writes down what was checked whole, unless it has errors: then what was remembered before stays true."""
    if any(severity(problem) is Severity.error for problem in problems):
        return
    doubts = tuple(sorted({warned(problem) for problem in problems if severity(problem) is Severity.warning}))
    sound = Sound(heads, as_of, engine_mark(), places, doubts)
    for slug, content in contents.items():
        kept = replace(content, events={}, disclosures={}, catalogue={}, files=content.other_files)
        names = tuple(sorted(name_of(item, content) for item in items[slug].values()))
        save(Region, store / _FOLDER / f"{slug}.json", sound.key, Region(kept, names))
    save(Sound, store / _FOLDER / "all.json", "", sound)


def recall(store: Path) -> Sound | None:
    """The last state that was checked whole and had no error, by this very engine."""
    found = load(Sound, store / _FOLDER / "all.json", "")
    return found if found and found.engine == engine_mark() else None


def recall_region(store: Path, sound: Sound, slug: str) -> Region | None:
    """A region of that state, or ``None`` where what is written is damaged or of another state."""
    return load(Region, store / _FOLDER / f"{slug}.json", sound.key)
