"""The door: what nobody may bring in, who may change what, previews and dry runs; every answer in words."""

from __future__ import annotations

import getpass
import grp
import json
import os
import pwd
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.helpers import ROOT, edit, key_at, yangguang
from tests.hosting import DEPARTMENT, POWER, Editor, Stage, free_port, listening, run, until, with_shell
from yangguang.host import log
from yangguang.host.access import USER, Grant
from yangguang.host.configuration import chosen
from yangguang.model.messages.host import tell

OTHERS = "content/departments/education.yml"
_HANDBOOK = (ROOT / "docs/operator/host.md").read_text(encoding="utf-8")
SHELL = re.findall(r"^adduser .*--shell (\S+)", _HANDBOOK, re.MULTILINE)[0]
"""The login shell of the shared account, as the handbook gives it."""
FORCED = re.findall(r'^restrict,command="(.*)" ssh-', _HANDBOOK, re.MULTILINE)[0]
"""The command of a key, as the handbook gives it; its user is minzheng."""


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


def refused(editor: Editor, *texts: str, ref: str = "HEAD:main", also: dict[str, str] | None = None) -> str:
    """The push is refused in these words, and the ref has not moved."""
    before = editor.git("ls-remote", "origin", also=also)
    done = editor.push(ref, also=also)
    assert done.returncode == 1, done.stderr
    assert editor.git("ls-remote", "origin", also=also) == before
    for text in texts:
        assert text in done.stderr, done.stderr
    return done.stderr


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


# ---- who may change what ------------------------------------------------------------------------------------------


@pytest.fixture
def ours(published: Stage) -> Iterator[Stage]:
    """A host where two people may each change their own department, in a folder that others may enter."""
    with TemporaryDirectory(prefix="yangguang-") as folder:
        stage = published.copy(Path(folder) / "stage")
        for closed in (folder, stage.folder):
            Path(closed).chmod(0o755)
        yield two_departments(stage)


def two_departments(stage: Stage) -> Stage:
    stage.editor.write(OTHERS, "名称: 甲市教育局\n办公时间: 工作日\n咨询电话: 0000-0000001\n监督电话: 0000-0000002\n")
    stage.editor.publish("教育局")
    (stage.root / "permissions.yml").write_text(
        "jia:\n"
        "  - {who: minzheng, departments: [civil-affairs], paths: [disclosures/]}\n"
        "  - {who: [jiaoyu, SHA256:abc], departments: education}\n",
        encoding="utf-8",
    )
    return stage


def test_civil_affairs_changes_its_own_and_not_another_departments(ours: Stage) -> None:
    editor, me = ours.editor, {USER: "minzheng"}
    editor.edit(OTHERS, "甲市教育局", "甲市教育委员会")
    editor.commit()
    told = refused(editor, f"remote: {OTHERS}: minzheng 无权改动", also=me)
    back = re.findall(r"没有接收：请撤回上面的改动：git (checkout origin/main --) 文件", told)[0]
    editor.git(*back.split(), OTHERS)
    editor.commit("撤回")
    assert editor.push(also=me).returncode == 0
    editor.edit(DEPARTMENT, "甲市民政局", "甲市民政局（改）")
    editor.edit("content/disclosures/2026/notice.md", "各社会团体", "全市各社会团体")
    editor.commit()
    assert editor.push(also=me).returncode == 0
    assert log.last(ours.host, 1)[0]["who"] == "minzheng"
    (editor.folder / "content/powers/education").mkdir()
    editor.git("mv", POWER, POWER.replace("civil-affairs", "education"))
    editor.commit()
    refused(editor, f"{POWER.replace('civil-affairs', 'education')}: minzheng 无权改动", also=me)
    refused(editor, f"{POWER}: jiaoyu 无权改动", also={USER: "jiaoyu"})
    refused(editor, "无权改动", also={USER: "wangwu"})


def test_all_departments_are_not_what_no_department_has() -> None:
    all_of_them = Grant(frozenset({"fazhi"}), frozenset({"*"}), ("laws.yml", "library", "regions/houma/"))
    for path in (POWER, DEPARTMENT, "content/files/education/a.pdf", "content/laws.yml", "content/library/bases.yml"):
        assert all_of_them.covers(path), path
    for path in (
        "region.yml",
        "privacy-allow.yml",
        "events/2026/a.yml",
        "regions/yi/region.yml",
        "regions/houma2/region.yml",
        "laws.yml.md",
        "library2/a.yml",
    ):
        assert not all_of_them.covers(f"content/{path}"), path


