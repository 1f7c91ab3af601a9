"""Previews of a host: of branches, beside what is public, and taken away again."""

from __future__ import annotations

import grp
import os

import pytest

from tests.helpers import yangguang
from tests.hosting import POWER, Stage


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
