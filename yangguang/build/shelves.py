"""All shelves of a build; what stands on them is taken over into the new site by the workers."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from yangguang.build.cache import DamagedCache
from yangguang.build.executor import Pool
from yangguang.build.output import ManifestLine
from yangguang.build.shelf import Page, Shelf, columns
from yangguang.build.takeover import Files, take_over

_AT_ONCE = 8_000
"""Files that a worker takes over at once."""


@dataclass(slots=True)
class _Batch:
    """Files for one worker, shelf by shelf, and later its answer."""

    parts: list[Files] = field(default_factory=list)
    size: int = 0
    told: Future[list[bool]] | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A shelf of which everything may stay; a worker is finding out whether it stands."""

    shelf: Shelf
    batch: _Batch | None = None
    number: int = 0


class Shelves:
    """Opens shelves by name, and takes note of what stays; it is taken over meanwhile."""

    def __init__(self, folder: Path, key: str, site: Path, staging: Path, pool: Pool, *, verify: bool) -> None:
        """``folder`` holds the tables; ``key``: a digest of the theme."""
        self.site, self.staging = site, staging
        self._folder, self._key, self._verify, self._pool = folder, key, verify, pool
        self._open: list[Shelf] = []
        self._waiting = _Batch()
        self._known: list[tuple[_Batch, int]] = []
        """Files of which is known already that they stand."""
        self._lines: list[ManifestLine] = []

    def __iter__(self) -> Iterator[Shelf]:
        return iter(self._open)

    def open(self, name: str) -> Shelf:
        """The shelf of a name."""
        shelf = Shelf(self._folder / f"{name}.json", self._key, self.site, self.staging, self._verify)
        self._open.append(shelf)
        return shelf

    def claim(self, shelf: Shelf, made_of: str) -> Claim:
        """Has a worker take over all files of a shelf if they were made of just this together."""
        return Claim(shelf, *self._add(shelf.last.files)) if shelf.made_of_this(made_of) else Claim(shelf)

    def settle(self, claim: Claim) -> bool:
        """Whether all files of a shelf are taken over; else each is asked for by itself. Claims are settled once."""
        if claim.batch is None:
            return False
        if claim.batch.told is None:
            self.link()
        if not _answer(claim.batch)[claim.number]:
            return False
        self._lines += claim.shelf.keep_whole()
        return True

    def stand(self, shelf: Shelf, pages: list[Page]) -> None:
        """Notes files of the last build that stay, since they stand."""
        if pages:
            self._known.append(self._add(columns(pages)))
            self.took(shelf, pages)

    def took(self, shelf: Shelf, pages: list[Page]) -> None:
        """Notes files of the last build that somebody has taken over."""
        self._lines += shelf.keep(pages)

    def _add(self, files: Files) -> tuple[_Batch, int]:
        batch, number = self._waiting, len(self._waiting.parts)
        batch.parts.append(files)
        batch.size += len(files.paths)
        if batch.size >= _AT_ONCE:
            self.link()
        return batch, number

    def link(self) -> None:
        """Has a worker take over what has been noted so far."""
        batch = self._waiting
        if batch.parts:
            workers = self._pool(batch.size)
            batch.told = workers.submit(take_over, self.site, self.staging, batch.parts, self._verify)
            self._waiting = _Batch()

    def lines(self) -> list[ManifestLine]:
        """The manifest's lines of what stays, once all of it is taken over. Raises DamagedCache where it no longer stands."""
        self.link()
        if not all(_answer(batch)[number] for batch, number in self._known):
            raise DamagedCache(str(self.site))
        return self._lines


def _answer(batch: _Batch) -> list[bool]:
    if batch.told is None:
        raise RuntimeError("nobody was asked")
    return batch.told.result()
