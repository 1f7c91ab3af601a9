"""Field histories out of real repositories: one line per change, whatever happened to the files in thirty years."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from tests.helpers import configure, edit, yangguang
from tests.repositories import Repo, lines, record, told
from yangguang.history.keep import file_of

MANAGER, BURIAL, SERVICE = "1107-A-00100-141000", "1107-A-00300-141000", "1107-P-00100-141000"


@pytest.fixture(scope="session")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, committed once."""
    return Repo.of_good(tmp_path_factory.mktemp("committed")).folder


@pytest.fixture
def repo(committed: Path, tmp_path: Path) -> Repo:
    """A clone of it, free to be changed."""
    shutil.copytree(committed, tmp_path / "repo")
    return Repo(tmp_path / "repo", commits=1)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def anew(repo: Repo, region: str = "linfen", content: Path | None = None) -> bytes:
    """The history as made from nothing."""
    folder = repo.folder.parent / f"anew{random.random()}"
    record(repo, folder, region, content)
    return file_of(folder, region).read_bytes()


def test_the_first_commit_brings_every_item_in(repo: Repo, kept: Path) -> None:
    assert record(repo, kept).fresh == 6
    assert '"类型":"新增","现":"社会团体成立登记"' in file_of(kept, "linfen").read_text(encoding="utf-8")


def test_a_change_has_the_day_of_its_author_in_china_and_its_commit(repo: Repo, kept: Path) -> None:
    path = repo.path(MANAGER)
    edit(path, "0357-0000104", "0357-0000188")
    commit = repo.commit("2024-03-04T17:30:00Z")
    record(repo, kept)
    assert told(kept) == [("2024-03-05", MANAGER, "咨询电话", "0357-0000104", "0357-0000188")]
    assert lines(kept)[0].commit == commit


def test_what_is_appended_is_what_is_made_from_nothing(repo: Repo, kept: Path) -> None:
    record(repo, kept)
    seen = [file_of(kept, "linfen").read_bytes().split(b"\n", 1)[1]]
    for old, new in (("十日内送达", "九日内送达"), ("九日内送达", "八日内送达"), ("八日内送达", "七日内送达")):
        repo.edit(MANAGER, old, new)
        assert record(repo, kept).fresh == 1
        seen.append(file_of(kept, "linfen").read_bytes().split(b"\n", 1)[1])
        assert seen[-1].startswith(seen[-2])
    assert file_of(kept, "linfen").read_bytes() == anew(repo)


def test_without_news_the_file_stays_as_it_is(repo: Repo, kept: Path) -> None:
    record(repo, kept)
    before = file_of(kept, "linfen").stat()
    (repo.folder / "README").write_text("x", encoding="utf-8")
    repo.commit()
    assert record(repo, kept).fresh == 0
    assert file_of(kept, "linfen").stat().st_ino == before.st_ino


def test_rewritten_history_is_made_anew(repo: Repo, kept: Path) -> None:
    repo.edit(MANAGER, "十日内送达", "九日内送达")
    record(repo, kept)
    repo.git("reset", "-q", "--hard", "HEAD~1")
    repo.edit(MANAGER, "十日内送达", "五日内送达")
    assert record(repo, kept).anew
    assert [(old, new) for _, _, _, old, new in told(kept)] == [("十日内送达", "五日内送达")]
    assert file_of(kept, "linfen").read_bytes() == anew(repo)


def test_a_damaged_history_is_made_anew(repo: Repo, kept: Path) -> None:
    repo.edit(MANAGER, "十日内送达", "九日内送达")
    record(repo, kept)
    file, whole = file_of(kept, "linfen"), file_of(kept, "linfen").read_bytes()
    for damaged in (
        whole[:-9], whole.replace("九".encode(), "六".encode()), b"",
        whole.replace('"格式版本":1'.encode(), '"格式版本":0'.encode()),
    ):  # fmt: skip
        file.write_bytes(damaged)
        record(repo, kept)
        assert file.read_bytes() == whole, damaged[:80]


