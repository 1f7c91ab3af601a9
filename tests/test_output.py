"""Whoever opens the site while it is exchanged sees the old one or the new one, and a crash is repaired."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from yangguang.build import output
from yangguang.build.output import Artifact, activate, clear, repair, staging_folder, write, write_all


def site(folder: Path, word: str) -> Path:
    write_all(folder, [Artifact("index.html", word.encode()), Artifact("powers/a.html", word.encode())])
    return folder


def publish(target: Path, word: str) -> None:
    activate(site(staging_folder(target), word), target)
    clear(target)


def words(folder: Path) -> set[str]:
    return {path.read_text() for path in folder.rglob("*.html")}


@pytest.mark.parametrize("path", ["../out.html", "/etc/x", "a/../../b", "a\\b", "", "a\0b"])
def test_an_artifact_never_leaves_the_site(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="inside the site"):
        write(tmp_path / "site", Artifact(path, b""))


def test_a_reader_during_a_hundred_exchanges_always_finds_a_complete_page(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, "0")
    stop, seen, failed = threading.Event(), set(), []

    def read() -> None:
        while not stop.is_set():
            try:
                seen.add((target / "powers/a.html").read_text())
            except OSError as error:
                failed.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 101):
        publish(target, str(number))
    stop.set()
    reader.join()
    assert failed == []
    assert seen <= {str(number) for number in range(101)}
    assert words(target) == {"100"}


def test_the_old_site_is_gone_after_activation_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for word in ("old", "new"):
        publish(target, word)
    assert words(target) == {"new"}
    assert {path.name for path in tmp_path.iterdir()} == {"site"}


def test_without_an_exchange_in_the_kernel_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "exchange", lambda one, other: False)
    target = tmp_path / "site"
    for word in ("old", "new"):
        publish(target, word)
    assert words(target) == {"new"}


def test_a_crash_between_the_two_renames_is_repaired_at_the_next_start(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, "old")
    staging = site(staging_folder(target), "new")
    target.rename(tmp_path / ".site.old")
    assert staging.exists()

    repair(target)

    assert words(target) == {"old"}


def test_a_leftover_of_an_interrupted_build_does_not_reach_the_next_one(tmp_path: Path) -> None:
    target = tmp_path / "site"
    site(staging_folder(target), "half")
    assert list(staging_folder(target).iterdir()) == []


def test_a_link_that_lies_where_a_lock_will_does_not_empty_what_it_leads_to(tmp_path: Path) -> None:
    mine = tmp_path / "profile"
    mine.write_text("mine")
    (tmp_path / ".site.lock").symlink_to(mine)
    with output.alone(tmp_path / "site"):
        pass
    assert mine.read_text() == "mine"
