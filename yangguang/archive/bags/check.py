"""Checks an exported bag without the archive that it came from: every byte, its form, its place in the chain, its web copies."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import bagit

from yangguang.archive.bags import waczcheck, warc
from yangguang.archive.check import UNREADABLE, check_payload, takedowns
from yangguang.archive.ledger import Entry, clock_of, day_of, moment_of, parse, removed, snapshots
from yangguang.archive.payload import DATA, WEB, Payload, wacz_path, warc_path
from yangguang.archive.signed import SIGNERS, check_signature
from yangguang.archive.store import LEDGER, listed, listing
from yangguang.model.finding import Finding, Refused, finding

ALGORITHMS = ("sha256", "sha512")
PROFILE, MANIFEST, SIGNATURE = "bagit-profile.json", "snapshot-manifest.txt", "signature.sig"
DECLARATION, INFO = "bagit.txt", "bag-info.txt"
DECLARED = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_TAGS = tuple(f"tagmanifest-{name}.txt" for name in ALGORITHMS)
_MANIFESTS = tuple(f"manifest-{name}.txt" for name in ALGORITHMS)
_PIECE = 1 << 20

Sums = Mapping[str, tuple[str, ...]]
"""Path → its digests, in the order of ``ALGORITHMS``."""


def profile() -> bytes:
    """The published BagIt profile that every bag of ours follows."""
    return Path(__file__).with_name("profile.json").read_bytes()


def is_bag(folder: Path) -> bool:
    """Whether a folder says of itself that it is a bag."""
    return (folder / DECLARATION).is_file()


def described(about: Mapping[str, Any]) -> dict[str, str]:
    """What bag-info.txt says of a snapshot, by what that says of itself."""
    told = {
        "Source-Organization": about["organization"], "External-Description": about["title"],
        "External-Identifier": about["id"], "Bagging-Date": day_of(clock_of(about)),
    }  # fmt: skip
    return {name: " ".join(str(value).split()) for name, value in told.items()}


def check_bag(folder: Path, signers: Path | None = None) -> Iterator[Finding]:
    """Everything that is wrong with a bag; what follows from a damaged file is not told a second time.

    ``signers``: who must have signed it; without it a signature counts by the signers that the bag itself names.
    """
    try:
        if found := list(_bytes(folder)):
            yield from found
            return
        yield from _form(folder)
        yield from _content(folder, signers)
    except Refused as refused:
        yield refused.finding
    except UNREADABLE as error:  # all digests agree, but what they are of is none of ours
        yield finding("snapshot_unreadable", why=f"{type(error).__name__} {error}")


def payload_of(folder: Path) -> Payload:
    """What a bag holds of the snapshot, its web copies left out. Raises Refused where its manifest cannot be read."""
    files = {
        path.removeprefix(DATA): digest
        for path, digest in _manifest(folder, "manifest-sha256.txt").items()
        if not path.startswith(DATA + WEB)
    }
    gone = frozenset(_manifest(folder, MANIFEST).keys() - files.keys())
    return Payload(files, lambda path: _read(folder, DATA + path), gone)


def ledger_of(folder: Path) -> tuple[Entry, ...]:
    """The ledger as far as it speaks of the snapshot that a bag holds. Raises Refused where anything is wrong with it."""
    entries, found = parse(_read(folder, LEDGER))
    if found:
        raise Refused(found[0].key, **found[0].values)
    return entries


def entry_of(folder: Path) -> Entry:
    """The line of the snapshot that a bag holds. Raises Refused where there is none."""
    wanted = payload_of(folder).about.get("id")
    known = [entry for entry in snapshots(ledger_of(folder)) if entry.id == wanted]
    if not known:
        raise Refused("bag_without_line", id=wanted)
    return known[0]


def told_of(folder: Path) -> Iterator[Finding]:
    """What was taken down of the snapshot that a bag holds."""
    yield from takedowns(ledger_of(folder), _manifest(folder, MANIFEST).values())


def _bytes(folder: Path) -> Iterator[Finding]:
    """Every file that is not what both manifests say of it, by name."""
    there = _digests(folder)
    told = {kind: _told(folder, kind) for kind in ("manifest", "tagmanifest")}
    listed_there = {path: one for path, one in there.items() if path not in _TAGS}
    known = {**told["manifest"], **told["tagmanifest"]}
    for path in sorted(known.keys() | listed_there.keys()):
        if path not in there:
            yield finding("missing", path=path)
        elif path not in known:
            yield finding("extra", path=path)
        elif not there[path]:
            yield finding("unreadable", path=path)
        elif there[path] != known[path]:
            yield finding("altered", path=path)
    for number, name in enumerate(_TAGS):
        if _read(folder, name) != listing({path: one[number] for path, one in told["tagmanifest"].items()}):
            yield finding("altered", path=name)


def _told(folder: Path, kind: str) -> Sums:
    both = [_manifest(folder, f"{kind}-{name}.txt") for name in ALGORITHMS]
    paths = sorted(both[0].keys() | both[1].keys())
    return {path: tuple(one.get(path, "") for one in both) for path in paths}


def _manifest(folder: Path, name: str) -> dict[str, str]:
    return listed(_read(folder, name), name)


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except FileNotFoundError:
        raise Refused("missing", path=name) from None


def _digests(folder: Path) -> Sums:
    found = {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_symlink():
            raise Refused("symlink", path=path)
        if file.is_file():
            found[path] = _sums(file)
    return found


def _sums(file: Path) -> tuple[str, ...]:
    """The digests of a file; none of one that cannot be read, so that whatever else is damaged is told as well."""
    totals = [hashlib.new(name) for name in ALGORITHMS]
    try:
        with file.open("rb") as opened:
            while piece := opened.read(_PIECE):
                for total in totals:
                    total.update(piece)
    except OSError:
        return ()
    return tuple(total.hexdigest() for total in totals)


def _form(folder: Path) -> Iterator[Finding]:
    """What the archive world's own library says of the bag, and what the profile asks for. Bags once bore
    their day in UTC, and are as sound as ever."""
    rules: dict[str, Any] = json.loads(profile())
    allowed = {DECLARATION, INFO, *_MANIFESTS, *rules["Tag-Files-Allowed"]}
    yield from (finding("extra", path=path) for path in sorted(_told(folder, "tagmanifest").keys() - allowed))
    own = {DECLARATION: DECLARED, PROFILE: profile()}
    if altered := [path for path, body in own.items() if _read(folder, path) != body]:
        yield from (finding("altered", path=path) for path in altered)
        return
    logging.getLogger("bagit").setLevel(logging.CRITICAL + 1)  # what it logs, it raises as well
    try:
        bag = bagit.Bag(str(folder))
        bag.validate(completeness_only=True)
    except (bagit.BagError, UnicodeDecodeError) as error:
        yield finding("bag_structure", why=str(error))
        return
    about = payload_of(folder).about
    told, before = described(about), ("Bagging-Date", moment_of(clock_of(about)).date().isoformat())
    for name, rule in rules["Bag-Info"].items():
        value = bag.info.get(name)
        if not value or isinstance(value, list) or value not in rule.get("values", [value]):
            yield finding("bag_profile", name=name)
        elif value != told.get(name, value) and (name, value) != before:
            yield finding("bag_info", name=name, one=value, other=told[name])


def _content(folder: Path, signers: Path | None) -> Iterator[Finding]:
    entry, payload = entry_of(folder), payload_of(folder)
    told, gone = _manifest(folder, MANIFEST), removed(ledger_of(folder))
    if hashlib.sha256(_read(folder, MANIFEST)).hexdigest() != entry.said["manifest"]:
        yield finding("bag_other_manifest", id=entry.id)
    wanted = {path: digest for path, digest in told.items() if digest not in gone}
    for path in sorted(wanted.keys() | payload.files.keys()):
        if wanted.get(path) != payload.files.get(path):
            yield finding("bag_other_file", id=entry.id, path=path)
    wrong = list(check_payload(payload, entry, lambda path: folder / DATA / path))
    yield from wrong
    yield from check_signature(entry, folder / SIGNATURE, signers or folder / SIGNERS, required=signers is not None)
    if all(one.key != "snapshot_unreadable" for one in wrong):
        yield from _web(folder, payload, entry.id)


def _web(folder: Path, payload: Payload, name: str) -> Iterator[Finding]:
    records, copy = (folder / DATA / path(name) for path in (warc_path, wacz_path))
    for file in (records, copy):
        if not file.is_file():
            yield finding("missing", path=file.relative_to(folder).as_posix())
            return
    with records.open("rb") as opened:
        yield from warc.check(opened, payload, records.name)
    yield from waczcheck.check(copy, payload, records, copy.name)
