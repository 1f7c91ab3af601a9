"""Whether the ledger reconciles: opening and events must lead to the list as it is."""

from __future__ import annotations

from collections.abc import Iterator

from yangguang.check.whole import Whole
from yangguang.model.content import RegionContent
from yangguang.model.ledger import ledger_of
from yangguang.model.movements import counted
from yangguang.model.problem import Problem
from yangguang.model.region import Opening


def check_ledger(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    """One warning per department and class that does not reconcile; silent where items or the opening cannot be read,
    and of departments with an item that lacks its class (an error of its own): nobody knows where it counts."""
    slug = content.slug
    as_of = whole.links.as_of
    opening = content.region.opening
    if slug in whole.broken or not content.known or (opening and (as_of < opening.day or _wrong(opening, content))):
        return
    book = ledger_of(content, whole.links.regions[slug], as_of)
    unclassed = {item.department for item in whole.items(slug).values() if counted(item) and not item.power_class}
    for row in book.rows:
        if row.department in unclassed:
            continue
        args = {
            "department": content.name_of(row.department),
            "class": row.power_class,
            "expected": str(row.closing),
            "found": str(row.actual),
        }
        if row.difference:
            yield Problem("P430", "region.yml", ("期初", "数量", row.department, row.power_class), args)
        elif book.derived and row.opening < 0:
            yield Problem("P431", "region.yml", (), args | {"opening": str(row.opening)})


def _wrong(opening: Opening, content: RegionContent) -> bool:
    """Whether it has been told already that a count is none, or no department's."""
    negative = any(count < 0 for counts in opening.counts.values() for count in counts.values())
    return negative or not opening.counts.keys() <= content.departments.keys()
