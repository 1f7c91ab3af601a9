"""A snapshot as a complete BagIt bag (RFC 8493), the same bytes wherever it is written; checked before it has its name."""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from yangguang.archive.bags import wacz, warc
from yangguang.archive.bags.check import (
    ALGORITHMS,
    DECLARATION,
    DECLARED,
    INFO,
    MANIFEST,
    PROFILE,
    SIGNATURE,
    check_bag,
    described,
    profile,
)
from yangguang.archive.check import takedowns
from yangguang.archive.ledger import TAKEDOWN, Entry, moment_of
from yangguang.archive.payload import DATA, Payload, wacz_path, warc_path
from yangguang.archive.signed import SIGNERS, place
from yangguang.archive.store import LEDGER, Store, listing, unfinished
from yangguang.build.output import sync_all
from yangguang.model.finding import Refused
from yangguang.model.messages.archive import tell


def export(store: Store, entry: Entry, into: Path) -> Path:
    """Writes the bag of a snapshot as ``into``/<id> and returns that folder, which has its name once everything is on the disk.

    Raises Refused where it exists already, or something in the store is missing or altered.
    """
    target = into / entry.id
    if target.exists():
        raise Refused("bag_exists", folder=target)
    payload = store.payload(entry)
    with unfinished(target) as new:
        _Bag(new).write(payload, bag_tags(store, entry), _taken_down(store, entry))
        if found := tuple(check_bag(new)):
            raise Refused("bag_invalid", found)
        sync_all(into)
        new.replace(target)
    return target


def pack(folder: Path, into: Path, clock: str) -> Path:
    """The bag as one tar file, the same bytes wherever it is written: the date that is given, fixed owner and order."""
    name = folder.name
    moment = int(moment_of(clock).timestamp())
    with tarfile.open(into, "w", format=tarfile.PAX_FORMAT) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = tarfile.TarInfo(f"{name}/{file.relative_to(folder).as_posix()}")
            entry.size, entry.mtime, entry.mode = file.stat().st_size, moment, 0o644
            with file.open("rb") as opened:
                archive.addfile(entry, opened)
    return into


def _taken_down(store: Store, entry: Entry) -> list[str]:
    """What was taken down of a snapshot, in words: its own manifests and that of its site name those files still."""
    told = takedowns(store.sound(), store.manifest(entry).values())
    words = (f"{tell(one.key, 'zh', **one.values)} / {tell(one.key, 'en', **one.values)}" for one in told)
    return [" ".join(text.split()) for text in words]


def bag_tags(store: Store, entry: Entry) -> dict[str, bytes]:
    """The snapshot's own manifest, the ledger as far as it speaks of the snapshot, and its signature where it has one."""
    entries = store.sound()
    last = max([entry.id, *(one.id for one in entries if one.kind == TAKEDOWN and entry.id in one.said["snapshots"])])
    told = {
        LEDGER: "".join(f"{one.text}\n" for one in entries if one.id <= last).encode(),
        MANIFEST: store.read(entry.said["manifest"]),
    }
    signature, signers = place(store, entry), store.folder / SIGNERS
    told |= {SIGNATURE: signature.read_bytes()} if signature.is_file() else {}
    return told | ({SIGNERS: signers.read_bytes()} if signature.is_file() and signers.is_file() else {})


class _Bag:
    """A bag being written: its folder, and per algorithm the digest of each file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sums: dict[str, dict[str, str]] = {name: {} for name in ALGORITHMS}
        self.size = 0

    def write(self, payload: Payload, own: Mapping[str, bytes], taken: Iterable[str]) -> None:
        for path in sorted(payload.files):
            self.put(DATA + path, payload.read(path))
        self.web(payload)
        count, manifests = len(self.sums["sha256"]), self.manifests("manifest")
        tags = _Bag(self.folder)
        told = {DECLARATION: DECLARED, INFO: _info(payload, f"{self.size}.{count}", taken), **own}
        for path, body in {**told, PROFILE: profile(), **manifests}.items():
            tags.put(path, body)
        for path, body in tags.manifests("tagmanifest").items():
            (self.folder / path).write_bytes(body)

    def web(self, payload: Payload) -> None:
        """The WARC and the WACZ: what the site was to its readers, in the archive world's own forms."""
        name = str(payload.about["id"])
        records, copy = (self.folder / DATA / path(name) for path in (warc_path, wacz_path))
        records.parent.mkdir(parents=True)
        with records.open("wb") as out:
            placed = warc.write(out, payload)
        wacz.write(copy, payload, records, placed)
        for path in (records, copy):
            with path.open("rb") as opened:
                self.note(path.relative_to(self.folder).as_posix(), iter(lambda: opened.read(1 << 20), b""))

    def put(self, path: str, body: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        self.note(path, (body,))

    def note(self, path: str, pieces: Iterable[bytes]) -> None:
        totals = {name: hashlib.new(name) for name in ALGORITHMS}
        for piece in pieces:
            self.size += len(piece)
            for total in totals.values():
                total.update(piece)
        for name, total in totals.items():
            self.sums[name][path] = total.hexdigest()

    def manifests(self, kind: str) -> dict[str, bytes]:
        return {f"{kind}-{name}.txt": listing(self.sums[name]) for name in ALGORITHMS}


def _info(payload: Payload, oxum: str, taken: Iterable[str]) -> bytes:
    told = [
        ("BagIt-Profile-Identifier", "urn:yangguang:bagit-profile:1"),
        *described(payload.about).items(),
        ("Payload-Oxum", oxum),
        *(("Internal-Sender-Description", words) for words in taken),
    ]
    return "".join(f"{key}: {value}\n" for key, value in told).encode()
