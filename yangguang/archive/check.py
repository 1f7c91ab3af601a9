"""Checks a stored snapshot, byte by byte and count by count, and the whole archive with its chain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from yangguang.archive.counts import check_counts
from yangguang.archive.ledger import CLOCK, TAKEDOWN, Entry, day_of, removed, snapshots
from yangguang.archive.payload import ABOUT, Payload
from yangguang.archive.store import Store
from yangguang.disk import digest_of
from yangguang.model.finding import Finding, Refused, finding

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading the data of a snapshot ends in that are not of the form that they must have."""
Sound = Callable[[str], bool]
"""Whether the content of a digest is what it was, where it is there at all."""


def check_stored(store: Store, entry: Entry, sound: Sound | None = None) -> Iterator[Finding]:
    """Everything that is wrong with one snapshot of the store; ``sound`` remembers what was read for another one."""
    sound = sound or partial(_sound, store)
    try:
        files = store.manifest(entry)
    except (Refused, OSError):
        yield finding("manifest_lost", digest=entry.said["manifest"])
        return
    gone = removed(store.entries()[0])
    contents = (("manifest", entry.said["manifest"]), *files.items())
    wrong = [found for path, digest in contents if (found := _object(store, path, digest, gone, sound))]
    yield from wrong
    if not wrong:
        payload = store.payload(entry)
        yield from check_payload(payload, entry, lambda path: store.kept(payload.files[path]))


def _sound(store: Store, digest: str) -> bool:
    return digest_of(store.kept(digest)) == digest


def _object(store: Store, path: str, digest: str, gone: Mapping[str, Entry], sound: Sound) -> Finding | None:
    file = store.kept(digest)
    if digest in gone:
        return finding("taken_down_there", path=path, id=gone[digest].id) if file.exists() else None
    if store.elsewhere(digest):
        return finding("elsewhere", path=path, digest=digest)
    if not file.is_file():
        return finding("missing", path=path)
    try:
        return None if sound(digest) else finding("altered", path=path)
    except OSError:  # a sector that is bad; what else is, is told as well
        return finding("unreadable", path=path)


def takedowns(entries: Iterable[Entry], files: Iterable[str]) -> Iterator[Finding]:
    """What was taken down of a snapshot of these digests, and by whom: to be told, not to be mended."""
    held = set(files)
    for entry in entries:
        if entry.kind == TAKEDOWN and (count := len(held.intersection(entry.said["removed"]))):
            yield finding(
                "taken_down",
                count=count,
                day=day_of(entry.clock),
                **{key: entry.said[key] for key in ("authority", "reason")},
            )


def check_payload(payload: Payload, entry: Entry, place: Callable[[str], Path]) -> Iterator[Finding]:
    """Whether a snapshot says of itself what the ledger says of it, and all its counts agree.

    No line follows upon the last one, so that only this tells where it was altered. ``place``: the file of a path.
    """
    try:
        for key, one, other in _told_twice(payload.about, entry):
            if one != other:
                yield finding("about", file=ABOUT, field=key, one=one, other=other)
        yield from _measures(payload, entry, place)
        yield from check_counts(payload)
    except UNREADABLE as error:
        yield finding("snapshot_unreadable", why=f"{type(error).__name__} {error}")


def _told_twice(about: Mapping[str, Any], entry: Entry) -> Iterator[tuple[str, object, object]]:
    """Each field that stands in snapshot.json and in the ledger, and its value in either."""
    told = {**{key: about[key] for key in ("id", "previous", "title")},
            **{key: about["release"][key] for key in ("as_of", "commit", "engine")},
            **{key: about.get(key, False) for key in ("uncommitted", CLOCK)}}  # fmt: skip
    yield from ((key, one, entry.said.get(key, False)) for key, one in told.items())


def _measures(payload: Payload, entry: Entry, place: Callable[[str], Path]) -> Iterator[Finding]:
    """How many files a snapshot has and, where all are there still, how large they are together."""
    found = {"files": len(payload.files) + len(payload.removed)}
    if not payload.removed:
        found["bytes"] = sum(place(path).stat().st_size for path in payload.files)
    for what, one in found.items():
        if one != entry.said[what]:
            yield finding("count", what=what, one=one, other=entry.said[what])


def audit(store: Store) -> Iterator[Finding]:
    """Everything that is wrong with an archive: its chain, then each snapshot; what snapshots share is read once."""
    sound = cache(partial(_sound, store))
    entries, found = store.entries()
    yield from found
    if not entries and not found:
        yield finding("ledger_empty", folder=store.folder)
    for entry in snapshots(entries):
        yield from (Finding(one.key, {**one.values, "snapshot": entry.id}) for one in check_stored(store, entry, sound))
