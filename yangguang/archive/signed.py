"""Signatures of snapshots: of the ledger's line, which carries the digest of everything and of the line before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from yangguang.archive.ledger import Entry
from yangguang.archive.store import Store
from yangguang.build.signature import BadKey, verified
from yangguang.build.signature import sign as signature_of
from yangguang.disk import put
from yangguang.model.finding import Finding, Refused, finding

NAMESPACE, IDENTITY = "yangguang-archive", "archive"
SIGNERS = "allowed_signers"


def place(store: Store, entry: Entry) -> Path:
    """Where the signature of a snapshot is kept."""
    return store.folder / "signatures" / f"{entry.id}.sig"


def sign(store: Store, entry: Entry, key: Path) -> Path:
    """Signs the line of a snapshot. Raises Refused where the key cannot sign, or it is signed already."""
    target = place(store, entry)
    if target.exists():
        raise Refused("signed_already", id=entry.id)
    try:
        body = signature_of(entry.text.encode(), key, NAMESPACE)
    except BadKey as error:
        raise Refused("bad_key", file=key) from error
    put(target, body, durable=True)
    return target


def check_signature(entry: Entry, signature: Path, signers: Path | None, *, required: bool) -> Iterator[Finding]:
    """Whether a signature, where there is one, is that of the line, by one of ``signers`` where that file is there.

    A key that is valid for some years only (valid-before, valid-after) counts for the snapshots of those years, and for
    older ones that were signed with it since.
    """
    if not signature.is_file():
        if required:
            yield finding("unsigned", id=entry.id)
        return
    trusted = signers if signers is not None and signers.is_file() else None
    body = signature.read_bytes()
    if not any(verified(entry.text.encode(), body, NAMESPACE, trusted, IDENTITY, at) for at in (entry.clock, "")):
        yield finding("signature_bad", id=entry.id, file=signature.name)


def strays(store: Store, entries: Iterable[Entry]) -> Iterator[Finding]:
    """Signatures of snapshots that the ledger does not know: its last lines were cut off, which its chain cannot tell."""
    known = {place(store, entry).name for entry in entries}
    for file in sorted((store.folder / "signatures").glob("*.sig")):
        if file.name not in known:
            yield finding("signature_stray", file=file.name)
