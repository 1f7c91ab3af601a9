"""The ways into a region's documents beside kinds, years and departments: which of them there are, and where they lead."""

from __future__ import annotations

from yangguang import urls
from yangguang.model.words import ANNUAL, REQUEST
from yangguang.views.parts import Link, link_to
from yangguang.views.shell import RegionView

NOTICES, RULES, REPORTS, VALIDITY = "公示", "制度库", "历年年报", "文件有效性和沿革"
RULE = "制度"
"""The genre that fills the library of rules."""
COLUMN = 3
"""How many documents an official column shows before it leads on."""


def ways(view: RegionView, start: str) -> tuple[Link, ...]:
    """The lists that are there, as links from the page ``start``."""
    there = (
        (REQUEST, urls.request(view.prefix), True),
        (NOTICES, urls.notices(view.prefix), has_notices(view)),
        (RULES, urls.rules(view.prefix), has_rules(view)),
        (REPORTS, urls.reports(view.prefix), has_reports(view)),
        (VALIDITY, urls.validity(view.prefix), has_validity(view)),
    )
    return tuple(Link(text, link_to(start, path)) for text, path, found in there if found)


def has_notices(view: RegionView) -> bool:
    """Whether any document has a period in which it may be objected to."""
    return any(document.consultation for document in view.content.disclosures.values())


def has_rules(view: RegionView) -> bool:
    """Whether any document is a rule."""
    return any(document.genre == RULE for document in view.content.disclosures.values())


def has_reports(view: RegionView) -> bool:
    """Whether there are more yearly reports than their column shows."""
    return sum(document.genre in ANNUAL for document in view.content.disclosures.values()) > COLUMN


def has_validity(view: RegionView) -> bool:
    """Whether any document says whether it is in force."""
    return any(document.validity for document in view.content.disclosures.values())
