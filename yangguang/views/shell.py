"""What stands around every page: the frame of a region as seen from one folder, and the shell of one page."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import ClassVar

from yangguang import urls
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.laws import cited_as, fold
from yangguang.model.region import Website
from yangguang.views.meta import Meta, page_metas
from yangguang.views.parts import Contact, Fact, Link, Trusted, contact, fact, facts, link_to, web

LAW_PREVAILS = "清单与法律法规不一致的，以法律法规为准。"
DEMO_NOTICE = "本站内容为演示数据，不是任何机关的公告，不作为办事依据。"


@dataclass(frozen=True, slots=True)
class RegionRef:
    """Another region of this site."""

    slug: str
    name: str
    prefix: str
    level: str
    sections: tuple[str, ...] = ()
    """Keys of the navigation entries that this region has content for."""


@dataclass(frozen=True, slots=True)
class Site:
    """What every page may know of the whole site: its regions, the main one first. Small, and sent to every worker."""

    regions: tuple[RegionRef, ...]
    root: str = ""
    """The public address of the site (网站.域名), with a slash at its end; empty where it has none."""

    def region(self, slug: str) -> RegionRef | None:
        """The region of that 网址标识."""
        return next((r for r in self.regions if r.slug == slug), None)


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One entry of the main navigation; ``key`` is the page kind that marks it as current."""

    text: str
    href: str
    key: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of one folder of one region share; every link is relative to that folder."""

    region: str
    government: str
    site_name: str
    home: str
    root: str
    """The way up to the root of the site: ``./``, ``../`` …"""
    demo: str
    """The notice that this is demonstration content, else empty."""
    nav: tuple[NavEntry, ...]
    search: str
    """Where the search form leads, with ``?q=…``."""
    all_items: str
    """The complete list of names."""
    unlisted: str
    """清单之外无职权: what is not on the list, and whom to tell of it."""
    law_prevails: str
    contacts: tuple[Contact, ...]
    """Who keeps the list; whom to tell of a power exercised outside it."""
    identity: tuple[Fact, ...]
    """What the site must say of itself; only what region.yml gives."""
    regions: tuple[Link, ...]
    """The other regions of this site."""
    guides: str
    """The pages of guidance (使用说明), the main region's where this one has none; empty where there are none at all."""
    data: str
    """The open data of this region."""
    site_map: str
    """The map of the site."""
    promises: tuple[Link, ...]
    """What is said on accessibility and privacy."""
    release: str
    """release.html: commit, date and manifest digest of this publication."""
    release_script: str
    """release.js, which fills in the date of publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """What the base layout needs to know of one page."""

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
    linked: Trusted | None = None
    """What the page is about, as JSON-LD."""
    report: str = ""
    """Where to report a mistake on this page (网友找错), page and code filled in; empty where no address is set."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page: where it stands, which template prints it, what stands around it. Subclasses add their own fields."""

    template: ClassVar[str]
    path: str
    """From the root of the site."""
    shell: Shell


def _law_names(content: RegionContent) -> Iterator[tuple[str, str]]:
    """Folded name → path for the laws of laws.yml; only the main region has a page for each of them."""
    for law in content.laws if content.main else ():
        path = urls.law(content.prefix, law.slug)
        yield from ((fold(name), path) for name in (law.name, law.short or law.name, *law.aliases))


_fold = lru_cache(maxsize=4096)(fold)


def file_link(prefix: str, start: str, target: str | None, text: str | None, files: Container[str]) -> Link | None:
    """A link to one of the region's ``files`` or to an address outside; bare text where it is neither."""
    if not target:
        return None
    if target in files:
        return Link(text or target.rpartition("/")[2], link_to(start, urls.file(prefix, target)))
    return web(target, text)


def site_of(contents: Mapping[str, RegionContent]) -> Site:
    """The regions of the site: the main one, then the others by code of area."""
    ordered = sorted(contents.values(), key=lambda c: (not c.main, c.region.code, c.slug))
    website = ordered[0].region.website
    refs = tuple(RegionRef(c.slug, c.region.name, c.prefix, c.region.level, _sections(c)) for c in ordered)
    return Site(refs, urls.base(website.domain if website else None))


def _sections(content: RegionContent) -> tuple[str, ...]:
    """Which parts of the navigation this region has something to show in; the three lists are always there."""
    present = {
        "theme": content.themes,
        "event": content.events,
        "disclosure": content.disclosures or content.catalogue,
        "place": content.places,
        "hotline": content.hotline,
        "guide": content.pages,
    }
    return ("department", "class", "law", *(key for key, found in present.items() if found))


