"""`host doctor` finds each way in which a host can be set up wrongly, and nothing where all is well."""

from __future__ import annotations

import fcntl
import grp
import hashlib
import os
import pwd
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from stat import S_IMODE
from tempfile import TemporaryDirectory

import pytest

from tests.helpers import ROOT, yangguang
from tests.hosting import Stage, run, until, with_shell
from yangguang.host import releases
from yangguang.host.doctor import examine
from yangguang.host.places import open_host
from yangguang.host.setup import init


def keys(stage: Stage) -> list[str]:
    return [one.key for one in examine(stage.host, stage.moment)]


def test_nothing_is_wrong_with_a_sound_host(stage: Stage) -> None:
    done = yangguang("host", "doctor", stage.root)
    assert (done.exit_code, done.output) == (0, "没有发现问题\n")


def current_is_a_folder(stage: Stage) -> None:
    stage.host.current.unlink()
    stage.host.current.mkdir()


def current_points_nowhere(stage: Stage) -> None:
    stage.host.current.unlink()
    stage.host.current.symlink_to("releases/gone")


def a_page_was_edited(stage: Stage) -> None:
    page = stage.host.current / "index.html"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")


def the_clock_is_behind(stage: Stage) -> None:
    last = releases.known(stage.host)[0]
    releases.save(stage.host, replace(last, made="2031-01-01T00:00:00+08:00"))


def pushed_without_a_bell(stage: Stage) -> None:
    (stage.host.repository("jia") / "hooks" / "post-receive").write_text("#!/bin/sh\n")
    stage.editor.say("（没有人听见）")


HEAD = "repos/jia.git/HEAD"
WRONG: dict[str, Callable[[Stage], object]] = {
    "hook": lambda stage: (stage.host.repository("jia") / "hooks/pre-receive").chmod(0o644),
    "head": lambda stage: (stage.root / HEAD).write_text("ref: refs/heads/master\n"),
    "no_repository": lambda stage: (stage.root / HEAD).unlink(),
    "config": lambda stage: stage.editor.git(
        "--git-dir", stage.host.repository("jia"), "config", "receive.fsckObjects", "false"
    ),
    "engine": lambda stage: stage.host.engine.chmod(0o644),
    "current_folder": current_is_a_folder,
    "current_dangling": current_points_nowhere,
    "pin_gone": lambda stage: stage.host.pin.write_text("000009-abcdef0\n"),
    "altered": a_page_was_edited,
    "strange_release": lambda stage: (stage.host.releases / "000009-abcdef0").mkdir(),
    "clock": the_clock_is_behind,
    "writable": lambda stage: stage.host.operators.chmod(0o666),
    "no_operators": lambda stage: stage.host.operators.unlink(),
    "unreadable": lambda stage: stage.host.operators.write_bytes("# 管理员\n".encode("gbk")),
    "permissions_form": lambda stage: stage.host.permissions.write_text("jia: {who: x}\n"),
    "left_push": lambda stage: (stage.host.repository("jia") / "objects/tmp_objdir-incoming-abc").mkdir(),
}


@pytest.mark.parametrize("key", WRONG)
def test_one_thing_is_wrong(stage: Stage, key: str) -> None:
    WRONG[key](stage)
    assert keys(stage) == [key]
    done = yangguang("host", "doctor", stage.root)
    assert done.exit_code == 1
    assert len(done.output.splitlines()) == 1


@pytest.mark.parametrize("name", ["search/index.js", "assets/site.*.js"])
def test_what_every_page_loads_was_altered(stage: Stage, name: str) -> None:
    """Files of these folders that the manifest does not list are lent by releases before; those that it lists are not."""
    (file,) = stage.host.current.glob(name)
    (file.parent / "lent.0123456789ab.js").touch()
    assert keys(stage) == []
    file.write_bytes(file.read_bytes() + b"\nalert(1)\n")
    assert keys(stage) == ["altered"]


