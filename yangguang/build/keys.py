"""What pages of the whole are made of, as digests."""

from __future__ import annotations

from dataclasses import dataclass, field

from yangguang.build.cache import digest
from yangguang.build.gather import Gathered
from yangguang.build.jobs import Jobs
from yangguang.build.render import part_shown
from yangguang.views.planned import Shown
from yangguang.views.site import site_of


@dataclass(frozen=True, eq=False)
class Keys:
    """Calling it gives the key of one page."""

    theme: str
    gathered: Gathered
    jobs: Jobs
    _known: dict[str, tuple[str, dict[str, str]]] = field(init=False, default_factory=dict)

    @property
    def regions(self) -> tuple[str, ...]:
        """All regions by their 网址标识, the main one first."""
        return tuple(self.gathered.contents)

    @property
    def whole(self) -> str:
        """Of all pages of the root together that show no figures of items: everything that linking sees."""
        return digest(self.theme, self.gathered.key)

    @property
    def figures(self) -> str:
        """Of the other ones: everything but the items' own texts."""
        return digest(self.theme, self.gathered.key, *self.gathered.sights.shown.values())

    def of(self, *parts: str) -> str:
        """Of pages that are made of what these digests tell."""
        return digest(self.theme, *parts)

    def linked(self, slug: str) -> str:
        """Of all files of a region together that show of its items only what linking sees."""
        return digest(self.theme, self.gathered.sights.listed[slug])

    def region(self, slug: str) -> str:
        """Of all pages of a region together that show figures of its items."""
        return digest(self.theme, self.gathered.sights.shown[slug])

    def __call__(self, made_of: object) -> str:
        if isinstance(made_of, Shown):
            around, items = self._shown(made_of.region)
            return digest(around, *(items[code] for code in made_of.codes), repr(made_of.more))
        return digest(self.theme, repr(made_of))

    def _shown(self, slug: str) -> tuple[str, dict[str, str]]:
        """Digests of what pages that show items of a region show beside them, and of what they may show of each."""
        if slug not in self._known:
            shown: dict[str, str] = {}
            for chunk in self.gathered.chunks:
                if chunk.region == slug:
                    shown.update(self.jobs[chunk].shown)
            contents = self.gathered.contents
            around = digest(self.theme, repr(site_of(contents)), repr(part_shown(contents[slug])))
            self._known[slug] = around, shown
        return self._known[slug]
