"""QR codes as small inline SVG."""

from __future__ import annotations

from functools import cache, lru_cache
from math import isqrt

import segno

from yangguang.views.parts import Trusted

MASK = 2
"""A fixed mask: trying all eight takes four times as long, and a scanner reads either."""

QUIET = 2
"""Modules of white around the code; the plate it stands on is white too and gives the rest."""


@lru_cache(maxsize=64)
def qr_svg(text: str) -> Trusted:
    """The code of ``text`` as SVG without size of its own: one path whose strokes are the runs of dark modules."""
    modules = _alike(len(text)).modules(text) if text.isascii() else _modules(text, "utf-8")
    side = isqrt(len(modules))
    rows = (modules[start : start + side] for start in range(0, len(modules), side))
    path = "".join(_row(row, y) for y, row in enumerate(rows, QUIET))
    side += 2 * QUIET
    return Trusted(
        f'<svg viewBox="0 0 {side} {side}" role="img" aria-label="二维码" shape-rendering="crispEdges">'
        f'<path stroke="#000" d="{path}"/></svg>'
    )


def _modules(text: str, encoding: str | None = None) -> bytes:
    """One byte a module, row by row, 1 where it is dark. Chinese is marked as UTF-8, which scanners guess best."""
    code = segno.make(
        text, error="l", mask=MASK, boost_error=False, micro=False, mode="byte" if text else None, encoding=encoding
    )
    return b"".join(map(bytes, code.matrix))


@cache
def _alike(length: int) -> _Alike:
    return _Alike()


class _Alike:
    """Codes of ASCII texts of one length, which differ from one another as their characters do.

    Bytes, check words and a fixed mask are linear over two elements: what a character changes in a code, it changes in every
    code (ISO/IEC 18004, 7.5 and 7.8). So the addresses of a register cost one drawing per place and character, not one each.
    """

    def __init__(self) -> None:
        self.text = ""
        self.drawn = 0
        self.size = 0
        self.changes: dict[tuple[int, str], int] = {}

    def modules(self, text: str) -> bytes:
        """What :func:`_modules` says of the text."""
        if not self.size:
            self.text, self.drawn, self.size = text, *self._draw(text)
        number = self.drawn
        for place, (before, now) in enumerate(zip(self.text, text, strict=True)):
            if before != now:
                number ^= self._change(place, now)
        return number.to_bytes(self.size)

    def _change(self, place: int, character: str) -> int:
        key = (place, character)
        if key not in self.changes:
            other = self.text[:place] + character + self.text[place + 1 :]
            self.changes[key] = self.drawn ^ self._draw(other)[0]
        return self.changes[key]

    def _draw(self, text: str) -> tuple[int, int]:
        modules = _modules(text)
        return int.from_bytes(modules), len(modules)


def _row(row: bytes, y: int) -> str:
    """The dark runs of one row: to its first module, then stroke and gap in turn."""
    start, runs = _runs(row)
    return f"M{start + QUIET} {y}.5{runs}" if runs else ""


@lru_cache(maxsize=8192)
def _runs(row: bytes) -> tuple[int, str]:
    """Where the first dark module stands, and the runs from there on; codes of one register have nine rows in ten in common."""
    out: list[str] = []
    first = start = row.find(1)
    while start >= 0:
        end = row.find(0, start)
        end = end if end >= 0 else len(row)
        out.append(f"h{end - start}")
        start = row.find(1, end)
        if start >= 0:
            out.append(f"m{start - end} 0")
    return first, "".join(out)
