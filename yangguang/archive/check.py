"""Checks a stored snapshot, byte by byte and count by count, and the whole archive with its chain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

from yangguang.archive.counts import check_counts
from yangguang.archive.ledger import TAKEDOWN, Entry, day_of, removed, snapshots
from yangguang.archive.payload import ABOUT, Payload
from yangguang.archive.refusal import Refused
from yangguang.archive.store import Store, digest_of
from yangguang.model.finding import Finding, finding

Sound = Callable[[str], bool]
"""Whether the content of a digest is what it was, where it is there at all."""


def check_stored(store: Store, entry: Entry, sound: Sound | None = None) -> Iterator[Finding]:
    """Everything that is wrong with one snapshot of the store; ``sound`` remembers what was read for another one."""
    sound = sound or partial(_sound, store)
    try:
        files = store.manifest(entry)
    except Refused:
        yield finding("manifest_lost", digest=entry.said["manifest"])
        return
    gone = removed(store.entries()[0])
    wrong = [found for path, digest in files.items() if (found := _object(store, path, digest, gone, sound))]
    yield from wrong
    if len(files) != entry.said["files"]:
        yield finding("count", what="files", one=len(files), other=entry.said["files"])
    if not wrong:
        yield from check_payload(store.payload(entry), entry)


def _sound(store: Store, digest: str) -> bool:
    return digest_of(store.kept(digest)) == digest


def _object(store: Store, path: str, digest: str, gone: Mapping[str, Entry], sound: Sound) -> Finding | None:
    file = store.kept(digest)
    if digest in gone:
        return finding("taken_down_there", path=path, id=gone[digest].id) if file.exists() else None
    if not file.is_file():
        return finding("missing", path=path)
    return None if sound(digest) else finding("altered", path=path)


def takedowns(entries: Iterable[Entry], files: Iterable[str]) -> Iterator[Finding]:
    """What was taken down of a snapshot of these digests, and by whom: to be told, not to be mended."""
    held = set(files)
    for entry in entries:
        if entry.kind == TAKEDOWN and (count := len(held.intersection(entry.said["removed"]))):
            yield finding(
                "taken_down",
                count=count,
                day=day_of(entry.id),
                **{key: entry.said[key] for key in ("authority", "reason")},
            )


def check_payload(payload: Payload, entry: Entry) -> Iterator[Finding]:
    """Whether a snapshot says of itself what the ledger says of it, and all its counts agree."""
    try:
        about = payload.about
        for key in ("id", "previous"):
            if about[key] != entry.said[key]:
                yield finding("about", file=ABOUT, field=key, one=about[key], other=entry.said[key])
        yield from check_counts(payload)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        yield finding("snapshot_unreadable", why=f"{type(error).__name__} {error}")


def audit(store: Store) -> Iterator[Finding]:
    """Everything that is wrong with an archive: its chain, then each snapshot; what snapshots share is read once."""
    sound = cache(partial(_sound, store))
    entries, found = store.entries()
    yield from found
    if not entries and not found:
        yield finding("ledger_empty", folder=store.folder)
    for entry in snapshots(entries):
        yield from (Finding(one.key, {**one.values, "snapshot": entry.id}) for one in check_stored(store, entry, sound))
