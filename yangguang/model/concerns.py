"""What concerns a department: decisions on what it held, documents it has issued, and whether it has news to follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from yangguang.model.called import Called
from yangguang.model.content import RegionContent
from yangguang.model.disclosure import Disclosure
from yangguang.model.event import Adjustment
from yangguang.model.facts import ItemFacts
from yangguang.model.links import RegionLinks
from yangguang.model.movements import coming, in_order, movements
from yangguang.model.words import TOMBSTONES

Concerned = Mapping[str, Mapping[str, Sequence[Adjustment]]]
"""Department → file of each decision that concerns it → what the decision changes there."""


def concerned(content: RegionContent, items: Mapping[str, ItemFacts], as_of: date) -> Concerned:
    """Which decisions concern which departments: those on items that a department then held, came to hold or gave away, and
    those that name it, by its slug or any name that it has or had.

    What is not in force yet concerns who will hold the items when its day comes.
    """
    stood = {(one.file, one.row): [cell for cell, _ in one.changes] for one in movements(content, items, as_of)}
    stood |= coming(content, items, as_of)
    called = Called(content)
    found: dict[str, dict[str, list[Adjustment]]] = {slug: {} for slug in content.departments}
    for file, number, event, row in in_order(content.events):
        holders = (department for department, _ in stood[file, number])
        for slug in dict.fromkeys((*holders, *called.named(row, event.effective))):
            if slug in found:
                found[slug].setdefault(file, []).append(row)
    return found


def heirs(
    content: RegionContent,
    items: Mapping[str, ItemFacts],
    slug: str,
    told: Mapping[str, Sequence[Adjustment]],
    as_of: date,
) -> tuple[str, ...]:
    """To whom a department has given powers so far, each once, in the order of the decisions that concern it (``told``); who
    is none of the departments is called as the decision does. What was merged or split is with who holds what came of it."""
    called = Called(content)
    takers: dict[str, None] = {}
    past = ((content.events[file].effective, row) for file, rows in told.items() for row in rows)
    for day, row in ((day, row) for day, row in past if day <= as_of):
        if row.new_department and slug in called.meant(row.old_department, day, leaving=True):
            takers |= dict.fromkeys(called.meant(row.new_department, day) or (row.new_department,))
        elif row.kind in ("合并", "拆分"):
            takers |= dict.fromkeys(items[code].department for code in row.after if code in items)
    return tuple(taker for taker in takers if taker != slug)


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


def followed(content: RegionContent, links: RegionLinks, department: str, told: Concerned) -> bool:
    """Whether a department has a feed: where there is anything to tell."""
    return (
        bool(told[department])
        or any(issued(document, department) for document in content.disclosures.values())
        or bool(dated(links, department))
    )