def test_a_plain_user_is_known_by_the_account_and_not_by_what_it_claims(ours: Stage) -> None:
    """As root the tests become another user of this machine, else they are one."""
    name = "nobody" if os.geteuid() == 0 else getpass.getuser()
    with (ours.root / "permissions.yml").open("a", encoding="utf-8") as permissions:
        permissions.write(f"  - {{who: {name}, departments: [civil-affairs]}}\n")
    group = grp.getgrgid(pwd.getpwnam(name).pw_gid).gr_name
    assert yangguang("host", "init", ours.root, "--group", group).exit_code == 0
    ours.host.operators.write_text("minzheng\n", encoding="utf-8")
    shutil.rmtree(ours.host.remembered / "read")
    shutil.rmtree(ours.host.remembered / "sound")
    ours.moment += timedelta(days=1)
    assert ours.work(), "on another day the worker checks everything for those who push"
    assert (ours.host.remembered / "sound" / "all.json").is_file()

    ours.editor.edit(DEPARTMENT, "甲市民政局", "甲市民政局（改）")
    ours.editor.commit()
    done = push_as(ours, name)
    assert done.returncode == 0, done.stderr
    assert log.last(ours.host, 1)[0]["who"] == name
    ours.editor.edit(OTHERS, "甲市教育局", "甲市教育委员会")
    ours.editor.commit()
    done = push_as(ours, name)
    assert done.returncode == 1
    assert f"{OTHERS}: {name} 无权改动" in done.stderr
    assert ours.work()
    ours.whole()
    assert "（改）" in ours.read("departments/civil-affairs.html")


