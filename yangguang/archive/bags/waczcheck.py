"""Our own check of a WACZ: others accept one without its pages, its digest, or with an index that leads nowhere."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from yangguang.archive.bags.wacz import ARCHIVE, DIGEST, INDEX, PACKAGE, PAGES, key, page_list
from yangguang.archive.bags.warc import name_of, pages
from yangguang.archive.ledger import clock_of
from yangguang.archive.payload import Payload
from yangguang.disk import digest_of
from yangguang.model.finding import Finding, finding


def check(file: Path, payload: Payload, warc: Path, name: str) -> Iterator[Finding]:
    """Everything that is wrong with an access copy; ``warc`` is the WARC beside it, checked already."""
    try:
        with zipfile.ZipFile(file) as archive:
            yield from _members(archive, payload, warc, name)
    # The library tells a damaged package in many ways; one that says nonsense fails where its words are used.
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        RuntimeError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
    ) as error:
        yield finding("wacz_unreadable", file=name, why=str(error) or type(error).__name__)


def _members(archive: zipfile.ZipFile, payload: Payload, warc: Path, name: str) -> Iterator[Finding]:
    inside = ARCHIVE + name_of(payload.about["id"])
    wanted, there = {PACKAGE, DIGEST, PAGES, INDEX, inside}, archive.namelist()
    yield from (finding("wacz_lacks", file=name, member=one) for one in sorted(wanted - set(there)))
    yield from (
        finding("wacz_extra", file=name, member=one)
        for one, times in sorted(Counter(there).items())
        if one not in wanted or times > 1
    )
    packed = [one.filename for one in archive.infolist() if one.compress_type != zipfile.ZIP_STORED]
    yield from (finding("wacz_packed", file=name, member=one) for one in packed)
    if wanted != set(there) or packed:
        return
    sums = {one: _digest(archive, one) for one in there}
    yield from _package(archive, sums, name)
    if sums[inside] != digest_of(warc):
        yield finding("wacz_other_warc", file=name, member=inside)
    if archive.read(PAGES) != page_list(payload):
        yield finding("wacz_pages", file=name)
    yield from _index(archive.read(INDEX), warc, payload, name)


def _digest(archive: zipfile.ZipFile, member: str) -> str:
    total = hashlib.sha256()
    with archive.open(member) as opened:
        while piece := opened.read(1 << 20):
            total.update(piece)
    return total.hexdigest()


def _package(archive: zipfile.ZipFile, sums: dict[str, str], name: str) -> Iterator[Finding]:
    told = json.loads(archive.read(DIGEST))
    if told != {"path": PACKAGE, "hash": f"sha256:{sums[PACKAGE]}"}:
        yield finding("wacz_digest", file=name, member=PACKAGE)
    listed: dict[str, Any] = {one["path"]: one["hash"] for one in json.loads(archive.read(PACKAGE))["resources"]}
    for member in sorted(sums.keys() - {PACKAGE, DIGEST}):
        if listed.get(member) != f"sha256:{sums[member]}":
            yield finding("wacz_digest", file=name, member=member)


def _index(index: bytes, warc: Path, payload: Payload, name: str) -> Iterator[Finding]:
    """Every address stands in the index once, where readers look for it, and at its place in the WARC begins its record."""
    rows = index.splitlines()
    found = [row.split(b" ", 2) for row in rows]
    lines = [json.loads(told) for _, _, told in found]
    clock = clock_of(payload.about).encode()
    known = Counter((key(url).encode(), clock, url) for _, url in pages(payload))
    there = Counter((one, when, line["url"]) for (one, when, _), line in zip(found, lines, strict=True))
    wrong = {url for _, _, url in ((known - there) + (there - known))}
    wrong |= {line["url"] for row, right, line in zip(rows, sorted(rows), lines, strict=True) if row != right}
    yield from (finding("wacz_index", file=name, url=url) for url in sorted(wrong))
    end = warc.stat().st_size
    with warc.open("rb") as opened:
        for line in lines:
            opened.seek(min(int(line["offset"]), end))
            head = opened.read(2048).partition(b"\r\n\r\n")[0].decode("utf-8", "replace").split("\r\n")
            if f"WARC-Target-URI: {line['url']}" not in head or f"WARC-Block-Digest: {line['digest']}" not in head:
                yield finding("wacz_index", file=name, url=line["url"])
