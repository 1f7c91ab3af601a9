"""A refusal of the archive that ends a command; the wording stands in :mod:`yangguang.model.messages.archive`."""

from __future__ import annotations

from typing import Any

from yangguang.model.finding import Finding


class Refused(Exception):
    """Something cannot be done, and why; ``found`` lists what was found, where more than one sentence is needed."""

    def __init__(self, key: str, found: tuple[Finding, ...] = (), **values: Any) -> None:
        super().__init__(key)
        self.key, self.values, self.found = key, values, found
