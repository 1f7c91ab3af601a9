"""Files on the disk: one put in place in a single step, hashed, or held as a lock; all that lie below a folder, with or without symbolic links."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_IMODE
from typing import NamedTuple

_LONGEST = 60
"""Characters of a name that the one beside it repeats: with three bytes each it stays below what file systems allow."""

NOT_READ = ("__pycache__", ".git", ".yangguang")
"""Folders in which programs keep what is theirs, wherever they lie."""


def put(file: Path, body: bytes, *, durable: bool = False) -> None:
    """Writes a file beside and then in place; it keeps the permissions of the one before. ``durable``: it is on the disk, too.

    Whoever looks sees the old one or the new one, also where the disk was full meanwhile. Folders above are made. Raises ``OSError``, and what stood there stands.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name[:_LONGEST]}.new")
    try:
        new.unlink(missing_ok=True)  # a repository may bring a link of this name that leads to any file of its reader
        with new.open("xb") as opened:
            opened.write(body)
            if durable:
                opened.flush()
                os.fsync(opened.fileno())
        if file.exists():
            new.chmod(S_IMODE(file.stat().st_mode))
        new.replace(file)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def digest_of(file: Path) -> str:
    """SHA-256 of a file, which may be too large for the memory."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@contextmanager
def locked(file: Path) -> Iterator[int]:
    """Waits for a lock and holds it; who inherits the number handed out holds it, too, until it ends."""
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


@contextmanager
def with_umask(bits: int) -> Iterator[None]:
    """What is made in the meantime is kept from those whom the bits tell, as ``umask`` does."""
    before = os.umask(bits)
    try:
        yield
    finally:
        os.umask(before)


def umask() -> int:
    """Whom new files are kept from."""
    told = os.umask(0)
    os.umask(told)
    return told


def below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below a folder with its path from there; symbolic links are files that nobody follows.

    What a folder tells of a file without asking for it comes along: a hundred thousand need not be asked one by one.
    """
    prefixes = [""]
    while prefixes:
        prefix = prefixes.pop()
        with os.scandir(f"{folder}/{prefix}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    prefixes.append(f"{prefix}{entry.name}/")
                else:
                    yield prefix + entry.name, entry


def inside(path: str) -> bool:
    """Whether a path that somebody else has written stays below the folder that it is told for, on any system."""
    parts = path.split("/")
    return not {"", ".", ".."} & set(parts) and "\\" not in path and ":" not in parts[0] and "\0" not in path


class Followed(NamedTuple):
    """All that lies below a folder, also where symbolic links lead; but for what is nobody's template or word."""

    files: dict[str, Path]
    """By path from there, sorted."""
    links: list[Path]
    """Those of the links that lead to folders, sorted."""


def followed(folder: Path) -> Followed:
    """Looks where symbolic links lead, too; a link that leads back to where it was reached from is left out."""
    found = Followed({}, [])
    _follow(str(folder), "", frozenset({os.path.realpath(folder)}), found)
    return Followed(dict(sorted(found.files.items())), sorted(found.links))


def _follow(folder: str, prefix: str, above: frozenset[str], found: Followed) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if entry.is_file():
                found.files[path] = Path(entry.path)
            elif entry.is_dir() and entry.name not in NOT_READ:
                real = os.path.realpath(entry.path) if entry.is_symlink() else ""
                if real and real not in above:
                    found.links.append(Path(entry.path))
                if real not in above:
                    _follow(entry.path, f"{path}/", above | {real} if real else above, found)
