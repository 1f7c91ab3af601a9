"""What a bundle says of itself, signed: reads a manifest that nobody trusts yet, and refuses what must not be taken."""

from __future__ import annotations

import hashlib
import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yangguang.build.signature import verified
from yangguang.disk import inside
from yangguang.model.finding import Refused

FORMAT = 1
NAMESPACE, SIGNER = "yangguang-kiosk", "kiosk"
MANIFEST, SIGNATURE = "kiosk.json", "kiosk.json.sig"
START, PARTS = "__main__.py", ("site", "machine", "updater")
LARGEST_FILE, LARGEST, LARGEST_MANIFEST = 512 << 20, 8 << 30, 64 << 20
"""Bytes of one file, of all files of a bundle, of its manifest."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle holds: ``files`` is path → (bytes, SHA-256); ``release`` names it by its own digest.

    ``serial`` is the second at which it was made, since 1970 in UTC: a kiosk goes forward only. ``date`` is for people.
    """

    name: str
    date: str
    serial: int
    release: str
    files: dict[str, tuple[int, str]]


def written(name: str, date: str, serial: int, files: dict[str, tuple[int, str]]) -> bytes:
    """The manifest's bytes; the same for the same values."""
    told = {"format": FORMAT, "name": name, "date": date, "serial": serial, "files": files}
    return json.dumps(told, sort_keys=True).encode()


def trusted(archive: zipfile.ZipFile, signers: Path) -> tuple[Manifest, bytes]:
    """The manifest and its bytes, once the signature is that of a signer; nothing else has been read before."""
    names = set(archive.namelist())
    if not {MANIFEST, SIGNATURE} <= names:
        raise Refused("kiosk_unsigned")
    body, signature = (_small(archive, name) for name in (MANIFEST, SIGNATURE))
    if not verified(body, signature, NAMESPACE, signers, SIGNER):
        raise Refused("kiosk_unsigned")
    return parse(body), body


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        body = stream.read(LARGEST_MANIFEST + 1)
    if len(body) > LARGEST_MANIFEST:
        raise Refused("kiosk_damaged", what=name)
    return body


def parse(body: bytes) -> Manifest:
    """A manifest of a format that is known, whose paths stay inside and whose sizes are sane."""
    try:
        told: dict[str, Any] = json.loads(body)
        if (form := int(told["format"])) > FORMAT:
            raise Refused("kiosk_format", what=form)
        files = {str(path): (int(size), str(sha)) for path, (size, sha) in told["files"].items()}
        name, date, serial = str(told["name"]), str(told["date"]), int(told["serial"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused("kiosk_damaged", what=MANIFEST) from error
    for path, (size, _) in files.items():
        if not _inside(path):
            raise Refused("kiosk_damaged", what=path)
        if not 0 <= size <= LARGEST_FILE:
            raise Refused("kiosk_large", what=path)
    if sum(size for size, _ in files.values()) > LARGEST:
        raise Refused("kiosk_large", what=MANIFEST)
    return Manifest(name, date, serial, hashlib.sha256(body).hexdigest()[:16], files)


def _inside(path: str) -> bool:
    """Whether the path is that of a file in one of the parts of a bundle."""
    part, slash, _ = path.partition("/")
    return path == START or (inside(path) and bool(slash) and part in PARTS)
