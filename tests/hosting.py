"""A host with real bare repositories, and editors with real clones who push to it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from tests.helpers import SITES, yangguang
from yangguang.host import releases
from yangguang.host.places import Host, open_host
from yangguang.host.verify import unlike
from yangguang.host.worker import Worker

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
POWER = "content/powers/civil-affairs/1107-A-00100-141000.yml"
DEPARTMENT = "content/departments/civil-affairs.yml"
GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"}
COUNTY = {
    "content/region.yml": '格式版本: 1\n名称: 乙县\n行政区划代码: "141021"\n网址标识: yi\n层级: 县级\n'
    '编码规则: "{部门:4}-{类别}-{序号:5}-{区划}"\n类别字母: {行政许可: A}\n',
    "content/departments/civil-affairs.yml": "名称: 乙县民政局\n",
}

KILLED = """
import os, sys, threading
from datetime import datetime
from pathlib import Path
from yangguang.host.places import open_host
from yangguang.host.worker import Worker
root, step, after, moment = sys.argv[1:]
def kill():
    os.kill(os.getpid(), 9)
def doing(now):
    if now == step:
        threading.Timer(float(after), kill).start() if float(after) else kill()
Worker(open_host(Path(root)), lambda: datetime.fromisoformat(moment), doing).round()
threading.Event().wait(60)
"""


def run(
    *command: str | Path, at: Path, also: Mapping[str, str] | None = None, given: str = ""
) -> subprocess.CompletedProcess[str]:
    """Runs a program with nothing of this machine's git configuration."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**kept, **GIT, **(also or {})}
    return subprocess.run(
        [str(part) for part in command],
        cwd=at,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


class Editor:
    """Somebody with a clone: writes files, commits, pushes."""

    def __init__(self, folder: Path, name: str = "甲") -> None:
        self.folder, self.name = folder, name
        self.git("config", "user.name", name)
        self.git("config", "user.email", "editor@example.invalid")

    def git(self, *arguments: str | Path, also: Mapping[str, str] | None = None, given: str = "") -> str:
        """What a command of git that works answers."""
        done = run("git", *arguments, at=self.folder, also=also, given=given)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, path: str, text: str | bytes) -> None:
        """Writes a file of the clone."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)

    def edit(self, path: str, old: str, new: str) -> None:
        """Changes a file at one place."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def commit(self, message: str = "修改") -> str:
        """Commits everything."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")

    def push(
        self, ref: str = "HEAD:main", *options: str, also: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Pushes; whether it works is for the test to say."""
        asked = [part for option in options for part in ("-o", option)]
        return run("git", "push", *asked, "origin", ref, at=self.folder, also=also)

    def publish(self, message: str = "修改") -> str:
        """Commits and pushes what is right."""
        commit = self.commit(message)
        done = self.push()
        assert done.returncode == 0, done.stderr
        return commit

    def say(self, word: str) -> str:
        """Changes the name of the one power, and pushes it."""
        text = (SITES / "base" / POWER.removeprefix("content/")).read_text(encoding="utf-8")
        self.write(POWER, text.replace("社会团体成立登记", f"社会团体成立登记{word}", 1))
        return self.publish(word)


def init(root: Path, *regions: str) -> Host:
    """Makes a host by the command that operators use."""
    named = [part for region in regions for part in ("--region", region)]
    done = yangguang("host", "init", root, *named)
    assert done.exit_code == 0, done.output
    return open_host(root)


