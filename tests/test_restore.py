"""The restore drill: the content back as files, and from it the very site, byte by byte."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.archives import commit, create, files, sources
from tests.helpers import AS_OF, digests, edit, yangguang
from yangguang import __version__
from yangguang.archive.store import Store


def change(content: Path) -> None:
    """One item is promised sooner, so that it has a history."""
    (file,) = content.rglob("1107-A-00100-141000.yml")
    edit(file, "成立商会", "成立行业商会")


@pytest.fixture(scope="module")
def drilled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An archive, and the folder that the snapshot in it was made from: committed, with a template of its own."""
    folder = tmp_path_factory.mktemp("drill")
    content = sources(folder / "repository")
    own = folder / "repository" / "templates" / "components" / "status"
    shutil.copytree(Path("templates/components/status"), own)
    (own / "macro.html").write_text(
        (own / "macro.html").read_text(encoding="utf-8") + "\n{# 本站 #}\n", encoding="utf-8"
    )
    commit(folder / "repository", "2026-01-02")
    change(content)
    commit(folder / "repository", "2026-01-03")
    assert yangguang("history", "--content", content, *AS_OF, "--no-cache").exit_code == 0
    assert create(content, folder / "archive", 0).exit_code == 0
    return folder / "archive", folder / "repository"


def test_the_content_comes_back_as_it_was(drilled: tuple[Path, Path], tmp_path: Path) -> None:
    archive, source = drilled
    done = yangguang("snapshot", "restore", "latest", "--archive", archive, "--into", tmp_path / "back")
    assert done.exit_code == 0, done.output
    before = {
        path: digest for path, digest in digests(source).items() if not path.startswith((".git/", ".yangguang/cache"))
    }
    assert ".yangguang/history/linfen.jsonl" in before
    assert digests(tmp_path / "back") == before


