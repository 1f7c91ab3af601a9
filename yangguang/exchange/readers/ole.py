"""The old compound file (MS-CFB) that .xls lies in: its directory and its streams, nothing more."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from yangguang.exchange.grid import Unreadable

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""


@dataclass(frozen=True, slots=True)
class _Entry:
    start: int
    size: int


class CompoundFile:
    """Streams by name; a chain of sectors that runs in a circle or out of the file is a damaged file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        if len(data) < 512 or not data.startswith(MAGIC):
            raise Unreadable("damaged")
        self.sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 20)
        self.mini = 1 << min(struct.unpack_from("<H", data, 32)[0], 20)
        directory, self.cutoff, minifat = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
        self.fat: list[int] = []
        self.fat = self._table(self._fat_sectors())
        self.minifat = self._table(self._chain(minifat, self.fat))
        self.entries = self._entries(directory)

    def _at(self, sector: int, size: int) -> bytes:
        start = (sector + 1) * size
        piece = self.data[start : start + size]
        if not piece:
            raise Unreadable("damaged")
        return piece

    def _fat_sectors(self) -> list[int]:
        sectors = [s for s in struct.unpack_from("<109I", self.data, 76) if s < _END]
        more, seen = struct.unpack_from("<I", self.data, 68)[0], set()
        while more < _END and more not in seen:
            seen.add(more)
            numbers = self._numbers(self._at(more, self.sector))
            sectors += [s for s in numbers[:-1] if s < _END]
            more = numbers[-1] if numbers else _END
        return sectors

    @staticmethod
    def _numbers(piece: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(piece) // 4}I", piece[: len(piece) // 4 * 4]))

    def _table(self, sectors: list[int]) -> list[int]:
        return [number for sector in sectors for number in self._numbers(self._at(sector, self.sector))]

    def _chain(self, start: int, table: list[int]) -> list[int]:
        chain, seen = [], set()
        while start < _END:
            if start in seen or start >= len(table):
                raise Unreadable("damaged")
            seen.add(start)
            chain.append(start)
            start = table[start]
        return chain

    def _entries(self, directory: int) -> dict[str, _Entry]:
        data = b"".join(self._at(s, self.sector) for s in self._chain(directory, self.fat))
        entries: dict[str, _Entry] = {}
        self.root = _Entry(_END, 0)
        for at in range(0, len(data) - 127, 128):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            name = data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            entry = _Entry(*struct.unpack_from("<II", data, at + 116))
            if kind == 5:
                self.root = entry
            elif kind:
                entries.setdefault(name, entry)
        return entries

    def stream(self, name: str) -> bytes:
        """The bytes of a stream."""
        entry = self.entries[name]
        if entry.size >= self.cutoff:
            pieces = [self._at(s, self.sector) for s in self._chain(entry.start, self.fat)]
        else:
            small = b"".join(self._at(s, self.sector) for s in self._chain(self.root.start, self.fat))
            pieces = [small[s * self.mini : (s + 1) * self.mini] for s in self._chain(entry.start, self.minifat)]
        return b"".join(pieces)[: entry.size]
