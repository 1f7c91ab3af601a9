"""The frame around every page of a region: navigation, notices, who answers for the site, the way to other regions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yangguang import urls
from yangguang.model.content import RegionContent
from yangguang.model.region import Website
from yangguang.views.parts import Contact, Fact, Link, contact, fact, facts, phone
from yangguang.views.site import Site

LAW_PREVAILS = "清单与法律法规不一致的，以法律法规为准。"
DEMO_NOTICE = "本站内容为演示数据，不是任何机关的公告，不作为办事依据。"


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
    """Where the search form leads, with ``#q=…``."""
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


Way = Callable[[str], str]
"""From a path that begins at the root to the link that a page shows."""


def framed(content: RegionContent, site: Site, to: Way, root: str) -> Frame:
    """The frame of a region's pages that link as ``to`` says; ``root`` is their way up to the root of the site."""
    region, prefix = content.region, content.prefix
    website = region.website or Website()
    return Frame(
        region=region.name,
        government=region.government or "",
        site_name=website.name or f"{region.name}权责清单",
        home=to(urls.home(prefix)),
        root=root,
        demo=DEMO_NOTICE if region.demo else "",
        nav=nav(content, site, to),
        search=to(urls.SEARCH),
        unlisted=to(urls.unlisted(prefix)),
        law_prevails=LAW_PREVAILS,
        contacts=_contacts(content),
        identity=_identity(website),
        regions=tuple(Link(r.name, to(urls.home(r.prefix))) for r in site.regions if r.slug != content.slug),
        guides=_guides(content, site, to),
        data=to(urls.data_region(content.slug)),
        site_map=to(urls.SITE_MAP),
        promises=(
            Link("无障碍说明", to(urls.ACCESSIBILITY)),
            Link("隐私说明", to(urls.PRIVACY)),
        ),
        release=to(urls.RELEASE),
        release_script=to(urls.RELEASE_SCRIPT),
    )


def nav(content: RegionContent, site: Site, to: Way) -> tuple[NavEntry, ...]:
    """The main navigation: the parts in which the region has something to show."""
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
    return tuple(NavEntry(text, to(path), key) for text, path, key in entries if key in there)


def _guides(content: RegionContent, site: Site, to: Way) -> str:
    if content.pages:
        return to(urls.guides(content.prefix))
    return to(urls.guides("")) if any("guide" in r.sections and not r.prefix for r in site.regions) else ""


def _contacts(content: RegionContent) -> tuple[Contact, ...]:
    titled = (("清单主管单位", content.region.keeper), ("清单之外行使权力，向这里举报", content.region.watchdog))
    return tuple(contact(title, who.unit, who.phone, who.email) for title, who in titled if who is not None)


def _identity(website: Website) -> tuple[Fact, ...]:
    return facts(
        fact("主办单位", website.sponsor),
        fact("承办单位", website.operator),
        fact("联系方式", phone(website.contact)),
        fact("网站标识码", website.code),
        fact("ICP备案", website.icp),
        fact("公安备案", website.police),
    )
