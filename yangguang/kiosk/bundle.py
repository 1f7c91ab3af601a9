"""Makes the signed bundle of a built site, and reads one that nobody trusts yet."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

NAMESPACE, SIGNER = "yangguang-kiosk", "kiosk"
MANIFEST, SIGNATURE = "kiosk.json", "kiosk.json.sig"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SMALL, LARGEST = 64 << 20, 8 << 30


class Refused(Exception):
    """Why a bundle is not taken: the key of a message and what it speaks of."""

    def __init__(self, key: str, what: str = "") -> None:
        super().__init__(key, what)
        self.key, self.what = key, what


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle holds: ``files`` is path → (bytes, SHA-256); ``release`` names it by its own digest."""

    name: str
    date: str
    release: str
    files: dict[str, tuple[int, str]]


def make(site: Path, into: Path, name: str, key: Path) -> None:
    """Writes the bundle of ``site``: same site, name and Ed25519 key, same bytes; it has its name only when whole."""
    try:
        version = json.loads((site / "version.json").read_bytes())
        date = str(version["committed"] or version["as_of"])
    except (OSError, ValueError, KeyError) as error:
        raise Refused("kiosk_no_site", str(site)) from error
    paths = sorted(file for file in site.rglob("*") if file.is_file() and not file.is_symlink())
    files = {file.relative_to(site).as_posix(): _line(file) for file in paths}
    body = json.dumps({"format": 1, "name": name, "date": date, "files": files}, sort_keys=True).encode()
    signature = _sign(body, key)
    unfinished = into.with_name(f"{into.name}.new")
    with zipfile.ZipFile(unfinished, "w") as archive:
        for path, data in ((MANIFEST, body), (SIGNATURE, signature)):
            archive.writestr(_entry(path), data)
        for path in files:
            archive.writestr(_entry(f"site/{path}"), (site / path).read_bytes(), compresslevel=6)
    unfinished.replace(into)


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o100644 << 16
    return entry


def _line(file: Path) -> tuple[int, str]:
    return file.stat().st_size, hashlib.sha256(file.read_bytes()).hexdigest()


def _sign(body: bytes, key: Path) -> bytes:
    command = ["ssh-keygen", "-Y", "sign", "-n", NAMESPACE, "-f", str(key)]
    done = subprocess.run(command, input=body, capture_output=True, check=False)
    if done.returncode:
        raise Refused("kiosk_key", str(key))
    return done.stdout


def trusted(archive: zipfile.ZipFile, signers: Path) -> Manifest:
    """The manifest, once its signature is that of a signer; nothing else of the archive has been read."""
    names = archive.namelist()
    if MANIFEST not in names or SIGNATURE not in names:
        raise Refused("kiosk_unsigned")
    body, signature = (_small(archive, name) for name in (MANIFEST, SIGNATURE))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "signature")
        place.write_bytes(signature)
        command = ["ssh-keygen", "-Y", "verify", "-n", NAMESPACE, "-I", SIGNER, "-f", str(signers), "-s", str(place)]
        if subprocess.run(command, input=body, capture_output=True, check=False).returncode:
            raise Refused("kiosk_unsigned")
    return parse(body)


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        body = stream.read(_SMALL + 1)
    if len(body) > _SMALL:
        raise Refused("kiosk_damaged", name)
    return body


def parse(body: bytes) -> Manifest:
    """A manifest whose paths stay inside the site and whose sizes are sane."""
    try:
        told: dict[str, Any] = json.loads(body)
        files = {str(path): (int(size), str(sha)) for path, (size, sha) in told["files"].items()}
        name, date = str(told["name"]), str(told["date"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused("kiosk_damaged", MANIFEST) from error
    for path in files:
        if not path or "\0" in path or "\\" in path or path.startswith("/") or ".." in PurePosixPath(path).parts:
            raise Refused("kiosk_damaged", path)
    if min((size for size, _ in files.values()), default=-1) < 0 or sum(s for s, _ in files.values()) > LARGEST:
        raise Refused("kiosk_damaged", MANIFEST)
    return Manifest(name, date, hashlib.sha256(body).hexdigest()[:16], files)
