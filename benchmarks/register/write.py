"""Writes the register file by file, never holding more than one item: the content format, then other tools' formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

from benchmarks.register.foreign import FORMATS
from benchmarks.register.frame import frame
from benchmarks.register.item import Place, Record, item
from benchmarks.register.library import Library
from benchmarks.register.plan import Spec
from benchmarks.register.words import COUNTIES
from benchmarks.register.yaml import dump

CITY = Place("141000", "linfen", "临汾市")
MOST_REGIONS = len(COUNTIES) + 1


def places(regions: int) -> tuple[Place, ...]:
    """The city, then ``regions`` − 1 of its counties."""
    return (CITY, *(Place(code, slug, name, CITY.code) for code, slug, name in COUNTIES[: regions - 1]))


def write_content(out: Path, specs: Sequence[Spec], seed: int, regions: int, *, library: bool, workers: int) -> int:
    """All regions in the content format below ``out``; the number of items written."""
    found = places(regions)
    if workers == 1 or regions == 1:
        return sum(_write_region(out, specs, seed, regions, place, library) for place in found)
    with ProcessPoolExecutor(workers) as pool:
        again = (repeat(value) for value in (out, specs, seed, regions))
        return sum(pool.map(_write_region, *again, found, repeat(library)))


def _write_region(out: Path, specs: Sequence[Spec], seed: int, regions: int, place: Place, with_library: bool) -> int:
    folder = out / "regions" / place.slug if place.upper else out
    library = Library(seed)
    for path, text in frame(specs, place, regions, library if with_library else None):
        _write(folder / path, text)
    for spec, record in records(specs, place, seed, library, expand=not with_library):
        _write(folder / "powers" / spec.unit.slug / f"{record['职权编码']}.yml", dump(record))
    return len(specs)


def records(
    specs: Sequence[Spec], place: Place, seed: int, library: Library, *, expand: bool
) -> Iterator[tuple[Spec, Record]]:
    """The items of a region, one at a time; ``expand`` writes out what they take from the library."""
    for spec in specs:
        record = item(spec, place, library, seed)
        if expand:
            record["责任事项"] = [library.expanded(duty, "duties") for duty in record["责任事项"]]
        yield spec, record


def write_foreign(out: Path, specs: Sequence[Spec], seed: int, form: str) -> int:
    """The city's items in another generator's format; the number of items written."""
    library = Library(seed)
    for path, text in FORMATS[form](records(specs, CITY, seed, library, expand=True), CITY):
        _write(out / path, text)
    return len(specs)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, "utf-8")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
