"""The last look before a site is put in place: no number of a person in any file that this build has written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from posixpath import splitext

from yangguang.build.executor import Pool
from yangguang.build.output import ManifestLine
from yangguang.build.shelf import Shelf
from yangguang.check.privacy import CARD, IDENTITY, MOBILE, Hit, find, fold, may_be
from yangguang.check.private import salted
from yangguang.model.content import RegionContent
from yangguang.model.messages.commands import both

_TEXTS = frozenset(".html .js .json .csv .xml .txt .svg .css .rdf .ttl .jsonld".split())
_DIGITS = bytes(48 if chr(sign).isascii() and chr(sign).isdigit() else 0 for sign in range(256))
_ELEVEN = b"0" * 11
_RUN = re.compile(_ELEVEN + rb"0{0,9}")
"""Written out, since a search for what a pattern begins with is ten times as fast as trying it at every byte."""
_WIDE_ONE = "１".encode()
_BEFORE, _AFTER = 160, 16
"""Bytes before and behind a number that say what it is."""
_SHARE = 16 << 20
"""Bytes that a worker is given to look over at once."""
_PIECE, _OVERLAP = 1 << 22, 1024
"""Files are read in pieces; a number near the edge of one is judged in the piece that holds all around it."""


class Leak(Exception):
    """A file of the new site holds personal data; the site is not put in place."""

    def __init__(self, path: str, masked: str) -> None:
        super().__init__(both("leak", file=path, value=masked))


class LastLook:
    """Looks for identity-card, mobile and bank-card numbers written in one piece, while further files are still being made.

    The content has been looked through in every way of writing; this finds what templates, configuration and guides
    have added. Files taken over from the last site were looked over then, attachments as what they are.
    """

    def __init__(
        self, folder: Path, others: set[str], shelves: Iterable[Shelf], contents: Iterable[RegionContent],
        codes: frozenset[str], pool: Pool,
    ) -> None:  # fmt: skip
        """``others``: files to leave out; ``codes``: of items, which are no numbers of persons."""
        self._folder, self._others, self._shelves, self._codes, self._pool = folder, others, shelves, codes, pool
        self._hashes = tuple(exemption.hash for content in contents for exemption in content.exemptions)
        self._begun = 0
        self._looks: list[Future[tuple[str, str] | None]] = []

    def begin(self, lines: Sequence[ManifestLine]) -> None:
        """Has workers look at what has been written since the call before; ``lines`` are all files so far."""
        fresh, self._begun = lines[self._begun :], len(lines)
        kept = self._others.union(*(shelf.taken for shelf in self._shelves))
        texts = [line for line in fresh if line.path not in kept and splitext(line.path)[1] in _TEXTS]
        workers = self._pool(len(texts) // 2)
        for share in _shares(texts):
            job = Look(self._folder, tuple(line.path for line in share), self._hashes, self._codes)
            self._looks.append(workers.submit(look, job))

    def end(self) -> None:
        """Waits for them. Raises ``Leak`` for the first file with such a number."""
        for one in self._looks:
            leak = one.result()
            if leak is not None:
                raise Leak(*leak)


def _shares(lines: Iterable[ManifestLine]) -> Iterator[list[ManifestLine]]:
    """The files in shares of much the same size."""
    share: list[ManifestLine] = []
    size = 0
    for line in lines:
        share.append(line)
        size += line.size
        if size > _SHARE:
            yield share
            share, size = [], 0
    if share:
        yield share


@dataclass(frozen=True, slots=True)
class Look:
    """Files for one worker to look over, and what may stand there: some numbers by their hashes, codes of items."""

    folder: Path
    paths: tuple[str, ...]
    hashes: tuple[str, ...]
    codes: frozenset[str]


def look(job: Look) -> tuple[str, str] | None:
    """The first of the files that holds a number of a person, and that number masked."""
    for path in job.paths:
        for hit in hits(job.folder / path):
            if hit.value not in job.codes and not any(salted(h[:16], hit.value) == h for h in job.hashes):
                return path, hit.masked
    return None


def hits(file: Path) -> Iterator[Hit]:
    """Numbers of persons in a file of any size, each at least once."""
    with file.open("rb") as opened:
        rest, piece = b"", opened.read(_PIECE)
        while piece:
            ahead = opened.read(_PIECE)
            yield from numbers(rest + piece, begun=bool(rest), goes_on=bool(ahead))
            rest, piece = (rest + piece)[-_OVERLAP:], ahead


def numbers(body: bytes, *, begun: bool = False, goes_on: bool = False) -> Iterator[Hit]:
    """Numbers of persons in the bytes of a text, those of eleven to twenty digits in a row, full-width ones included.

    ``begun``, ``goes_on``: whether the text has begun before, and goes on behind these bytes.
    """
    if _WIDE_ONE in body:
        body = fold(body.decode("utf-8", "ignore")).encode()
    shape = body.translate(_DIGITS)
    if _ELEVEN not in shape:
        return
    for run in _RUN.finditer(shape):
        if (begun and run.start() < _BEFORE) or (goes_on and run.end() > len(body) - _AFTER):
            continue
        digits = body[run.start() : run.end()].decode()
        if not may_be(len(digits), digits[0]):
            continue
        around = body[max(run.start() - _BEFORE, 0) : run.end() + _AFTER].decode("utf-8", "ignore")
        yield from (hit for hit in find(around) if _is(hit, digits))


def _is(hit: Hit, digits: str) -> bool:
    """Whether the finding is this very number; identity cards of 15 digits cannot be told from codes without words."""
    if hit.rule not in (IDENTITY, MOBILE, CARD) or len(hit.value) == 15:
        return False
    return digits.endswith(hit.value.removesuffix("X"))
