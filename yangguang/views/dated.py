"""The pages that tell days which nearly every edit changes: 更新日期, and those of a field history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from yangguang import urls
from yangguang.model.links import Amended
from yangguang.model.sight import Sight

if TYPE_CHECKING:
    from yangguang.views.planned import PlannedPage
    from yangguang.views.shell import RegionView


def pages(view: RegionView, sight: Sight, changed: Mapping[str, date]) -> Iterator[PlannedPage]:
    """Those of a region; they show nothing of the items of other regions."""
    from yangguang.views import home, law, review  # mostly nobody asks for the pages, only for what they tell

    own = sight.own
    found = chain(home.pages(view, own, sight.as_of), law.pages(view, sight, changed), review.pages(view, sight))
    return (page for page in found if page.dated)


def told(
    prefix: str, amended: Mapping[str, Amended], updated: Mapping[str, date], changed: Mapping[str, date]
) -> dict[str, object]:
    """Path → what the page tells of such days, for every page of a region that does; known without linking.

    ``amended``: the amended laws by the path of their page; ``updated``: 更新日期 by code; ``changed``: when an item last
    said something else, where a field history tells it.
    """
    late = {path: one.late(updated) for path, one in amended.items()}
    laws = {path: (late[path], one.since(changed)) for path, one in amended.items()}
    return {urls.home(prefix): max(updated.values(), default=None), urls.law_review(prefix): late, **laws}
