"""The door: what nobody may bring in, what it says, dry runs; every answer in words."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers import edit, yangguang
from tests.hosting import DEPARTMENT, POWER, Editor, Stage, refused, run
from yangguang.host import log
from yangguang.host.access import USER
from yangguang.host.configuration import chosen
from yangguang.model.messages.host import tell


@pytest.fixture(scope="module")
def house(published: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A host at whose door everything is refused; nothing of it changes."""
    return published.copy(tmp_path_factory.mktemp("house"))


@pytest.fixture
def editor(house: Stage) -> Iterator[Editor]:
    """The editor, who takes everything back in the end."""
    yield house.editor
    house.editor.git("fetch", "--quiet", "origin")
    house.editor.git("reset", "--quiet", "--hard", "origin/main")
    house.editor.git("clean", "--quiet", "-dffx")


def test_a_symbolic_link(editor: Editor) -> None:
    (editor.folder / "content/files/link.txt").symlink_to("/etc/passwd")
    editor.commit()
    refused(editor, "remote: content/files/link.txt: 不收符号链接")


def test_a_symbolic_link_that_a_later_commit_took_back(editor: Editor) -> None:
    (editor.folder / "content/files/link.txt").symlink_to("/etc/passwd")
    editor.commit()
    (editor.folder / "content/files/link.txt").unlink()
    editor.commit()
    refused(editor, "remote: content/files/link.txt: 不收符号链接")


def test_another_repository_inside(editor: Editor) -> None:
    head = editor.git("rev-parse", "HEAD")
    editor.git("update-index", "--add", "--cacheinfo", f"160000,{head},content/sub")
    editor.git("commit", "--quiet", "--message", "x")
    refused(editor, "remote: content/sub: 不收子模块")


@pytest.mark.full
def test_a_file_of_more_than_twenty_megabytes(editor: Editor) -> None:
    editor.write("content/files/big.bin", os.urandom(20_000_001))
    editor.commit()
    editor.git("rm", "--quiet", "content/files/big.bin")
    editor.commit()
    refused(editor, "remote: content/files/big.bin: 20.0 MB，超过单个文件 20 MB 的上限")


def _many_files(editor: Editor) -> str:
    """A commit of ten million files, all of them one: a few trees that name the same folder ten times."""
    kind, name = "100644 blob", editor.git("hash-object", "-w", "content/files/form.txt")
    for _ in range(7):
        folder = "".join(f"{kind} {name}\t{number}\n" for number in range(10))
        kind, name = "040000 tree", editor.git("mktree", given=folder)
    for above in ("files", "content"):
        name = editor.git("mktree", given=f"040000 tree {name}\t{above}\n")
    return editor.git("commit-tree", "-p", "HEAD", "-m", "x", name)


def test_a_commit_of_millions_of_files_that_are_one(editor: Editor) -> None:
    editor.git("reset", "--soft", _many_files(editor))
    refused(editor, "文件（或各个提交里改动的文件合起来）太多，一个提交最多 300,000 个")


@pytest.mark.full
def test_a_commit_of_millions_of_files_that_a_later_one_took_back(editor: Editor) -> None:
    tree = editor.git("rev-parse", "HEAD^{tree}")
    editor.git("reset", "--soft", editor.git("commit-tree", "-p", _many_files(editor), "-m", "y", tree))
    refused(editor, "太多，一个提交最多 300,000 个")


@pytest.mark.parametrize(
    ("one", "other"), [("Form.txt", "form.txt"), ("e\u0301.txt", "\u00e9.txt"), ("A/x.txt", "a/y.txt")]
)
def test_names_that_differ_by_case_or_form_only(editor: Editor, one: str, other: str) -> None:
    for name in (one, other):
        blob = editor.git("hash-object", "-w", "content/files/form.txt")
        editor.git("-c", "core.precomposeUnicode=false", "update-index", "--add", "--cacheinfo",
                   f"100644,{blob},content/files/{name}")  # fmt: skip
    editor.git("commit", "--quiet", "--message", "x")
    refused(editor, "只差大小写或字形编码")


def test_names_that_do_harm(editor: Editor) -> None:
    blob = editor.git("hash-object", "-w", "content/files/form.txt")
    long = "长" * 80
    for name in ("a\u202egpj.exe", "a\u2028b.txt", f"{long}.txt"):
        editor.git("update-index", "--add", "--cacheinfo", f"100644,{blob},content/files/{name}")
    editor.git("commit", "--quiet", "--message", "x")
    assert refused(editor, "路径过长").count("文件名里有看不见的字符") == 2


