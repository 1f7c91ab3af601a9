"""Where the links of authors' texts lead: from files of the content to pages and files of the site."""

from __future__ import annotations

from collections.abc import Container, Iterable
from posixpath import dirname, normpath
from urllib.parse import unquote

from yangguang import urls
from yangguang.check.prose import targets
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.sight import Sight
from yangguang.views.parts import link_to
from yangguang.views.shell import RegionView

_SITE = ("data/", "feeds/", "files/", "stats/", "archive/")
"""Folders of the site that hold more than pages."""


class Targets:
    """The targets of one region's texts. ``items``: its codes; ``published``: files of its folder that the site carries."""

    def __init__(self, view: RegionView, items: Container[str], published: Container[str]) -> None:
        self.view, self.items, self.published = view, items, published

    def addresses(self, file: str, body: str) -> dict[str, str]:
        """Relative targets of a text → where they lead from its page; empty where they lead nowhere."""
        return {target: self.address(file, target) for target in targets(body)}

    def address(self, file: str, target: str) -> str:
        """Documents, pages, events and items lead to their pages, attachments to files/; addresses of the site stay."""
        _, mark, anchor = unquote(target).partition("#")
        place = self.place(file, target)
        prefix, content = self.view.prefix, self.view.content
        path = prefix + file.removesuffix(".md") + ".html"
        if place in content.disclosures or place in content.pages:
            return link_to(path, urls.page(prefix, place) + mark + anchor)
        if place in content.events:
            return link_to(path, urls.event(prefix, place))
        code = place.rpartition("/")[2].removesuffix(".yml")
        if place.startswith("powers/") and place.endswith(".yml") and code in self.items:
            return link_to(path, urls.power(prefix, code))
        if place in self.published:
            return link_to(path, urls.file(prefix, place))
        return target if self.stays(file, target) else ""

    def place(self, file: str, target: str) -> str:
        """The file of the region's folder that a target would name."""
        return normpath(f"{dirname(file)}/{unquote(target).partition('#')[0]}")

    def stays(self, file: str, target: str) -> bool:
        """Whether a target is an address of the site, and no file of the content."""
        return self.place(file, target) not in self.view.files and bool(site_path(self.view.prefix, file, target))


def site_path(prefix: str, file: str, target: str) -> str:
    """The path from the root where a text's target has the form of an address of the site, else empty."""
    inside = unquote(target).partition("#")[0].partition("?")[0]
    path = normpath(f"{prefix}{dirname(file)}/{inside}")
    if path.startswith(".."):
        return ""
    if inside.endswith("/"):
        return urls.INDEX if path == "." else f"{path}/{urls.INDEX}"
    return path if path.endswith(".html") or path.startswith(_SITE) else ""


def of_sight(view: RegionView, sight: Sight) -> Targets:
    """The targets of a region, as its pages see them."""
    return Targets(view, sight.own.items, published(view.content, sight.own.items.values()))


def published(content: RegionContent, items: Iterable[ItemFacts]) -> frozenset[str]:
    """The files of the region that the site carries: what documents, events or items name as their attachments."""
    named = content.attached.union(file for item in items for file in item.files)
    return named.intersection(content.files)
