"""Rows of other things than items: laws, places, documents and events in lists under headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from yangguang import urls
from yangguang.model import disclosure
from yangguang.model.concerns import issued
from yangguang.model.disclosure import Disclosure, over
from yangguang.model.event import Adjustment, Event
from yangguang.model.links import ItemRef, NamedItem
from yangguang.model.words import DOT
from yangguang.views.parts import Entry, Link, Tone, day, grouped, joined, link_to
from yangguang.views.shell import RegionView


@dataclass(frozen=True, slots=True)
class Row:
    """One record in a list: a title that leads on, quiet facts under it."""

    title: str
    href: str
    facts: tuple[str, ...] = ()
    status: str = ""
    tone: Tone = "quiet"
    text: str = ""
    """A further line: other names, what is done there."""


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under a heading; ``anchor`` is its id in the page."""

    title: str
    anchor: str
    rows: tuple[Row, ...]

    @property
    def note(self) -> str:
        """How many they are, as it is written."""
        return f"{len(self.rows):,}"


def row_groups(rows: Iterable[tuple[str, Row]], order: Iterable[str], anchor: str) -> tuple[RowGroup, ...]:
    """Rows under the headings they come with, in the order of all headings there may be."""
    found, headings = grouped(rows), enumerate(order, 1)
    return tuple(RowGroup(title, f"{anchor}-{n}", tuple(found[title])) for n, title in headings if title in found)


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Rows by date under a heading; ``anchor`` is its id in the page."""

    title: str
    anchor: str
    entries: tuple[Entry, ...]


def entry_groups(entries: Iterable[tuple[str, Entry]], anchor: str) -> tuple[EntryGroup, ...]:
    """Entries under the headings they come with, in the order in which the headings first appear."""
    found = enumerate(grouped(entries).items(), 1)
    return tuple(EntryGroup(title, f"{anchor}-{n}", tuple(rows)) for n, (title, rows) in found)


def contents_of(groups: Iterable[EntryGroup]) -> tuple[Link, ...]:
    """The headings of a page as links into it, with the number of rows under each."""
    return tuple(Link(group.title, f"#{group.anchor}", f"{len(group.entries):,}") for group in groups)


Documents = list[tuple[str, Disclosure]]
"""Documents with their files."""


def newest(view: RegionView, department: str = "") -> Documents:
    """The documents of the region, or of one department of it, with their files, the newest first."""
    documents = disclosure.newest(view.content.disclosures)
    return [(file, one) for file, one in documents if not department or issued(one, department)]


def document_entry(view: RegionView, start: str, file: str, document: Disclosure, *, kind: bool = False) -> Entry:
    """One document in a list; ``kind`` says which of the five kinds, else its genre stands there."""
    return Entry(
        document.title,
        link_to(start, urls.disclosure(view.prefix, file)),
        day(document.published),
        document.kind if kind else document.genre or "",
        joined((document.number, over(document.validity)), DOT),
    )


def decision_link(view: RegionView, start: str, file: str, event: Event) -> Link:
    """A decision of the region with its page; its number stands behind it."""
    return Link(event.title, link_to(start, urls.event(view.prefix, file)), event.number)


def item_link(view: RegionView, start: str, item: ItemRef | NamedItem) -> Link:
    """An item with its page; its region where that is another one, its status where it is not simply in use."""
    region = view.site.region(item.region)
    elsewhere = region.name if region and item.region != view.content.slug else ""
    note = joined((elsewhere, item.code, "" if item.status == "在用" else item.status), DOT)
    return Link(item.name, link_to(start, urls.power(region.prefix, item.code)) if region else "", note)


class Finder:
    """Links to items by their code, as pages of one region show them."""

    def __init__(self, view: RegionView, find: Callable[[str], NamedItem | None]) -> None:
        self._view, self._find = view, find

    def link(self, start: str, code: str) -> Link:
        """The item with its page, region (where it is another one) and status; the code where it is unknown."""
        item = self._find(code)
        return item_link(self._view, start, item) if item else Link(code)

    def among(self, start: str, code: str, refs: Iterable[ItemRef]) -> Link:
        """The item of that code among some, else as above: lists of two levels may use the same codes."""
        found = next((ref for ref in refs if ref.code == code), None)
        return item_link(self._view, start, found) if found else self.link(start, code)


def uncoded(row: Adjustment) -> tuple[Link, ...]:
    """The item of a row that never had a code, beside those that have one: only its name is known."""
    return (Link(row.name),) if row.name else ()
