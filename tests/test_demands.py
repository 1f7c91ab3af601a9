"""The handbook's fourteen demands: each command that stands there is run as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.archives import commit, create, sources
from tests.helpers import ROOT, edit, yangguang

PAGE = (ROOT / "docs" / "archivist" / "demands.md").read_text(encoding="utf-8")
BLOCKS = [
    (part.split("\n", 1)[0].strip(), block)
    for part in PAGE.split("\n## ")[1:]
    for block in re.findall(r"^```sh\n(.*?)^```$", part, re.M | re.S)
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the page's variables stand for: an archive of two snapshots and the bag of the newer one."""
    folder = tmp_path_factory.mktemp("demands")
    content, archive = sources(folder / "repository"), folder / "archive"
    commit(content.parent, "2026-01-02")
    assert create(content, archive, 0).exit_code == 0
    (file,) = content.rglob("1107-A-00100-141000.yml")
    edit(file, "成立商会", "成立行业商会")
    commit(content.parent, "2026-01-03")
    assert create(content, archive, 1).exit_code == 0
    assert yangguang("snapshot", "export", "--archive", archive, "--into", folder / "bags").exit_code == 0
    (bag,) = (folder / "bags").iterdir()
    (folder / "scratch").mkdir()
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    told = {"BAG": bag, "ARCHIVE": archive, "SCRATCH": folder / "scratch", "FIRST": "20260921141320", "PATH": path}
    return {**os.environ, **{name: str(value) for name, value in told.items()}}


def test_there_are_fourteen_demands() -> None:
    assert [int(part.split(" ", 1)[0]) for part in PAGE.split("\n## ")[1:]] == list(range(1, 15))


@pytest.mark.parametrize(("demand", "block"), BLOCKS, ids=[f"{demand} {n}" for n, (demand, _) in enumerate(BLOCKS)])
def test_the_command_shows_it(place: dict[str, str], demand: str, block: str) -> None:
    done = subprocess.run(["sh", "-eu", "-c", block], env=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_commands_notice_what_is_wrong(place: dict[str, str], tmp_path: Path) -> None:
    """The same commands on a bag with one altered page: fixity and verification fail."""
    bag = tmp_path / "bag"
    subprocess.run(["cp", "-r", place["BAG"], bag], check=True)
    page = bag / "data" / "site" / "index.html"
    page.write_bytes(page.read_bytes() + b"<!-- -->")
    failed = {
        demand
        for demand, block in BLOCKS
        if "$BAG" in block
        and subprocess.run(
            ["sh", "-eu", "-c", block], env={**place, "BAG": str(bag)}, capture_output=True, check=False
        ).returncode
    }
    assert {demand.split(" ", 1)[0] for demand in failed} >= {"1", "2", "14"}
