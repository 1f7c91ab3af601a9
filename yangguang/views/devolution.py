"""What one level devolves and the other receives (下放与承接), region by region; what is still open comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.model.content import RegionContent
from yangguang.model.event import Adjustment, Event
from yangguang.model.handovers import Handovers, Takeover
from yangguang.model.links import Links
from yangguang.model.movements import in_order
from yangguang.model.words import ACTIVE, DEVOLVING, LEDGER
from yangguang.views.book import rows_link, ways
from yangguang.views.frame import NavEntry
from yangguang.views.parts import Count, Link, Tone, day, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.records import Finder, decision_link
from yangguang.views.shell import Page, RegionView


@dataclass(frozen=True, slots=True)
class Handover:
    """One power handed down to one region."""

    day: str
    """From when on it is devolved."""
    kind: str
    item: Link
    giver: str
    decision: Link
    receiver: Link
    state: str
    """已承接, 尚未承接 …"""
    tone: Tone
    taken: Link | None
    """The receiver's own item."""
    answer: Link | None
    """The receiver's decision; its day stands behind it."""

    @property
    def open(self) -> bool:
        """Whether nobody has answered for it."""
        return self.tone == "bad"


@dataclass(frozen=True, kw_only=True)
class DevolutionsPage(Page):
    """All devolutions that a region has given or been given."""

    template = "pages/devolutions.html"

    ways: tuple[NavEntry, ...]
    figures: tuple[Count, ...]
    data: Link
    """All rows of the region's decisions as a table to download."""
    open: tuple[Handover, ...]
    settled: tuple[Handover, ...]


class _Hands:
    """All devolutions of the site, and the decisions by which regions took them over or back."""

    def __init__(self, views: Sequence[RegionView], contents: Mapping[str, RegionContent], links: Links) -> None:
        self.views = {view.content.slug: view for view in views}
        self.links = links
        self.handovers = Handovers(contents, links.as_of)
        self.given = [
            (slug, file, event, row, receiver)
            for slug, content in contents.items()
            for file, _, event, row in reversed(in_order(content.events))
            if row.kind in DEVOLVING
            for receiver in row.receivers or ("",)
        ]

    def of(self, slug: str, start: str) -> Iterator[Handover]:
        """The handovers that a region takes part in, as a page of it shows them."""
        find = partial(self._finder, slug)
        for giver, file, event, row, receiver in self.given:
            if slug in (giver, receiver):
                for code in (*row.before, "") if row.name else row.before:
                    yield self._handover(find, start, giver, file, event, row, receiver, code)

    def _finder(self, slug: str, owner: str) -> Finder:
        """Links of a region's page to the items of another: regions may use the same codes."""
        return Finder(self.views[slug], partial(self.links.named, near=owner))

    def _handover(
        self, find: Callable[[str], Finder], start: str, giver: str, file: str, event: Event, row: Adjustment,
        receiver: str, code: str,
    ) -> Handover:  # fmt: skip
        view = self.views[giver]
        found = self.handovers.takeover(giver, receiver, code, event.effective) if code else None
        state, tone = self._state(giver, event, receiver, code, found)
        return Handover(
            day(event.effective),
            row.kind,
            find(giver).link(start, code) if code else Link(row.name or ""),
            view.region.name,
            decision_link(view, start, file, event),
            self._region(start, receiver),
            state,
            tone,
            self._own(find(receiver), start, found, code) if found else None,
            self._answer(start, receiver, found),
        )

    def _state(self, giver: str, event: Event, receiver: str, code: str, found: Takeover | None) -> tuple[str, Tone]:
        if recalled := self.handovers.recalled(giver, code, event.effective):
            own = self.links.regions[receiver].links if receiver in self.views else {}
            kept = self.handovers.kept(giver, receiver, code, recalled)
            used = any(one in own and own[one].status in ACTIVE for one in kept)
            return (f"{day(recalled)} 收回，承接的事项还在用", "warn") if used else (f"{day(recalled)} 收回", "quiet")
        if event.effective > self.links.as_of:
            return "决定尚未生效", "quiet"
        if found:
            later = found.event.effective > self.links.as_of
            return (f"将于 {day(found.event.effective)} 承接", "warn") if later else ("已承接", "good")
        if not receiver:
            return "决定没有写明承接单位", "bad"
        if receiver not in self.views:
            return "清单不在本站，无法核对", "quiet"
        return ("尚未承接", "bad") if code else ("没有编码，无法核对", "quiet")

    def _region(self, start: str, slug: str) -> Link:
        view = self.views.get(slug)
        return Link(view.region.name, link_to(start, urls.home(view.prefix))) if view else Link(slug)

    def _own(self, finder: Finder, start: str, found: Takeover, code: str) -> Link | None:
        """The receiver's item: the code that stands where the upper one stands, else the first."""
        before, after = found.row.before, found.row.after
        if not after:
            return None
        return finder.link(start, after[before.index(code)] if len(after) == len(before) else after[0])

    def _answer(self, start: str, slug: str, found: Takeover | None) -> Link | None:
        if found is None:
            return None
        path = urls.event(self.views[slug].prefix, found.file)
        return Link(found.event.title, link_to(start, path), day(found.event.effective))


def pages(views: Sequence[RegionView], contents: Mapping[str, RegionContent], links: Links) -> Iterator[PlannedPage]:
    """One page per region."""
    hands = _Hands(views, contents, links)
    for view in views:
        yield PlannedPage(urls.devolutions(view.prefix), f"{view.prefix}events/", partial(_page, view, hands))


def _page(view: RegionView, hands: _Hands, path: str) -> DevolutionsPage:
    found = tuple(hands.of(view.content.slug, path))
    still = tuple(one for one in found if one.open)
    taken = sum(one.tone == "good" for one in found)
    rest = len(found) - taken - len(still)
    figures = [Count(len(found), "项次下放"), Count(taken, "已承接"), Count(len(still), "尚未承接")]
    if rest:
        figures.append(Count(rest, "已收回、待生效或者无法核对"))
    return DevolutionsPage(
        shell=view.shell(
            path, "下放与承接", "devolutions", nav="event", crumbs=view.under(path, LEDGER, urls.ledger),
            description=f"{view.region.name}下放和承接的职权逐项对照，列出尚未承接的",
        ),
        ways=ways(view, path),
        figures=tuple(figures) if found else (),
        data=rows_link(view, path),
        open=still,
        settled=tuple(one for one in found if not one.open),
    )  # fmt: skip