class Stage:
    """A host, and the editor of its main region."""

    def __init__(self, folder: Path, host: Host, editor: Editor) -> None:
        self.folder, self.host, self.editor = folder, host, editor
        self.moment = NOW

    @classmethod
    def new(cls, folder: Path, *regions: str) -> Stage:
        """A host for one region or more, the main one already pushed but not published."""
        stage = cls(folder, init(folder / "host", *(regions or ("jia",))), cast("Editor", None))
        stage.editor = stage.begin("jia", "甲")
        shutil.copytree(SITES / "base", stage.editor.folder / "content")
        stage.editor.publish("初次发布")
        return stage

    def copy(self, folder: Path) -> Stage:
        """The same somewhere else; what names the folder is written anew, as when an operator moves a host."""
        shutil.copytree(self.folder, folder, symlinks=True, dirs_exist_ok=True)
        editor = Editor(folder / self.editor.folder.name, self.editor.name)
        stage = Stage(folder, init(folder / "host"), editor)
        editor.git("remote", "set-url", "origin", stage.host.repository("jia"))
        return stage

    @property
    def root(self) -> Path:
        """The host's folder."""
        return self.host.root

    def begin(self, region: str, name: str) -> Editor:
        """An editor with an empty repository for a region."""
        folder = self.folder / f"{region}-{name}"
        run("git", "init", "--quiet", "--initial-branch=main", folder, at=self.folder)
        editor = Editor(folder, name)
        editor.git("remote", "add", "origin", self.host.repository(region))
        return editor

    def clone(self, region: str, name: str) -> Editor:
        """An editor with a clone of what is there, on a disk of its own."""
        folder = self.folder / f"{region}-{name}"
        done = run("git", "clone", "--quiet", "--no-hardlinks", self.host.repository(region), folder, at=self.folder)
        assert done.returncode == 0, done.stderr
        return Editor(folder, name)

    def county(self) -> Editor:
        """A county with a repository of its own, already pushed."""
        editor = self.begin("yi", "乙")
        for path, text in COUNTY.items():
            editor.write(path, text)
        editor.publish("县里初次")
        return editor

    def work(self, *, again: bool = False, doing: Callable[[str], None] = lambda step: None) -> bool:
        """One round of the worker, at the moment of this stage."""
        return Worker(self.host, lambda: self.moment, doing).round(again=again)

    def read(self, path: str = "powers/1107-A-00100-141000.html") -> str:
        """What a reader gets."""
        return (self.host.current / path).read_text(encoding="utf-8")

    def whole(self) -> str:
        """The release that readers get, which must be complete to the byte; only lent files are beside its manifest."""
        site = self.host.current.resolve()
        lent = [path for path in unlike(site) if not path.startswith(("assets/", "search/"))]
        assert lent == []
        assert set(releases.manifest(site)) <= {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
        return site.name

    def killed(self, step: str, *, after: float = 0) -> None:
        """A worker in a process of its own that is killed when it is about to take a step, or a moment later."""
        command = [sys.executable, "-c", KILLED, str(self.root), step, str(after), self.moment.isoformat()]
        done = run(*command, at=self.folder)
        assert done.returncode == -9, done.stderr

    def left(self) -> list[str]:
        """What should not be there once the worker has ended."""
        names = sorted(path.name for path in self.host.releases.iterdir())
        known = {record.id for record in releases.known(self.host)}
        return [name for name in names if name not in known and name.removesuffix(".json") not in known]


NOBODY = "192.0.2.0/24"
"""The network that `host init` names for previews: one for examples, in which nobody is."""
NGINX = """
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {ours}
}}
"""


@contextmanager
def nginx(host: Host, folder: Path, network: str = NOBODY, front: str = "") -> Iterator[int]:
    """Debian's nginx with the configuration that `host init` has written; the port it listens on.

    ``network`` may look at previews; ``front`` is what another web server says that stands at the same port of 127.0.0.2.
    """
    folder.mkdir()
    port = free_port()
    ours = (host.root / "serve" / "nginx.conf").read_text(encoding="utf-8")
    assert "listen 80;" in ours
    ours = ours.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(NOBODY, network)
    ours = ours.replace("listen [::]:80;", f"listen [::1]:{port};" if speaks_ipv6() else "")
    if front:
        ours += f"server {{ listen 127.0.0.2:{port}; {front.replace('127.0.0.1:8080', f'127.0.0.1:{port}')} }}"
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(NGINX.format(user=user, folder=folder, ours=ours), encoding="utf-8")
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    yield from _serving(command, port, bool(front))


@contextmanager
def caddy(host: Host, folder: Path, network: str = NOBODY, front: str = "") -> Iterator[int]:
    """Debian's Caddy, in the same way."""
    folder.mkdir()
    port = free_port()
    ours = (host.root / "serve" / "Caddyfile").read_text(encoding="utf-8")
    assert "\n:80 {" in ours
    ours = ours.replace("\n:80 {", f"\nhttp://:{port} {{\n\tbind 127.0.0.1").replace(NOBODY, network)
    if front:
        ours += f"http://:{port} {{\nbind 127.0.0.2\n{front.replace('127.0.0.1:8080', f'127.0.0.1:{port}')}\n}}\n"
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + ours, encoding="utf-8")
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]
    yield from _serving(command, port, bool(front), folder)


