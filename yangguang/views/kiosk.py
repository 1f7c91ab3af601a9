"""kiosk.html, the start of a touch screen in a hall, and the two promises every page leads to: accessibility, privacy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from yangguang import urls
from yangguang.views.home import wanted
from yangguang.views.hotline import Help, help_at
from yangguang.views.parts import Link
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView

_SOURCE = "templates/pages/"


@dataclass(frozen=True, slots=True)
class Door:
    """One of the three large buttons."""

    title: str
    text: str
    href: str


@dataclass(frozen=True, kw_only=True)
class KioskPage(Page):
    """The first page at a kiosk."""

    template: ClassVar[str] = "pages/kiosk.html"

    search: str
    doors: tuple[Door, ...]
    wanted: tuple[Link, ...]
    """Life events, in everyday words."""


@dataclass(frozen=True, kw_only=True)
class AccessibilityPage(Page):
    """What was done for those who cannot use an ordinary page, what was tested, what is not met."""

    template: ClassVar[str] = "pages/accessibility.html"

    help: Help | None


@dataclass(frozen=True, kw_only=True)
class PrivacyPage(Page):
    """What the site knows of a visitor: nothing, and how that is kept so."""

    template: ClassVar[str] = "pages/privacy.html"


def pages(main: RegionView) -> Iterator[PlannedPage]:
    """The three pages, once at the root."""
    yield PlannedPage(urls.ACCESSIBILITY, f"{_SOURCE}accessibility.html", partial(_accessibility, main))
    yield PlannedPage(urls.KIOSK, f"{_SOURCE}kiosk.html", partial(_kiosk, main))
    yield PlannedPage(urls.PRIVACY, f"{_SOURCE}privacy.html", partial(_privacy, main))


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
