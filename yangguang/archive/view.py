"""The readable view of an archive: old pages under a banner, a list of all snapshots, bags to download."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from yangguang import urls
from yangguang.archive.bags.bag import bag_tags, export, pack
from yangguang.archive.check import takedowns
from yangguang.archive.ledger import Entry, day_of, snapshots
from yangguang.archive.payload import INVENTORY_CSV, SITE, Payload
from yangguang.archive.signed import place
from yangguang.archive.store import LEDGER, OBJECTS, Store, unfinished
from yangguang.build.output import sync_all
from yangguang.build.publish import theme_of
from yangguang.build.render import renderer
from yangguang.build.request import Request
from yangguang.build.takeover import link
from yangguang.disk import put
from yangguang.model.finding import Refused
from yangguang.model.messages.archive import tell
from yangguang.resources import folder
from yangguang.views.parts import Fact, Link, fact, facts

BANNER = "banner.css"
_FORMAT = "3"
"""Goes up when old pages are to be written anew."""
_STAMP = "view.txt"
_BANDED = "每个网页都加了这一条，所以与原来的校验值不符；要逐字节核对，请在历次存档里下载档案包。"
"""Said on the page that tells how to check a site by its manifest: here that would find every page changed."""
_HEAD = re.compile(rb"</head>")
_PLACE = re.compile(rb'<body[^>]*>(?:\s*<a class="skip"[^>]*>[^<]*</a>)?')


@dataclass(frozen=True, slots=True)
class Shown:
    """One snapshot in the list."""

    day: str
    open: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """What the template of a page that was taken down gets: the way up to the list."""

    up: str


@dataclass(frozen=True, slots=True)
class View:
    """What the template of the list gets."""

    title: str
    style: str
    snapshots: tuple[Shown, ...]


def publish(store: Store, into: Path) -> int:
    """Writes the view into a folder that is served as ``archive/`` beside the site, perhaps the archive itself.

    What stands there already and is still right stays as it is. Answers the number of snapshots. Raises Refused where
    something stands there that is no view.
    """
    with store.locked():
        into.mkdir(parents=True, exist_ok=True)
        if taken := next(_taken(store, into), None):
            raise Refused("view_exists", folder=taken)
        for left in into.glob("downloads/new-*"):  # of one that was killed; nobody's browser is to find it
            shutil.rmtree(left)
        entries = store.sound()
        shown = []
        for entry in reversed(snapshots(entries)):
            payload = store.payload(entry)
            _pages(store, entry, payload, into)
            shown.append(_shown(store, entry, payload, into, entries))
        shutil.copyfile(folder("templates") / "archive" / BANNER, into / BANNER)
        if entries and not ((into / LEDGER).exists() and (into / LEDGER).samefile(store.folder / LEDGER)):
            shutil.copyfile(store.folder / LEDGER, into / LEDGER)
        put(into / urls.INDEX, _list(store, entries, tuple(shown)))
    return len(shown)


def _taken(store: Store, into: Path) -> Iterator[Path]:
    """What a view would be written over, and is none: another archive, a site, a bag."""
    if (into / OBJECTS).exists() and not into.samefile(store.folder):
        yield into
    if (into / urls.INDEX).exists() and not (into / BANNER).exists():
        yield into
    pages = (into / entry.id for entry in snapshots(store.sound()))
    yield from (folder for folder in pages if folder.exists() and not (folder / _STAMP).is_file())


def _pages(store: Store, entry: Entry, payload: Payload, into: Path) -> None:
    """One snapshot's site, whole or not at all; files that are no pages are the archive's own, under another name."""
    stamp = hashlib.sha256("\n".join((_FORMAT, *payload.files.values())).encode()).hexdigest() + "\n"
    target, old = into / entry.id, into / f".old-{entry.id}"
    shutil.rmtree(old, ignore_errors=True)
    with unfinished(target) as new:
        if (target / _STAMP).is_file() and (target / _STAMP).read_text(encoding="ascii") == stamp:
            return
        _write(store, entry, payload, new)
        (new / _STAMP).unlink(missing_ok=True)  # a content may have this name, and shares its bytes with the archive
        (new / _STAMP).write_text(stamp, encoding="ascii")
        sync_all(into)  # what has its name is not written again
        if target.exists():
            target.rename(old)
        new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _write(store: Store, entry: Entry, payload: Payload, new: Path) -> None:
    for path, digest in payload.files.items():
        if path.startswith(SITE):
            name = path.removeprefix(SITE)
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            if name.endswith(".html"):
                (new / name).write_bytes(under_banner(payload.read(path), name, entry.clock))
            else:
                link(f"{store.kept(digest)}", f"{new / name}")
    for path in payload.removed:
        if path.startswith(SITE) and path.endswith(".html"):
            name = path.removeprefix(SITE)
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(under_banner(_page("gone", Gone(_up(name))), name, entry.clock))
    if INVENTORY_CSV in payload.files:
        (new / "records.csv").unlink(missing_ok=True)
        link(f"{store.kept(payload.files[INVENTORY_CSV])}", f"{new / 'records.csv'}")


def under_banner(body: bytes, path: str, clock: str) -> bytes:
    """A page with a band that says of what day it is and leads to today's."""
    up, banded = _up(path), _BANDED if path == urls.RELEASE else ""
    band = (
        f'<aside class="archive-banner" aria-label="存档"><p>这是 {day_of(clock)} 的存档，内容可能已经变化。{banded}'
        f'<a href="{up}../{escape(quote(path))}">今天的网页</a><a href="{up}index.html">历次存档</a></p></aside>'
    )
    head = f'<link rel="stylesheet" href="{up}{BANNER}"><meta name="robots" content="noindex"></head>'
    shown = _HEAD.sub(lambda _: head.encode(), body, count=1)
    return _PLACE.sub(lambda found: found[0] + b"\n" + band.encode(), shown, count=1)


