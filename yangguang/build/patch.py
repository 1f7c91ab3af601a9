"""Whether the search index of the last build can be patched: what it was made of, and which entries say something else now."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from yangguang.build.cache import digest, load, save
from yangguang.build.fragments import FEW, changes
from yangguang.build.shelf import Page, Shelf
from yangguang.model.facts import Chunk
from yangguang.search.encode import Script
from yangguang.search.lexicon import Lexicon
from yangguang.search.patch import Edit, Standing, patch
from yangguang.search.scripts import Read

_KIND = "standing"


class MadeOf(NamedTuple):
    """Digests of everything that an index is made of: its fragments, chunk by chunk, and the rest."""

    rest: str
    chunks: dict[str, str]

    @property
    def key(self) -> str:
        """One digest of all."""
        return digest(self.rest, *chain.from_iterable(self.chunks.items()))


class _Remembered(NamedTuple):
    made_of: MadeOf
    standing: Standing


def remember(store: Path, made_of: MadeOf, standing: Standing) -> None:
    """Keeps for the next build what patching this index needs."""
    save(_Remembered, _path(store), _KIND, _Remembered(made_of, standing))


def patch_of(
    chunks: Sequence[tuple[Chunk, int]], now: MadeOf, shelf: Shelf, store: Path, lexicon: Lexicon
) -> tuple[list[Page], tuple[Script, ...]] | None:
    """The scripts that stand and those that are new, if what a few items say and are called is all that has changed.

    ``chunks`` in the order of the index, with the number of their items.
    """
    last = load(_Remembered, _path(store), _KIND)
    if last is None or last.made_of.rest != now.rest or [*last.made_of.chunks] != [*now.chunks]:
        return None
    pages = shelf.standing(list(shelf.before), last.made_of.key)
    if not pages:
        return None
    edits = _edits(chunks, last.made_of, now, store)
    if edits is None:
        return None
    made = patch(_reader(shelf.site, pages), last.standing, edits, lexicon)
    if made is None:
        return None
    remember(store, now, made.standing)
    key = now.key
    return [Page(page.path, key, page.sha256, page.stat) for page in pages if page.path not in made.gone], made.scripts


def _reader(site: Path, pages: Sequence[Page]) -> Read:
    """Reads scripts that are what was written: new ones of others would say what is damaged in them, and be believed."""
    sums = {page.path: page.sha256 for page in pages}

    def read(path: str) -> bytes:
        body = (site / path).read_bytes()
        if sha256(body).hexdigest() != sums[path]:
            raise OSError(path)
        return body

    return read


def _edits(chunks: Sequence[tuple[Chunk, int]], before: MadeOf, now: MadeOf, store: Path) -> list[Edit] | None:
    """The entries that say something else now; ``None`` where that is not known, or where it is not all that has changed."""
    edits: list[Edit] = []
    first = dict.fromkeys((chunk.region for chunk, _ in chunks), 0)
    for chunk, items in chunks:
        if now.chunks[chunk.id] != before.chunks[chunk.id]:
            found = changes(store, chunk, before.chunks[chunk.id])
            if found is None or len(edits) + len(found) > FEW:
                return None
            edits += (Edit(chunk.region, first[chunk.region] + one.place, *one[1:]) for one in found)
        first[chunk.region] += items
    return edits


def _path(store: Path) -> Path:
    return store / "index" / "standing.json"
