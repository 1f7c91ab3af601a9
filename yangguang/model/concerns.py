"""What concerns a department: decisions that touch it, documents it has issued, and whether it has news to follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yangguang.model.content import RegionContent
from yangguang.model.disclosure import Disclosure
from yangguang.model.event import Adjustment, Event
from yangguang.model.facts import ItemFacts
from yangguang.model.links import RegionLinks
from yangguang.model.words import TOMBSTONES


def touching(
    event: Event, content: RegionContent, department: str, items: Mapping[str, ItemFacts]
) -> Iterator[Adjustment]:
    """What a decision changes in a department, as it was or as it is; it may name it by its slug or a name."""
    called = {department, *content.departments[department].names}
    for row in event.adjustments:
        named = not called.isdisjoint((row.department, row.old_department, row.new_department))
        if named or any(code in items and items[code].department == department for code in (*row.before, *row.after)):
            yield row


def touches(event: Event, content: RegionContent, department: str, items: Mapping[str, ItemFacts]) -> bool:
    """Whether a decision changes anything in a department."""
    return any(True for _ in touching(event, content, department, items))


def issuers(document: Disclosure) -> tuple[str, ...]:
    """Who has issued a document, each once: slugs of departments, or names written out."""
    return tuple(dict.fromkeys((document.issuer, *document.joint_issuers)))


def issued(document: Disclosure, department: str) -> bool:
    """Whether a department has issued a document, alone or with others."""
    return department in issuers(document)


def dated(links: RegionLinks, department: str) -> tuple[ItemFacts, ...]:
    """The items of a department that say when they were brought up to date; not those that are off the list."""
    return tuple(
        item
        for code, item in links.items.items()
        if item.department == department and item.dated and links.links[code].status not in TOMBSTONES
    )


def followed(content: RegionContent, links: RegionLinks, department: str) -> bool:
    """Whether a department has a feed: where there is anything to tell."""
    return (
        any(touches(event, content, department, links.items) for event in content.events.values())
        or any(issued(document, department) for document in content.disclosures.values())
        or bool(dated(links, department))
    )
