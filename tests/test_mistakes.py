"""What a user may get wrong around the content: one sentence and an exit code, never a traceback, nothing lost."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import ROOT, build, configure, copy_of, yangguang


def test_a_region_that_is_not_checked_out_is_named(tmp_path: Path) -> None:
    result = build(copy_of("good", tmp_path), tmp_path / "site", "--region", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert str(tmp_path / "nowhere") in result.output


def test_a_file_where_the_site_should_stand_is_left_alone(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    configure(tmp_path)
    (tmp_path / "site").write_text("mine", encoding="utf-8")
    result = yangguang("build", "--content", content, "-f", tmp_path / "mkdocs.yml")
    assert result.exit_code == 2
    assert (tmp_path / "site").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_holds_something_else_is_never_replaced_by_the_site(tmp_path: Path) -> None:
    letters = tmp_path / "letters"
    letters.mkdir()
    (letters / "a.txt").write_text("mine", encoding="utf-8")
    result = build(copy_of("good", tmp_path), letters)
    assert (result.exit_code, [path.name for path in letters.iterdir()]) == (2, ["a.txt"])


def test_an_address_that_is_taken_is_told_once_where_it_is_written(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    (content / "themes.yml").write_text("- {标识: a, 名称: 甲}\n- {名称: 乙, 标识: index}\n", encoding="utf-8")
    (content / "regions/houma/places.yml").write_text(
        "- {编号: index, 名称: 大厅, 类型: 政务服务大厅, 地址: 某街1号}\n", encoding="utf-8"
    )
    result = yangguang("check", "--content", content)
    told = [line.removeprefix(f"{content}/") for line in result.output.splitlines() if "网址" in line]
    assert told == [
        "regions/houma/places.yml:1:8: 错误 P137 “index”不能作编号：网址 places/index.html 上已有别的页面；请换一个",
        "themes.yml:2:15: 错误 P137 “index”不能作标识：网址 themes/index.html 上已有别的页面；请换一个",
    ]


def test_attachments_that_differ_in_case_alone_are_told_by_their_names(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    document = min(content.glob("disclosures/*/*.md"))
    for name in ("A.csv", "a.csv"):
        (content / "forms" / name).write_text("甲\n", encoding="utf-8")
    attached = "附件:\n- {文件: forms/A.csv, 名称: 甲}\n- {文件: forms/a.csv, 名称: 乙}\n"
    said = re.sub(r"(?m)^附件:.*\n", "", document.read_text(encoding="utf-8"))
    document.write_text(said.replace("---\n", f"---\n{attached}", 1), encoding="utf-8")
    result = yangguang("check", "--content", content)
    assert f"{content}/forms/a.csv:1:1: 错误 P390" in result.output
    assert "另一处是 forms/A.csv；" in result.output


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    result = build(copy_of("good", tmp_path), tmp_path / "file" / "site")
    assert (result.exit_code, "file" in result.output) == (2, True)


def test_file_names_that_are_no_utf_8_are_all_named_as_people_know_them(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    for name in (b"pages/\xff.md", "powers/civil-affairs/附件.pdf".encode("gbk")):
        Path(os.fsdecode(os.fsencode(content) + b"/" + name)).write_text("# x\n", encoding="utf-8")
    result = build(content, tmp_path / "site")
    assert result.exit_code == 2
    assert "content/pages/\ufffd.md、" in result.output
    assert "content/powers/civil-affairs/附件.pdf：文件名不是 UTF-8，请改名" in result.output


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    os.mkfifo(content / "departments" / "pipe.yml")
    assert build(content, tmp_path / "site").exit_code == 0


@pytest.mark.parametrize("name", ["a\nb.md", "a\x1b[31m.md", "a\u202eb.md", "a\u200bb.md", "a\u2028b.md"])
def test_a_name_that_nobody_sees_all_of_is_told_with_its_invisible_signs(tmp_path: Path, name: str) -> None:
    content = copy_of("good", tmp_path)
    (content / "pages" / name).write_text("# x\n", encoding="utf-8")
    result = build(content, tmp_path / "site")
    assert result.exit_code == 2
    assert f"pages/{name.encode('unicode_escape').decode()}：文件名里有看不见的字符，请改名" in result.output
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("page", "rule"), [(b"\xff\xfe\x00", "P002"), (b"\xef\xbb\xbf# x\n", "P003"), ("# 标题\u202e\n".encode(), "P006")]
)
def test_a_page_of_guidance_is_text_like_all_content(tmp_path: Path, page: bytes, rule: str) -> None:
    content = copy_of("good", tmp_path)
    (content / "pages" / "x.md").write_bytes(page)
    result = build(content, tmp_path / "site")
    assert result.exit_code == 1
    assert ("pages/x.md:1:" in result.output, rule in result.output) == (True, True), result.output


@pytest.mark.parametrize("template", [b"\xff\xfe", b"{{ 1 // 0 }}", b"{{ page.code + 1 }}", b"{{ 'x' is nonsense }}"])
def test_a_broken_template_is_named(tmp_path: Path, template: bytes) -> None:
    content = copy_of("good", tmp_path)
    configure(tmp_path)
    (tmp_path / "templates" / "pages").mkdir(parents=True)
    (tmp_path / "templates" / "pages" / "power.html").write_bytes(template)
    result = yangguang("build", "--content", content, "-f", tmp_path / "mkdocs.yml", "--site", tmp_path / "site")
    assert (result.exit_code, "templates/pages/power.html:" in result.output) == (1, True), result.output
    assert not (tmp_path / "site").exists()


def test_a_file_among_the_templates_whose_name_is_no_utf_8_is_passed_over(tmp_path: Path) -> None:
    """As Windows' archives leave it behind; nothing asks for it."""
    content = copy_of("good", tmp_path)
    configure(tmp_path)
    (tmp_path / "templates").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "templates") + "/说明.txt".encode("gbk"))).write_bytes(b"!")
    result = build(content, tmp_path / "site")
    assert result.exit_code == 0, result.output


