"""Files in which a build remembers the last one; each may be deleted or damaged at any time without harm."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from yangguang import resources

T = TypeVar("T")
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


class DamagedCache(Exception):
    """Something remembered is not what was written; the build begins again without it."""


def digest(*parts: bytes | str) -> str:
    """SHA-256 over the parts, each with its length, so that no two lists of parts run together."""
    total = hashlib.sha256()
    for part in parts:
        body = part.encode() if isinstance(part, str) else part
        total.update(b"%d:" % len(body))
        total.update(body)
    return total.hexdigest()


def adapter(kind: Any) -> TypeAdapter[Any]:
    """How values of a type become JSON and come back."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def as_json(kind: Any, value: Any) -> bytes:
    """A value as JSON; the same value always gives the same bytes.

    Keys of records that nobody wrote are left out: an entry of the library takes the place of those that are written.
    """
    return adapter(kind).dump_json(value, by_alias=True, exclude_unset=True)


@cache
def engine_digest() -> str:
    """What the engine itself is made of; another engine remembers nothing of this one."""
    package = str(resources.PACKAGE)
    walked = ((folder, name) for folder, _, names in os.walk(package) for name in names)
    files = sorted(f"{folder}/{name}" for folder, name in walked if name.endswith((".py", ".yml")))
    return digest(*(part for file in files for part in (file.removeprefix(package), Path(file).read_bytes())))


def load(kind: type[T], path: Path, key: str) -> T | None:
    """What :func:`save` wrote under the same key, or ``None`` where it is missing, damaged or of another key."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
        header = json.loads(head)
        if header != {"key": key, "sha256": hashlib.sha256(body).hexdigest()}:
            return None
        found: T = adapter(kind).validate_json(body)
        return found
    except (OSError, ValueError, ValidationError):
        return None


def save(kind: type[T], path: Path, key: str, value: T) -> None:
    """Writes a value under a key, whole or not at all."""
    body = as_json(kind, value)
    header = json.dumps({"key": key, "sha256": hashlib.sha256(body).hexdigest()}).encode()
    replace(path, header + b"\n" + body)


def replace(path: Path, body: bytes) -> None:
    """Puts a file in place in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_bytes(body)
    new.replace(path)


@contextmanager
def opened(folder: Path | None) -> Iterator[Path]:
    """The cache folder, for this build alone; a temporary one where there is none or another build is using it."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                pass
            else:
                _of_this_engine(folder)
                yield folder
                return
    with TemporaryDirectory(prefix="yangguang-") as temporary:
        yield Path(temporary)


def _of_this_engine(folder: Path) -> None:
    mark = folder / "engine"
    if mark.is_file() and mark.read_text(encoding="utf-8") == engine_digest():
        return
    forget(folder)
    replace(mark, engine_digest().encode())


def forget(folder: Path) -> None:
    """Empties the cache folder."""
    for name in ("read", "links", "pages", "index", "staff", "attachments", "sound", "spare"):
        shutil.rmtree(folder / name, ignore_errors=True)
    for name in ("engine", "last"):
        (folder / name).unlink(missing_ok=True)
