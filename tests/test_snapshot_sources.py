"""Which sources a snapshot keeps: those committed, of the commit asked for, under names that say nothing of the machine."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.archives import commit, create, files, sources
from tests.helpers import AS_OF, build, yangguang
from yangguang.archive.store import Store


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content folder of a repository with one commit."""
    found = sources(tmp_path / "repository")
    (tmp_path / "repository" / ".gitignore").write_text(".yangguang/\nsite/\n", encoding="utf-8")
    commit(tmp_path / "repository", "2026-01-02")
    return found


def change(content: Path, text: str) -> None:
    file = content / "themes.yml"
    file.write_text(file.read_text(encoding="utf-8") + f"# {text}\n", encoding="utf-8")


def said(archive: Path) -> dict[str, object]:
    return Store(archive).snapshot("latest").said


def test_what_is_not_committed_is_refused_and_named(content: Path, tmp_path: Path) -> None:
    change(content, "没有提交")
    (content / "new.md").write_text("新", encoding="utf-8")
    (content.parent / "mkdocs.yml").write_text("site_name: 别的\nplugins: [yangguang]\n", encoding="utf-8")
    done = create(content, tmp_path / "archive", 0)
    assert done.exit_code == 2
    for name in ("content/themes.yml", "content/new.md", "mkdocs.yml"):
        assert f"{name} 的改动没有提交" in done.output
    assert not (tmp_path / "archive").exists()


def test_what_is_no_content_need_not_be_committed(content: Path, tmp_path: Path) -> None:
    (content / ".obsidian").mkdir()
    for name in (".DS_Store", "~$清单.xlsx", "Thumbs.db", ".obsidian/workspace.json"):
        (content / name).write_bytes(b"\0")
    done = create(content, tmp_path / "archive", 0)
    assert done.exit_code == 0, done.output
    assert "uncommitted" not in said(tmp_path / "archive")


def test_a_repository_of_which_git_will_not_tell_is_not_taken_for_none(content: Path, tmp_path: Path) -> None:
    """As that of another account, or one whose files were copied without it: commit and date were left out in silence."""
    (content.parent / ".git").rename(tmp_path / "elsewhere")
    (content.parent / ".git").write_text(f"gitdir: {tmp_path}/nowhere\n", encoding="utf-8")
    done = build(content, tmp_path / "site")
    assert (done.exit_code, f"{content} 在 git 仓库里，但 git 拒绝读取（fatal: not a git" in done.output) == (
        0,
        True,
    ), done.output
    assert yangguang("build", "--content", content, "--site", tmp_path / "site", *AS_OF, "--strict").exit_code == 1
    done = create(content, tmp_path / "archive", 0)
    assert (done.exit_code, "git 拒绝读取" in done.output, (tmp_path / "archive").exists()) == (2, True, False)
    assert create(content, tmp_path / "archive", 0, "--uncommitted").exit_code == 0
    assert said(tmp_path / "archive")["uncommitted"] is True


def test_what_is_not_committed_may_be_kept_and_is_put_on_record(content: Path, tmp_path: Path) -> None:
    change(content, "没有提交")
    assert create(content, tmp_path / "archive", 0, "--uncommitted").exit_code == 0
    assert said(tmp_path / "archive")["uncommitted"] is True


def test_what_says_which_program_builds_the_site_is_kept_beside_the_configuration(
    content: Path, tmp_path: Path
) -> None:
    for name in ("requirements.txt", "requirements.lock"):
        (content.parent / name).write_text("yangguang\n", encoding="utf-8")
    commit(content.parent, "2026-01-03")
    assert create(content, tmp_path / "archive", 0).exit_code == 0
    kept = files(tmp_path / "archive")
    assert {"source/mkdocs.yml", "source/requirements.txt", "source/requirements.lock"} <= kept.keys()


@pytest.mark.parametrize("name", [f"{'长' * 40}/{'长' * 50}.txt", "表:1.txt", "100%.txt"])
def test_a_name_that_no_bag_can_hold_everywhere_is_refused(content: Path, tmp_path: Path, name: str) -> None:
    file = content / "files" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("表", encoding="utf-8")
    commit(content.parent, "2026-01-03")
    done = create(content, tmp_path / "archive", 0)
    assert (done.exit_code, f"source/content/files/{name}" in done.output) == (2, True), done.output
    assert yangguang("snapshot", "audit", "--archive", tmp_path / "archive").exit_code != 0, "there is no snapshot"


def test_what_is_committed_bears_no_such_mark(content: Path, tmp_path: Path) -> None:
    assert create(content, tmp_path / "archive", 0, "--uncommitted").exit_code == 0
    assert "uncommitted" not in said(tmp_path / "archive")


def test_a_snapshot_of_an_earlier_commit_is_the_one_of_then(content: Path, tmp_path: Path) -> None:
    then, now = tmp_path / "then", tmp_path / "now"
    assert create(content, then, 0).exit_code == 0
    first = commit_of(then)
    change(content, "后来")
    commit(content.parent, "2026-01-03")
    change(content, "还没有提交")
    assert create(content, now, 0, "--at", first[:12]).exit_code == 0
    assert files(now) == files(then)
    assert said(now) == said(then)


