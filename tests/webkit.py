"""Debian's WebKitGTK, whose engine is Safari's, asked by WebDriver; on a screen in memory, since it draws on no other."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from tests.firefox import LATEST
from tests.hosting import free_port, until

DRIVER = "/usr/bin/WebKitWebDriver"
SCREEN = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]


class WebKit:
    """One window of a browser that keeps what it writes in `home`."""

    def __init__(self, home: Path) -> None:
        self._screen = subprocess.Popen(SCREEN, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._screen.stdout
        display = ":" + self._screen.stdout.readline().decode().strip()
        port = free_port()
        self._address = f"http://127.0.0.1:{port}"
        places = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
        ways = {"DISPLAY": display, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
        ways["WEBKIT_DISABLE_COMPOSITING_MODE"] = "1"  # without a graphics card pictures of the rest are black
        self._driver = subprocess.Popen(
            [DRIVER, f"--port={port}"],
            env=os.environ | places | ways,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(self._listens)
        session = self._ask("POST", "/session", {"capabilities": {}})
        self._address += f"/session/{session['sessionId']}"

    def _listens(self) -> bool:
        try:
            return bool(self._ask("GET", "/status"))
        except URLError:
            return False

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(self._address + path, data, method=method), timeout=LATEST) as answer:
            return json.load(answer)["value"]

    def goto(self, address: str) -> None:
        """Opens a page and waits for all of it."""
        self._ask("POST", "/url", {"url": address})

    def back(self) -> None:
        """Goes back to the page before."""
        self._ask("POST", "/back", {})

    def run(self, script: str) -> Any:
        """What `script`, the body of a function, answers with in the page."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": []})

    def click(self, selector: str) -> None:
        """Clicks on the first such element, as a hand would."""
        self._ask("POST", f"/element/{self._element(selector)}/click", {})

    def write(self, selector: str, text: str) -> None:
        """Types into the first such element."""
        self._ask("POST", f"/element/{self._element(selector)}/value", {"text": text})

    def picture(self, selector: str) -> str:
        """What the first such element looks like."""
        return str(self._ask("GET", f"/element/{self._element(selector)}/screenshot"))

    def widen(self, width: int) -> None:
        """Makes the window as wide as this, or as narrow as it gets."""
        self._ask("POST", "/window/rect", {"x": 0, "y": 0, "width": width, "height": 900})

    def _element(self, selector: str) -> str:
        (found,) = self._ask("POST", "/element", {"using": "css selector", "value": selector}).values()
        return str(found)

    def close(self) -> None:
        """Ends the browser."""
        self._ask("DELETE", "")
        for process in (self._driver, self._screen):
            process.terminate()
            process.wait(LATEST)
        assert self._screen.stdout
        self._screen.stdout.close()