def test_into_the_empty_folder_that_one_stands_in(
    drilled: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive, source = drilled
    (tmp_path / "back").mkdir()
    monkeypatch.chdir(tmp_path / "back")
    done = yangguang("snapshot", "restore", "latest", "--archive", archive.resolve(), "--into", ".", "--rebuild")
    assert (done.exit_code, "逐字节相同" in done.output) == (0, True), done.output
    assert Path("mkdocs.yml").read_bytes() == (source / "mkdocs.yml").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["back"]


def test_the_site_built_from_a_bag_is_the_one_of_then(drilled: tuple[Path, Path], tmp_path: Path) -> None:
    archive, _ = drilled
    assert yangguang("snapshot", "export", "--archive", archive, "--into", tmp_path / "bags").exit_code == 0
    (bag,) = (tmp_path / "bags").iterdir()
    done = yangguang("snapshot", "restore", bag, "--into", tmp_path / "back", "--rebuild")
    assert done.exit_code == 0, done.output
    sites = [path for path in files(archive) if path.startswith("site/")]
    assert f"逐字节相同：{len(sites)} 个文件" in done.output


def test_regions_and_a_region_above_that_lay_elsewhere_are_found_again(tmp_path: Path) -> None:
    content = sources(tmp_path / "city")
    county = Path(shutil.move(content / "regions" / "houma", tmp_path / "other" / "houma"))
    archive = tmp_path / "archive"
    done = yangguang("snapshot", "create", "--content", county, "--parent", content, "--into", archive, *AS_OF)
    assert done.exit_code == 0, done.output
    done = yangguang("snapshot", "restore", "--archive", archive, "--into", tmp_path / "back", "--rebuild")
    assert done.exit_code == 0, done.output
    assert "逐字节相同" in done.output


@pytest.mark.parametrize("linked", ["templates/components/status", "templates/components/status/macro.html"])
def test_templates_that_a_symbolic_link_leads_to_are_kept(tmp_path: Path, linked: str) -> None:
    content, shared = sources(tmp_path / "city"), tmp_path / "shared"
    shutil.copytree("templates/components/status", tmp_path / "city" / "templates/components/status")
    (tmp_path / "city" / linked).rename(shared)
    macro = shared / "macro.html" if shared.is_dir() else shared
    macro.write_text(macro.read_text(encoding="utf-8") + "\n本站\n", encoding="utf-8")
    (tmp_path / "city" / linked).symlink_to(shared)
    assert create(content, tmp_path / "archive", 0).exit_code == 0
    done = yangguang("snapshot", "restore", "--archive", tmp_path / "archive", "--into", tmp_path / "back", "--rebuild")
    assert done.exit_code == 0, done.output


def altered(archive: Path, target: Path, path: str, body: bytes) -> Path:
    """The archive with one file of its newest snapshot replaced, all digests made to agree."""
    copy = Store(Path(shutil.copytree(archive, target)))
    entry = copy.snapshot("latest")
    held = {**copy.manifest(entry), path: copy.put(body)}
    (target / "ledger.jsonl").rename(target / "begun")
    text = "".join(f"{digest}  {name}\n" for name, digest in sorted(held.items()))
    copy.append({**entry.said, "manifest": copy.put(text.encode())})
    return target


def test_a_page_that_the_sources_do_not_give_is_named(drilled: tuple[Path, Path], tmp_path: Path) -> None:
    archive = altered(drilled[0], tmp_path / "archive", "site/index.html", b"<title>x</title>")
    done = yangguang("snapshot", "restore", "--archive", archive, "--into", tmp_path / "back", "--rebuild")
    assert done.exit_code == 1
    assert "重新生成的 site/index.html 与快照不同" in done.output


@pytest.mark.parametrize("source", [{"history": "../elsewhere"}, {"history": "/tmp/elsewhere"}, {}, "history", None])
def test_nothing_is_restored_outside_the_folder(drilled: tuple[Path, Path], tmp_path: Path, source: Any) -> None:
    store = Store(drilled[0])
    about = {**store.payload(store.snapshot("latest")).about, "source": source}
    archive = altered(drilled[0], tmp_path / "archive", "snapshot.json", json.dumps(about).encode())
    done = yangguang("snapshot", "restore", "--archive", archive, "--into", tmp_path / "in" / "back")
    assert (done.exit_code, "snapshot.json" in done.output) == (2, True), done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive"]


@pytest.mark.parametrize("path", ["source/.git/config", "source/content/.GIT/config"])
def test_no_repository_is_restored_whose_configuration_would_run_programs(
    drilled: tuple[Path, Path], tmp_path: Path, path: str
) -> None:
    archive = altered(drilled[0], tmp_path / "archive", path, b"[core]\nfsmonitor = touch /tmp/x\n")
    done = yangguang("snapshot", "restore", "--archive", archive, "--into", tmp_path / "back")
    assert (done.exit_code, path in done.output, (tmp_path / "back").exists()) == (2, True, False), done.output


def test_another_engine_is_refused_with_the_one_to_install(drilled: tuple[Path, Path], tmp_path: Path) -> None:
    engine = json.dumps({"name": "yangguang", "version": "0.0.9"}).encode()
    archive = altered(drilled[0], tmp_path / "archive", "engine/engine.json", engine)
    done = yangguang("snapshot", "restore", "--archive", archive, "--into", tmp_path / "back", "--rebuild")
    assert done.exit_code == 2
    assert "请先安装 yangguang==0.0.9" in done.output


def test_that_another_program_of_the_same_version_made_a_snapshot_is_told_before_what_differs(
    drilled: tuple[Path, Path], tmp_path: Path
) -> None:
    engine = json.dumps({"name": "yangguang", "version": __version__, "sha256": "0" * 64}).encode()
    archive = altered(drilled[0], tmp_path / "other", "engine/engine.json", engine)
    same = yangguang("snapshot", "restore", "--archive", archive, "--into", tmp_path / "same", "--rebuild")
    assert same.exit_code == 0, same.output
    archive = altered(archive, tmp_path / "archive", "site/index.html", b"<title>x</title>")
    done = yangguang("snapshot", "restore", "--archive", archive, "--into", tmp_path / "back", "--rebuild")
    assert done.exit_code == 1
    first, second = done.output.splitlines()[1:3]
    assert f"也是 {__version__} 版，却不是这一个（engine/engine.json 里的 sha256 是 000000000000…" in first
    assert "site/index.html 与快照不同" in second


def test_nothing_is_restored_over_what_is_there(drilled: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    done = yangguang("snapshot", "restore", "--archive", drilled[0], "--into", tmp_path)
    assert done.exit_code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_nothing_is_restored_from_a_damaged_bag(drilled: tuple[Path, Path], tmp_path: Path) -> None:
    assert yangguang("snapshot", "export", "--archive", drilled[0], "--into", tmp_path / "bags").exit_code == 0
    (bag,) = (tmp_path / "bags").iterdir()
    (bag / "data" / "source" / "content" / "themes.yml").write_bytes(b"")
    done = yangguang("snapshot", "restore", bag, "--into", tmp_path / "back")
    assert done.exit_code == 2
    assert "data/source/content/themes.yml 已被改动" in done.output
    assert not (tmp_path / "back").exists()
