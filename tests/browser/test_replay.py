"""A WACZ of ours, replayed in Chromium by the viewer that archives use."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.conftest import PageFactory, Serve, leaves_site
from tests.helpers import ROOT, yangguang

VIEWER = Path(sys.executable).parent.parent / "replaywebpage"
CODE = "1107-A-00100-141000"
ADDRESS = f"https://linfen.invalid/powers/{CODE}.html"
# The viewer's own page registers its worker and waits for it; the element for foreign pages sometimes does not.
PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><title>replay</title><link rel="icon" href="data:,">
<script src="ui.js"></script><replay-app-main></replay-app-main></html>
"""


@pytest.fixture
def viewer(kept: Path, tmp_path: Path) -> Path:
    """A folder to serve: the viewer and the access copy of the newest snapshot."""
    subprocess.run(["sh", "tests/install-replaywebpage.sh", str(VIEWER)], cwd=ROOT, check=True)
    done = yangguang("snapshot", "export", "--archive", kept, "--into", tmp_path / "bags")
    assert done.exit_code == 0
    (copy,) = (tmp_path / "bags").glob("*/data/web/*.wacz")
    folder = tmp_path / "viewer"
    shutil.copytree(VIEWER, folder)
    shutil.copy(copy, folder / "site.wacz")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    return folder


def test_an_access_copy_replays_pages_with_their_style_and_links(
    viewer: Path, serve: Serve, page_factory: PageFactory
) -> None:
    page = page_factory(watched=False, viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{serve(viewer)}/index.html?source=site.wacz#view=pages&url={quote(ADDRESS, safe='')}")
    replayed = page.frame_locator("iframe")
    expect(replayed.locator("h1")).to_have_text("社会团体成立登记")
    expect(replayed.locator("main svg").first).to_be_visible()
    expect(replayed.locator("body")).not_to_have_css("margin-left", "8px")
    replayed.locator("main").get_by_role("link", name="临汾市民政局").first.click()
    expect(replayed.locator("h1")).to_contain_text("临汾市民政局")
    assert [url for url in asked if leaves_site(url)] == []
