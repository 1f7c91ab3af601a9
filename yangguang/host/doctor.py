"""Every way in which a host can be set up wrongly, or is about to fail; it reads, and changes nothing."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from yangguang import __version__, urls
from yangguang.host import releases
from yangguang.host.accounts import accounts
from yangguang.host.disk import get_json
from yangguang.host.git import BrokenRepository, commit_of, git
from yangguang.host.places import MAIN, Host
from yangguang.host.setup import config, is_hook_right
from yangguang.host.status import standstill
from yangguang.host.verify import unlike
from yangguang.model.finding import Finding, finding

LEAST_FREE = 3
"""So many times the newest release should still fit on the disk."""
LEAST_BYTES = 200_000_000
_LEFT = ("objects/tmp_objdir-incoming-*", "objects/incoming-*", "*.lock", "refs/**/*.lock")
"""What git leaves in a repository where it is interrupted; a lock that was left is held for ever."""


def examine(host: Host, moment: datetime) -> list[Finding]:
    """Everything that is wrong, with its cure."""
    return [
        *_repositories(host),
        *_engine(host),
        *_current(host),
        *_releases(host),
        *_clock(host, moment),
        *_disk(host),
        *_workers(host),
        *accounts(host),
        *_waiting(host),
        *standstill(host, moment),
    ]


def _repositories(host: Host) -> Iterator[Finding]:
    last = releases.latest(host)
    for region in host.regions:
        folder = host.repository(region)
        if not (folder / "HEAD").is_file():
            yield finding("no_repository", folder=folder)
            continue
        for name in ("pre-receive", "post-receive"):
            if not is_hook_right(host, region, name):
                yield finding("hook", file=folder / "hooks" / name)
        if (folder / "HEAD").read_text(encoding="utf-8").strip() != f"ref: {MAIN}":
            yield finding("head", file=folder / "HEAD")
        yield from _config(folder, config(host))
        for left in sorted(path for pattern in _LEFT for path in folder.glob(pattern)):
            yield finding("left_push", file=left)
        try:
            git(folder, "fsck", "--connectivity-only", "--no-dangling")
        except BrokenRepository as broken:
            yield finding("broken_repository", folder=folder, why=str(broken)[:200])
            continue
        if last and region in last.heads and not commit_of(folder, MAIN):
            yield finding("no_main", region=region, folder=folder)


def _config(folder: Path, wanted: Mapping[str, str]) -> Iterator[Finding]:
    for key, value in wanted.items():
        try:
            said = git(folder, "config", "--get", key).decode().strip()
        except BrokenRepository:
            said = ""
        if said != value:
            yield finding("config", folder=folder, name=key, value=value)


def _engine(host: Host) -> Iterator[Finding]:
    try:
        done = subprocess.run([host.engine, "--version"], capture_output=True, text=True, check=False, timeout=60)
        said = done.stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        said = ""
    if not said:
        yield finding("engine", file=host.engine)
    elif __version__ not in said:
        yield finding("engine_other", file=host.engine, said=said, version=__version__)


def _current(host: Host) -> Iterator[Finding]:
    if host.current.is_dir() and not host.current.is_symlink():
        yield finding("current_folder", file=host.current)
    elif host.current.is_symlink() and not releases.current(host):
        yield finding("current_dangling", file=host.current)
    pin = releases.pinned(host)
    if pin and releases.record_of(host, pin) is None:
        yield finding("pin_gone", release=pin)


def _releases(host: Host) -> Iterator[Finding]:
    now = releases.current(host)
    if now:
        wrong = _altered(host.current, releases.record_of(host, now))
        if wrong:
            yield finding("altered", release=now, file=wrong[0], count=len(wrong))
    known = {record.id for record in releases.known(host)}
    for path in sorted(host.releases.iterdir()):
        if path.is_dir() and path.name not in known and not path.name.startswith("."):
            yield finding("strange_release", folder=path)


def _altered(site: Path, record: releases.Record | None) -> list[str]:
    """What of a release is not as it was published: the manifest itself, by the record, and all that it lists."""
    try:
        manifest = (site / urls.MANIFEST).read_bytes()
    except FileNotFoundError:
        return [urls.MANIFEST]
    if record and hashlib.sha256(manifest).hexdigest() != record.manifest_sha256:
        return [urls.MANIFEST]
    listed = releases.manifest(site)
    return [path for path in unlike(site) if path in listed or not path.startswith(releases.LENT)]


def _clock(host: Host, moment: datetime) -> Iterator[Finding]:
    last = releases.latest(host)
    if last is not None and moment < datetime.fromisoformat(last.made):
        folder = releases.folder_of(host, last.id)
        yield finding("clock", now=moment.isoformat(timespec="seconds"), last=last.made, folder=folder)


def _disk(host: Host) -> Iterator[Finding]:
    found = os.statvfs(host.root)
    free = found.f_bavail * found.f_frsize
    last = releases.latest(host)
    need = LEAST_BYTES
    if last is not None:
        site = releases.folder_of(host, last.id)
        need = max(need, LEAST_FREE * sum(file.stat().st_size for file in site.rglob("*") if file.is_file()))
    if free < need:
        yield finding("disk", free=f"{free / 1e6:,.0f}", need=f"{need / 1e6:,.0f}")
    if found.f_files and found.f_favail < found.f_files // 50:
        yield finding("inodes", free=f"{found.f_favail:,}")
    if not os.access(host.root, os.W_OK) or found.f_flag & os.ST_RDONLY:
        yield finding("read_only", folder=host.root)


def _workers(host: Host) -> Iterator[Finding]:
    """Who holds, and who waits for, the worker's lock, as the kernel tells."""
    try:
        inode = host.lock.stat().st_ino
        lines = Path("/proc/locks").read_text(encoding="ascii").splitlines()
    except OSError:
        return
    ours = [line.split() for line in lines if f":{inode} " in line]
    waiting = [words for words in ours if "->" in words]
    if waiting:
        yield finding("two_workers", process="、".join(words[words.index("WRITE") + 1] for words in waiting))


def _waiting(host: Host) -> Iterator[Finding]:
    """What was pushed and has not been public for longer than any build takes: nobody hears the bell."""
    if releases.pinned(host):
        return
    last = releases.latest(host)
    failed = get_json(host.failed).get("asked", {}).get("heads", {})
    heads = {region: commit_of(host.repository(region), MAIN) for region in host.regions}
    public = last.heads if last else {}
    unheard = [r for r, commit in heads.items() if commit and commit not in (public.get(r), failed.get(r))]
    if unheard:
        yield finding("unheard", regions="、".join(unheard))
