"""Makes a snapshot: the site, its sources, its data, the engine and the inventory into the store, then a line in the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from yangguang import hrefs, urls
from yangguang.archive.changes.report import reports
from yangguang.archive.ledger import SNAPSHOT, Clock, Entry, clock_of, snapshots, stamped
from yangguang.archive.making.cover import cover
from yangguang.archive.making.engine import CHECKS, checked, engine_files
from yangguang.archive.making.inventory import ELEMENTS, TABLE, Capture, inventory, read_elements
from yangguang.archive.making.source import folders, histories, sources_of
from yangguang.archive.payload import ABOUT, COVER, SCHEMA, SITE, SOURCE, Payload
from yangguang.archive.store import Store, listed, listing
from yangguang.build.request import Request
from yangguang.disk import digest_of
from yangguang.model.finding import Finding, Refused, finding
from yangguang.model.problem import Problem
from yangguang.model.region import Region, Website
from yangguang.model.schema import schemas

PATH_BYTES = 255 - len("data/")


@dataclass(frozen=True, slots=True)
class Built:
    """A site as built: its folder, what was asked of the engine, the configuration file, the main region."""

    site: Path
    request: Request
    configuration: Path | None
    region: Region
    names: Mapping[str, str]
    """网址标识 → name of every region."""
    problems: tuple[Problem, ...] = ()
    """What the checks had to say of the content, short of an error."""
    uncommitted: bool = False
    """Whether the sources differ from the commit that the site names."""

    def paths(self) -> list[Path]:
        """Files and folders that the site was built from."""
        return [*folders(self.request), *([self.configuration] if self.configuration else [])]


def create(store: Store, built: Built, when: datetime | Clock, elements: Path | None = None) -> Entry:
    """Adds a snapshot of a built site to the archive, of a moment that is named or that a clock tells; returns its line of the ledger.

    Raises Refused where the archive lies in what is kept, or in a site, which the next build replaces; where another writer is
    at work, the ledger is broken or lost, the moment that is named is not after that of the last line, or a file cannot be kept
    as it is. Nothing of a snapshot that was not finished is ever seen.
    """
    place = store.folder.resolve()
    for folder in folders(built.request):
        if place.is_relative_to(folder.resolve()):
            raise Refused("archive_inside", archive=store.folder, folder=folder)
    for folder in (place, *place.parents):
        if (folder / urls.VERSION).exists() and (folder / urls.MANIFEST).exists():
            raise Refused("archive_in_site", archive=store.folder, folder=folder)
    with store.locked(begin=True):
        entries = store.sound()
        stamp = stamped(entries, when)
        return _Creation(store, built, stamp, entries[-1].digest if entries else "").run(elements or ELEMENTS)


class _Creation:
    """One snapshot being made."""

    def __init__(self, store: Store, built: Built, stamp: Mapping[str, str], previous: str) -> None:
        self.store, self.built, self.stamp, self.previous = store, built, stamp, previous
        self.website = built.region.website or Website()
        self.files: dict[str, str] = {}
        self.sizes: dict[str, int] = {}

    def run(self, elements: Path) -> Entry:
        sources = sources_of(self.built.request, self.built.configuration)
        site = site_files(self.built.site)
        found = {
            **{path: file for path, (file, _) in site.items()},
            **sources.files,
            **histories(self.built.request.history),
        }
        if wrong := tuple(_names(found)):
            raise Refused("names", wrong)
        # The sources first: what was taken down and has come back is to be named where people can take it out.
        for path, file in sorted(found.items(), key=lambda named: (not named[0].startswith(SOURCE), named[0])):
            self._add(path, file, site[path][1] if path in site else "")
        for path, body in {
            **engine_files(),
            CHECKS: checked(self.built.problems),
            **{SCHEMA + name: body for name, body in schemas().items()},
            TABLE: elements.read_bytes(),
        }.items():
            self._add(path, body)
        version = json.loads((self.built.site / urls.VERSION).read_bytes())
        payload = Payload(self.files, lambda path: self.store.read(self.files[path]))
        table = read_elements(elements.read_bytes(), elements.name)
        for path, body in inventory(payload, table, self._capture(version)).items():
            self._add(path, body)
        about = self._about(version, sources.asked)
        self._add(ABOUT, f"{json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode())
        for path, body in self._changes(payload).items():
            self._add(path, body)
        self._add(COVER, cover(payload, self.built.request, self.built.names, self.built.region))
        manifest = self.store.put(listing(self.files))
        return self.store.append({
            "kind": SNAPSHOT, **self.stamp, "manifest": manifest, "files": len(self.files),
            "bytes": sum(self.sizes.values()), "as_of": version["as_of"], "commit": version["commit"],
            "engine": version["engine"], "title": about["title"], **self._flag(),
        })  # fmt: skip

    def _changes(self, payload: Payload) -> dict[str, bytes]:
        """What changed since the snapshot before; nothing where that one can no longer be read, which audits tell."""
        before = snapshots(self.store.entries()[0])[-1:]
        with suppress(Refused):
            return reports(self.store.payload(before[0]), payload) if before else {}
        return {}

    def _flag(self) -> dict[str, bool]:
        return {"uncommitted": True} if self.built.uncommitted else {}

    def _add(self, path: str, source: Path | bytes, digest: str = "") -> None:
        self.files[path] = self.store.put(source, digest, path)
        self.sizes[path] = len(source) if isinstance(source, bytes) else source.stat().st_size

    def _capture(self, version: Mapping[str, Any]) -> Capture:
        name, code = self.website.name or "", self.website.code or ""
        return Capture(clock_of(self.stamp), f"阳光 {version['engine']}", self._root(), name, code, self.sizes)

    def _root(self) -> str:
        """The public address of the site; where it has none, one that can never be anybody's (RFC 2606)."""
        return hrefs.base(self.website.domain) or f"https://{self.built.region.slug}.invalid/"

    def _about(self, version: Mapping[str, Any], asked: Mapping[str, object]) -> dict[str, Any]:
        return {
            "format": 1, **self.stamp, "previous": self.previous, "root": self._root(), "release": version,
            "title": self.website.name or self.built.region.name, "region": self.built.region.slug,
            "organization": self.built.region.government or self.built.region.name, "source": asked,
            **self._flag(),
        }  # fmt: skip


def site_files(site: Path) -> dict[str, tuple[Path, str]]:
    """Every file of a built site with its SHA-256, by path in a snapshot. Raises Refused where it is not what its
    manifest says."""
    there = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if not path.is_dir()}
    if urls.MANIFEST not in there:
        raise Refused("no_site", site=site)
    told = listed(there[urls.MANIFEST].read_bytes())
    found = [finding("symlink", path=path) for path, file in there.items() if file.is_symlink()]
    found += [finding("missing", path=path) for path in told if path not in there]
    found += [finding("extra", path=path) for path in there if path not in told and path not in urls.UNLISTED]
    sums = {} if found else {path: digest_of(file) for path, file in there.items()}
    found += [finding("altered", path=path) for path, digest in told.items() if sums.get(path, digest) != digest]
    if found:
        raise Refused("site_altered", tuple(found), site=site)
    return {SITE + path: (file, sums[path]) for path, file in sorted(there.items())}


def _names(paths: Mapping[str, Path]) -> Iterator[Finding]:
    """Names that do not travel: too long, or with signs that BagIt or a shell take for something else."""
    for path in paths:
        if len(path.encode()) > PATH_BYTES or any(ord(sign) < 0x20 or sign in '%\\"*:<>?|' for sign in path):
            yield finding("name", path=path, most=PATH_BYTES)
