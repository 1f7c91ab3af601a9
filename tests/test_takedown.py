"""What must go by law goes from every snapshot; the chain stays whole, and everybody is told."""

from __future__ import annotations

import fcntl
import json
import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import Result

from tests.archives import audit, commit, create, files, sources
from tests.helpers import yangguang
from yangguang.archive.store import Store

SECRET = "张三住演示路七号"
REASON = ("--reason", "公民个人信息", "--authority", "临汾市政务公开办〔2026〕3号")


@pytest.fixture(scope="module")
def leaking(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with content of which a guide names a person, and an archive of two snapshots of it."""
    folder = tmp_path_factory.mktemp("leak")
    content = sources(folder)
    (content / "pages").mkdir(exist_ok=True)
    (content / "pages" / "leak.md").write_text(f"# 指南\n\n{SECRET}。\n", encoding="utf-8")
    for second in (0, 1):
        assert create(content, folder / "archive", second).exit_code == 0
    return folder


@pytest.fixture
def folder(leaking: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(leaking, tmp_path / "copy"))


def take_down(archive: Path, *arguments: str, second: int = 60) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(1_790_000_000 + second))
        return yangguang("snapshot", "takedown", *arguments, "--archive", archive, *REASON)


def held(folder: Path) -> list[str]:
    """Files of the archive in which the secret still stands."""
    return [str(path) for path in sorted(folder.rglob("*")) if path.is_file() and SECRET.encode() in path.read_bytes()]


def test_first_it_is_only_listed(folder: Path) -> None:
    before = held(folder / "archive")
    done = take_down(folder / "archive", SECRET)
    assert done.exit_code == 0
    assert "source/content/pages/leak.md（2 个快照）" in done.output
    assert "确认请加 --yes" in done.output
    assert held(folder / "archive") == before


def test_a_text_is_found_however_pages_and_data_write_its_signs(tmp_path: Path) -> None:
    content = sources(tmp_path)
    (item,) = content.rglob("1107-A-00100-141000.yml")
    secret = 'A&B<某"店'
    before = item.read_text(encoding="utf-8").replace("备注: 演示\n", "")
    item.write_text(f"{before.rstrip()}\n备注: '{secret}'\n", encoding="utf-8")
    assert create(content, tmp_path / "archive", 0).exit_code == 0
    told = take_down(tmp_path / "archive", secret).output
    for path in ("source/content/powers", "site/powers/1107-A-00100-141000.html", "items.json", "items.csv"):
        assert path in told, told
    assert take_down(tmp_path / "archive", secret, "--yes").exit_code == 0
    assert [path for path in (tmp_path / "archive/objects").rglob("*") if path.is_file() and "B<某" in read(path)] == []


def test_a_page_goes_that_names_a_file_in_an_address_alone(tmp_path: Path) -> None:
    content, archive = sources(tmp_path), tmp_path / "archive"
    notice = content / "disclosures/2016/qingdan-gonggao.md"
    name = "某某的低保材料"
    notice.with_name(f"{name}.txt").write_text("材料\n", encoding="utf-8")
    told = notice.read_text(encoding="utf-8")
    listed = f"附件: [{{文件: disclosures/2016/{name}.txt, 名称: 申请材料}}, "
    notice.write_text(told.replace("附件: [", listed), encoding="utf-8")
    assert create(content, archive, 0).exit_code == 0
    assert f"site/files/disclosures/2016/{name}.txt（1 个快照）" in take_down(archive, name, "--yes").output
    left = [file.read_bytes() for file in (archive / "objects").rglob("*") if file.is_file()]
    assert [body for body in left if quote(name).encode() in body] == []


def test_what_tells_word_by_word_how_a_text_was_corrected_goes_too(tmp_path: Path) -> None:
    content, archive = sources(tmp_path), tmp_path / "archive"
    (item,) = content.rglob("1107-A-00100-141000.yml")
    before = item.read_text(encoding="utf-8").replace("备注: 演示\n", "").rstrip()
    for second, remark in enumerate((SECRET, "张三住址略")):
        item.write_text(f"{before}\n备注: {remark}\n", encoding="utf-8")
        commit(tmp_path, f"2026-01-0{second + 1}")
        assert yangguang("history", "--content", content).exit_code == 0
        assert create(content, archive, second, "--uncommitted").exit_code == 0
    told = take_down(archive, SECRET, "--yes").output
    assert "site/powers/1107-A-00100-141000.html（2 个快照）" in told
    assert "changes.txt（1 个快照）" in told
    assert [file for file in (archive / "objects").rglob("*") if file.is_file() and SECRET[3:] in read(file)] == []


def test_a_text_that_is_folded_in_its_source_is_found_there(folder: Path) -> None:
    leak = folder / "content/pages/leak.md"
    leak.write_text(f"# 指南\n\n{SECRET[:4]}\n　{SECRET[4:6]} {SECRET[6:]}。\n", encoding="utf-8")
    assert create(folder / "content", folder / "archive", 2).exit_code == 0
    assert "source/content/pages/leak.md（3 个快照）" in take_down(folder / "archive", SECRET).output


def read(file: Path) -> str:
    return unescape(file.read_text(encoding="utf-8", errors="replace")).replace("\\u003c", "<")


def test_it_is_gone_from_every_snapshot_and_the_chain_is_whole(folder: Path) -> None:
    archive = folder / "archive"
    assert held(archive)
    assert take_down(archive, SECRET, "--yes").exit_code == 0
    assert held(archive) == []
    done = audit(archive)
    assert done.exit_code == 0, done.output
    assert "撤下的内容" in done.output
    for name in ("20260921141320", "20260921141321"):
        told = yangguang("snapshot", "verify", name, "--archive", archive)
        assert told.exit_code == 0, told.output
        assert "决定单位：临汾市政务公开办〔2026〕3号，理由：公民个人信息" in told.output


def test_the_line_names_what_was_removed_by_digest_alone(folder: Path) -> None:
    archive = folder / "archive"
    before = Store(archive).manifest(Store(archive).snapshot("latest"))
    take_down(archive, SECRET, "--yes")
    line = json.loads((archive / "ledger.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert line["kind"] == "takedown"
    assert before["source/content/pages/leak.md"] in line["removed"]
    assert "leak" not in json.dumps(line)


def test_a_bag_made_afterwards_is_sound_and_says_so(folder: Path, tmp_path: Path) -> None:
    take_down(folder / "archive", SECRET, "--yes")
    done = yangguang("snapshot", "export", "--archive", folder / "archive", "--into", tmp_path / "bags")
    assert done.exit_code == 0, done.output
    (bag,) = (tmp_path / "bags").iterdir()
    assert held(bag) == []
    done = yangguang("snapshot", "verify", bag)
    assert done.exit_code == 0, done.output
    assert "个文件已于 2026-09-21 撤下" in done.output
    told = re.findall(r"^Internal-Sender-Description: (.*)$", (bag / "bag-info.txt").read_text(encoding="utf-8"), re.M)
    assert len(told) == 1, "who has sha256sum alone misses files that the site's own manifest names, and reads why"
    assert "个文件已于 2026-09-21 撤下，决定单位：" in told[0]
    done = yangguang("snapshot", "restore", bag, "--into", tmp_path / "back", "--rebuild")
    assert "不能再原样生成" in done.output


def test_who_restores_is_told_which_source_is_gone(folder: Path, tmp_path: Path) -> None:
    archive = folder / "archive"
    take_down(archive, SECRET, "--yes")
    done = yangguang("snapshot", "restore", "--archive", archive, "--into", tmp_path / "back")
    assert done.exit_code == 0, done.output
    assert [text for text in done.output.splitlines() if "没有恢复" in text] == [
        "content/pages/leak.md 已依法撤下，没有恢复"
    ]


def test_it_does_not_come_back_with_the_next_snapshot(folder: Path) -> None:
    take_down(folder / "archive", SECRET, "--yes")
    done = create(folder / "content", folder / "archive", 120)
    assert done.exit_code == 2
    assert re.search(r"(?m)^source/content/\S+ 的内容（\w+）已经撤下.*不再收存；请先从内容源文件里删去", done.output)
    assert held(folder / "archive") == []
    (folder / "content" / "pages" / "leak.md").unlink()
    assert create(folder / "content", folder / "archive", 121).exit_code == 0
    assert audit(folder / "archive").exit_code == 0


def test_an_item_may_be_taken_down_by_its_page(folder: Path) -> None:
    page = "site/powers/1107-A-00100-141000.html"
    assert take_down(folder / "archive", "--path", page, "--yes").exit_code == 0
    assert page in files(folder / "archive")
    done = audit(folder / "archive")
    assert done.exit_code == 0, done.output


def test_nobody_looks_while_another_writes_what_nobody_has_looked_into(folder: Path) -> None:
    with (folder / "archive" / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = take_down(folder / "archive", SECRET, "--yes")
        assert (done.exit_code, "请稍后再试" in done.output, "leak.md" in done.output) == (2, True, False)
        assert "leak.md" in take_down(folder / "archive", SECRET).output, "who only looks hinders nobody"


def test_what_was_killed_before_it_had_removed_all_is_finished_when_run_again(folder: Path) -> None:
    archive = folder / "archive"
    path, body = next((one, one.read_bytes()) for one in map(Path, held(archive)) if "objects" in one.parts)
    take_down(archive, SECRET, "--yes")
    path.write_bytes(body)
    assert "没有一个快照里有这样的文件" in take_down(archive, SECRET, "--yes", second=61).output
    assert held(archive) == []


def test_a_path_is_taken_down_though_another_content_or_that_very_one_is_damaged(folder: Path) -> None:
    archive = folder / "archive"
    page = "site/powers/1107-A-00100-141000.html"
    for path in (page, "site/index.html"):
        (kept := Store(archive).kept(files(archive)[path])).chmod(0o644)
        kept.write_bytes(b"")
    assert "已被改动" in take_down(archive, SECRET, "--yes").output, "nobody can tell what stood there"
    assert take_down(archive, "--path", page, "--yes").exit_code == 0
    assert not Store(archive).kept(files(archive)[page]).exists()


def test_content_that_is_still_there_is_found(folder: Path) -> None:
    archive = folder / "archive"
    path, body = next((one, one.read_bytes()) for one in map(Path, held(archive)) if "objects" in one.parts)
    take_down(archive, SECRET, "--yes")
    path.write_bytes(body)
    done = audit(archive)
    assert done.exit_code == 1
    assert "内容却还在" in done.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("李四", "--yes"), "太短"),
        (("李四住在别的地方", "--yes"), "没有一个快照里有这样的文件"),
        (("--path", "snapshot.json", "--yes"), "没有它快照无法读取"),
        (("公民个人信息", "--yes"), "不能含有要撤下的文字"),
    ],
)
def test_what_cannot_be_taken_down_is_told(folder: Path, arguments: tuple[str, ...], told: str) -> None:
    done = take_down(folder / "archive", *arguments)
    assert done.exit_code == 2
    assert told in done.output
    assert len((folder / "archive" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()) == 2
