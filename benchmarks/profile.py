"""Where the time of a build goes: for each stage its functions by own time, as tables in Markdown."""

from __future__ import annotations

import cProfile
import os
import pstats
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from yangguang.build.request import Settings
from yangguang.plugin import run

_ROOT = str(Path(__file__).resolve().parent.parent)
_PACKAGES = "site-packages" + os.sep


@dataclass(slots=True)
class Stopwatch:
    """Listens to a build and profiles every stage by itself; what lies between stages counts as ``rest``.

    Without ``profiling`` only the clock runs, so that the seconds are those of an undisturbed build.
    """

    profiling: bool
    profiles: dict[str, cProfile.Profile] = field(default_factory=dict)
    wall: dict[str, float] = field(default_factory=dict)
    cpu: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, total: int = 0) -> Iterator[Callable[[int], None]]:
        """Opens a stage."""
        with self._running("rest", stop=True), self._running(name):
            yield lambda done: None

    @contextmanager
    def all(self) -> Iterator[None]:
        """Around the whole build."""
        with self._running("rest"):
            yield

    @contextmanager
    def _running(self, name: str, *, stop: bool = False) -> Iterator[None]:
        """Runs one stage's profile, or stops it for as long as another runs."""
        profile = self.profiles.setdefault(name, cProfile.Profile())
        sign = -1 if stop else 1
        self._switch(profile, on=not stop)
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            yield
        finally:
            self.wall[name] = self.wall.get(name, 0) + sign * (time.perf_counter() - wall)
            self.cpu[name] = self.cpu.get(name, 0) + sign * (time.process_time() - cpu)
            self._switch(profile, on=stop)

    def _switch(self, profile: cProfile.Profile, *, on: bool) -> None:
        if self.profiling:
            (profile.enable if on else profile.disable)()


def watched(content: Path, *, profiling: bool, cache: bool = False) -> Stopwatch:
    """One build of this content into a folder of its own, in this process alone."""
    watch = Stopwatch(profiling)
    with tempfile.TemporaryDirectory(prefix="yangguang-profile-") as folder:
        target = Path(folder)
        settings = Settings(
            "build", content=content, site=target / "site", workers=1, cache=target / "cache", no_cache=not cache
        )
        with watch.all():
            outcome = run(settings, watch)
    if outcome.published is None:
        raise click.ClickException(f"nothing was published: {outcome.said}")
    return watch


def stages(watch: Stopwatch) -> str:
    """Seconds per stage."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = [
        f"| {name} | {watch.wall[name]:.2f} | {watch.cpu[name]:.2f} |" for name in watch.wall if watch.wall[name] > 0
    ]
    total = f"| **all** | {sum(watch.wall.values()):.2f} | {sum(watch.cpu.values()):.2f} |"
    return "\n".join(
        ("| stage | wall s | CPU s |", "|---|---|---|", *rows, total, f"\nPeak resident memory {peak:,.0f} MB.")
    )


def hot(profile: cProfile.Profile, top: int) -> str:
    """The functions of a stage with the most own time."""
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    total = sum(row[2] for row in stats.values())
    ordered = sorted(stats.items(), key=lambda pair: (-pair[1][2], pair[0]))[:top]
    rows = [
        f"| {own:.2f} | {own / total:.1%} | {cumulative:.2f} | {calls:,} | `{_place(*key)}` |"
        for key, (_, calls, own, cumulative, _) in ordered
    ]
    return "\n".join(("| own s | share | with callees s | calls | function |", "|---|---|---|---|---|", *rows))


def shares(profile: cProfile.Profile) -> str:
    """Own time by package; what is written in C counts for the package that calls it."""
    seconds: dict[str, float] = {}
    for key, (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if key[0] != "~":
            seconds[_part(key[0])] = seconds.get(_part(key[0]), 0) + own
        for caller, (_, _, part, _) in callers.items() if key[0] == "~" else ():
            seconds[_part(caller[0])] = seconds.get(_part(caller[0]), 0) + part
    total = sum(seconds.values())
    ordered = sorted(seconds.items(), key=lambda pair: (-pair[1], pair[0]))[:12]
    return "; ".join(f"{name} {own / total:.0%}" for name, own in ordered if own / total >= 0.01)


def _part(file: str) -> str:
    """yangguang/<floor>, templates, or the package of a library."""
    if file.startswith(_ROOT) and _PACKAGES not in file:
        parts = Path(file).relative_to(_ROOT).parts
        return "/".join(parts[:2]) if parts[0] == "yangguang" else parts[0]
    if _PACKAGES in file:
        return Path(file.rsplit(_PACKAGES, 1)[-1]).parts[0]
    return "templates" if "<template>" in file else "Python"


def inside(profile: cProfile.Profile, top: int) -> str:
    """The engine's functions and templates with the most time in them and in all that they call."""
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    own = [item for item in stats.items() if _part(item[0][0]).startswith(("yangguang/", "templates"))]
    ordered = sorted(own, key=lambda pair: (-pair[1][3], pair[0]))[:top]
    rows = [f"| {row[3]:.2f} | {row[2]:.2f} | {row[1]:,} | `{_place(*key)}` |" for key, row in ordered]
    return "\n".join(("| with callees s | own s | calls | function |", "|---|---|---|---|", *rows))


def _place(file: str, line: int, name: str) -> str:
    if file == "~":
        return name
    short = file.rsplit(_PACKAGES, 1)[-1].removeprefix(_ROOT + os.sep).removeprefix(os.__file__.removesuffix("os.py"))
    return f"{short}:{line} {name}"


@click.command()
@click.argument("content", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--top", default=25, help="functions per stage")
def main(content: Path, top: int) -> None:
    """Profiles a build of the folder CONTENT in one process; first the same build undisturbed, for the true seconds."""
    print(f"## Seconds\n\n{stages(watched(content, profiling=False))}\n")
    watch = watched(content, profiling=True)
    for name, profile in watch.profiles.items():
        if watch.wall[name] > 0.05:
            print(
                f"## {name}: {watch.wall[name]:.2f} s under the profiler\n\n{shares(profile)}.\n\n{hot(profile, top)}\n"
            )
            print(f"{inside(profile, top)}\n")


if __name__ == "__main__":
    main()
