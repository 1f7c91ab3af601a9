"""The program's own checks over what was pushed, read from the object store, with what the last check remembers."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from yangguang.build.gather import Gathered, positions
from yangguang.build.report import Silent
from yangguang.build.request import Request
from yangguang.build.session import Session
from yangguang.build.source import Source
from yangguang.disk import put
from yangguang.host.configuration import FILE, chosen
from yangguang.host.git import GitSource, close_streams, files_of, nested, stream
from yangguang.host.memory import Place, remember
from yangguang.host.places import Host
from yangguang.model.problem import Problem

_WORDS = "search/lexicon/"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read, and what is wrong, with places."""

    gathered: Gathered
    problems: tuple[Problem, ...]


def check(host: Host, heads: Mapping[str, str], own: str, as_of: date, *, lasting: bool = True) -> Checked:
    """Reads and checks a set of commits, one a region; ``own`` is the region whose editors will read the answer.

    ``lasting``: the commits will stay, so that what is pushed later may be compared with them.
    """
    try:
        return _check(host, heads, own, as_of, lasting=lasting)
    finally:
        close_streams()


def _check(host: Host, heads: Mapping[str, str], own: str, as_of: date, *, lasting: bool) -> Checked:
    main, *others = host.regions
    repository = host.repository(main)
    inside = (f"{path}/" for path in ("content", *_further(repository, heads[main])))
    sources: list[Source] = [GitSource(repository, heads[main], path, _label(main, own, path)) for path in inside]
    beside = (region for region in others if region in heads)
    sources += [GitSource(host.repository(region), heads[region], label=_label(region, own)) for region in beside]
    with _words(repository, heads[main]) as words:
        request = Request(host.root, host.root, words=words, as_of=as_of, cache=_cache(host), sources=tuple(sources))
        with Session(request, Silent()) as session:
            gathered = session.gather()
            if lasting:
                _remember(session.store, gathered, heads, as_of)
            return Checked(gathered, positions(gathered))


def _remember(store: Path, gathered: Gathered, heads: Mapping[str, str], as_of: date) -> None:
    """So that the next push need not be checked whole."""
    sources = {slug: read.source for slug, read in gathered.reads.items() if isinstance(read.source, GitSource)}
    places = {slug: Place(source.repository.stem, source.prefix) for slug, source in sources.items()}
    if gathered.links is not None and places.keys() == gathered.contents.keys():
        items = {slug: region.items for slug, region in gathered.links.regions.items()}
        remember(store, heads, as_of.isoformat(), places, gathered.contents, items, gathered.problems)


def _label(region: str, own: str, folder: str = "content/") -> str:
    return folder if region == own else f"{region}: {folder}"


def _further(repository: Path, commit: str) -> list[str]:
    """Further regions inside the main region's repository: those that its mkdocs.yml names, else those that are there."""
    entry = files_of(repository, commit).get(FILE)
    if entry is not None:
        regions = chosen(stream(repository).read(entry.blob))[0].regions
        if regions is not None:
            return list(regions)
    return [f"content/regions/{name}" for name in nested(repository, commit)]


@contextmanager
def _words(repository: Path, commit: str) -> Iterator[tuple[Path, ...]]:
    """The site's own lexicon in a folder for the time of the check, where it has one."""
    files = {path: entry for path, entry in files_of(repository, commit).items() if path.startswith(_WORDS)}
    if not files:
        yield ()
        return
    with TemporaryDirectory(prefix="yangguang-") as folder:
        for path, entry in files.items():
            put(Path(folder) / path, stream(repository).read(entry.blob))
        yield (Path(folder) / "search",)


def _cache(host: Host) -> Path | None:
    """What checks remember; whoever may not write there checks everything anew."""
    folder = host.remembered
    place = folder if folder.exists() else host.cache
    return folder if os.access(place, os.W_OK) else None
