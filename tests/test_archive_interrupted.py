"""The archive's writer killed at any step, out of space, or met by another: nothing half-made ever bears a final name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.archives import create, sources
from tests.helpers import AS_OF, PROGRAM, ROOT, digests, full, yangguang
from tests.power import Disk
from yangguang.archive.store import Store

PACKING = """
import os, re, sys
def hook(event, arguments):
    if event == "open" and re.search("/downloads/new-[^/]+/.new-[^/]+/data/.+/", str(arguments[0])):
        os.kill(os.getpid(), 9)
sys.addaudithook(hook)
from yangguang.cli import main
main()
"""
"""The command, killed when it has begun to pack the data of a bag."""


def steps(verb: str, content: Path, archive: Path, scratch: Path) -> list[Path]:
    command = [sys.executable, "-m", "tests.archive_steps", verb, content, archive, scratch]
    subprocess.run([str(word) for word in command], cwd=ROOT, check=True)
    return sorted(path for path in scratch.iterdir() if path.name.isdigit())


def snapshots(archive: Path) -> int:
    return len(Store(archive).entries()[0])


@pytest.mark.full
def test_a_creation_killed_at_any_step_leaves_no_half_snapshot_and_the_next_one_clears_up(
    kept: Path, tmp_path: Path
) -> None:
    content = sources(tmp_path / "changed")
    themes = content / "themes.yml"
    themes.write_text(themes.read_text(encoding="utf-8") + "\n# 又看过一遍\n", encoding="utf-8")
    left = steps("create", content, kept, tmp_path)
    assert len(left) > 12
    for folder in left:
        archive = folder / "archive"
        done = yangguang("snapshot", "audit", "--archive", archive)
        assert done.exit_code == 0, done.output
        assert snapshots(archive) in (3, 4)
    assert snapshots(left[0] / "archive") == 3
    assert snapshots(max(left, key=lambda path: int(path.name)) / "archive") == 4
    assert create(content, left[5] / "archive", 200).exit_code == 0
    assert [str(path) for path in (left[5] / "archive").rglob("new-*")] == []


def test_an_export_killed_at_any_step_leaves_no_half_bag(kept: Path, tmp_path: Path) -> None:
    left = steps("export", tmp_path, kept, tmp_path)
    assert len(left) > 15
    for folder in left:
        for bag in (folder / "bags").glob("[0-9]*"):
            assert yangguang("snapshot", "verify", bag).exit_code == 0
    last = max(left, key=lambda path: int(path.name))
    for folder in (left[0], last):
        for bag in (folder / "bags").glob("[0-9]*"):
            bag.rename(folder / "whole")
        done = yangguang("snapshot", "export", "--archive", folder / "archive", "--into", folder / "bags")
        assert done.exit_code == 0, done.output
        assert len(list((folder / "bags").iterdir())) == 1


def test_a_bag_that_was_being_packed_when_killed_is_not_served_for_ever(kept: Path, tmp_path: Path) -> None:
    """It may hold what has been taken down since."""
    view = tmp_path / "view"
    command = [sys.executable, "-c", PACKING, "snapshot", "publish", "--archive", kept, "--into", view]
    assert subprocess.run([str(word) for word in command], check=False).returncode == -signal.SIGKILL
    assert list(view.glob("downloads/new-*/.new-*/data/*"))
    assert yangguang("snapshot", "publish", "--archive", kept, "--into", view).exit_code == 0
    assert [path.name for path in (view / "downloads").iterdir() if path.suffix != ".tar"] == []


@pytest.mark.full
def test_a_power_cut_leaves_bags_and_old_pages_whole_or_without_their_name(tmp_path: Path) -> None:
    with Disk(tmp_path).mounted() as disk:
        archive = disk.folder / "archive"
        assert create(sources(tmp_path / "sources"), archive, 0).exit_code == 0
        assert yangguang("snapshot", "publish", "--archive", archive, "--into", disk.folder / "view").exit_code == 0
        assert yangguang("snapshot", "export", "--archive", archive, "--into", disk.folder / "bags").exit_code == 0
        time.sleep(3)  # by then names are on the disk, and what is in the files only where somebody has asked for it
        with disk.cut() as found:
            for folder in ("view/downloads", f"view/{Store(archive).snapshot('latest').id}", "bags"):
                assert digests(found / folder) == digests(disk.folder / folder)


def test_an_export_that_finds_no_space_leaves_nothing(kept: Path, tmp_path: Path) -> None:
    done = full("snapshot", "export", "--archive", kept, "--into", tmp_path / "bags", largest=1 << 20)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert list((tmp_path / "bags").iterdir()) == []


def test_a_view_that_finds_no_space_leaves_nothing(kept: Path, tmp_path: Path) -> None:
    done = full("snapshot", "publish", "--archive", kept, "--into", tmp_path / "view", largest=1 << 12)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert list((tmp_path / "view").iterdir()) == []


def test_a_creation_that_finds_no_space_leaves_no_snapshot(tmp_path: Path) -> None:
    content, archive = sources(tmp_path), tmp_path / "archive"
    command = [sys.executable, "-m", "tests.archive_steps", "full", str(content), str(archive), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1] == "File too large"
    assert snapshots(archive) == 0
    assert not (archive / "ledger.jsonl").exists()
    assert yangguang("snapshot", "publish", "--archive", archive, "--into", tmp_path / "view").exit_code == 0
    assert list(archive.rglob("new-*")) == []
    assert create(content, archive, 0).exit_code == 0
    assert yangguang("snapshot", "audit", "--archive", archive).exit_code == 0


def test_of_two_creations_at_once_none_harms_the_other(tmp_path: Path) -> None:
    content, archive = sources(tmp_path), tmp_path / "archive"
    command = [PROGRAM, "--lang", "zh", "snapshot", "create", *AS_OF]
    command += ["--content", str(content), "--into", str(archive)]
    running = [
        subprocess.Popen(
            command, env={**os.environ, "SOURCE_DATE_EPOCH": str(1_790_000_000 + second)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for second in (0, 1)
    ]  # fmt: skip
    said = [process.communicate() for process in running]
    made = sum(process.returncode == 0 for process in running)
    assert made == snapshots(archive) >= 1
    for process, (_, error) in zip(running, said, strict=True):
        assert process.returncode == 0 or "请稍后再试" in error or "请写更晚的时间" in error
    assert yangguang("snapshot", "audit", "--archive", archive).exit_code == 0


def test_rows_with_texts_of_any_length_are_counted(kept: Path) -> None:
    from yangguang.archive.counts import check_counts
    from yangguang.archive.payload import Payload

    store, table = Store(kept), "site/data/v1/linfen/items.csv"
    files = store.manifest(store.snapshot("latest"))
    long = store.read(files[table]).replace("登记".encode(), "登记".encode() * 100_000, 1)
    assert len(long) > 500_000
    assert [*check_counts(Payload(files, lambda path: long if path == table else store.read(files[path])))] == []


@pytest.mark.parametrize("what", ["a page without data", "data without a page", "one figure more", "a name not listed"])
def test_counts_that_do_not_agree_are_found(kept: Path, what: str) -> None:
    from yangguang.archive.counts import check_counts
    from yangguang.archive.payload import Payload

    store = Store(kept)
    files = store.manifest(store.snapshot("latest"))
    changed: dict[str, bytes] = {}

    def read(path: str) -> bytes:
        return changed[path] if path in changed else store.read(files[path])

    code = "1107-A-00100-141000"
    if what == "a page without data":
        files[f"site/powers/{code}9.html"] = ""
        told = {"page_and_data"}
    elif what == "data without a page":
        del files[f"site/powers/{code}.html"]
        told = {"page_and_data"}
    elif what == "one figure more":
        changed["site/version.json"] = read("site/version.json").replace(b'"duties": 1', b'"duties": 2')
        told = {"counts_differ"}
    else:
        changed["site/powers/index.html"] = read("site/powers/index.html").replace(f'"{code}.html"'.encode(), b'"#"')
        told = {"not_listed"}
    assert {one.key for one in check_counts(Payload(files, read))} == told