def test_an_item_that_moves_to_another_department_is_followed_by_its_code(repo: Repo, kept: Path) -> None:
    record(repo, kept)
    repo.path(SERVICE).rename(repo.path(SERVICE, "market-regulation"))
    repo.commit()
    target = repo.path(SERVICE, "market-regulation")
    target.write_text(target.read_text(encoding="utf-8") + "备注: 移交后更新\n", encoding="utf-8")
    repo.commit()
    record(repo, kept)
    assert told(kept) == [
        ("2024-01-02", SERVICE, "部门", "临汾市民政局", "临汾市市场监督管理局"),
        ("2024-01-03", SERVICE, "备注", None, "移交后更新"),
    ]


def test_an_item_that_is_deleted_and_comes_back_is_told_as_such(repo: Repo, kept: Path) -> None:
    body = repo.path(BURIAL).read_bytes()
    repo.path(BURIAL).unlink()
    repo.commit()
    record(repo, kept)
    repo.path(BURIAL).write_bytes(body)
    repo.commit()
    record(repo, kept)
    name = "殡葬设施建设审批"
    assert told(kept) == [("2024-01-02", BURIAL, "退出", name, None), ("2024-01-03", BURIAL, "新增", None, name)]


def test_a_change_of_the_library_is_told_in_every_item_that_uses_it(repo: Repo, kept: Path) -> None:
    record(repo, kept)
    risks = repo.content / "library/risks.yml"
    edit(risks, "限时办结", "限时办结、超时亮灯")
    repo.commit()
    record(repo, kept)
    users = [(MANAGER, stage) for stage in ("审查", "送达", "事后监管")] + [("1125-B-00100-141000", "立案")]
    assert {(code, field.split("/")[1], field.split("/")[-1], new) for _, code, field, _, new in told(kept)} == {
        (code, stage, "防控措施", "限时办结、超时亮灯") for code, stage in users
    }
    assert file_of(kept, "linfen").read_bytes() == anew(repo)


def test_a_county_sees_the_library_of_the_city_above_it(repo: Repo, kept: Path) -> None:
    county = repo.content / "regions/houma"
    item = min((county / "powers").rglob("*-A-*.yml"))
    text = item.read_text(encoding="utf-8").replace("责任事项:\n", "责任事项:\n  - {引用: D-审查}\n")
    assert "D-审查" in text
    item.write_text(text, encoding="utf-8")
    repo.commit()
    record(repo, kept, "houma", county)
    duties = repo.content / "library/duties.yml"
    edit(duties, "实质审查", "书面审查")
    repo.commit()
    record(repo, kept, "houma", county)
    first, _, *rest = told(kept, "houma")
    assert (first[2], first[3]) == ("责任事项/审查", None)
    assert [line[2:] for line in rest] == [("责任事项/审查/责任", "对申请材料进行实质审查", "对申请材料进行书面审查")]
    assert file_of(kept, "houma").read_bytes() == anew(repo, "houma", county)


def test_a_merge_is_told_once_as_what_it_brought_to_the_published_line(repo: Repo, kept: Path) -> None:
    repo.git("checkout", "-q", "-b", "side")
    repo.edit(BURIAL, "现场核查", "实地核查")
    repo.git("checkout", "-q", "main")
    repo.edit(MANAGER, "十日内送达", "九日内送达")
    repo.git("merge", "-q", "--no-ff", "-m", "合并", "side", moment="2024-02-01T00:00:00Z")
    record(repo, kept)
    assert [(line[0], line[1]) for line in told(kept)] == [("2024-01-03", MANAGER), ("2024-02-01", BURIAL)]


HOSTILE = {
    "broken": "职权编码: [\n".encode(),
    "binary": bytes(range(256)) * 40,
    "empty": b"",
    "aliases": b"a: &a [x]\nb: [*a, *a, *a]\n",
    "deep": b"a: " + b"[" * 3000 + b"]" * 3000,
    "other code": "职权编码: 1107-A-99999-141000\n职权名称: 别的\n".encode(),
    "a list": b"- 1\n- 2\n",
    "foreign keys": "职权编码: 1107-A-00300-141000\n<script>: x\n".encode(),
    "merge marks": b"<<<<<<< HEAD\n",
    "huge": b"# " + b"x" * 5_000_000,
    "late format": "格式版本: 9\n职权编码: 1107-A-00300-141000\n".encode(),
}


