"""XML that strangers wrote: events only, no document types, no entities of its own."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from yangguang.exchange.grid import Unreadable

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def _no_doctype(*_: object) -> None:
    raise Unreadable("doctype")


def local(name: str) -> str:
    """The name without its prefix."""
    return name.rpartition(":")[2]


def walk(data: bytes, start: Start | None = None, end: End | None = None, text: Text | None = None) -> None:
    """Tells every element; ``Unreadable`` where this is no XML or declares a document type."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.buffer_text = True
    if start:
        parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    if end:
        parser.EndElementHandler = lambda name: end(local(name))
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError:
        raise Unreadable("damaged") from None