def test_a_page_and_the_manifest_with_it_were_altered(stage: Stage) -> None:
    page, manifest = stage.host.current / "index.html", stage.host.current / "manifest-sha256.txt"
    before = page.read_bytes()
    page.write_bytes(before + b" ")
    digests = [hashlib.sha256(body).hexdigest() for body in (before, page.read_bytes())]
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(digests[0], digests[1]), encoding="utf-8")
    assert keys(stage) == ["altered"]
    manifest.unlink()
    assert keys(stage) == ["altered"]


@pytest.mark.parametrize("name", ["config.lock", "refs/heads/main.lock"])
def test_a_lock_that_a_power_cut_has_left(stage: Stage, name: str) -> None:
    """Nothing but its removal helps: no push is taken, or host init fails."""
    lock = stage.host.repository("jia") / name
    lock.touch()
    done = yangguang("host", "doctor", stage.root)
    assert (done.exit_code, done.output) == (1, f"{lock} 是中断的推送留下的；确认没有人在推送后请删除\n")
    done = yangguang("host", "init", stage.root)
    assert (done.exit_code, "Traceback" in done.output) == (2 if name == "config.lock" else 0, False)
    assert ("git 设置不了" in done.output) == (name == "config.lock")


def test_what_root_has_left_is_found_and_root_does_not_work_for_others(stage: Stage) -> None:
    """As root, only: nobody else may give files away."""
    if os.geteuid():
        return
    owner = pwd.getpwnam("nobody").pw_uid
    everything = [stage.root, *stage.root.rglob("*")]
    for path in everything:
        os.chown(path, owner, -1, follow_symlinks=False)
    assert keys(stage) == []
    for command in (("work", stage.root, "--once"), ("init", stage.root)):  # the one that an upgrade asks for, too
        done = yangguang("host", *command)
        assert (done.exit_code, f"{stage.root} 属于 nobody" in done.output) == (2, True), done.output
    assert keys(stage) == []
    note = stage.host.cache / "trees" / "jia.json"
    os.chown(note, 0, -1)
    assert keys(stage) == ["strangers"]
    assert f"例如 {note}，它改不了；运行 chown -R nobody {stage.root}" in yangguang("host", "doctor", stage.root).output


@pytest.fixture
def open_stage(published: Stage) -> Iterator[Stage]:
    """One in a folder that every account of the machine may enter."""
    with TemporaryDirectory(prefix="yangguang-") as folder:
        Path(folder).chmod(0o755)
        yield published.copy(Path(folder) / "stage")


def test_a_host_that_a_group_pushes_to_is_upgraded_after_members_have_pushed(open_stage: Stage) -> None:
    """As root, only, which becomes the host's own account; the capability is for the interpreter's folder."""
    if os.geteuid():
        return
    stage = open_stage
    stage.folder.chmod(0o755)
    ours, member = pwd.getpwnam("nobody"), pwd.getpwnam("daemon").pw_uid
    group, other = grp.getgrgid(ours.pw_gid).gr_name, grp.getgrgid(0).gr_name
    for path in (stage.root, *stage.root.rglob("*")):
        os.chown(path, ours.pw_uid, ours.pw_gid, follow_symlinks=False)
    become = ["setpriv", f"--reuid={ours.pw_uid}", f"--regid={ours.pw_gid}", "--clear-groups",
              "--inh-caps=+dac_override", "--ambient-caps=+dac_override"]  # fmt: skip
    again = [*become, str(stage.host.engine), "host", "init", str(stage.root)]
    done = run(*again, "--group", group, at=ROOT)
    assert done.returncode == 0, done.stderr
    folder = min(stage.host.repository("jia").glob("objects/??"))
    for path in (folder, *folder.iterdir()):
        os.chown(path, member, -1)
    log = stage.host.log
    log.chmod(0o600)
    done = run(*again, "--region", "yi", at=ROOT)
    assert done.returncode == 0, done.stderr
    assert [S_IMODE(path.stat().st_mode) for path in (folder, log)] == [0o2775, 0o660]
    assert S_IMODE((stage.host.repository("yi") / "objects").stat().st_mode) == 0o2775
    for name, why in (("nosuch", "没有用户组 nosuch"), (other, f"账号 nobody 不在用户组 {other} 里")):
        before = (stage.root / "host.yml").read_bytes()
        done = run(*again, "--group", name, at=ROOT)
        assert (done.returncode, why in done.stderr) == (2, True), done.stderr
        assert (stage.root / "host.yml").read_bytes() == before
    os.chown(folder, member, 0)
    done = run(*again, at=ROOT)
    assert (done.returncode, f"{folder} 是别人的文件" in done.stderr) == (2, True), done.stderr


