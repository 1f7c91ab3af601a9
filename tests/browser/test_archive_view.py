"""The view of an archive: a list, old pages under a band that leads to today's, bags that verify."""

from __future__ import annotations

import re
import subprocess
import tarfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.archives import create, sources
from tests.conftest import AxeCheck, Serve
from tests.helpers import build, digests, edit, yangguang

CODE = "1107-A-00100-141000"
FIRST, SECOND = "20260921141320", "20260921141321"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a web server shows it: the site of today, and archive/ beside it with two snapshots."""
    folder = tmp_path_factory.mktemp("served")
    content, archive = sources(folder), folder / "archive"
    said = "site_name: 权责清单\nplugins: [{yangguang: {archive: true}}]\n"
    (folder / "mkdocs.yml").write_text(said, encoding="utf-8")
    assert create(content, archive, 0).exit_code == 0
    (file,) = content.rglob(f"{CODE}.yml")
    edit(file, "社会团体成立登记", "社会团体设立登记")
    assert create(content, archive, 1).exit_code == 0
    assert build(content, folder / "root").exit_code == 0
    done = yangguang("snapshot", "publish", "--archive", archive, "--into", folder / "root" / "archive")
    assert done.exit_code == 0, done.output
    return folder


def test_from_the_release_to_an_old_page_and_back_to_today(served: Path, serve: Serve, page: Page) -> None:
    page.goto(f"{serve(served / 'root')}/release.html")
    page.get_by_role("link", name="历次存档").click()
    expect(page.get_by_role("heading", name="2026-09-21")).to_have_count(2)
    page.get_by_role("link", name="2026-09-21").last.click()
    expect(page).to_have_url(re.compile(f"/archive/{FIRST}/index.html$"))
    page.goto(page.url.replace("index.html", f"powers/{CODE}.html"))
    expect(page.locator("h1")).to_have_text("社会团体成立登记")
    band = page.locator(".archive-banner")
    expect(band).to_contain_text("这是 2026-09-21 的存档")
    expect(band).to_have_css("background-color", "rgb(255, 246, 214)")
    band.get_by_role("link", name="今天的网页").click()
    expect(page.locator("h1")).to_have_text("社会团体设立登记")
    assert page.url.endswith(f"/powers/{CODE}.html")
    assert "/archive/" not in page.url


def test_old_pages_lead_to_old_pages(served: Path, serve: Serve, page: Page) -> None:
    page.goto(f"{serve(served / 'root')}/archive/{FIRST}/powers/{CODE}.html")
    page.locator("main").get_by_role("link", name="临汾市民政局").first.click()
    expect(page).to_have_url(re.compile(f"/archive/{FIRST}/departments/"))
    expect(page.locator(".archive-banner")).to_be_visible()


def test_the_list_and_an_old_page_are_accessible(served: Path, serve: Serve, page: Page, axe: AxeCheck) -> None:
    for path in ("index.html", f"{FIRST}/powers/{CODE}.html"):
        page.goto(f"{serve(served / 'root')}/archive/{path}")
        assert axe(page) == []


def test_the_list_tells_digest_and_size(served: Path, page: Page) -> None:
    page.goto((served / "root" / "archive" / "index.html").as_uri())
    line = (served / "archive" / "ledger.jsonl").read_text(encoding="utf-8").splitlines()[-1]
    digest = (
        subprocess.run(["sha256sum"], input=line.encode(), capture_output=True, check=True).stdout.split()[0].decode()
    )
    expect(page.locator("main")).to_contain_text(digest)
    expect(page.get_by_role("link", name="档案包")).to_have_count(2)


def test_every_old_page_has_the_band_and_stays_out_of_search_engines(served: Path) -> None:
    pages = list((served / "root" / "archive" / FIRST).rglob("*.html"))
    assert len(pages) > 50
    for file in pages:
        body = file.read_text(encoding="utf-8")
        assert body.count('class="archive-banner"') == 1
        assert '<meta name="robots" content="noindex">' in body


def test_where_an_old_page_tells_how_to_check_the_site_it_says_that_only_the_bag_can_be(
    served: Path, page: Page
) -> None:
    old = served / "root" / "archive" / FIRST
    command = ["sha256sum", "-c", "--quiet", "manifest-sha256.txt"]
    assert "index.html: FAILED" in subprocess.run(command, cwd=old, capture_output=True, text=True, check=False).stdout
    page.goto((old / "release.html").as_uri())
    expect(page.locator("main")).to_contain_text("sha256sum -c")
    expect(page.locator(".archive-banner")).to_contain_text("要逐字节核对，请在历次存档里下载档案包")


def test_the_bag_to_download_is_sound(served: Path, tmp_path: Path) -> None:
    (packed,) = (served / "root" / "archive" / "downloads").glob(f"{SECOND}-*.tar")
    with tarfile.open(packed) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.2 of Debian knows none
        archive.extractall(tmp_path)
        assert {member.mode for member in archive} == {0o644}, "whoever unpacks it lets others read it"
    assert yangguang("snapshot", "verify", tmp_path / SECOND).exit_code == 0


def test_what_did_not_change_is_not_written_again(served: Path, tmp_path: Path) -> None:
    into = served / "root" / "archive"
    before = {path: path.stat().st_mtime_ns for path in into.rglob("*") if path.is_file() and path.parent != into}
    assert yangguang("snapshot", "publish", "--archive", served / "archive", "--into", into).exit_code == 0
    assert {
        path: path.stat().st_mtime_ns for path in into.rglob("*") if path.is_file() and path.parent != into
    } == before


def test_the_archive_may_be_shown_where_it_lies_and_contains_nothing_of_itself(served: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    content = sources(tmp_path / "s")
    assert create(content, archive, 0).exit_code == 0
    assert yangguang("snapshot", "publish", "--archive", archive).exit_code == 0
    first = digests(archive / FIRST)
    assert create(content, archive, 1).exit_code == 0
    assert yangguang("snapshot", "publish", "--archive", archive).exit_code == 0
    assert digests(archive / FIRST) == first
    assert not any(path.startswith("archive/") for path in first)
    assert yangguang("snapshot", "audit", "--archive", archive).exit_code == 0


def test_what_was_taken_down_goes_from_the_view_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content, archive = sources(tmp_path), tmp_path / "archive"
    (content / "pages").mkdir(exist_ok=True)
    (content / "pages" / "leak.md").write_text("# 指南\n\n张三住演示路七号。\n", encoding="utf-8")
    assert create(content, archive, 0).exit_code == 0
    publish = ("snapshot", "publish", "--archive", archive, "--into", tmp_path / "view")
    assert yangguang(*publish).exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000060")
    done = yangguang("snapshot", "takedown", "张三住演示路七号", "--archive", archive, "--reason", "个人信息",
                     "--authority", "公开办", "--yes")  # fmt: skip
    assert done.exit_code == 0
    assert yangguang(*publish).exit_code == 0
    left = [
        path for path in (tmp_path / "view").rglob("*") if path.is_file() and "张三住".encode() in path.read_bytes()
    ]
    assert left == []
    gone = (tmp_path / "view" / FIRST / "pages" / "leak.html").read_text(encoding="utf-8")
    assert "已依法撤下" in gone, "what leads to the page leads somewhere"
    assert 'href="../../index.html"' in gone
    assert "2026-09-21 的存档" in gone
    assert "个文件已于 2026-09-21 撤下" in (tmp_path / "view" / "index.html").read_text(encoding="utf-8")
