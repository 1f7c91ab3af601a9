"""What is hidden in the folder of a site, a repository for one, is not the site's: it outlives every build."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.halls import bundled
from tests.helpers import AS_OF, PROGRAM, digests, key_at
from tests.warming import built, remark, spare, tree

HIDDEN = {".git/HEAD": "ref: refs/heads/pages\n", ".well-known/acme/one": "two", ".user.ini": "open_basedir=/srv"}
KILLER = """
import os, sys
left = [int(sys.argv.pop(1))]
def hook(event, args):
    if event == "os.rename" and f"{sys.argv[-1]}/site" in f"{args[0]} {args[1]}".replace("/.site.staging", "/site"):
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), 9)
sys.addaudithook(hook)
from yangguang.cli import main
main(sys.argv[1:-1])
"""


def hide(site: Path) -> None:
    for path, text in HIDDEN.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")


def hidden(site: Path) -> dict[str, str]:
    return {path: (site / path).read_text(encoding="utf-8") for path in tree(site) if path in HIDDEN}


def test_what_is_hidden_in_a_site_stays_in_it(fresh: Path) -> None:
    hide(fresh / "site")
    for word in "一二三四":
        remark(fresh, word)
        built(fresh)
        assert hidden(fresh / "site") == HIDDEN
        assert not [path for path in tree(spare(fresh)) if path.startswith(".")]
    for path in HIDDEN:
        shutil.rmtree(place) if (place := fresh / "site" / path.split("/")[0]).is_dir() else place.unlink()
    remark(fresh, "五")
    built(fresh)
    built(fresh, "cold", "--no-cache")
    assert digests(fresh / "site") == digests(fresh / "cold")
    assert tree(fresh / "site") == tree(fresh / "cold")


@pytest.mark.parametrize("step", range(1, 5))
def test_a_build_that_is_killed_while_it_moves_what_is_hidden_loses_none(fresh: Path, step: int) -> None:
    built(fresh)
    hide(fresh / "site")
    remark(fresh, "一")
    asked = ["build", "--content", fresh / "content", "--site", fresh / "site", *AS_OF]
    command = [sys.executable, "-c", KILLER, str(step), *map(str, asked), str(fresh)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    remark(fresh, "二")
    built(fresh)
    assert hidden(fresh / "site") == HIDDEN
    assert sorted(path.name for path in fresh.iterdir() if "site" in path.name) == [".site.lock", "site"]


@pytest.mark.full
def test_what_is_hidden_and_cannot_be_moved_is_named_and_the_site_stays(fresh: Path) -> None:
    """As what a control panel has made immutable; here somebody has mounted something there."""
    built(fresh)
    (fresh / "site/.well-known").mkdir()
    hide(fresh / "site")
    before = digests(fresh / "site")
    remark(fresh, "一")
    build = f"{PROGRAM} --lang zh build -f {fresh}/mkdocs.yml {' '.join(AS_OF)}"
    script = f"mount --bind {fresh}/site/.well-known {fresh}/site/.well-known && {build}"
    unshared = ["unshare", "--map-root-user", "--mount", "sh", "-c", script]
    done = subprocess.run(unshared, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"{fresh}/site/.well-known" in done.stderr
    assert "不能移进新的网站" in done.stderr
    assert digests(fresh / "site") == before
    assert sorted(path.name for path in fresh.iterdir() if "site" in path.name) == [".site.lock", "site"]


def test_a_bundle_for_kiosks_holds_nothing_that_is_hidden(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/version.json").write_text(json.dumps({"committed": "2026-01-01", "as_of": "2026-01-01"}))
    hide(tmp_path / "site")
    bundle = bundled(tmp_path / "site", tmp_path / "kiosk.zip", key_at(tmp_path / "key"), 1)
    held = [name for name in zipfile.ZipFile(bundle).namelist() if name.startswith("site/")]
    assert held == ["site/version.json"]
