"""Content versions are told apart, and older content is rewritten step by step."""

from __future__ import annotations

import pytest

from yangguang import __version__
from yangguang.model.messages import sentence
from yangguang.yamlio import read_yaml, upgrade, version_problem
from yangguang.yamlio.upgrade import CURRENT, STEPS


def problem_of(source: str) -> str | None:
    problem = version_problem(read_yaml(source.encode(), "region.yml")[0])
    return problem.rule if problem else None


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("格式版本: 1\n", None),
        ('格式版本: "1"\n', None),
        ("名称: 临汾市\n", None),
        ("", None),
        ("格式版本: 2\n", "P070"),
        ("格式版本: 0\n", "P071"),
        ("格式版本: 01\n", "P071"),
        ("格式版本: 1.0\n", "P071"),
        ("格式版本: ２\n", "P071"),
        ("格式版本: 最新\n", "P071"),
    ],
)
def test_only_known_versions_are_read(source: str, rule: str | None) -> None:
    assert problem_of(source) == rule


def test_a_newer_version_names_the_engine_that_reads_it() -> None:
    problem = version_problem({"格式版本": "7"})
    assert problem is not None
    assert problem.where == ("格式版本",)
    for lang in ("zh", "en"):
        said = sentence(problem, lang)
        assert "7" in said
        assert f"yangguang > {__version__}" in said


def test_an_older_version_is_told_to_upgrade() -> None:
    problem = version_problem({"格式版本": "1"}, current=2)
    assert problem is not None
    assert problem.rule == "P072"
    assert "yangguang upgrade" in sentence(problem, "zh")


def test_every_older_version_has_a_step_to_the_next() -> None:
    assert sorted(STEPS) == list(range(1, CURRENT))


def test_content_of_today_is_left_as_it_is() -> None:
    assert upgrade("格式版本: 1\n".encode(), CURRENT) == "格式版本: 1\n".encode()


def test_older_content_goes_through_every_step_and_says_its_new_version() -> None:
    steps = {
        1: lambda file, data: data.replace("名".encode(), "称".encode()),
        2: lambda file, data: data + f"# {file}\n".encode(),
    }
    region = "# 注\n格式版本: '1'  # 版本\n名: 甲\n".encode()
    assert upgrade(region, 1, steps=steps).decode() == "# 注\n格式版本: 3  # 版本\n称: 甲\n# region.yml\n"
    assert upgrade("名: 甲\n".encode(), 2, file="laws.yml", steps=steps).decode() == "名: 甲\n# laws.yml\n"
    assert upgrade("名: 甲\n".encode(), 1, steps=steps).decode() == "格式版本: 3\n称: 甲\n# region.yml\n"
