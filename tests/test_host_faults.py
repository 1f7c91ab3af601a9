"""What may go wrong on a host, done in earnest: readers get a complete release, old or new, and the next start ends right."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.helpers import digests, yangguang
from tests.hosting import POWER, Stage, init, more_releases, run, until
from tests.power import Disk
from yangguang.build.output import sync_all
from yangguang.host import log, releases
from yangguang.host.doctor import examine
from yangguang.host.git import commit_of, tree
from yangguang.host.places import MAIN
from yangguang.model.finding import Refused

STEPS = (
    "tidy",
    "check out",
    "histories",
    "build",
    "verify",
    "lend",
    "sync",
    "record",
    "rename",
    "switch",
    "log",
    "spare",
    "previews",
)


def ends_right(stage: Stage, word: str) -> None:
    """The next start publishes what was pushed, and leaves nothing half done."""
    assert stage.work()
    stage.whole()
    assert word in stage.read()
    assert stage.left() == []


def killed_at(stage: Stage, step: str) -> None:
    word = f"（{step}）"
    stage.editor.say(word)
    before = stage.whole()
    stage.killed(step)
    now = stage.whole()
    assert now == before or word in stage.read()
    ends_right(stage, word)


@pytest.mark.parametrize("step", [s if s == "rename" else pytest.param(s, marks=pytest.mark.full) for s in STEPS])
def test_a_worker_that_is_killed_at_a_step(stage: Stage, step: str) -> None:
    killed_at(stage, step)


@pytest.mark.full
@pytest.mark.parametrize("after", [0.05, 0.2, 0.4, 0.6, 0.8, 1.0])
def test_a_worker_that_is_killed_during_the_build(stage: Stage, after: float) -> None:
    word = f"（{after}）"
    stage.editor.say(word)
    stage.killed("build", after=after)
    stage.whole()
    ends_right(stage, word)


@pytest.mark.full
def test_a_server_that_dies_in_the_first_hook_has_taken_nothing(stage: Stage) -> None:
    hook = stage.host.repository("jia") / "hooks" / "pre-receive"
    text = hook.read_text()
    hook.write_text(text.replace("exec ", "", 1) + "kill -9 0\n")
    before = stage.editor.git("ls-remote", "origin", "main")
    stage.editor.edit(POWER, "社会团体成立登记", "社会团体成立登记（死）")
    stage.editor.commit()
    assert push_in_a_group(stage) == -9
    assert stage.editor.git("ls-remote", "origin", "main") == before
    hook.write_text(text)
    assert stage.editor.push().returncode == 0
    ends_right(stage, "（死）")


def test_a_server_that_dies_in_the_second_hook_has_taken_it_and_the_timer_publishes(stage: Stage) -> None:
    hook = stage.host.repository("jia") / "hooks" / "post-receive"
    hook.write_text("#!/bin/sh\nkill -9 0\n")
    stage.editor.edit(POWER, "社会团体成立登记", "社会团体成立登记（死）")
    commit = stage.editor.commit()
    assert push_in_a_group(stage) == -9
    assert stage.editor.git("ls-remote", "origin", "main").split()[0] == commit
    ends_right(stage, "（死）")


def push_in_a_group(stage: Stage) -> int:
    """A push whose client, server and hooks are one process group, as a machine that goes down takes them all."""
    return subprocess.run(
        ["git", "push", "--quiet", "origin", "HEAD:main"], cwd=stage.editor.folder, start_new_session=True,
        capture_output=True, check=False,
    ).returncode  # fmt: skip


@pytest.mark.full
def test_an_editor_who_goes_away_during_the_push(stage: Stage) -> None:
    hook = stage.host.repository("jia") / "hooks" / "pre-receive"
    begun, go_on = stage.folder / "begun", stage.folder / "go-on"
    wait = f"touch {begun}\nwhile [ ! -e {go_on} ]; do sleep 0.05; done\n"
    hook.write_text(hook.read_text().replace("exec ", wait + "exec ", 1))
    stage.editor.edit(POWER, "社会团体成立登记", "社会团体成立登记（走）")
    commit = stage.editor.commit()
    client = subprocess.Popen(["git", "push", "--quiet", "origin", "HEAD:main"], cwd=stage.editor.folder)
    until(begun.exists)
    client.kill()
    client.wait()
    go_on.touch()
    until(lambda: len(log.last(stage.host, 100)) > 3)
    until(lambda: stage.editor.git("ls-remote", "origin", "main").split()[0] == commit)
    ends_right(stage, "（走）")


def test_of_two_pushes_at_once_one_counts_and_the_other_is_told_in_words(stage: Stage) -> None:
    hook = stage.host.repository("jia") / "hooks" / "pre-receive"
    both_are_here = (  # or one of them never comes, which must not hold the other for ever
        f"touch {stage.folder}/at-$$\nfor time in $(seq 2400); do "
        f"[ $(ls {stage.folder}/at-* | wc -l) -lt 2 ] || break; sleep 0.05; done\n"
    )
    hook.write_text(hook.read_text().replace("exec ", both_are_here + "exec ", 1))
    other = stage.clone("jia", "乙")
    stage.editor.edit(POWER, "社会团体成立登记", "社会团体成立登记（甲）")
    other.edit(POWER, "社会团体成立登记", "社会团体成立登记（乙）")
    for editor in (stage.editor, other):
        editor.commit()
    with ThreadPoolExecutor(2) as both:
        done = list(both.map(lambda editor: editor.push(), (stage.editor, other)))
    assert sorted(one.returncode for one in done) == [0, 1]
    loser = next(one for one in done if one.returncode)
    assert "请先 git pull 取回，再 git push" in loser.stderr
    assert "cannot lock ref" not in loser.stderr
    winner = "（甲）" if done[0].returncode == 0 else "（乙）"
    ends_right(stage, winner)


@pytest.mark.full
def test_what_is_pushed_during_a_build_is_published_by_the_same_round(stage: Stage) -> None:
    stage.editor.say("（先）")
    words = iter(["（后）"])

    def doing(step: str) -> None:
        if step == "verify":
            for word in words:
                stage.editor.say(word)

    assert stage.work(doing=doing)
    stage.whole()
    assert "（后）" in stage.read()
    assert len(releases.known(stage.host)) == 3


@pytest.mark.full
def test_a_power_cut_at_any_step(tmp_path: Path, published: Stage) -> None:
    with Disk(tmp_path).mounted() as disk:
        stage = published.copy(disk.folder)
        sync_all(disk.folder)
        stage.editor.say("（断电）")
        first, shown = stage.whole(), []

        def doing(step: str) -> None:
            time.sleep(
                2
            )  # by then the names are on the disk, and what is in the files only where somebody has asked for it
            with disk.cut() as found:
                after = Stage(found, init(found / "host"), stage.editor)
                shown.append(after.whole())
                ends_right(after, "（断电）")

        assert stage.work(doing=doing)
        assert shown == [first] * STEPS.index("log") + [stage.whole()] * (len(STEPS) - STEPS.index("log"))


@pytest.mark.full
def test_a_power_cut_after_a_preview_leaves_it_whole(tmp_path: Path, published: Stage) -> None:
    with Disk(tmp_path).mounted() as disk:
        stage = published.copy(disk.folder)
        assert yangguang("host", "preview", stage.root, "jia", "main").exit_code == 0
        shown = stage.host.previews / "jia" / "main"
        time.sleep(3)
        with disk.cut() as found:
            assert digests(found / shown.relative_to(disk.folder)) == digests(shown)


@pytest.fixture
def small_disk(tmp_path: Path, published: Stage) -> Iterator[Stage]:
    """A host on a file system of its own, of 48 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("a small file system can only be mounted by root: the tests of a full disk did not run")
    try:
        yield published.copy(disk)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def fill(folder: Path) -> Path:
    """Fills the disk to the last byte."""
    ballast = folder / "ballast"
    handle = os.open(ballast, os.O_WRONLY | os.O_CREAT)
    try:
        for size in (1 << 20, 4096, 1):
            try:
                while True:
                    os.write(handle, b"x" * size)
            except OSError:
                continue
    finally:
        os.close(handle)
    return ballast


