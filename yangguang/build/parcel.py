"""A job on its way to another machine, with all the files that it reads, and what comes back from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

from yangguang.build.cache import digest
from yangguang.build.engine import engine_mark
from yangguang.build.fragments import fragments_path
from yangguang.build.history import RegionHistory, carried
from yangguang.build.opendata import write_tables
from yangguang.build.output import Artifact, write_all
from yangguang.build.read import ReadJob, read_chunk
from yangguang.build.render import RenderJob, Theme, render_chunk
from yangguang.build.source import MemorySource
from yangguang.build.stored import items_path, table_path
from yangguang.disk import followed, put
from yangguang.resources import folder

Job = ReadJob | RenderJob
Work = Callable[[Any], Any]
Files = Mapping[str, bytes]
"""Bytes by path inside a folder."""

TRAVELLERS: frozenset[Work] = frozenset({read_chunk, render_chunk, write_tables})
"""The pieces of a build that may be done elsewhere: those of one chunk."""


class OtherEngine(Exception):
    """A worker runs another version of the program; what it would make would not be what is made here."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One job with what it needs beside the engine: files of its chunk, of the store, and the site's own templates."""

    engine: str
    work: Work
    job: Job
    store: Files
    templates: tuple[Files, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a job has made: its result, and the files that it has left in the store and in the site."""

    result: Any
    store: Files
    site: Files


def packed(work: Work, job: Job) -> Parcel:
    """The job ready to travel. Raises ``OSError`` or ``DamagedCache`` where a file of its chunk cannot be read."""
    wanted = (table_path(job.store, job.chunk), items_path(job.store, job.chunk), fragments_path(job.store, job.chunk))
    store = {path.relative_to(job.store).as_posix(): path.read_bytes() for path in wanted if path.is_file()}
    if isinstance(job, ReadJob):
        bodies = {file: job.source.read(file) for file in job.chunk.files}
        return Parcel(engine(), work, replace(job, source=MemorySource(bodies, job.source.label)), store)
    own = tuple(_files(place) for place in job.theme.folders[:-1])
    history = carried(job.history, job.spans) if work is render_chunk else RegionHistory()
    return Parcel(engine(), work, replace(job, history=history), store, own)


def _files(place: Path) -> Files:
    found = followed(place).files if place.is_dir() else {}
    return {name: path.read_bytes() for name, path in found.items()}


def opened(parcel: Parcel, room: Path) -> Delivery:
    """Does the job where it has arrived, in a store of its own in ``room``. Raises ``OtherEngine``."""
    if parcel.engine != engine():
        raise OtherEngine
    with TemporaryDirectory(prefix="yangguang-", dir=room) as name:
        store, site = Path(name, "store"), Path(name, "site")
        _unpack(parcel.store, store)
        result = parcel.work(_here(parcel, store, site, room))
        left = {path: body for path, body in _files(store).items() if parcel.store.get(path) != body}
        return Delivery(result, left, _files(site))


def stored(delivery: Delivery, job: Job) -> Any:
    """Puts what a job has left where it would have left it on this machine, and hands on its result."""
    _unpack(delivery.store, job.store)
    if isinstance(job, RenderJob):
        write_all(job.staging, (Artifact(path, body) for path, body in delivery.site.items()))
    return delivery.result


def _unpack(files: Files, place: Path) -> None:
    for path, body in files.items():
        put(place / path, body)


def _here(parcel: Parcel, store: Path, site: Path, room: Path) -> Job:
    """The job with the places that its files have on this machine."""
    job = parcel.job
    if isinstance(job, ReadJob):
        return replace(job, store=store)
    own = (_template_folder(tuple(sorted(files.items())), room) for files in parcel.templates)
    return replace(job, store=store, staging=site, theme=replace(job.theme, folders=(*own, folder("templates"))))


@lru_cache(maxsize=16)
def _template_folder(files: tuple[tuple[str, bytes], ...], room: Path) -> Path:
    """A folder of these templates, made once in each worker; it goes with ``room``."""
    place = Path(mkdtemp(prefix="templates-", dir=room))
    _unpack(dict(files), place)
    return place


@cache
def engine() -> str:
    """What must be the same on all machines: the program and its templates."""
    return digest(engine_mark(), Theme((folder("templates"),), ()).key)
