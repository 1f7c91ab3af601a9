"""search.html: where every search box of the site leads; without scripts it leads on to the complete lists of names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from yangguang import urls
from yangguang.views.hotline import Help, help_at
from yangguang.views.parts import Link
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """The page on which results appear as one types."""

    template: ClassVar[str] = "pages/search.html"

    search: str
    names: tuple[Link, ...]
    """The complete list of names of each region."""
    events: Link | None
    """What was cancelled, merged, devolved."""
    unlisted: Link
    """What to do with a power that is not on the list."""
    help: Help | None
    """Whom to ask when nothing is found."""


def pages(views: Sequence[RegionView]) -> Iterator[PlannedPage]:
    """The one page, in the frame of the main region."""
    yield PlannedPage(urls.SEARCH, "templates/pages/search.html", partial(_page, views))


def _page(views: Sequence[RegionView], path: str) -> SearchPage:
    main = views[0]
    return SearchPage(
        shell=main.shell(path, "搜索", "search", description="按名称、俗称、拼音、编码或内容查找事项和文件"),
        search=path,
        names=tuple(Link(f"{view.region.name}全部事项名称", urls.powers(view.prefix)) for view in views),
        events=Link("调整动态", urls.events(main.prefix)) if main.has("event") else None,
        unlisted=Link("清单之外无职权", urls.unlisted(main.prefix)),
        help=help_at(main.content, path),
    )