def _up(path: str) -> str:
    """From a page of a snapshot to the folder of the view."""
    return "../" * (path.count("/") + 1)


def _shown(store: Store, entry: Entry, payload: Payload, into: Path, entries: Sequence[Entry]) -> Shown:
    packed = _bag(store, entry, into)
    said, inventory = entry.said, Link("著录清单（CSV）", f"{entry.id}/records.csv")
    signed = "有 SSH 签名" if place(store, entry).is_file() else None
    gone = takedowns(entries, store.manifest(entry).values())
    return Shown(
        day_of(entry.clock),
        f"{entry.id}/{urls.INDEX}",
        facts(
            fact("编号", entry.id, signed),
            fact("数据截至", said["as_of"]),
            fact("内容版本", said["commit"]),
            fact("生成程序", f"阳光 {said['engine']}"),
            fact("大小", f"{said['files']:,} 个文件，{said['bytes']:,} 字节"),
            fact("校验清单 SHA-256", said["manifest"]),
            fact("台账行 SHA-256", entry.digest),
            fact(
                "下载",
                Link(f"档案包（BagIt，含 WARC 和 WACZ，{packed.stat().st_size:,} 字节）", f"downloads/{packed.name}"),
                inventory if INVENTORY_CSV in payload.files else None,
            ),
        ),
        tuple(tell(one.key, "zh", **one.values) for one in gone),
    )


def _bag(store: Store, entry: Entry, into: Path) -> Path:
    """The snapshot's bag as one file; written anew where something was taken down or signed since."""
    tags = hashlib.sha256(b"\0".join(body for _, body in sorted(bag_tags(store, entry).items()))).hexdigest()
    folder = into / "downloads"
    target = folder / f"{entry.id}-{tags[:12]}.tar"
    if not target.exists():
        folder.mkdir(exist_ok=True)
        with TemporaryDirectory(prefix="new-", dir=folder) as scratch:
            packed = pack(export(store, entry, Path(scratch)), Path(scratch) / target.name, entry.clock)
            sync_all(folder)
            for old in folder.glob(f"{entry.id}-*.tar"):
                old.unlink()
            packed.replace(target)
    return target


def _list(store: Store, entries: Sequence[Entry], shown: tuple[Shown, ...]) -> bytes:
    known = snapshots(entries)
    found = store.payload(known[-1]).style if known else ""
    style = f"{known[-1].id}/{found.removeprefix(SITE)}" if found else ""
    return _page("index", View(str(known[-1].said["title"]) if known else "网站", style, shown))


def _page(name: str, page: View | Gone) -> bytes:
    theme = theme_of(Request(Path(), Path()))
    return renderer(theme).shown(f"archive/{name}.html", page)
