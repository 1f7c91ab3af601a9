"""Opens a file by what it is, not by what it is called."""

from __future__ import annotations

from pathlib import Path

from yangguang.check.apart import MEMORY, SECONDS, Apart, Ended
from yangguang.exchange.grid import Book, Unreadable
from yangguang.exchange.readers.docx import read_docx
from yangguang.exchange.readers.handover import put_together
from yangguang.exchange.readers.ole import MAGIC, CompoundFile
from yangguang.exchange.readers.package import Package
from yangguang.exchange.readers.table import read_csv
from yangguang.exchange.readers.workbook import read_xls, read_xlsx

SIZE = 32 << 20
_FOREIGN = ((b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"))
_CALLED = {"xlsx": {".xlsx", ".xlsm"}, "xls": {".xls", ".et"}, "docx": {".docx", ".docm"}, "csv": {".csv", ".txt"}}


class Opener(Apart):
    """The process that opens the files of an import."""

    def __init__(self) -> None:
        super().__init__("yangguang.exchange.readers.worker")

    def open(self, path: Path) -> Book:
        """The sheets of a file; ``Unreadable`` names the sentence that says why not."""
        if path.stat().st_size > SIZE:
            raise Unreadable("too_heavy", limit=SIZE >> 20)
        try:
            return put_together(self.ask(path.suffix.lower(), path.read_bytes()))
        except Ended:
            raise Unreadable("endless", seconds=int(SECONDS), memory=MEMORY >> 20) from None


def open_book(data: bytes, suffix: str) -> Book:
    """The sheets of a file in this process; ``Unreadable`` names the sentence that says why not."""
    kind, book = _read(data, suffix)
    if suffix not in _CALLED[kind]:
        book.notes.append(("called_otherwise", {"kind": "." + kind}))
    return book


def _read(data: bytes, suffix: str) -> tuple[str, Book]:
    if data.startswith(MAGIC):
        return "xls", read_xls(data, CompoundFile(data))
    if data.startswith(b"PK"):
        return _packed(data)
    foreign = next((name for magic, name in _FOREIGN if data.startswith(magic)), None)
    if foreign or _markup(data):
        raise Unreadable("foreign", kind=foreign or "HTML/XML")
    if suffix in _CALLED["csv"]:
        return "csv", read_csv(data)
    raise Unreadable("empty" if not data.strip() else "unknown_kind")


def _packed(data: bytes) -> tuple[str, Book]:
    package = Package(data)
    if "xl/workbook.xml" in package.names:
        return "xlsx", read_xlsx(data, package)
    if "word/document.xml" in package.names:
        return "docx", read_docx(package)
    raise Unreadable("no_workbook")


def _markup(data: bytes) -> bool:
    """Old systems export HTML and call it .xls."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return head.startswith((b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta", b"mime-version"))