def test_the_history_of_main_stays(editor: Editor) -> None:
    editor.git("commit", "--quiet", "--amend", "--message", "改写历史")
    refused(editor, "main 上有您这里没有的提交", "git pull --no-edit", ref="+HEAD:main")
    refused(editor, "main 不能删除", ref=":main")
    editor.git("tag", "--force", "v1")
    refused(editor, "只收分支", ref="refs/tags/v1")


def test_a_new_draft_is_told_of_what_it_changes_and_not_of_all_that_was_there(stage: Stage) -> None:
    editor, opening = (
        stage.editor,
        "期初: {日期: 2025-01-05, 文号: 甲〔2025〕1号, 数量: {civil-affairs: {行政许可: 2}}}\n",
    )
    editor.edit("content/region.yml", "层级: 市级\n", f"层级: 市级\n{opening}")
    editor.commit("台账")
    assert "警告 P430" in editor.push().stderr
    editor.edit(DEPARTMENT, "甲市民政局", "甲市民政局（改）")
    editor.commit("草稿")
    done = editor.push("HEAD:refs/heads/yulan", "preview")
    assert (done.returncode, "警告" in done.stderr) == (0, False), done.stderr
    editor.git("rm", "--quiet", POWER)
    editor.commit("删错了")
    told = editor.push("HEAD:refs/heads/other", "preview").stderr
    assert f"删去了 1 个事项的文件（{POWER}）" in told
    back = re.findall(r"git (checkout \w+) -- 文件", told)[0]
    editor.git(*back.split(), "--", POWER)


def test_a_draft_that_was_rewritten_is_told_how_it_takes_the_place_of_the_one_before(stage: Stage) -> None:
    draft, editor = "refs/heads/yulan", stage.editor
    editor.commit("草稿")
    assert editor.push(f"HEAD:{draft}", "preview").returncode == 0
    editor.git("commit", "--quiet", "--amend", "--allow-empty", "--message", "改写草稿")
    done = editor.push(f"+HEAD:{draft}", "preview")
    assert (done.returncode, "分支 yulan 上有您这里没有的提交" in done.stderr) == (1, True), done.stderr
    assert "预览生成后" not in done.stderr
    assert not log.last(stage.host, 1)[0]["passed"]
    assert editor.push(":yulan").returncode == 0
    assert editor.push(f"HEAD:{draft}", "preview").returncode == 0


def test_who_deletes_an_item_is_told_what_goes_with_it_and_how_to_take_it_back(stage: Stage) -> None:
    """It may be meant: of an item that was never public. But most often a file went by mistake, and its page with it."""
    editor = stage.editor
    editor.edit(
        "content/region.yml",
        "层级: 市级\n",
        "层级: 市级\n期初: {日期: 2025-01-05, 文号: 甲〔2025〕1号, 数量: {civil-affairs: {行政许可: 1}}}\n",
    )
    editor.publish("期初")
    stood = editor.git("rev-parse", "HEAD")
    editor.git("rm", "--quiet", POWER)
    editor.commit("删错了")
    told = editor.push().stderr
    assert f"删去了 1 个事项的文件（{POWER}）" in told
    assert "警告 P430 台账对不上：甲市民政局的行政许可应有 1 项，清单上是 0 项" in told, "in a file that nobody touched"
    editor.write("content/pages/about.md", "# 说明\n")
    editor.commit()
    assert "P430" not in editor.push().stderr, "whose push does not bring it is not told again"
    back = re.findall(r"git (checkout \w+) -- 文件", told)[0]
    editor.git(*back.split(), "--", POWER)
    editor.commit("取回")
    assert "警告" not in editor.push().stderr
    assert editor.git("diff", stood, "--", POWER) == ""
    editor.write("content/departments/health.yml", "名称: 甲市卫生健康委员会\n")
    editor.git("add", "--all")
    (editor.folder / "content/powers/health").mkdir()
    editor.git("mv", POWER, "content/powers/health")
    editor.commit("划转")
    assert "删去了" not in editor.push().stderr, "it goes to another department, and keeps its page"


def test_who_renames_the_file_of_a_department_is_told_that_its_address_goes(stage: Stage) -> None:
    editor = stage.editor
    editor.git("mv", "content/powers/civil-affairs", "content/powers/minzheng")
    editor.git("mv", DEPARTMENT, "content/departments/minzheng.yml")
    editor.edit("content/disclosures/2026/notice.md", "发布机构: civil-affairs", "发布机构: minzheng")
    editor.commit("改部门标识")
    done = editor.push()
    assert (done.returncode, "事项的文件" in done.stderr) == (0, False), "items keep their pages"
    assert f"删去了 1 个有网页的文件，或者改了它们的名字（{DEPARTMENT}）" in done.stderr