class RegionView:
    """One region as its pages see it: its content, the site around it, and the frames that its folders share."""

    def __init__(self, content: RegionContent, site: Site) -> None:
        self.content = content
        self.site = site
        self.region = content.region
        self.prefix = content.prefix
        self.places = {place.id: place for place in content.places}
        self.themes = {key: theme for theme in content.themes for key in (theme.name, theme.id)}
        self._frames: dict[str, Frame] = {}
        self._law_names = dict(_law_names(content))

    @cached_property
    def files(self) -> frozenset[str]:
        """The files of the region, for questions after one of them."""
        return frozenset(self.content.files)

    def laws(self, item: ItemFacts, cited: Mapping[str, str]) -> Mapping[str, str]:
        """Folded name → path of the law's page, for what one item may cite; ``cited``: citation as written → path.

        Only the item's own citations count, and the laws of laws.yml where the content carries them: a page must not
        change because another item of its department cites another law.
        """
        own = dict(self._law_names)
        for law in item.laws:
            path = cited.get(cited_as(law.name, law.number))
            if path:
                own[_fold(law.name)] = own[_fold(cited_as(law.name, law.number))] = path
        own.update((_fold(name), cited[name]) for name in item.mentions if name in cited)
        return own

    def has(self, section: str) -> bool:
        """Whether the region has pages of that part of the navigation."""
        here = self.site.region(self.content.slug)
        return here is not None and section in here.sections

    def frame(self, path: str) -> Frame:
        """The frame of the folder in which ``path`` stands; made once per folder."""
        folder = path[: path.rfind("/") + 1]
        if folder not in self._frames:
            self._frames[folder] = _frame(self.content, self.site, folder + "x")
        return self._frames[folder]

    def shell(
        self, path: str, title: str, kind: str, *, nav: str = "", crumbs: tuple[Link, ...] = (),
        code: str = "", updated: str = "", description: str = "", published: str = "", origin: str = "",
        feeds: tuple[Link, ...] = (), linked: Trusted | None = None,
    ) -> Shell:  # fmt: skip
        """The shell of the page at ``path``; ``crumbs`` are the steps between the home page and this page.

        ``published`` and ``origin``: when and by whom, of a page that somebody has published.
        """
        frame = self.frame(path)
        way = (Link("首页", frame.home), *crumbs, Link(title)) if kind != "home" else ()
        metas = page_metas(self.region, kind, nav or kind, title, description=description, published=published,
                           origin=origin)  # fmt: skip
        return Shell(frame=frame, title=title, kind=kind, nav=nav or kind, crumbs=way, code=code, updated=updated,
                     description=description, metas=metas, feeds=feeds, linked=linked,
                     report=self.report(path, code))  # fmt: skip

    def feed(self, start: str, name: str, title: str) -> Link:
        """One of the region's feeds, as a page at ``start`` links it."""
        return Link(f"{self.region.name}：{title}", link_to(start, urls.feed(self.content.slug, name)))

    def report(self, path: str, code: str = "") -> str:
        """Where to report a mistake on the page at ``path``."""
        website, root = self.region.website, self.site.root
        return urls.report(website.report if website else None, urls.absolute(root, path) if root else path, code)


def _frame(content: RegionContent, site: Site, start: str) -> Frame:
    region, prefix = content.region, content.prefix
    website = region.website or Website()
    return Frame(
        region=region.name,
        government=region.government or "",
        site_name=website.name or f"{region.name}权责清单",
        home=link_to(start, urls.home(prefix)),
        root=urls.root(start),
        demo=DEMO_NOTICE if region.demo else "",
        nav=_nav(content, site, start),
        search=link_to(start, urls.SEARCH),
        all_items=link_to(start, urls.powers(prefix)),
        unlisted=link_to(start, urls.unlisted(prefix)),
        law_prevails=LAW_PREVAILS,
        contacts=_contacts(content),
        identity=_identity(website),
        regions=tuple(
            Link(r.name, link_to(start, urls.home(r.prefix))) for r in site.regions if r.slug != content.slug
        ),
        guides=_guides(content, site, start),
        data=link_to(start, urls.data_region(content.slug)),
        site_map=link_to(start, urls.SITE_MAP),
        promises=(
            Link("无障碍说明", link_to(start, urls.ACCESSIBILITY)),
            Link("隐私说明", link_to(start, urls.PRIVACY)),
        ),
        release=link_to(start, urls.RELEASE),
        release_script=link_to(start, urls.RELEASE_SCRIPT),
    )


def _nav(content: RegionContent, site: Site, start: str) -> tuple[NavEntry, ...]:
    prefix = content.prefix
    here = site.region(content.slug)
    there = {*(here.sections if here else ()), *(("region",) if len(site.regions) > 1 else ())}
    entries = (
        ("办事主题", urls.themes(prefix), "theme"),
        ("部门", urls.departments(prefix), "department"),
        ("职权类别", urls.classes(prefix), "class"),
        ("法律依据", urls.laws(prefix), "law"),
        ("调整动态", urls.events(prefix), "event"),
        ("信息公开", urls.disclosures(prefix), "disclosure"),
        ("服务场所", urls.places(prefix), "place"),
        ("热线", urls.hotline(prefix), "hotline"),
        ("地区", urls.regions(), "region"),
    )
    return tuple(NavEntry(text, link_to(start, path), key) for text, path, key in entries if key in there)


def _guides(content: RegionContent, site: Site, start: str) -> str:
    if content.pages:
        return link_to(start, urls.guides(content.prefix))
    return link_to(start, urls.guides("")) if any("guide" in r.sections and not r.prefix for r in site.regions) else ""


def _contacts(content: RegionContent) -> tuple[Contact, ...]:
    titled = (("清单主管单位", content.region.keeper), ("清单之外行使权力，向这里举报", content.region.watchdog))
    return tuple(contact(title, who.unit, who.phone, who.email) for title, who in titled if who is not None)


def _identity(website: Website) -> tuple[Fact, ...]:
    return facts(
        fact("主办单位", website.sponsor),
        fact("承办单位", website.operator),
        fact("联系方式", website.contact),
        fact("网站标识码", website.code),
        fact("ICP备案", website.icp),
        fact("公安备案", website.police),
    )
