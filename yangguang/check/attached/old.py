"""Compound files of old office programs (.xls, .et, .doc, .wps): cells by calamine, else whatever reads as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yangguang.check.attached import sheets
from yangguang.check.attached.part import Opaque, Part

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))
_WIDE = re.compile(rb"(?:[\x09\x0a\x0d\x20-\x7e]\x00|[\x00-\xff][\x4e-\x9f\xff\x30\x20]){8,}")
_NARROW = re.compile(rb"[\x09\x0a\x0d\x20-\x7e\x81-\xfe]{11,}")


def parts(body: bytes) -> Iterator[Part]:
    """Cells of a workbook; of any other file its stretches of UTF-16 and of GB 18030, wherever they lie."""
    if _LOCKED in body:
        raise Opaque("locked")
    # An old document keeps its text in one of two codings, in pieces of at least a sector.
    yield from (Part("", found[0].decode("utf-16-le", "replace")) for found in _WIDE.finditer(body))
    yield from (Part("", found[0].decode("gb18030", "replace")) for found in _NARROW.finditer(body))
    if any(name in body for name in _WORKBOOKS):
        yield from sheets.parts(body)
