"""Zip packages (.xlsx, .docx) of lists: one that unpacks to far more than a list is refused before anything is read."""

from __future__ import annotations

from yangguang.check.packages import PARTS, UNPACKED, BadPackage, Budget, opened
from yangguang.exchange.grid import Unreadable

RATIO = 400
"""Text of a list packs to about a tenth; a bomb to a thousandth."""

_SAYINGS = {"damaged": "damaged", "locked": "encrypted", "unfinished": "bomb"}


class Package:
    """The parts of a package by name; every part has been unpacked once, within the limits."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        try:
            with opened(data) as package:
                infos = package.infolist()
                if len(infos) > PARTS:
                    raise BadPackage("unfinished")
                budget = Budget(min(UNPACKED, (8 << 20) + RATIO * len(data)))
                for info in infos:
                    budget.skim(package, info)
                self.names = frozenset(package.namelist())
        except BadPackage as bad:
            raise Unreadable(_SAYINGS[bad.why]) from None

    @property
    def macros(self) -> bool:
        """Whether it carries programs of its own."""
        return any(name.endswith("vbaProject.bin") for name in self.names)

    def read(self, name: str) -> bytes:
        """One part; ``Unreadable`` where it is missing."""
        if name not in self.names:
            raise Unreadable("damaged")
        with opened(self.data) as package:
            return package.read(name)
