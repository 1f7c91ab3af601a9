"""Exported bags: others find them sound, they are the same everywhere, and every damage is found and named."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.archives import create, sources
from tests.helpers import digests, yangguang
from yangguang.archive.bags.check import payload_of
from yangguang.archive.bags.wacz import key
from yangguang.archive.bags.waczcheck import check as check_wacz
from yangguang.archive.bags.warc import check as check_warc

HERE = Path(sys.executable).parent


def export(archive: Path, into: Path) -> Path:
    """The bag of the newest snapshot."""
    done = yangguang("snapshot", "export", "latest", "--archive", archive, "--into", into)
    assert done.exit_code == 0, done.output
    return next(into.iterdir())


def verify(bag: Path) -> Result:
    return yangguang("snapshot", "verify", bag)


@pytest.fixture(scope="session")
def sound(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(kept, tmp_path_factory.mktemp("bags"))


@pytest.fixture
def bag(sound: Path, tmp_path: Path) -> Path:
    """A copy of the bag, free to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / sound.name))


def web(bag: Path, ending: str) -> Path:
    return bag / "data" / "web" / f"{bag.name}.{ending}"


def test_a_sound_bag_is_told_so(sound: Path) -> None:
    assert "WARC、WACZ 与网页一致" in verify(sound).output