def full_at(stage: Stage, step: str) -> None:
    word = f"（{step}）"
    stage.editor.say(word)
    before = stage.whole()
    ballast = [Path()]

    def doing(now: str) -> None:
        if now == step:
            ballast[0] = fill(stage.folder)

    with suppress(OSError):
        stage.work(doing=doing)
    now = stage.whole()
    assert now == before or word in stage.read()
    ballast[0].unlink()
    ends_right(stage, word)


@pytest.mark.full
@pytest.mark.parametrize("step", STEPS)
def test_a_disk_that_is_full_at_a_step(small_disk: Stage, step: str) -> None:
    full_at(small_disk, step)


@pytest.mark.full
def test_a_disk_that_can_only_be_read(small_disk: Stage) -> None:
    small_disk.editor.say("（读）")
    before = small_disk.whole()
    disk = str(small_disk.folder)
    (small_disk.host.cache / "doing.json").write_text('{"step": "build"}')  # the last that was done before
    until(
        lambda: not subprocess.run(["mount", "-o", "remount,ro", disk], check=False).returncode
    )  # git still tidies up
    state = yangguang("host", "status", small_disk.root)
    told = yangguang("host", "work", small_disk.root, "--once")
    back = yangguang("host", "rollback", small_disk.root, "1")
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert (state.exit_code, told.exit_code, back.exit_code) == (0, 2, 2)
    assert "已推送，还没有公开" in state.output
    assert "Read-only file system" in told.output
    assert small_disk.whole() == before
    ends_right(small_disk, "（读）")