def test_what_no_build_could_read_leaves_no_trace(repo: Repo, kept: Path) -> None:
    record(repo, kept)
    words = ["现场核查", "实地核查"]
    for number, (name, body) in enumerate(HOSTILE.items(), 1):
        sound = repo.path(BURIAL).read_bytes()
        repo.path(BURIAL).write_bytes(body)
        repo.commit()
        assert record(repo, kept).fresh == 0, name
        repo.path(BURIAL).write_bytes(sound.replace(words[0].encode(), words[1].encode()))
        repo.commit()
        record(repo, kept)
        assert [line[1:] for line in told(kept)[number - 1 :]] == [(BURIAL, "责任事项/审查/责任", *words)], name
        words.reverse()
    assert file_of(kept, "linfen").read_bytes() == anew(repo)


def test_a_damaged_object_of_git_is_a_file_that_cannot_be_read(repo: Repo, kept: Path) -> None:
    repo.edit(BURIAL, "现场核查", "实地核查")
    blob = repo.git("rev-parse", f"HEAD:content/powers/civil-affairs/{BURIAL}.yml")
    repo.edit(BURIAL, "实地核查", "到场核查")
    repo.edit(MANAGER, "十日内送达", "九日内送达")
    damaged = repo.folder / ".git/objects" / blob[:2] / blob[2:]
    damaged.chmod(0o644)
    damaged.write_bytes(b"x" * 20)
    record(repo, kept)
    assert [line[1:] for line in told(kept)] == [
        (BURIAL, "责任事项/审查/责任", "现场核查", "到场核查"),
        (MANAGER, "责任事项/送达/责任", "十日内送达", "九日内送达"),
    ]


def test_links_strange_names_and_odd_dates_break_nothing(repo: Repo, kept: Path) -> None:
    folder = repo.path(MANAGER).parent
    (folder / "1107-A-00555-141000.yml").symlink_to(repo.path(MANAGER))
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.yml")).write_bytes(b"x")
    (folder / "a\n:000000 100644 0 0 A.yml").write_bytes(b"x")
    (folder / "{{x}}<b>.yml").write_bytes(b"x")
    (folder / "nested").mkdir()
    (folder / "nested" / f"{MANAGER}.yml").write_bytes(b"x")
    repo.commit("@1 +1400")
    repo.edit(MANAGER, "十日内送达", "九日内送达")
    record(repo, kept)
    assert [line[1:3] for line in told(kept)] == [(MANAGER, "责任事项/送达/责任")]


def test_numbers_of_persons_in_old_texts_are_masked(repo: Repo, kept: Path) -> None:
    repo.edit(MANAGER, "咨询电话: 0357-0000104", '咨询电话: "13912345678"')
    repo.edit(MANAGER, "13912345678", "0357-0000104")
    record(repo, kept)
    assert b"13912345678" not in file_of(kept, "linfen").read_bytes()
    assert [line[3:] for line in told(kept)] == [("0357-0000104", "139****5678"), ("139****5678", "0357-0000104")]


def test_any_sequence_of_edits_gives_the_same_history_in_any_number_of_steps(repo: Repo, kept: Path) -> None:
    chance = random.Random(7)
    sound = {
        path: path.read_bytes() for path in sorted(repo.content.rglob("powers/*/*.yml")) if "regions" not in path.parts
    }
    library = repo.content / "library/duties.yml"
    for number in range(14):
        path = chance.choice(list(sound))
        other = path.parent.parent / chance.choice(["civil-affairs", "market-regulation"]) / path.name
        for one in (path, other):
            one.unlink(missing_ok=True)
        body = sound[path].replace("职权名称: ".encode(), f"职权名称: 第{number}次".encode())
        other.write_bytes(chance.choice([body, body, body, b"[", b"\xff"]))
        if chance.random() < 0.4:
            library.write_text(
                chance.choice(["[", "{}\n", f"D-审查: {{环节: 审查, 责任: 第{number}次审查}}\n"]), encoding="utf-8"
            )
        repo.commit()
        if chance.random() < 0.5:
            record(repo, kept)
    record(repo, kept)
    assert file_of(kept, "linfen").read_bytes() == anew(repo)
    assert len(told(kept)) > 10


