"""A snapshot as a complete BagIt bag (RFC 8493), the same bytes wherever it is written; checked before it has its name."""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Mapping
from pathlib import Path

import bagit

from yangguang.archive.findings import Refused, finding
from yangguang.archive.ledger import Entry
from yangguang.archive.payload import Payload
from yangguang.archive.store import LEDGER, Store, listing

_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_ALGORITHMS = ("sha256", "sha512")


def export(store: Store, entry: Entry, into: Path) -> Path:
    """Writes the bag of a snapshot as ``into``/<id> and returns that folder.

    Raises Refused where it exists already, or something in the store is missing or altered.
    """
    target, new = into / entry.id, into / f".new-{entry.id}"
    if target.exists():
        raise Refused("bag_exists", folder=target)
    files = store.manifest(entry)
    payload = Payload(files, lambda path: store.read(files[path]))
    shutil.rmtree(new, ignore_errors=True)
    try:
        _write(new, payload, entry, _lines(store, entry))
        check(new)
        new.replace(target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return target


def check(folder: Path) -> None:
    """Has the archive world's own library verify a bag. Raises Refused."""
    logging.getLogger("bagit").setLevel(logging.CRITICAL + 1)  # what it logs, it raises as well
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagError as error:
        raise Refused("bag_invalid", (finding("bag_structure", why=str(error)),)) from error


def _lines(store: Store, entry: Entry) -> bytes:
    """The ledger up to this snapshot, which proves its place in the chain."""
    entries = [one for one in store.sound() if one.id <= entry.id]
    return "".join(f"{one.text}\n" for one in entries).encode()


def _write(folder: Path, payload: Payload, entry: Entry, ledger: bytes) -> None:
    sums: dict[str, dict[str, str]] = {name: {} for name in _ALGORITHMS}
    size = 0
    for path in sorted(payload.files):
        body = payload.read(path)
        size += len(body)
        _put(folder, f"data/{path}", body, sums)
    tags: dict[str, dict[str, str]] = {name: {} for name in _ALGORITHMS}
    told = {"bagit.txt": _DECLARATION, "bag-info.txt": _info(payload, entry, size), LEDGER: ledger}
    told |= {f"manifest-{name}.txt": listing(sums[name]) for name in _ALGORITHMS}
    for path, body in told.items():
        _put(folder, path, body, tags)
    for name in _ALGORITHMS:
        (folder / f"tagmanifest-{name}.txt").write_bytes(listing(tags[name]))


def _put(folder: Path, path: str, body: bytes, sums: Mapping[str, dict[str, str]]) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)
    for name, known in sums.items():
        known[path] = hashlib.new(name, body).hexdigest()


def _info(payload: Payload, entry: Entry, size: int) -> bytes:
    about = payload.about
    day = f"{entry.id[:4]}-{entry.id[4:6]}-{entry.id[6:8]}"
    told = {
        "Source-Organization": about["organization"], "External-Description": about["title"],
        "External-Identifier": entry.id, "Bagging-Date": day, "Payload-Oxum": f"{size}.{len(payload.files)}",
    }  # fmt: skip
    return "".join(f"{key}: {' '.join(str(value).split())}\n" for key, value in told.items()).encode()
