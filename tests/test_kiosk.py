"""The kiosk's updater: takes what is signed and newer, refuses the rest, and survives being killed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.halls import Hall, bundled, made, noon, signed
from tests.helpers import key_at, yangguang
from tests.power import Disk
from yangguang.kiosk import manifest
from yangguang.kiosk.manifest import parse
from yangguang.model.finding import Refused

KILLER = """
import os, sys
from pathlib import Path
from yangguang.kiosk.update import update
bundle, root, n = *map(Path, sys.argv[1:3]), int(sys.argv[3])
left = [n]
def hook(event, args):
    if event in {"open", "os.rename", "os.symlink", "os.mkdir", "os.remove", "os.rmdir"}:
        if any(str(root) in str(a) for a in args):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), 9)
sys.addaudithook(hook)
update(bundle, root)
"""


def test_update_switches_and_keeps_the_previous(hall: Hall) -> None:
    assert hall.run("update", made(hall.folder, hall.key, 3, "三月"))[0] == 0
    assert (hall.page(), hall.page("previous")) == ("三月", "二月")


@pytest.mark.parametrize("there", ["releases", "current"])
def test_a_folder_with_releases_of_something_else_is_not_installed_into(hall: Hall, there: str) -> None:
    """A host has such a folder, too."""
    hall.root = hall.folder / "host"
    (hall.root / "releases" / "000001-abcdef0").mkdir(parents=True)
    (hall.root / "releases" / "000002-abcdef0").mkdir()
    (hall.root / "current").symlink_to("releases/000002-abcdef0")
    if there == "current":
        shutil.rmtree(hall.root / "releases")
    before = sorted(hall.root.rglob("*"))
    code, told = hall.run("install", hall.first, "--signers", hall.signers)
    assert (code, "请换一个文件夹" in told) == (1, True), told
    assert sorted(hall.root.rglob("*")) == before


def test_a_machine_without_what_the_updater_needs_is_told_so_in_one_sentence(hall: Hall) -> None:
    bare = subprocess.run([sys.executable, "-I", "-S", hall.first, "status"], capture_output=True, text=True)
    assert bare.returncode == 1
    assert bare.stderr.splitlines() == [
        "没有 click；请先运行 apt install python3-click / click is missing: apt install python3-click"
    ]


def test_same_site_same_bundle(hall: Hall, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    assert made(tmp_path / "again", hall.key, 2, "二月").read_bytes() == hall.first.read_bytes()


def test_a_bundle_that_lies_in_the_site_to_be_pulled_does_not_grow_by_itself(hall: Hall, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(hall.folder / "site-2026-02-01-linfen-key", site)
    bundles = []
    for month in (2, 3):
        bundles.append(bundled(site, site / "kiosk.zip", hall.key, int(noon(month))).read_bytes())
        (site / "kiosk.zip.new").write_bytes(b"of one that was killed")
    names = [zipfile.ZipFile(BytesIO(one)).namelist() for one in bundles]
    assert names[0] == names[1]
    assert not any("kiosk.zip" in name for name in names[1])


def test_what_the_maker_has_not_got_right_is_one_sentence(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    where = ("--into", hall.folder / "x.zip", "--name", "linfen", "--key")
    site = hall.folder / "site-2026-02-01-linfen-key"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "noon")
    done = yangguang("kiosk", "bundle", "--site", site, *where, hall.key)
    assert (done.exit_code, "SOURCE_DATE_EPOCH" in done.output) == (2, True)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    for folder, key, word in ((hall.folder, hall.key, "网站"), (site, hall.signers, "密钥")):
        done = yangguang("kiosk", "bundle", "--site", folder, *where, key)
        assert (done.exit_code, word in done.output, (hall.folder / "x.zip").exists()) == (1, True, False)


def test_a_folder_in_the_place_of_the_bundle_is_told_and_nothing_is_left(hall: Hall, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    site = hall.folder / "site-2026-02-01-linfen-key"
    for into, code, told in (("stick", 1, "是文件夹"), ("nowhere/x.zip", 2, "没有制作更新包")):
        where = ("--into", tmp_path / into, "--name", "x", "--key", hall.key)
        done = yangguang("kiosk", "bundle", "--site", site, *where)
        assert (done.exit_code, told in done.output) == (code, True)
    assert list(tmp_path.rglob("*.new")) == []


def refused(hall: Hall, bundle: Path) -> str:
    code, said = hall.run("update", bundle)
    assert (code, len(said.strip().splitlines()), hall.page()) == (1, 1, "二月"), said
    assert not (hall.root / "new").exists()
    return said


def test_older_foreign_and_wrong_key_are_refused(hall: Hall) -> None:
    assert "不比" in refused(hall, made(hall.folder, hall.key, 1, "一月"))
    assert "houma" in refused(hall, made(hall.folder, hall.key, 3, "三月", name="houma"))
    assert "签名" in refused(hall, made(hall.folder, key_at(hall.folder / "other"), 3, "三月"))


def test_of_two_bundles_of_one_day_the_one_made_first_is_older(hall: Hall, tmp_path: Path) -> None:
    site = tmp_path / "site-2026-02-01-linfen-key"
    (site / "powers" / "a.html").write_text("二月，晚一秒")
    later = bundled(site, tmp_path / "later.zip", hall.key, int(noon(2)) + 1)
    assert hall.run("update", later)[0] == 0
    assert hall.page() == "二月，晚一秒"
    assert f"SOURCE_DATE_EPOCH={int(noon(2)) + 2}\n" in hall.run("update", hall.first)[1]
    assert hall.page() == "二月，晚一秒"


def test_a_bundle_written_over_one_of_a_clock_that_ran_ahead_is_later_than_that(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site-2026-02-01-linfen-key"
    into = bundled(site, tmp_path / "kiosk.zip", hall.key, 4_102_444_800)  # in the year 2100
    assert hall.run("update", into)[0] == 0
    (site / "powers" / "a.html").write_text("时钟校准以后")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    for name, told in (("linfen", "请校准"), ("houma", "")):
        done = yangguang("kiosk", "bundle", "--site", site, "--into", into, "--name", name, "--key", hall.key)
        assert (done.exit_code, told in done.stderr, bool(done.stderr)) == (0, True, bool(told))
        assert (hall.run("update", into)[0], hall.page()) == (0 if told else 1, "时钟校准以后")


def test_a_damaged_bundle_is_written_over(hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    site = tmp_path / "site-2026-02-01-linfen-key"
    into = bundled(site, tmp_path / "kiosk.zip", hall.key, int(noon(2)))
    body = bytearray(into.read_bytes())
    body[6] = body[body.index(b"PK\1\2") + 8] = 1  # says that its first file is encrypted
    into.write_bytes(body)
    done = yangguang("kiosk", "bundle", "--site", site, "--into", into, "--name", "linfen", "--key", hall.key)
    assert (done.exit_code, done.stderr) == (0, "")
    assert hall.run("update", into)[0] == 0


def test_a_file_that_the_disk_refuses_leaves_all_as_it_was(hall: Hall) -> None:
    """No file may grow beyond 64 KB: what a full disk is for the updater, without root and without a disk of its own."""
    site = hall.folder / "large"
    site.mkdir()
    (site / "version.json").write_text(json.dumps({"committed": "2026-03-01", "as_of": "2026-03-01"}))
    (site / "large.html").write_bytes(os.urandom(200_000))
    large = bundled(site, hall.folder / "large.zip", hall.key, int(noon(3)))
    limited = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)); from yangguang.cli import main; main()"
    )
    command = [sys.executable, "-c", limited, "--lang", "zh", "kiosk", "update", str(large),
               "--root", str(hall.root)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
    assert "没有动" in done.stderr
    assert f"无法读写 {hall.root}：" in done.stderr
    assert (hall.page(), (hall.root / "new").exists()) == ("二月", False)
    assert hall.run("update", large)[0] == 0


@pytest.mark.full
def test_a_power_cut_after_an_install_leaves_a_whole_kiosk(tmp_path: Path) -> None:
    with Disk(tmp_path).mounted() as disk:
        hall = Hall(disk.folder)
        placed = {file.relative_to(hall.system): file.read_bytes() for file in hall.system.rglob("*") if file.is_file()}
        time.sleep(
            3
        )  # by then the names are on the disk, and what is in the files only where somebody has asked for it
        with disk.cut() as found:
            assert {file: (found / "system" / file).read_bytes() for file in placed} == placed
            assert yangguang("kiosk", "status", "--root", found / "kiosk").exit_code == 0
            assert (found / "kiosk" / "signers").read_bytes() == hall.signers.read_bytes()


@pytest.mark.full
def test_a_disk_without_room_is_told_before_anything_is_written(tmp_path: Path) -> None:
    """A file system in memory of 20 MB, in a name space of its own: util-linux and a kernel that lets one make them."""
    hall = Hall(tmp_path)
    site = tmp_path / "large"
    site.mkdir()
    (site / "version.json").write_text(json.dumps({"committed": "2026-03-01", "as_of": "2026-03-01"}))
    (site / "large.html").write_bytes(os.urandom(10 << 20))
    large = bundled(site, tmp_path / "large.zip", hall.key, int(noon(3)))
    script = f"""set -e
    mount -t tmpfs -o size=20m none {hall.root}
    {sys.executable} {hall.first} install {hall.first} --root {hall.root} --system {hall.system} --signers {hall.signers} >&2
    ! {sys.executable} {hall.root}/current update {large} --root {hall.root}
    ls {hall.root}
    {sys.executable} {hall.root}/current status --root {hall.root}"""
    done = subprocess.run(["unshare", "--map-root-user", "--mount", "sh", "-c", script],
                          capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "空间不够" in done.stderr
    assert "new" not in done.stdout.split()
    assert "全部核对无误" in done.stdout


@pytest.mark.parametrize("entry", ["kiosk.json", "kiosk.json.sig", "site/powers/a.html"])
@pytest.mark.parametrize("body", [None, b"", b"0" * 5_000_000])
def test_a_changed_or_missing_entry_is_refused(hall: Hall, entry: str, body: bytes | None) -> None:
    good, bad = made(hall.folder, hall.key, 3, "三月"), hall.folder / "bad.zip"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = body if name == entry else old.read(name)
            if content is not None:
                new.writestr(name, content)
    refused(hall, bad)


def test_a_cut_file_is_refused(hall: Hall) -> None:
    good = made(hall.folder, hall.key, 3, "三月")
    good.write_bytes(good.read_bytes()[:-100])
    refused(hall, good)


def test_killed_at_every_step_a_whole_release_stands_and_the_next_run_ends_the_work(hall: Hall) -> None:
    body = "三月".encode()
    files = {"site/powers/a.html": [len(body), hashlib.sha256(body).hexdigest()]}
    bundle = signed(hall.folder, hall.key, {"files": files}, {"site/powers/a.html": body})
    installed = hall.root
    for step in range(1, 100):
        hall.root = Path(shutil.copytree(installed, hall.folder / f"kiosk-{step}", symlinks=True))
        command = [sys.executable, "-c", KILLER, str(bundle), str(hall.root), str(step)]
        code = subprocess.run(command, check=False).returncode
        assert code in {0, -9}
        assert hall.page() in {"二月", "三月"}
        assert hall.run("update", bundle)[0] == 0
        assert (hall.page(), hall.status()[0]) == ("三月", 0)
        if code == 0:
            assert step > 15
            return
    raise AssertionError("the update never ended")


@pytest.mark.parametrize(
    "path",
    [
        "../../out.html",
        "/out.html",
        "site/../../out.html",
        "site\\out.html",
        "site//a",
        "etc/passwd",
        "site",
        "kiosk.json",
    ],
)
def test_a_signed_path_that_leaves_the_parts_of_a_bundle_is_refused(hall: Hall, path: str) -> None:
    line, body = [1, hashlib.sha256(b"x").hexdigest()], {path: b"x"} if path != "kiosk.json" else {}
    assert path in refused(hall, signed(hall.folder, hall.key, {"files": {path: line}}, body))
    assert list(hall.folder.rglob("out.html")) == []


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"[]", b"\xff", b"[" * 200_000, b'{"format": 1}',
        b'{"format": 1, "name": "a", "date": "", "serial": 1, "files": []}',
        b'{"format": 1, "name": "a", "date": "", "serial": 1, "files": {"site/a": 5}}',
    ],
)  # fmt: skip
def test_what_is_no_manifest_is_damaged(body: bytes) -> None:
    with pytest.raises(Refused, match="kiosk_damaged"):
        parse(body)


def test_a_manifest_without_end_is_not_read_to_its_end(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = made(hall.folder, hall.key, 3, "三月")
    with zipfile.ZipFile(bundle) as archive:
        monkeypatch.setattr(manifest, "LARGEST_MANIFEST", archive.getinfo("kiosk.json").file_size - 1)
    assert "kiosk.json" in refused(hall, bundle)


@pytest.mark.parametrize(("told", "word"), [
    ({"format": 2}, "格式（2）"),
    ({"files": {"site/a": [513 << 20, "0"]}}, "太大"),
    ({"files": {f"site/{n}": [500 << 20, "0"] for n in range(17)}}, "太大"),
    ({"serial": None}, "已损坏"),
    ({"files": {"site/a": [-1, "0"]}}, "太大"),
])  # fmt: skip
def test_a_signed_manifest_that_asks_for_what_is_not_known_or_too_much_is_refused(
    hall: Hall, told: dict[str, object], word: str
) -> None:
    assert word in refused(hall, signed(hall.folder, hall.key, {"files": {}, **told}, {}))


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_the_user_of_the_screen_may_read_everything_whatever_root_keeps_from_others(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        hall = Hall(tmp_path)
        assert hall.run("update", made(hall.folder, hall.key, 3, "三月"))[0] == 0
    finally:
        os.umask(before)
    places = [hall.root, *hall.root.rglob("*"), *hall.system.rglob("*")]
    shut = [place for place in places if place.stat().st_mode & 0o005 != (0o005 if place.is_dir() else 0o004)]
    assert shut == []


def test_what_has_changed_on_the_disk_is_told(hall: Hall) -> None:
    assert hall.status()[0] == 0
    site = hall.root / "current" / "site"
    (site / "powers" / "a.html").write_text("二月了")
    (site / "more.html").write_text("x")
    (site / "version.json").unlink()
    code, said = hall.status()
    assert code == 1
    assert [name in said for name in ("powers/a.html", "more.html", "version.json", "machine")] == [
        True,
        True,
        True,
        False,
    ]
    assert f"请删去 {hall.root}，再重新安装" in said, "install refuses where something is installed already"


def test_a_page_that_was_changed_together_with_the_manifest_is_told(hall: Hall) -> None:
    manifest, page = hall.root / "current" / "kiosk.json", hall.root / "current" / "site" / "powers" / "a.html"
    told = json.loads(manifest.read_bytes())
    page.write_text("二月了")
    told["files"]["site/powers/a.html"] = [page.stat().st_size, hashlib.sha256(page.read_bytes()).hexdigest()]
    manifest.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    code, said = hall.status()
    assert (code, "kiosk.json" in said) == (1, True)


def test_what_stands_damaged_at_the_kiosk_is_one_sentence(hall: Hall) -> None:
    (hall.root / "current" / "kiosk.json").write_text("{")
    code, said = hall.status()
    assert (code, "kiosk.json" in said, "Traceback" in said) == (1, True, False)


def test_an_encrypted_bundle_is_damaged_for_us(hall: Hall) -> None:
    bundle = made(hall.folder, hall.key, 3, "三月")
    body = bytearray(bundle.read_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = body.find(sign)
        while at >= 0:
            body[at + flags] |= 1
            at = body.find(sign, at + 4)
    bundle.write_bytes(body)
    code, said = hall.run("update", bundle)
    assert (code, "Traceback" in said, hall.page()) == (1, False, "二月")
