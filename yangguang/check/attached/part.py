"""A piece of text inside an attachment, and why an attachment shows none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Why = Literal["", "locked", "damaged", "unfinished", "scanned"]
"""Why an attachment was not looked through: it was; a password; unreadable; too much of it; pictures of text only."""


@dataclass(frozen=True, slots=True)
class Part:
    """A text, where it stands (``Sheet1!B7``, ``p. 3``), and what stands over it where it is a cell of a table."""

    place: str
    text: str
    heading: str = ""


class Opaque(Exception):
    """The rest of this file cannot be looked through."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why
