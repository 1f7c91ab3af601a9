"""Entries of a region that are no items: departments, themes, documents, events, laws, pages, places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from html import unescape

from yangguang import urls
from yangguang.check.guide import read_guide
from yangguang.model.concerns import concerned, heirs
from yangguang.model.content import RegionContent
from yangguang.model.disclosure import newest, over
from yangguang.model.laws import fold
from yangguang.model.links import RegionLinks, of_theme
from yangguang.model.power import Attachment
from yangguang.model.words import CATALOGUE, DOT, LEDGER, REQUEST, SUPERVISION
from yangguang.search.entry import ABOLISHED, Entry, entry
from yangguang.yamlio import read_markdown

Read = Callable[[str], bytes]
"""Reads a file of the region, by its path in the region's folder."""

# Blanks before a bar count only from the first of them on: a line of blanks without end would be sought through anew from each.
_MARKS = re.compile(
    r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)|<([^<>\s:@]+[:@][^<>\s]+)>|</?[A-Za-z][\w-]*(?:\s[^<>]*)?/?>|<!--[^<>]*-->"
    r"|[*`]{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|^\s*(?:[#>|]+\s?|(?:[+-]+|\d+\.)(?:\s|$))|(?:(?<!\s)\s++)?+\|\s*"
)
"""Of Markdown what a page does not show: a smaller sign, an address, a number or 1.5 at the start of a line are none of it."""


def region_entries(content: RegionContent, links: RegionLinks, read: Read, as_of: date) -> Iterator[Entry]:
    """All of a region but its items, in the order of their kinds, then of their files and names; documents newest first, as
    results that answer alike stand in this order."""
    yield from _departments(content, links, as_of)
    yield from _themes(content, links)
    yield from _documents(content, read)
    yield from _events(content)
    yield from _laws(links)
    yield from _pages(content, read)
    yield from _places(content)


def plain(markdown: str) -> tuple[str, ...]:
    """The lines of a Markdown text without its marks."""
    bare = (_MARKS.sub(lambda found: found[1] or found[2] or " ", line) for line in markdown.split("\n"))
    lines = (unescape(line).strip() for line in bare)
    return tuple(line for line in lines if line.strip("-: "))


def _departments(content: RegionContent, links: RegionLinks, as_of: date) -> Iterator[Entry]:
    gone = content.departments.keys() - set(content.standing(as_of))
    told = concerned(content, links.items, as_of) if gone else {}
    for slug, department in content.departments.items():
        takers = heirs(content, links.items, slug, told[slug], as_of) if slug in gone else ()
        since = f"自 {department.abolished} 起撤销" if slug in gone else None
        ways = ((content.departments[to].name, to) for to in takers if to in content.departments)
        offices = (part for office in department.offices for part in (office.name, office.duties, office.phone))
        yield entry(
            "department", urls.department("", slug), department.name, department=slug,
            aliases=(department.short or "", *(former.name for former in department.former_names)),
            status=ABOLISHED if since else "",
            moved=(["", name, urls.department(content.prefix, to)] for name, to in ways),
            card=_card(place=department.address, phone=department.consult_phone, note=since or department.hours),
            texts=(
                *department.duties, *offices, department.address, department.hours, department.consult_phone,
                department.complaint_phone,
            ),
        )  # fmt: skip


def _themes(content: RegionContent, links: RegionLinks) -> Iterator[Entry]:
    for theme in content.themes:
        if items := of_theme(theme.id, links):
            note = f"{len(items)} 项"
            yield entry("theme", urls.theme("", theme.id), theme.name, aliases=theme.aliases, card=_card(note=note))


def _documents(content: RegionContent, read: Read) -> Iterator[Entry]:
    for file, document in newest(content.disclosures):
        issued = _called(content, document.issuer)
        known = document.issuer in content.departments  # then a result names it among what it is of
        joint = (_called(content, other) for other in document.joint_issuers)
        opinions = document.consultation.phone if document.consultation else None
        lines = plain(read_markdown(read(file), file)[1])
        yield entry(
            "document", urls.disclosure("", file), document.title, group=document.kind,
            department=document.issuer if known else "", status=over(document.validity),
            card=_card(note=DOT.join(filter(None, ("" if known else issued, document.published.isoformat(), document.number)))),
            texts=(
                document.number, document.index_number, document.subject, document.genre, document.summary, issued, *joint, *lines,
                opinions, *_named(document.attachments),
            ),
        )  # fmt: skip


def _events(content: RegionContent) -> Iterator[Entry]:
    for file, event in content.events.items():
        rows = (text for row in event.adjustments for text in (row.name, row.transition))
        yield entry(
            "event", urls.event("", file), event.title, group="调整动态",
            card=_card(note=f"{event.number}{DOT}{event.effective.isoformat()}"),
            texts=(event.number, event.approver, event.reason, event.legality, *rows, *_named(event.attachments)),
        )  # fmt: skip


def _laws(links: RegionLinks) -> Iterator[Entry]:
    for slug, law in links.laws.items():
        known = law.entry
        aliases = (known.short or "", *known.aliases) if known else (fold(law.name),)
        note = DOT.join(filter(None, (known.rank, known.number, known.issuer))) if known else ""
        yield entry("law", urls.law("", slug), law.name, aliases=aliases, card=_card(note=note),
                    texts=(known.number,) if known else ())  # fmt: skip


def _pages(content: RegionContent, read: Read) -> Iterator[Entry]:
    if content.disclosures or content.catalogue:
        yield entry("page", urls.request(""), REQUEST, aliases=("申请信息公开", "政府信息公开申请表"),
                    card=_card(note="没有公开的信息怎样申请，附申请表"))  # fmt: skip
    if content.catalogue:
        yield entry("page", urls.catalogue(""), CATALOGUE, aliases=("基层政务公开标准目录",),
                    card=_card(note="应当公开什么，哪些已经公开"))  # fmt: skip
    if hotline := content.hotline:
        number = next((way.address for way in hotline.channels if way.kind == "电话"), "")
        yield entry("page", urls.hotline(""), hotline.name, aliases=(number,), card=_card(phone=number, note=hotline.hours),
                    texts=(hotline.scope,))  # fmt: skip
    yield entry("page", urls.supervision(""), SUPERVISION, aliases=("投诉", "监督投诉", "不服怎么办"),
                card=_card(note="向谁投诉、向谁举报、向谁申请复议"))  # fmt: skip
    yield entry(
        "page", urls.ledger(""), LEDGER, aliases=("变动明细",), card=_card(note="新增、取消、下放了多少项，由哪个决定")
    )
    for file, title in content.pages.items():
        yield entry("page", urls.page("", file), title, texts=plain(read_guide(read(file), file)[0].body))


def _places(content: RegionContent) -> Iterator[Entry]:
    for place in content.places:
        windows = (" ".join(filter(None, (w.number, _called(content, w.department), w.items))) for w in place.windows)
        yield entry(
            "place", urls.place("", place.id), place.name, group=place.kind,
            card=_card(place=place.address, phone=place.phone, note=place.hours),
            texts=(place.address, place.hours, place.phone, *place.facilities, *windows),
        )  # fmt: skip


def _called(content: RegionContent, department: str | None) -> str:
    """A department, named by its file or in words, as pages call it."""
    known = content.departments.get(department or "")
    return known.label if known else department or ""


def _named(attachments: Iterable[Attachment]) -> Iterator[str]:
    """What files that go with a page are called there."""
    return (one.name or one.file.rpartition("/")[2] for one in attachments)


def _card(**parts: str | None) -> dict[str, str]:
    return {key: text for key, text in parts.items() if text}