# ---- the command ------------------------------------------------------------------------------------------------


def test_the_command_keeps_a_history_of_every_region_beside_the_configuration(repo: Repo) -> None:
    configure(repo.folder)
    repo.edit(MANAGER, "十日内送达", "九日内送达")
    done = yangguang("history", "--from-git", "-f", repo.folder / "mkdocs.yml")
    assert done.exit_code == 0, done.output
    assert "linfen：新增 7 条变动，共 7 条" in done.output
    assert sorted(file.name for file in (repo.folder / ".yangguang/history").iterdir()) == [
        "houma.jsonl",
        "linfen.jsonl",
    ]
    again = yangguang("history", "-f", repo.folder / "mkdocs.yml")
    assert "linfen：新增 0 条变动，共 7 条" in again.output


def test_the_command_names_the_file_that_it_has_written(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    (repo.folder / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\nplugins: [{yangguang: {history: kept}}]\n", encoding="utf-8"
    )
    monkeypatch.chdir(repo.folder)
    done = yangguang("history")
    assert done.exit_code == 0, done.output
    assert "，kept/linfen.jsonl" in done.output
    assert (repo.folder / "kept" / "linfen.jsonl").is_file()


def test_outside_git_the_command_says_what_to_do(tmp_path: Path, repo: Repo) -> None:
    shutil.rmtree(repo.folder / ".git")
    done = yangguang("history", "--content", repo.content)
    assert (done.exit_code, "--from-ledger" in done.output, "Traceback" in done.output) == (1, True, False)


def test_mistakes_in_the_content_of_today_do_not_matter_as_long_as_the_region_is_known(repo: Repo) -> None:
    repo.path(MANAGER).write_text("职权编码: [", encoding="utf-8")
    assert yangguang("history", "--content", repo.content).exit_code == 0
    assert file_of(repo.folder / ".yangguang/history", "linfen").is_file()
    (repo.content / "region.yml").write_text("名称: [", encoding="utf-8")
    done = yangguang("history", "--content", repo.content)
    assert (done.exit_code, "region.yml" in done.output) == (1, True)


def test_a_history_is_made_from_the_snapshots_of_an_archive(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(repo.folder)
    repo.commit()
    where, archive = ("-f", repo.folder / "mkdocs.yml"), repo.folder / "archive"
    for second, day, text in (
        (0, "2024-05-01", "十日内送达"),
        (1, "2024-06-01", "九日内送达"),
        (2, "2024-07-01", "八日内送达"),
    ):
        if second:
            repo.edit(MANAGER, "九日内送达" if second == 2 else "十日内送达", text)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(1_790_000_000 + second))
        assert yangguang("snapshot", "create", *where, "--into", archive, "--as-of", day).exit_code == 0
        if second != 1:
            assert yangguang("history", "--from-ledger", archive, *where).exit_code == 0
    folder = repo.folder / ".yangguang/history"
    assert told(folder) == [
        ("2024-06-01", MANAGER, "责任事项/送达/责任", "十日内送达", "九日内送达"),
        ("2024-07-01", MANAGER, "责任事项/送达/责任", "九日内送达", "八日内送达"),
    ]
    assert [line.commit for line in lines(folder)] == ["20260921141321", "20260921141322"]
    kept = file_of(folder, "linfen").read_bytes()
    file_of(folder, "linfen").unlink()
    assert yangguang("history", "--from-ledger", archive, *where).exit_code == 0
    assert file_of(folder, "linfen").read_bytes() == kept
