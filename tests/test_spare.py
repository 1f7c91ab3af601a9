"""A build begins with a spare tree; nothing of that one reaches the new site, or is written into."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import build, digests, edit, fitted
from tests.warming import add_item, built, delete_item, remark, spare, tree
from yangguang.build.spare import begin, tidy

PAGE = "powers/1107-A-00100-141000.html"
GUIDE = "pages/remedies.md"


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three times built: the third site was made of the first. Each test leaves it built once more at least."""
    folder = fitted(tmp_path_factory.mktemp("lasting"))
    for word in "一二三":
        remark(folder, word)
        built(folder)
    return folder


@pytest.fixture
def workshop(lasting: Path) -> Path:
    """The same with a spare tree at hand and nothing of the tests before beside it."""
    shutil.rmtree(spare(lasting).parent / "elsewhere", ignore_errors=True)
    if not spare(lasting).is_dir():
        remark(lasting, "又")
        built(lasting)
    return lasting


def street(folder: Path, word: str) -> None:
    """A change that pages and tables show."""
    edit(folder / "content/departments/civil-affairs.yml", "演示", f"演示{word}")


def fourth_is_cold(folder: Path) -> None:
    """Once more something is edited; the site is the one that a build without memory gives, and a tree is at hand again."""
    remark(folder, "四")
    built(folder)
    assert spare(folder).is_dir()
    built(folder, "cold", "--no-cache")
    assert digests(folder / "site") == digests(folder / "cold")
    assert tree(folder / "site") == tree(folder / "cold")


def test_the_next_site_begins_with_the_tree_of_the_last_but_one(workshop: Path) -> None:
    folder = (spare(workshop) / "powers").stat().st_ino
    fourth_is_cold(workshop)
    assert (workshop / "site/powers").stat().st_ino == folder


def test_a_first_build_leaves_a_spare_tree_of_links(fresh: Path) -> None:
    built(fresh)
    ready = spare(fresh)
    assert digests(ready) == digests(fresh / "site")
    assert all(file.samefile(fresh / "site" / file.relative_to(ready)) for file in ready.rglob("*.html"))
    folder = (ready / "powers").stat().st_ino
    remark(fresh, "一")
    built(fresh)
    assert (fresh / "site/powers").stat().st_ino == folder


def test_nobody_writes_into_the_site_that_is_shown(workshop: Path) -> None:
    shown = digests(workshop / "site")
    with (workshop / "content" / GUIDE).open("a", encoding="utf-8") as guide:  # its page is written by MkDocs
        guide.write("\n又一段。\n")
    street(workshop, "大")
    shutil.copytree(workshop / "site", workshop / "held", copy_function=os.link)
    built(workshop)
    assert digests(workshop / "held") == shown
    changed = {path for path, sha256 in digests(workshop / "site").items() if sha256 != shown.get(path)}
    assert {"pages/remedies.html", "departments/civil-affairs.html", "manifest-sha256.txt", "release.js"} < changed


def test_a_page_that_has_gone_for_two_builds_does_not_come_back(workshop: Path) -> None:
    add_item(workshop / "content")
    for word in "五六":
        street(workshop, word)
        built(workshop)
    delete_item(workshop / "content")
    for word in "七八九":
        street(workshop, word)
        built(workshop)
    built(workshop, "cold", "--no-cache")
    assert tree(workshop / "site") == tree(workshop / "cold")


def file_more(tree: Path) -> None:
    (tree / "powers/others/deep").mkdir(parents=True)
    (tree / "powers/others/deep/a.html").write_text("?", encoding="utf-8")


def folder_more(tree: Path) -> None:
    (tree / "nothing/in/it").mkdir(parents=True)


def file_less(tree: Path) -> None:
    (tree / PAGE).unlink()


def other_file(tree: Path) -> None:
    (tree / PAGE).unlink()
    (tree / PAGE).write_text("?", encoding="utf-8")


def folder_for_a_file(tree: Path) -> None:
    (tree / PAGE).unlink()
    (tree / PAGE).mkdir()
    (tree / PAGE / "a.html").write_text("?", encoding="utf-8")


