"""Checks a stored snapshot, byte by byte and count by count, and the whole archive with its chain."""

from __future__ import annotations

import json
from collections.abc import Iterator

from yangguang.archive.findings import Finding, Refused, finding
from yangguang.archive.ledger import Entry, snapshots
from yangguang.archive.payload import ABOUT, INVENTORY, ITEM, Payload, id_of
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
    """Whether pages, data, inventory and ledger tell of the same items, decisions and documents."""
    about = payload.about
    for key in ("id", "previous"):
        if about[key] != entry.said[key]:
            yield finding("about", file=ABOUT, field=key, one=about[key], other=entry.said[key])
    rows = _inventory(payload)
    records = {(kind, region, id_of(kind, row)) for kind, region, row in payload.every()}
    for one in sorted(records - rows):
        yield finding("not_in_inventory", record="/".join(one))
    for one in sorted(rows - records):
        yield finding("only_in_inventory", record="/".join(one))
    main = about["region"]
    pages = {(region or main, code) for region, code in payload.pages()}
    items = {(region, code) for kind, region, code in records if kind == ITEM}
    for pair in sorted(pages ^ items):
        yield finding("page_and_data", record="/".join(pair))


def _inventory(payload: Payload) -> set[tuple[str, str, str]]:
    rows = json.loads(payload.read(INVENTORY))
    return {(row["种类"], row["地区"], row["记录"]) for row in rows}


def audit(store: Store) -> Iterator[Finding]:
    """Everything that is wrong with an archive: its chain, then each snapshot, what they share told once."""
    entries, found = store.entries()
    yield from found
    for entry in snapshots(entries):
        yield from (Finding(one.key, {**one.values, "snapshot": entry.id}) for one in check_stored(store, entry))
