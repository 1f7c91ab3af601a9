"""The pages that stand once, at the root: for an address that is not there, the search, the kiosk, the promises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlsplit

from yangguang import urls
from yangguang.views.frame import framed
from yangguang.views.home import wanted
from yangguang.views.hotline import Help, help_at
from yangguang.views.parts import Link
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView

_SOURCE = "templates/pages/"


@dataclass(frozen=True, kw_only=True)
class LostPage(Page):
    """404.html: what a server shows for an address that is not there.

    The server shows it under the address asked for, at a depth that nobody can know, so no relative link of it could be
    right. It is the one page whose links begin at the site's root: with the path of the 域名 that region.yml gives (``/``
    unless the site stands in a folder of its domain). A site opened from a disk never shows it.
    """

    template = "pages/404.html"

    ways: tuple[Link, ...]
    """Where to go on."""
    help: Help | None
    """Whom to ask."""


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """search.html, where every search box leads: results as one types; without scripts the complete lists of names."""

    template = "pages/search.html"

    search: str
    names: tuple[Link, ...]
    """The complete list of names of each region."""
    events: Link | None
    """What was cancelled, merged, devolved."""
    unlisted: Link
    """What to do with a power that is not on the list."""
    help: Help | None
    """Whom to ask when nothing is found."""


@dataclass(frozen=True, slots=True)
class Door:
    """One of the three large buttons."""

    title: str
    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class KioskPage(Page):
    """kiosk.html: the first page at a touch screen in a hall."""

    template = "pages/kiosk.html"

    search: str
    doors: tuple[Door, ...]
    wanted: tuple[Link, ...]
    """Life events, in everyday words."""


@dataclass(frozen=True, kw_only=True)
class AccessibilityPage(Page):
    """What was done for those who cannot use an ordinary page, what was tested, what is not met."""

    template = "pages/accessibility.html"

    help: Help | None


@dataclass(frozen=True, kw_only=True)
class PrivacyPage(Page):
    """What the site knows of a visitor: nothing, and how that is kept so."""

    template = "pages/privacy.html"


def pages(views: Sequence[RegionView]) -> Iterator[PlannedPage]:
    """The pages, in the frame of the main region."""
    main = views[0]
    yield PlannedPage(urls.NOT_FOUND, "region.yml", partial(_lost, main), listed=False)
    yield PlannedPage(urls.SEARCH, f"{_SOURCE}search.html", partial(_search, views))
    yield PlannedPage(urls.ACCESSIBILITY, f"{_SOURCE}accessibility.html", partial(_accessibility, main))
    yield PlannedPage(urls.KIOSK, f"{_SOURCE}kiosk.html", partial(_kiosk, main))
    yield PlannedPage(urls.PRIVACY, f"{_SOURCE}privacy.html", partial(_privacy, main))


def _lost(main: RegionView, path: str) -> LostPage:
    root = _root(main)
    shell = main.shell(path, "没有这个网页", "lost")
    frame = framed(main.content, main.site, lambda target: root + target, root)
    help = help_at(main.content, path)
    ways = (("首页", urls.home()), ("全部事项名称", urls.powers("")), ("部门", urls.departments("")))
    return LostPage(
        shell=replace(shell, frame=frame, crumbs=()),
        ways=tuple(Link(text, root + target) for text, target in ways),
        help=help and replace(help, page=replace(help.page, href=root + help.page.href)),
    )


def _root(main: RegionView) -> str:
    """The path under which the site's root is served, with a slash at both ends."""
    return urlsplit(main.site.root).path or "/"


def _search(views: Sequence[RegionView], path: str) -> SearchPage:
    main = views[0]
    return SearchPage(
        shell=main.shell(path, "搜索", "search", description="按名称、俗称、拼音、编码或内容查找事项和文件"),
        search=path,
        names=tuple(Link(f"{view.region.name}全部事项名称", urls.powers(view.prefix)) for view in views),
        events=Link("调整动态", urls.events(main.prefix)) if main.has("event") else None,
        unlisted=Link("清单之外无职权", urls.unlisted(main.prefix)),
        help=help_at(main.content, path),
    )


def _kiosk(main: RegionView, start: str) -> KioskPage:
    doors = (
        ("我要办事", "条件、材料、时限、收费、地点", urls.themes(""), main.has("theme")),
        ("查权力", "部门、依据、责任、流程、风险", urls.departments(""), True),
        ("看公开", "政策、文件、公开目录", urls.disclosures(""), main.has("disclosure")),
    )
    return KioskPage(
        shell=main.shell(start, f"{main.region.name}权责清单查阅机", "kiosk", description="触摸屏上的首页"),
        search=urls.SEARCH,
        doors=tuple(Door(title, text, href) for title, text, href, there in doors if there),
        wanted=wanted(main, start),
    )


def _accessibility(main: RegionView, path: str) -> AccessibilityPage:
    shell = main.shell(
        path, "无障碍说明", "promise", description="怎样让看不清、听不见、用不惯电脑的人也能使用，测过什么，还差什么"
    )
    return AccessibilityPage(shell=shell, help=help_at(main.content, path))


def _privacy(main: RegionView, path: str) -> PrivacyPage:
    shell = main.shell(
        path, "隐私说明", "promise", description="本站怎样对待来访者的信息：网页、服务器和大厅里的查阅机"
    )
    return PrivacyPage(shell=shell)