def test_hooks_of_their_own_let_nobody_past_the_door(stage: Stage) -> None:
    """As with what somebody has set for all repositories of an account, or an administrator for all of a machine."""
    (stage.folder / "hooks").mkdir()
    (stage.folder / "gitconfig").write_text(f"[core]\n\thooksPath = {stage.folder}/hooks\n", encoding="utf-8")
    stage.editor.edit(POWER, "法定办结时限: 60个工作日", "法定办结时限: 很久")
    stage.editor.commit()
    refused(stage.editor, "没有接收：内容有", also={"GIT_CONFIG_GLOBAL": str(stage.folder / "gitconfig")})


def test_a_region_that_the_host_publishes_no_longer(tmp_path: Path) -> None:
    stage = Stage.new(tmp_path, "jia", "yi")
    county = stage.county()
    edit(file := stage.root / "host.yml", ', "yi"', "")
    county.edit("content/departments/civil-affairs.yml", "乙县民政局", "乙县民政局（改）")
    county.commit()
    refused(county, f"这台主机不发布地区 yi（{file} 的 regions 里没有它）")


def test_no_content_at_all(editor: Editor) -> None:
    editor.git("rm", "-r", "--quiet", "content")
    editor.commit()
    refused(editor, "仓库里没有 content/ 文件夹")


def test_the_content_of_another_region(editor: Editor) -> None:
    editor.edit("content/region.yml", "网址标识: jia", "网址标识: bing")
    editor.commit()
    refused(editor, "这是地区 jia 的仓库，content/region.yml 里的网址标识却是 bing", "host init --region bing")
    editor.edit("content/region.yml", "网址标识: bing", "网址标识: [")
    editor.commit()
    assert "这是地区" not in refused(editor, "content/region.yml:")


@pytest.mark.parametrize("region", ["9a", "-9"])
def test_whatever_may_be_a_slug_may_be_pushed_to(stage: Stage, region: str) -> None:
    assert yangguang("host", "init", stage.root, f"--region={region}").exit_code == 0
    run("git", "init", "--quiet", "other", at=stage.folder)
    editor = Editor(stage.folder / "other")
    editor.git("remote", "add", "origin", stage.root / "repos" / f"{region}.git")
    editor.commit()
    assert "没有 content/ 文件夹" in editor.push().stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hooks: [evil.py]", "不收 hooks"),
        ("INHERIT: ../other.yml", "不收 INHERIT"),
        ("site_name: !ENV PATH", "mkdocs.yml:1: 不收 !标签"),
        ("plugins: [yangguang, macros]", "不收插件 macros"),
        ("plugins: {macros: {}}", "不收插件 macros"),
        ("docs_dir: ..", "docs_dir 应为 content"),
        ("site_url: www.jia.gov.cn/x y", "site_url “www.jia.gov.cn/x y”不是网址"),
        ("site_url: 'https://[jia'", "不是网址"),
        ("site_url: jia", "site_url “jia”不是网址"),
        ("plugins: [yangguang: {regions: [{path: ../../yi}]}]", "地区 ../../yi 不在 content/regions/ 里"),
        ("plugins: [yangguang: {regions: [content/regions/yi]}]", "如 - path: content/regions/anyi"),
        ("plugins: [yangguang: {regions: content/regions/yi}]", "如 - path: content/regions/anyi"),
    ],
)
def test_a_configuration_that_would_run_code_or_stop_every_build(text: str, told: str) -> None:
    _, found = chosen(f"{text}\n".encode())
    assert [told in tell(one.key, "zh", **one.values) for one in found] == [True]


def test_the_door_looks_at_the_configuration(editor: Editor) -> None:
    editor.write("mkdocs.yml", "hooks: [evil.py]\n")
    editor.commit()
    refused(editor, "mkdocs.yml: 不收 hooks，它会运行别的程序")


def test_only_operators_change_what_lies_outside_the_content(editor: Editor) -> None:
    editor.write("templates/main.html", "{{ 1 }}")
    editor.write(".gitattributes", "* ident\n")
    editor.commit()
    refused(
        editor,
        "remote: .gitattributes: content/ 以外的文件只有管理员可以改动",
        "remote: templates/main.html",
        also={USER: "lisi"},
    )


def test_at_most_thirty_problems_and_a_count(editor: Editor) -> None:
    for number in range(40):
        editor.write(f"content/departments/d{number:02}.yml", "名称：乱写\n")
    editor.commit()
    told = refused(editor, "……另有 10 处", "内容有 40 处错误")
    assert told.count(" 错误 P") == 30


@pytest.mark.parametrize(("folder", "told", "also"), [
    ("content/a\u202eb", "文件名里有看不见的字符", {}),
    ("templates/a", "content/ 以外的文件只有管理员可以改动", {USER: "lisi"}),
])  # fmt: skip
def test_at_most_thirty_names_and_a_count(editor: Editor, folder: str, told: str, also: dict[str, str]) -> None:
    for number in range(40):
        editor.write(f"{folder}/{number:02}.txt", "甲")
    editor.commit()
    assert refused(editor, "……另有 10 处", also=also).count(told) == 30


