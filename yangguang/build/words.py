"""The lexicon measured against the content at hand: which of its entries help nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yangguang import resources
from yangguang.build.gather import Gathered
from yangguang.model.links import Links
from yangguang.model.problem import Problem
from yangguang.search.compiled import unused
from yangguang.search.lexicon import FOLDER
from yangguang.search.regions import region_entries
from yangguang.yamlio import place


def idle(gathered: Gathered, links: Links, words: Sequence[Path]) -> list[tuple[str, int, str]]:
    """(file, line, first word) of each entry that helps no item, document, law, page or place at hand.

    ``words`` are the site's own search folders, whose files stand in the place of those that come with the engine. They
    come last: the engine's are hundreds, and a terminal shows the end.
    """
    names, codes = _held(gathered, links)
    found = unused(gathered.lexicon, sorted(names), frozenset(codes))
    problems = [Problem("", file, ("词条", number), {"word": word}) for file, number, word in found]
    placed = place(problems, lambda file: _path(file, words).read_bytes())
    placed.sort(key=lambda problem: any(_in(folder, problem.file).is_file() for folder in words))
    return [(problem.file, problem.line, str(problem.args["word"])) for problem in placed]


def _held(gathered: Gathered, links: Links) -> tuple[set[str], set[str]]:
    """Every name that a query can lead to, and the codes of the items."""
    names: set[str] = set()
    codes: set[str] = set()
    for slug, content in gathered.contents.items():
        of_region = links.regions[slug]
        codes.update(of_region.items)
        names.update(name for item in of_region.items.values() for name in (item.name, *item.everyday_names))
        for entry in region_entries(content, of_region, gathered.reads[slug].source.read, links.as_of):
            names.update((entry["name"], *entry["aliases"]))
    return names, codes


def _path(file: str, words: Sequence[Path]) -> Path:
    """The file of the lexicon that is read under this name."""
    places = [_in(folder, file) for folder in (*words, resources.folder("search"))]
    return next(path for path in places if path.is_file())


def _in(folder: Path, file: str) -> Path:
    return folder / FOLDER / Path(file).name
