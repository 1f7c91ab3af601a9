"""The field histories that pages show: which lines of the kept files speak of which item, and reading them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from yangguang.build import cache
from yangguang.build.cache import DamagedCache, digest
from yangguang.history.keep import file_of
from yangguang.history.record import Damaged, load, read_line
from yangguang.model.change import Line


class Told(NamedTuple):
    """What a region's history says of one item: where its lines stand (start, bytes), and a digest of them."""

    spans: tuple[tuple[int, int], ...] = ()
    sha256: str = ""
    changed: date | None = None
    """When the item last said something else."""


@dataclass(frozen=True, slots=True)
class RegionHistory:
    """The history of one region; ``file`` is missing where none is kept. ``damaged`` tells that it cannot be used."""

    file: Path | None = None
    items: Mapping[str, Told] = field(default_factory=dict)
    bodies: Mapping[str, tuple[bytes, ...]] = field(default_factory=dict)
    """Lines carried along to a machine that has no such file."""
    damaged: bool = False

    @property
    def changed(self) -> dict[str, date]:
        """Code → when the item last said something else."""
        return {code: told.changed for code, told in self.items.items() if told.changed}


def read_history(folder: Path | None, region: str, store: Path) -> RegionHistory:
    """Finds the lines of each item; only their places are held, and kept in ``store`` for the next build."""
    file = file_of(folder, region) if folder else None
    if file is None or not file.is_file():
        return RegionHistory()
    body = file.read_bytes()
    table, key = store / "read" / "history" / f"{region}.json", digest(body)
    items = cache.load(dict[str, Told], table, key)
    if items is None:
        try:
            items = _items(body)
        except Damaged:
            return RegionHistory(file, damaged=True)
        cache.save(dict[str, Told], table, key, items)
    return RegionHistory(file, items)


def _items(body: bytes) -> dict[str, Told]:
    history = load(body)
    lines = [read_line(line) for line in history.lines]
    found: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        found.setdefault(line.change.code, []).append(number)
    starts = [body.index(b"\n") + 1]
    for raw in history.lines:
        starts.append(starts[-1] + len(raw) + 1)
    return {
        code: Told(
            tuple((starts[n], len(history.lines[n])) for n in numbers),
            digest(*(history.lines[n] for n in numbers)),
            max((lines[n].day for n in numbers if lines[n].matters), default=None),
        )
        for code, numbers in found.items()
    }


def lines_of(history: RegionHistory, code: str) -> tuple[Line, ...]:
    """The lines of one item. Raises DamagedCache where the file is no longer the one that was looked at."""
    return tuple(map(read_line, history.bodies[code] if code in history.bodies else _bodies(history, code)))


def carried(history: RegionHistory, codes: Iterable[str]) -> RegionHistory:
    """The history with the lines of these items in it. Raises DamagedCache as :func:`lines_of` does."""
    return replace(history, items={}, bodies={code: _bodies(history, code) for code in codes})


def _bodies(history: RegionHistory, code: str) -> tuple[bytes, ...]:
    told = history.items.get(code)
    if history.file is None or told is None:
        return ()
    bodies = []
    with history.file.open("rb") as opened:
        for start, size in told.spans:
            opened.seek(start)
            bodies.append(opened.read(size))
    if digest(*bodies) != told.sha256:
        raise DamagedCache(str(history.file))
    return tuple(bodies)