def test_an_address_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    assert yangguang("serve", "--content", copy_of("good", tmp_path), "--address", "x").exit_code == 2


def blamed(content: Path) -> set[str]:
    told = yangguang("check", "--content", content, "--format", "json").output
    return {problem["file"] for problem in json.loads(told) if problem["severity"] != "notice"}


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("powers/civil-affairs/1107-A-00100-141000.yml", "咨询电话:0357-0000104"),
        ("disclosures/2025/relief-standard.md", "标题: 又一个标题"),
    ],
)
def test_a_file_that_cannot_be_read_makes_no_other_one_look_wrong(tmp_path: Path, file: str, line: str) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    before = blamed(content)
    text = (content / file).read_text(encoding="utf-8")
    front = "---\n" if text.startswith("---") else ""
    (content / file).write_text(f"{front}{line}\n{text.removeprefix(front)}", encoding="utf-8")
    assert blamed(content) - before == {str(content / file)}


NO_UTF_8 = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""ASCII: not every machine has GBK."""


def run(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """What a Python does under a locale that is not UTF-8."""
    env = {"PATH": os.environ["PATH"], **NO_UTF_8}
    words = [sys.executable, *command]
    return subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_names_of_files_are_utf_8_whatever_the_locale_says(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    (content / "pages/办事指南.md").write_text("# 办事指南\n", encoding="utf-8")
    done = run(tmp_path, ROOT / "build.py", "build", "--content", content, "--site", tmp_path / "site")
    assert (done.returncode, (tmp_path / "site/pages/办事指南.html").is_file()) == (0, True), done.stderr


def test_mkdocs_that_would_take_names_of_files_for_others_says_so(tmp_path: Path) -> None:
    """It called the right names wrong, in a traceback."""
    (copy_of("good", tmp_path) / "pages/办事指南.md").write_text("# 办事指南\n", encoding="utf-8")
    configure(tmp_path)
    done = run(tmp_path, "-m", "mkdocs", "build")
    assert (done.returncode, "set PYTHONUTF8=1" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


def test_a_folder_that_was_deleted_under_somebody_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    result = yangguang("check")
    assert (result.exit_code, "现在所在的文件夹已经移走或删去；请用 cd 进到" in result.output) == (2, True), (
        result.output
    )
