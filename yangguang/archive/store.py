"""The archive's store: every file once, by its digest; the ledger, whose replacement is what makes a snapshot be."""

from __future__ import annotations

import fcntl
import hashlib
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from yangguang.archive.ledger import Entry, line, parse, removed, snapshots
from yangguang.archive.payload import Payload
from yangguang.build.output import sync_all
from yangguang.disk import digest_of, inside, put
from yangguang.model.finding import Finding, Refused, finding

LEDGER, OBJECTS = "ledger.jsonl", "objects"
_BEGUN = "begun"
"""Stands in the place of the ledger until the first snapshot is finished: a ledger without lines is one that was lost."""
_PIECE = 1 << 20
_LINE = re.compile(r"([0-9a-f]{64}|[0-9a-f]{128})  ([^\r\n]+)\n")


class Store:
    """An archive folder: ``objects/<2 hex>/<64 hex>`` and ``ledger.jsonl``. What is in it is never changed in place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._barred: dict[str, Entry] = {}

    def put(self, source: Path | bytes, digest: str = "", name: str = "") -> str:
        """Keeps a file, or bytes, and returns its SHA-256; what is there already costs nothing but reading.

        ``digest``: that of the file, where it is known; what is written is hashed again, and must be just that. What is
        there and is something else, say since the power failed before it was on the disk, or lies elsewhere, is written anew.
        ``name``: what people call the file.
        """
        digest = digest or (hashlib.sha256(source).hexdigest() if isinstance(source, bytes) else digest_of(source))
        if barred := self._barred.get(digest):
            raise Refused("taken_down_again", digest=digest, file=name, id=barred.id)
        target = self.kept(digest)
        if target.exists() and not target.is_symlink() and digest_of(target) == digest:
            return digest
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_name(f"new-{digest}")
        try:
            copied = _written(new, source)
            if copied != digest:
                raise Refused("changed_meanwhile", file=source)
            new.chmod(0o444)
            new.replace(target)
        finally:
            new.unlink(missing_ok=True)
        return digest

    def kept(self, digest: str) -> Path:
        """Where the bytes of this digest are kept."""
        return self.folder / OBJECTS / digest[:2] / digest

    def elsewhere(self, digest: str) -> bool:
        """Whether these bytes lie where a symbolic link leads: no copy of the archive has them, and no takedown reaches them."""
        file = self.kept(digest)
        return file.is_symlink() or file.parent.is_symlink()

    def read(self, digest: str) -> bytes:
        """The bytes of this digest, which are what they were. Raises Refused where they are missing or altered."""
        try:
            body = self.kept(digest).read_bytes()
        except FileNotFoundError:
            raise Refused("object_missing", digest=digest) from None
        if hashlib.sha256(body).hexdigest() != digest:
            raise Refused("object_altered", digest=digest)
        return body

    def entries(self) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
        """The ledger's lines, and what is wrong with them. Raises Refused where there is no ledger, so no archive."""
        try:
            entries, found = parse((self.folder / LEDGER).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            if (self.folder / _BEGUN).exists():
                return (), ()
            raise Refused("no_ledger", folder=self.folder) from None
        return entries, found or (() if entries else (finding("ledger_empty", folder=self.folder),))

    def sound(self) -> tuple[Entry, ...]:
        """The ledger's lines. Raises Refused where anything is wrong with them: nothing is built on a broken chain."""
        entries, found = self.entries()
        if found:
            raise Refused("ledger_broken", found)
        return entries

    def snapshot(self, wanted: str) -> Entry:
        """A snapshot by its id, or by the beginning of it that no other has; ``latest`` is the newest."""
        known = snapshots(self.entries()[0])
        found = known[-1:] if wanted == "latest" else [entry for entry in known if entry.id.startswith(wanted)]
        if len(found) != 1:
            raise Refused("no_snapshot", id=wanted, known="、".join(entry.id for entry in known[-10:]) or "—")
        return found[0]

    def manifest(self, entry: Entry) -> dict[str, str]:
        """Path → SHA-256 of everything in a snapshot."""
        return listed(self.read(entry.said["manifest"]))

    def payload(self, entry: Entry) -> Payload:
        """What a snapshot holds, what was taken down left out."""
        told, gone = self.manifest(entry), removed(self.entries()[0])
        files = {path: digest for path, digest in told.items() if digest not in gone}
        return Payload(files, lambda path: self.read(files[path]), frozenset(told.keys() - files.keys()))

    def purge(self) -> None:
        """Removes the contents that the ledger says were taken down; the writer has the lock."""
        self._barred = removed(self.entries()[0])
        for digest in self._barred:
            self.kept(digest).unlink(missing_ok=True)

    def append(self, said: dict[str, object]) -> Entry:
        """Adds a line to the ledger, in one step, after everything that it speaks of is on the disk."""
        entries = self.sound()
        whole = {**said, "previous": entries[-1].digest if entries else ""}
        entry = Entry(line(whole), whole)
        sync_all(self.folder)
        put(self.folder / LEDGER, "".join(f"{one.text}\n" for one in (*entries, entry)).encode(), durable=True)
        (self.folder / _BEGUN).unlink(missing_ok=True)
        sync_all(self.folder)
        return entry

    @contextmanager
    def locked(self, *, begin: bool = False) -> Iterator[None]:
        """For one writer at a time; ``begin``: where there is no archive yet, one is begun.

        Raises Refused where another is at work, or there is no ledger; leftovers of one that was killed go.
        """
        if begin:
            self.folder.mkdir(parents=True, exist_ok=True)
        else:
            self.entries()
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Refused("busy", folder=self.folder) from None
            for left in (*self.folder.glob(f"{OBJECTS}/*/new-*"), *self.folder.glob(".*.new")):
                left.unlink()
            if (self.folder / LEDGER).exists():
                (self.folder / _BEGUN).unlink(missing_ok=True)
            elif begin and not any(self.folder.glob(f"{OBJECTS}/*/*")):
                self._begin()
            self.purge()
            yield

    def _begin(self) -> None:
        """A mark, before the first content: contents without it and without a ledger are an archive that has lost that."""
        (self.folder / _BEGUN).touch()
        sync_all(self.folder)


def _written(new: Path, source: Path | bytes) -> str:
    total = hashlib.sha256()
    with new.open("wb") as out:
        if isinstance(source, bytes):
            total.update(source)
            out.write(source)
        else:
            with source.open("rb") as opened:
                while piece := opened.read(_PIECE):
                    total.update(piece)
                    out.write(piece)
    return total.hexdigest()


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """A name beside a folder, for it until it is whole; what is left under that name, now or by one that was killed, goes."""
    new = target.with_name(f".new-{target.name}")
    shutil.rmtree(new, ignore_errors=True)
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def listing(files: Mapping[str, str]) -> bytes:
    """Path → digest in the form that ``sha256sum -c`` reads, sorted by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items())).encode()


def listed(body: bytes, name: str = "manifest") -> dict[str, str]:
    """What :func:`listing` wrote. Raises Refused where it is anything else, or a path leads out of its folder."""
    found = {}
    for text in StringIO(body.decode("utf-8", "replace")):
        match = _LINE.fullmatch(text)
        if match is None or not inside(match[2]):
            raise Refused("manifest_unreadable", file=name, line=text.rstrip("\n")[:80])
        found[match[2]] = match[1]
    return found
