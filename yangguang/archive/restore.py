"""The way back: the sources of a snapshot as files again, and the drill that builds the site from them once more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yangguang import __version__, urls
from yangguang.archive.making.create import site_files
from yangguang.archive.payload import ABOUT, ENGINE, HISTORY, SITE, SOURCE, Payload
from yangguang.archive.program import again, flags
from yangguang.archive.store import unfinished
from yangguang.build.engine import engine_digest
from yangguang.disk import inside
from yangguang.model.finding import Finding, Refused, finding, first

_SHOWN = 20
_ASKED = ("configuration", "content", "parent")


def restore(payload: Payload, into: Path) -> int:
    """Writes the sources of a snapshot, and the history that the build read, below ``into``; how many files.

    Raises Refused where something stands there already, or a file would stand elsewhere. ``into`` has its name only
    once everything is in it; an empty folder, perhaps the one that somebody stands in, stays and is filled at the end.
    """
    into, history = into.resolve(), _history(payload)
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise Refused("restore_exists", folder=into)
    count = 0
    with unfinished(into) as new:
        for path in sorted(payload.files):
            if (target := _place(path, history)) is not None:
                (new / target).parent.mkdir(parents=True, exist_ok=True)
                (new / target).write_bytes(payload.read(path))
                count += 1
        if into.exists():
            for entry in [*new.iterdir()]:
                entry.replace(into / entry.name)
        else:
            new.replace(into)
    return count


def lacking(payload: Payload) -> Iterator[Finding]:
    """Sources that cannot come back, since they were taken down."""
    history = _history(payload)
    places = (_place(path, history) for path in sorted(payload.removed))
    yield from (finding("restored_without", path=path) for path in places if path is not None)


def _history(payload: Payload) -> str:
    """Where the field histories stood among the sources. Raises Refused where that leads out of them."""
    try:
        told = str(payload.about["source"]["history"])
    except (ValueError, KeyError, TypeError) as error:
        raise Refused("snapshot_unreadable", why=f"{ABOUT}: {type(error).__name__} {error}") from error
    if not inside(told):
        raise Refused("snapshot_unreadable", why=f"{ABOUT}: {told}")
    return told


def _place(path: str, history: str) -> str | None:
    """Where a file of a snapshot stood among the sources; ``None`` for what was made from them. Raises Refused for one of
    a repository's own: no snapshot holds any, and git runs programs that its configuration names."""
    for kind, above in ((SOURCE, ""), (HISTORY, f"{history}/")):
        if path.startswith(kind):
            place = above + path.removeprefix(kind)
            if ".git" in place.casefold().split("/"):
                raise Refused("snapshot_unreadable", why=path)
            return place
    return None


@dataclass(frozen=True, slots=True)
class Drill:
    """What a rebuild came to: how many files are the same, and every one that is not."""

    same: int
    found: tuple[Finding, ...]


def rebuild(payload: Payload, sources: Path, scratch: Path) -> Drill:
    """Builds the site from restored sources with this program and compares it byte by byte with the snapshot.

    The build runs in a process of its own, with no more than the snapshot tells. Raises Refused where this program is
    of another version than the one that made the snapshot, something was taken down, or the build fails.
    """
    if payload.removed:
        raise Refused("rebuild_taken_down", count=len(payload.removed))
    engine: dict[str, Any] = json.loads(payload.read(ENGINE))
    if engine["version"] != __version__:
        raise Refused("rebuild_engine", wanted=engine["version"], here=__version__)
    release, site = scratch / urls.VERSION, scratch / "site"
    release.write_bytes(payload.read(SITE + urls.VERSION))
    asked: dict[str, Any] = payload.about["source"]  # all by paths below the sources
    file, content, parent = (sources / asked[name] if asked[name] else None for name in _ASKED)
    told = flags(file, content, [sources / region for region in asked["regions"]], parent)
    again(["build", "--no-cache", *told, "--release", str(release), "--site", str(site)], scratch)
    return _compared(payload, site, str(engine.get("sha256", "")))


def _compared(payload: Payload, site: Path, program: str) -> Drill:
    """``program``: the digest of the one that made the snapshot. Another one of the same version may differ for that alone."""
    wanted = {path: digest for path, digest in payload.files.items() if path.startswith(SITE)}
    there = {path: digest for path, (_, digest) in site_files(site).items()}
    differing = sorted(path for path in wanted.keys() | there.keys() if wanted.get(path) != there.get(path))
    kinds = ("missing" if path not in there else "extra" if path not in wanted else "differs" for path in differing)
    found = [finding(f"rebuilt_{kind}", path=path) for path, kind in zip(differing, kinds, strict=True)]
    told = first(found, _SHOWN, "rebuilt_more")
    if found and program != (here := engine_digest()):
        told.insert(0, finding("rebuilt_by_another", version=__version__, wanted=program[:12], here=here[:12]))
    return Drill(len(wanted) - len(differing), tuple(told))
