"""A snapshot's site as WARC records (ISO 28500): what stood at each public address, as built; nothing was fetched."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.warcwriter import WARCWriter

from yangguang import hrefs
from yangguang.archive.ledger import clock_of, iso
from yangguang.archive.media import media_type
from yangguang.archive.payload import INVENTORY, NAMED_BY, SITE, WEB, Payload, id_of, warc_path
from yangguang.model.finding import Finding, finding

_VERSION = "WARC/1.1"
_END = b"\r\n\r\n"
_FIELDS = "application/warc-fields"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the record of one file of the site stands in the WARC: ``offset`` and ``length`` in bytes, without the record's end."""

    path: str
    url: str
    sha256: str
    offset: int
    length: int


def name_of(snapshot: str) -> str:
    """The name of a snapshot's WARC; it stands inside the file too, and so must always be the same."""
    return warc_path(snapshot).removeprefix(WEB)


def pages(payload: Payload) -> Iterator[tuple[str, str]]:
    """(path within the site, public URL) of every file of the site, sorted by path."""
    root = payload.about["root"]
    for path in sorted(payload.files):
        if path.startswith(SITE):
            yield path.removeprefix(SITE), hrefs.absolute(root, path.removeprefix(SITE))


def write(out: BinaryIO, payload: Payload) -> list[Placed]:
    """Writes the warcinfo, one ``resource`` a file, then one ``metadata`` a record of the inventory.

    Everything in it follows from the snapshot: identifiers are uuid5, dates are the snapshot's.
    """
    writing = _Writing(out, payload.about)
    writing.warcinfo()
    placed = []
    for path, url in pages(payload):
        sha256, start = payload.files[SITE + path], out.tell()
        writing.add("resource", url, payload.read(SITE + path), media_type(path), sha256)
        placed.append(Placed(path, url, sha256, start, out.tell() - start - len(_END)))
    for url, body in descriptions(payload):
        writing.add("metadata", url, body, _FIELDS)
    return placed


def descriptions(payload: Payload) -> Iterator[tuple[str, bytes]]:
    """(public URL, archival elements as WARC fields) of every record that the inventory describes."""
    if INVENTORY not in payload.files:
        return
    rows = {tuple(row[name] for name in NAMED_BY): row for row in json.loads(payload.read(INVENTORY))}
    root = payload.about["root"]
    for kind, region, record in payload.every():
        if row := rows.get((kind, region, id_of(kind, record))):
            yield hrefs.absolute(root, str(record["网页"])), fields(row)


def fields(told: Mapping[str, object]) -> bytes:
    """``application/warc-fields``: one line a value."""
    return "".join(f"{key}: {' '.join(str(value).split())}\r\n" for key, value in told.items()).encode()


class _Writing:
    """The records of one file, one after the other."""

    def __init__(self, out: BinaryIO, about: Mapping[str, Any]) -> None:
        self._writer = WARCWriter(out, gzip=False, warc_version=_VERSION)
        self._about, self._id = about, str(about["id"])

    def warcinfo(self) -> None:
        told = {
            "software": f"yangguang {self._about['release']['engine']}",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "isPartOf": self._id,
            "publisher": self._about["organization"],
            "title": self._about["title"],
            "description": "Records are of type resource: written from the built site, not fetched over a network.",
        }
        self.add("warcinfo", "", fields(told), _FIELDS)

    def add(self, kind: str, url: str, body: bytes, mime: str, sha256: str = "") -> None:
        digest = f"sha256:{sha256 or hashlib.sha256(body).hexdigest()}"
        headers = {
            "WARC-Type": kind,
            "WARC-Record-ID": self._name(kind, url, digest),
            "WARC-Date": iso(clock_of(self._about)),
            "WARC-Block-Digest": digest,
        }
        if kind == "warcinfo":
            headers["WARC-Filename"] = name_of(self._id)
        else:
            headers |= {"WARC-Warcinfo-ID": self._name("warcinfo", "", ""), "WARC-Payload-Digest": digest}
        if kind == "metadata":
            headers["WARC-Profile"] = "urn:yangguang:inventory"
        record = self._writer.create_warc_record(
            url, kind, BytesIO(body), len(body), warc_content_type=mime, warc_headers_dict=headers
        )
        self._writer.write_record(record)

    def _name(self, kind: str, url: str, digest: str) -> str:
        whole = f"yangguang:{self._id}:{self._about['root']}:{kind}:{url}:{digest if kind != 'warcinfo' else ''}"
        return f"<urn:uuid:{uuid5(NAMESPACE_URL, whole)}>"


def check(source: BinaryIO, payload: Payload, name: str) -> Iterator[Finding]:
    """Whether a WARC holds what the snapshot holds: every record whole, every file at its address, nothing else."""
    when = iso(clock_of(payload.about))
    wanted = Counter([(when, "warcinfo", "warcinfo", "")])
    wanted.update((when, "resource", url, payload.files[SITE + path]) for path, url in pages(payload))
    wanted.update((when, "metadata", url, hashlib.sha256(body).hexdigest()) for url, body in descriptions(payload))
    try:
        seen = Counter(_records(source))
    except (ArchiveLoadFailed, ValueError, EOFError, AttributeError, OSError) as error:
        yield finding("warc_record", file=name, why=str(error).strip() or type(error).__name__)
        return
    for _, _, url, _ in sorted(wanted - seen):
        yield finding("warc_lacks", file=name, url=url)
    for _, _, url, _ in sorted(seen - wanted, key=str):
        yield finding("warc_extra", file=name, url=url)


def _records(source: BinaryIO) -> Iterator[tuple[str, str, str, str]]:
    """(moment, type, address, digest) of every record. What the library says aloud of one that is damaged, it raises as well."""
    with redirect_stderr(StringIO()):
        for record in ArchiveIterator(source, check_digests="raise"):
            told, total = record.rec_headers.get_header, hashlib.sha256()
            while piece := record.raw_stream.read(1 << 16):
                total.update(piece)
            about = record.rec_type == "warcinfo"
            url, digest = ("warcinfo", "") if about else (told("WARC-Target-URI"), total.hexdigest())
            yield told("WARC-Date"), record.rec_type, url, digest
