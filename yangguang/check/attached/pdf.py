"""Words of a PDF: its pages, the answers in its forms, its notes, its properties."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from yangguang.check.attached.part import Opaque, Part


def parts(body: bytes) -> Iterator[Part]:
    """Page by page; a document without a word on any page is a picture of one."""
    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Opaque("locked")
        yield Part("", "\n".join(map(str, (reader.metadata or {}).values())))
        empty = True
        for number, page in enumerate(reader.pages, 1):
            text = page.extract_text()
            empty = empty and not text.strip()
            yield Part(f"p. {number}", text)
            yield Part(f"p. {number}", "\n".join(_notes(page)))
    except (DependencyError, FileNotDecryptedError):
        raise Opaque("locked") from None
    # A damaged document makes the library stumble in any of these ways.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        raise Opaque("damaged") from None
    if empty:
        raise Opaque("scanned")


def _notes(page: PageObject) -> Iterator[str]:
    for entry in page.get("/Annots") or ():
        note = entry.get_object()
        yield from (str(note[key]) for key in ("/Contents", "/V", "/T") if key in note)
        if "/A" in note and "/URI" in (action := note["/A"].get_object()):
            yield str(action["/URI"])