def _serving(command: list[str], port: int, front: bool, home: Path | None = None) -> Iterator[int]:
    """A web server until nobody needs it any more; where there is a ``front``, it may begin to listen after the other."""
    own = {**os.environ, **({"HOME": str(home)} if home else {})}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=own) as running:
        try:
            until(lambda: listening(port) and (not front or listening(port, "127.0.0.2")), running)
            yield port
        finally:
            running.terminate()


def with_shell(shell: str, folder: Path, home: str = "/root") -> list[str]:
    """What to write before a command so that it finds root to have that login shell: a mount of its own. Only root can
    make one; for anybody else nothing."""
    if os.geteuid() or subprocess.run(["unshare", "--mount", "true"], capture_output=True, check=False).returncode:
        return []
    lines = Path("/etc/passwd").read_text(encoding="utf-8").splitlines(keepends=True)
    ours = folder / "passwd"
    ours.write_text(f"root:x:0:0:root:{home}:{shell}\n{''.join(line for line in lines if line[:5] != 'root:')}")
    return ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" /etc/passwd && exec "$@"', str(ours)]


def free_port() -> int:
    """A port of loopback that nobody listens on, and that no outgoing connection is given.

    Processes that test at the same time have neighbouring numbers, and begin to look far from one another.
    """
    for port in range(20_000 + os.getpid() * 100 % 10_000, 32_000):
        with socket.socket() as trial, suppress(OSError):
            trial.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def speaks_ipv6() -> bool:
    """Whether this machine has loopback of IPv6."""
    with suppress(OSError), socket.socket(socket.AF_INET6) as trial:
        trial.bind(("::1", 0))
        return True
    return False


def listening(port: int, address: str = "127.0.0.1") -> bool:
    """Whether somebody listens on a port of loopback."""
    with socket.socket() as trial:
        return trial.connect_ex((address, port)) == 0


def until(true: Callable[[], object], running: subprocess.Popen[str] | None = None) -> None:
    """Waits for something that is certain to come."""
    for _ in range(4800):  # a busy machine may take its time
        if true():
            return
        if running is not None and running.poll() is not None and running.stderr is not None:
            raise AssertionError(running.stderr.read())
        time.sleep(0.05)
    raise AssertionError("it did not come")


def more_releases(stage: Stage, count: int) -> list[str]:
    """Further releases of the same site."""
    last = releases.known(stage.host)[-1]
    number, made = releases.next_number(stage.host), []
    for one in range(number, number + count):
        record = replace(last, id=f"{one:06}-{last.id[-7:]}")
        shutil.copytree(
            releases.folder_of(stage.host, last.id), releases.folder_of(stage.host, record.id), copy_function=os.link
        )
        releases.save(stage.host, record)
        made.append(record.id)
    return made


def refused(editor: Editor, *texts: str, ref: str = "HEAD:main", also: dict[str, str] | None = None) -> str:
    """The push is refused in these words, and the ref has not moved."""
    before = editor.git("ls-remote", "origin", also=also)
    done = editor.push(ref, also=also)
    assert done.returncode == 1, done.stderr
    assert editor.git("ls-remote", "origin", also=also) == before
    for text in texts:
        assert text in done.stderr, done.stderr
    return done.stderr
