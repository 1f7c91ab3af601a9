"""What many tests share: a real browser, a plain web server, the demonstration site built once."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import hypothesis
import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.archives import create, export, sources
from tests.halls import Hall
from tests.helpers import ROOT, SITES, build, copy_of, fitted
from tests.hosting import Stage
from tests.importing import REGION

CHROMIUM = os.environ.get("YANGGUANG_CHROMIUM", "/usr/bin/chromium-headless-shell")
"""The same engine without windows, tabs and menus, which cost three times as much as our pages; the long run has the whole."""
CHROMIUM_ARGS = [
    "--no-sandbox",  # the tests may run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

LATEST = 60_000
"""Milliseconds after which what a page has not shown will not come; a busy machine may take its time."""
expect.set_options(timeout=LATEST)

Common = Callable[[str, Callable[[Path], object]], Path]
PageFactory = Callable[..., Page]
Serve = Callable[[Path], str]
AxeCheck = Callable[[Page], list[str]]

# The same examples in every run: a failure on one machine is a failure on all, and a slow machine is no failure.
PATIENT = hypothesis.settings(derandomize=True, deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.register_profile("short", PATIENT, max_examples=60)
hypothesis.settings.register_profile("full", PATIENT, max_examples=100)
# Else constants of ours are among them, but only of what has been imported by then, which the order of the tests says.
providers._get_local_constants = Constants


def pytest_configure(config: pytest.Config) -> None:
    """Where the long tests run, properties are tried on more examples, too."""
    hypothesis.settings.load_profile("short" if "not full" in config.getoption("markexpr") else "full")


# What whoever runs the tests has set for builds and commits of their own is not for ours: names to leave out, hooks, signatures,
# and for who runs them in a hook the repository itself. This checkout may be another account's, which git would not read.
for _name in [name for name in os.environ if name == "SOURCE_DATE_EPOCH" or name.startswith("GIT_")]:
    del os.environ[_name]
os.environ |= {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "safe.directory",
    "GIT_CONFIG_VALUE_0": str(ROOT),
}
os.umask(0o022)  # nor whom they keep new files from: a host's are for others to read

# A shell has what it runs in the background ignore Ctrl-C, and so would all that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once per test process."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield running
        running.close()


class Watch:
    """What a page did that no page of ours may do: console errors, exceptions, requests that leave the site."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def attach(self, page: Page) -> None:
        page.on("console", lambda message: self._note(message.type in {"error", "warning"}, "console", message.text))
        page.on("pageerror", lambda error: self._note(True, "exception", str(error)))
        page.on("request", lambda request: self._note(leaves_site(request.url), "request", request.url))

    def _note(self, bad: bool, kind: str, text: str) -> None:
        if bad:
            self.seen.append(f"{kind}: {text}")


def leaves_site(url: str) -> bool:
    """Whether `url` is neither this machine's test server nor a file of this machine."""
    parts = urlsplit(url)
    return parts.scheme not in {"file", "data", "blob", "about"} and parts.hostname != "127.0.0.1"


@pytest.fixture
def page_factory(browser: Browser) -> Iterator[PageFactory]:
    """Make pages, each in a context of its own: `page_factory(java_script_enabled=False, viewport=…)`.

    The test fails at its end when a page wrote an error to the console or asked for anything outside the site;
    `watched=False` is for pages where just that is expected.
    """
    watch = Watch()
    contexts = []

    def make(*, watched: bool = True, **options: Any) -> Page:
        context = browser.new_context(**{"locale": "zh-CN", **options})
        context.set_default_timeout(LATEST)
        contexts.append(context)
        page = context.new_page()
        if watched:
            watch.attach(page)
        return page

    yield make
    for context in contexts:
        context.close()
    assert watch.seen == []


@pytest.fixture
def page(page_factory: PageFactory) -> Page:
    """One watched page at desk width."""
    return page_factory(viewport={"width": 1280, "height": 900})


class _QuietHandler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """Serves a file. A browser that stands at a page without an icon asks for this one by itself."""
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
            return
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the test's own output is what counts."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """`serve(folder)` answers with the address of a plain web server on that folder, without trailing slash."""
    servers: dict[Path, ThreadingHTTPServer] = {}

    def start(folder: Path) -> str:
        if folder not in servers:
            server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(folder)))
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            servers[folder] = server
        return f"http://127.0.0.1:{servers[folder].server_address[1]}"

    yield start
    for server in servers.values():
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Common:
    """`common(name, make)`: a folder that one of all test processes has made, for every test to read and none to change."""
    base = tmp_path_factory.getbasetemp()
    place = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        made = place / name
        with (place / f"{name}.made").open("a+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not lock.seek(0, os.SEEK_END):  # nobody before us
                shutil.rmtree(made, ignore_errors=True)
                make(made)
                lock.write("made")
        return made

    return folder


@pytest.fixture(scope="session")
def demo_site(common: Common) -> Path:
    """The demonstration site, built by the command that everybody uses."""

    def make(site: Path) -> None:
        command = [sys.executable, "build.py", "build", "--site", str(site), "--no-cache"]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout + result.stderr

    return common("demo", make)


@pytest.fixture(scope="session")
def good_site(common: Common) -> Path:
    """The complete small site, built."""

    def make(site: Path) -> None:
        result = build(SITES / "good", site)
        assert result.exit_code == 0, result.output

    return common("good", make)


@pytest.fixture(scope="session")
def pushed(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A host to whose main region something was pushed; tests work on copies."""
    return Stage.new(tmp_path_factory.mktemp("pushed"))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, pushed: Stage) -> Stage:
    """The same with one release; tests work on copies."""
    stage = pushed.copy(tmp_path_factory.mktemp("published"))
    assert stage.work()
    return stage


@pytest.fixture
def stage(tmp_path: Path, published: Stage) -> Stage:
    """A copy of that, to push to and to break."""
    return published.copy(tmp_path)


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """A kiosk with the bundle of February."""
    return Hall(tmp_path)


@pytest.fixture
def good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The content of the complete small site, beside which the test works."""
    monkeypatch.chdir(tmp_path)
    return copy_of("good", tmp_path)


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The small site with its configuration, never built."""
    return fitted(tmp_path)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of a region that is only begun: lists are imported into it."""
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "region.yml").write_text(REGION, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def axe() -> AxeCheck:
    """`axe(page)` answers with one line per accessibility violation that axe-core finds."""
    checker = Axe()

    def check(page: Page) -> list[str]:
        found = checker.run(page).response["violations"]
        return [
            f"{v['id']} ({v['impact']}): {node['target']} {node['html'][:160]}" for v in found for node in v["nodes"]
        ]

    return check


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of three snapshots, one item changed before the second."""
    folder = tmp_path_factory.mktemp("archive")
    content, archive = sources(folder), folder / "archive"
    assert create(content, archive, 0).exit_code == 0
    law = content / "themes.yml"
    law.write_text(law.read_text(encoding="utf-8") + "\n# 看过一遍\n", encoding="utf-8")
    assert create(content, archive, 1).exit_code == 0
    assert create(content, archive, 2).exit_code == 0
    return archive


@pytest.fixture(scope="session")
def bagged(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bag of that archive's newest snapshot."""
    return export(kept, tmp_path_factory.mktemp("bags"))
