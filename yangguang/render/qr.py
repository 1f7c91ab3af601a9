"""QR codes as small inline SVG."""

from __future__ import annotations

from functools import lru_cache

import segno

from yangguang.views.parts import Trusted

MASK = 2
"""A fixed mask: trying all eight takes four times as long, and a scanner reads either."""

QUIET = 2
"""Modules of white around the code; the plate it stands on is white too and gives the rest."""


@lru_cache(maxsize=64)
def qr_svg(text: str) -> Trusted:
    """The code of ``text`` as SVG without size of its own: one path whose strokes are the runs of dark modules."""
    rows = segno.make(text, error="l", mask=MASK, boost_error=False, micro=False, encoding=_encoding(text)).matrix
    side = len(rows) + 2 * QUIET
    path = "".join(_row(bytes(row), y) for y, row in enumerate(rows, QUIET))
    return Trusted(
        f'<svg viewBox="0 0 {side} {side}" role="img" aria-label="二维码" shape-rendering="crispEdges">'
        f'<path stroke="#000" d="{path}"/></svg>'
    )


def _encoding(text: str) -> str | None:
    """UTF-8 for Chinese, which scanners guess best; what is ASCII needs no name."""
    return None if text.isascii() else "utf-8"


def _row(row: bytes, y: int) -> str:
    """The dark runs of one row: to its first module, then stroke and gap in turn."""
    out: list[str] = []
    start, end = row.find(1), 0
    while start >= 0:
        out.append(f"m{start - end} 0" if out else f"M{start + QUIET} {y}.5")
        end = row.find(0, start)
        end = end if end >= 0 else len(row)
        out.append(f"h{end - start}")
        start = row.find(1, end)
    return "".join(out)
