"""Zip packages that strangers made (.xlsx, .docx, .zip): opened under one budget, no size believed that they state."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

PARTS = 5_000
UNPACKED = 128 << 20
"""So many parts and bytes of a package are unpacked."""

_CHUNK = 1 << 20


class BadPackage(Exception):
    """A package that cannot be read: broken, locked by a password, or without end."""

    def __init__(self, why: Literal["damaged", "locked", "unfinished"]) -> None:
        super().__init__(why)
        self.why: Literal["damaged", "locked", "unfinished"] = why


@contextmanager
def opened(body: bytes) -> Iterator[zipfile.ZipFile]:
    """The package; whatever is wrong with it, then or while it is read, is a ``BadPackage``."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            yield package
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise BadPackage("damaged") from None
    except RuntimeError:
        raise BadPackage("locked") from None


@dataclass(slots=True)
class Budget:
    """What may still be unpacked of one package."""

    left: int = UNPACKED

    def read(self, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
        """The bytes of a part."""
        with package.open(part) as stream:
            body = stream.read(max(0, self.left) + 1)
        self._spend(len(body))
        return body

    def skim(self, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Unpacks a part into nothing."""
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                self._spend(len(chunk))

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise BadPackage("unfinished")
