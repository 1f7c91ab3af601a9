"""What readers get over a real web server while releases change under them: always one complete release, never a mixture."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import subprocess
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from tests.helpers import ROOT, yangguang
from tests.hosting import NOBODY, Stage, caddy, nginx, speaks_ipv6
from yangguang.host import releases
from yangguang.host.places import Host
from yangguang.host.serving import files
from yangguang.host.verify import unlike

WebServer = Callable[..., AbstractContextManager[int]]
PAGES = (
    "index.html",
    "powers/1107-A-00100-141000.html",
    "departments/civil-affairs.html",
    "search.html",
    "release.html",
)
ASSET = re.compile(r'(?:href|src)="([^"#?]*(?:assets/|search/)[^"#?]+)"')
SHARDS = re.compile(r'"shards":(\{[^}]*\})')


@pytest.fixture(scope="module")
def two(published: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """A host with two releases that differ in content, style and index."""
    stage = published.copy(tmp_path_factory.mktemp("two"))
    style = (ROOT / "templates/styles/10-base.css").read_text(encoding="utf-8")
    stage.editor.write("templates/styles/10-base.css", style + "\n.second{color:inherit}\n")
    stage.editor.say("（二）")
    assert stage.work()
    return stage


class Reader:
    """One browser's connection: asks, and says what was wrong."""

    def __init__(self, port: int, known: dict[str, set[str]]) -> None:
        self.web, self.known = HTTPConnection("127.0.0.1", port, timeout=120), known
        self.asked, self.wrong = 0, list[str]()

    def get(self, path: str) -> bytes:
        self.web.request("GET", f"/{path}")
        answer = self.web.getresponse()
        body = answer.read()
        self.asked += 1
        if answer.status != 200 or hashlib.sha256(body).hexdigest() not in self.known.get(path, set()):
            self.wrong.append(f"{answer.status} {path}")
        return body

    def visit(self, page: str) -> None:
        """A page, everything that it needs, and the index that a search would load."""
        text = self.get(page).decode()
        for reference in sorted(set(ASSET.findall(text))):
            self.get(normpath(join(page, "..", unquote(reference))))
        named = SHARDS.search(self.get("search/index.js").decode())
        assert named is not None
        for kind, digests in json.loads(named[1]).items():
            for number in range(len(digests) // 8):
                self.get(f"search/{kind}{number}.{digests[8 * number : 8 * number + 8]}.js")


def all_that_is_known(stage: Stage) -> dict[str, set[str]]:
    """Path → digests that it has in one release or another."""
    known: dict[str, set[str]] = {}
    for record in releases.known(stage.host):
        site = releases.folder_of(stage.host, record.id)
        for file in site.rglob("*"):
            if file.is_file():
                digest = hashlib.sha256(file.read_bytes()).hexdigest()
                known.setdefault(file.relative_to(site).as_posix(), set()).add(digest)
    return known


def read_during_switches(stage: Stage, folder: Path, requests: int, switches: int) -> None:
    known, stop, readers = all_that_is_known(stage), threading.Event(), list[Reader]()

    def reads(port: int) -> Reader:
        reader = Reader(port, known)
        while not stop.is_set():
            for page in PAGES:
                reader.visit(page)
        reader.web.close()
        return reader

    with nginx(stage.host, folder) as port, ThreadPoolExecutor(3) as pool:
        going = [pool.submit(reads, port) for _ in range(2)]
        counting = Reader(port, known)
        done = 0
        try:
            while done < switches or counting.asked * 2 < requests:
                releases.rollback(stage.host, "12"[done % 2])
                done += 1
                for page in PAGES:
                    counting.visit(page)
        finally:
            stop.set()
        readers = [counting, *(one.result() for one in going)]
        counting.web.close()
    releases.resume(stage.host)
    assert [wrong for reader in readers for wrong in reader.wrong] == []
    assert sum(reader.asked for reader in readers) >= requests
    assert len(known["powers/1107-A-00100-141000.html"]) == 2


def test_readers_during_switches(two: Stage, tmp_path: Path) -> None:
    read_during_switches(two, tmp_path / "nginx", 1000, 10)


@pytest.mark.full
def test_twenty_thousand_requests_during_two_hundred_switches(two: Stage, tmp_path: Path) -> None:
    read_during_switches(two, tmp_path / "nginx", 20_000, 200)


def test_an_operator_kills_the_worker_goes_back_and_nobody_outside_notices(two: Stage, tmp_path: Path) -> None:
    stage, stop = two.copy(tmp_path / "stage"), threading.Event()
    statuses: list[int] = []

    def reads(port: int) -> None:
        web = HTTPConnection("127.0.0.1", port, timeout=120)
        while not stop.is_set():
            for page in (*PAGES, "version.json"):
                web.request("GET", f"/{page}")
                answer = web.getresponse()
                statuses.append(answer.status if answer.read() else 0)
        web.close()

    with nginx(stage.host, tmp_path / "nginx") as port, ThreadPoolExecutor(1) as pool:
        reading = pool.submit(reads, port)
        try:
            stage.editor.say("（三）")
            stage.killed("switch")
            assert stage.whole().startswith("000002-")
            assert stage.work()
            assert stage.whole().startswith("000003-")
            assert yangguang("host", "rollback", stage.root).exit_code == 0
            assert stage.whole().startswith("000002-")
            assert "固定在 000002-" in yangguang("host", "status", stage.root).output
            assert yangguang("host", "resume", stage.root).exit_code == 0
            assert stage.work()
            assert "（三）" in stage.read()
        finally:
            stop.set()
        reading.result()
    assert set(statuses) == {200}


@pytest.mark.parametrize("server", [nginx, caddy])
def test_the_web_server_is_set_up_as_it_should_be(two: Stage, tmp_path: Path, server: WebServer) -> None:
    (two.host.archive / "note.txt").write_text("档案", encoding="utf-8")
    style = next(path for path in releases.manifest(two.host.current) if path.startswith("assets/site."))
    with server(two.host, tmp_path / "server") as port:
        web = HTTPConnection("127.0.0.1", port, timeout=120)

        def ask(path: str) -> tuple[int, dict[str, str], bytes]:
            web.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = web.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

        status, said, _ = ask("/")
        assert status == 200
        assert said["content-type"] == "text/html; charset=utf-8"
        assert said["content-encoding"] == "gzip"
        assert said["cache-control"] == "public, max-age=60"
        assert "default-src 'none'" in said["content-security-policy"]
        assert "frame-ancestors 'none'" in said["content-security-policy"]
        assert said["x-content-type-options"] == "nosniff"
        assert "immutable" in ask(f"/{style}")[1]["cache-control"]
        assert ask("/search/index.js")[1]["cache-control"] == "no-cache"
        assert ask("/version.json")[1]["cache-control"] == "no-cache"
        (two.host.archive / "feed.xml").write_text(f"<feed>{'零' * 1000}</feed>", encoding="utf-8")
        for path in ("data/v1/jia/items.csv", "archive/feed.xml"):
            said = ask(f"/{path}")[1]
            assert said["content-type"] == f"text/{path[-3:]}; charset=utf-8"
            assert said["content-encoding"] == "gzip"
        status, said, body = ask("/assets/site.000000000000.css")
        assert status == 404
        assert "max-age" not in said.get("cache-control", "")
        assert body
        status, said, body = ask("/assets/")
        text = gzip.decompress(body) if "content-encoding" in said else body
        assert (status, "没有这个网页" in text.decode()) == (404, True)
        log = tmp_path / "server" / "error.log"
        assert not log.exists() or "[warn]" not in log.read_text(encoding="utf-8")
        for folder, path in ((two.host.previews, "previews"), (two.host.archive, "archive")):
            (folder / ".hidden").write_text("nobody's business", encoding="utf-8")
            assert ask(f"/{path}/.hidden")[0] == 404
        assert ask("/.hidden")[0] == 404
        assert ask("/archive")[1]["location"] == "/archive/"
        assert ask("/powers")[1]["location"] == "/powers/"
        assert ask("/archive/note.txt")[2].decode() == "档案"
        web.close()


def test_one_web_server_shows_several_hosts(tmp_path: Path) -> None:
    """Each has what `host init` wrote for it, with its own domain."""
    both = {"nginx.conf": "", "Caddyfile": ""}
    for name in ("linfen", "yuncheng"):
        ours = files(Host(tmp_path / name, ()), "yangguang")
        both["nginx.conf"] += ours["nginx.conf"].replace("server_name _;", f"server_name {name}.example.cn;")
        if not speaks_ipv6():
            both["nginx.conf"] = both["nginx.conf"].replace("listen [::]:80;", "")
        both["Caddyfile"] += ours["Caddyfile"].replace("\n:80 {", f"\nhttp://{name}.example.cn {{")
    nginx_conf = f"pid {tmp_path}/pid;\nerror_log {tmp_path}/log;\nevents {{}}\nhttp {{\n{both['nginx.conf']}\n}}"
    (tmp_path / "nginx.conf").write_text(nginx_conf, encoding="utf-8")
    (tmp_path / "Caddyfile").write_text(both["Caddyfile"], encoding="utf-8")
    path = f"{os.environ['PATH']}:/usr/sbin"
    for command in ("nginx -t -p . -e log -c nginx.conf", "caddy adapt --adapter caddyfile --config Caddyfile"):
        words = command.replace("-c nginx", f"-c {tmp_path}/nginx").split()
        own = {**os.environ, "PATH": path, "HOME": str(tmp_path)}
        done = subprocess.run(words, cwd=tmp_path, env=own, capture_output=True, text=True, check=False)
        assert (done.returncode, "not formatted" in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize("server", [nginx, caddy])
def test_pages_of_any_site_may_read_the_open_data_and_nothing_else(
    two: Stage, tmp_path: Path, server: WebServer
) -> None:
    (two.host.previews / "data").mkdir(exist_ok=True)
    (two.host.previews / "data" / "draft.json").write_text("[]", encoding="utf-8")
    feed = next(path for path in releases.manifest(two.host.current) if path.startswith("feeds/"))
    with server(two.host, tmp_path / "server", "127.0.0.1") as port:
        web = HTTPConnection("127.0.0.1", port, timeout=120)
        for path, allowed in (
            ("data/v1/jia/items.json", "*"), ("data/v1/catalog.json", "*"), (feed, "*"), ("ledger/counts.csv", "*"),
            ("version.json", "*"), ("stats/index.html", None),
            ("index.html", None), ("search/index.js", None), ("previews/data/draft.json", None),
        ):  # fmt: skip
            web.request("GET", f"/{path}", headers={"Origin": "https://elsewhere.example"})
            answer = web.getresponse()
            answer.read()
            assert (answer.status, answer.getheader("Access-Control-Allow-Origin")) == (200, allowed), path
        web.close()


@pytest.mark.parametrize("server", [nginx, caddy])
def test_previews_are_for_nobody_until_a_network_is_named(two: Stage, tmp_path: Path, server: WebServer) -> None:
    """The machine itself may be the whole world, where another web server stands before ours on it; and that may keep
    for everybody what it was given for one."""
    (two.host.previews / "draft.txt").write_text("尚未公开", encoding="utf-8")
    for network, allowed in (NOBODY, ()), ("127.0.0.1", ("127.0.0.1",)):
        with server(two.host, tmp_path / f"server{len(allowed)}", network) as port:
            for source in ("127.0.0.1", "127.0.0.2"):
                web = HTTPConnection("127.0.0.1", port, timeout=120, source_address=(source, 0))
                web.request("GET", "/previews/draft.txt")
                answer = web.getresponse()
                answer.read()
                web.close()
                assert answer.status == (200 if source in allowed else 403)
                assert "public" not in str(answer.getheader("Cache-Control"))


@pytest.mark.parametrize("server", [nginx, caddy])
def test_a_folder_of_a_domain_that_another_web_server_has(two: Stage, tmp_path: Path, server: WebServer) -> None:
    """What the handbook tells that other server to say."""
    handbook = (ROOT / "docs/operator/host.md").read_text(encoding="utf-8")
    first = "\nlocation" if server is nginx else "\nhandle_path"
    front = next(part for part in handbook.split("```") if part.startswith(first))
    (two.host.previews / "draft.txt").write_text("尚未公开", encoding="utf-8")
    with server(two.host, tmp_path / "server", front=front) as port:
        web = HTTPConnection("127.0.0.2", port, timeout=120)

        def ask(path: str) -> HTTPResponse:
            web.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = web.getresponse()
            answer.read()
            return answer

        page = ask("/linfen/powers/1107-A-00100-141000.html")
        assert (page.status, page.getheader("Content-Encoding")) == (200, "gzip")
        assert "frame-ancestors 'none'" in str(page.getheader("Content-Security-Policy"))
        for path in ("/linfen", "/linfen/powers", "/linfen/archive"):
            assert urlsplit(str(ask(path).getheader("Location"))).path == f"{path}/"
        assert ask("/linfen/nothing.html").status == 404
        assert ask("/linfen/previews/draft.txt").status == 403
        web.close()


@pytest.mark.skipif(not speaks_ipv6(), reason="no IPv6 here")
def test_readers_with_ipv6_alone(two: Stage, tmp_path: Path) -> None:
    with nginx(two.host, tmp_path / "server") as port:
        web = HTTPConnection("::1", port, timeout=120)
        web.request("GET", "/")
        answer = web.getresponse()
        answer.read()
        web.close()
        assert answer.status == 200


def test_a_mirror_follows_in_whole_releases(two: Stage, tmp_path: Path) -> None:
    """The script of the handbook; the other machine is this one."""
    stage, mirror = two.copy(tmp_path / "stage"), tmp_path / "mirror"
    mirror.mkdir()
    handbook = (ROOT / "docs/operator/host.md").read_text(encoding="utf-8")
    script = next(part for part in handbook.split("```") if part.startswith("sh\nset -e"))[3:]
    (tmp_path / "ssh").write_text('#!/bin/sh\nshift\nexec sh -c "$*"\n', encoding="utf-8")
    (tmp_path / "ssh").chmod(0o755)
    script = script.replace("/srv/mirror", str(mirror)).replace("/srv/yangguang", str(stage.root))
    command, own = ["sh", "-c", script], {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}

    def follow() -> int:
        return subprocess.run(command, env=own, capture_output=True, check=False).returncode

    page = stage.host.current / "index.html"
    for release in ("000002", "000001"):
        releases.rollback(stage.host, release)
        assert follow() == 0
        assert (mirror / "current").readlink() == stage.host.current.readlink()
        assert unlike(mirror / "current") == unlike(stage.host.current)
        assert follow() == 0
    releases.rollback(stage.host, "000002")
    page.unlink()
    page.write_text("cut on its way", encoding="utf-8")
    assert follow() != 0
    assert (mirror / "current").readlink().name.startswith("000001")
