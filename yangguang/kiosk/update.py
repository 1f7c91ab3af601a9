"""Takes a bundle on the kiosk: verify, unpack beside what is in use, switch in one step, keep the previous."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yangguang.kiosk.bundle import MANIFEST, Manifest, Refused, parse, trusted

_STAGING = "new"


def take(bundle: Path, root: Path, signers: Path, *, first: bool = False) -> Manifest:
    """Installs (``first``) or updates. Whatever stops it, ``current`` stays whole; the next run clears the rest."""
    root.mkdir(parents=True, exist_ok=True)
    with _alone(root), _opened(bundle) as archive:
        now = current(root)
        if first and now:
            raise Refused("kiosk_twice", str(root))
        if not first and now is None:
            raise Refused("kiosk_none", str(root))
        manifest = trusted(archive, signers)
        if now and now.name != manifest.name:
            raise Refused("kiosk_foreign", manifest.name)
        if now and manifest.date < now.date:
            raise Refused("kiosk_older", manifest.date)
        if now is None or now.release != manifest.release:
            _unpack(archive, manifest, root)
            _switch(root, manifest.release)
        return manifest


def current(root: Path) -> Manifest | None:
    """What is in use, or None."""
    try:
        return parse((root / "current" / MANIFEST).read_bytes())
    except FileNotFoundError:
        return None


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened(bundle: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(bundle) as archive:
            yield archive
    # An entry that is encrypted is a RuntimeError of the library, one of an unknown packing a NotImplementedError.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise Refused("kiosk_damaged", bundle.name) from error


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, root: Path) -> None:
    staging, ready = root / _STAGING, root / "releases" / manifest.release
    if ready.exists():  # a run that was killed between unpacking and switching; it was renamed only once whole
        return
    shutil.rmtree(staging, ignore_errors=True)
    try:
        for path, (size, sha) in manifest.files.items():
            _write(archive, path, staging / "site" / path, size, sha)
        with archive.open(MANIFEST) as stream:
            _keep(staging / MANIFEST, stream.read())
        ready.parent.mkdir(exist_ok=True)
        os.sync()
        staging.rename(ready)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _write(archive: zipfile.ZipFile, path: str, target: Path, size: int, sha: str) -> None:
    try:
        stream = archive.open(f"site/{path}")
    except KeyError as error:
        raise Refused("kiosk_damaged", path) from error
    with stream:
        body = stream.read(size + 1)  # never more than the signed size, whatever a bomb would give
    if len(body) != size or hashlib.sha256(body).hexdigest() != sha:
        raise Refused("kiosk_damaged", path)
    _keep(target, body)


def _keep(target: Path, body: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(body)


def _switch(root: Path, release: str) -> None:
    old = (root / "current").readlink().name if (root / "current").is_symlink() else None
    if old:
        _point(root, "previous", old)
    _point(root, "current", release)
    for folder in (root / "releases").iterdir():
        if folder.name not in {old, release}:
            shutil.rmtree(folder)


def _point(root: Path, link: str, release: str) -> None:
    fresh = root / f"{link}.new"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path("releases", release))
    fresh.replace(root / link)
    os.sync()
