"""All files of a content → what is found of their citations, with places and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yangguang.exchange.laws.citations import Citation, citations
from yangguang.exchange.laws.judge import FAULTS, Finding, Kind, judged
from yangguang.exchange.laws.library import Library
from yangguang.model.laws import LawIndex, fold
from yangguang.yamlio import locate, read_yaml

WHERE = ("powers/", "library/duties.yml")
"""Files that cite laws."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding and where it stands: file as messages show it, line and column from 1."""

    file: str
    line: int
    column: int
    finding: Finding


@dataclass(slots=True)
class Checked:
    """``counts`` by kind; ``faults`` in the order of the files; ``unknown`` laws with how often they are cited."""

    citations: int = 0
    unread: int = 0
    """Texts that name no law and article plainly."""
    counts: Counter[Kind] = field(default_factory=Counter)
    faults: list[Placed] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)


def check_laws(regions: Iterable[tuple[str, Iterable[tuple[str, bytes]], LawIndex]], library: Library) -> Checked:
    """Every citation of every region: its label, its files by path, and the names that its laws.yml knows."""
    checked = Checked()
    for label, files, index in regions:
        for path, body in files:
            for found, citation in _file(path, body, index, library, checked):
                _count(checked, found)
                if found.kind in FAULTS:
                    line, column = locate(body, citation.where, kind="yaml")
                    checked.faults.append(Placed(label + path, line, column, found))
    return checked


def _file(
    path: str, body: bytes, index: LawIndex, library: Library, checked: Checked
) -> Iterator[tuple[Finding, Citation]]:
    value, _ = read_yaml(body, path)
    for citation in citations(value):
        if isinstance(citation, Citation):
            checked.citations += 1
            for finding in judged(citation, library, lambda one: _names(one, index)):
                yield finding, citation
        else:
            checked.unread += 1


def _count(checked: Checked, finding: Finding) -> None:
    checked.counts[finding.kind] += 1
    if finding.kind == "unknown":
        checked.unknown[finding.law] += 1


def _names(citation: Citation, index: LawIndex) -> list[str]:
    """The full name that laws.yml has for a short one; none where several laws share it."""
    found = {fold(law.name): law.name for law in index.find(citation.law, citation.number)}
    return [*found.values()] if len(found) == 1 else []
