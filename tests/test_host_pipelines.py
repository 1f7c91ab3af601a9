"""Editors without git: the pipeline answers at the line, and what is merged goes through the host's door."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.helpers import yangguang
from tests.hosting import DEPARTMENT, Stage, run


@pytest.fixture
def programs(tmp_path: Path) -> str:
    """A PATH on which `yangguang` is this very program."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "yangguang").write_text(
        f"#!/bin/sh\nexec {sys.executable} -I -c 'from yangguang.cli import main; main()' \"$@\"\n"
    )
    (folder / "yangguang").chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def commands(name: str, said: dict[str, Any]) -> tuple[list[str], list[str]]:
    """The shell commands of a pipeline: those that check, those that publish."""
    if name == "github":
        steps = {job: [s["run"] for s in said["jobs"][job]["steps"] if "run" in s] for job in said["jobs"]}
        return steps["check"], steps["publish"]
    if name == "gitlab":
        return said["check"]["script"], said["publish"]["script"]
    own = said["stages"][0]["steps"][0]["commands"]
    return own[:3], own[3:]


def done(stage: Stage, steps: list[str], also: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Runs the commands one after the other until one fails; installing is the only one that is left out."""
    for step in steps:
        if not step.startswith("pip "):
            answer = run("bash", "-euc", step, at=stage.editor.folder, also=also)
            yield answer.returncode, answer.stdout + answer.stderr
            if answer.returncode:
                return


@pytest.mark.parametrize(
    "name",
    ["github", pytest.param("gitlab", marks=pytest.mark.full), pytest.param("gitee", marks=pytest.mark.full)],
)
def test_a_telephone_number_is_corrected_in_the_web_page_of_a_git_host(stage: Stage, name: str, programs: str) -> None:
    editor = stage.editor
    assert yangguang("ci", name, editor.folder).exit_code == 0
    written = sorted(editor.git("ls-files", "--others").split())
    said = yaml.safe_load((editor.folder / written[0]).read_text(encoding="utf-8"))
    check, publish = commands(name, said)
    also = {"PATH": programs, "YANGGUANG_HOST": str(stage.host.repository("jia")), "YANGGUANG_KEY": "",
            "YANGGUANG_KNOWN_HOSTS": ""}  # fmt: skip

    editor.edit(DEPARTMENT, "咨询电话: 0000-0000001", "咨询电活: 0000-0000009")
    code, told = list(done(stage, check, also))[-1]
    assert code == 1
    if name == "github":
        assert f"::error file={DEPARTMENT},line=3,col=1,title=P102::" in told
    else:
        assert f"{DEPARTMENT}:3:1: 错误 P102" in told
    if name == "gitlab":
        report = json.loads((editor.folder / "gl-code-quality-report.json").read_text(encoding="utf-8"))
        assert report[0]["location"] == {"path": DEPARTMENT, "lines": {"begin": 3}}

    editor.edit(DEPARTMENT, "咨询电活", "咨询电话")
    assert [code for code, _ in done(stage, check, also)] == [0, 0]
    assert "0000-0000009" in (editor.folder / "site/departments/civil-affairs.html").read_text(encoding="utf-8")
    editor.git("add", "content")
    editor.git("commit", "--quiet", "--message", "电话")
    assert [code for code, _ in done(stage, publish, also)] == [0]
    assert not (editor.folder / ".yangguang/ssh").exists(), (
        "the key stays with no machine that others' pipelines run on"
    )
    assert stage.work()
    assert "0000-0000009" in stage.read("departments/civil-affairs.html")


def test_a_pipeline_of_ones_own_is_not_overwritten(stage: Stage) -> None:
    assert yangguang("ci", "gitlab", stage.editor.folder).exit_code == 0
    assert yangguang("ci", "gitlab", stage.editor.folder).exit_code == 0
    stage.editor.write(".gitlab-ci.yml", "check: {script: ['true']}\n")
    done = yangguang("ci", "gitlab", stage.editor.folder)
    assert done.exit_code == 2
    assert ".gitlab-ci.yml 已存在" in done.output
