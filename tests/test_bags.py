"""Exported bags: others find them sound, they are the same everywhere, and every damage is found and named."""

from __future__ import annotations

import hashlib
import json
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.archives import TOOLS, create, export, sources, web
from tests.helpers import digests, yangguang


def verify(bag: Path) -> Result:
    return yangguang("snapshot", "verify", bag)


@pytest.fixture
def bag(bagged: Path, tmp_path: Path) -> Path:
    """A copy of the bag, free to be damaged."""
    return Path(shutil.copytree(bagged, tmp_path / bagged.name))


def test_a_sound_bag_is_told_so(bagged: Path) -> None:
    assert "WARC、WACZ 与网页一致" in verify(bagged).output


@pytest.mark.parametrize(
    "command",
    [
        "sha256sum -c --quiet manifest-sha256.txt",
        "sha512sum -c --quiet manifest-sha512.txt",
        "sha256sum -c --quiet tagmanifest-sha256.txt",
        f"{TOOLS}/bagit.py --validate .",
        f"{TOOLS}/warcio check data/web/ID.warc",
        f"{TOOLS}/wacz validate -f data/web/ID.wacz",
    ],
    ids=["sha256sum", "sha512sum", "tags", "bagit.py", "warcio", "wacz"],
)
def test_others_find_it_sound(bagged: Path, command: str) -> None:
    whole = command.replace("ID", bagged.name).split()
    done = subprocess.run(whole, cwd=bagged, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_snapshot_of_files_with_blanks_in_their_names_is_exported(tmp_path: Path) -> None:
    content = sources(tmp_path)
    (content / "pages" / "办事 指南.md").write_text("# 办事指南\n", encoding="utf-8")
    assert create(content, tmp_path / "archive", 0).exit_code == 0
    bag = export(tmp_path / "archive", tmp_path / "bags")
    assert list((bag / "data" / "site").rglob("* *")), "a name with a blank"


def test_the_same_snapshot_gives_the_same_bag_on_another_machine(bagged: Path, tmp_path: Path) -> None:
    content = sources(tmp_path)
    themes = content / "themes.yml"
    assert create(content, tmp_path / "other", 0).exit_code == 0
    themes.write_text(themes.read_text(encoding="utf-8") + "\n# 看过一遍\n", encoding="utf-8")
    for second in (1, 2):
        assert create(content, tmp_path / "other", second).exit_code == 0
    assert digests(export(tmp_path / "other", tmp_path / "bags")) == digests(bagged)


def test_a_bag_follows_its_published_profile(bagged: Path) -> None:
    profile = json.loads((bagged / "bagit-profile.json").read_bytes())
    info = dict(line.split(": ", 1) for line in (bagged / "bag-info.txt").read_text(encoding="utf-8").splitlines())
    assert {name for name, rule in profile["Bag-Info"].items() if rule["required"]} <= info.keys()
    assert info["BagIt-Profile-Identifier"] == profile["BagIt-Profile-Info"]["BagIt-Profile-Identifier"]
    manifests = {f"{kind}-{name}.txt" for kind in ("manifest", "tagmanifest") for name in ("sha256", "sha512")}
    tags = {path.name for path in bagged.iterdir() if path.is_file()} - manifests - {"bagit.txt", "bag-info.txt"}
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
