"""The regions of a build: read from their files, or as the last build read them where nothing but items has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from yangguang.build.cache import as_json, digest, load, save
from yangguang.build.glance import settled
from yangguang.build.read import errors
from yangguang.build.region import RegionRead, chunks_of, items_of, read_region, under
from yangguang.build.request import Request
from yangguang.build.source import FolderSource, Source, relative_label
from yangguang.model.content import RegionContent
from yangguang.model.problem import Problem


class _Kept(NamedTuple):
    """A sound region as the cache keeps it; neither the names of its files nor what is the upper region's is repeated."""

    own: RegionContent
    problems: tuple[Problem, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class _Upper:
    """The region above another, which sees its library, laws and themes."""

    read: RegionRead | None = None
    digest: str = ""
    blind: bool = False
    """Whether it is one of the site, told to be unreadable: nobody is told that what it would have said is missing."""


@dataclass(slots=True)
class Regions:
    """All regions by 网址标识, the main one first, and what is wrong with them."""

    reads: dict[str, RegionRead] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    """Of everything of a region but its items."""
    problems: list[Problem] = field(default_factory=list)

    def add(self, read: RegionRead, digest: str, astray: Iterable[Problem] = ()) -> None:
        """Two regions of one 网址标识 are a mistake, and the second is left out. ``astray``: what else is wrong in its folder."""
        folder = read.source.label.rstrip("/").rpartition("/")[2] if self.reads else ""
        slug = read.content.slug if read.content else folder
        if slug in self.reads:
            args = {"slug": slug, "folder": read.source.label}
            self.problems.append(Problem("P391", "region.yml", ("网址标识",), args, region=slug))
            return
        self.problems += read.problems if read.content else [replace(one, region=slug) for one in read.problems]
        self.problems += [replace(one, region=slug) for one in astray]
        self.reads[slug], self.digests[slug] = read, digest


def read_regions(request: Request, store: Path) -> Regions:
    """All regions of a request; those that ``store`` still has of the last build are not read again."""
    found, upper = Regions(), _Upper()
    if request.parent is not None:
        upper = _Upper(*_read(_folder(request.parent, request), upper, store / "parent.json", main=True))
    for number, source in enumerate(_sources(request)):
        read, told = _read(source, upper, store / f"region-{number}.json", main=number == 0)
        # Where regions are named instead of being found, a further one may hold others that are left out on purpose.
        astray = _astray(source, main=number == 0) if number == 0 or request.regions is None else []
        found.add(read, told, astray)
        if number == 0:
            upper = _Upper(read, told, blind=read.content is None)
    return found


def _astray(source: Source, *, main: bool) -> list[Problem]:
    """What lies below ``regions/`` and belongs to no region."""
    below = [name for name in source.regions() if not (main and name.endswith("/")) and not name.startswith("README")]
    return [Problem("P353", f"regions/{name.rstrip('/')}", args={"file": f"regions/{name}"}) for name in below]


def _sources(request: Request) -> tuple[Source, ...]:
    """The regions' files, the main region's first."""
    return request.sources or tuple(_folder(one, request) for one in (request.content, *request.region_folders()))


def _folder(folder: Path, request: Request) -> Source:
    return FolderSource(folder, relative_label(folder, request.base))


def _read(source: Source, upper: _Upper, kept_in: Path, *, main: bool) -> tuple[RegionRead, str]:
    """A region and the digest of everything of it but its items."""
    files, links = source.listing()
    items = set(items_of(files))
    stats = [source.stat(file) for file in files if file not in items]
    key = digest(repr((main, upper.digest, upper.blind, files, links, stats)))
    kept = load(_Kept, kept_in, key) if settled(stats, kept_in) else None
    above = upper.read.content if upper.read else None
    if kept is not None:
        own = replace(kept.own, files=files)
        return RegionRead(
            source, under(own, above, blind=upper.blind), chunks_of(own.slug, files), kept.problems, own
        ), kept.digest
    read = read_region(source, above, main=main, blind=upper.blind)
    told = _told(read)
    if read.own is not None and not errors(read.problems):
        save(_Kept, kept_in, key, _Kept(replace(read.own, files=()), read.problems, told))
    return read, told


def _told(read: RegionRead) -> str:
    """A digest of everything of a region but its items."""
    if read.content is None:
        return ""
    bodies = (read.source.read(file) for file in (*read.content.disclosures, *read.content.pages))
    return digest(as_json(RegionContent, read.content), *bodies)
