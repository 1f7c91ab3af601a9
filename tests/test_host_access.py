"""Who may change what on a host: operators, permissions, and how a key says who pushes."""

from __future__ import annotations

import getpass
import grp
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

from tests.helpers import ROOT, key_at, yangguang
from tests.hosting import DEPARTMENT, POWER, Stage, free_port, listening, refused, run, until, with_shell
from yangguang.host import log
from yangguang.host.access import USER, Grant

OTHERS = "content/departments/education.yml"
_HANDBOOK = (ROOT / "docs/operator/host.md").read_text(encoding="utf-8")
SHELL = re.findall(r"^adduser .*--shell (\S+)", _HANDBOOK, re.MULTILINE)[0]
"""The login shell of the shared account, as the handbook gives it."""
FORCED = re.findall(r'^restrict,command="(.*)" ssh-', _HANDBOOK, re.MULTILINE)[0]
"""The command of a key, as the handbook gives it; its user is minzheng."""


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
