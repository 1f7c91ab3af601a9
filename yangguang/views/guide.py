"""Pages of guidance: prose that an editor wrote in Markdown, put into the frame by MkDocs, and the list of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from yangguang import urls
from yangguang.model.content import RegionContent
from yangguang.views.parts import Link, Trusted, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView

OWN_INDEX = "pages/index.md"
_TITLE = re.compile(r"^(?:#[ \t]+(?P<heading>.+?)[ \t#]*|(?P<rule>\S.*)\n=+[ \t]*)$", re.M)
_META = re.compile(r"\A---\n(?:.*\n)*?title:[ \t]*(?P<title>.+)\n(?:.*\n)*?---\n")
_MARKS = re.compile(r"[*_`]|\[([^\]]*)\]\([^)]*\)")


@dataclass(frozen=True, kw_only=True)
class GuidePage(Page):
    """One page of ``content/pages/``. MkDocs asks for the template ``main.html``, which is this one."""

    template: ClassVar[str] = "main.html"

    body: Trusted
    """The prose, sanitised."""


@dataclass(frozen=True, kw_only=True)
class GuidesPage(Page):
    """The pages of guidance of a region, where its editors have written no index of their own."""

    template: ClassVar[str] = "pages/guides.html"

    guides: tuple[Link, ...]


def guide_page(view: RegionView, path: str, title: str, body: Trusted) -> GuidePage:
    """The page at ``path`` (from the root); the prose brings its own main heading."""
    index = urls.guides(view.prefix)
    crumbs = (Link("使用说明", link_to(path, index)),) if path != index else ()
    return GuidePage(path=path, shell=view.shell(path, title or "说明", "guide", crumbs=crumbs), body=body)


def pages(view: RegionView, read: Callable[[str, str], bytes]) -> Iterator[PlannedPage]:
    """The list; none where there are no pages, or where an editor's own index stands in its place."""
    if view.content.pages and OWN_INDEX not in view.content.pages:
        path = urls.guides(view.prefix)
        yield PlannedPage(path, f"{view.prefix}pages/", partial(_index, view, read, path))


def _index(view: RegionView, read: Callable[[str, str], bytes], path: str) -> GuidesPage:
    return GuidesPage(
        path=path,
        shell=view.shell(path, "使用说明", "guide", description=f"怎样使用{view.region.name}权责清单"),
        guides=tuple(_guide(view.content, read, path, file) for file in view.content.pages),
    )


def _guide(content: RegionContent, read: Callable[[str, str], bytes], path: str, file: str) -> Link:
    text = read(content.slug, file).decode("utf-8", "replace").replace("\r\n", "\n")
    return Link(title_of(text) or file.rpartition("/")[2], link_to(path, urls.page(content.prefix, file)))


def title_of(text: str) -> str:
    """What a page calls itself: ``title`` of its front matter, else its first main heading."""
    meta, heading = _META.search(text), _TITLE.search(text)
    found = meta["title"].strip("'\" ") if meta else (heading["heading"] or heading["rule"]) if heading else ""
    return _MARKS.sub(lambda mark: mark[1] or "", found).strip()
