"""Width and wrapping of Chinese and mixed text in whole units, since nobody measures glyphs at build time."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from unicodedata import east_asian_width

NO_START = "，。、；：？！）》」』】〕〉”’…—,.;:?!)]}%％℃·"
"""What must not begin a line."""
NO_END = "（《「『【〔〈“‘([{"
"""What must not end a line."""

_WORD = re.compile(r"[!-~À-ɏ]+|工作日|人员|负责人|领导|部门|机构|集体|以上|[^ ]")
"""What is kept on one line if it can be: Latin words and numbers, and words that posts and limits are made of."""

_LATIN = re.compile(r"[!-~À-ɏ]+")
_SPACE = re.compile(r"\s+")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Widths(dict[str, int]):
    """Thousandths of an em per character: full width 1000, half width 500 or what Latin letters really need."""

    def __missing__(self, char: str) -> int:
        full = char in "MWmw@%&—…" or east_asian_width(char) in "WFA"
        self[char] = width = 1000 if full else 700 if char.isupper() else 570
        return width


_WIDTHS = _Widths()


def clean(text: str) -> str:
    """One line of text that XML can carry: runs of white space become one space, forbidden characters U+FFFD."""
    return _SPACE.sub(" ", _NOT_XML.sub("\ufffd", text)).strip()


def safe(text: str) -> str:
    """The same, escaped for markup."""
    return escape(clean(text))


def measure(text: str, size: int) -> int:
    """Width in units of a line set at ``size``, rounded up."""
    return -(-sum(map(_WIDTHS.__getitem__, text)) * size // 1000)


def _pieces(text: str) -> list[str]:
    """The parts that stay together: words, and punctuation with what it belongs to; a space leads its word."""
    parts: list[str] = []
    for word in text.split(" "):
        lead = " " if parts else ""
        for piece in _WORD.findall(word):
            glued = parts and not lead and (piece[0] in NO_START or parts[-1][-1] in NO_END)
            if glued:
                parts[-1] += piece
            else:
                parts.append(lead + piece)
            lead = ""
    return parts


def _fit(piece: str, width: int, size: int) -> list[str]:
    """A piece cut into parts no wider than the line; the line always holds one character."""
    if measure(piece, size) <= width:
        return [piece]
    rows, row = [], ""
    for char in piece:
        if row and measure(row + char, size) > width:
            rows.append(row)
            row = ""
        row += char
    return [*rows, row]


def _greedy(pieces: list[tuple[str, int]], width: int) -> list[str]:
    """Lines filled from the left; ``width`` and the pieces' widths in thousandths."""
    lines: list[str] = []
    line, used = "", 0
    for piece, wide in pieces:
        if line and used + wide > width:
            lines.append(line)
            line, used = "", 0
            wide -= _WIDTHS[" "] if piece[0] == " " else 0
        line = line + piece if line else piece.lstrip(" ")
        used += wide
    return [*lines, line] if line else lines


def _sized(text: str, width: int, size: int) -> list[tuple[str, int]]:
    """The pieces of a text with their widths in thousandths, none wider than the line."""
    fitting = (part for piece in _pieces(clean(text)) for part in _fit(piece, width, size))
    return [(part, sum(map(_WIDTHS.__getitem__, part))) for part in fitting]


def _accompanied(pieces: list[tuple[str, int]], lines: list[str], width: int) -> list[str]:
    """The same number of lines, of which the last is not a single sign where the one before can give it another."""
    if len(lines) > 1 and len(lines[-1].rstrip(NO_START)) == 1:
        (before, one), (last, other) = pieces[-2:]
        kept = _greedy([*pieces[:-2], (before + last, one + other)], width) if one + other <= width else lines
        return kept if len(kept) == len(lines) else lines
    return lines


@lru_cache(maxsize=4096)
def wrap(text: str, width: int, size: int, *, even: bool = True) -> tuple[str, ...]:
    """Text in lines of at most ``width`` units; ``even`` evens the lines out without adding one.

    No line begins with a closing mark or ends with an opening one, and no last line is a single sign, unless the line is too
    narrow for anything else.
    """
    limit = width * 1000 // size
    pieces = _sized(text, width, size)
    lines = _greedy(pieces, limit)
    if even and len(lines) > 1:
        narrow = -(-sum(wide for _, wide in pieces) // len(lines))
        while narrow < limit:
            trial = _greedy(pieces, narrow)
            if len(trial) == len(lines):
                return tuple(trial)
            narrow += 250
    return tuple(_accompanied(pieces, lines, limit))


@lru_cache(maxsize=4096)
def wrap_list(items: tuple[str, ...], width: int, size: int) -> tuple[str, ...]:
    """Names joined by 、 in lines of at most ``width`` units, broken between names wherever a name fits on a line."""
    pieces: list[tuple[str, int]] = []
    for rank, item in enumerate(items, 1):
        name = clean(item) + "、" * (rank < len(items))
        whole = (name, sum(map(_WIDTHS.__getitem__, name)))
        pieces += [whole] if measure(name, size) <= width and name else _sized(name, width, size)
    return tuple(_greedy(pieces, width * 1000 // size))


def breaks_words(text: str, width: int, size: int) -> bool:
    """Whether a Latin word or number in the text is wider than the line."""
    return any(measure(word, size) > width for word in _LATIN.findall(text))
