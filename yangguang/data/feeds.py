"""Atom feeds (RFC 4287) of decisions, documents and departments; every date comes from the data."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from yangguang import hrefs, urls
from yangguang.data.xml import DECLARATION, element
from yangguang.model.concerns import concerned, dated, issued
from yangguang.model.content import RegionContent
from yangguang.model.disclosure import Disclosure
from yangguang.model.event import Event
from yangguang.model.links import RegionLinks

NEWEST = 100
"""Entries of a feed; the lists of the site are complete."""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed."""

    path: str
    title: str
    day: date
    author: str
    summary: str = ""
    again: bool = False
    """Whether a newer day makes it a new entry, to be read again, and no other day of the same one."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: its path, and what it follows."""

    path: str
    title: str
    page: str
    author: str
    items: tuple[Item, ...]


def feeds(content: RegionContent, links: RegionLinks, as_of: date) -> Iterator[Feed]:
    """The feeds of a region; none without entries, since a feed must say when it was last changed."""
    name, author = content.region.name, content.region.government or content.region.name
    events = sorted(content.events.items())
    documents = sorted(content.disclosures.items())
    changed = [_event(content, *event) for event in events]
    issued_here = [_document(content, *document) for document in documents]
    found = [
        (urls.feed(content.slug, "changes"), f"{name}：权责清单调整", urls.events(content.prefix), changed),
        (urls.feed(content.slug, "documents"), f"{name}：信息公开", urls.disclosures(content.prefix), issued_here),
    ]
    told = concerned(content, links.items, as_of)
    for slug, department in content.departments.items():
        items = [_event(content, file, event) for file, event in events if file in told[slug]]
        items += [_document(content, *d) for d in documents if issued(d[1], slug)]
        path, page = urls.feed(content.slug, f"departments/{slug}"), urls.department(content.prefix, slug)
        found.append((path, f"{name}：{department.name}", page, [*items, *_updated(content, links, slug)]))
    for path, title, page, all_items in found:
        if all_items:
            newest = sorted(all_items, key=lambda item: (-item.day.toordinal(), item.path))[:NEWEST]
            yield Feed(path, title, page, author, tuple(newest))


def _event(content: RegionContent, file: str, event: Event) -> Item:
    kinds = "、".join(dict.fromkeys(row.kind for row in event.adjustments))
    told = f"{event.number}：{kinds}，自 {event.effective.isoformat()} 起生效"
    return Item(urls.event(content.prefix, file), event.title, event.told or event.effective, event.approver, told)


def _document(content: RegionContent, file: str, document: Disclosure) -> Item:
    path, issuer = urls.disclosure(content.prefix, file), content.name_of(document.issuer)
    return Item(path, document.title, document.published, issuer, document.summary or "")


def _updated(content: RegionContent, links: RegionLinks, department: str) -> Iterator[Item]:
    """The items of a department that say when they were brought up to date."""
    name = content.departments[department].name
    for item in dated(links, department):
        path = urls.power(content.prefix, item.code)
        yield Item(path, item.name, links.updated[item.code], name, f"{item.kind} {item.code}", again=True)


def atom(feed: Feed, region: RegionContent, root: str) -> bytes:
    """The feed. Links are absolute where the site has a public address, else relative to the feed; ids are neither, so
    that they stay when the site moves."""
    address = partial(hrefs.address, root, feed.path)
    newest = max(item.day for item in feed.items)
    head = [
        element("title", feed.title),
        element("id", _id(region, feed.path)),
        element("updated", _moment(newest)),
        f"<author>{element('name', feed.author)}</author>",
        element("link", rel="self", type="application/atom+xml", href=address(feed.path)),
        element("link", rel="alternate", type="text/html", href=address(feed.page)),
    ]
    entries = ("".join(_entry(item, region, address(item.path))) for item in feed.items)
    body = "\n".join([*head, *(f"<entry>{entry}</entry>" for entry in entries)])
    return f'{DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n{body}\n</feed>\n'.encode()


def _entry(item: Item, region: RegionContent, href: str) -> Iterable[str]:
    yield element("title", item.title)
    yield element("id", _id(region, f"{item.path} {item.day.isoformat()}" if item.again else item.path))
    yield element("updated", _moment(item.day))
    yield element("link", rel="alternate", type="text/html", href=href)
    yield f"<author>{element('name', item.author or region.region.name)}</author>"
    if item.summary:
        yield element("summary", item.summary)


def _moment(day: date) -> str:
    """Atom wants a time; the data know days, which begin at midnight in China."""
    return f"{day.isoformat()}T00:00:00+08:00"


def _id(region: RegionContent, name: str) -> str:
    """The first code of the region: what a reader has read is not new because a county has become a district."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, f'{region.region.codes[0]} {region.slug} {name}')}"
