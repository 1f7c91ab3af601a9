"""The ways into a region's documents beside kinds, years and departments: which of them there are, and where they lead."""

from __future__ import annotations

from yangguang import urls
from yangguang.model.words import ANNUAL, REQUEST, RULE
from yangguang.views.parts import Link, link_to
from yangguang.views.shell import RegionView

NOTICES, RULES, REPORTS, VALIDITY = "公示", "制度库", "历年年报", "文件有效性和沿革"
COLUMN = 3
"""How many documents an official column shows before it leads on."""


def lists(view: RegionView) -> dict[str, str]:
    """The lists that are there, by title, with the paths of their pages; reports are one that their column does not hold."""
    documents = view.content.disclosures.values()
    there = (
        (NOTICES, urls.notices, any(document.consultation for document in documents)),
        (RULES, urls.rules, any(document.genre == RULE for document in documents)),
        (REPORTS, urls.reports, sum(document.genre in ANNUAL for document in documents) > COLUMN),
        (VALIDITY, urls.validity, any(document.validity for document in documents)),
    )
    return {title: path(view.prefix) for title, path, found in there if found}


def ways(view: RegionView, start: str) -> tuple[Link, ...]:
    """依申请公开 and the lists that are there, as links from the page ``start``."""
    there = ((REQUEST, urls.request(view.prefix)), *lists(view).items())
    return tuple(Link(text, link_to(start, path)) for text, path in there)
