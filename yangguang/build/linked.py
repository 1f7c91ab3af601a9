"""What only the facts of all items together tell: made when somebody asks for it, and at most once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from yangguang.build.asof import newest_date
from yangguang.build.cache import digest
from yangguang.build.chunks import Chunks
from yangguang.build.link import link
from yangguang.build.read import Glance
from yangguang.build.region import RegionRead
from yangguang.check.days import NamedDay, check_days, last_credible, own_days
from yangguang.model.content import RegionContent
from yangguang.model.facts import ChunkFacts
from yangguang.model.links import Amended, Changed, Links
from yangguang.model.problem import Problem
from yangguang.model.release import UNKNOWN
from yangguang.model.sight import Sight, sights
from yangguang.search.lexicon import Lexicon, read_lexicon

if TYPE_CHECKING:
    from yangguang.views.planned import PlannedPage, PlannedTable


@dataclass(frozen=True, eq=False)
class Linked:
    """All regions, linked as of a day: the one that was told, else the newest that the content names."""

    reads: Mapping[str, RegionRead]
    contents: Mapping[str, RegionContent]
    chunks: Chunks
    glances: Mapping[str, Glance]
    told: date | None
    changed: Changed
    """What a field history tells; pages show it, linking does not see it."""
    words: Mapping[str, Path]
    """The files of the lexicon."""
    _alone: dict[str, Sight] = field(init=False, default_factory=dict)

    @cached_property
    def facts(self) -> list[ChunkFacts]:
        """The facts of every chunk."""
        return [read.facts for read in self.chunks.all()]

    @cached_property
    def day(self) -> date | None:
        """The day; ``None`` where nothing tells it."""
        return self.told or newest_date(self.contents, (day for own in self.updated.values() for day in own.values()))

    @cached_property
    def updated(self) -> dict[str, dict[str, date]]:
        """网址标识 → code → 更新日期, told at a glance."""
        found: dict[str, dict[str, date]] = {slug: {} for slug in self.contents}
        for chunk in self.chunks:
            found[chunk.region].update(self.glances[chunk.id].updated)
        return found

    def far_ahead(self, known: date | None) -> list[Problem]:
        """Days in which a year must be wrong; see :func:`yangguang.check.days.last_credible`."""
        own = [*own_days(self.contents)]
        ordinals = set[int]().union(*(told.days for told in self.glances.values())) - {0}
        last = last_credible([*(one.day for one in own), *map(date.fromordinal, ordinals)], known)
        return check_days([*own, *self._item_days()], last, known) if last else []

    def _item_days(self) -> Iterator[NamedDay]:
        for chunk in self.chunks:
            for code, day in self.glances[chunk.id].updated.items():
                yield NamedDay(day, chunk.region, f"powers/{chunk.department}/{code}.yml", ("更新日期",))

    @cached_property
    def lexicon(self) -> tuple[Lexicon, list[Problem]]:
        """Everyday words, and what is wrong with them."""
        return read_lexicon(self.words)

    @cached_property
    def links(self) -> Links:
        """The facts joined."""
        return link(self.contents, self.facts, self.day or UNKNOWN)

    @cached_property
    def sights(self) -> dict[str, Sight]:
        """What each region sees of that, by 网址标识."""
        return sights(self.contents, self.links)

    @cached_property
    def pages(self) -> dict[str, tuple[PlannedPage, ...]]:
        """Every page but those of items: by 网址标识, and those of the root under ""."""
        from yangguang.views.plan import site_pages  # every kind of page stands behind it

        return site_pages(self.contents, self.links, self.sights, self._read, self.changed)

    def _read(self, slug: str, file: str) -> bytes:
        return self.reads[slug].source.read(file)

    @cached_property
    def amended(self) -> dict[str, dict[str, Amended]]:
        """网址标识 → path → an amended law that items rest on."""
        from yangguang.views.law import resting

        return {slug: resting(own, self.links.as_of) for slug, own in self.links.regions.items()}

    def sight(self, slug: str, as_of: date) -> Sight:
        """What a region sees; without the items of others, which need not be read, where the whole is not linked."""
        if "links" in vars(self):
            return self.sights[slug]
        if slug not in self._alone:
            contents = {one: content for one, content in self.contents.items() if content.main or one == slug}
            facts = [self.chunks[chunk.id].facts for chunk in self.chunks if chunk.region == slug]
            self._alone[slug] = sights(contents, link(contents, facts, as_of))[slug]
        return self._alone[slug]

    def dated(self, slug: str, as_of: date) -> dict[str, PlannedPage]:
        """The pages of a region that tell days, by path; they show nothing of the items of other regions."""
        from yangguang.views.dated import pages
        from yangguang.views.shell import RegionView
        from yangguang.views.site import site_of

        view = RegionView(self.contents[slug], site_of(self.contents))
        planned = pages(view, self.sight(slug, as_of), self.changed.get(slug, {}))
        return {page.path: page for page in planned}

    @cached_property
    def tables(self) -> dict[str, tuple[PlannedTable, ...]]:
        """Tables of figures to download, by 网址标识."""
        from yangguang.views.plan import site_tables

        return site_tables(self.contents, self.links)


def sight_digests(linked: Linked, regions: Mapping[str, str]) -> dict[str, str]:
    """网址标识 → a digest of all that the pages of a region are made of, but its items' own texts and the days they tell.

    ``regions``: digests of everything of each region but its items.
    """
    from yangguang.views.site import site_of

    around = digest(repr(linked.day), repr(site_of(linked.contents)), regions[next(iter(linked.contents))])
    facts: dict[str, list[str]] = {slug: [] for slug in linked.contents}
    for chunk in linked.chunks:
        facts[chunk.region] += (chunk.id, linked.glances[chunk.id].facts)
    return {
        slug: digest(around, regions[slug], *facts[slug], "\n".join(sight.foreign()))
        for slug, sight in linked.sights.items()
    }
