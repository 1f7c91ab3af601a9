"""A refusal of the host that ends a command; the wording stands in :mod:`yangguang.model.messages.host`."""

from __future__ import annotations

from typing import Any

from yangguang.model.finding import Finding


class Refused(Exception):
    """Something cannot be done, and why."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.finding = Finding(key, values)
