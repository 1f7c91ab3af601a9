"""The city alone, with three counties, with all seventeen: cost per item and resident memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.aside import put_aside
from benchmarks.contenders import change_one, extend_one, rename_one, yangguang
from benchmarks.measure import Run, measure, written

_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Size:
    """Builds of a register of so many regions: cold, filling a cache; then nothing, a remark, a risk point more, a name changed."""

    regions: int
    items: int
    cold: Run
    warm: Run
    changed: Run
    extended: Run
    renamed: Run
    size: int
    files: int


def sizes(work: Path, regions: Sequence[int], items: int) -> Iterator[Size]:
    """One register after another, each put aside when it is measured."""
    for number in regions:
        content, site, cache = (work / f"{name}-{number}" for name in ("content", "site", "cache"))
        command = (
            sys.executable,
            "-m",
            "benchmarks.register",
            str(content),
            "--regions",
            str(number),
            "--items",
            str(items),
        )
        measure(command, _ROOT)
        cold = yangguang(work, content.name, site.name, "--cache", str(cache))
        warm = yangguang(work, content.name, site.name, "--cache", str(cache))
        change_one(content)
        changed = yangguang(work, content.name, site.name, "--cache", str(cache))
        extend_one(content)
        extended = yangguang(work, content.name, site.name, "--cache", str(cache))
        rename_one(content)
        renamed = yangguang(work, content.name, site.name, "--cache", str(cache))
        print(
            f"{number} regions: cold {cold.wall:.1f} s, {cold.peak >> 20} MB; nothing changed {warm.wall:.1f} s; "
            f"one item changed, public after {changed.public:.1f} s; a risk point more {extended.public:.1f} s; "
            f"renamed {renamed.public:.1f} s",
            flush=True,
        )
        yield Size(number, number * items, cold, warm, changed, extended, renamed, *written(site))
        put_aside(work, content.name, site.name, cache.name)
