"""The kiosk's updater: takes what is signed and newer, refuses the rest, and survives being killed."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.helpers import yangguang

KILLER = """
import os, sys
from pathlib import Path
from yangguang.kiosk.update import take
bundle, root, signers, n = *map(Path, sys.argv[1:4]), int(sys.argv[4])
left = [n]
def hook(event, args):
    if event in {"open", "os.rename", "os.symlink", "os.mkdir", "os.remove", "os.rmdir"}:
        if any(str(root) in str(a) for a in args):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), 9)
sys.addaudithook(hook)
take(bundle, root, signers)
"""


def made(folder: Path, key: Path, date: str, text: str, name: str = "linfen") -> Path:
    site = folder / f"site-{date}-{name}-{key.name}"
    (site / "powers").mkdir(parents=True)
    (site / "version.json").write_text(json.dumps({"committed": date, "as_of": date}))
    (site / "powers" / "a.html").write_text(text)
    into = folder / f"{site.name}.zip"
    done = yangguang("kiosk", "bundle", "--site", site, "--into", into, "--name", name, "--key", key)
    assert done.exit_code == 0, done.output
    return into


def key_at(place: Path) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(place)], check=True)
    return place


class Hall:
    def __init__(self, folder: Path) -> None:
        self.folder, self.root, self.signers = folder, folder / "kiosk", folder / "signers"
        self.key = key_at(folder / "key")
        self.signers.write_text(f'kiosk namespaces="yangguang-kiosk" {self.key.with_suffix(".pub").read_text()}')
        assert self.run("install", made(folder, self.key, "2026-02-01", "二月"))[0] == 0

    def run(self, verb: str, bundle: Path) -> tuple[int, str]:
        done = yangguang("kiosk", verb, bundle, "--root", self.root, "--signers", self.signers)
        return done.exit_code, done.output

    def page(self, link: str = "current") -> str:
        return (self.root / link / "site" / "powers" / "a.html").read_text()


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def test_update_switches_and_keeps_the_previous(hall: Hall) -> None:
    assert hall.run("update", made(hall.folder, hall.key, "2026-03-01", "三月"))[0] == 0
    assert (hall.page(), hall.page("previous")) == ("三月", "二月")


def test_same_site_same_bundle(hall: Hall, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    again = made(tmp_path / "again", hall.key, "2026-02-01", "二月")
    assert again.read_bytes() == (tmp_path / again.name).read_bytes()


def refused(hall: Hall, bundle: Path) -> None:
    code, said = hall.run("update", bundle)
    assert (code, len(said.strip().splitlines()), hall.page()) == (1, 1, "二月")
    assert not (hall.root / "new").exists()


def test_older_foreign_and_wrong_key_are_refused(hall: Hall) -> None:
    refused(hall, made(hall.folder, hall.key, "2026-01-01", "一月"))
    refused(hall, made(hall.folder, hall.key, "2026-03-01", "三月", name="houma"))
    refused(hall, made(hall.folder, key_at(hall.folder / "other"), "2026-03-01", "三月"))


@pytest.mark.parametrize("entry", ["kiosk.json", "kiosk.json.sig", "site/powers/a.html"])
@pytest.mark.parametrize("body", [None, b"", b"0" * 5_000_000])
def test_a_changed_or_missing_entry_is_refused(hall: Hall, entry: str, body: bytes | None) -> None:
    good, bad = made(hall.folder, hall.key, "2026-03-01", "三月"), hall.folder / "bad.zip"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = body if name == entry else old.read(name)
            if content is not None:
                new.writestr(name, content)
    refused(hall, bad)


def test_a_cut_file_is_refused(hall: Hall) -> None:
    good = made(hall.folder, hall.key, "2026-03-01", "三月")
    good.write_bytes(good.read_bytes()[:-100])
    refused(hall, good)


def test_killed_at_every_step_a_whole_release_stands_and_the_next_run_ends_the_work(tmp_path: Path) -> None:
    for step in range(1, 100):
        folder = tmp_path / str(step)
        folder.mkdir()
        hall = Hall(folder)
        bundle = made(folder, hall.key, "2026-03-01", "三月")
        command = [sys.executable, "-c", KILLER, str(bundle), str(hall.root), str(hall.signers), str(step)]
        code = subprocess.run(command, check=False).returncode
        assert code in {0, -9}
        assert hall.page() in {"二月", "三月"}
        assert hall.run("update", bundle)[0] == 0
        assert hall.page() == "三月"
        if code == 0:
            assert step > 8
            return
    raise AssertionError("the update never ended")


@pytest.mark.parametrize("path", ["../../out.html", "/out.html", "a/../../out.html", "a\\out.html"])
def test_a_signed_path_that_leaves_the_site_is_refused(hall: Hall, path: str) -> None:
    body = json.dumps({"format": 1, "name": "linfen", "date": "2026-03-01", "files": {path: [1, "0"]}}).encode()
    command = ["ssh-keygen", "-Y", "sign", "-n", "yangguang-kiosk", "-f", str(hall.key)]
    signature = subprocess.run(command, input=body, capture_output=True, check=True).stdout
    bad = hall.folder / "bad.zip"
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr("kiosk.json", body)
        archive.writestr("kiosk.json.sig", signature)
        archive.writestr(f"site/{path}", b"x")
    refused(hall, bad)


def test_what_stands_damaged_at_the_kiosk_is_one_sentence(hall: Hall) -> None:
    (hall.root / "current" / "kiosk.json").write_text("{")
    done = yangguang("kiosk", "status", "--root", hall.root)
    assert (done.exit_code, "kiosk.json" in done.output, "Traceback" in done.output) == (1, True, False)


def test_an_encrypted_bundle_is_damaged_for_us(hall: Hall) -> None:
    bundle = made(hall.folder, hall.key, "2026-03-01", "三月")
    body = bytearray(bundle.read_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = body.find(sign)
        while at >= 0:
            body[at + flags] |= 1
            at = body.find(sign, at + 4)
    bundle.write_bytes(body)
    code, said = hall.run("update", bundle)
    assert (code, "Traceback" in said, hall.page()) == (1, False, "二月")
