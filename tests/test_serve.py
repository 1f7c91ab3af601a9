"""The live preview and MkDocs' own verbs: an edit shows, a mistake is told and the last good page stays."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from tempfile import mkdtemp
from urllib.request import ProxyHandler, build_opener

import pytest
from playwright.sync_api import Page

from tests.conftest import PageFactory
from tests.helpers import ROOT, copy_of, digests, edit, python, yangguang
from tests.hosting import free_port

ITEM = "powers/civil-affairs/1107-A-00100-141000.yml"
PAGE = "powers/1107-A-00100-141000.html"
CONDITION = "受理条件: 有规范的名称"
PATIENCE = 120
"""Seconds after which an edit that the preview does not show will not come; a busy machine may take its time."""

VERBS = {
    "build.py serve": (str(ROOT / "build.py"), "serve", "--address"),
    "mkdocs serve": ("-m", "mkdocs", "serve", "--dev-addr"),
}
_open = build_opener(ProxyHandler({})).open


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small repository with its content and mkdocs.yml."""
    copy_of("good", tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: 试\ndocs_dir: content\nsite_dir: site\nplugins:\n  - yangguang: {as_of: 2026-01-05}\n",
        encoding="utf-8",
    )
    return tmp_path


class Preview:
    """A running preview: where it listens, and what it has said."""

    def __init__(self, address: str, log: Path, process: subprocess.Popen[bytes]) -> None:
        self.address, self._log, self._process = address, log, process

    @property
    def said(self) -> str:
        return self._log.read_text(encoding="utf-8", errors="replace")

    def get(self, path: str) -> str:
        """A page of the site; empty while nothing answers."""
        try:
            with _open(f"{self.address}/{path}", timeout=PATIENCE) as answer:
                return str(answer.read().decode("utf-8"))
        except (OSError, HTTPException):
            return ""

    def until(self, path: str, text: str) -> str:
        """Waits until a page holds a text."""
        return self._wait(lambda: self.get(path), text)

    def until_said(self, text: str) -> str:
        """Waits until the terminal shows a text."""
        return self._wait(lambda: self.said, text)

    def _wait(self, look: Callable[[], str], text: str) -> str:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = look()
            if text in found:
                return found
            assert self._process.poll() is None, f"the preview has ended:\n{self.said}"
            time.sleep(0.2)
        raise AssertionError(f"{text!r} did not appear within {PATIENCE} s:\n{self.said}")


@contextmanager
def preview(verb: str, repository: Path) -> Iterator[Preview]:
    """Runs a preview on a free port, and ends it."""
    port, log = free_port(), repository / "preview.log"
    command = [sys.executable, *VERBS[verb], f"127.0.0.1:{port}"]
    # Where MkDocs puts the previewed site, which it leaves behind when it is ended in this way.
    env = {**os.environ, "TMPDIR": mkdtemp(dir=repository.parent)}
    with log.open("wb") as out, subprocess.Popen(command, cwd=repository, env=env, stdout=out, stderr=out) as process:
        try:
            yield Preview(f"http://127.0.0.1:{port}", log, process)
        finally:
            process.terminate()
            try:
                process.wait(timeout=PATIENCE)
            finally:
                process.kill()  # else who does not end is waited for without end


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_the_preview_follows_edits_and_survives_mistakes(repository: Path, verb: str) -> None:
    content = repository / "content"
    with preview(verb, repository) as running:
        first = running.until(PAGE, "有规范的名称")
        assert "Content-Security-Policy" in first
        assert "livereload" in first
        assert running.get("pages/remedies.html")

        edit(content / ITEM, CONDITION, "受理条件: 有改过一次的名称")
        running.until(PAGE, "有改过一次的名称")

        edit(content / ITEM, "职权类别: 行政许可", "职权类别: 行政许克")
        running.until_said("行政许克")
        assert re.search(rf"{re.escape(ITEM)}:5:\d+", running.said)
        assert "Traceback" not in running.said
        assert "有改过一次的名称" in running.get(PAGE)

        edit(content / ITEM, "职权类别: 行政许克", "职权类别: 行政许可")
        edit(content / ITEM, "有改过一次的名称", "有改过两次的名称")
        running.until(PAGE, "有改过两次的名称")
    assert not (repository / "site").exists()


