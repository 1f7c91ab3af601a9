"""The WACZ access copy: the WARC with an index and the list of pages in one zip, the same bytes wherever it is written."""

from __future__ import annotations

import hashlib
import html
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit
from uuid import NAMESPACE_URL, uuid5

from yangguang import hrefs, urls
from yangguang.archive.bags.warc import Placed, name_of, pages
from yangguang.archive.ledger import clock_of, iso
from yangguang.archive.media import media_type
from yangguang.archive.payload import SITE, Payload
from yangguang.disk import digest_of

VERSION = "1.1.1"
PACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
PAGES, INDEX, ARCHIVE = "pages/pages.jsonl", "indexes/index.cdx", "archive/"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_WWW = re.compile(r"^www\d*\.")
_PORTS = {"http": 80, "https": 443}
_HEAD = 4096
"""A page says its title within so many bytes."""


def write(into: Path, payload: Payload, warc: Path, placed: Sequence[Placed]) -> None:
    """Writes the access copy of a snapshot whose WARC is written already."""
    members: dict[str, bytes | Path] = {
        PAGES: page_list(payload),
        INDEX: index(payload, placed),
        ARCHIVE + name_of(payload.about["id"]): warc,
    }
    package = _text(_package(payload, members))
    digest = _text({"path": PACKAGE, "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"})
    with zipfile.ZipFile(into, "w") as archive:
        for name, body in {PACKAGE: package, DIGEST: digest, **members}.items():
            _add(archive, name, body)


def _add(archive: zipfile.ZipFile, name: str, body: bytes | Path) -> None:
    """One member, stored: what a library of today packs, another of tomorrow packs otherwise."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system, entry.external_attr = 3, 0o100644 << 16
    entry.file_size = len(body) if isinstance(body, bytes) else body.stat().st_size
    with archive.open(entry, "w") as out, io.BytesIO(body) if isinstance(body, bytes) else body.open("rb") as source:
        shutil.copyfileobj(source, out)


def _package(payload: Payload, members: dict[str, bytes | Path]) -> dict[str, Any]:
    about = payload.about
    return {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": f"{about['title']} {about['id']}",
        "created": iso(clock_of(about)),
        "software": f"yangguang {about['release']['engine']}",
        "mainPageUrl": hrefs.absolute(about["root"], urls.INDEX),
        "mainPageDate": iso(clock_of(about)),
        "resources": [_resource(name, body) for name, body in members.items()],
    }


def _resource(name: str, body: bytes | Path) -> dict[str, Any]:
    if isinstance(body, bytes):
        size, digest = len(body), hashlib.sha256(body).hexdigest()
    else:
        size, digest = body.stat().st_size, digest_of(body)
    return {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{digest}", "bytes": size}


def page_list(payload: Payload) -> bytes:
    """pages/pages.jsonl: every page of the site with its title."""
    return b"".join([_line({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}), *_pages(payload)])


def _pages(payload: Payload) -> Iterator[bytes]:
    about = payload.about
    for path, url in pages(payload):
        if path.endswith(".html"):
            found = _TITLE.search(payload.read(SITE + path)[:_HEAD].decode("utf-8", "replace"))
            title = html.unescape(found[1]).strip() if found else url
            name = str(uuid5(NAMESPACE_URL, f"yangguang:{about['id']}:page:{url}"))
            yield _line({"id": name, "url": url, "ts": iso(clock_of(about)), "title": title})


def index(payload: Payload, placed: Sequence[Placed]) -> bytes:
    """indexes/index.cdx: where each address stands in the WARC, sorted by key (CDXJ)."""
    about = payload.about
    lines = (
        f"{key(one.url)} {clock_of(about)} ".encode()
        + _line({
            "url": one.url, "mime": media_type(one.path).partition(";")[0], "status": "200",
            "digest": f"sha256:{one.sha256}", "length": str(one.length), "offset": str(one.offset),
            "filename": name_of(about["id"]),
        })
        for one in placed
    )  # fmt: skip
    return b"".join(sorted(lines))


def key(url: str) -> str:
    """The address in the order that indexes of web archives sort by (SURT): the host from its end without its www, small letters."""
    parts = urlsplit(url)
    host = ",".join(reversed(_WWW.sub("", parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port not in (None, _PORTS.get(parts.scheme)) else ""
    return f"{host}{port}){_folded(parts.path)}"


def _folded(path: str) -> str:
    """A blank ends the key, so that it stays encoded, like all that is no sign of ASCII."""
    plain = unquote_to_bytes(path).lower()
    return "".join(chr(byte) if 0x20 < byte < 0x7F and byte not in b"#%" else f"%{byte:02x}" for byte in plain)


def _line(told: dict[str, Any]) -> bytes:
    return f"{json.dumps(told, ensure_ascii=False)}\n".encode()


def _text(told: dict[str, Any]) -> bytes:
    return f"{json.dumps(told, ensure_ascii=False, indent=1)}\n".encode()
