"""Reads everything of one region but its items: region.yml, departments, library, events, laws, disclosures …"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from yangguang.build.loader import Loader
from yangguang.build.salvage import salvaged
from yangguang.build.source import Source
from yangguang.check.codes import check_folders
from yangguang.check.coding import check_shown
from yangguang.check.documents import check_columns
from yangguang.check.files import check_copies
from yangguang.check.guide import read_guide
from yangguang.check.library import borrowed, check_library
from yangguang.check.private import ENDINGS, check_private
from yangguang.check.words import ENDINGS as WORDED
from yangguang.check.words import check_words
from yangguang.model.content import RegionContent
from yangguang.model.disclosure import CatalogueRow, Disclosure
from yangguang.model.duty import Duty, Risk
from yangguang.model.event import Event
from yangguang.model.facts import Chunk
from yangguang.model.fields import Record
from yangguang.model.laws import fold
from yangguang.model.messages import severity
from yangguang.model.problem import Problem, Severity
from yangguang.model.region import Department, Hotline, Law, Place, PrivacyExemption, Region, StageRule, Theme
from yangguang.yamlio import Value, check_cut, read_csv, read_markdown, read_yaml, version_problem
from yangguang.yamlio.upgrade import CURRENT, KEY

R = TypeVar("R", bound=Record)
_SHARED = frozenset({"library/duties.yml", "library/risks.yml", "laws.yml", "themes.yml", "stages.yml", "hotline.yml"})
_LIKE_REGION = re.compile(r"region\s*\.ya?ml(?:\.txt)?[.\s]*", re.IGNORECASE)
_DEFAULT_STAGES = Path(__file__).with_name("stages.yml")


@dataclass(frozen=True, slots=True)
class RegionRead:
    """One region as read: its content, its chunks of items still to be read, its problems.

    ``own`` is what it says itself; in ``content`` it also sees the library, laws and themes of the region above.
    """

    source: Source
    content: RegionContent | None
    chunks: tuple[Chunk, ...] = ()
    problems: tuple[Problem, ...] = ()
    own: RegionContent | None = None


def read_region(
    source: Source, upper: RegionContent | None = None, *, main: bool = True, blind: bool = False
) -> RegionRead:
    """Reads one region; what it does not say itself of library, laws, themes, stages, hotline it takes from ``upper``.

    Without region.yml, or if that is of another version, there is no region: ``content`` is ``None`` and the problems
    say why. ``blind``: that is so of the region above.
    """
    files, links = source.listing()
    load = Loader(source, frozenset(files), [Problem("P355", link) for link in links])
    if "region.yml" not in files:
        return RegionRead(source, None, problems=(*load.problems, region_missing(files)))
    value = load.value("region.yml")
    foreign = version_problem(value)
    if foreign and foreign.rule != "P071":
        return RegionRead(source, None, problems=(*load.problems, foreign))
    own = _own(load, _region(load, value, foreign), files, main)
    content = under(own, upper, blind=blind)
    load.problems += [*check_library(own.duties, own.risks, content), *check_folders(content)]
    _look_through(load, content)
    problems = tuple(replace(problem, region=own.slug) for problem in load.problems)
    return RegionRead(source, content, chunks_of(own.slug, files), problems, own)


def _region(load: Loader, value: Value, unversioned: Problem | None) -> Region:
    """What region.yml says; where it is wrong, as much of it as can be known."""
    if unversioned and isinstance(value, dict):
        load.problems.append(unversioned)
        load.shaped(Region, {**value, KEY: str(CURRENT)}, "region.yml")
        return salvaged(value, load.source.label)
    region = None if value is None else load.shaped(Region, value, "region.yml")
    return region or salvaged(value, load.source.label)


def region_missing(files: Iterable[str]) -> Problem:
    """What to say of a folder without region.yml, which may be there under a name that is not read."""
    other = next((file for file in files if _LIKE_REGION.fullmatch(file)), None)
    return Problem("P354", other, args={"name": other}) if other else Problem("P300", "region.yml")


def under(own: RegionContent, upper: RegionContent | None, *, blind: bool = False) -> RegionContent:
    """A region with all that it sees: what it does not say itself of library, laws, themes, stages, hotline is the upper one's.

    ``blind``: there is a region above, and nobody knows what it says.
    """
    if blind:
        return replace(own, unread=tuple(sorted({*own.unread, *_SHARED})))
    if upper is None:
        return own if own.stages or "stages.yml" in own.unread else replace(own, stages=default_stages())
    laws, themes = _else(own.laws, upper.laws, _names_of_law), _else(own.themes, upper.themes, _names_of_theme)
    return replace(
        own,
        duties={**upper.duties, **own.duties},
        risks={**upper.risks, **own.risks},
        laws=own.laws + laws,
        laws_above=len(laws),
        themes=own.themes + themes,
        themes_above=len(themes),
        stages=own.stages or upper.stages,
        hotline=own.hotline if "hotline.yml" in own.files else upper.hotline,
        unread=tuple(sorted({*own.unread, *(file for file in upper.unread if file in _SHARED)})),
        borrowed=borrowed(own.duties, own.risks, upper),
    )


def _own(load: Loader, region: Region, files: tuple[str, ...], main: bool) -> RegionContent:
    own = RegionContent(
        region=region,
        main=main,
        departments=_departments(load, files),
        duties=load.keyed(Duty, "library/duties.yml"),
        risks=load.keyed(Risk, "library/risks.yml"),
        laws=load.listed(Law, "laws.yml"),
        themes=load.listed(Theme, "themes.yml"),
        stages=load.keyed(StageRule, "stages.yml"),
        places=load.listed(Place, "places.yml"),
        hotline=load.record(Hotline, "hotline.yml"),
        events=_each(load, Event, _under(files, "events/", ".yml", depth=3)),
        disclosures=_disclosures(load, _under(files, "disclosures/", ".md", depth=3)),
        catalogue=_catalogue(load, _under(files, "catalogue/", ".csv", depth=2)),
        pages=_pages(load, _under(files, "pages/", ".md")),
        targets=load.targets,
        files=files,
        exemptions=load.listed(PrivacyExemption, "privacy-allow.yml"),
    )
    unread = {problem.file for problem in load.problems if severity(problem) is Severity.error}
    return replace(own, unread=tuple(sorted(unread)))


def _look_through(load: Loader, content: RegionContent) -> None:
    """Looks through every text of the region but its items for what must not stand in it."""
    items = set(items_of(content.files))
    sums: dict[str, bytes] = {}
    for path in content.files:
        if path.lower().endswith(ENDINGS) and path not in items:
            body = load.source.read(path)
            sums[path] = sha256(body).digest()
            load.problems += check_private(body, path, content.exemptions)
            load.problems += check_shown(body, path)
            load.problems += check_words(body, path) if path.endswith(WORDED) else []
    told = {*content.unread, *(path for path, document in content.disclosures.items() if document.index_number)}
    load.problems += check_copies({path: found for path, found in sums.items() if path not in told})


def default_stages() -> dict[str, StageRule]:
    """The table of stages that ships with the engine."""
    value, problems = read_yaml(_DEFAULT_STAGES.read_bytes(), _DEFAULT_STAGES.name)
    if problems or not isinstance(value, dict):
        raise ValueError(f"the engine's own stages.yml is broken: {problems}")
    return {name: StageRule.model_validate(entry) for name, entry in value.items()}


def _under(files: Sequence[str], folder: str, ending: str, depth: int = 0) -> list[str]:
    """Files of ``folder`` with this ending, of all files in their order; ``depth`` counts the parts of the path where it is fixed."""
    first = bisect_left(files, folder)
    last = bisect_left(files, folder[:-1] + chr(ord("/") + 1), first)
    return [file for file in files[first:last] if file.endswith(ending) and depth in (0, file.count("/") + 1)]


def _each(load: Loader, record: type[R], paths: Iterable[str]) -> dict[str, R]:
    read = {path: load.record(record, path) for path in paths}
    return {path: entry for path, entry in read.items() if entry is not None}


def _departments(load: Loader, files: tuple[str, ...]) -> dict[str, Department]:
    read = _each(load, Department, _under(files, "departments/", ".yml", depth=2))
    named = {path[len("departments/") : -len(".yml")]: entry for path, entry in read.items()}
    return dict(sorted(named.items(), key=lambda pair: (pair[1].order is None, pair[1].order or 0, pair[0])))


def _disclosures(load: Loader, paths: Iterable[str]) -> dict[str, Disclosure]:
    read: dict[str, Disclosure | None] = {}
    for path in paths:
        data = load.source.read(path)
        matter, body, problems = read_markdown(data, path)
        load.problems += problems
        if not problems:
            load.problems += check_cut(data, path)
            load.prose(data, body, path)
        read[path] = None if problems else load.shaped(Disclosure, matter, path)
    return {path: entry for path, entry in read.items() if entry is not None}


def _pages(load: Loader, paths: Iterable[str]) -> dict[str, str]:
    """Pages of guidance by their titles; one without is called by its file."""
    read = {}
    for path in paths:
        data = load.source.read(path)
        guide, problems = read_guide(data, path)
        load.problems += problems or check_cut(data, path)
        load.prose(data, guide.body, path)
        read[path] = guide.title or path.rpartition("/")[2].removesuffix(".md")
    return read


def _catalogue(load: Loader, paths: Iterable[str]) -> dict[str, tuple[CatalogueRow, ...]]:
    read = {}
    for path in paths:
        rows, problems = read_csv(load.source.read(path), path)
        columns = check_columns(rows[0] if rows else (), path)
        load.problems += problems or columns.problems
        first = ""
        shaped = []
        for number, cells in enumerate(rows if columns.whole else ()):
            row = columns.row(cells)
            # Cells merged downwards in the official table arrive blank below their first row.
            first = row.get("一级事项") or first
            shaped.append(load.shaped(CatalogueRow, {**row, "一级事项": first}, path, (number,)))
        read[path[len("catalogue/") : -len(".csv")]] = tuple(row for row in shaped if row is not None)
    return read


def items_of(files: Sequence[str]) -> list[str]:
    """The files of items among all files of a region."""
    return _under(files, "powers/", ".yml", depth=3)


def chunks_of(region: str, files: Sequence[str]) -> tuple[Chunk, ...]:
    """One chunk for each folder under powers/, whether departments/ knows it or not."""
    folders: dict[str, list[str]] = {}
    for file in items_of(files):
        folders.setdefault(file.split("/")[1], []).append(file)
    return tuple(Chunk(region, folder, tuple(paths)) for folder, paths in sorted(folders.items()))


def _else(own: tuple[R, ...], upper: tuple[R, ...], names: Callable[[R], tuple[str, ...]]) -> tuple[R, ...]:
    """The main region's entries, but for those that a region says itself: of the same id, or the same under another."""
    known = {name for entry in own for name in names(entry)}
    return tuple(entry for entry in upper if known.isdisjoint(names(entry)))


def _names_of_law(law: Law) -> tuple[str, ...]:
    return law.slug, f"《{fold(law.name)}》{law.number or ''}"


def _names_of_theme(theme: Theme) -> tuple[str, ...]:
    return theme.id, theme.name
