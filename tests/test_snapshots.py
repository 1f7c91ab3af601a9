"""Snapshots: what is kept, what a second one costs, and that every damage is found and named."""

from __future__ import annotations

import csv
import errno
import fcntl
import json
import random
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.archives import audit, create, files, sources
from tests.helpers import AS_OF, digests, yangguang
from yangguang.archive.bags.bag import export
from yangguang.archive.ledger import day_of, line
from yangguang.archive.payload import Payload
from yangguang.archive.store import Store, listing
from yangguang.archive.view import under_banner

MANAGER = "1107-A-00100-141000"


@pytest.fixture
def archive(kept: Path, tmp_path: Path) -> Path:
    """A copy of the archive, free to be damaged."""
    return Path(shutil.copytree(kept, tmp_path / "archive"))


def test_a_sound_archive_is_told_so(kept: Path) -> None:
    assert "快照 3 个" in audit(kept).output
    assert "完好" in yangguang("snapshot", "verify", "--archive", kept).output


def test_coreutils_alone_verify_every_content(kept: Path) -> None:
    command = "find . -type f | sed -E 's|^\\./../(.*)|\\1  &|' | sha256sum -c --quiet"
    done = subprocess.run(["sh", "-c", command], cwd=kept / "objects", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_snapshot_holds_site_sources_engine_and_schema(kept: Path) -> None:
    held = files(kept)
    wanted = {"site/index.html", "site/manifest-sha256.txt", "source/content/region.yml", "engine/engine.json",
              "engine/installed.txt", "schema/power.json", "source/content/regions/houma/region.yml",
              "inventory/records.csv", "inventory/elements.yml"}  # fmt: skip
    assert wanted <= held.keys()


def test_what_did_not_change_is_not_kept_again(kept: Path) -> None:
    second, third = set(files(kept, "20260921141321").values()), set(files(kept).values())
    pages = {path for path, digest in files(kept).items() if digest not in second}
    assert "source/content/themes.yml" not in pages
    assert len(third - second) <= 5
    assert {path for path in pages if path.startswith(("site/", "source/"))} == set()


def test_the_inventory_describes_an_item_by_archival_elements(kept: Path) -> None:
    body = Store(kept).read(files(kept)["inventory/records.csv"]).decode("utf-8-sig")
    row = next(row for row in csv.DictReader(body.splitlines()) if row["记录"] == MANAGER and row["种类"] == "事项")
    assert row["校验"] == f"SHA-256 {files(kept)[f'site/powers/{MANAGER}.html']}"
    assert (row["索引号"], row["保管期限"], row["捕获日期"]) == (MANAGER, "永久", "2026-09-21")


def test_the_inventory_names_who_made_a_record_its_version_and_the_day_of_its_readers(tmp_path: Path) -> None:
    content = sources(tmp_path)
    power = content / f"powers/civil-affairs/{MANAGER}.yml"
    text = power.read_text(encoding="utf-8")
    power.write_text(
        re.sub("^(行使主体|事项版本):.*\n", "", text, flags=re.M) + "行使主体: 演示总队\n事项版本: 7\n",
        encoding="utf-8",
    )
    after_midnight = 2 * 60 * 60
    assert create(content, tmp_path / "a", after_midnight).exit_code == 0
    rows = json.loads(Store(tmp_path / "a").read(files(tmp_path / "a")["inventory/records.json"]))
    item = next(row for row in rows if row["记录"] == MANAGER and row["种类"] == "事项")
    assert (item["形成者"], item["版本"], item["捕获日期"]) == ("演示总队", "7", "2026-09-22")
    makers = {row["形成者"] for row in rows if row["种类"] == "文件"}
    assert makers
    assert [maker for maker in makers if maker.isascii()] == [], "a department's name, not that of its file"


def test_an_archive_may_bring_its_own_elements(tmp_path: Path) -> None:
    table = tmp_path / "own.yml"
    table.write_text('保管期限: ["=30年"]\n题名: [事项.职权名称]\n', encoding="utf-8")
    assert create(sources(tmp_path), tmp_path / "a", 0, "--elements", table).exit_code == 0
    rows = json.loads(Store(tmp_path / "a").read(files(tmp_path / "a")["inventory/records.json"]))
    assert {row["保管期限"] for row in rows} == {"30年"}


def test_the_same_content_at_the_same_moment_gives_the_same_ledger(kept: Path, tmp_path: Path) -> None:
    assert create(sources(tmp_path), tmp_path / "other", 0).exit_code == 0
    first = (kept / "ledger.jsonl").read_text(encoding="utf-8").splitlines()[0]
    assert (tmp_path / "other" / "ledger.jsonl").read_text(encoding="utf-8").splitlines() == [first]


def damage(archive: Path, path: str) -> Path:
    target = Store(archive).kept(files(archive)[path])
    target.chmod(0o644)
    return target


def test_an_altered_file_is_named(archive: Path) -> None:
    file = damage(archive, "site/index.html")
    file.write_bytes(file.read_bytes().replace(b"<", b"(", 1))
    assert "site/index.html 已被改动" in audit(archive).output


def test_a_missing_file_is_named(archive: Path) -> None:
    damage(archive, "source/content/region.yml").unlink()
    assert "缺少 source/content/region.yml" in audit(archive).output
    Store(archive).kept(Store(archive).snapshot("latest").said["manifest"]).unlink()
    done = audit(archive)
    assert (done.exit_code, done.output.count("快照的清单")) == (1, 1)


def test_what_a_damaged_medium_does_not_give_back_is_named_and_hides_nothing_else(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = export(Store(archive), Store(archive).snapshot("latest"), tmp_path / "bags")
    damage(archive, "site/404.html").write_bytes(b"")
    (bag / "data/site/404.html").write_bytes(b"")
    lost, opened = {damage(archive, "site/index.html"), bag / "data/site/index.html"}, Path.open

    def read(path: Path, *how: Any, **more: Any) -> Any:
        if path in lost:
            raise OSError(errno.EIO, "Input/output error", path)
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", read)
    for done in (audit(archive), yangguang("snapshot", "verify", bag)):
        assert (done.exit_code, "index.html 读不出来" in done.output, "404.html 已被改动" in done.output) == (
            1,
            True,
            True,
        )
    lost.add(Store(archive).kept(Store(archive).snapshot("latest").said["manifest"]))
    assert "快照的清单" in audit(archive).output


def test_files_that_changed_places_are_both_named(archive: Path) -> None:
    one, other = damage(archive, "site/index.html"), damage(archive, "site/404.html")
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    told = audit(archive).output
    assert "site/index.html 已被改动" in told
    assert "site/404.html 已被改动" in told


@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize("wanted", ["404.html", "manifest"])
def test_a_content_that_lies_elsewhere_is_named_and_kept_anew(archive: Path, wanted: str, above: bool) -> None:
    """No copy of the archive has it, and no takedown reaches it."""
    store = Store(archive)
    entry = store.snapshot("latest")
    kept = store.kept(entry.said["manifest"] if wanted == "manifest" else files(archive)[f"site/{wanted}"])
    moved = kept.parent if above else kept
    moved.rename(archive.parent / "elsewhere")
    moved.symlink_to(archive.parent / "elsewhere")
    for verb in ("audit", "verify"):
        done = yangguang("snapshot", verb, "--archive", archive)
        assert (done.exit_code, wanted in done.output, "符号链接" in done.output) == (1, True, True), done.output
    if not above:
        store.put(kept.read_bytes())
        assert audit(archive).exit_code == 0


@pytest.mark.parametrize("what", ["edited", "removed", "moved", "unfinished"])
def test_a_damaged_ledger_is_found(archive: Path, what: str) -> None:
    file = archive / "ledger.jsonl"
    one, two, three = file.read_text(encoding="utf-8").splitlines(keepends=True)
    text = {
        "edited": one.replace("2026-01-05", "2026-01-06") + two + three,
        "removed": one + three,
        "moved": two + one + three,
        "unfinished": one + two + three[:-1],
    }[what]
    file.write_text(text, encoding="utf-8")
    done = audit(archive)
    assert done.exit_code == 1
    assert "台账" in done.output


@pytest.mark.parametrize(("field", "value"), [
    ("title", "别的清单"), ("as_of", "2031-01-05"), ("commit", "deadbeef"), ("engine", "9"), ("files", 1), ("bytes", 7),
    ("uncommitted", True),
])  # fmt: skip
def test_the_last_line_is_held_against_what_the_snapshot_says_of_itself(
    archive: Path, tmp_path: Path, field: str, value: object
) -> None:
    said = {**Store(archive).entries()[0][-1].said, field: value}
    file = archive / "ledger.jsonl"
    before = file.read_text(encoding="utf-8").splitlines(keepends=True)[:-1]
    file.write_text("".join((*before, f"{line(said)}\n")), encoding="utf-8")
    for verb in ("audit", "verify"):
        done = yangguang("snapshot", verb, "--archive", archive)
        assert (done.exit_code, field in done.output) == (1, True), done.output
    done = yangguang("snapshot", "export", "--archive", archive, "--into", tmp_path / "bags")
    assert (done.exit_code, field in done.output) == (2, True), done.output


def test_any_flipped_byte_is_found(archive: Path) -> None:
    chance = random.Random(7)
    objects = sorted(path for path in (archive / "objects").rglob("*") if path.is_file() and path.stat().st_size)
    held = set(files(archive).values())
    for path in chance.sample([path for path in objects if path.name in held], 8):
        body = bytearray(path.read_bytes())
        place = chance.randrange(len(body))
        body[place] ^= 1 << chance.randrange(8)
        before = path.read_bytes()
        path.chmod(0o644)
        path.write_bytes(bytes(body))
        assert yangguang("snapshot", "verify", "--archive", archive).exit_code == 1
        path.write_bytes(before)


def test_an_archive_that_has_lost_its_ledger_is_not_sound_and_not_begun_anew(archive: Path, tmp_path: Path) -> None:
    (archive / "ledger.jsonl").unlink()
    done = [audit(archive), create(sources(tmp_path), archive, 900)]
    for command in ("verify", "publish", "sign"):
        key = ("--key", tmp_path / "mkdocs.yml") if command == "sign" else ()
        done.append(yangguang("snapshot", command, "--archive", archive, *key))
    for one in done:
        assert one.exit_code == 2
        assert "没有台账" in one.output
    assert not (archive / "ledger.jsonl").exists()


def test_a_ledger_that_was_emptied_is_not_gone_on_from(archive: Path, tmp_path: Path) -> None:
    (archive / "ledger.jsonl").write_bytes(b"")
    assert (audit(archive).exit_code, "没有一个快照" in audit(archive).output) == (1, True)
    done = create(sources(tmp_path), archive, 900)
    assert (done.exit_code, "没有一个快照" in done.output) == (2, True)
    assert (archive / "ledger.jsonl").read_bytes() == b""


def test_no_archive_is_told_so_and_none_is_made(tmp_path: Path) -> None:
    content = sources(tmp_path)
    for command in ("audit", "publish"):
        done = yangguang("snapshot", command, "--archive", tmp_path / "typo")
        assert (done.exit_code, "没有台账" in done.output) == (2, True)
    (tmp_path / "empty").mkdir()
    done = yangguang("history", "--from-ledger", tmp_path / "empty", "--content", content)
    assert (done.exit_code, "没有台账" in done.output) == (2, True)
    assert not (tmp_path / "typo").exists()


@pytest.mark.parametrize("forged", [
    {"removed": ["../../victim"]}, {"removed": None}, {"removed": [5]}, {"snapshots": 7}, {"id": 5}, {"id": "20261399000000"},
    {"id": "99991231235959"},
    {"kind": "snapshot", "manifest": "../../victim", "files": 1, "bytes": 1, "as_of": "", "commit": "", "engine": "", "title": ""},
])  # fmt: skip
def test_a_line_that_says_what_no_line_says_is_named_and_nobody_follows_it(
    archive: Path, tmp_path: Path, forged: dict[str, object]
) -> None:
    entries = Store(archive).entries()[0]
    said = {"kind": "takedown", "id": "20300101000000", "previous": entries[-1].digest, "removed": [], "snapshots": [],
            "reason": "", "authority": "", **forged}  # fmt: skip
    with (archive / "ledger.jsonl").open("a", encoding="utf-8") as ledger:
        ledger.write(f"{line(said)}\n")
    (archive.parent / "victim").touch()
    done = audit(archive)
    assert (done.exit_code, f"台账第 {len(entries) + 1} 行无法读取或被改写" in done.output) == (1, True)
    assert yangguang("snapshot", "publish", "--archive", archive, "--into", tmp_path / "view").exit_code == 2
    assert (archive.parent / "victim").exists()


def test_an_archive_does_not_lie_in_what_it_keeps(tmp_path: Path) -> None:
    content = sources(tmp_path)
    done = create(content, content / "archive", 0)
    assert (done.exit_code, "会把自己也存进去" in done.output) == (2, True), done.output
    assert not (content / "archive").exists()


@pytest.mark.parametrize("folder", ["site", "site/archive"])
def test_an_archive_does_not_lie_in_a_site_which_the_next_build_would_replace(tmp_path: Path, folder: str) -> None:
    content = sources(tmp_path)
    built = yangguang("build", "--content", content, "--site", tmp_path / "site", "--no-cache", "--workers", "1")
    assert built.exit_code == 0, built.output
    before = digests(tmp_path / "site")
    done = create(content, tmp_path / folder, 0)
    assert (done.exit_code, "下一次生成网站会把它删掉" in done.output) == (2, True), done.output
    assert digests(tmp_path / "site") == before


@pytest.mark.parametrize("what", ["another archive", "a site", "a bag"])
def test_a_view_is_written_over_nothing_else(archive: Path, tmp_path: Path, what: str) -> None:
    other = tmp_path / "other"
    if what == "another archive":
        shutil.copytree(archive, other)
        (other / "ledger.jsonl").write_text("{}\n", encoding="utf-8")
    elif what == "a site":
        other.mkdir()
        (other / "index.html").write_text("首页", encoding="utf-8")
    else:
        assert yangguang("snapshot", "export", "--archive", archive, "--into", other).exit_code == 0
    before = digests(other)
    done = yangguang("snapshot", "publish", "--archive", archive, "--into", other)
    assert (done.exit_code, "不覆盖它" in done.output) == (2, True), done.output
    assert digests(other) == before


def test_what_a_view_is_called_by_inside_is_never_written_into_a_content_of_that_name(
    archive: Path, tmp_path: Path
) -> None:
    """Pages and contents share their bytes on the disk, and an archive may be somebody else's."""
    store = Store(archive)
    entry, names = store.entries()[0][0], ("view.txt", "records.csv", ".view.txt.new")
    added = {f"site/{name}": f"theirs: {name}".encode() for name in names}
    held = {**store.manifest(entry), **{path: store.put(body) for path, body in added.items()}}
    size = entry.said["bytes"] + sum(map(len, added.values()))
    said = {**entry.said, "manifest": store.put(listing(held)), "files": len(held), "bytes": size}
    (archive / "ledger.jsonl").write_text(f"{line(said)}\n", encoding="utf-8")
    done = yangguang("snapshot", "publish", "--archive", archive, "--into", tmp_path / "view")
    assert done.exit_code == 0, done.output
    assert audit(archive).exit_code == 0


def test_nothing_is_added_to_a_broken_ledger(archive: Path, tmp_path: Path) -> None:
    file = archive / "ledger.jsonl"
    file.write_text(file.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    assert "先从副本恢复" in create(sources(tmp_path), archive, 9).output


def test_what_a_power_cut_has_left_of_a_content_is_no_part_of_the_next_snapshot(archive: Path, tmp_path: Path) -> None:
    held = set(files(archive).values())
    for digest in held:
        (kept := Store(archive).kept(digest)).chmod(0o644)
        kept.write_bytes(b"")
    (archive / "ledger.jsonl").unlink()
    (archive / "begun").touch()
    assert create(sources(tmp_path), archive, 900).exit_code == 0
    assert audit(archive).exit_code == 0


def test_a_moment_that_is_named_must_be_later_than_the_last(archive: Path, tmp_path: Path) -> None:
    told = create(sources(tmp_path), archive, 1)
    assert (told.exit_code, "SOURCE_DATE_EPOCH" in told.output) == (2, True)


def test_a_clock_that_ran_ahead_once_bars_nothing_and_what_it_says_is_on_record(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = sources(tmp_path)
    assert create(content, archive, 4_000_000_000).exit_code == 0  # in the year 2153
    ahead = Store(archive).sound()[-1].id
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    now = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    done = yangguang("snapshot", "create", "--content", content, "--into", archive, *AS_OF)
    assert (done.exit_code, "请校准" in done.stderr) == (0, True), done.output
    last = Store(archive).sound()[-1]
    assert int(last.id) == int(ahead) + 1
    assert now <= last.clock < ahead
    gone = yangguang("snapshot", "takedown", "--path", "site/sitemap.html", "--archive", archive,
                     "--reason", "误公开", "--authority", "演〔2026〕1号", "--yes")  # fmt: skip
    assert (gone.exit_code, int(Store(archive).sound()[-1].id)) == (0, int(ahead) + 2)
    assert audit(archive).exit_code == 0
    bag = export(Store(archive), last, tmp_path / "bags")
    assert yangguang("snapshot", "verify", bag).exit_code == 0
    day = day_of(last.clock)
    assert f"Bagging-Date: {day}" in (bag / "bag-info.txt").read_text(encoding="utf-8")
    assert f"WARC-Date: {last.clock[:4]}-".encode() in (bag / f"data/web/{last.id}.warc").read_bytes()
    assert f"{day} 的存档" in under_banner(b"<head></head><body>", "index.html", last.clock).decode()
    assert day in (bag / "data/inventory/records.csv").read_text(encoding="utf-8")


def test_a_second_writer_is_told_to_wait(archive: Path, tmp_path: Path) -> None:
    with (archive / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "请稍后再试" in create(sources(tmp_path), archive, 9).output


def test_a_bag_of_what_was_altered_is_never_written(archive: Path, tmp_path: Path) -> None:
    file = damage(archive, "site/index.html")
    file.write_bytes(b"")
    assert yangguang("snapshot", "export", "--archive", archive, "--into", tmp_path / "bags").exit_code == 2
    assert list((tmp_path / "bags").glob("*")) == []


def test_the_cover_counts_names_the_documents_and_says_how_to_verify(kept: Path, page: Page, tmp_path: Path) -> None:
    """Read as a person reads it, opened from the disk."""
    store, held = Store(kept), files(kept)
    for path, digest in held.items():
        if path == "index.html" or path.startswith("site/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(store.read(digest))
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.get_by_role("row").filter(has_text="临汾市民政局")).to_contain_text("2")
    expect(page.get_by_role("table", name="临汾市：在用和暂停的事项按部门和类别")).to_be_visible()
    expect(page.locator("main")).to_contain_text("临演〔2016〕5号")
    expect(page.locator("main")).to_contain_text("sha256sum -c --quiet manifest-sha256.txt")
    expect(page.locator("main")).to_contain_text("演示数据")
    page.get_by_role("link", name="site/index.html").click()
    expect(page.locator("h1")).to_be_visible()


def test_a_mistake_in_an_own_cover_is_told_and_no_snapshot_is_made(tmp_path: Path) -> None:
    content, own = sources(tmp_path), tmp_path / "templates/archive"
    own.mkdir(parents=True)
    (own / "cover.html").write_text("\n{{ page.titel }}", encoding="utf-8")
    refused = create(content, tmp_path / "archive", 0)
    assert (refused.exit_code, list(Store(tmp_path / "archive").entries()[0])) == (2, [])
    assert "templates/archive/cover.html:2: 没有变量 titel" in refused.output
    assert "没有生成快照" in refused.output


def test_the_command_on_the_cover_verifies_the_site(kept: Path, tmp_path: Path) -> None:
    store, held = Store(kept), files(kept)
    for path, digest in held.items():
        if path.startswith("site/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(store.read(digest))
    command = ["sha256sum", "-c", "--quiet", "manifest-sha256.txt"]
    assert subprocess.run(command, cwd=tmp_path / "site", check=False).returncode == 0
    (tmp_path / "site" / "index.html").write_bytes(b"")
    assert subprocess.run(command, cwd=tmp_path / "site", capture_output=True, check=False).returncode == 1


def test_a_snapshot_whose_description_is_nested_without_end_is_none() -> None:
    with pytest.raises(ValueError, match=r"snapshot\.json"):
        _ = Payload({}, lambda path: b"[" * 200_000).about
