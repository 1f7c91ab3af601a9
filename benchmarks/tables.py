"""Medians and ratios as tables in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contenders import COLD, HUGO, HUGO_PAGEFIND, ONE_CHANGED, ONE_EXTENDED, ONE_RENAMED, WITHOUT_QR
from benchmarks.measure import Run
from benchmarks.regions import Size


@dataclass(frozen=True, slots=True)
class Result:
    """All runs of one contender, and the bytes and files of its site."""

    name: str
    runs: tuple[Run, ...]
    size: int
    files: int

    def median(self, what: Callable[[Run], float]) -> float:
        """The median of one quantity."""
        return median(map(what, self.runs))

    @property
    def wall(self) -> float:
        """Median seconds."""
        return self.median(lambda run: run.wall)

    @property
    def cpu(self) -> float:
        """Median seconds of CPU."""
        return self.median(lambda run: run.cpu)


def contest(results: Sequence[Result]) -> str:
    """Everybody's medians, then the ratios that the budget speaks of, taken pair by pair."""
    rows = [_row(result) for result in results]
    head = ("| | wall s (least–most) | CPU s | peak MB | output MB | files |", "|---|---|---|---|---|---|")
    return "\n".join((*head, *rows, "", *_ratios({result.name: result for result in results})))


def _row(result: Result) -> str:
    walls = sorted(run.wall for run in result.runs)
    spread = f" ({walls[0]:.2f}–{walls[-1]:.2f})" if len(walls) > 1 else ""
    stopped = "" if all(run.finished for run in result.runs) else ", stopped at the cap"
    peak = result.median(lambda run: run.peak) / 2**20
    return (
        f"| {result.name} | {result.wall:.2f}{spread}{stopped} | {result.cpu:.2f} | {peak:,.0f} | "
        f"{result.size / 2**20:.1f} | {result.files:,} |"
    )


def _ratios(results: dict[str, Result]) -> list[str]:
    cold = results.get(COLD)
    if cold is None:
        return []
    lines = []
    for name, goal in ((HUGO_PAGEFIND, 0.5), (HUGO, 1.0)):
        if other := results.get(name):
            wall = median(a.wall / b.wall for a, b in zip(cold.runs, other.runs, strict=True))
            cpu = median(a.cpu / b.cpu for a, b in zip(cold.runs, other.runs, strict=True))
            lines.append(f"- {COLD} ÷ {name}: {wall:.2f} wall, {cpu:.2f} CPU (goal: ≤ {goal} wall)")
    if bare := results.get(WITHOUT_QR):
        pairs = tuple(zip(cold.runs, bare.runs, strict=True))
        wall, cpu = median(a.wall - b.wall for a, b in pairs), median(a.cpu - b.cpu for a, b in pairs)
        lines.append(f"- QR codes: {wall:.2f} s wall, {cpu:.2f} s CPU of the cold build")
    for name in (ONE_CHANGED, ONE_EXTENDED, ONE_RENAMED):
        if changed := results.get(name):
            public = changed.median(lambda run: run.public)
            lines.append(f"- {name}: {public:.2f} s until the new site stands (goal: ≤ 1 s)")
    return lines


def item_pages(folder: Path) -> str:
    """Bytes of an item page; the codes of the register have hyphens, the index of all items has none."""
    found = sorted(path.stat().st_size for path in folder.glob("*-*.html"))
    if not found:
        return ""
    return (
        f"Item pages: median {median(found) / 1024:.1f} KB, 95 % below {found[len(found) * 95 // 100] / 1024:.1f} KB, "
        f"largest {found[-1] / 1024:.1f} KB (goal: median ≤ 45 KB)."
    )


def scale(found: Sequence[Size]) -> str:
    """Cost per item and memory by number of regions; the cost of the first row is 1."""
    head = (
        "| regions | items | cold s | CPU s | wall ms an item | × the city's | peak MB | nothing changed s "
        "| one item changed: public after s | one risk point more | one renamed | output MB | files |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    )
    base = found[0].cold.wall / found[0].items
    rows = [
        f"| {size.regions} | {size.items:,} | {size.cold.wall:.1f} | {size.cold.cpu:.1f} | "
        f"{size.cold.wall / size.items * 1000:.2f} | {size.cold.wall / size.items / base:.2f} | "
        f"{size.cold.peak / 2**20:,.0f} | {size.warm.wall:.2f} | {size.changed.public:.2f} | "
        f"{size.extended.public:.2f} | {size.renamed.public:.2f} | {size.size / 2**20:,.0f} | {size.files:,} |"
        for size in found
    ]
    return "\n".join(
        (
            *head,
            *rows,
            "",
            "Cold fills a fresh cache. Goals: × the city's ≤ 1.2, peak ≤ 1,536 MB, one item changed ≤ 3 s.",
        )
    )
