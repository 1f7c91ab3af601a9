"""The files of a commit on the disk, brought up to date file by file; only those that a build may read."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from yangguang.build.output import sync_all
from yangguang.disk import below
from yangguang.host.disk import get_json, keep
from yangguang.host.git import Stream, authored, files_of
from yangguang.host.places import Host
from yangguang.model.release import RegionCommit

READ = ("content/", "templates/", "search/lexicon/")
"""What a hosted build reads of a repository, beside mkdocs.yml."""


def _is_read(path: str) -> bool:
    """Whether a build reads this file of a repository."""
    return path.startswith(READ) or path == "mkdocs.yml"


def check_out_all(
    host: Host, heads: Mapping[str, str], trees: Path
) -> tuple[tuple[Path, ...], tuple[RegionCommit, ...]]:
    """Checks out each region's commit below ``trees``: the folders, the main region's first, and whence they are.

    Raises BrokenRepository where an object is missing or damaged.
    """
    regions = [region for region in host.regions if region in heads]
    folders = tuple(trees / region for region in regions)
    for region, folder in zip(regions, folders, strict=True):
        _check_out(host.repository(region), heads[region], folder)
    return folders, commits_of(host, heads)


def commits_of(host: Host, heads: Mapping[str, str]) -> tuple[RegionCommit, ...]:
    """The commits with their times, the main region's first."""
    return tuple(
        RegionCommit(region, heads[region], authored(host.repository(region), heads[region]))
        for region in host.regions
        if region in heads
    )


def _check_out(repository: Path, commit: str, folder: Path) -> None:
    """Makes ``folder`` hold what a build reads of a commit, and nothing else.

    What is unchanged since the last time is not touched, so that the cache recognises it. Whoever was interrupted, or
    finds that a part is gone, as by a cache that was half cleared away, begins anew.
    """
    note = folder.with_name(f"{folder.name}.json")
    wanted = {path: entry.blob for path, entry in files_of(repository, commit).items() if _is_read(path)}
    before = get_json(note)
    if not folder.is_dir() or before.keys() != {path for path, _ in below(folder)}:
        shutil.rmtree(folder, ignore_errors=True)
        before = {}
    if before == wanted and folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    note.unlink(missing_ok=True)
    for path in before.keys() - wanted.keys():
        (folder / path).unlink(missing_ok=True)
        _drop_empty(folder, path)
    _write(repository, folder, {path: blob for path, blob in wanted.items() if before.get(path) != blob})
    sync_all(folder)
    keep(note, json.dumps(wanted).encode())


def _write(repository: Path, folder: Path, wanted: dict[str, str]) -> None:
    with closing(Stream(repository)) as objects:
        for path, blob in sorted(wanted.items()):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            target.write_bytes(objects.read(blob))


def _drop_empty(folder: Path, path: str) -> None:
    """Folders that became empty, so that a file may take their name."""
    for parent in (folder / path).parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()
