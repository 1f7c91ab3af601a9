"""Small archives of snapshots, made by the command, and single lines of a ledger."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result

from tests.helpers import AS_OF, copy_of, yangguang
from yangguang.archive.ledger import Entry, line
from yangguang.archive.store import Store

EPOCH = 1_790_000_000
TOOLS = Path(sys.executable).parent
"""Where the tools of the archive world are installed."""


def sources(folder: Path) -> Path:
    """A small site with a configuration of its own; answers its content folder."""
    content = copy_of("good", folder)
    (folder / "mkdocs.yml").write_text("site_name: 权责清单\nplugins: [yangguang]\n", encoding="utf-8")
    return content


def create(content: Path, archive: Path, second: int, *options: str | Path) -> Result:
    """A snapshot taken so many seconds after a fixed moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(EPOCH + second))
        return yangguang("snapshot", "create", "--content", content, "--into", archive, *AS_OF, *options)


def audit(archive: Path) -> Result:
    return yangguang("snapshot", "audit", "--archive", archive)


def export(archive: Path, into: Path) -> Path:
    """The bag of the newest snapshot."""
    done = yangguang("snapshot", "export", "latest", "--archive", archive, "--into", into)
    assert done.exit_code == 0, done.output
    return next(into.iterdir())


def web(bag: Path, ending: str) -> Path:
    return bag / "data" / "web" / f"{bag.name}.{ending}"


def commit(folder: Path, day: str) -> str:
    """Commits all that lies in a folder, which becomes a repository where it is none; answers the commit's id."""
    dates = {"GIT_AUTHOR_DATE": f"{day}T09:00:00+08:00", "GIT_COMMITTER_DATE": f"{day}T09:00:00+08:00"}
    who = ("-c", "user.name=editor", "-c", "user.email=editor@example.org")
    for step in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", day), ("rev-parse", "HEAD")):
        done = subprocess.run(
            ["git", *step], cwd=folder, env={**os.environ, **dates}, capture_output=True, text=True, check=True
        )
    return done.stdout.strip()


def files(archive: Path, wanted: str = "latest") -> dict[str, str]:
    store = Store(archive)
    return store.manifest(store.snapshot(wanted))


DIGEST = "0" * 64


def entry(moment: str, previous: Entry | None = None, **more: object) -> Entry:
    said = {
        "kind": "snapshot", "id": moment, "previous": previous.digest if previous else "", "manifest": DIGEST, "files": 0,
        "bytes": 0, "as_of": "2026-01-05", "commit": "", "engine": "1", "title": "权责清单", **more,
    }  # fmt: skip
    return Entry(line(said), said)


def takedown(moment: str, previous: Entry, removed: str = DIGEST) -> Entry:
    said = {"kind": "takedown", "id": moment, "previous": previous.digest, "removed": [removed], "snapshots": [previous.id],
            "reason": "误公开", "authority": "公开办"}  # fmt: skip
    return Entry(line(said), said)
