"""Publishing by `git push`: the whole story with a real bare repository and real clones."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from tests.helpers import yangguang
from tests.hosting import DEPARTMENT, NOW, POWER, Stage, init, more_releases, run, until
from yangguang import __version__
from yangguang.archive.store import Store
from yangguang.disk import locked
from yangguang.host import releases
from yangguang.host.disk import keep, taken
from yangguang.host.doctor import examine
from yangguang.host.log import last, note
from yangguang.host.verify import unlike

NOTICE = "content/disclosures/2026/notice.md"


def test_two_editors_publish_one_after_the_other_and_an_operator_goes_back(stage: Stage) -> None:
    first = stage.whole()
    two = stage.clone("jia", "乙")
    stage.editor.say("（甲）")

    two.write("content/pages/second.md", "# 乙的公告\n\n周六上午照常办理。\n")
    two.commit("公告")
    late = two.push()
    assert late.returncode == 1
    two.git("pull", "--quiet", "--rebase", "origin", "main")
    assert two.push().returncode == 0

    assert run(stage.host.engine, "host", "work", stage.root, "--once", at=stage.folder).returncode == 0
    second = stage.whole()
    assert "（甲）" in stage.read()
    assert "乙的公告" in stage.read("pages/second.html")
    assert first < second

    told = yangguang("host", "rollback", stage.root)
    assert told.exit_code == 0
    assert stage.whole() == first
    stage.editor.git("pull", "--quiet", "--rebase", "origin", "main")
    stage.editor.say("（再改）")
    assert stage.work()
    assert stage.whole() == first, "a rollback pins"
    assert yangguang("host", "resume", stage.root).exit_code == 0
    assert stage.work()
    assert "（再改）" in stage.read()
    words = yangguang("host", "log", stage.root).output
    assert f"开始公开 {first}" in words
    assert f"公开的版本由 {first} 换为 {second}" in words
    assert "退回" in words
    assert "root" in words or "接收" in words


def test_three_mistakes_are_three_sentences_with_their_places_and_nothing_moves(stage: Stage) -> None:
    before = stage.whole()
    stage.editor.edit(POWER, "法定办结时限: 60个工作日", "法定办结时限: 很久")
    stage.editor.edit(NOTICE, "2026-03-01", "2026-02-30")
    stage.editor.edit(DEPARTMENT, "咨询电话", "咨询电活")
    stage.editor.commit()
    done = stage.editor.push()
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if " 错误 P" in line]
    assert [line.split(" 错误 ")[0] for line in told] == [
        f"remote: {DEPARTMENT}:3:1:", f"remote: {NOTICE}:6:7:", f"remote: {POWER}:14:11:"
    ]  # fmt: skip
    assert "没有接收：内容有 3 处错误" in done.stderr
    assert stage.editor.git("ls-remote", "origin", "main").split()[0] != stage.editor.git("rev-parse", "HEAD")
    assert stage.work()
    assert stage.whole() == before


def test_three_pushes_are_one_release_that_says_what_it_is_made_of_and_a_new_day_another(stage: Stage) -> None:
    for number in range(3):
        commit = stage.editor.say(f"（{number}）")
    assert stage.work()
    said = json.loads(stage.read("version.json"))
    assert [one["commit"] for one in said["commits"]] == [commit]
    assert said["as_of"] == "2026-03-02"
    assert commit in stage.read("release.html")
    first = releases.known(stage.host)[-1]
    assert first.manifest_sha256 == said["manifest_sha256"]
    assert first.commits[0].authored == stage.editor.git("show", "--no-patch", "--format=%aI")
    assert stage.work()
    assert len(releases.known(stage.host)) == 2, "nothing new is no release"

    old = stage.host.current.resolve()
    stage.moment = stage.moment.replace(day=3)
    assert stage.work()
    new = stage.host.current.resolve()
    assert json.loads(stage.read("version.json"))["as_of"] == "2026-03-03"
    assert (old / "powers/1107-A-00100-141000.html").samefile(new / "powers/1107-A-00100-141000.html")


@pytest.mark.parametrize("seconds", [99_999_999_999_999, 253_402_300_799])
def test_an_author_whose_clock_shows_a_year_of_no_calendar_publishes_all_the_same(stage: Stage, seconds: int) -> None:
    stage.editor.edit(POWER, "社会团体成立登记", "社会团体成立登记（钟）")
    stage.editor.git("commit", "--quiet", "--all", "--message", "钟", also={"GIT_AUTHOR_DATE": f"@{seconds} +0000"})
    assert stage.editor.push().returncode == 0
    assert stage.work()
    assert "（钟）" in stage.read()


def test_each_release_is_made_of_a_spare_tree_and_leaves_one(stage: Stage) -> None:
    ready = stage.host.cache / "build/engine/spare"
    for word in ("（甲）", "（乙）"):
        folder = (ready / "powers").stat().st_ino
        stage.editor.say(word)
        assert stage.work()
        site = stage.host.current.resolve()
        assert (site / "powers").stat().st_ino == folder
        assert (ready / "index.html").samefile(site / "index.html")
        stage.whole()


def test_pages_show_what_earlier_pushes_changed(stage: Stage) -> None:
    assert "各栏内容没有变动" in stage.read()
    stage.editor.say("（甲）")
    assert stage.work()
    page = stage.read()
    assert "历次变动" in page
    assert '<ins><span class="unseen">增加“</span>（甲）' in page


def test_status_says_why_what_was_pushed_is_not_public(stage: Stage) -> None:
    told = yangguang("host", "rollback", stage.root)
    assert (told.exit_code, "没有比正在公开的更早的版本" in told.output) == (2, True)
    stage.editor.say("（等）")
    program = stage.host.engine.read_text(encoding="utf-8")
    stage.host.engine.write_text("#!/bin/sh\necho no more memory\nexit 2\n", encoding="utf-8")
    assert not stage.work()
    told = yangguang("host", "status", stage.root)
    assert "主机故障，没有做完，下一次再试：\n    no more memory\n" in told.output
    stage.host.engine.write_text(program, encoding="utf-8")
    assert stage.work()
    assert "故障" not in yangguang("host", "status", stage.root).output


def test_status_and_doctor_say_why_what_is_public_is_not_made_anew_on_another_day(stage: Stage) -> None:
    """Nothing was pushed; but a day has begun, or an upgrade brought another program."""
    stage.moment = datetime.now(UTC)
    program = stage.host.engine.read_text(encoding="utf-8")
    for script, why in (
        (
            "echo 'content/region.yml:1:1: 错误'\nexit 1\n",
            "网站停在原来的版本；请改好内容再推送，或换回原来的程序：\n    content/region.yml:1:1: 错误\n",
        ),
        ("echo no more memory\nexit 2\n", "主机故障，没有做完，下一次再试：\n    no more memory\n"),
    ):
        stage.host.engine.write_text(
            f'#!/bin/sh\n[ "$1" = --version ] && exec echo {__version__}\n{script}', encoding="utf-8"
        )
        assert stage.work(again=True) == ("region" in script)
        assert why in yangguang("host", "status", stage.root).output
    stage.host.engine.write_text("#!/bin/sh\necho 'content/region.yml:1:1: 错误'\nexit 1\n", encoding="utf-8")
    assert "status_stands" in {one.key for one in examine(stage.host, stage.moment)}
    stage.host.engine.write_text(program, encoding="utf-8")
    assert stage.work(again=True)
    told = yangguang("host", "status", stage.root).output
    assert ("停在" in told, "故障" in told) == (False, False)
    assert examine(stage.host, stage.moment) == []


@pytest.mark.parametrize("name", ["a b", "100%", "a;b", "\udcd1"])
def test_a_path_that_servers_and_units_would_read_otherwise_is_refused(tmp_path: Path, name: str) -> None:
    done = yangguang("host", "init", tmp_path / name, "--region", "jia")
    assert (done.exit_code, "特殊符号" in done.output, (tmp_path / name).exists()) == (2, True, False)


def test_a_line_of_the_log_that_was_cut_off_takes_none_with_it(stage: Stage) -> None:
    told = stage.host.log.read_bytes()
    stage.host.log.write_bytes(told[:-20])
    note(stage.host, NOW, "trouble", said=["满\u2028了"])
    assert (last(stage.host, 1)[0]["said"], len(last(stage.host, 100))) == (["满\u2028了"], told.count(b"\n"))


def test_a_name_that_has_what_unicode_calls_the_end_of_a_line_is_one_line_of_the_manifest(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "files").mkdir(parents=True)
    (site / "files" / "a\u2028b.csv").write_bytes(b"x")
    (site / "manifest-sha256.txt").write_text(f"{sha256(b'x').hexdigest()}  files/a\u2028b.csv\n", encoding="utf-8")
    assert unlike(site) == []
    assert unlike(site, site) == []
    (site / "files" / "a\u2028b.csv").write_bytes(b"y")
    assert unlike(site) == ["files/a\u2028b.csv"]


def test_a_line_of_the_log_that_shows_the_first_of_many_says_how_many_there_are(stage: Stage) -> None:
    note(stage.host, NOW, "pruned", releases=[f"00000{number}-abcdef0" for number in range(1, 8)])
    line = yangguang("host", "log", stage.root, "--lines", "1").output.strip()
    assert line.endswith(
        "删除旧版本 000001-abcdef0，000002-abcdef0，000003-abcdef0，000004-abcdef0，000005-abcdef0…（7）"
    )


def test_another_engine_builds_anew_and_reads_everything_before_an_editor_waits_for_it(stage: Stage) -> None:
    releases.save(stage.host, replace(releases.known(stage.host)[0], engine="the one before"))
    shutil.rmtree(stage.host.cache / "door")
    assert stage.work()
    assert stage.whole().startswith("000002-")
    assert list((stage.host.cache / "door" / "read").rglob("*.json"))


def test_who_only_asks_whether_somebody_is_at_work_is_not_taken_for_one_who_is(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with locked(lock):
        assert taken(lock)
    with lock.open() as asking:
        fcntl.flock(asking, fcntl.LOCK_SH)
        assert not taken(lock)


@pytest.mark.full
def test_a_worker_that_stays_hears_the_bell_whatever_has_ended_a_round_and_takes_a_new_engine(stage: Stage) -> None:
    command = [str(stage.host.engine), "--lang", "zh", "host", "work", str(stage.root)]
    in_the_way, seen = stage.host.cache / "doing.json", stage.folder / "seen"
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as staying:
        try:
            until(lambda: json.loads(stage.read("version.json"))["as_of"] != "2026-03-02")
            until(lambda: not taken(stage.host.lock))
            in_the_way.unlink()
            in_the_way.mkdir()
            stage.editor.say("（听见）")
            until(lambda: last(stage.host, 1)[0]["what"] == "trouble")
            in_the_way.rmdir()
            engine = stage.host.engine.read_text(encoding="utf-8")
            keep(stage.host.engine, engine.replace("#!/bin/sh\n", f"#!/bin/sh\n: > {seen}\n", 1).encode())
            stage.host.bell.touch()
            until(lambda: "（听见）" in stage.read())
            assert seen.exists()
        finally:
            staying.kill()
    stage.whole()


def test_what_an_operator_makes_who_keeps_new_files_from_others_is_open_to_readers(stage: Stage) -> None:
    stage.editor.say("（可读）")
    before = os.umask(0o077)
    try:
        assert yangguang("host", "work", stage.root, "--once").exit_code == 0
        other = init(stage.folder / "other", "jia")
    finally:
        os.umask(before)
    assert "（可读）" in stage.read()
    site = stage.host.current.resolve()
    made = (site, *site.rglob("*"), *other.root.iterdir(), other.engine)
    assert [path for path in made if not path.stat().st_mode & 0o004] == []


def test_what_is_public_is_archived_from_a_clone(stage: Stage) -> None:
    """A host makes the histories that pages show, and no clone has them."""
    stage.editor.say("（存档）")
    assert stage.work()
    program = (stage.host.engine, "snapshot", "create", "--into", stage.host.archive, "--at")
    done = run(*program, stage.host.current, at=stage.editor.folder)
    assert done.returncode == 0, done.stderr
    assert 'id="history"' in stage.read("powers/1107-A-00100-141000.html")
    assert yangguang("snapshot", "audit", "--archive", stage.host.archive).exit_code == 0


def test_a_release_of_several_repositories_is_archived_from_their_clones(tmp_path: Path) -> None:
    stage = Stage.new(tmp_path, "jia", "yi")
    county = stage.county()
    assert stage.work()
    engine = (stage.host.engine, "--lang", "zh")
    program = (*engine, "snapshot", "create", "--into", stage.host.archive)
    for clone in (stage.editor.folder, county.folder):
        done = run(*program, "--at", stage.host.current, at=clone)
        assert (done.returncode, "来自几个仓库（jia " in done.stderr) == (2, True), done.stderr
    more = ("--region", county.folder / "content")
    again = ("--release", stage.host.current / "version.json")
    for command in ((*engine, "history", *more), (*program, *more, *again)):
        done = run(*command, at=stage.editor.folder)
        assert done.returncode == 0, done.stderr
    county.edit("content/region.yml", "乙县", "丙县")
    county.commit()
    other = run(*program, *more, *again, at=stage.editor.folder)
    assert (other.returncode, "不是同样的字节" in other.stderr) == (2, True), other.stderr
    told = Store(stage.host.archive)
    site = {path: digest for path, digest in told.manifest(told.snapshot("latest")).items() if path.startswith("site/")}
    manifest = releases.manifest(stage.host.current.resolve())
    assert {f"site/{path}": digest for path, digest in manifest.items()}.items() <= site.items()
    assert site["site/version.json"] == sha256((stage.host.current / "version.json").read_bytes()).hexdigest()


def test_prune_leaves_what_is_current_pinned_or_archived(stage: Stage) -> None:
    made = more_releases(stage, 5)
    first = releases.known(stage.host)[0]
    other = "0" * 64
    release = releases.folder_of(stage.host, made[1])
    version = release / "version.json"
    text = version.read_text(encoding="utf-8").replace(first.manifest_sha256, other)
    version.unlink()  # it is one file in all of them
    version.write_text(text, encoding="utf-8")
    releases.save(stage.host, replace(first, id=made[1], manifest_sha256=other))
    archived = [stage.host.archive / "objects" / one[:2] / one for one in (other, *releases.manifest(release).values())]
    for file in archived:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    assert yangguang("host", "rollback", stage.root, "2").exit_code == 0

    assert yangguang("host", "prune", stage.root, "--keep", "2").output == "已删除 2 个旧版本，现有 4 个\n"
    assert [record.id for record in releases.known(stage.host)] == [made[0], made[1], made[3], made[4]]
    assert stage.whole() == made[0]
    assert yangguang("host", "rollback", stage.root, "1").exit_code == 2

    archived[-1].unlink()  # taken down: what must go from the archive must go from the releases
    assert yangguang("host", "prune", stage.root, "--keep", "2").output == "已删除 1 个旧版本，现有 3 个\n"
    assert made[1] not in [record.id for record in releases.known(stage.host)]
