"""Pages of guidance: prose that an editor wrote in Markdown, put into the frame by MkDocs, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.views.parts import Link, Trusted, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView

OWN_INDEX = "pages/index.md"


@dataclass(frozen=True, kw_only=True)
class GuidePage(Page):
    """One page of ``content/pages/``. MkDocs asks for the template ``main.html``, which is this one."""

    template = "main.html"

    headed: bool
    """Whether the prose brings its main heading; else the page shows its title above it."""
    body: Trusted
    """The prose, sanitised."""


@dataclass(frozen=True, kw_only=True)
class GuidesPage(Page):
    """The pages of guidance of a region, where its editors have written no index of their own."""

    template = "pages/guides.html"

    guides: tuple[Link, ...]


def guide_page(view: RegionView, file: str, body: Trusted) -> GuidePage:
    """The page of one file of ``pages/``."""
    path = urls.page(view.prefix, file)
    index = urls.guides(view.prefix)
    crumbs = (Link("使用说明", link_to(path, index)),) if path != index else ()
    shell = view.shell(path, view.content.pages[file], "guide", crumbs=crumbs)
    return GuidePage(shell=shell, headed="<h1" in body, body=body)


def pages(view: RegionView) -> Iterator[PlannedPage]:
    """The list; none where there are no pages, or where an editor's own index stands in its place."""
    if view.content.pages and OWN_INDEX not in view.content.pages:
        yield PlannedPage(urls.guides(view.prefix), f"{view.prefix}pages/", partial(_index, view))


def _index(view: RegionView, path: str) -> GuidesPage:
    return GuidesPage(
        shell=view.shell(path, "使用说明", "guide", description=f"怎样使用{view.region.name}权责清单"),
        guides=tuple(
            Link(title, link_to(path, urls.page(view.prefix, file))) for file, title in view.content.pages.items()
        ),
    )
