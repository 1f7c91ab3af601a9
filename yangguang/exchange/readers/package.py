"""Zip packages (.xlsx, .docx) opened with limits: how many parts, how large once unpacked, nothing outside."""

from __future__ import annotations

import io
import zipfile
import zlib

from yangguang.exchange.grid import Unreadable

PARTS = 5_000
UNPACKED = 128 << 20
RATIO = 400
"""Text of a list packs to about a tenth; a bomb to a thousandth."""


class Package:
    """The parts of a package by name; every part has been unpacked once, within the limits."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
            self._measure(len(data))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
            raise Unreadable("damaged") from None
        except RuntimeError:
            raise Unreadable("encrypted") from None
        self.names = frozenset(self.zip.namelist())

    def _measure(self, packed: int) -> None:
        """Unpacks every part into nothing; sizes that the package states itself are not believed."""
        infos = self.zip.infolist()
        if len(infos) > PARTS or sum(info.file_size for info in infos) > UNPACKED:
            raise Unreadable("bomb")
        total = 0
        for info in infos:
            with self.zip.open(info) as part:
                while chunk := part.read(1 << 20):
                    total += len(chunk)
                    if total > UNPACKED or total > (8 << 20) + RATIO * packed:
                        raise Unreadable("bomb")

    def read(self, name: str) -> bytes:
        """One part; ``Unreadable`` where it is missing."""
        if name not in self.names:
            raise Unreadable("damaged")
        return self.zip.read(name)
