"""The commands do what the handbook says, and the handbook says what the commands do."""

from __future__ import annotations

import errno
import json
import os
import pstats
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from tests.helpers import AS_OF, PROGRAM, ROOT, SITES, build, copy_of, digests, edit, full, yangguang
from yangguang.cli.handbook import commands_page
from yangguang.model.kinds import KINDS


def test_the_handbooks_page_on_the_commands_is_current() -> None:
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == commands_page()


def test_the_build_script_is_the_command() -> None:
    shown = subprocess.run([sys.executable, "build.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"build", "check", "serve", "new", "schema", "fmt", "upgrade"} <= set(shown.stdout.split())


def test_the_build_script_hands_over_to_what_make_has_set_up_or_names_it(tmp_path: Path) -> None:
    shutil.copy(ROOT / "build.py", tmp_path)
    (tmp_path / "yangguang").symlink_to(ROOT / "yangguang")
    bare = [str(Path(sys.executable).resolve()), "-S", str(tmp_path / "build.py"), "check", "--strict"]
    lost = subprocess.run(bare, capture_output=True, text=True, check=False)
    assert (lost.returncode, lost.stderr.startswith("缺少 "), "make site" in lost.stderr) == (1, True, True)

    ours = tmp_path / ".venv/bin/python"
    ours.parent.mkdir(parents=True)
    ours.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    ours.chmod(0o755)
    led = subprocess.run(bare, capture_output=True, text=True, check=True)
    assert led.stdout.split() == bare[2:]


@pytest.mark.parametrize("option", ["--strict", "--site"])
@pytest.mark.parametrize("verb", ["export", "history", "lexicon", "poster", "search"])
def test_a_verb_does_not_offer_what_it_would_not_heed(verb: str, option: str) -> None:
    refused = yangguang(verb, option)
    assert (refused.exit_code, f"没有选项 {option}" in refused.output) == (2, True)


def test_a_second_build_of_the_same_does_nothing(tmp_path: Path) -> None:
    tmp_path /= os.fsdecode("阳光".encode("gbk"))  # what unpacking made of a name from another system
    tmp_path.mkdir()
    content, site = copy_of("good", tmp_path), tmp_path / "site"
    first = build(content, site, "--cache", tmp_path / "cache")
    folder = site.stat().st_ino
    second = build(content, site, "--cache", tmp_path / "cache")
    assert "内容没有变化" not in first.output
    assert "内容没有变化" in second.output
    assert site.stat().st_ino == folder


def test_a_second_build_without_any_configuration_does_nothing_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_of("good", tmp_path)
    monkeypatch.chdir(tmp_path)
    outputs = [yangguang("build", "--as-of", "2026-01-05").output for _ in range(2)]
    assert ["内容没有变化" in output for output in outputs] == [False, True]


def test_a_configuration_that_comes_and_goes_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_of("good", tmp_path)
    monkeypatch.chdir(tmp_path)
    days = []
    for configuration in (
        "",
        "site_name: 权责清单\ndocs_dir: content\nplugins: [{yangguang: {as_of: 2026-02-03}}]\n",
        "",
    ):
        file = Path("mkdocs.yml")
        file.write_text(configuration, encoding="utf-8") if configuration else file.unlink(missing_ok=True)
        assert yangguang("build").exit_code == 0
        days.append(json.loads(Path("site/version.json").read_text(encoding="utf-8"))["as_of"])
    assert days == [days[0], "2026-02-03", days[0]]


def test_own_templates_need_no_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_of("good", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert yangguang("build").exit_code == 0
    own = Path("templates/styles/05-own.css")
    own.parent.mkdir(parents=True)
    own.write_text(".own-city { color: red; }\n", encoding="utf-8")
    assert "内容没有变化" not in yangguang("build").output
    assert any(".own-city" in sheet.read_text(encoding="utf-8") for sheet in Path("site").rglob("*.css"))


def test_a_file_lost_from_the_site_is_noticed_though_the_content_is_the_same(tmp_path: Path) -> None:
    content, site = copy_of("good", tmp_path), tmp_path / "site"
    build(content, site, "--cache", tmp_path / "cache")
    sound = digests(site)
    (site / "index.html").unlink()
    build(content, site, "--cache", tmp_path / "cache")
    assert digests(site) == sound


def test_a_site_that_was_published_is_told_so_though_the_rest_cannot_be_said(tmp_path: Path) -> None:
    content, site = copy_of("good", tmp_path), tmp_path / "site"
    command = [PROGRAM, "--lang", "zh", "build", "--content", str(content), "--site", str(site), *AS_OF]
    with Path("/dev/full").open("wb") as output:
        done = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "网站已经更新；但随后写不下去 输出" in done.stderr
    assert "保持原样" not in done.stderr
    assert (site / "index.html").is_file()


def test_where_a_full_disk_takes_no_new_file_it_is_the_room_that_is_to_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(folder: Path, *_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(folder))

    monkeypatch.setattr(Path, "mkdir", no_room)
    told = yangguang("schema", "--into", tmp_path / "schema").output
    assert f"写不下去：{tmp_path}/schema: No space left on device；请核对磁盘的剩余空间和限额" in told
    assert "权限" not in told


@pytest.mark.parametrize(("text", "code"), [("登记", 0), ("火星", 1)])
def test_a_reader_who_has_gone_is_told_nothing_and_changes_nothing_of_what_was_found(
    tmp_path: Path, text: str, code: int
) -> None:
    content = copy_of("good", tmp_path)
    command = [PROGRAM, "--lang", "zh", "search", text, "--limit", "0", "--json", "--content", str(content)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == ""
    assert running.returncode == code


def test_fmt_changes_what_it_must_and_then_nothing_more(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    card = content / "powers/civil-affairs/1107-A-00200-141000.yml"
    card.write_text(
        "# 说明\n状态: 在用\n" + card.read_text(encoding="utf-8").replace("[市级]", "市级"), encoding="utf-8"
    )
    asked = yangguang("fmt", "--content", content, "--check")
    assert (asked.exit_code, "1107-A-00200-141000.yml" in asked.output) == (1, True)
    assert yangguang("fmt", "--content", content).exit_code == 0
    text = card.read_text(encoding="utf-8")
    # An event decides the status of this item, so that it writes none itself; the comment stays.
    assert "状态" not in text
    assert "# 说明" in text
    assert "行使层级: [市级]" in text
    assert yangguang("fmt", "--content", content, "--check").exit_code == 0


def test_a_file_that_fmt_cannot_write_for_want_of_room_stays_what_it_was(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    file = content / "powers/civil-affairs/1107-A-00100-141000.yml"
    edit(file, "职权名称", "事项名称")
    before = digests(content)
    told = full("fmt", "--content", content, file, largest=1024)
    assert told.returncode == 2
    assert digests(content) == before


def test_fmt_writes_nothing_where_a_link_leads_that_a_repository_has_brought(tmp_path: Path) -> None:
    content, mine = copy_of("good", tmp_path), tmp_path / "profile"
    mine.write_text("mine", encoding="utf-8")
    file = content / "powers/civil-affairs/1107-A-00100-141000.yml"
    edit(file, "职权名称", "事项名称")
    file.with_name(f".{file.name}.new").symlink_to(mine)
    assert yangguang("fmt", "--content", content, file).exit_code == 0
    assert (mine.read_text(encoding="utf-8"), file.is_symlink()) == ("mine", False)


def test_a_build_empties_nothing_where_a_link_in_its_cache_leads(tmp_path: Path) -> None:
    content, cache, mine = copy_of("good", tmp_path), tmp_path / "cache", tmp_path / "profile"
    mine.write_text("mine", encoding="utf-8")
    cache.mkdir()
    (cache / "lock").symlink_to(mine)
    assert build(content, tmp_path / "site", "--cache", cache).exit_code == 0
    assert mine.read_text(encoding="utf-8") == "mine"


def test_fmt_says_which_files_it_does_not_look_at(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    (tmp_path / "README.md").write_text("# x\n", encoding="utf-8")
    (content / "themes.yml").write_text("主题:   []\n", encoding="utf-8")
    asked = [content / "themes.yml", tmp_path / "README.md", content / "files" / "form.txt"]
    asked[2].parent.mkdir(exist_ok=True)
    asked[2].write_text("x\n", encoding="utf-8")
    done = yangguang("fmt", "--content", content, *asked)
    assert done.exit_code == 2
    assert [str(file) in done.output for file in asked] == [False, True, True]
    assert (content / "themes.yml").read_text(encoding="utf-8") == "主题:   []\n"


@pytest.mark.parametrize("verb", [("fmt", "--check"), ("upgrade",)])
def test_the_content_folder_is_that_of_the_configuration(
    verb: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    missing = yangguang(*verb)
    assert (missing.exit_code, "找不到内容文件夹 content" in missing.output) == (2, True)
    copy_of("good", tmp_path).rename(tmp_path / "内容")
    Path("mkdocs.yml").write_text("site_name: 试\ndocs_dir: 内容\nplugins: [yangguang]\n", encoding="utf-8")
    assert yangguang(*verb).exit_code == 0


def test_every_kind_of_file_has_a_schema_in_chinese(tmp_path: Path) -> None:
    assert yangguang("schema", "--into", tmp_path).exit_code == 0
    assert {path.stem for path in tmp_path.glob("*.json")} == {kind.name for kind in KINDS}
    power = json.loads((tmp_path / "power.json").read_text(encoding="utf-8"))
    assert power["additionalProperties"] is False
    assert {"职权编码", "职权名称"} <= set(power["required"])
    assert power["properties"]["责任事项"]["title"] == "责任事项"
    assert "行政许可" in power["properties"]["职权类别"]["anyOf"][0]["enum"]


class EditorYaml(yaml.SafeLoader):
    """YAML 1.2 core, as the editors' language server reads it: numbers are numbers, 是 and days are texts."""


EditorYaml.yaml_implicit_resolvers = {}
EditorYaml.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))
EditorYaml.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(null|~|)$"), ["n", "~", ""])


def test_no_schema_finds_fault_with_sound_content(tmp_path: Path) -> None:
    assert yangguang("new", tmp_path / "xian").exit_code == 0
    wired = json.loads((tmp_path / "xian/.vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    faults, number = [], 0
    for folder in (ROOT / "content", ROOT / "content/regions/houma", SITES / "good", tmp_path / "xian/content"):
        for schema, pattern in wired.items():
            validator = Draft202012Validator(json.loads((tmp_path / "xian" / schema).read_text(encoding="utf-8")))
            for file in folder.glob(pattern.removeprefix("content/")):
                read = yaml.load(file.read_bytes(), EditorYaml)
                faults += [f"{file}: {best_match([fault]).message}" for fault in validator.iter_errors(read)]
                number += 1
    assert number > 150
    assert faults == []


def test_a_code_of_digits_needs_no_quotation_marks(tmp_path: Path) -> None:
    assert yangguang("schema", "--into", tmp_path).exit_code == 0

    def faults(kind: str, text: str) -> int:
        validator = Draft202012Validator(json.loads((tmp_path / f"{kind}.json").read_text(encoding="utf-8")))
        return len(list(validator.iter_errors(yaml.load(text, EditorYaml))))

    assert faults("power", "{职权编码: 14100000100, 职权名称: 甲, 其他编码: {国家基本编码: 100123456789}}") == 0
    assert faults("region", "{格式版本: 1, 名称: 甲, 行政区划代码: 141081, 网址标识: jia, 层级: 县级}") == 0
    assert faults("power", "{职权编码: 甲, 职权名称: 甲, 办案期限: {时限: 90}}") == 2


def test_a_new_repository_is_wired_to_its_schemas_and_refuses_a_full_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "xian"
    assert yangguang("new", folder, "--name", "演示县").exit_code == 0
    wired = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert all((folder / name).is_file() for name in wired)
    assert yangguang("fmt", "--check", "--content", folder / "content").exit_code == 0, (
        "its own example is in canonical form"
    )
    assert "名称: 演示县" in (folder / "content/region.yml").read_text(encoding="utf-8")
    (here := tmp_path / "ben-xian").mkdir()
    monkeypatch.chdir(here)
    (here / ".git").mkdir()  # whoever cloned a repository that is still empty
    assert yangguang("new", ".").exit_code == 0
    assert "网址标识: ben-xian" in (here / "content/region.yml").read_text(encoding="utf-8")
    again = yangguang("new", folder)
    assert again.exit_code == 2
    assert "不是空文件夹" in again.output


@pytest.mark.parametrize("name", ["a: b", "[列表]", '"q', "@县", "true", "- 县", "某县 #1", "平阳县"])
def test_a_new_repository_builds_whatever_its_region_is_called(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "xian"
    assert yangguang("new", folder, "--name", name, "--slug=-9").exit_code == 0
    done = yangguang("build", "-f", folder / "mkdocs.yml")
    assert done.exit_code == 0, done.output
    told = json.loads((folder / "site/data/v1/catalog.json").read_text(encoding="utf-8"))
    assert told["dct:title"] == f"{name}权责清单开放数据"


@pytest.mark.parametrize("options", [("--name", ""), ("--name", "甲\n乙"), ("--slug", ""), ("--slug", "a/b")])
def test_a_name_that_is_none_makes_no_repository(tmp_path: Path, options: tuple[str, str]) -> None:
    done = yangguang("new", tmp_path / "xian", *options)
    assert (done.exit_code, "不能用作" in done.output) == (2, True)
    assert not (tmp_path / "xian").exists()


def test_an_unknown_content_version_is_one_error_that_names_the_cure(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    region = content / "region.yml"
    edit(region, "格式版本: 1", "格式版本: 9")
    result = yangguang("check", "--content", content)
    assert result.exit_code == 1
    assert [line for line in result.stdout.splitlines() if "错误" in line and "region.yml:1:" in line] != []
    refused = yangguang("upgrade", "--content", content)
    assert refused.exit_code == 1
    assert "region.yml:1:" in refused.stderr


def test_upgrade_of_the_newest_content_changes_nothing(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    before = digests(content)
    assert yangguang("upgrade", "--content", content).exit_code == 0
    assert digests(content) == before


@pytest.mark.parametrize(("options", "environment", "word"), [
    (["--lang", "en"], {}, "error"), ([], {"LANG": "en_GB.UTF-8"}, "error"), ([], {}, "错误"),
])  # fmt: skip
def test_messages_come_in_english_where_that_is_asked_for(
    tmp_path: Path, options: list[str], environment: dict[str, str], word: str
) -> None:
    content = copy_of("good", tmp_path)
    (content / "departments/market-regulation.yml").write_text("名称: [a\n", encoding="utf-8")
    done = subprocess.run([sys.executable, str(ROOT / "build.py"), *options, "check", "--content", str(content)],
                          cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 1
    assert f"content/departments/market-regulation.yml:1:5: {word} P" in done.stdout


@pytest.mark.parametrize(("typed", "told"), [
    ("--lang x", "--lang 的值不能用；可以写 zh、en；用法见 main -h / Invalid value"),
    ("bild", "没有命令 bild；是否想写 build？；用法见 main -h / No such command"),
    ("host log --foo", "没有选项 --foo；用法见 main host log -h / No such option"),
    ("build --lang en", "选项 --lang 要写在命令前面；用法见 main build -h / --lang stands before the command."),
    ("build --site", "选项 --site 缺少值，或者不该有值"),
    ("build x", "命令写得不对；用法见 main build -h / Got unexpected extra argument (x)"),
    ("build --as-of 1.5.2026", "--as-of 的值不能用；请写成 2026-01-05 这样的日期"),
    ("build --workers 0", "--workers 的值不能用；请写不小于 1 的整数"),
    ("check -f x", "-f/--file 的值不能用；请写已有、可读的文件"),
    ("snapshot create", "缺少 --into；"), ("import x.xlsx", "FILES 的值不能用；请写已有、可读的文件"),
    ("--lang en host x", "No such command 'x'."),
])  # fmt: skip
def test_a_command_that_is_not_written_as_it_must_be_is_told_in_both_languages(typed: str, told: str) -> None:
    done = yangguang(*typed.split())
    assert (done.exit_code, told in done.output) == (2, True), done.output
    assert len(done.output.splitlines()) == 1 or "en" in typed


def test_a_profile_of_the_build_can_be_read(tmp_path: Path) -> None:
    content, file = copy_of("good", tmp_path), tmp_path / "profile"
    assert build(content, tmp_path / "site", "--no-cache", "--workers", "1", "--profile", file).exit_code == 0
    functions = {name for _, _, name in pstats.Stats(str(file)).stats}  # type: ignore[attr-defined]
    assert {"read_chunk", "render_chunk"} <= functions
