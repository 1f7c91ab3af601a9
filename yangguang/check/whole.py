"""What the rules on the whole look things up in: which code is whose, which words name a department."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from yangguang.check.codes import like_slug, region_part
from yangguang.check.near import nearest, nearest_alone
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.handovers import Handovers
from yangguang.model.links import Links
from yangguang.model.problem import Problem, Where
from yangguang.model.words import LEVELS

_HEAD = 6


@dataclass(slots=True)
class Whole:
    """All regions. ``homes`` tells for each code which regions have it, items that cannot be read included."""

    contents: Mapping[str, RegionContent]
    links: Links
    homes: dict[str, list[str]] = field(init=False, default_factory=dict)
    broken: set[str] = field(init=False, default_factory=set)
    """Regions with items or events that cannot be read: nobody counts there."""
    heads: dict[str, list[str]] = field(init=False, default_factory=dict)
    tails: dict[str, list[str]] = field(init=False, default_factory=dict)
    handovers: Handovers = field(init=False)

    def __post_init__(self) -> None:
        self.handovers = Handovers(self.contents, self.links.as_of)
        for slug in self.contents:
            for code, item in self.links.regions[slug].items.items():
                self.homes.setdefault(code, []).append(slug)
                # Which of the two is right where file and code differ (P200) is open: either may be named.
                name = item.file.rpartition("/")[2].removesuffix(".yml")
                if name != code and slug not in self.homes.setdefault(name, []):
                    self.homes[name].append(slug)
        for chunk in self.links.chunks:
            for code in chunk.broken:
                self.broken.add(chunk.chunk.region)
                self.homes.setdefault(code, []).append(chunk.chunk.region)
        self.broken |= {s for s, c in self.contents.items() if any(f.startswith("events/") for f in c.unread)}
        for code in self.homes:
            self.heads.setdefault(code[:_HEAD], []).append(code)
            self.tails.setdefault(code[_HEAD:], []).append(code)

    def items(self, slug: str) -> Mapping[str, ItemFacts]:
        """The items of a region by code."""
        return self.links.regions[slug].items

    def status(self, slug: str, code: str) -> str:
        """The status of an item on the as-of date."""
        return self.links.regions[slug].links[code].status

    def has(self, slug: str, code: str) -> bool:
        """Whether the region has this code."""
        return slug in self.homes.get(code, ())

    def known(self, code: str, slug: str, file: str, where: Where, *, towards: int = 0) -> Iterator[Problem]:
        """A code that a file of region ``slug`` names must exist; one of a region outside this build is a notice.

        ``towards``: the code may be that of a level above (-1) or below (1), even if it does not show its region.
        """
        if code in self.homes:
            return
        part = region_part(code, self.contents[slug].region.code_pattern)
        if part and not any(part in content.region.codes for content in self.contents.values()):
            yield Problem("P312", file, where, {"code": code, "part": part})
            return
        if part is None and towards and not self.beyond(slug, towards, self.contents):
            yield Problem("P326", file, where, {"code": code})
            return
        # Of tens of thousands of codes only those are compared that begin or end alike.
        near = nearest_alone(code, self.heads.get(code[:_HEAD], []) + self.tails.get(code[_HEAD:], []), 0.8)
        yield Problem("P310" if near else "P311", file, where, {"code": code, "near": near})

    def beyond(self, slug: str, towards: int, others: Iterable[str]) -> bool:
        """Whether one of the other regions stands above (-1) or below (1) the one named."""
        own = LEVELS.index(self.contents[slug].region.level)
        return any((LEVELS.index(self.contents[other].region.level) - own) * towards > 0 for other in others)

    def department(self, text: str | None, slug: str, file: str, where: Where) -> Iterator[Problem]:
        """A word shaped like a file name must be that of a department; anything else is a name written out."""
        if text is None or not like_slug(text):
            return
        content = self.contents[slug]
        if text not in content.departments and f"departments/{text}.yml" not in content.files:
            near = nearest(text, content.departments)
            yield Problem("P305" if near else "P306", file, where, {"slug": text, "near": near})