def push_as(stage: Stage, name: str) -> subprocess.CompletedProcess[str]:
    """A push under another account, which claims to be somebody else; the capability is for the interpreter's folder."""
    (stage.folder / "gitconfig").write_text("[safe]\n\tdirectory = *\n")
    become = ["setpriv", f"--reuid={name}", f"--regid={pwd.getpwnam(name).pw_gid}", "--clear-groups",
              "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]  # fmt: skip
    also = {"GIT_CONFIG_GLOBAL": str(stage.folder / "gitconfig")}
    if name != getpass.getuser():
        also[USER] = "minzheng"
    command = ["git", "push", str(stage.host.repository("jia")), "HEAD:main"]
    return run(*(become if os.geteuid() == 0 else []), *command, at=stage.editor.folder, also=also)


def test_operators_in_another_encoding_let_nobody_in_and_that_is_told(ours: Stage) -> None:
    ours.host.operators.write_bytes("op\n# 管理员\n".encode("gbk"))
    ours.editor.edit(DEPARTMENT, "甲市民政局", "甲市民政局（改）")
    ours.editor.commit()
    told = refused(ours.editor, "operators 第 2 行无法读取；请改正（编码应为 UTF-8）", also={USER: "minzheng"})
    assert "Traceback" not in told


@pytest.mark.full
def test_permissions_that_cannot_be_read_let_nobody_in(ours: Stage) -> None:
    (ours.root / "permissions.yml").write_text(
        "jia:\n  - {who: minzheng, department: civil-affairs}\n", encoding="utf-8"
    )
    ours.editor.edit(DEPARTMENT, "甲市民政局", "甲市民政局（改）")
    ours.editor.commit()
    refused(ours.editor, "permissions.yml 里 jia 的写法不对", also={USER: "minzheng"})


def test_the_shell_of_the_handbook_runs_the_command_of_the_handbook(ours: Stage) -> None:
    """What sshd does once it has accepted a key, without sshd."""
    door = ours.folder / "sshd"
    forced = FORCED.replace('\\"', '"')
    door.write_text(
        f"#!/bin/sh\nfor last; do :; done\nexport SSH_ORIGINAL_COMMAND=\"$last\"\nexec {SHELL} -c '{forced}'\n"
    )
    door.chmod(0o755)
    editor, through = ours.clone("jia", "ssh"), {"GIT_SSH": str(door), "GIT_SSH_VARIANT": "ssh"}
    editor.git("remote", "set-url", "origin", f"ssh://host{ours.host.repository('jia')}")
    editor.edit(DEPARTMENT, "甲市民政局", "甲市民政局（改）")
    editor.commit()
    done = editor.push(also=through)
    assert done.returncode == 0, done.stderr
    assert log.last(ours.host, 1)[0]["who"] == "minzheng"


@pytest.mark.full
def test_over_ssh_the_key_says_who_pushes(ours: Stage) -> None:
    with sshd(ours) as (port, keys):
        editor = ours.clone("jia", "ssh")
        editor.git(
            "remote", "set-url", "origin", f"ssh://{getpass.getuser()}@127.0.0.1:{port}{ours.host.repository('jia')}"
        )
        editor.edit(OTHERS, "甲市教育局", "甲市教育委员会")
        editor.commit()
        refused(editor, f"{OTHERS}: minzheng 无权改动", also=ssh(keys / "minzheng"))
        assert editor.push(also=ssh(keys / "jiaoyu")).returncode == 0
        told = run("ssh", *ssh_options(keys / "jiaoyu"), "-p", str(port), "127.0.0.1", "id", at=ours.folder)
        assert told.returncode != 0
    assert log.last(ours.host, 1)[0]["who"] == "jiaoyu"


@pytest.mark.full
def test_over_ssh_a_key_without_a_name_is_known_by_its_print(ours: Stage) -> None:
    with sshd(ours, named=False) as (port, keys):
        told = run("ssh-keygen", "-l", "-f", keys / "jiaoyu.pub", at=ours.folder).stdout.split()[1]
        with (ours.root / "permissions.yml").open("a", encoding="utf-8") as permissions:
            permissions.write(f"  - {{who: '{told}', departments: [education]}}\n")
        editor = ours.clone("jia", "ssh")
        editor.git(
            "remote", "set-url", "origin", f"ssh://{getpass.getuser()}@127.0.0.1:{port}{ours.host.repository('jia')}"
        )
        editor.edit(OTHERS, "甲市教育局", "甲市教育委员会")
        editor.commit()
        other = run("ssh-keygen", "-l", "-f", keys / "minzheng.pub", at=ours.folder).stdout.split()[1]
        refused(editor, f"{OTHERS}: {other} 无权改动", also=ssh(keys / "minzheng"))
        assert editor.push(also=ssh(keys / "jiaoyu")).returncode == 0
    assert log.last(ours.host, 1)[0]["who"] == told


def ssh_options(key: Path) -> list[str]:
    return ["-F", "none", "-i", str(key), "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o",
            f"UserKnownHostsFile={key.parent}/known", "-o", "LogLevel=ERROR"]  # fmt: skip


def ssh(key: Path) -> dict[str, str]:
    return {"GIT_SSH_COMMAND": " ".join(["ssh", *ssh_options(key)])}


class sshd:
    """A real sshd on loopback, where the account has the shell and each key the forced command that the handbook names;
    keys that are not ``named`` there are told to the door by ExposeAuthInfo."""

    def __init__(self, stage: Stage, *, named: bool = True) -> None:
        self.named = named
        self.folder = stage.folder / "ssh"
        self.stage = stage

    def __enter__(self) -> tuple[int, Path]:
        self.folder.mkdir(mode=0o700)
        lines = []
        for name in ("host", "minzheng", "jiaoyu"):
            key = key_at(self.folder / name)
            public = key.with_suffix(".pub").read_text().strip()
            forced = FORCED.replace("minzheng", name) if self.named else FORCED.removeprefix(f"{USER}=minzheng ")
            lines.append(f'restrict,command="{forced}" {public}\n')
        (self.folder / "authorized_keys").write_text("".join(lines[1:]))
        self.port = free_port()
        (self.folder / "config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {self.folder}/host\nPidFile none\nUsePAM no\n"
            f"AuthorizedKeysFile {self.folder}/authorized_keys\nStrictModes no\nPermitRootLogin forced-commands-only\n"
            f"PasswordAuthentication no\nExposeAuthInfo {'no' if self.named else 'yes'}\n"
        )
        program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin") or "sshd"
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(exist_ok=True)
        self.running = subprocess.Popen(
            [*with_shell(SHELL, self.folder), program, "-D", "-e", "-f", str(self.folder / "config")],
            stderr=subprocess.PIPE,
            text=True,
        )
        until(lambda: listening(self.port), self.running)
        return self.port, self.folder

    def __exit__(self, *_: object) -> None:
        self.running.terminate()
        self.running.communicate()


# ---- previews and dry runs ----------------------------------------------------------------------------------------


def test_a_link_that_a_member_of_the_group_made_opens_and_removes_nothing(stage: Stage) -> None:
    """Members of the group may write where wishes for previews lie, and not into the host's own files."""
    init = ("host", "init", stage.root, "--group", grp.getgrgid(os.getegid()).gr_name)
    assert yangguang(*init).exit_code == 0
    (stage.root / "permissions.yml").write_text("jia: []\n", encoding="utf-8")
    (stage.root / "permissions.yml").chmod(0o600)
    (stage.host.previews / ".wishes" / "jia").symlink_to(stage.root)
    (stage.host.remembered / "one").symlink_to(stage.root / "permissions.yml")
    assert stage.work()
    assert yangguang(*init).exit_code == 0
    assert (stage.root / "permissions.yml").stat().st_mode & 0o777 == 0o600


def test_a_branch_is_previewed_and_not_published(stage: Stage) -> None:
    before = stage.whole()
    stage.editor.edit(POWER, "社会团体成立登记", "社会团体成立登记（预览）")
    stage.editor.commit()
    done = stage.editor.push("HEAD:refs/heads/yulan", "preview")
    assert done.returncode == 0
    assert "previews/jia/yulan/" in done.stderr
    assert stage.work()
    assert stage.whole() == before
    page = stage.host.previews / "jia" / "yulan" / "powers" / "1107-A-00100-141000.html"
    assert "（预览）" in page.read_text(encoding="utf-8")
    assert "previews/jia/yulan/" in yangguang("host", "preview", stage.root).output
    assert stage.editor.push(":refs/heads/yulan").returncode == 0
    assert stage.work()
    assert not page.exists()
    assert "没有预览" in yangguang("host", "preview", stage.root).output


def test_a_preview_of_main_that_an_operator_built_can_be_taken_away(stage: Stage) -> None:
    assert "previews/jia/main/" in yangguang("host", "preview", stage.root, "jia", "main").output
    page = stage.host.previews / "jia" / "main" / "index.html"
    assert page.is_file()
    assert yangguang("host", "preview", stage.root, "jia", "nobody", "--remove").exit_code == 2
    assert yangguang("host", "preview", stage.root, "jia", "main", "--remove").exit_code == 0
    assert list((stage.host.previews / "jia").iterdir()) == []
    stage.work()
    assert "没有预览" in yangguang("host", "preview", stage.root).output
    assert yangguang("host", "preview", stage.root, "--remove").output == "已删除 0 个预览\n"


def test_an_operator_previews_no_branch_whose_name_is_no_address(stage: Stage) -> None:
    editor = stage.editor
    for branch in ("feature/x", "功能"):
        assert editor.push(f"HEAD:refs/heads/{branch}").returncode == 0
        done = yangguang("host", "preview", stage.root, "jia", branch)
        assert (done.exit_code, f"“{branch}”不行" in done.output) == (2, True), done.output
    assert stage.work(), "the worker goes on"


def test_a_preview_that_failed_through_the_machine_is_tried_again(stage: Stage) -> None:
    stage.editor.commit()
    assert stage.editor.push("HEAD:refs/heads/yulan", "preview").returncode == 0
    program = stage.host.engine.read_text(encoding="utf-8")
    stage.host.engine.write_text("#!/bin/sh\nexit 2\n", encoding="utf-8")
    stage.work()
    stage.host.engine.write_text(program, encoding="utf-8")
    stage.work()
    assert (stage.host.previews / "jia" / "yulan" / "index.html").is_file()


@pytest.mark.full
def test_what_is_previewed_is_checked_and_a_plain_branch_may_be_unfinished(stage: Stage) -> None:
    stage.editor.edit(POWER, "法定办结时限: 60个工作日", "法定办结时限: 很久")
    stage.editor.commit()
    done = stage.editor.push("HEAD:refs/heads/draft")
    assert done.returncode == 0
    assert "分支 draft 存下了，没有检查，也不会公开；要公开请推送到 main：git push origin HEAD:main" in done.stderr
    done = stage.editor.push("HEAD:refs/heads/yulan", "preview")
    assert done.returncode == 1
    assert "错误 P125" in done.stderr
    for ref, told in (("HEAD:main", "预览请推送到另一个分支"), ("HEAD:refs/heads/预览", "要预览的分支名")):
        assert told in stage.editor.push(ref, "preview").stderr


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
