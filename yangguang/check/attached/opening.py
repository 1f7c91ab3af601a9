"""Opens an attachment by what it is, not by what it is called, and gives its texts one by one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from posixpath import splitext

from yangguang.check.attached import old, pdf, picture, sheets
from yangguang.check.attached.markup import paragraphs
from yangguang.check.attached.part import Opaque, Part
from yangguang.check.coding import decoded, marked
from yangguang.check.packages import PARTS, BadPackage, Budget, opened

DEPTH = 3
"""Packages inside packages."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM")
_PLAIN = frozenset({".txt", ".csv", ".md", ".yml", ".json", ".html", ".htm"})
_TABLES = ("xl/workbook.xml", "xl/workbook.bin")
_CELLS = ("xl/worksheets/", "xl/styles", "xl/theme", "word/styles", "word/theme", "ppt/theme")
"""Cells are read by the library, which knows dates from numbers; styles hold nobody's words."""


def parts_of(body: bytes, name: str, depth: int = DEPTH) -> Iterator[Part]:
    """Every text of a file; raises ``Opaque`` where it, or what is left of it, cannot be read."""
    if body.startswith(b"PK"):
        yield from _package(body, depth)
    elif body.startswith(old.MAGIC):
        yield from old.parts(body)
    elif b"%PDF-" in body[:1024]:
        yield from pdf.parts(body)
    elif body.startswith(_PICTURES):
        yield from picture.parts(body)
    elif b"\0" not in body[:4096] or marked(body) or splitext(name)[1].lower() in _PLAIN:
        yield from _text(body)
    else:
        raise Opaque("damaged")


def _text(body: bytes, *, markup: bool = False) -> Iterator[Part]:
    """The words of markup where it is well formed, else the text as it stands."""
    text, whole = decoded(body)
    if markup or text[:512].lstrip("\ufeff \r\n\t").startswith(("<?xml", "<svg", "<!DOCTYPE svg", "<!--")):
        try:
            yield from (Part("", words) for words in paragraphs(body))
            return
        except Opaque:
            pass
    yield Part("", text, text.split("\n", 1)[0])
    if not whole:
        raise Opaque("damaged")


def _package(body: bytes, depth: int) -> Iterator[Part]:
    try:
        with opened(body) as package:
            yield from _members(package, depth)
            names = frozenset(package.namelist())
    except BadPackage as bad:
        raise Opaque(bad.why) from None
    if any(name in names for name in _TABLES) or "content.xml" in names:
        yield from sheets.parts(body, must="content.xml" not in names)


def _members(package: zipfile.ZipFile, depth: int) -> Iterator[Part]:
    """Texts of all parts of a package; what cannot be read is told after what can."""
    budget = Budget()
    why: Opaque | None = None
    for info in sorted(package.infolist(), key=lambda info: info.filename)[:PARTS]:
        if info.is_dir() or info.filename.startswith(_CELLS):
            continue
        body = budget.read(package, info)
        try:
            yield from _member(body, info.filename, depth)
        except Opaque as opaque:
            why = opaque if splitext(info.filename)[1].lower() in _WANTED else why
    if len(package.infolist()) > PARTS:
        raise Opaque("unfinished")
    if why:
        raise why


_WANTED = frozenset(f".{ending}" for ending in "pdf doc docx xls xlsx wps et ofd zip rar csv txt".split())
"""Parts of a package that are attachments themselves."""


def _member(body: bytes, name: str, depth: int) -> Iterator[Part]:
    if name.endswith((".xml", ".rels")):
        found = _text(body, markup=True)
    elif body.startswith(b"PK") and depth <= 1:
        raise Opaque("unfinished")
    else:
        found = parts_of(body, name, depth - 1)
    yield from (Part(f"{name} {part.place}".rstrip(), part.text, part.heading) for part in found)