def test_an_earlier_commit_has_the_history_of_then(content: Path, tmp_path: Path) -> None:
    (file,) = content.rglob("1107-A-00100-141000.yml")
    for day, name in (("2026-01-03", "成立行业商会"), ("2026-01-04", "成立地方商会")):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("成立商会", name).replace("成立行业商会", name), encoding="utf-8")
        commit(content.parent, day)
        assert yangguang("history", "--content", content, *AS_OF).exit_code == 0
        assert create(content, tmp_path / day, 0).exit_code == 0
    assert create(content, tmp_path / "again", 0, "--at", "HEAD~1").exit_code == 0
    assert "history/linfen.jsonl" in files(tmp_path / "again")
    assert files(tmp_path / "again") == files(tmp_path / "2026-01-03")


def commit_of(archive: Path) -> str:
    found = str(said(archive)["commit"])
    assert len(found) == 40
    return found


def test_without_a_date_an_earlier_commit_is_judged_on_its_own_day(content: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    done = yangguang("snapshot", "create", "--at", "HEAD", "--content", content, "--into", archive)
    assert done.exit_code == 0, done.output
    assert said(archive)["as_of"] == "2026-01-02"


def test_a_snapshot_of_a_release_is_that_release(content: Path, tmp_path: Path) -> None:
    release, archive = tmp_path / "releases" / "7", tmp_path / "archive"
    assert build(content, release).exit_code == 0
    change(content, "后来")
    commit(content.parent, "2026-01-03")
    done = yangguang("snapshot", "create", "--at", release, "--content", content, "--into", archive)
    assert done.exit_code == 0, done.output
    store = Store(archive)
    kept = store.read(files(archive)["site/version.json"])
    assert json.loads(kept) == json.loads((release / "version.json").read_bytes())
    assert store.read(files(archive)["site/manifest-sha256.txt"]) == (release / "manifest-sha256.txt").read_bytes()


def test_a_release_of_something_else_is_refused(content: Path, tmp_path: Path) -> None:
    change(content, "没有提交")
    (content / "pages").mkdir(exist_ok=True)
    (content / "pages" / "new.md").write_text("# 新\n\n正文。\n", encoding="utf-8")
    assert build(content, tmp_path / "release").exit_code == 0
    (content / "pages" / "new.md").unlink()
    done = yangguang("snapshot", "create", "--at", tmp_path / "release", "--content", content, "--into", tmp_path / "a")
    assert done.exit_code == 2
    assert "不是同样的字节" in done.output


@pytest.mark.parametrize("wanted", ["0123456", "--help", "no such branch"])
def test_a_commit_that_is_not_there_is_told(content: Path, tmp_path: Path, wanted: str) -> None:
    done = yangguang("snapshot", "create", f"--at={wanted}", "--content", content, "--into", tmp_path / "a")
    assert done.exit_code == 2
    assert "仓库里没有提交" in done.output


def test_outside_git_there_is_no_earlier_commit(tmp_path: Path) -> None:
    done = create(sources(tmp_path / "plain"), tmp_path / "a", 0, "--at", "HEAD")
    assert "不在 git 仓库里" in done.output


def test_no_folder_name_of_the_machine_is_kept(tmp_path: Path) -> None:
    content = sources(tmp_path / "first" / "here")
    (tmp_path / "second" / "there").mkdir(parents=True)
    county = Path(shutil.move(content / "regions" / "houma", tmp_path / "second" / "there" / "clone-of-houma"))
    home = tmp_path / "configured"
    home.mkdir()
    (home / "mkdocs.yml").write_text("site_name: 权责清单\nplugins: [yangguang]\n", encoding="utf-8")
    archive = tmp_path / "archive"
    done = yangguang(
        "snapshot",
        "create",
        "-f",
        home / "mkdocs.yml",
        "--content",
        content,
        "--region",
        county,
        "--into",
        archive,
        *AS_OF,
    )
    assert done.exit_code == 0, done.output
    held = {path for path in files(archive) if path.startswith("source/")}
    assert {"source/mkdocs.yml", "source/content/region.yml", "source/elsewhere/houma/region.yml"} <= held
    assert {path.split("/")[1] for path in held} == {"mkdocs.yml", "content", "elsewhere"}
    about = Store(archive).read(files(archive)["snapshot.json"]).decode()
    for name in ("first", "second", "there", "clone-of-houma", "configured", tmp_path.name):
        assert name not in about


def test_histories_beside_the_configuration_are_kept(content: Path, tmp_path: Path) -> None:
    history = content.parent / ".yangguang" / "history" / "fenxi.jsonl"
    history.parent.mkdir(parents=True)
    history.write_text("", encoding="utf-8")
    assert create(content, tmp_path / "archive", 0).exit_code == 0
    assert "history/fenxi.jsonl" in files(tmp_path / "archive")
