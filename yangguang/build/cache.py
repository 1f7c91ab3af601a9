"""Files in which a build remembers the last one; each may be deleted or damaged at any time without harm."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from yangguang.disk import put

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


def as_json(kind: Any, value: Any, *, without: Collection[str] = ()) -> bytes:
    """A value as JSON, but for the fields named; the same value always gives the same bytes.

    Keys of records that nobody wrote are left out: an entry of the library takes the place of those that are written.
    """
    return adapter(kind).dump_json(value, by_alias=True, exclude_unset=True, exclude={*without} or None)


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
    put(path, header + b"\n" + body)
