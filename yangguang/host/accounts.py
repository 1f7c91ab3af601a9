"""What host doctor looks at of accounts: whose the files are, who may change and who may read them, who may log in."""

from __future__ import annotations

import os
import pwd
import re
from collections.abc import Iterator
from pathlib import Path

from yangguang.disk import below
from yangguang.host.access import account_of, granted, is_operator
from yangguang.host.places import Host
from yangguang.host.previews import WISHES
from yangguang.model.finding import Finding, Refused, finding

NGINX = Path("/etc/nginx")
_NO_SHELLS = ("git-shell", "nologin", "false")


def accounts(host: Host) -> Iterator[Finding]:
    """Everything that is wrong there, with its cure."""
    yield from _strangers(host)
    yield from _access(host)
    yield from _keys(host)
    yield from _nginx(host)


def _strangers(host: Host) -> Iterator[Finding]:
    """What root has left, by a command of the host or by hand, and the host's own account cannot change."""
    owner = host.root.stat().st_uid
    # Members of the group push, and thus write, under accounts of their own.
    pushed = [] if host.group else [host.root / "repos", host.remembered, host.previews / WISHES]
    built = [host.cache / "build", host.cache / "trees", host.cache / "previews", host.current]
    folders = [folder for folder in (*pushed, *built) if folder.is_dir()]
    found = ((f"{folder}/{path}", entry) for folder in folders for path, entry in below(folder))
    files = [path for path, entry in found if entry.stat(follow_symlinks=False).st_uid != owner]
    if files:
        yield finding("strangers", folder=host.root, account=account_of(owner), file=files[0], count=f"{len(files):,}")


def _access(host: Host) -> Iterator[Finding]:
    owner = host.root.stat().st_uid
    for file in (host.operators, host.permissions, host.root / "host.yml", host.engine):
        if file.exists() and (file.stat().st_mode & 0o022 or file.stat().st_uid not in (owner, 0)):
            yield finding("writable", file=file)
    if not host.operators.is_file():
        yield finding("no_operators", file=host.operators)
    try:
        is_operator(host, "")
        for region in host.regions:
            granted(host, region)
    except Refused as why:
        yield why.finding


def _keys(host: Host) -> Iterator[Finding]:
    """sshd hands the command of a key to the account's shell, which must be able to run it."""
    try:
        account = pwd.getpwuid(host.root.stat().st_uid)
        keys = (Path(account.pw_dir) / ".ssh" / "authorized_keys").read_text(encoding="utf-8", errors="replace")
    except (KeyError, OSError):
        return
    if Path(account.pw_shell).name in _NO_SHELLS and 'command="' in keys:
        yield finding("login_shell", account=account.pw_name, shell=account.pw_shell)


def _nginx(host: Host) -> Iterator[Finding]:
    """Debian's own site answers in the place of ours as long as it is enabled, and ours must be open to nginx's user."""
    if not any(f"{host.root}/current" in _text(file) for file in NGINX.glob("conf.d/*.conf")):
        return
    default = NGINX / "sites-enabled" / "default"
    if default.exists():
        yield finding("nginx_default", file=default)
    named = re.search(r"^\s*user\s+([\w-]+)", _text(NGINX / "nginx.conf"), re.MULTILINE)
    if named and (closed := _closed(host.current.resolve() / "index.html", named[1])):
        yield finding("closed", path=closed, user=named[1])


def _closed(file: Path, user: str) -> Path | None:
    """The first folder on the way to a file that a user of this machine may not enter, or the file if it may not be read."""
    try:
        account = pwd.getpwnam(user)
    except KeyError:
        return None
    groups = os.getgrouplist(user, account.pw_gid)
    for path in (*reversed(file.parents), file):
        if account.pw_uid == 0 or not path.exists():
            return None
        found = path.stat()
        shift = 6 if found.st_uid == account.pw_uid else 3 if found.st_gid in groups else 0
        if not found.st_mode >> shift & (0o1 if path.is_dir() else 0o4):
            return path
    return None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
