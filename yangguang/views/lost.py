"""404.html: what a server shows for an address that is not there.

The server shows it under the address asked for, at a depth that nobody can know, so no relative link of it could be
right. It is the one page whose links begin at the site's root: with the path of the 域名 that region.yml gives (``/``
unless the site stands in a folder of its domain). A site opened from a disk never shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar
from urllib.parse import urlsplit

from yangguang import urls
from yangguang.views.frame import framed
from yangguang.views.hotline import Help, help_at
from yangguang.views.parts import Link
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView


@dataclass(frozen=True, kw_only=True)
class LostPage(Page):
    """The page for an address that is not there."""

    template: ClassVar[str] = "pages/404.html"

    ways: tuple[Link, ...]
    """Where to go on."""
    help: Help | None
    """Whom to ask."""


def pages(main: RegionView) -> Iterator[PlannedPage]:
    """The one page, in the frame of the main region."""
    yield PlannedPage(urls.NOT_FOUND, "region.yml", partial(_page, main), listed=False)


def _page(main: RegionView, path: str) -> LostPage:
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
