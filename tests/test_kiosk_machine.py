"""What a bundle brings besides the site: an updater that runs by itself, and what Debian needs to run the kiosk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.halls import Hall, made

UNITS = ["yangguang-kiosk.service", "yangguang-kiosk-stick@.service", "yangguang-kiosk-update.service",
         "yangguang-kiosk-update.timer"]  # fmt: skip


def bare(folder: Path) -> dict[str, str]:
    """An environment in which Python finds its own library and click, as on a bare Debian with python3-click."""
    packages = folder / "packages"
    packages.mkdir()
    click = find_spec("click")
    assert click
    assert click.origin
    (packages / "click").symlink_to(Path(click.origin).parent)
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(packages), "LC_ALL": "C.UTF-8"}


def test_a_bundle_installs_and_updates_itself_without_this_program(tmp_path: Path) -> None:
    hall = Hall(tmp_path)
    root, system, environment = tmp_path / "srv", tmp_path / "etc-of", bare(tmp_path)

    def run(program: Path, *arguments: str | Path, code: int = 0) -> str:
        command = [sys.executable, "-S", str(program), *map(str, arguments), "--root", str(root)]
        done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr
        return done.stderr if code else done.stdout

    run(hall.first, "install", hall.first, "--signers", hall.signers, "--system", system)
    assert "2026-02-01" in run(root / "current", "status")
    assert "缺少 SOURCE；" in run(root / "current", "update", code=2)
    run(root / "current", "update", made(tmp_path, hall.key, 3, "三月"))
    assert (system / "etc/yangguang-kiosk.conf").exists()
    assert "全部核对无误" in run(root / "current", "status")
    assert (root / "current" / "site" / "powers" / "a.html").read_text() == "三月"


def test_the_system_s_files_are_put_in_place_and_an_operator_s_settings_are_kept(hall: Hall) -> None:
    unit, settings = hall.system / "etc/systemd/system" / UNITS[0], hall.system / "etc/yangguang-kiosk.conf"
    good = unit.read_text()
    assert f"ExecStart=/bin/sh {hall.root}/current/machine/session" in good
    assert [file for file in hall.system.rglob("*") if file.is_file() and "@ROOT@" in file.read_text()] == []
    settings.write_text("ROTATE=left\n")
    unit.write_text("changed")
    assert hall.run("update", made(hall.folder, hall.key, 3, "三月"))[0] == 0
    assert (unit.read_text(), settings.read_text()) == (good, "ROTATE=left\n")


def test_an_installation_that_was_stopped_before_its_end_is_run_again(hall: Hall) -> None:
    unit = hall.system / "etc/systemd/system" / UNITS[0]
    unit.unlink()
    assert hall.run("install", hall.first, "--signers", hall.signers)[0] == 0
    assert unit.exists()
    code, said = hall.run("install", made(hall.folder, hall.key, 3, "三月"), "--signers", hall.signers)
    assert (code, "已经安装" in said, hall.page()) == (1, True, "二月")


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_has_nothing_to_say_of_the_units(hall: Hall, unit: str) -> None:
    file = hall.system / "etc/systemd/system" / unit
    started = file.rename(file.with_name(unit.replace("@.", "@sdb1.")))
    command = ["systemd-analyze", "verify", "--man=no", str(started)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    ours = [line for line in done.stderr.splitlines() if "yangguang" in line or str(hall.system) in line]
    assert (done.returncode, ours) == (0, [])


def test_the_browser_is_let_into_the_site_alone(hall: Hall) -> None:
    policy = json.loads((hall.system / "etc/chromium/policies/managed/yangguang-kiosk.json").read_bytes())
    assert policy["URLBlocklist"] == ["*", "chrome://*"]
    assert policy["URLAllowlist"] == [f"file://{hall.root}/current/site/", "chrome://print", "chrome-untrusted://print"]


def test_a_folder_that_would_need_quoting_is_refused(hall: Hall) -> None:
    for root in (hall.folder / "a b", hall.folder / "查阅机", hall.folder / "a;b"):
        hall.root = root
        code, said = hall.run("install", hall.first, "--signers", hall.signers)
        assert (code, "字母" in said, root.exists()) == (1, True, False)


@pytest.mark.parametrize("settings", [{"SESSION": "windows"}, {"ROTATE": "90"}])
def test_a_setting_that_is_none_is_told(hall: Hall, settings: dict[str, str]) -> None:
    command = ["sh", str(hall.root / "current/machine/session")]
    done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_everything_in_a_bundle_is_signed(hall: Hall) -> None:
    with zipfile.ZipFile(hall.first) as archive:
        told = json.loads(archive.read("kiosk.json"))["files"]
        assert {*told, "kiosk.json", "kiosk.json.sig"} == set(archive.namelist())
