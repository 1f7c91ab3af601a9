"""A kiosk pulls its bundle from a web server: only what is new, only from that server, never without end."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.client import HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import ClassVar
from urllib.request import Request

import pytest

from tests.halls import Hall, made
from yangguang.kiosk import fetch
from yangguang.model.finding import Refused


class Shelf(BaseHTTPRequestHandler):
    """One bundle under several addresses; what was asked for is kept."""

    body: ClassVar[bytes] = b""
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        """Answers by the path."""
        self.asked.append(self.path)
        if self.path == "/near":
            self._lead("/kiosk.zip")
        elif self.path == "/away":
            self._lead(f"http://localhost:{self.server.server_port}/kiosk.zip")  # type: ignore[attr-defined]
        elif self.path == "/file":
            self._lead("file:///etc/passwd")
        elif self.path == "/cut":
            self._answer(len(self.body) + 100)
        elif self.path == "/missing.zip":
            self.send_error(404)
        elif self.headers.get("If-None-Match") == self._tag():
            self.send_response(304)
            self.end_headers()
        else:
            self._answer(len(self.body))

    def _tag(self) -> str:
        return f'"{hash(self.body)}"'

    def _lead(self, address: str) -> None:
        self.send_response(302)
        self.send_header("Location", address)
        self.end_headers()

    def _answer(self, length: int) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(length))
        self.send_header("ETag", self._tag())
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def shelf() -> Iterator[type[Shelf]]:
    """A shelf of its own for each test; ``address`` is where it stands."""

    class Own(Shelf):
        asked: ClassVar[list[str]] = []

    server = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    Own.address = f"http://127.0.0.1:{server.server_port}"  # type: ignore[attr-defined]
    yield Own
    server.shutdown()
    server.server_close()


def at(shelf: type[Shelf], path: str) -> str:
    return f"{shelf.address}{path}"  # type: ignore[attr-defined]


def test_a_newer_bundle_is_pulled_once(hall: Hall, shelf: type[Shelf]) -> None:
    shelf.body = made(hall.folder, hall.key, 3, "三月").read_bytes()
    assert hall.run("update", at(shelf, "/kiosk.zip"))[0] == 0
    assert hall.page() == "三月"
    code, said = hall.run("update", at(shelf, "/kiosk.zip"))
    assert (code, "没有新的" in said) == (0, True)
    assert sorted(file.name for file in hall.root.glob("pulled*")) == ["pulled.json"]
    shelf.body = made(hall.folder, hall.key, 4, "四月").read_bytes()
    assert hall.run("update", at(shelf, "/kiosk.zip"))[0] == 0
    assert hall.page() == "四月"


def test_what_was_pulled_and_refused_is_asked_for_again(hall: Hall, shelf: type[Shelf]) -> None:
    shelf.body = made(hall.folder, hall.key, 3, "三月").read_bytes()[:-50]
    assert hall.run("update", at(shelf, "/kiosk.zip"))[0] == 1
    assert hall.run("update", at(shelf, "/kiosk.zip"))[0] == 1
    assert hall.page() == "二月"


def test_another_address_of_the_same_host_is_followed(hall: Hall, shelf: type[Shelf]) -> None:
    shelf.body = made(hall.folder, hall.key, 3, "三月").read_bytes()
    assert hall.run("update", at(shelf, "/near"))[0] == 0
    assert (hall.page(), shelf.asked) == ("三月", ["/near", "/kiosk.zip"])


@pytest.mark.parametrize("path", ["/away", "/file", "/cut", "/missing.zip"])
def test_no_other_host_no_half_bundle_nothing_missing(hall: Hall, shelf: type[Shelf], path: str) -> None:
    shelf.body = made(hall.folder, hall.key, 3, "三月").read_bytes()
    code, said = hall.run("update", at(shelf, path))
    assert (code, len(said.strip().splitlines()), hall.page()) == (1, 1, "二月"), said
    assert shelf.asked == [path]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/kiosk.zip", "http://nowhere.invalid/kiosk.zip", "http://", "http://[/x"]
)
def test_a_host_that_does_not_answer_is_one_sentence(hall: Hall, address: str) -> None:
    code, said = hall.run("update", address)
    assert (code, len(said.strip().splitlines()), "网络" in said) == (1, 1, True), said


def test_a_download_has_its_limits(shelf: type[Shelf], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.body = b"0" * 100_000
    assert fetch.pull(at(shelf, "/kiosk.zip"), tmp_path, limit=100_000) == tmp_path / "pulled.zip"
    with pytest.raises(Refused, match="kiosk_endless"):
        fetch.pull(at(shelf, "/kiosk.zip"), tmp_path, limit=99_999)
    monkeypatch.setattr(fetch, "_LONGEST", -1)
    with pytest.raises(Refused, match="kiosk_endless"):
        fetch.pull(at(shelf, "/kiosk.zip"), tmp_path, limit=100_000)


@pytest.mark.parametrize("note", ["", "[]", "{", '{"url": 5}', '{"url": "ADDRESS", "etag": ["x"]}'])
def test_a_note_of_what_was_taken_last_that_is_damaged_is_none(shelf: type[Shelf], tmp_path: Path, note: str) -> None:
    (tmp_path / "pulled.json").write_text(note.replace("ADDRESS", at(shelf, "/kiosk.zip")), encoding="utf-8")
    assert fetch.pull(at(shelf, "/kiosk.zip"), tmp_path) == tmp_path / "pulled.zip"


@pytest.mark.parametrize(
    ("old", "new", "followed"),
    [
        ("http://a.cn/x", "http://a.cn/y", True),
        ("http://a.cn/x", "https://A.cn/x", True),
        ("http://a.cn:81/x", "https://a.cn:444/x", True),
        ("https://a.cn/x", "http://a.cn/x", False),
        ("https://a.cn/x", "https://b.cn/x", False),
        ("http://a.cn/x", "https://b.cn/x", False),
        ("https://a.cn/x", "https://a.cn:444/x", False),
        ("https://a.cn/x", "ftp://a.cn/x", False),
        ("https://a.cn/x", "https://a.cn@b.cn/x", False),
    ],
)
def test_where_a_server_may_lead_to(old: str, new: str, followed: bool) -> None:
    asked = Request(old)
    lead = partial(fetch._SameHost().redirect_request, asked, BytesIO(), 302, "Found", HTTPMessage(), new)
    if followed:
        assert getattr(lead(), "full_url", None) == new
    else:
        with pytest.raises(Refused, match="kiosk_led_away"):
            lead()
