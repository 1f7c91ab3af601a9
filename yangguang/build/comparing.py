"""Pages that compare regions: groups of the same power stay together as long as the items of their departments do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from yangguang.build.cache import digest, load, save
from yangguang.build.counts import tallies
from yangguang.build.gather import Gathered
from yangguang.build.keys import Keys
from yangguang.build.made import made
from yangguang.build.output import ManifestLine
from yangguang.build.shelves import Claim, Shelves
from yangguang.model.facts import Chunk
from yangguang.model.kin import Key
from yangguang.model.links import Comparison
from yangguang.model.overview import Overview, Unmatched, unmatched
from yangguang.render import Renderer

if TYPE_CHECKING:
    from yangguang.views.comparisons import Outcome
    from yangguang.views.members import Facts
    from yangguang.views.shell import RegionView


class Part(NamedTuple):
    """The groups of which the first item is one of a chunk, as they are kept between builds."""

    chunk: str
    chunks: tuple[str, ...]
    """All that have an item in one of the groups."""
    groups: str
    """A digest of the groups."""


class _Kept(NamedTuple):
    """What linking tells of all groups; the groups themselves are kept part by part."""

    parts: tuple[Part, ...]
    unmatched: tuple[Unmatched, ...]


class Comparing:
    """Nothing is compared where there is one region only."""

    def __init__(self, gathered: Gathered, keys: Keys, shelves: Shelves, store: Path) -> None:
        """Has a worker see what stays."""
        self.gathered, self.keys, self.shelves, self.store = gathered, keys, shelves, store / "compared"
        self.parts: list[tuple[Part, Claim]] = []
        if len(keys.regions) > 1:
            self.kept = self._known()
            self.parts += ((part, self._claim(part)) for part in self.kept.parts)
            self.index = shelves.claim(shelves.open("compared"), keys.figures)

    def write(self, render: Renderer) -> Iterator[ManifestLine]:
        """Makes what does not stay."""
        if len(self.keys.regions) == 1:
            return
        from yangguang.views import compare, comparisons  # whoever has nothing to compare does without

        settle = self.shelves.settle
        for part, claim in self.parts:
            if not settle(claim):
                pages = compare.pages(self._views, self._groups(part), self._facts(part))
                yield from made(pages, claim.shelf, self.keys, render)
        if not settle(self.index):
            pages = comparisons.pages(self._views, self._overview(), self._outcomes)
            yield from made(pages, self.index.shelf, self.keys, render)

    def _known(self) -> _Kept:
        """From a build in which linking saw the same, else told by all links."""
        path, key = self.store / "parts.json", self.gathered.key
        kept = load(_Kept, path, key)
        if kept is None:
            kept = _Kept(tuple(self._parts()), unmatched(self.gathered.whole.links))
            save(_Kept, path, key, kept)
        return kept

    @cached_property
    def _views(self) -> list[RegionView]:
        from yangguang.views.shell import views_of

        return views_of(self.gathered.contents)

    @cached_property
    def _linked(self) -> dict[str, list[Comparison]]:
        """All groups by the chunk of their first item."""
        found: dict[str, list[Comparison]] = {}
        for group in self.gathered.whole.links.comparisons:
            found.setdefault(self._chunk(group.items[0]), []).append(group)
        return found

    def _parts(self) -> Iterator[Part]:
        for chunk, groups in self._linked.items():
            chunks = {self._chunk(key) for group in groups for key in group.items}
            yield Part(chunk, tuple(sorted(chunks)), digest(repr(groups)))

    def _chunk(self, key: Key) -> str:
        slug, code = key
        return Chunk(slug, self.gathered.whole.links.regions[slug].items[code].department, ()).id

    def _claim(self, part: Part) -> Claim:
        return self.shelves.claim(self.shelves.open(f"compared/{part.chunk}"), self._made_of(part))

    def _made_of(self, part: Part) -> str:
        """Of all pages of a part together."""
        glances = self.gathered.glances
        return self.keys.of(part.groups, *self.gathered.regions.values(), *(glances[one].facts for one in part.chunks))

    def _groups(self, part: Part) -> list[Comparison]:
        path = self.store / f"{part.chunk}.json"
        found = load(list[Comparison], path, part.groups)
        if found is None:
            found = self._linked[part.chunk]
            save(list[Comparison], path, part.groups, found)
        return found

    def _facts(self, part: Part) -> Facts:
        read = (self.gathered.chunks[chunk].facts for chunk in part.chunks)
        items = {(one.chunk.region, item.code): item for one in read for item in one.items}
        return lambda slug, code: items[slug, code]

    def _overview(self) -> Overview:
        listed, chunks = self.gathered.summary.listed, self.gathered.chunks
        numbers = {slug: own.numbers for slug, own in listed.items()}
        return Overview(
            self.gathered.summary.as_of, tallies(listed, chunks, self.gathered.glances), numbers, self.kept.unmatched
        )

    def _outcomes(self) -> Iterator[Outcome]:
        """Those of a part are kept as its pages are."""
        from yangguang.views.comparisons import Outcome, outcomes

        for part, claim in self.parts:
            path, key = self.store / f"{part.chunk}.outcomes.json", claim.shelf.made_of
            found = load(list[Outcome], path, key)
            if found is None:
                found = [*outcomes(self._views, self._groups(part), self._facts(part))]
                save(list[Outcome], path, key, found)
            yield from found
