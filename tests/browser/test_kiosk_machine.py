"""The browser as the installed kiosk starts it: where it opens, what it may open, what it leaves on the disk."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Error, Page

from tests.conftest import CHROMIUM_ARGS
from tests.halls import Hall, bundled
from tests.helpers import key_at
from tests.hosting import until

TEST_OPTIONS = [*CHROMIUM_ARGS, "--headless=new", "--ozone-platform=headless", "--remote-debugging-port=0"]


class Kiosk:
    """The demonstration site, installed; ``memory`` is the folder that the session keeps in memory."""

    def __init__(self, folder: Path, site: Path) -> None:
        self.root, self.system, self.memory = (folder / name for name in ("srv", "system", "memory"))
        self.memory.mkdir()
        self._note = self.memory / "yangguang-kiosk/profile/DevToolsActivePort"
        hall = Hall(folder)
        hall.root = self.root
        bundle = bundled(site, folder / "demo.zip", key_at(folder / "maker"), 1)
        hall.signers.write_text(f"kiosk {(folder / 'maker.pub').read_text()}")
        assert hall.run("install", bundle, "--signers", hall.signers)[0] == 0

    @contextmanager
    def page(self, browser: Browser, *before: str) -> Iterator[Page]:
        """The page that the launcher opens; ``before`` is a command that runs the launcher in its turn."""
        command = [*before, "sh", str(self.root / "current/machine/browser"), *TEST_OPTIONS]
        environment = {**os.environ, "XDG_RUNTIME_DIR": str(self.memory), "WAYLAND_DISPLAY": "none",
                       "PAGE": "idle=600&countdown=15"}  # fmt: skip
        self._note.unlink(missing_ok=True)  # of a browser that has been here before
        with subprocess.Popen(command, env=environment, start_new_session=True) as running:
            try:
                connected, page = self._connected(browser)
                yield page
                connected.close()
            finally:
                os.killpg(running.pid, signal.SIGTERM)

    def _connected(self, browser: Browser) -> tuple[Browser, Page]:
        """A browser that can be steered may still be on its way to the first page."""
        address = f"http://127.0.0.1:{self._port()}"
        for _ in range(1200):
            connected = browser.browser_type.connect_over_cdp(address)
            for page in (page for context in connected.contexts for page in context.pages):
                if "/kiosk.html" in page.url:
                    return connected, page
            connected.close()
            time.sleep(0.1)
        raise AssertionError("the start page has not been opened")

    def _port(self) -> str:
        """The port that the browser has written down for who wants to steer it."""
        for _ in range(1200):
            if self._note.exists() and (lines := self._note.read_text(encoding="utf-8").split()):
                return lines[0]
            time.sleep(0.1)
        raise AssertionError("the browser has not started")


@pytest.fixture
def kiosk(tmp_path: Path, demo_site: Path) -> Kiosk:
    return Kiosk(tmp_path, demo_site)


def traces(folder: Path, *said: str) -> list[Path]:
    """The files in which one of the texts stands, in any of the ways a browser writes them."""
    needles = [part.encode(code) for text in said for part in {text, quote(text)} for code in ("utf-8", "utf-16-le")]
    bodies = {}
    for place, _, names in os.walk(folder):
        for file in (Path(place, name) for name in names):
            with suppress(FileNotFoundError):  # the last processes of the browser that was ended clear away
                if file.is_file() and not file.is_symlink():
                    bodies[file] = file.read_bytes()
    assert bodies
    return [file for file, body in bodies.items() if any(needle in body for needle in needles)]


def test_what_a_visitor_does_is_written_nowhere(kiosk: Kiosk, browser: Browser) -> None:
    """Not even into the folder in memory, which the next start empties besides."""
    typed, opened = "鹅毛大雪无人知", "1107-A-00100-141000"
    with kiosk.page(browser) as page:
        assert page.url.endswith("/current/site/kiosk.html#idle=600&countdown=15")
        page.get_by_role("button", name="触摸屏幕开始").click()
        page.locator("#q").fill(typed)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html*")
        page.goto((kiosk.root / f"current/site/powers/{opened}.html").as_uri())
        page.wait_for_timeout(1500)
    assert traces(kiosk.memory, typed, opened) == []
    left = kiosk.memory / "yangguang-kiosk/left-by-somebody"
    left.write_text("x")
    with kiosk.page(browser):
        assert not left.exists()


@pytest.mark.full
def test_the_policy_is_what_this_chromium_reads_and_keeps_it_in_the_site(
    kiosk: Kiosk, browser: Browser, tmp_path: Path
) -> None:
    """The policy where Chromium looks for it, in a name space of its own; only what the test needs is let in besides."""
    policy = json.loads((kiosk.system / "etc/chromium/policies/managed/yangguang-kiosk.json").read_bytes())
    policy |= {"RemoteDebuggingAllowed": True, "DeveloperToolsAvailability": 1}
    policy["URLAllowlist"].append("chrome://policy")
    folder = tmp_path / "etc-chromium/policies/managed"
    folder.mkdir(parents=True)
    (folder / "kiosk.json").write_text(json.dumps(policy))
    mounted = f'mount --bind {tmp_path}/etc-chromium /etc/chromium && exec "$@"'
    with kiosk.page(browser, "unshare", "--map-root-user", "--mount", "sh", "-c", mounted, "sh") as page:
        site = (kiosk.root / "current/site").as_uri()
        opened = [address for address in (
            "file:///etc/passwd", f"{site}/../machine/browser", f"view-source:{site}/index.html", "https://example.org/",
            "data:text/html,x", "file:///", "chrome://version",
        ) if _opens(page, address)]  # fmt: skip
        assert opened == []
        assert _opens(page, f"{site}/departments/index.html")
        page.goto("chrome://policy")
        until(lambda: "URLAllowlist" in page.evaluate(ALL_TEXT))
        said = page.evaluate(ALL_TEXT)
        wrong = {name: found[0] for name in policy
                 if not (found := re.findall(rf"\b{name} .{{0,300}}?Mandatory (\w+)", said)) or found[0] != "OK"}  # fmt: skip
        assert wrong == {}


ALL_TEXT = """() => {
  const skip = ["STYLE", "SCRIPT", "TEMPLATE"];
  const deep = (root) => [...root.childNodes].map((node) => node.nodeType === 3 ? node.textContent
    : node.nodeType === 1 && !skip.includes(node.tagName) ? deep(node.shadowRoot || node) : "").join(" ");
  return deep(document.body).replace(/\\s+/g, " ");
}"""


def _opens(page: Page, address: str) -> bool:
    opened = True
    # Where it does not, the browser shows why, and until that is there it would call the next one an interruption.
    with page.expect_event("framenavigated"):
        try:
            page.goto(address)
        except Error as error:
            if "ERR_BLOCKED_BY_ADMINISTRATOR" not in error.message:
                raise
            opened = False
    page.wait_for_load_state()
    return opened
