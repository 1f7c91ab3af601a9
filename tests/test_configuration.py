"""mkdocs.yml and the environment: a mistake is one sentence, and what changes there is noticed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.helpers import copy_of, yangguang
from tests.repositories import Repo

HEAD = "site_name: x\ndocs_dir: content\n"
MISTAKES: dict[str, tuple[str | bytes, str]] = {
    "no day": ("plugins: [{yangguang: {as_of: 昨天}}]", "昨天"),
    "a day of no calendar": ("plugins: [{yangguang: {as_of: 2025-02-30}}]", "mkdocs.yml"),
    "a day of no calendar, quoted": ('plugins: [{yangguang: {as_of: "2025-02-30"}}]', "2025-02-30"),
    "a day of no calendar elsewhere": ("plugins: [yangguang]\nextra: {x: 2025-02-30}", "mkdocs.yml"),
    "a time, no day": ("plugins: [{yangguang: {as_of: 2025-01-01 10:00:00}}]", "2025-01-01"),
    "options that are a text": ("plugins: [{yangguang: 你好}]", "yangguang"),
    "options that are a list": ("plugins: [{yangguang: [a]}]", "yangguang"),
    "plugins that are a number": ("plugins: 5", "plugins"),
    "a plugin without a name": ("plugins: [{}]", "plugins"),
    "a commit of no time": (
        "plugins: [{yangguang: {commits: [{region: linfen, commit: x, authored: 昨天}]}}]", "昨天",
    ),
    "ourselves twice": ("plugins: [yangguang, {yangguang: {workers: 1}}]", "两个 yangguang"),
    "another search": ("plugins: [yangguang, search]", "search"),
    "too many processes": ("plugins: [{yangguang: {workers: 999999999999}}]", "999999999999"),
    "an option that does not exist": ("plugins: [{yangguang: {region: [{path: content}]}}]", "regions"),
    "a region above that is none": ("plugins: [{yangguang: {parent: content/powers}}]", "region.yml"),
    "a region that is nowhere": ("plugins: [{yangguang: {regions: [{path: ../nowhere}]}}]", "../nowhere"),
    "a region above that is nowhere": ("plugins: [{yangguang: {parent: ../nowhere}}]", "../nowhere"),
    "a site in the content": ("site_dir: content/site", "另选一个位置"),
    "no name": (b"docs_dir: content\n", "缺少 site_name"),
    "no process": ("plugins: [{yangguang: {workers: 0}}]", "workers"),
    "a list": (b"- a\n", "dict"),
    "no text": (b"\xff\xfe\x00\x01", "configuration"),
    "no YAML": (b"site_name: [\n", "configuration"),
}  # fmt: skip
"""What follows ``HEAD``, or the bytes of the whole file; and what the sentence names."""


@pytest.mark.parametrize("verb", ["check", "build"])
@pytest.mark.parametrize("name", sorted(MISTAKES))
def test_a_mistake_in_the_configuration_is_one_sentence_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, verb: str
) -> None:
    copy_of("good", tmp_path)
    monkeypatch.chdir(tmp_path)
    written, named = MISTAKES[name]
    whole = written if isinstance(written, bytes) else f"{HEAD}{written}\n".encode()
    Path("mkdocs.yml").write_bytes(whole)
    told = yangguang(verb)
    assert told.exit_code == 2, told.output
    assert named in told.output
    assert re.search("[；：].* / ", told.output), told.output
    assert told.output.count("\n") == 1
    assert not Path("site").exists()


@pytest.mark.parametrize("verb", ["check", "build", "serve"])
@pytest.mark.parametrize("written", [None, "docs_dir: missing", "extra: {}"])
def test_a_content_folder_that_is_not_there_is_one_sentence_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str | None, verb: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if written:
        Path("mkdocs.yml").write_text(f"site_name: x\n{written}\nplugins: [yangguang]\n", encoding="utf-8")
    told = yangguang(verb)
    assert told.exit_code == 2, told.output
    assert "找不到内容文件夹" in told.output
    assert "there is no content folder" in told.output
    assert "请到有 mkdocs.yml 的文件夹里运行" in told.output, "most often somebody stands in another folder"
    assert "Config value" not in told.output
    assert told.output.count("\n") == 1


def day_of(site: Path) -> str:
    return str(json.loads((site / "version.json").read_text(encoding="utf-8"))["as_of"])


def test_a_file_that_the_configuration_inherits_from_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_of("good", tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text("INHERIT: base.yml\nsite_name: x\n", encoding="utf-8")
    for day in ("2026-01-05", "2026-02-05"):
        Path("base.yml").write_text(f"docs_dir: content\nplugins: {{yangguang: {{as_of: {day}}}}}\n", encoding="utf-8")
        assert yangguang("build").exit_code == 0
        assert day_of(Path("site")) == day


def test_a_variable_that_the_configuration_takes_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_of("good", tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("mkdocs.yml").write_text(HEAD + "plugins: [{yangguang: {as_of: !ENV DAY}}]\n", encoding="utf-8")
    for day in ("2026-01-05", "2026-02-05"):
        monkeypatch.setenv("DAY", day)
        assert yangguang("build").exit_code == 0
        assert day_of(Path("site")) == day


def test_a_commit_in_the_repository_of_a_county_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    city = Repo.of_good(tmp_path / "city")
    county = Repo(tmp_path / "county")
    county.folder.mkdir()
    (city.content / "regions/houma").rename(county.content)
    county.git("init", "-q", "-b", "main", ".")
    county.commit("2026-01-06T08:00:00Z")
    (city.folder / "mkdocs.yml").write_text(
        HEAD + "plugins: [{yangguang: {regions: [{path: ../county/content}]}}]\n", encoding="utf-8"
    )
    monkeypatch.chdir(city.folder)
    assert yangguang("build").exit_code == 0
    item = min((county.content / "powers").rglob("*.yml"))
    item.write_text(item.read_text(encoding="utf-8") + "备注: 又\n", encoding="utf-8")
    assert yangguang("build").exit_code == 0
    assert day_of(Path("site")) == "2026-01-06"
    county.commit("2026-02-05T08:00:00Z")
    assert yangguang("build").exit_code == 0
    assert day_of(Path("site")) == "2026-02-05"


@pytest.mark.parametrize("verb", ["build", "check"])
def test_a_moment_that_is_none_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    copy_of("good", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    told = yangguang(verb)
    assert told.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in told.output


def test_an_empty_moment_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_of("good", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert yangguang("build").exit_code == 0
