"""The archive's store by itself: contents by their digest, lists of digests in their one form, snapshots by their names."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.archives import entry, takedown
from yangguang.archive.ledger import Entry
from yangguang.archive.store import Store, listed, listing
from yangguang.disk import inside
from yangguang.model.finding import Refused

DIGEST = hashlib.sha256(b"x").hexdigest()
FIRST = entry("20260105013000", manifest=DIGEST)
SECOND = entry("20260105013001", FIRST, manifest=DIGEST)
THIRD = entry("20270105013001", SECOND, manifest=DIGEST)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An archive of one content and three lines."""
    kept = Store(tmp_path)
    assert kept.put(b"x") == DIGEST
    lines(kept, FIRST, SECOND, THIRD)
    return kept


def lines(store: Store, *entries: Entry) -> None:
    (store.folder / "ledger.jsonl").write_text("".join(f"{one.text}\n" for one in entries), encoding="utf-8")


def refusal(*wanted: Any) -> str:
    """Why it is refused to call the first with the others."""
    with pytest.raises(Refused) as refused:
        wanted[0](*wanted[1:])
    return refused.value.finding.key


def test_what_is_there_already_is_not_written_again(store: Store, tmp_path: Path) -> None:
    before = store.kept(DIGEST).stat()
    (tmp_path / "file").write_bytes(b"x")
    assert store.put(tmp_path / "file") == store.put(b"x") == store.put(tmp_path / "file", DIGEST) == DIGEST
    assert store.kept(DIGEST).stat().st_ino == before.st_ino
    assert before.st_mode & 0o777 == 0o444, "nobody is to write into it by mistake"


def test_what_is_there_and_is_something_else_is_written_anew(store: Store) -> None:
    store.kept(DIGEST).chmod(0o644)
    store.kept(DIGEST).write_bytes(b"")
    assert refusal(store.read, DIGEST) == "object_altered"
    assert store.read(store.put(b"x")) == b"x"
    store.kept(DIGEST).unlink()
    assert refusal(store.read, DIGEST) == "object_missing"


def test_a_file_that_changes_while_it_is_read_is_refused_and_leaves_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"y" * 3_000_000)
    before = hashlib.sha256(b"z").hexdigest()
    assert refusal(store.put, tmp_path / "file", before) == "changed_meanwhile"
    assert [path for path in store.folder.rglob("*") if before in path.name] == []
    assert store.read(store.put(tmp_path / "file")) == b"y" * 3_000_000


def test_a_list_of_digests_is_what_sha256sum_reads(tmp_path: Path) -> None:
    files = {f"{name}.txt": hashlib.sha256(name.encode()).hexdigest() for name in ("二", "b c", "a")}
    for name in ("二", "b c", "a"):
        (tmp_path / f"{name}.txt").write_bytes(name.encode())
    body = listing(files)
    assert listed(body) == files
    assert [line[66:] for line in body.decode().splitlines()] == ["a.txt", "b c.txt", "二.txt"]
    command = ["sha256sum", "-c", "--quiet", "--strict"]
    assert subprocess.run(command, cwd=tmp_path, input=body, capture_output=True, check=False).returncode == 0
    assert listed(b"") == {}


@pytest.mark.parametrize(
    "body",
    [
        f"{DIGEST}  a", f"{DIGEST}  a\r\n", f"{DIGEST.upper()}  a\n", f"{DIGEST} *a\n", f"{DIGEST} a\n", f"{DIGEST[1:]}  a\n",
        f"{DIGEST}  a\n\n", f"\ufeff{DIGEST}  a\n", f"{DIGEST}  \n", f"{DIGEST}  ../a\n", f"{DIGEST}  /a\n",
    ],
    ids=["cut", "CRLF", "capitals", "binary", "one blank", "short", "empty line", "mark", "no name", "outside", "root"],
)  # fmt: skip
def test_a_list_of_digests_in_any_other_form_is_none(body: str) -> None:
    with pytest.raises(Refused, match="manifest_unreadable") as refused:
        listed(f"{DIGEST}  b\n{body}".encode())
    last = body.removesuffix("\n").rpartition("\n")[2]
    assert refused.value.finding.values["line"] == last, "the line that is wrong is the one that is shown"


@pytest.mark.parametrize("path", ["", "/a", "a/", "a//b", "..", "a/../b", "./a", "a/.", "a\\b", "C:a", "C:/a", "a\0"])
def test_a_path_that_leads_out_on_any_system_is_not_inside(path: str) -> None:
    assert not inside(path)


def test_a_path_with_signs_that_only_look_like_a_way_out_is_inside() -> None:
    assert inside("a/b:c/...d")


def test_a_snapshot_has_the_name_that_no_other_begins_with(store: Store) -> None:
    for wanted, found in (("latest", THIRD), ("2027", THIRD), (FIRST.id, FIRST)):
        assert store.snapshot(wanted).id == found.id
    for wanted in ("2026", "2025", "L"):
        assert refusal(store.snapshot, wanted) == "no_snapshot"
    lines(store, *(entry(f"202601050130{second:02}") for second in range(12)))
    with pytest.raises(Refused) as refused:
        store.snapshot("2025")
    assert refused.value.finding.values["known"].split("、") == [f"202601050130{n:02}" for n in range(2, 12)]


def test_a_line_is_added_with_what_was_and_only_to_what_is_sound(store: Store) -> None:
    added = store.append({**SECOND.said, "id": "20280105013001"})
    assert added.said["previous"] == THIRD.digest
    assert [one.id for one in store.sound()] == [FIRST.id, SECOND.id, THIRD.id, added.id]
    lines(store, FIRST, THIRD)
    assert refusal(store.append, {**THIRD.said, "id": "20290105013001"}) == "ledger_broken"
    assert [one.id for one in store.entries()[0]] == [FIRST.id, THIRD.id]


def test_who_writes_clears_up_after_one_that_was_killed_and_lets_nobody_beside(store: Store) -> None:
    lefts = [store.kept(DIGEST).with_name("new-1"), store.folder / ".ledger.jsonl.new", store.folder / "begun"]
    for left in lefts:
        left.touch()
    with store.locked():
        assert [left for left in lefts if left.exists()] == []
        assert refusal(Store(store.folder).locked().__enter__) == "busy"
    with store.locked():
        pass


def test_contents_without_a_ledger_are_no_archive_that_is_begun(store: Store, tmp_path: Path) -> None:
    (store.folder / "ledger.jsonl").unlink()
    assert refusal(store.locked(begin=True).__enter__) == "no_ledger"
    assert not (store.folder / "begun").exists()
    new = Store(tmp_path / "new" / "archive")
    assert (refusal(new.locked().__enter__), new.folder.parent.exists()) == ("no_ledger", False)
    with new.locked(begin=True):
        assert new.entries() == ((), ())
        new.append(FIRST.said)
    assert sorted(path.name for path in new.folder.iterdir()) == ["ledger.jsonl", "lock"]


def test_what_was_taken_down_is_gone_and_barred(store: Store) -> None:
    gone = takedown("20280105013001", THIRD, DIGEST)
    lines(store, FIRST, SECOND, THIRD, gone)
    with store.locked():
        assert not store.kept(DIGEST).exists()
        with pytest.raises(Refused) as refused:
            store.put(b"x", name="a.txt")
    assert (refused.value.finding.key, refused.value.finding.values["file"], refused.value.finding.values["id"]) == (
        "taken_down_again",
        "a.txt",
        gone.id,
    )
