"""One file before it is written, and the claims that keep two sources from one path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yangguang.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site: ``path`` from its root, and what it was made from (a file of the content, or a template)."""

    path: str
    body: bytes
    source: str


def collisions(claims: Iterable[tuple[str, str]]) -> list[Problem]:
    """A problem for every (path, source) whose path, upper and lower case folded, was claimed before."""
    first: dict[str, str] = {}
    found = []
    for path, source in claims:
        folded = path.casefold()
        if folded in first:
            found.append(Problem("P390", source, args={"path": path, "other": first[folded]}, line=1, column=1))
        else:
            first[folded] = source
    return found