def test_a_host_is_given_to_a_group_while_a_push_comes_to_its_end(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What git kept the push in goes before it is looked into."""
    kept = stage.host.repository("jia") / "objects/tmp_objdir-incoming-1"
    kept.mkdir()
    look = os.scandir

    def late(folder: Path | str) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
        if Path(folder) == kept:
            kept.rmdir()
        return look(folder)

    monkeypatch.setattr("os.scandir", late)
    done = yangguang("host", "init", stage.root, "--group", grp.getgrgid(os.getegid()).gr_name)
    assert (done.exit_code, kept.exists()) == (0, False), done.output


def test_a_bell_that_nobody_hears(stage: Stage) -> None:
    pushed_without_a_bell(stage)
    assert sorted(keys(stage)) == ["hook", "unheard"]


def test_a_damaged_repository(stage: Stage) -> None:
    commit = stage.editor.git("rev-parse", "HEAD")
    (stage.host.repository("jia") / "objects" / commit[:2] / commit[2:]).unlink()
    assert "broken_repository" in keys(stage)


def test_two_workers(stage: Stage) -> None:
    """One holds the lock, another waits for it."""
    command = [sys.executable, "-I", "-c", "from yangguang.cli import main; main()", "host", "work", str(stage.root)]
    with stage.host.lock.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with subprocess.Popen([*command, "--once"], stdout=subprocess.DEVNULL) as waiting:
            try:
                until(lambda: "two_workers" in keys(stage))
            finally:
                waiting.kill()  # it waits for the lock, and we for it


def test_a_disk_that_is_nearly_full(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """No real disk of ours is that large; what is tested is the sum, not the disk."""
    monkeypatch.setattr("yangguang.host.doctor.LEAST_BYTES", 1 << 70)
    assert keys(stage) == ["disk"]


def test_a_login_shell_that_runs_no_command_of_a_key(stage: Stage) -> None:
    home = stage.folder / "home"
    (home / ".ssh").mkdir(parents=True)
    (home / ".ssh" / "authorized_keys").write_text('restrict,command="exec git-shell" ssh-ed25519 AAAA 甲\n')
    for shell, told in (("/usr/bin/git-shell", "谁都推送不了"), ("/bin/sh", "没有发现问题")):
        if not (command := with_shell(shell, stage.folder, str(home))):
            pytest.skip("only root can have another shell for a moment")
        program = [sys.executable, "-c", "from yangguang.cli import main; main()", "--lang", "zh"]
        assert told in run(*command, *program, "host", "doctor", stage.root, at=ROOT).stdout


def test_nginx_answers_with_its_own_page(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of this machine's own nginx is touched."""
    monkeypatch.setattr("yangguang.host.accounts.NGINX", tmp_path / "nginx")
    for name in ("conf.d", "sites-enabled"):
        (tmp_path / "nginx" / name).mkdir(parents=True)
    default = tmp_path / "nginx" / "sites-enabled" / "default"
    default.write_text("server { listen 80 default_server; }\n")
    assert keys(stage) == []
    text = (stage.root / "serve" / "nginx.conf").read_text(encoding="utf-8")
    (tmp_path / "nginx" / "conf.d" / "yangguang.conf").write_text(text, encoding="utf-8")
    assert keys(stage) == ["nginx_default"]
    default.unlink()
    assert keys(stage) == []


def test_a_folder_that_nginx_may_not_enter(published: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yangguang.host.accounts.NGINX", tmp_path / "nginx")
    (tmp_path / "nginx" / "conf.d").mkdir(parents=True)
    with TemporaryDirectory(prefix="yangguang-") as folder:
        stage = published.copy(Path(folder) / "stage")
        for path in (Path(folder), stage.folder):
            path.chmod(0o755)
        text = (stage.root / "serve" / "nginx.conf").read_text(encoding="utf-8")
        (tmp_path / "nginx" / "conf.d" / "yangguang.conf").write_text(text, encoding="utf-8")
        for user, told in (("nobody", ["closed"]), ("root", []), ("nobody-here", [])):
            (tmp_path / "nginx" / "nginx.conf").write_text(f"user {user};\nevents {{}}\n", encoding="utf-8")
            assert keys(stage) == []
            stage.root.chmod(0o700)  # as under umask 077, or in somebody's home
            assert keys(stage) == told
            stage.root.chmod(0o755)


def test_putting_right_what_is_missing(stage: Stage) -> None:
    WRONG["hook"](stage)
    WRONG["head"](stage)
    WRONG["engine"](stage)
    assert yangguang("host", "init", stage.root).exit_code == 0
    assert keys(stage) == []


def test_it_runs_as_the_owner_of_its_folder_whatever_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root becomes another account by setpriv, which leaves LOGNAME as it was."""
    owner = "nobody" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    monkeypatch.setenv("LOGNAME", "somebody-else")
    (tmp_path / "host").mkdir()
    os.chown(tmp_path / "host", pwd.getpwnam(owner).pw_uid, -1)
    init(tmp_path / "host", ("jia",))
    unit = (tmp_path / "host" / "serve" / "yangguang-work.service").read_text(encoding="utf-8")
    assert f"User={owner}\n" in unit
    assert (tmp_path / "host" / "operators").read_text(encoding="utf-8").splitlines()[-1] == owner


def test_systemd_has_nothing_to_say_of_the_units_and_never_stops_to_listen(tmp_path: Path) -> None:
    """After five starts within ten seconds it would, unless told otherwise, and no bell was heard any more."""
    init(tmp_path / "host", ("jia",))
    units = sorted((tmp_path / "host" / "serve").glob("yangguang-work.*"))
    done = run("systemd-analyze", "verify", "--man=no", *units, at=tmp_path)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "yangguang" in line]) == (0, [])
    assert [unit.name for unit in units if "\nStartLimitIntervalSec=0\n" in unit.read_text(encoding="utf-8")] == [
        "yangguang-work.service"
    ]


@pytest.mark.parametrize(
    "said",
    [
        "# 市在前\nregions:\n  - jia\n  - yi  # 县\nminutes: 30\n",
        "regions:\n- jia\n- yi\n",
        "minutes: 30\nregions: [jia,\n  yi]\n",
        "regions: [jia, yi]\nminutes: 30",
        '"regions": [jia, yi]\n',
    ],
)
def test_settings_that_an_operator_has_written_in_another_way_stay_and_take_a_region(tmp_path: Path, said: str) -> None:
    root = tmp_path / "host"
    root.mkdir()
    (root / "host.yml").write_text(said, encoding="utf-8")
    before = open_host(root)
    init(root, ())
    assert (root / "host.yml").read_text(encoding="utf-8") == said
    host, _ = init(root, ("bing",))
    assert (host.regions, host.minutes) == (("jia", "yi", "bing"), before.minutes)
    assert ("# 市在前" in said) == ("# 市在前" in (root / "host.yml").read_text(encoding="utf-8"))
