"""What an .xls (BIFF8, MS-XLS) says of its sheets beside their values: hidden rows and columns, formulas, encryption."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from yangguang.exchange.grid import Facts, Unreadable
from yangguang.exchange.readers.ole import CompoundFile

BOUNDSHEET, FILEPASS, ROW, COLINFO, FORMULA, EOF, BOF = 0x0085, 0x002F, 0x0208, 0x007D, 0x0006, 0x000A, 0x0809
BOOLERR = 0x0205
_CELLS = frozenset({0x00FD, 0x0203, 0x0204, BOOLERR, 0x027E, FORMULA, 0x00D6})
_MANY = 0x00BD
"""MULRK: several numbers of one row; the last column stands in its last two bytes."""


def workbook_stream(file: CompoundFile) -> bytes:
    """The stream of records; ``Unreadable`` where the compound file holds something else, or is encrypted."""
    if "EncryptedPackage" in file.entries:
        raise Unreadable("encrypted")
    name = next((name for name in ("Workbook", "Book") if name in file.entries), None)
    if name is None:
        raise Unreadable("no_workbook")
    return file.stream(name)


def _records(data: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Records up to the end of this substream; charts inside a sheet are substreams of their own and skipped."""
    depth = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        at += 4
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 1 and kind != BOF:
            yield kind, data[at : at + size]
        if depth <= 0:
            return
        at += size
    raise Unreadable("damaged")


def facts_of(data: bytes) -> list[Facts]:
    """What the records of each sheet say, in the order of the sheets."""
    offsets = []
    for kind, body in _records(data, 0):
        if kind == FILEPASS:
            raise Unreadable("encrypted")
        if kind == BOUNDSHEET and len(body) >= 6:
            offsets.append(struct.unpack_from("<I", body)[0])
    return [_sheet(data, offset) for offset in offsets]


def _sheet(data: bytes, offset: int) -> Facts:
    facts = Facts()
    for kind, body in _records(data, offset):
        if kind == ROW and len(body) >= 14:
            row, flags = struct.unpack_from("<H", body)[0], struct.unpack_from("<H", body, 12)[0]
            if flags & 0x20:
                facts.hidden_rows.add(row)
        elif kind == COLINFO and len(body) >= 10:
            first, last, _, _, flags = struct.unpack_from("<5H", body)
            if flags & 1:
                facts.hidden_columns.update(range(first, min(last, 255) + 1))
        elif (kind in _CELLS or kind == _MANY) and len(body) >= 6:
            row, column = struct.unpack_from("<HH", body)
            facts.cell(row, column)
            if kind == _MANY:
                facts.cell(row, struct.unpack_from("<H", body, len(body) - 2)[0])
            if kind == FORMULA:
                facts.formulas.append((row, column))
            if (kind == BOOLERR and body[7:8] == b"\1") or (
                kind == FORMULA and body[6:7] == b"\2" and body[12:14] == b"\xff\xff"
            ):
                facts.errors.append((row, column))
    return facts