def folder_for_a_written_file(tree: Path) -> None:
    (tree / "release.html").unlink()
    (tree / "release.html/a").mkdir(parents=True)


def file_for_a_folder(tree: Path) -> None:
    shutil.rmtree(tree / "powers")
    (tree / "powers").write_text("?", encoding="utf-8")


def link_for_a_file(tree: Path) -> None:
    (tree / PAGE).unlink()
    (tree / PAGE).symlink_to(tree / "index.html")


def link_for_a_folder(tree: Path) -> None:
    (tree / "powers").rename(tree.parent / "elsewhere")
    (tree / "powers").symlink_to(tree.parent / "elsewhere")


def nothing_but_a_file(tree: Path) -> None:
    shutil.rmtree(tree)
    tree.write_text("?", encoding="utf-8")


@pytest.mark.parametrize("damage", [
    file_more, folder_more, file_less, other_file, folder_for_a_file, folder_for_a_written_file, file_for_a_folder,
    nothing_but_a_file, shutil.rmtree,
])  # fmt: skip
def test_whatever_befell_the_tree_does_not_reach_the_site(workshop: Path, damage: Callable[[Path], None]) -> None:
    damage(spare(workshop))
    fourth_is_cold(workshop)


def link_to_itself(tree: Path) -> None:
    shutil.rmtree(tree / "powers")
    (tree / "powers").symlink_to("powers")


def link_for_everything(tree: Path) -> None:
    tree.rename(tree.parent / "elsewhere")
    tree.symlink_to(tree.parent / "elsewhere")


@pytest.mark.parametrize(("damage", "link"), [
    (link_for_a_folder, "spare/powers"), (link_to_itself, "spare/powers"), (link_for_a_file, f"spare/{PAGE}"),
    (link_for_everything, "spare"),
])  # fmt: skip
def test_a_link_in_the_tree_is_told_and_nothing_is_written_there(
    workshop: Path, damage: Callable[[Path], None], link: str
) -> None:
    elsewhere = spare(workshop).parent / "elsewhere"
    damage(spare(workshop))
    there = digests(elsewhere)
    remark(workshop, "五")
    result = build(workshop / "content", workshop / "site")
    assert result.exit_code == 0
    assert f"{spare(workshop).parent / link} 被换成了符号链接" in result.output
    assert digests(elsewhere) == there
    assert not spare(workshop).is_symlink()
    fourth_is_cold(workshop)


def test_a_site_of_which_little_stays_goes_with_its_bytes_and_the_new_one_is_linked(fresh: Path) -> None:
    built(fresh)
    own = fresh / "templates/components/notice"
    own.mkdir(parents=True)
    (own / "macro.html").write_text('{% macro notice(text, title="", tone="plain") %}{% endmacro %}', encoding="utf-8")
    built(fresh)
    assert digests(spare(fresh)) == digests(fresh / "site")


def test_a_site_on_another_disk_than_the_cache_is_removed_too(workshop: Path) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as name:
        site = Path(name) / "site"
        for word in "五六七":
            remark(workshop, word)
            assert build(workshop / "content", site).exit_code == 0
        assert sorted(path.name for path in Path(name).iterdir()) == [".site.lock", "site"]
        assert not spare(workshop).exists()
        built(workshop, "cold", "--no-cache")
        assert tree(site) == tree(workshop / "cold")


def test_a_site_at_another_place_is_made_of_the_tree_alone(fresh: Path) -> None:
    built(fresh)
    shutil.rmtree(spare(fresh))
    (fresh / "site").rename(spare(fresh))
    remark(fresh, "五")
    built(fresh, "other")
    built(fresh, "cold", "--no-cache")
    assert digests(fresh / "other") == digests(fresh / "cold")


def test_what_others_have_put_into_the_new_site_is_taken_along(tmp_path: Path) -> None:
    old, staging = tmp_path / "old", tmp_path / "staging"
    for folder, files in ((old, ("a/b", "c")), (staging, ("a", "d/e"))):
        for file in files:
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(folder.name, encoding="utf-8")
    held = begin(old, tmp_path / "none", staging)
    tidy(staging, held)
    assert tree(staging) == ["a", "d", "d/e"]
    assert (staging / "a").read_text(encoding="utf-8") == "staging"
