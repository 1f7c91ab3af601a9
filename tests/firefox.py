"""Debian's Firefox, asked in its own protocol (Marionette: each message is JSON with its length before it)."""

from __future__ import annotations

import json
import socket
import subprocess
from pathlib import Path
from typing import Any

from tests.hosting import until

FIREFOX = "/usr/bin/firefox-esr"
ARGUMENTS = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote"]
ENTER = "\ue007"
LATEST = 240.0
"""Seconds after which something that has not come will not come; a busy machine may take its time."""

_SAID = """
const said = Services.console.getMessageArray();
Services.console.reset();
const ofPages = ({ category, sourceName }) => category.startsWith("CSP") || /^(file|http):/.test(sourceName);
return said.filter((one) => one instanceof Ci.nsIScriptError && ofPages(one)).map((one) => one.errorMessage);
"""


class Firefox:
    """One window of a browser with a profile of its own."""

    def __init__(self, profile: Path) -> None:
        (profile / "user.js").write_text('user_pref("marionette.port", 0);\n', encoding="ascii")
        command = [FIREFOX, *ARGUMENTS, "--profile", str(profile)]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = profile / "MarionetteActivePort"
        until(lambda: port.exists() and port.read_text(encoding="ascii"))
        self._socket = socket.create_connection(("127.0.0.1", int(port.read_text(encoding="ascii"))), LATEST)
        self._answers = self._socket.makefile("rb")
        self._read()  # it says who it is
        self("WebDriver:NewSession")

    def __call__(self, command: str, **parameters: Any) -> Any:
        """What one command of the protocol is answered with."""
        message = json.dumps([0, 0, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, fault, answer = self._read()
        assert fault is None, fault
        return answer.get("value")

    def _read(self) -> Any:
        length = b""
        while (sign := self._answers.read(1)) != b":":
            assert sign, "Firefox has ended"
            length += sign
        return json.loads(self._answers.read(int(length)))

    def goto(self, address: str) -> None:
        """Opens a page and waits for all of it."""
        self("WebDriver:Navigate", url=address)

    def run(self, script: str) -> Any:
        """What `script`, the body of a function, answers with in the page."""
        return self("WebDriver:ExecuteScript", script=script)

    def click(self, selector: str) -> None:
        """Clicks on the first such element, as a hand would."""
        self("WebDriver:ElementClick", id=self._element(selector))

    def write(self, selector: str, text: str) -> None:
        """Types into the first such element."""
        self("WebDriver:ElementSendKeys", id=self._element(selector), text=text)

    def _element(self, selector: str) -> str:
        (found,) = self("WebDriver:FindElement", using="css selector", value=selector).values()
        return str(found)

    def said(self) -> list[str]:
        """What pages have brought onto the console since this was asked last: errors, and what the policy forbids."""
        self("Marionette:SetContext", value="chrome")
        try:
            return list(self.run(_SAID))
        finally:
            self("Marionette:SetContext", value="content")

    def close(self) -> None:
        """Ends the browser."""
        self("Marionette:Quit", flags=["eForceQuit"])
        self._answers.close()
        self._socket.close()
        self._process.wait(LATEST)