def test_a_county_region_a_page_and_an_own_template_are_watched_too(repository: Path) -> None:
    own = repository / "templates/components/contact/macro.html"
    own.parent.mkdir(parents=True)
    own.write_text((ROOT / "templates/components/contact/macro.html").read_text(encoding="utf-8"), encoding="utf-8")
    with preview("build.py serve", repository) as running:
        running.until(PAGE, "有规范的名称")
        edit(repository / "content/pages/remedies.md", "可以申请行政复议", "可以先问一问，再申请行政复议")
        running.until("pages/remedies.html", "可以先问一问")
        county = repository / "content/regions/houma/departments/civil-affairs.yml"
        edit(county, "名称: 侯马市民政局", "名称: 侯马市民政和养老局")
        running.until("regions/houma/departments/civil-affairs.html", "侯马市民政和养老局")
        edit(own, '<p class="label">', '<p class="label">本县 ')
        running.until(PAGE, "本县 监督投诉")

        edit(own, "本县 ", "{{ nosuch }} ")
        running.until_said("templates/components/contact/macro.html:6")
        assert "本县 监督投诉" in running.get(PAGE)
        assert "Traceback" not in running.said


def test_a_preview_needs_no_configuration(repository: Path) -> None:
    (repository / "mkdocs.yml").unlink()
    with preview("build.py serve", repository) as running:
        running.until(PAGE, "有规范的名称")
    assert not (repository / "site").exists()


def test_a_name_that_nobody_can_read_stops_no_preview(repository: Path) -> None:
    with preview("build.py serve", repository) as running:
        running.until(PAGE, "有规范的名称")
        nameless = Path(os.fsdecode(os.fsencode(repository / "content/pages") + b"/\xff.md"))
        nameless.write_text("# 甲\n", encoding="utf-8")
        running.until_said("文件名不是 UTF-8")
        assert "有规范的名称" in running.get(PAGE)
        assert "Traceback" not in running.said
        nameless.unlink()
        edit(repository / "content" / ITEM, CONDITION, "受理条件: 有改过一次的名称")
        running.until(PAGE, "有改过一次的名称")


def test_an_open_page_reloads_by_itself(page_factory: PageFactory, repository: Path) -> None:
    with preview("mkdocs serve", repository) as running:
        running.until(PAGE, "有规范的名称")
        page: Page = page_factory()
        page.goto(f"{running.address}/{PAGE}")
        edit(repository / "content" / ITEM, CONDITION, "受理条件: 有自己出现的名称")
        page.get_by_text("有自己出现的名称").wait_for(timeout=PATIENCE * 1000)
        page.goto("about:blank")


def test_mkdocs_builds_the_same_bytes_as_the_command_and_a_mistake_or_a_strict_warning_leaves_them(
    repository: Path,
) -> None:
    assert yangguang("build", "-f", repository / "mkdocs.yml", "--site", repository / "ours").exit_code == 0
    said = python("-m", "mkdocs", "build", "--strict", cwd=repository)
    assert "WARNING" not in said
    before = digests(repository / "site")
    assert before == digests(repository / "ours")
    assert PAGE in before

    edit(repository / "content" / ITEM, "行使层级: [市级]", "行使层级: [县级]")
    said = python("-m", "mkdocs", "build", "--strict", cwd=repository, code=1)
    assert f"{ITEM}:" in said
    assert "Traceback" not in said
    assert digests(repository / "site") == before
    python("-m", "mkdocs", "build", cwd=repository)
    before = digests(repository / "site")
    assert before != digests(repository / "ours")

    edit(repository / "content" / ITEM, "职权类别: 行政许可", "职权类别: 行政许克")
    (repository / "content/departments/market-regulation.yml").write_text("名称:市场监管局\n", encoding="utf-8")
    said = python("-m", "mkdocs", "build", cwd=repository, code=1)
    assert f"{ITEM}:5:" in said
    assert "departments/market-regulation.yml:1:" in said
    assert "Traceback" not in said
    assert digests(repository / "site") == before


def test_mkdocs_own_search_is_refused_with_the_cure(repository: Path) -> None:
    edit(repository / "mkdocs.yml", "plugins:\n", "plugins:\n  - search\n")
    said = python("-m", "mkdocs", "build", cwd=repository, code=1)
    assert "search" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("127.0.0.1:99999", "端口为 1 到 65535"),
        ("127.0.0.1:-1", "端口为 1 到 65535"),
        ("foo", "请写成 IP:端口"),
        ("192.0.2.1:8000", "不能在 192.0.2.1:8000 上预览"),
    ],
)
def test_an_address_where_nobody_can_listen_is_told_at_once(repository: Path, address: str, told: str) -> None:
    done = yangguang("serve", "-f", repository / "mkdocs.yml", "--address", address)
    assert (done.exit_code, told in done.output, len(done.output.splitlines())) == (2, True, 1)


def test_a_port_that_is_taken_is_told_before_anything_is_built(repository: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = yangguang("serve", "-f", repository / "mkdocs.yml", "--address", f"127.0.0.1:{port}")
        with (repository / "mkdocs.yml").open("a", encoding="utf-8") as file:
            file.write(f"dev_addr: 127.0.0.1:{port}\n")
        again = yangguang("serve", "-f", repository / "mkdocs.yml")
    for one in (done, again):
        assert (one.exit_code, one.output) == (2, f"端口 {port} 已被占用，请用 --address 换一个\n")
