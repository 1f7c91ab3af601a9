"""Releases: their records, the symbolic link that readers follow, the pin, and what old releases lend to new ones."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from yangguang import urls
from yangguang.build.output import exchange
from yangguang.build.takeover import link
from yangguang.disk import locked
from yangguang.host.disk import get_json, keep, keep_json, sync_folder
from yangguang.host.places import Host
from yangguang.model.finding import Refused
from yangguang.model.release import RegionCommit

NAME = re.compile(r"[0-9]{6,}-[0-9a-f]{7}")
KEPT_FOR = 3
"""So many releases back the hashed files of a release stay where open pages look for them."""
LENT = ("assets/", "search/")
"""Where those lie, and files in a release that its manifest does not list."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a release. ``made`` and ``seconds`` are of the machine that built it."""

    id: str
    made: str
    seconds: float
    as_of: str
    engine: str
    program: str
    commits: tuple[RegionCommit, ...]
    files: int
    powers: int
    services: int
    manifest_sha256: str

    @property
    def heads(self) -> dict[str, str]:
        """Region → commit."""
        return {one.region: one.commit for one in self.commits}


def folder_of(host: Host, release: str) -> Path:
    """Where the site of a release lies."""
    return host.releases / release


def save(host: Host, record: Record) -> None:
    """Writes a record; it stands before its release does."""
    keep_json(host.releases / f"{record.id}.json", asdict(record))


def record_of(host: Host, release: str) -> Record | None:
    """The record of a release, or nothing where it or its site is missing, or the site is another one."""
    said = get_json(host.releases / f"{release}.json")
    site = get_json(folder_of(host, release) / urls.VERSION)
    if not said or site.get("manifest_sha256") != said.get("manifest_sha256"):
        return None
    try:
        commits = tuple(RegionCommit(**one) for one in said.pop("commits"))
        return Record(**said, commits=commits)
    except (KeyError, TypeError):
        return None


def known(host: Host) -> list[Record]:
    """Every complete release, oldest first."""
    names = sorted(path.name for path in host.releases.iterdir() if NAME.fullmatch(path.name))
    return [record for name in names if (record := record_of(host, name)) is not None]


def latest(host: Host) -> Record | None:
    """The newest complete release."""
    found = known(host)
    return found[-1] if found else None


def next_number(host: Host) -> int:
    """One more than any release that there is or was left half done; the clock has no say in it."""
    names = (path.name.removeprefix(".tmp-").removesuffix(".json") for path in host.releases.iterdir())
    return max((int(name.split("-")[0]) for name in names if NAME.fullmatch(name)), default=0) + 1


def current(host: Host) -> str:
    """The release that readers get, or nothing."""
    try:
        name = host.current.readlink().name
    except OSError:
        return ""
    return name if folder_of(host, name).is_dir() else ""


def pinned(host: Host) -> str:
    """The release that a rollback has chosen, or nothing."""
    try:
        return host.pin.read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return ""


def switch(host: Host, release: str) -> None:
    """Points ``current`` at a release, in one step; the caller holds the lock. A folder in its place is put aside.

    Pages of the release that goes may still be open: its style and its index are lent to the one that comes.
    """
    before = current(host)
    if before and before != release:
        with suppress(OSError):  # a full disk does not keep anybody from going back
            _lend(folder_of(host, before), folder_of(host, release))
    new = host.root / ".current.new"
    new.unlink(missing_ok=True)
    new.symlink_to(Path("releases") / release)
    if host.current.is_dir() and not host.current.is_symlink():
        _put_aside(host, new)
    else:
        new.replace(host.current)
    sync_folder(host.root)


def _put_aside(host: Host, new: Path) -> None:
    """Somebody has made a folder of ``current``: it is kept, under a name that tells so."""
    numbers = (number for number in range(1, 10_000) if not (host.root / f"current.found-{number}").exists())
    aside = host.root / f"current.found-{next(numbers)}"
    if exchange(new, host.current):
        new.rename(aside)
    else:
        host.current.rename(aside)
        new.replace(host.current)


def rollback(host: Host, wanted: str = "") -> tuple[str, str]:
    """Goes back to a release (by id or its number), by default the one before, and stays there until ``resume``.

    Returns the release that was current, and the one that is. Raises Refused where there is none such.
    """
    with locked(host.switch_lock):
        names = [record.id for record in known(host)]
        now = current(host)
        if wanted:
            found = [name for name in names if name == wanted or name.split("-")[0].lstrip("0") == wanted.lstrip("0")]
        else:
            found = [name for name in names if name < now][-1:]
        if len(found) != 1:
            raise Refused("no_release" if wanted else "no_earlier", id=wanted, known="、".join(names[-10:]) or "—")
        keep(host.pin, f"{found[0]}\n".encode())
        switch(host, found[0])
        return now, found[0]


def resume(host: Host) -> str:
    """Ends a rollback; the worker brings the newest. Returns what was pinned."""
    with locked(host.switch_lock):
        was = pinned(host)
        host.pin.unlink(missing_ok=True)
        sync_folder(host.root)
        return was


def prune(host: Host, newest: int) -> list[str]:
    """Removes all releases but so many of the newest; never the current, the pinned, or one that the archive holds."""
    with locked(host.switch_lock):
        records = known(host)
        kept = {current(host), pinned(host), *(record.id for record in records[-newest:])}
        going = [record.id for record in records if record.id not in kept and not _archived(host, record)]
        for name in going:
            folder_of(host, name).rename(host.releases / f".gone-{name}")
    for name in going:
        (host.releases / f"{name}.json").unlink(missing_ok=True)
    sweep(host, ".gone-*")
    return going


def _archived(host: Host, record: Record) -> bool:
    """Whether the archive holds this very site: every file, the manifest too, stands there under its digest.

    Where something was taken down there, the release that has it still is none that must stay.
    """

    def kept(digest: str) -> bool:
        return (host.archive / "objects" / digest[:2] / digest).is_file()

    return kept(record.manifest_sha256) and all(map(kept, manifest(folder_of(host, record.id)).values()))


def sweep(host: Host, pattern: str) -> None:
    """Removes folders that were left half made or half removed."""
    for left in host.releases.glob(pattern):
        shutil.rmtree(left, ignore_errors=True)


def sweep_records(host: Host) -> None:
    """Removes records whose release never came; for the worker alone, which writes the record first."""
    for file in host.releases.glob("[0-9]*.json"):
        if not folder_of(host, file.stem).is_dir():
            file.unlink()


def lend(host: Host, into: Path) -> None:
    """Links hashed assets and shards of the last releases into a new site that lacks them.

    Whoever has opened a page of an older release still finds its style, its script and its part of the index.
    """
    for record in known(host)[-KEPT_FOR:]:
        _lend(folder_of(host, record.id), into)


def _lend(site: Path, into: Path) -> None:
    for line in _lines(site):
        path = line[66:]
        if path.startswith(LENT) and not os.path.exists(f"{into}/{path}"):  # noqa: PTH110  (a text: thousands of shards)
            link(f"{site}/{path}", f"{into}/{path}")


def manifest(site: Path) -> dict[str, str]:
    """Path → SHA-256 as the site's manifest lists them. Raises OSError where it has none."""
    return {line[66:]: line[:64] for line in _lines(site)}


def _lines(site: Path) -> list[str]:
    # A name may have what Unicode calls the end of a line.
    return (site / urls.MANIFEST).read_bytes().decode().split("\n")[:-1]


def version(site: Path) -> dict[str, Any]:
    """What a site says of itself."""
    found: dict[str, Any] = json.loads((site / urls.VERSION).read_bytes())
    return found
