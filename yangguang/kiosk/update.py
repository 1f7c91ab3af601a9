"""Takes a bundle on the kiosk: verify, unpack beside what is in use, switch in one step, keep the previous."""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from yangguang.disk import digest_of, locked
from yangguang.kiosk.manifest import MANIFEST, Manifest, parse, trusted
from yangguang.kiosk.place import decide, keep
from yangguang.model.finding import Refused

_STAGING, _SIGNERS, _CHUNK = "new", "signers", 1 << 20
_OURS = ("current", "releases")
_SPARE = 16 << 20
"""Bytes that stay free beside an unpacked release, for folders and for the machine itself."""


def install(bundle: Path, root: Path, signers: Path, system: Path) -> Manifest:
    """The first bundle; ``signers`` and ``system`` (see place) are kept for all later ones. To run it again after an interruption does no harm."""
    if not (root / _SIGNERS).exists() and any((root / name).is_symlink() or (root / name).exists() for name in _OURS):
        raise Refused("kiosk_taken", what=root)  # by releases of something else, which would be cleared away
    root.mkdir(parents=True, exist_ok=True)
    with locked(root / "lock"), _opened(bundle) as archive:
        manifest, body = trusted(archive, signers)
        now = current(root)
        if now and now.release != manifest.release:
            raise Refused("kiosk_twice", what=root)
        keep(root / _SIGNERS, signers.read_bytes())
        decide(root, system)
        _take(archive, manifest, body, root, now)
        return manifest


def update(bundle: Path, root: Path) -> Manifest:
    """A newer bundle of the same site. Whatever stops it, ``current`` stays whole; the next run clears the rest."""
    if current(root) is None:
        raise Refused("kiosk_none", what=root)
    with locked(root / "lock"), _opened(bundle) as archive:
        now = current(root)
        manifest, body = trusted(archive, root / _SIGNERS)
        if now and now.name != manifest.name:
            raise Refused("kiosk_foreign", what=manifest.name)
        if now and now.release != manifest.release and manifest.serial <= now.serial:
            raise Refused("kiosk_older", what=manifest.date, next=now.serial + 1)
        _take(archive, manifest, body, root, now)
        return manifest


def current(root: Path) -> Manifest | None:
    """What is in use, or None."""
    try:
        return parse((root / "current" / MANIFEST).read_bytes())
    except FileNotFoundError:
        return None


def faults(root: Path, manifest: Manifest) -> list[str]:
    """The files in use that are missing, changed, or no part of the release; the manifest, where it is not what its folder
    is called by."""
    folder = root / "current"
    there = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_symlink() or file.is_file()}
    there = {path for path in there if "__pycache__" not in path.split("/")} - {MANIFEST}
    changed = (path for path in there & set(manifest.files) if _line(folder / path) != manifest.files[path])
    own = () if folder.resolve().name == manifest.release else (MANIFEST,)
    return sorted({*own, *changed, *(there ^ set(manifest.files))})


def _line(file: Path) -> tuple[int, str]:
    return file.stat().st_size, digest_of(file)


@contextmanager
def _opened(bundle: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(bundle) as archive:
            yield archive
    # An entry that is encrypted is a RuntimeError of the library, one of an unknown packing a NotImplementedError.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise Refused("kiosk_damaged", what=bundle.name) from error


def _take(archive: zipfile.ZipFile, manifest: Manifest, body: bytes, root: Path, now: Manifest | None) -> None:
    if now is None or now.release != manifest.release:
        _unpack(archive, manifest, body, root)
        _switch(root, manifest.release)


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, body: bytes, root: Path) -> None:
    staging, ready = root / _STAGING, root / "releases" / manifest.release
    if ready.exists():  # a run that was killed between unpacking and switching; it was renamed only once whole
        return
    shutil.rmtree(staging, ignore_errors=True)
    if shutil.disk_usage(root).free < sum(size for size, _ in manifest.files.values()) + _SPARE:
        raise Refused("kiosk_full", what=root)
    try:
        for path, (size, sha) in manifest.files.items():
            _write(archive, path, staging / path, size, sha)
        (staging / MANIFEST).write_bytes(body)
        ready.parent.mkdir(exist_ok=True)
        os.sync()
        staging.rename(ready)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _write(archive: zipfile.ZipFile, path: str, target: Path, size: int, sha: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), size
    try:
        stream = archive.open(path)
    except KeyError as error:
        raise Refused("kiosk_damaged", what=path) from error
    with stream, target.open("xb") as file:
        while left >= 0 and (chunk := stream.read(min(_CHUNK, left + 1))):  # never more than the signed size
            left -= len(chunk)
            digest.update(chunk)
            file.write(chunk)
    if left or digest.hexdigest() != sha:
        raise Refused("kiosk_damaged", what=path)


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
