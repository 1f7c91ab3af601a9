"""Every rule has a folder of content that trips it and nothing else, and stands in the editor's handbook."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from yangguang.build.read import frame, read_item
from yangguang.build.region import read_region
from yangguang.build.source import MemorySource
from yangguang.check import judge
from yangguang.check.handbook import SEVERITIES, line, rules_page
from yangguang.model.messages import RULES
from yangguang.model.problem import Problem, Rule
from yangguang.yamlio import place

ROOT = Path(__file__).parent
BASE = ROOT / "sites" / "base"
BROKEN = ROOT / "sites" / "broken"
HANDBOOK = ROOT.parent / "docs" / "editor" / "rules.md"
FOLDERS = sorted(folder for folder in BROKEN.iterdir() if folder.is_dir())

GUARDED = ("P1", "P2")
"""The ranges in which every rule must have its folder."""


def bodies(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def content_of(folder: Path) -> dict[str, bytes]:
    """The sound content of base/ with the files of a broken folder laid over it; ``without.txt`` names what to leave out."""
    own = bodies(folder)
    own.pop("expected.txt", None)
    left_out = own.pop("without.txt", b"").decode().split()
    return {path: body for path, body in (bodies(BASE) | own).items() if path not in left_out}


def problems_of(files: dict[str, bytes]) -> list[Problem]:
    """Everything the checks say of one region, at its place."""
    source = MemorySource(files)
    return place(problems_found(source), lambda path: files.get(path, b""))


def problems_found(source: MemorySource) -> Iterator[Problem]:
    read = read_region(source)
    yield from read.problems
    if read.content is None:
        return
    for chunk in read.chunks:
        for file in chunk.files:
            item = read_item(source.read(file), file, frame(read.content))
            yield from item.problems
            if item.facts:
                yield from judge(item.facts, item.facts.own_status or "在用")


def lines(files: dict[str, bytes]) -> list[str]:
    return sorted(line(problem) for problem in problems_of(files))


def test_the_base_is_sound() -> None:
    assert lines(bodies(BASE)) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_broken_folder_is_told_exactly_its_mistake(folder: Path) -> None:
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert lines(content_of(folder)) == expected


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_broken_folder_trips_one_rule_the_one_it_is_named_for(folder: Path) -> None:
    assert [problem.rule for problem in problems_of(content_of(folder))] == [folder.name[:4]]


def test_every_rule_has_a_broken_folder_and_every_folder_a_rule() -> None:
    rules = {rule for rule in RULES if rule.startswith(GUARDED)}
    assert {folder.name[:4] for folder in FOLDERS} >= rules
    assert {folder.name[:4] for folder in FOLDERS} <= set(RULES)


def test_a_broken_folder_holds_only_what_differs() -> None:
    base = bodies(BASE)
    assert [f.name for f in FOLDERS if any(base.get(path) == body for path, body in bodies(f).items())] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_what_a_sentence_fills_in_stands_in_its_chinese_words(rule: Rule) -> None:
    assert placeholders(rule.en) <= placeholders(rule.zh)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


REWRITE = "from yangguang.check.handbook import rules_page; print(rules_page(), end='')"


def test_the_handbook_lists_every_rule() -> None:
    listed = HANDBOOK.read_text(encoding="utf-8")
    assert listed == rules_page(), f'python -c "{REWRITE}" > docs/editor/rules.md'


def test_every_severity_has_a_chinese_word() -> None:
    assert set(SEVERITIES) == {rule.severity for rule in RULES.values()}
