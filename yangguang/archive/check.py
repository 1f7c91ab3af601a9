"""Checks a stored snapshot, byte by byte and count by count, and the whole archive with its chain."""

from __future__ import annotations

from collections.abc import Iterator

from yangguang.archive.counts import check_counts
from yangguang.archive.findings import Finding, Refused, finding
from yangguang.archive.ledger import Entry, snapshots
from yangguang.archive.payload import ABOUT, Payload
from yangguang.archive.store import Store, digest_of


def check_stored(store: Store, entry: Entry) -> Iterator[Finding]:
    """Everything that is wrong with one snapshot of the store."""
    try:
        files = store.manifest(entry)
    except Refused:
        yield finding("manifest_lost", digest=entry.said["manifest"])
        return
    wrong = [found for path, digest in files.items() if (found := _object(store, path, digest))]
    yield from wrong
    if len(files) != entry.said["files"]:
        yield finding("count", what="files", one=len(files), other=entry.said["files"])
    if not wrong:
        yield from check_payload(Payload(files, lambda path: store.read(files[path])), entry)


def _object(store: Store, path: str, digest: str) -> Finding | None:
    file = store.kept(digest)
    if not file.is_file():
        return finding("missing", path=path)
    return None if digest_of(file) == digest else finding("altered", path=path)


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
    """Everything that is wrong with an archive: its chain, then each snapshot, what they share told once."""
    entries, found = store.entries()
    yield from found
    for entry in snapshots(entries):
        yield from (Finding(one.key, {**one.values, "snapshot": entry.id}) for one in check_stored(store, entry))
