"""The WARC and the WACZ of a bag: others read them, and what is wrong with one is found and named."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archives import TOOLS, web
from yangguang.archive.bags.check import payload_of
from yangguang.archive.bags.wacz import key
from yangguang.archive.bags.waczcheck import check as check_wacz
from yangguang.archive.bags.warc import check as check_warc


def test_others_index_it_as_we_do(bagged: Path) -> None:
    command = [f"{TOOLS}/cdxj-indexer", "--sort", str(web(bagged, "warc"))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    with zipfile.ZipFile(web(bagged, "wacz")) as archive:
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


def test_the_records_of_a_warc_have_names_of_their_own_and_name_the_first(bagged: Path) -> None:
    body = web(bagged, "warc").read_bytes()
    names = re.findall(rb"\r\nWARC-Record-ID: (\S+)\r\n", body)
    assert len(names) == len(set(names)) > 100
    assert set(re.findall(rb"\r\nWARC-Warcinfo-ID: (\S+)\r\n", body)) == {names[0]}
    assert f"WARC-Filename: {bagged.name}.warc".encode() in body


def test_a_warc_describes_each_record_of_the_inventory(bagged: Path) -> None:
    body = web(bagged, "warc").read_bytes()
    rows = json.loads((bagged / "data/inventory/records.json").read_bytes())
    assert body.count(b"\r\nWARC-Type: metadata\r\n") == len(rows) > 5
    assert body.count(b"\r\nWARC-Profile: urn:yangguang:inventory\r\n") == len(rows)
    assert [row["题名"] for row in rows if f"题名: {row['题名']}\r\n".encode() not in body] == []


def test_the_access_copy_lists_every_page_by_its_title(bagged: Path) -> None:
    with zipfile.ZipFile(web(bagged, "wacz")) as archive:
        first, *rows = map(json.loads, archive.read("pages/pages.jsonl").splitlines())
        package = json.loads(archive.read("datapackage.json"))
    assert first["format"] == "json-pages-1.0"
    pages = {row["url"]: row["title"] for row in rows}
    site = bagged / "data" / "site"
    assert {url.removeprefix(package["mainPageUrl"].removesuffix("index.html")) for url in pages} == {
        path.relative_to(site).as_posix() for path in site.rglob("*.html")
    }
    assert next(one for url, one in pages.items() if url.endswith("A-00100-141000.html")).startswith("社会团体")
    assert len({row["id"] for row in rows}) == len(rows)
    assert {row["ts"] for row in rows} == {package["created"]} == {"2026-09-21T14:13:22Z"}


def test_a_record_of_the_warc_that_was_altered_is_named(bagged: Path, tmp_path: Path) -> None:
    body = web(bagged, "warc").read_bytes()
    place = body.index(b"<title>", body.index(b"/404.html"))
    (tmp_path / "x.warc").write_bytes(body[:place] + b"<TITLE>" + body[place + 7 :])
    with (tmp_path / "x.warc").open("rb") as opened:
        (found,) = check_warc(opened, payload_of(bagged), "x.warc")
    assert found.key == "warc_record"
    done = subprocess.run([TOOLS / "warcio", "check", tmp_path / "x.warc"], capture_output=True, check=False)
    assert done.returncode == 1


def test_a_warc_that_was_cut_off_is_found(bagged: Path, tmp_path: Path) -> None:
    body = web(bagged, "warc").read_bytes()
    cut = tmp_path / "x.warc"
    cut.write_bytes(body[: body.rindex(b"WARC/1.1")])
    with cut.open("rb") as opened:
        assert [one.key for one in check_warc(opened, payload_of(bagged), "x.warc")] == ["warc_lacks"]


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
    bagged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: str, keys: list[str]
) -> None:
    (tmp_path / "x.warc").write_bytes(recorded(web(bagged, "warc").read_bytes(), change))
    with (tmp_path / "x.warc").open("rb") as opened:
        assert [one.key for one in check_warc(opened, payload_of(bagged), "x.warc")] == keys
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
def test_a_damaged_access_copy_is_found(bagged: Path, tmp_path: Path, kind: str) -> None:
    change, keys = WACZ[kind]
    copy = repacked(web(bagged, "wacz"), tmp_path / "x.wacz", change)
    found = list(check_wacz(copy, payload_of(bagged), web(bagged, "warc"), "x.wacz"))
    assert {one.key for one in found} == keys


def test_an_access_copy_that_is_packed_is_not_unpacked(bagged: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(web(bagged, "wacz")) as source, zipfile.ZipFile(tmp_path / "x.wacz", "w") as target:
        for name in source.namelist():
            packing = zipfile.ZIP_DEFLATED if name.startswith("pages/") else zipfile.ZIP_STORED
            body = b"what nobody is to unpack" if packing else source.read(name)
            target.writestr(name, body, packing)
    found = list(check_wacz(tmp_path / "x.wacz", payload_of(bagged), web(bagged, "warc"), "x.wacz"))
    assert [one.key for one in found] == ["wacz_packed"]


@pytest.mark.parametrize("where", ["sizes", "start"])
def test_an_access_copy_whose_directory_promises_more_than_is_there_is_a_finding(
    bagged: Path, tmp_path: Path, where: str
) -> None:
    """The library runs out of bytes, which it tells otherwise than a file that is no package at all."""
    body = bytearray(web(bagged, "wacz").read_bytes())
    place, times = body.rindex(b"PK\x01\x02") + 20, 2
    if where == "start":
        place, times = body.rindex(b"PK\x05\x06") + 16, 1
    body[place : place + 4 * times] = (len(body) * 2).to_bytes(4, "little") * times
    (tmp_path / "x.wacz").write_bytes(body)
    found = list(check_wacz(tmp_path / "x.wacz", payload_of(bagged), web(bagged, "warc"), "x.wacz"))
    assert (found[-1].key, bool(found[-1].values["why"])) == ("wacz_unreadable", True)


def test_a_member_that_stands_twice_in_an_access_copy_is_found(bagged: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(web(bagged, "wacz"), tmp_path / "x.wacz"))
    with zipfile.ZipFile(copy, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("pages/pages.jsonl", archive.read("pages/pages.jsonl"))
    (found,) = check_wacz(copy, payload_of(bagged), web(bagged, "warc"), "x.wacz")
    assert (found.key, found.values["member"]) == ("wacz_extra", "pages/pages.jsonl")


def test_an_access_copy_of_another_warc_is_found(bagged: Path, tmp_path: Path) -> None:
    def change(members: dict[str, bytes]) -> None:
        (name,) = (name for name in members if name.startswith("archive/"))
        members[name] = members[name].replace(b"<title>", b"<TITLE>", 1)
        described_again(members)

    copy = repacked(web(bagged, "wacz"), tmp_path / "x.wacz", change)
    found = list(check_wacz(copy, payload_of(bagged), web(bagged, "warc"), "x.wacz"))
    assert [one.key for one in found] == ["wacz_other_warc"]
