"""Every rule has a folder of content that trips it and nothing else, and stands in the editor's handbook."""

from pathlib import Path
from string import Formatter

import pytest

from tests.breaking import BASE, bodies, problems_of
from tests.helpers import ROOT, SITES
from yangguang import __version__
from yangguang.check.handbook import SEVERITIES, line, rules_page
from yangguang.model.messages import RULES
from yangguang.model.problem import Rule

BROKEN = SITES / "broken"
HANDBOOK = ROOT / "docs" / "editor" / "rules.md"
FOLDERS = sorted(folder for folder in BROKEN.iterdir() if folder.is_dir())


ELSEWHERE = {
    "P001": "a file above 2 MB is made by its test, not kept",
    "P034": "the last resort, for what no other rule of syntax explains",
    "P060": "said by fmt, not by the checks",
    "P061": "said by fmt, not by the checks",
    "P359": "of the lexicon, which is no content; see tests/test_search_lexicon.py",
    "P357": "these folders are all judged on a given day; tests/test_build.py gives none",
    "P392": "these folders are all judged on a given day; tests/test_build.py gives none",
    "P355": "links would be copied as what they lead to; tests/test_unread.py makes some",
    "P362": "who works under Windows could not fetch such a folder; tests/test_unread.py makes some",
    **{f"P60{n}": "of the lexicon, which is no content; see tests/test_search_lexicon.py" for n in range(3)},
    "P072": "no version before the first was ever written",
}
"""Rules that no folder of content can trip."""


def content_of(folder: Path) -> dict[str, bytes]:
    """The sound content of base/ with the files of a broken folder laid over it; ``without.txt`` names what to leave out."""
    own = bodies(folder)
    own.pop("expected.txt", None)
    left_out = own.pop("without.txt", b"").decode().split()
    return {path: body for path, body in (bodies(BASE) | own).items() if path not in left_out}


def test_the_base_is_sound() -> None:
    assert problems_of(bodies(BASE)) == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_broken_folder_is_told_exactly_its_mistake_by_the_rule_it_is_named_for(folder: Path) -> None:
    expected = (folder / "expected.txt").read_text(encoding="utf-8").replace("{version}", __version__)
    (problem,) = problems_of(content_of(folder))
    assert (problem.rule, line(problem)) == (folder.name[:4], expected.rstrip("\n"))


def test_every_rule_has_a_broken_folder_and_every_folder_a_rule() -> None:
    assert {folder.name[:4] for folder in FOLDERS} == RULES.keys() - ELSEWHERE.keys()


def test_a_broken_folder_holds_only_what_differs() -> None:
    base = bodies(BASE)
    assert [f.name for f in FOLDERS if any(base.get(path) == body for path, body in bodies(f).items())] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_what_a_sentence_fills_in_stands_in_its_chinese_words(rule: Rule) -> None:
    assert placeholders(rule.en) <= placeholders(rule.zh)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


HEAD = "编号,一级事项,二级事项,公开内容,公开依据,公开时限,公开主体,公开渠道和载体,全社会,特定群体,主动,依申请,县级,乡级,村级"
REWRITE = "from yangguang.check.handbook import rules_page; print(rules_page(), end='')"


def test_the_handbook_lists_every_rule() -> None:
    listed = HANDBOOK.read_text(encoding="utf-8")
    assert listed == rules_page(), f'python -c "{REWRITE}" > docs/editor/rules.md'


def test_every_severity_has_a_chinese_word() -> None:
    assert set(SEVERITIES) == {rule.severity for rule in RULES.values()}


@pytest.mark.parametrize(
    ("written", "instead", "expected"),
    [
        ("公开主体", "主体", [("P102", 1, 29)]),
        ("公开主体", "公开主体：", [("P104", 1, 29)]),
        ("全社会", "随意", [("P511", 1, 1), ("P101", 1, 42)]),
        ("编号", "编码", [("P102", 1, 1)]),
        ("编号", "甲", [("P101", 1, 1), ("P511", 1, 1)]),
        ("二级事项", "序号", [("P105", 1, 9), ("P511", 1, 1)]),
        ("编号", "序号", []),
    ],
)
def test_a_heading_is_told_once_however_many_rows_stand_below(
    written: str, instead: str, expected: list[tuple[str, int, int]]
) -> None:
    rows = "".join(f"{n},社会团体,成立登记,办理结果,条例,即时,民政局,网站,√,,√,,√,,\n" for n in range(9))
    table = f"{HEAD.replace(written, instead)}\n{rows}".encode()
    told = [(p.rule, p.line, p.column) for p in problems_of(bodies(BASE) | {"catalogue/社会团体.csv": table})]
    assert sorted(told) == sorted(expected)


def test_a_table_of_headings_alone_lacks_rows_and_no_heading() -> None:
    table = f"{HEAD}\n,,,\n".encode()
    assert [p.rule for p in problems_of(bodies(BASE) | {"catalogue/社会团体.csv": table})] == ["P050"]
