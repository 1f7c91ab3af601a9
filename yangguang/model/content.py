"""Everything of one region but its items, as read from its folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from yangguang.model.disclosure import CatalogueRow, Disclosure
from yangguang.model.duty import Duty, Risk
from yangguang.model.event import Adjustment, Event
from yangguang.model.region import Department, Hotline, Law, Place, PrivacyExemption, Region, StageRule, Theme


@dataclass(frozen=True, slots=True)
class RegionContent:
    """One region without its items. All mappings are sorted; keys of ``events``, ``disclosures``, ``pages`` and ``files`` are
    POSIX paths inside the region's folder.

    ``duties``, ``risks``, ``laws``, ``themes``, ``stages``, ``hotline`` are what this region sees: its own entries,
    then the main region's. ``main`` marks the region whose pages stand at the root of the site.
    """

    region: Region
    main: bool = True
    departments: Mapping[str, Department] = field(default_factory=dict)
    duties: Mapping[str, Duty] = field(default_factory=dict)
    risks: Mapping[str, Risk] = field(default_factory=dict)
    laws: tuple[Law, ...] = ()
    stages: Mapping[str, StageRule] = field(default_factory=dict)
    themes: tuple[Theme, ...] = ()
    places: tuple[Place, ...] = ()
    hotline: Hotline | None = None
    events: Mapping[str, Event] = field(default_factory=dict)
    disclosures: Mapping[str, Disclosure] = field(default_factory=dict)
    catalogue: Mapping[str, tuple[CatalogueRow, ...]] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    """Pages of guidance with their titles."""
    targets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Documents and pages → relative targets of their links → the line where each stands first."""
    files: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    """Files with mistakes that may have cost them entries, shared ones of the upper region included: nobody is told
    that what they would have held is missing."""
    borrowed: Mapping[str, str] = field(default_factory=dict)
    """Library entries that come from another region, as ``<file>:<id>`` → its 网址标识."""
    exemptions: tuple[PrivacyExemption, ...] = ()
    """What the region's own files may say although it looks like personal data."""
    laws_above: int = 0
    themes_above: int = 0
    """How many of ``laws`` and of ``themes``, the last ones, are the upper region's, which answers for them."""

    @property
    def own_laws(self) -> tuple[Law, ...]:
        """What its own laws.yml says, as it stands there."""
        return self.laws[: len(self.laws) - self.laws_above]

    @property
    def own_themes(self) -> tuple[Theme, ...]:
        """What its own themes.yml says, as it stands there."""
        return self.themes[: len(self.themes) - self.themes_above]

    @property
    def other_files(self) -> tuple[str, ...]:
        """Its files without those of items."""
        return _other(self.files)

    @property
    def rows(self) -> Iterator[Adjustment]:
        """The rows of all its decisions."""
        return (row for event in self.events.values() for row in event.adjustments)

    @property
    def attached(self) -> frozenset[str]:
        """The files that its documents and events name as their attachments."""
        lists = [document.attachments for document in self.disclosures.values()]
        lists += [event.attachments for event in self.events.values()]
        return frozenset(attachment.file for attachments in lists for attachment in attachments)

    def standing(self, day: date) -> tuple[str, ...]:
        """The slugs of the departments that are not abolished on a day."""
        found = self.departments.items()
        return tuple(slug for slug, one in found if one.abolished is None or one.abolished > day)

    def name_of(self, department: str) -> str:
        """The whole name of a department; what is none (any more) is called as it is written."""
        known = self.departments.get(department)
        return known.name if known else department

    def label_of(self, department: str) -> str:
        """Its short name, likewise."""
        known = self.departments.get(department)
        return known.label if known else department

    @property
    def known(self) -> bool:
        """Whether region.yml is right; where not, some of ``region`` are stand-ins, which no check speaks of."""
        return "region.yml" not in self.unread

    @property
    def slug(self) -> str:
        """The region's 网址标识."""
        return self.region.slug

    @property
    def rank(self) -> tuple[bool, str, str]:
        """Its place among the regions of a site: the main one first, then by code of area, as official tables do."""
        return (not self.main, self.region.code, self.slug)

    @property
    def prefix(self) -> str:
        """Where this region's pages stand: the root, or ``regions/<网址标识>/``."""
        return "" if self.main else f"regions/{self.region.slug}/"


@lru_cache(maxsize=2)
def _other(files: tuple[str, ...]) -> tuple[str, ...]:
    """Asked for once for each department of a region."""
    return tuple(file for file in files if not file.startswith("powers/"))