@pytest.mark.parametrize(
    "command",
    [
        "sha256sum -c --quiet manifest-sha256.txt",
        "sha512sum -c --quiet manifest-sha512.txt",
        "sha256sum -c --quiet tagmanifest-sha256.txt",
        f"{HERE}/bagit.py --validate .",
        f"{HERE}/warcio check data/web/ID.warc",
        f"{HERE}/wacz validate -f data/web/ID.wacz",
    ],
    ids=["sha256sum", "sha512sum", "tags", "bagit.py", "warcio", "wacz"],
)
def test_others_find_it_sound(sound: Path, command: str) -> None:
    whole = command.replace("ID", sound.name).split()
    done = subprocess.run(whole, cwd=sound, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_others_index_it_as_we_do(sound: Path) -> None:
    command = [f"{HERE}/cdxj-indexer", "--sort", str(web(sound, "warc"))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    with zipfile.ZipFile(web(sound, "wacz")) as archive:
        ours = archive.read("indexes/index.cdx").decode().splitlines()

    def keyed(lines: list[str]) -> dict[str, tuple[str, str, str]]:
        split = [(line.split(" ", 2)[0], json.loads(line.split(" ", 2)[2])) for line in lines]
        return {told["url"]: (key, told["offset"], told["length"]) for key, told in split}

    assert keyed(done.stdout.splitlines()) == keyed(ours)


def test_an_address_is_looked_up_under_the_key_that_others_make_of_it() -> None:
    keys = {
        "https://www.Linfen.gov.cn/": "cn,gov,linfen)/",
        "https://www2.linfen.gov.cn:443/qd/a.js": "cn,gov,linfen)/qd/a.js",
        "http://linfen.gov.cn:8443/A/b.HTML": "cn,gov,linfen:8443)/a/b.html",
        "http://linfen.cn/%E9%99%84%20A%2B(1)%23.pdf": "cn,linfen)/%e9%99%84%20a+(1)%23.pdf",
        "http://linfen.cn/%C3%89.html": "cn,linfen)/%c3%89.html",
    }
    others = ["-W", "ignore", "-c", "import sys, surt; print(*map(surt.surt, sys.argv[1:]), sep='\\n')", *keys]
    done = subprocess.run([sys.executable, *others], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == list(keys.values()) == [*map(key, keys)]


def test_a_snapshot_of_files_with_blanks_in_their_names_is_exported(tmp_path: Path) -> None:
    content = sources(tmp_path)
    (content / "pages" / "办事 指南.md").write_text("# 办事指南\n", encoding="utf-8")
    assert create(content, tmp_path / "archive", 0).exit_code == 0
    bag = export(tmp_path / "archive", tmp_path / "bags")
    assert list((bag / "data" / "site").rglob("* *")), "a name with a blank"


def test_the_records_of_a_warc_have_names_of_their_own_and_name_the_first(sound: Path) -> None:
    body = web(sound, "warc").read_bytes()
    names = re.findall(rb"\r\nWARC-Record-ID: (\S+)\r\n", body)
    assert len(names) == len(set(names)) > 100
    assert set(re.findall(rb"\r\nWARC-Warcinfo-ID: (\S+)\r\n", body)) == {names[0]}
    assert f"WARC-Filename: {sound.name}.warc".encode() in body


def test_a_warc_describes_each_record_of_the_inventory(sound: Path) -> None:
    body = web(sound, "warc").read_bytes()
    rows = json.loads((sound / "data/inventory/records.json").read_bytes())
    assert body.count(b"\r\nWARC-Type: metadata\r\n") == len(rows) > 5
    assert body.count(b"\r\nWARC-Profile: urn:yangguang:inventory\r\n") == len(rows)
    assert [row["题名"] for row in rows if f"题名: {row['题名']}\r\n".encode() not in body] == []


def test_the_access_copy_lists_every_page_by_its_title(sound: Path) -> None:
    with zipfile.ZipFile(web(sound, "wacz")) as archive:
        first, *rows = map(json.loads, archive.read("pages/pages.jsonl").splitlines())
        package = json.loads(archive.read("datapackage.json"))
    assert first["format"] == "json-pages-1.0"
    pages = {row["url"]: row["title"] for row in rows}
    site = sound / "data" / "site"
    assert {url.removeprefix(package["mainPageUrl"].removesuffix("index.html")) for url in pages} == {
        path.relative_to(site).as_posix() for path in site.rglob("*.html")
    }
    assert next(one for url, one in pages.items() if url.endswith("A-00100-141000.html")).startswith("社会团体")
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["ts"] for row in rows} == {package["created"]} == {"2026-09-21T14:13:22Z"}


def test_the_same_snapshot_gives_the_same_bag_on_another_machine(sound: Path, tmp_path: Path) -> None:
    content = sources(tmp_path)
    themes = content / "themes.yml"
    assert create(content, tmp_path / "other", 0).exit_code == 0
    themes.write_text(themes.read_text(encoding="utf-8") + "\n# 看过一遍\n", encoding="utf-8")
    for second in (1, 2):
        assert create(content, tmp_path / "other", second).exit_code == 0
    assert digests(export(tmp_path / "other", tmp_path / "bags")) == digests(sound)


def test_a_bag_follows_its_published_profile(sound: Path) -> None:
    profile = json.loads((sound / "bagit-profile.json").read_bytes())
    info = dict(line.split(": ", 1) for line in (sound / "bag-info.txt").read_text(encoding="utf-8").splitlines())
    assert {name for name, rule in profile["Bag-Info"].items() if rule["required"]} <= info.keys()
    assert info["BagIt-Profile-Identifier"] == profile["BagIt-Profile-Info"]["BagIt-Profile-Identifier"]
    manifests = {f"{kind}-{name}.txt" for kind in ("manifest", "tagmanifest") for name in ("sha256", "sha512")}
    tags = {path.name for path in sound.iterdir() if path.is_file()} - manifests - {"bagit.txt", "bag-info.txt"}
    assert set(profile["Tag-Files-Required"]) <= tags <= set(profile["Tag-Files-Allowed"])


def append(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\n")


def twice(file: Path) -> None:
    file.write_bytes(file.read_bytes() * 2)


def replace(file: Path, old: bytes, new: bytes) -> None:
    assert old in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(old, new, 1))


def swap(one: Path, other: Path) -> None:
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def linked(file: Path, to: Path) -> None:
    file.unlink()
    file.symlink_to(to)


INDEX = "data/site/index.html"
DAMAGES: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "altered": (lambda bag: append(bag / INDEX), (f"{INDEX} 已被改动",)),
    "truncated": (lambda bag: (bag / INDEX).write_bytes((bag / INDEX).read_bytes()[:-9]), (f"{INDEX} 已被改动",)),
    "emptied": (lambda bag: (bag / INDEX).write_bytes(b""), (f"{INDEX} 已被改动",)),
    "removed": (lambda bag: (bag / INDEX).unlink(), (f"缺少 {INDEX}",)),
    "added": (lambda bag: (bag / "data/site/new.html").write_bytes(b""), ("多出 data/site/new.html",)),
    "renamed": (
        lambda bag: (bag / INDEX).rename(bag / "data/site/home.html"),
        (f"缺少 {INDEX}", "多出 data/site/home.html"),
    ),
    "swapped": (
        lambda bag: swap(bag / INDEX, bag / "data/site/404.html"),
        (f"{INDEX} 已被改动", "data/site/404.html 已被改动"),
    ),
    "link": (
        lambda bag: linked(bag / INDEX, bag / "data/site/404.html"),
        (f"{INDEX} 是符号链接",),
    ),
    "tag altered": (lambda bag: append(bag / "bag-info.txt"), ("bag-info.txt 已被改动",)),
    "tag added": (lambda bag: (bag / "fetch.txt").write_bytes(b""), ("多出 fetch.txt",)),
    "declaration removed": (lambda bag: (bag / "bagit.txt").unlink(), ("不是导出的档案包",)),
    "manifest removed": (lambda bag: (bag / "manifest-sha512.txt").unlink(), ("缺少 manifest-sha512.txt",)),
    "manifest edited": (
        lambda bag: (bag / "manifest-sha256.txt").write_bytes(
            (bag / "manifest-sha256.txt").read_bytes().replace(b"  data/site/404", b"  data/../404")
        ),
        ("manifest-sha256.txt 里有一行",),
    ),
    "manifest carried by a program that ends lines otherwise": (
        lambda bag: (bag / "manifest-sha256.txt").write_bytes(
            (bag / "manifest-sha256.txt").read_bytes().replace(b"\n", b"\r\n")
        ),
        ("manifest-sha256.txt 里有一行",),
    ),
    "ledger edited": (lambda bag: append(bag / "ledger.jsonl"), ("ledger.jsonl 已被改动",)),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_bag_is_found_and_the_damage_named(bag: Path, kind: str) -> None:
    damage, told = DAMAGES[kind]
    damage(bag)
    done = verify(bag)
    assert done.exit_code != 0
    for sentence in told:
        assert sentence in done.output
    assert len(done.output.splitlines()) == len(told)


def sealed_again(bag: Path) -> None:
    """Writes the manifests anew, as somebody would who wants to hide what he did."""
    for kind, inside in (("manifest", True), ("tagmanifest", False)):
        for name in ("sha256", "sha512"):
            files = [path for path in bag.rglob("*") if path.is_file() and (bag / "data" in path.parents) == inside]
            lines = sorted(
                (path.relative_to(bag).as_posix(), hashlib.new(name, path.read_bytes()).hexdigest())
                for path in files
                if not path.name.startswith("tagmanifest-")
            )
            text = "".join(f"{digest}  {path}\n" for path, digest in lines)
            (bag / f"{kind}-{name}.txt").write_text(text, encoding="utf-8")


def test_a_name_in_a_bag_tells_a_terminal_nothing(bag: Path) -> None:
    (bag / "data" / "\x1b]0;甲\x07\u202e名单.txt").write_bytes(b"")
    told = verify(bag).output
    assert "data/\ufffd]0;甲\ufffd\ufffd名单.txt" in told
    assert "\x1b" not in told


def test_new_manifests_do_not_hide_an_altered_page(bag: Path) -> None:
    page = bag / INDEX
    page.write_bytes(page.read_bytes().replace("清单".encode(), "名单".encode()))
    sealed_again(bag)
    told = verify(bag).output
    assert "site/index.html 不是台账所记快照 20260921141322 的文件" in told
    assert "/index.html 的记录，或其内容不符" in told


def test_new_manifests_do_not_hide_a_rewritten_ledger(bag: Path) -> None:
    file = bag / "ledger.jsonl"
    file.write_text(file.read_text(encoding="utf-8").split("\n", 1)[1], encoding="utf-8")
    sealed_again(bag)
    assert "台账第 1 行" in verify(bag).output


def said(field: str, value: str) -> Callable[[Path], object]:
    """Has bag-info.txt say something else."""

    def change(bag: Path) -> None:
        file = bag / "bag-info.txt"
        text = re.sub(f"(?m)^{field}: .*$", f"{field}: {value}", file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")

    return change


ABOUT = "data/snapshot.json"
SEALED: dict[str, tuple[Callable[[Path], object], str]] = {
    "another identifier": (
        said("External-Identifier", "20200101000000"),
        "External-Identifier 是 20200101000000，快照里是",
    ),
    "another maker": (said("Source-Organization", "某市"), "Source-Organization 是 某市，快照里是"),
    "another title": (said("External-Description", "某"), "External-Description 是 某，快照里是"),
    "another day": (said("Bagging-Date", "2020-01-01"), "Bagging-Date 是 2020-01-01，快照里是 2026-09-21"),
    "another profile": (said("BagIt-Profile-Identifier", "urn:x"), "BagIt-Profile-Identifier 不合"),
    "another size": (said("Payload-Oxum", "1.1"), "不是完整的 BagIt 包"),
    "a field twice": (lambda bag: twice(bag / "bag-info.txt"), "Bagging-Date 不合 BagIt 规范文件"),
    "other signs": (lambda bag: (bag / "bag-info.txt").write_bytes(b"\xff: \xfe\n"), "不是完整的 BagIt 包"),
    "another version": (lambda bag: replace(bag / "bagit.txt", b"1.0", b"0.97"), "bagit.txt 已被改动"),
    "another encoding": (lambda bag: replace(bag / "bagit.txt", b"UTF-8", b"GBK"), "bagit.txt 已被改动"),
    "rules of its own": (lambda bag: (bag / "bagit-profile.json").write_bytes(b"{}"), "bagit-profile.json 已被改动"),
    "a file to fetch": (lambda bag: (bag / "fetch.txt").write_bytes(b""), "多出 fetch.txt"),
    "its lines twice": (lambda bag: twice(bag / "snapshot-manifest.txt"), "包内文件不是台账所记快照"),
    "no snapshot.json": (lambda bag: (bag / ABOUT).unlink(), f"缺少 {ABOUT}"),
    "an empty snapshot.json": (lambda bag: (bag / ABOUT).write_bytes(b""), "快照的数据不是应有的样子"),
    "a title that the ledger does not know": (
        lambda bag: replace(bag / ABOUT, b'"title": "', '"title": "某'.encode()),
        "snapshot.json 的 title 是 某",
    ),
    "another figure": (
        lambda bag: replace(bag / "data/site/version.json", b'"duties": 1', b'"duties": 2'),
        "items.json",
    ),
    "another web copy": (lambda bag: replace(web(bag, "wacz"), b"<title>", b"<TITLE>"), ".wacz 不是完整的 WACZ"),
    "no address": (lambda bag: replace(bag / ABOUT, b'"root"', b'"Root"'), "快照的数据不是应有的样子"),
    "data without end": (
        lambda bag: (bag / "data/site/data/v1/linfen/documents.json").write_bytes(b"[" * 200_000),
        "快照的数据不是应有的样子",
    ),
    "a ledger without lines": (lambda bag: (bag / "ledger.jsonl").write_bytes(b""), "台账里没有包内快照"),
    "no ledger": (lambda bag: (bag / "ledger.jsonl").unlink(), "缺少 ledger.jsonl"),
    "no rules": (lambda bag: (bag / "bagit-profile.json").unlink(), "缺少 bagit-profile.json"),
    "no web copy": (lambda bag: web(bag, "wacz").unlink(), ".wacz"),
}


@pytest.mark.parametrize("kind", SEALED)
def test_new_manifests_do_not_hide_what_else_a_bag_must_not_say(bag: Path, kind: str) -> None:
    damage, told = SEALED[kind]
    damage(bag)
    sealed_again(bag)
    done = verify(bag)
    assert done.exit_code == 1
    assert done.output.count(told) == 1, done.output


def test_a_bag_that_bears_its_day_in_utc_as_bags_once_did_is_sound(tmp_path: Path) -> None:
    assert (
        create(sources(tmp_path), tmp_path / "archive", 6 * 3600).exit_code == 0
    )  # 20:13 in UTC, the next day in China
    bag = export(tmp_path / "archive", tmp_path / "bags")
    assert "Bagging-Date: 2026-09-22\n" in (bag / "bag-info.txt").read_text(encoding="utf-8")
    said("Bagging-Date", "2026-09-21")(bag)
    sealed_again(bag)
    assert verify(bag).exit_code == 0, verify(bag).output
    said("Bagging-Date", "2026-09-20")(bag)
    sealed_again(bag)
    assert "Bagging-Date 是 2026-09-20，快照里是 2026-09-22" in verify(bag).output


def test_a_record_of_the_warc_that_was_altered_is_named(sound: Path, tmp_path: Path) -> None:
    body = web(sound, "warc").read_bytes()
    place = body.index(b"<title>", body.index(b"/404.html"))
    (tmp_path / "x.warc").write_bytes(body[:place] + b"<TITLE>" + body[place + 7 :])
    with (tmp_path / "x.warc").open("rb") as opened:
        (found,) = check_warc(opened, payload_of(sound), "x.warc")
    assert found.key == "warc_record"
    done = subprocess.run([HERE / "warcio", "check", tmp_path / "x.warc"], capture_output=True, check=False)
    assert done.returncode == 1


def test_a_warc_that_was_cut_off_is_found(sound: Path, tmp_path: Path) -> None:
    body = web(sound, "warc").read_bytes()
    cut = tmp_path / "x.warc"
    cut.write_bytes(body[: body.rindex(b"WARC/1.1")])
    with cut.open("rb") as opened:
        assert [one.key for one in check_warc(opened, payload_of(sound), "x.warc")] == ["warc_lacks"]


def recorded(body: bytes, change: str) -> bytes:
    """The WARC with one thing changed that no digest of a record covers."""
    start = body.index(b"WARC/1.1", 9)
    end = body.index(b"WARC/1.1", start + 9)
    return {
        "a record twice": body[:end] + body[start:],
        "another moment": body[:start] + body[start:].replace(b"WARC-Date: 2026", b"WARC-Date: 2016", 1),
        "not told what it is": body[start:],
        "another length": body[:start] + body[start:].replace(b"Content-Length: ", b"Content-Length: 1", 1),
        "a shorter length": body[:start] + re.sub(rb"Content-Length: \d", b"Content-Length: ", body[start:], count=1),
    }[change]


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        ("a record twice", ["warc_extra"]),
        ("another moment", ["warc_lacks", "warc_extra"]),
        ("not told what it is", ["warc_lacks"]),
        ("another length", ["warc_record"]),
        ("a shorter length", ["warc_record"]),
    ],
)
def test_a_warc_says_of_each_page_once_and_of_its_moment(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: str, keys: list[str]
) -> None:
    (tmp_path / "x.warc").write_bytes(recorded(web(sound, "warc").read_bytes(), change))
    with (tmp_path / "x.warc").open("rb") as opened:
        assert [one.key for one in check_warc(opened, payload_of(sound), "x.warc")] == keys
    assert capsys.readouterr().err == ""


def repacked(source: Path, target: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The WACZ with its members changed."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(target, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return target


def described_again(members: dict[str, bytes]) -> None:
    """datapackage.json and its digest, made to agree with the members."""
    package = json.loads(members["datapackage.json"])
    package["resources"] = [
        {
            **one,
            "hash": f"sha256:{hashlib.sha256(members[one['path']]).hexdigest()}",
            "bytes": len(members[one["path"]]),
        }
        for one in package["resources"]
        if one["path"] in members
    ]
    members["datapackage.json"] = json.dumps(package).encode()
    digest = hashlib.sha256(members["datapackage.json"]).hexdigest()
    members["datapackage-digest.json"] = json.dumps({"path": "datapackage.json", "hash": f"sha256:{digest}"}).encode()


def without(name: str) -> Callable[[dict[str, bytes]], object]:
    def change(members: dict[str, bytes]) -> None:
        del members[name]
        if name != "datapackage-digest.json":
            described_again(members)

    return change


def replaced(name: str, old: bytes, new: bytes, *, hidden: bool) -> Callable[[dict[str, bytes]], object]:
    def change(members: dict[str, bytes]) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)
        if hidden:
            described_again(members)

    return change


def reordered(members: dict[str, bytes], change: Callable[[list[bytes]], list[bytes]]) -> None:
    """The lines of the index changed, and all described again."""
    members["indexes/index.cdx"] = b"".join(change(members["indexes/index.cdx"].splitlines(keepends=True)))
    described_again(members)


WACZ = {
    "no pages": (without("pages/pages.jsonl"), {"wacz_lacks"}),
    "no digest": (without("datapackage-digest.json"), {"wacz_lacks"}),
    "no index": (without("indexes/index.cdx"), {"wacz_lacks"}),
    "more": (lambda members: members.update({"archive/more.warc": b""}), {"wacz_extra"}),
    "pages altered": (
        replaced("pages/pages.jsonl", "清单".encode(), "名单".encode(), hidden=False),
        {"wacz_digest", "wacz_pages"},
    ),
    "fewer pages": (replaced("pages/pages.jsonl", b"/404.html", b"/405.html", hidden=True), {"wacz_pages"}),
    "index astray": (replaced("indexes/index.cdx", b'"offset": "1', b'"offset": "2', hidden=True), {"wacz_index"}),
    "index of other records": (
        replaced("indexes/index.cdx", b'"digest": "sha256:', b'"digest": "sha256:0', hidden=True),
        {"wacz_index"},
    ),
    "index of other days": (replaced("indexes/index.cdx", b".html 2", b".html 1", hidden=True), {"wacz_index"}),
    "index not sorted": (lambda members: reordered(members, lambda rows: rows[::-1]), {"wacz_index"}),
    "an address left out of the index": (lambda members: reordered(members, lambda rows: rows[1:]), {"wacz_index"}),
    "an address twice in the index": (
        lambda members: reordered(members, lambda rows: [rows[0], *rows]),
        {"wacz_index"},
    ),
    "index cut": (replaced("indexes/index.cdx", b" ", b"\n", hidden=True), {"wacz_unreadable"}),
    "index beyond the end": (
        replaced("indexes/index.cdx", b'"offset": "', b'"offset": "100000000000000', hidden=True),
        {"wacz_index"},
    ),
    "package altered": (replaced("datapackage.json", b'"title"', b'"Title"', hidden=False), {"wacz_digest"}),
}


@pytest.mark.parametrize("kind", WACZ)
def test_a_damaged_access_copy_is_found(sound: Path, tmp_path: Path, kind: str) -> None:
    change, keys = WACZ[kind]
    copy = repacked(web(sound, "wacz"), tmp_path / "x.wacz", change)
    found = list(check_wacz(copy, payload_of(sound), web(sound, "warc"), "x.wacz"))
    assert {one.key for one in found} == keys


def test_an_access_copy_that_is_packed_is_not_unpacked(sound: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(web(sound, "wacz")) as source, zipfile.ZipFile(tmp_path / "x.wacz", "w") as target:
        for name in source.namelist():
            packing = zipfile.ZIP_DEFLATED if name.startswith("pages/") else zipfile.ZIP_STORED
            body = b"what nobody is to unpack" if packing else source.read(name)
            target.writestr(name, body, packing)
    found = list(check_wacz(tmp_path / "x.wacz", payload_of(sound), web(sound, "warc"), "x.wacz"))
    assert [one.key for one in found] == ["wacz_packed"]


@pytest.mark.parametrize("where", ["sizes", "start"])
def test_an_access_copy_whose_directory_promises_more_than_is_there_is_a_finding(
    sound: Path, tmp_path: Path, where: str
) -> None:
    """The library runs out of bytes, which it tells otherwise than a file that is no package at all."""
    body = bytearray(web(sound, "wacz").read_bytes())
    place, times = body.rindex(b"PK\x01\x02") + 20, 2
    if where == "start":
        place, times = body.rindex(b"PK\x05\x06") + 16, 1
    body[place : place + 4 * times] = (len(body) * 2).to_bytes(4, "little") * times
    (tmp_path / "x.wacz").write_bytes(body)
    found = list(check_wacz(tmp_path / "x.wacz", payload_of(sound), web(sound, "warc"), "x.wacz"))
    assert (found[-1].key, bool(found[-1].values["why"])) == ("wacz_unreadable", True)


def test_a_member_that_stands_twice_in_an_access_copy_is_found(sound: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(web(sound, "wacz"), tmp_path / "x.wacz"))
    with zipfile.ZipFile(copy, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("pages/pages.jsonl", archive.read("pages/pages.jsonl"))
    (found,) = check_wacz(copy, payload_of(sound), web(sound, "warc"), "x.wacz")
    assert (found.key, found.values["member"]) == ("wacz_extra", "pages/pages.jsonl")


def test_an_access_copy_of_another_warc_is_found(sound: Path, tmp_path: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        (name,) = (name for name in members if name.startswith("archive/"))
        members[name] = members[name].replace(b"<title>", b"<TITLE>", 1)
        described_again(members)

    copy = repacked(web(sound, "wacz"), tmp_path / "x.wacz", change)
    found = list(check_wacz(copy, payload_of(sound), web(sound, "warc"), "x.wacz"))
    assert [one.key for one in found] == ["wacz_other_warc"]


def flips(bag: Path, count: int, seed: int) -> list[str]:
    """Flips that nobody noticed, of so many single bits anywhere in the bag."""
    chance = random.Random(seed)
    files = sorted(path for path in bag.rglob("*") if path.is_file() and path.stat().st_size)
    weights = [path.stat().st_size for path in files]
    missed = []
    for number in range(count):
        # Every other one anywhere among the bytes, the rest spread evenly over the files, small ones too.
        (path,) = chance.choices(files, weights if number % 2 else None)
        body = bytearray(path.read_bytes())
        place, bit = chance.randrange(len(body)), 1 << chance.randrange(8)
        body[place] ^= bit
        path.write_bytes(bytes(body))
        if verify(bag).exit_code == 0:
            missed.append(f"{path.relative_to(bag)} {place} {bit}")
        body[place] ^= bit
        path.write_bytes(bytes(body))
    return missed


def test_any_flipped_bit_is_found(bag: Path) -> None:
    assert flips(bag, 20, 7) == []
    assert verify(bag).exit_code == 0


@pytest.mark.full
def test_five_hundred_flipped_bits_are_found(bag: Path) -> None:
    assert flips(bag, 500, 8) == []


@pytest.mark.parametrize(
    "name", ["tagmanifest-sha256.txt", "tagmanifest-sha512.txt", "bagit.txt", "manifest-sha512.txt"]
)
def test_any_flipped_bit_of_a_small_file_is_found(bag: Path, name: str) -> None:
    file = bag / name
    before = file.read_bytes()
    for place in range(0, min(len(before), 400), 37):
        file.write_bytes(before[:place] + bytes([before[place] ^ 0x20]) + before[place + 1 :])
        assert verify(bag).exit_code != 0
