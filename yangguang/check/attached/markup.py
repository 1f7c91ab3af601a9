"""Words in XML that strangers wrote, paragraph by paragraph: documents, slides, comments, drawings, properties."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from yangguang.check.attached.part import Opaque

_ENDS = frozenset("p si h TextCode text title desc comment tr tc td th lpwstr lpstr v pt".split()) | frozenset(
    "creator lastModifiedBy description keywords subject category Manager Company style script metadata".split()
)
"""Elements that end a line; all others stand inside one, so that a number is found across changes of type."""
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n"}
_SAID = frozenset({"descr", "title", "Target", "href", "alt", "author", "tooltip", "content"})
"""Attributes that hold words or addresses."""
_PIECE = 1 << 20


def _no_entity(*_: object) -> None:
    raise Opaque("damaged")


def paragraphs(body: bytes) -> Iterator[str]:
    """Lines of text, then what attributes and comments say; ``Opaque`` where it is no XML or declares entities."""
    written: list[str] = []
    said: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            if key.rpartition(":")[2] in _SAID:
                said.append(value)
        written.append(_BREAKS.get(name.rpartition(":")[2], ""))

    def end(name: str) -> None:
        if name.rpartition(":")[2] in _ENDS:
            written.append("\n")

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.EntityDeclHandler = _no_entity
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.CommentHandler = written.append, said.append
    try:
        for at in range(0, len(body), _PIECE):
            parser.Parse(body[at : at + _PIECE], at + _PIECE >= len(body))
    # The parser knows no Chinese codings, and says so in either of two ways.
    except (expat.ExpatError, ValueError, LookupError):
        raise Opaque("damaged") from None
    yield "".join(written)
    yield "\n".join(said)
