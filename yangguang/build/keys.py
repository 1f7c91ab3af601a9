"""What pages of the whole are made of, as digests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yangguang.build.cache import digest
from yangguang.build.gather import Gathered
from yangguang.build.jobs import Jobs
from yangguang.build.render import frame
from yangguang.views.planned import Shown
from yangguang.views.shell import site_of


@dataclass(frozen=True, eq=False)
class Keys:
    """Calling it gives the key of one page."""

    theme: str
    gathered: Gathered
    jobs: Jobs

    @property
    def whole(self) -> str:
        """Of all pages that are no item's together: everything but the items' own texts."""
        return digest(self.theme, self.gathered.key)

    def __call__(self, made_of: object) -> str:
        if isinstance(made_of, Shown):
            items = self._shown[made_of.region]
            return digest(self._around[made_of.region], *(items[code] for code in made_of.codes), repr(made_of.more))
        return digest(self.theme, repr(made_of))

    @cached_property
    def _around(self) -> dict[str, str]:
        """What each page that shows items of a region shows beside them."""
        site = repr(site_of(self.gathered.contents))
        return {slug: digest(self.theme, site, repr(frame(one))) for slug, one in self.gathered.contents.items()}

    @cached_property
    def _shown(self) -> dict[str, dict[str, str]]:
        """What such pages may show of each item, by region and code."""
        shown: dict[str, dict[str, str]] = {slug: {} for slug in self.gathered.contents}
        for chunk in self.gathered.chunks:
            shown[chunk.region].update(self.jobs[chunk].shown)
        return shown
