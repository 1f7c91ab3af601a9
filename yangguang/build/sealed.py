"""The last look before a site is put in place: no number of a person in any file that this build has written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import splitext

from yangguang.build.output import ManifestLine
from yangguang.build.shelf import Shelf
from yangguang.check.privacy import CARD, IDENTITY, MOBILE, Hit, find, fold
from yangguang.check.private import salted
from yangguang.model.content import RegionContent

_TEXTS = frozenset(".html .js .json .csv .xml .txt .svg .css .rdf .ttl .jsonld".split())
_DIGITS = bytes(48 if chr(sign).isascii() and chr(sign).isdigit() else 0 for sign in range(256))
_RUN = re.compile(rb"0{11,20}")
_ELEVEN = b"0" * 11
_WIDE_ONE = "１".encode()
_PIECE, _OVERLAP = 1 << 22, 256
_BEFORE, _AFTER = 160, 16


class Leak(Exception):
    """A file of the new site holds personal data; the site is not put in place."""

    def __init__(self, path: str, masked: str) -> None:
        super().__init__(
            f"{path} 中有不得公开的个人信息 {masked}，网站没有更新；内容文件里没有这个号码，请检查模板、词表和 mkdocs.yml / "
            f"{path} holds personal data {masked}; the site was not replaced. The content has no such number: "
            "look at templates, lexicon and mkdocs.yml"
        )


def look_over(
    folder: Path, lines: Iterable[ManifestLine], shelves: Iterable[Shelf], contents: Mapping[str, RegionContent]
) -> None:
    """Raises ``Leak`` for the first file with an identity-card, mobile or bank-card number written in one piece.

    The content has been looked through in every way of writing; this finds what templates, configuration and guides
    have added. Files taken over from the last site were looked over then, attachments as what they are.
    """
    kept = {page.path for shelf in shelves for page in shelf.now if shelf.before.get(page.path) is page}
    hashes = [exemption.hash for content in contents.values() for exemption in content.exemptions]
    for line in lines:
        if line.path in kept or splitext(line.path)[1] not in _TEXTS:
            continue
        for hit in _hits(folder / line.path):
            if not any(salted(entry[:16], hit.value) == entry for entry in hashes):
                raise Leak(line.path, hit.masked)


def _hits(file: Path) -> Iterator[Hit]:
    with file.open("rb") as opened:
        rest = b""
        while piece := opened.read(_PIECE):
            yield from numbers(rest + piece)
            rest = piece[-_OVERLAP:]


def numbers(body: bytes) -> Iterator[Hit]:
    """Numbers of persons in the bytes of a text, those of eleven to twenty digits in a row, full-width ones included."""
    if _WIDE_ONE in body:
        body = fold(body.decode("utf-8", "ignore")).encode()
    shape = body.translate(_DIGITS)
    if _ELEVEN not in shape:
        return
    for run in _RUN.finditer(shape):
        digits = body[run.start() : run.end()].decode()
        around = body[max(run.start() - _BEFORE, 0) : run.end() + _AFTER].decode("utf-8", "ignore")
        yield from (hit for hit in find(around) if _is(hit, digits))


def _is(hit: Hit, digits: str) -> bool:
    """Whether the finding is this very number; identity cards of 15 digits cannot be told from codes without words."""
    if hit.rule not in (IDENTITY, MOBILE, CARD) or len(hit.value) == 15:
        return False
    return digits.endswith(hit.value.removesuffix("X"))
