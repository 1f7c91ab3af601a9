"""The one module that writes the site: into a fresh staging folder, then in place of the old one in a single step."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from yangguang import urls
from yangguang.disk import locked

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_MOUNTED = (
    "这是挂载点（如容器的卷）或容器镜像里的文件夹，发布时不能整个替换，请换成其中的一个文件夹；镜像里的也可以先删除 / "
    "it is a mount point, as volumes of containers are, or a folder of a container's image, which cannot be replaced: "
    "choose a folder inside it; that of an image may be removed first"
)
_HELD = (
    "它不能移进新的网站：是挂载点，或不可更改（chattr +i），请换成其中的一个文件夹 / "
    "it cannot be moved into the new site, being a mount point or immutable (chattr +i): choose a folder inside"
)
NO_ROOM = (FileNotFoundError, NotADirectoryError, IsADirectoryError)
"""What writing raises where :func:`make_room` must come first."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site by its path from the root, before it is written."""

    path: str
    body: bytes


class ManifestLine(NamedTuple):
    """One file of the site as the manifest names it; in the order of paths."""

    path: str
    size: int
    sha256: str


def write(folder: Path, artifact: Artifact) -> ManifestLine:
    """Writes one file below ``folder`` and returns its line of the manifest."""
    _safe(artifact.path)
    # Texts instead of paths: ten thousand of these cost a third of a second.
    target = f"{folder}/{artifact.path}"
    try:
        _put(target, artifact.body)
    except NO_ROOM:
        make_room(folder, artifact.path)
        _put(target, artifact.body)
    return ManifestLine(artifact.path, len(artifact.body), hashlib.sha256(artifact.body).hexdigest())


def _put(target: str, body: bytes) -> None:
    with open(target, "wb", buffering=0, opener=_anew) as file:
        view = memoryview(body)
        while view:
            view = view[file.write(view) :]


def _anew(path: str, flags: int) -> int:
    """Opens a file that is not there yet; what stands in its place may be a link to a file of the public site."""
    try:
        return os.open(path, flags | os.O_EXCL, 0o666)
    except FileExistsError:
        os.unlink(path)  # noqa: PTH108
        return os.open(path, flags | os.O_EXCL, 0o666)


def make_room(folder: Path, path: str) -> None:
    """Sees to it that a file can stand at ``path``: all folders above are there, and no folder is in its place."""
    target = folder / path
    for above in reversed(target.relative_to(folder).parents[:-1]):
        place = folder / above
        if place.is_symlink() or place.is_file():
            place.unlink()
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)


def write_parts(folder: Path, path: str, parts: Iterable[bytes | memoryview]) -> ManifestLine:
    """Writes one file piece by piece, so that it never stands in memory whole."""
    _safe(path)
    target, total, size = folder / path, hashlib.sha256(), 0
    make_room(folder, path)
    with open(target, "wb", opener=_anew) as file:
        for part in parts:
            file.write(part)
            total.update(part)
            size += len(part)
    return ManifestLine(path, size, total.hexdigest())


def write_all(folder: Path, artifacts: Iterable[Artifact]) -> list[ManifestLine]:
    """Writes a stream of artifacts, holding one at a time."""
    return [write(folder, artifact) for artifact in artifacts]


def adopt(folder: Path, path: str) -> ManifestLine:
    """The manifest's line for a file that MkDocs has already written."""
    body = (folder / path).read_bytes()
    return ManifestLine(path, len(body), hashlib.sha256(body).hexdigest())


def manifest(lines: Iterable[ManifestLine]) -> Artifact:
    """The manifest in the form that ``sha256sum -c`` reads; ``lines`` in their order."""
    text = "".join(f"{sha256}  {path}\n" for path, _, sha256 in lines)
    return Artifact(urls.MANIFEST, text.encode())


def _safe(path: str) -> None:
    if not path.strip("/.") or path.startswith("/") or ".." in path.split("/") or "\\" in path or "\0" in path:
        raise ValueError(f"an artifact must stay inside the site: {path!r}")


def staging_folder(target: Path) -> Path:
    """A fresh, empty folder beside ``target``, on its file system."""
    repair(target)
    staging = _beside(target, "staging")
    _remove(staging)
    staging.mkdir(parents=True)
    return staging


def discard(staging: Path) -> None:
    """Removes a staging folder whose build failed."""
    _remove(staging)


def activate(staging: Path, target: Path) -> None:
    """Puts ``staging`` in the place of ``target``; whoever opens ``target`` sees the old site or the new, never a mixture."""
    _carry(target, staging)
    try:
        _replace(staging, target, _beside(target, "old"))
    except OSError as error:
        if error.errno not in (errno.EBUSY, errno.EXDEV):
            raise
        raise OSError(error.errno, _MOUNTED, str(target)) from None


def _carry(site: Path, other: Path) -> None:
    """Moves what is hidden in a site into another one: it is a repository's, a certificate's, a server's, and never ours."""
    for path in [*site.iterdir()] if site.is_dir() else ():
        if path.name.startswith(".") and not os.path.lexists(other / path.name):
            try:
                path.rename(other / path.name)
            except OSError as error:
                if error.errno not in (errno.EBUSY, errno.EPERM, errno.EXDEV):
                    raise
                raise OSError(error.errno, _HELD, str(path)) from None


def clear(target: Path, spare: Path | None = None) -> None:
    """Removes the site that was replaced, or makes it ``spare``."""
    old = _beside(target, "old")
    if spare is None or not _moved(old, spare):
        _remove(old)


def _replace(staging: Path, target: Path, old: Path) -> None:
    if not target.exists():
        staging.rename(target)
    elif exchange(staging, target):
        staging.rename(old)
    else:
        # No RENAME_EXCHANGE on this file system: two renames, and `repair` ends what a crash between them began.
        target.rename(old)
        staging.rename(target)


def _moved(old: Path, spare: Path) -> bool:
    """Whether a site has been put aside; it cannot be where ``spare`` is on another file system."""
    try:
        _remove(spare)
        old.rename(spare)
    except OSError:
        return False
    return True


def repair(target: Path) -> None:
    """Ends what a crash left half done: an old site without its successor comes back, with all that was hidden in it; leftovers go."""
    if not target.parent.exists():
        return
    old = _beside(target, "old")
    if old.exists() and not target.exists():
        old.rename(target)
    if target.is_dir():
        _carry(_beside(target, "staging"), target)
    _remove(old)


def sync_all(folder: Path) -> None:
    """Everything written so far to the file system of ``folder`` is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if not hasattr(libc, "syncfs"):
            os.sync()
        elif libc.syncfs(handle):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(handle)


def leave(target: Path) -> None:
    """Removes what this module keeps beside ``target``, whose folder is about to go (that of a preview)."""
    _beside(target, "lock").unlink(missing_ok=True)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f".{target.name}.{what}")


def alone(target: Path) -> AbstractContextManager[int]:
    """Holds the place of a site, and what is beside it, for one build; another one waits for its end."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return locked(_beside(target, "lock"))  # which empties nothing, wherever a link of this name leads


def exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step (Linux renameat2); ``False`` where kernel or file system cannot."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    failed = libc.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if failed and ctypes.get_errno() not in (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(one), None, str(other))
    return not failed


def _remove(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        try:
            shutil.rmtree(folder)
        except OSError as error:  # which would name what could not be removed, but not where it lies
            raise OSError(error.errno, error.strerror, str(folder)) from None