def test_personal_numbers_stay_outside(editor: Editor) -> None:
    editor.write("content/files/form.txt", "联系人：王某，身份证号 11010519491231002X\n")
    editor.commit()
    refused(editor, "content/files/form.txt")


def test_a_personal_number_does_not_come_in_by_the_commits_before_the_one_that_deletes_it(stage: Stage) -> None:
    editor = stage.editor
    editor.git("fetch", "--quiet", "origin")
    editor.write("content/files/form.txt", "身份证号 11010519491231002X\n")
    editor.commit()
    told = editor.push().stderr
    assert "不得公开的号码已经在您的提交里" in told
    editor.write("content/files/form.txt", "身份证号 110***********002X\n")
    editor.git(*re.findall(r"git (reset --soft \S+?)，", told)[0].split())
    editor.publish()
    assert editor.git("log", "--all", "-S11010519491231002X", "--format=%h") == ""


def test_nobody_knows_a_name_that_was_only_claimed(house: Stage, editor: Editor) -> None:
    """Over SSH the shared account speaks for nobody unless the key's forced command says who it is."""
    editor.write("README.md", "x")
    editor.commit()
    refused(editor, "content/ 以外的文件只有管理员可以改动", also={"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"})


def test_an_option_tells_the_terminal_of_whoever_reads_the_answer_nothing(stage: Stage) -> None:
    stage.editor.commit()
    done = stage.editor.push("HEAD:main", "\x1b]0;甲\x07\u202eyulan")
    assert "\ufffd]0;甲\ufffd\ufffdyulan" in done.stderr
    assert not {"\x1b", "\x07", "\u202e"} & set(done.stderr)


def test_an_option_that_is_misspelt_publishes_nothing(editor: Editor) -> None:
    editor.edit(DEPARTMENT, "甲市民政局", "甲市民政局（试）")
    editor.commit()
    before = editor.git("ls-remote", "origin")
    done = editor.push("HEAD:main", "dryrun")
    assert (done.returncode, "不认识 -o dryrun" in done.stderr) == (1, True)
    assert editor.git("ls-remote", "origin") == before


def test_what_is_asked_in_another_encoding_is_answered_and_logged(stage: Stage) -> None:
    stage.editor.commit()
    done = stage.editor.push("HEAD:main", os.fsdecode("预览".encode("gbk")))
    assert "没有接收：不认识 -o" in done.stderr
    assert "Traceback" not in done.stderr
    assert yangguang("host", "log", stage.root).output.splitlines()[-1].endswith("没有接收")


def test_a_dry_run_only_checks(stage: Stage) -> None:
    before = stage.editor.git("ls-remote", "origin")
    stage.editor.edit(POWER, "社会团体成立登记", "社会团体成立登记（试）")
    stage.editor.commit()
    done = stage.editor.push("HEAD:main", "dry-run")
    assert done.returncode == 1
    assert "检查通过" in done.stderr
    assert stage.editor.git("ls-remote", "origin") == before
    stage.editor.edit(POWER, "法定办结时限: 60个工作日", "法定办结时限: 很久")
    stage.editor.commit()
    assert "错误 P125" in stage.editor.push("HEAD:main", "dry-run").stderr


@pytest.mark.full
def test_a_hosted_site_takes_its_name_and_its_regions_from_the_configuration(stage: Stage) -> None:
    stage.editor.write("mkdocs.yml", "site_name: 甲市清单\ntheme: readthedocs\nplugins: [yangguang]\n")
    stage.editor.write(
        "search/lexicon/own.yml", "审定: 2026-01-01\n说明: 本地\n词条:\n  - {说法: [办社团], 指: [社会团体]}\n"
    )
    stage.editor.publish("配置")
    assert stage.work()
    home = json.loads((stage.host.cache / "build" / "home" / "mkdocs.yml").read_text(encoding="utf-8"))
    assert home["site_name"] == "甲市清单"
    assert "theme" not in home
    assert home["plugins"][0]["yangguang"]["sandbox"] is True
    stage.whole()


def test_what_office_and_windows_leave_is_no_content_at_the_door_either(editor: Editor) -> None:
    for name in (
        "content/~$region.yml",
        "content/Thumbs.db",
        "content/regions/Thumbs.db",
        "content/powers/desktop.ini",
    ):
        editor.write(name, b"\0\x01")
    editor.commit("git add --all")
    done = editor.push()
    assert (done.returncode, "Thumbs.db" in done.stderr, "警告" in done.stderr) == (0, False, False), done.stderr
