"""One file before it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site: ``path`` from its root, and what it was made from (a file of the content, or a template)."""

    path: str
    body: bytes
    source: str
