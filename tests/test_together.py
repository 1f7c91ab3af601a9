"""Builds that run at the same time, are told to end, or may not write where they remember."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import AS_OF, PROGRAM, ROOT, build, configure, copy_of, digests, yangguang
from yangguang import urls


def started(content: Path, site: Path, *options: str, **settings: str) -> subprocess.Popen[bytes]:
    command = [PROGRAM, "build", "--content", content, "--site", site, *options]
    return subprocess.Popen(
        [*map(str, command)], cwd=site.parent, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, **settings},
    )  # fmt: skip


def test_two_builds_of_one_site_publish_one_after_the_other(tmp_path: Path) -> None:
    content, site = copy_of("good", tmp_path), tmp_path / "site"
    days = ["2026-01-05", "2026-02-05"]
    alone = []
    for day in days:
        assert yangguang("build", "--content", content, "--site", tmp_path / day, "--as-of", day).exit_code == 0
        alone.append(digests(tmp_path / day))
    for _ in range(4):
        both = [started(content, site, "--as-of", day) for day in days]
        said = [one.communicate()[0].decode() for one in both]
        assert [one.returncode for one in both] == [0, 0], said
        assert digests(site) in alone


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_told_to_end_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    content, room = ROOT / "content", tmp_path / "room"
    room.mkdir()
    (tmp_path / "at").mkdir()
    running = started(content, tmp_path / "at/site", *AS_OF, "--no-cache", "--workers", "2", TMPDIR=str(room))
    while not any((tmp_path / "at").glob(".site.staging/*")):
        assert running.poll() is None
    running.send_signal(number)
    said = running.communicate()[0].decode()
    assert running.returncode == (-number if number == signal.SIGTERM else 1)
    assert "Traceback" not in said
    assert [path.name for path in (tmp_path / "at").iterdir()] == [".site.lock"]
    assert list(room.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_that_comes_while_html_is_filtered_is_not_lost(number: signal.Signals) -> None:
    program = f"""
import os, time, nh3
from yangguang.cli.ending import unwinding
def allowed(tag, name, value):
    os.kill(os.getpid(), {int(number)})
    return value
with unwinding():
    nh3.clean('<a href="x">y</a>', attribute_filter=allowed)
    time.sleep(20)
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)
    assert ended.returncode == -number
    assert b"ignored" not in ended.stderr


def test_a_folder_that_holds_something_else_is_never_taken_for_a_cache(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    before = digests(content)
    told = build(content, tmp_path / "site", "--cache", content)
    assert told.exit_code == 2
    assert "不能用作缓存" in told.output
    assert digests(content) == before


def test_where_nothing_can_be_remembered_a_build_and_a_check_do_without(tmp_path: Path) -> None:
    content = copy_of("good", tmp_path)
    configure(tmp_path)
    (tmp_path / ".yangguang").write_text("没有文件夹的地方", encoding="utf-8")
    assert yangguang("check", "--content", content).exit_code == 0
    assert build(content, tmp_path / "site").exit_code == 0
    assert (tmp_path / "site" / urls.MANIFEST).is_file()
