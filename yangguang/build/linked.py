"""What only the facts of all items together tell: made when somebody asks for it, and at most once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from yangguang.build.asof import newest_date
from yangguang.build.chunks import Chunks
from yangguang.build.glance import Glance
from yangguang.build.link import link
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

    @property
    def root(self) -> tuple[PlannedPage, ...]:
        """The pages at the root that show no figures of items."""
        from yangguang.views.plan import root_pages

        return root_pages(self.contents, self.links)

    def pages_of(self, sight: Sight) -> tuple[PlannedPage, ...]:
        """The pages of a region but those of items."""
        from yangguang.views.plan import region_pages

        return region_pages(self.contents, sight, self._read, self.changed.get(sight.region, {}))

    def tables_of(self, sight: Sight) -> tuple[PlannedTable, ...]:
        """The tables of a region to download."""
        from yangguang.views.plan import region_tables

        return region_tables(self.contents, sight)

    def dated(self, sight: Sight) -> dict[str, PlannedPage]:
        """The pages of a region that tell days, by path."""
        from yangguang.views.dated import pages
        from yangguang.views.shell import RegionView
        from yangguang.views.site import site_of

        view = RegionView(self.contents[sight.region], site_of(self.contents))
        return {page.path: page for page in pages(view, sight, self.changed.get(sight.region, {}))}

    def _read(self, slug: str, file: str) -> bytes:
        return self.reads[slug].source.read(file)

    @cached_property
    def amended(self) -> dict[str, dict[str, Amended]]:
        """网址标识 → path → an amended law that items rest on."""
        from yangguang.views.law import resting

        return {slug: resting(own, self.links.as_of) for slug, own in self.links.regions.items()}