@pytest.mark.full
def test_a_folder_that_stands_where_the_release_should_come(stage: Stage) -> None:
    commit = stage.editor.say("（占）")
    (stage.host.releases / f"000002-{commit[:7]}").mkdir()
    (stage.host.releases / f"000002-{commit[:7]}" / "x").touch()
    assert stage.work()
    assert stage.whole() == f"000003-{commit[:7]}"
    assert "（占）" in stage.read()


@pytest.mark.full
def test_a_folder_that_comes_at_the_last_moment(stage: Stage) -> None:
    commit = stage.editor.say("（占）")
    before = stage.whole()

    def doing(step: str) -> None:
        if step == "rename":
            (stage.host.releases / f"000002-{commit[:7]}" / "x").mkdir(parents=True)

    with pytest.raises(OSError, match="not empty"):
        stage.work(doing=doing)
    assert stage.whole() == before
    assert stage.work()
    assert stage.whole() == f"000003-{commit[:7]}"


def shared(file: Path, site: Path, other: Path) -> bool:
    there = other / file.relative_to(site)
    return there.exists() and there.samefile(file)


@pytest.mark.parametrize("cure", ["a new day", "at once"])
def test_a_disk_that_gives_back_other_bytes(stage: Stage, cure: str) -> None:
    """Releases share the files that did not change, and by its looks this one did not."""
    stage.editor.say("（甲）")
    assert stage.work()
    first = stage.host.current.resolve()
    stage.editor.say("（乙）")
    assert stage.work()
    page = next(page for page in sorted(first.rglob("*.html")) if shared(page, first, stage.host.current))
    looks = page.stat()
    with page.open("r+b") as file:
        file.seek(looks.st_size // 2)
        file.write(b"~")
    os.utime(page, ns=(looks.st_atime_ns, looks.st_mtime_ns))
    stage.editor.say("（一）")
    assert stage.work()
    told = yangguang("host", "doctor", stage.root).output
    assert f"{page.relative_to(first)}；运行 host work --once --verify 重做" in told
    if cure == "a new day":
        stage.moment += timedelta(days=1)
        ends_right(stage, "（一）")
    else:
        assert yangguang("host", "rollback", stage.root).exit_code == 0
        command = (stage.host.engine, "--lang", "zh", "host", "work", stage.root, "--once", "--verify")
        assert "固定在 000003-" in run(*command, at=stage.folder).stderr
        assert yangguang("host", "resume", stage.root).exit_code == 0
        done = run(*command, at=stage.folder)
        assert (done.returncode, done.stderr) == (0, "")
    assert stage.whole().startswith("000005-")
    assert [one.key for one in examine(stage.host, stage.moment) if one.key != "clock"] == []
    stage.editor.say("（二）")
    assert stage.work()
    stage.whole()


@pytest.mark.full
def test_a_clock_that_was_moved_back(stage: Stage) -> None:
    stage.moment -= timedelta(days=9)
    stage.editor.say("（昨）")
    ends_right(stage, "（昨）")
    assert '"as_of": "2026-03-02"' in stage.read("version.json")
    assert stage.whole().startswith("000002-")


def test_a_clock_that_ran_ahead(stage: Stage) -> None:
    stage.moment += timedelta(days=3650)
    assert stage.work()
    ahead = stage.whole()
    stage.moment -= timedelta(days=3650)
    assert [(one.key, one.values["folder"]) for one in examine(stage.host, stage.moment)] == [
        ("clock", stage.host.releases / ahead)
    ]
    assert yangguang("host", "rollback", stage.root).exit_code == 0
    shutil.rmtree(stage.host.releases / ahead)
    assert yangguang("host", "resume", stage.root).exit_code == 0
    stage.editor.say("（今）")
    ends_right(stage, "（今）")
    assert '"as_of": "2026-03-02"' in stage.read("version.json")
    assert examine(stage.host, stage.moment) == []


@pytest.mark.parametrize("gone", [POWER, *(pytest.param(gone, marks=pytest.mark.full) for gone in ("content", ""))])
def test_a_cache_that_was_half_cleared_away(stage: Stage, gone: str) -> None:
    """Somebody looked for room, or was interrupted while clearing it."""
    tree = stage.host.cache / "trees" / "jia"
    if gone == POWER:
        (tree / gone).unlink()
    else:
        shutil.rmtree(tree / gone)
    stage.editor.edit("content/departments/civil-affairs.yml", "甲市民政局", "甲市民政局（改）")
    stage.editor.publish()
    assert stage.work()
    stage.whole()
    assert "（改）" in stage.read("departments/civil-affairs.html")
    assert "社会团体成立登记" in stage.read()


@pytest.mark.full
def test_an_object_that_is_damaged_after_the_push(stage: Stage) -> None:
    commit = stage.editor.say("（坏）")
    before = stage.whole()
    repository = stage.host.repository("jia")
    blob = next(entry.blob for entry in tree(repository, commit) if entry.path.decode() == POWER)
    file = repository / "objects" / blob[:2] / blob[2:]
    sound = file.read_bytes()
    file.chmod(0o644)
    file.write_bytes(sound[:40] + bytes(len(sound) - 40))
    assert stage.work()
    assert stage.whole() == before
    assert "git:" in yangguang("host", "status", stage.root).output
    file.write_bytes(sound)
    assert stage.work(again=True)
    ends_right(stage, "（坏）")


def a_commit_is_damaged(repository: Path) -> None:
    commit = commit_of(repository, MAIN)
    file = repository / "objects" / commit[:2] / commit[2:]
    file.chmod(0o644)
    file.write_bytes(b"")


def a_ref_is_empty(repository: Path) -> None:
    (repository / MAIN).write_bytes(b"")


def a_ref_is_gone(repository: Path) -> None:
    (repository / MAIN).unlink()


def a_repository_is_gone(repository: Path) -> None:
    shutil.rmtree(repository)


def test_a_region_of_which_git_tells_no_commit_stays_public(tmp_path: Path) -> None:
    stage = Stage.new(tmp_path, "jia", "yi")
    county = stage.county()
    assert stage.work()
    before, repository = stage.whole(), stage.host.repository("yi")
    shutil.copytree(repository, tmp_path / "kept")
    for damage in (a_commit_is_damaged, a_ref_is_empty, a_ref_is_gone, a_repository_is_gone):
        damage(repository)
        assert stage.work(), damage
        assert stage.whole() == before
        assert "yi.git 里读不出 main，公开的仍是上一个版本" in yangguang("host", "status", stage.root).output, damage
        assert len(examine(stage.host, stage.moment)) == 1, damage
        shutil.rmtree(repository, ignore_errors=True)
        shutil.copytree(tmp_path / "kept", repository)
    county.edit("content/departments/civil-affairs.yml", "乙县民政局", "乙县民政局（好）")
    county.publish()
    assert stage.work()
    assert "乙县民政局（好）" in stage.read("regions/yi/departments/civil-affairs.html")
    assert examine(stage.host, stage.moment) == []


def test_a_template_that_raises(stage: Stage) -> None:
    before = stage.whole()
    stage.editor.write(
        "templates/pages/404.html", "{% extends 'base.html' %}{% block content %}{{ 1 / 0 }}{% endblock %}"
    )
    stage.editor.publish("坏模板")
    assert stage.work()
    assert stage.whole() == before
    told = yangguang("host", "status", stage.root).output
    assert "生成失败" in told
    assert "templates/pages/404.html:1" in told
    stage.editor.write("templates/pages/404.html", "{% extends 'base.html' %}{% block content %}迷路了{% endblock %}")
    stage.editor.say("（模板）")
    ends_right(stage, "（模板）")
    assert "迷路了" in stage.read("404.html")


@pytest.mark.full
def test_a_template_that_reaches_out_of_its_sandbox(stage: Stage) -> None:
    before = stage.whole()
    reach = "{{ page.__init__.__globals__ }}"
    stage.editor.write(
        "templates/pages/404.html", "{% extends 'base.html' %}{% block content %}" + reach + "{% endblock %}"
    )
    stage.editor.publish("坏模板")
    assert stage.work()
    assert stage.whole() == before
    assert "unsafe" in yangguang("host", "status", stage.root).output


@pytest.mark.full
def test_a_build_past_its_time(stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.editor.say("（久）")
    before, engine, room = stage.whole(), stage.host.engine.read_text(), tmp_path / "room"
    room.mkdir()
    monkeypatch.setenv("TMPDIR", str(room))
    stage.host.engine.write_text("#!/bin/sh\nmktemp -d\nexec sleep 60\n")
    slow, stage.host = stage.host, replace(stage.host, minutes=0.01)
    assert stage.work()
    assert stage.whole() == before
    assert [said["what"] for said in log.last(stage.host, 1)] == ["failed"]
    stage.host = slow
    stage.host.engine.write_text(engine)
    assert stage.work(again=True)
    ends_right(stage, "（久）")
    assert [*room.iterdir(), *stage.host.cache.glob("build/tmp/*")] == []


@pytest.mark.full
def test_current_is_a_folder(stage: Stage) -> None:
    stage.host.current.unlink()
    stage.host.current.mkdir()
    (stage.host.current / "index.html").write_text("手工放的")
    stage.editor.say("（夹）")
    ends_right(stage, "（夹）")
    assert (stage.root / "current.found-1" / "index.html").read_text() == "手工放的"


@pytest.mark.full
def test_current_points_nowhere_and_the_next_build_fails(stage: Stage) -> None:
    before = stage.whole()
    stage.host.current.unlink()
    stage.host.current.symlink_to("releases/gone")
    stage.host = replace(stage.host, minutes=0.001)
    stage.editor.say("（空）")
    assert stage.work()
    assert stage.whole() == before


@pytest.mark.full
@pytest.mark.parametrize("step", ["build", "switch"])
def test_a_rollback_during_a_build_wins(stage: Stage, step: str) -> None:
    before = stage.whole()
    stage.editor.say("（退）")

    def doing(now: str) -> None:
        if now == step:
            releases.rollback(stage.host, "1")

    assert stage.work(doing=doing)
    assert stage.whole() == before
    releases.resume(stage.host)
    ends_right(stage, "（退）")


def test_prune_and_rollback_at_once(stage: Stage) -> None:
    for _ in range(8):
        made = more_releases(stage, 4)
        releases.resume(stage.host)
        with ThreadPoolExecutor(2) as both:
            going = both.submit(releases.prune, stage.host, 1)
            with suppress(Refused):  # it is gone already
                both.submit(releases.rollback, stage.host, made[1]).result()
            assert made[3] not in going.result()
        now = stage.whole()
        assert {record.id for record in releases.known(stage.host)} == {now, made[3]}
        assert stage.left() == []


@pytest.mark.full
def test_one_region_of_two_is_broken(tmp_path: Path) -> None:
    stage = Stage.new(tmp_path, "jia", "yi")
    assert stage.work()
    county = stage.county()
    good = county.git("rev-parse", "HEAD")
    assert stage.work()
    (stage.host.repository("yi") / "hooks" / "pre-receive").chmod(0o644)
    county.write("content/departments/civil-affairs.yml", "名称: \n")
    broken = county.publish("没有人检查")
    stage.editor.say("（市）")
    assert stage.work()
    stage.whole()
    assert "（市）" in stage.read()
    latest = releases.latest(stage.host)
    assert latest is not None
    assert latest.heads["yi"] == good
    assert good in stage.read("release.html")
    assert broken[:12] in yangguang("host", "status", stage.root).output
    county.write("content/departments/civil-affairs.yml", "名称: 乙县民政局\n简介: 改好了\n")
    county.publish("改好")
    ends_right(stage, "（市）")


@pytest.mark.full
def test_the_lock_is_held_by_what_outlives_the_worker(stage: Stage) -> None:
    """A build whose worker was killed ends with it, and until then no other worker begins."""
    stage.editor.say("（孤）")
    stage.killed("build", after=0.3)
    assert stage.work()
    assert [name for name in commands() if str(stage.root) in name] == []
    ends_right(stage, "（孤）")


def commands() -> list[str]:
    """The command line of every process of this machine."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(file.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace"))
    return found
