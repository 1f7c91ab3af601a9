"""The shell of one page, and the region that its pages share: its content, its frames, what it links to."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import ClassVar

from yangguang import hrefs, urls
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.laws import LawIndex, cited_as, fold
from yangguang.views.frame import Frame, framed
from yangguang.views.meta import Meta, page_metas
from yangguang.views.parts import Link, Trusted, link_to, web
from yangguang.views.site import Site, site_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What the base layout needs to know of one page."""

    path: str
    """Where the page stands, from the root of the site."""
    frame: Frame
    title: str
    """The page's own title; the browser shows it before the name of the site."""
    kind: str
    """The kind of page: ``power``, ``department`` …; a CSS class, and the mark of the current navigation entry."""
    nav: str = ""
    """The key of the navigation entry that this page belongs to."""
    crumbs: tuple[Link, ...] = ()
    """The way to this page; the last entry is the page itself."""
    code: str = ""
    """The code that the running head of a printed page shows."""
    updated: str = ""
    """The date of this page's own data (更新日期), never that of the release."""
    description: str = ""
    """One sentence for lists of results elsewhere."""
    metas: tuple[Meta, ...] = ()
    """The meta tags that the rules for government websites ask for."""
    feeds: tuple[Link, ...] = ()
    """Feeds to follow what this page shows."""
    data: str = ""
    """The items of this page, as JSON."""
    linked: Trusted | None = None
    """What the page is about, as JSON-LD."""
    report: str = ""
    """Where to report a mistake on this page (网友找错), page and code filled in; empty where no address is set."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: which template prints it, what stands around it. Subclasses add their own fields."""

    template: ClassVar[str]
    shell: Shell

    @property
    def path(self) -> str:
        """From the root of the site."""
        return self.shell.path


def _law_names(content: RegionContent) -> Iterator[tuple[str, str]]:
    """Folded name → path for the laws of laws.yml; only the main region has a page for each of them. A name that several share
    leads to the one that is not repealed, and nowhere where there are several of those."""
    index = LawIndex(content.laws if content.main else ())
    for name in dict.fromkeys(fold(name) for law in index.laws for name in law.names):
        found = index.find(name)
        standing = [law for law in found if law.validity != "废止"] or found
        if len(standing) == 1:
            yield name, urls.law(content.prefix, standing[0].slug)


def file_link(prefix: str, start: str, target: str | None, text: str | None, files: Container[str]) -> Link | None:
    """A link to one of the region's ``files`` or to an address outside; bare text where it is neither."""
    if not target:
        return None
    if target in files:
        return Link(text or target.rpartition("/")[2], link_to(start, urls.file(prefix, target)))
    return web(target, text)


class RegionView:
    """One region as its pages see it: its content, the site around it, and the frames that its folders share."""

    def __init__(self, content: RegionContent, site: Site) -> None:
        self.content = content
        self.site = site
        self.region = content.region
        self.prefix = content.prefix
        self.places = {key: place for place in content.places for key in (place.name, place.id)}
        self.themes = {key: theme for theme in content.themes for key in (theme.name, theme.id)}
        self._frames: dict[str, Frame] = {}
        self._law_names = dict(_law_names(content))

    @cached_property
    def files(self) -> frozenset[str]:
        """The files of the region, for questions after one of them."""
        return frozenset(self.content.files)

    @cached_property
    def law_index(self) -> LawIndex:
        """The laws that the region knows, by all their names."""
        return LawIndex(self.content.laws)

    def laws(self, item: ItemFacts, cited: Mapping[str, str]) -> Mapping[str, str]:
        """Folded name → path of the law's page, for what one item may cite; ``cited``: citation as written → path.

        Only the item's own citations count, and the laws of laws.yml where the content carries them: a page must not
        change because another item of its department cites another law.
        """
        own = dict(self._law_names)
        for law in item.laws:
            path = cited.get(cited_as(law.name, law.number))
            if path:
                own[fold(law.name)] = own[fold(cited_as(law.name, law.number))] = path
        own.update((fold(name), cited[name]) for name in item.mentions if name in cited)
        return own

    def has(self, section: str) -> bool:
        """Whether the region has pages of that part of the navigation."""
        here = self.site.region(self.content.slug)
        return here is not None and section in here.sections

    def frame(self, path: str) -> Frame:
        """The frame of the folder in which ``path`` stands; made once per folder."""
        folder = path[: path.rfind("/") + 1]
        if folder not in self._frames:
            start = folder + "x"
            self._frames[folder] = framed(self.content, self.site, partial(link_to, start), hrefs.root(start))
        return self._frames[folder]

    def shell(
        self, path: str, title: str, kind: str, *, nav: str = "", crumbs: tuple[Link, ...] = (),
        code: str = "", updated: str = "", description: str = "", published: str = "", origin: str = "",
        feeds: tuple[Link, ...] = (), data: str = "", linked: Trusted | None = None,
    ) -> Shell:  # fmt: skip
        """The shell of the page at ``path``; ``crumbs`` are the steps between the home page and this page.

        ``published`` and ``origin``: when and by whom, of a page that somebody has published. ``data``: the path of
        the JSON of its items.
        """
        frame = self.frame(path)
        way = (Link("首页", frame.home), *crumbs, Link(title)) if kind != "home" else ()
        metas = page_metas(self.region, kind, nav or kind, title, description=description, published=published,
                           origin=origin)  # fmt: skip
        website, root = self.region.website, self.site.root
        report = hrefs.report(website.report if website else None, hrefs.absolute(root, path) if root else path, code)
        return Shell(path=path, frame=frame, title=title, kind=kind, nav=nav or kind, crumbs=way, code=code, updated=updated,
                     description=description, metas=metas, feeds=feeds,
                     data=link_to(path, data) if data else "", linked=linked, report=report)  # fmt: skip

    def under(self, path: str, text: str, index: Callable[[str], str]) -> tuple[Link, ...]:
        """The one step between the home page and the page at ``path``: an index of the region, under its name."""
        return (Link(text, link_to(path, index(self.prefix))),)

    def feed(self, start: str, name: str, title: str) -> Link:
        """One of the region's feeds, as a page at ``start`` links it."""
        return Link(f"{self.region.name}：{title}", link_to(start, urls.feed(self.content.slug, name)))


def views_of(contents: Mapping[str, RegionContent]) -> list[RegionView]:
    """The regions in their order on pages."""
    site = site_of(contents)
    return [RegionView(contents[region.slug], site) for region in site.regions]
