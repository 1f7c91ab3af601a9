"""Figures of items stand apart: whatever they say, links, checks and the pages that show none of them stay the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pytest

from tests.helpers import ROOT
from yangguang.build.gather import Gathered
from yangguang.build.link import link
from yangguang.build.report import Silent
from yangguang.build.request import Request
from yangguang.build.session import Session
from yangguang.check.regions import check_regions
from yangguang.model.facts import FIGURES, ItemFacts
from yangguang.model.fields import Limit
from yangguang.model.links import Links
from yangguang.model.sight import Sight, sights
from yangguang.views.plan import region_pages, root_pages
from yangguang.views.planned import PlannedPage

OTHER: Mapping[str, object] = {
    "everyday_names": ("另称",), "office": "另一科室", "legal_limit": Limit(77, "个工作日"), "promised_limit": Limit(66, "个工作日"),
    "term": Limit(55, "个工作日"), "free": True, "window": "九十九号窗口", "consult_phone": "0357-0000001",
    "complaint_phone": "0357-0000002", "duties": 77, "risks": (7, 7, 7), "stage_risks": (("受理", 7, 7, 7),),
    "materials": ("另一材料",), "fees": ("九元",),
}  # fmt: skip


@dataclass(frozen=True)
class Whole:
    """The demonstration, linked."""

    gathered: Gathered
    links: Links
    seen: Mapping[str, Sight]

    def pages(self) -> Iterator[PlannedPage]:
        """All but those of items and those that compare regions."""
        contents = self.gathered.contents
        yield from root_pages(contents, self.links)
        for sight in self.seen.values():
            yield from region_pages(contents, sight, self._read, {})

    def _read(self, slug: str, file: str) -> bytes:
        return self.gathered.reads[slug].source.read(file)


@pytest.fixture(scope="module")
def two() -> Iterator[tuple[Whole, Whole]]:
    """The demonstration as it is, and with other figures."""
    with Session(Request(ROOT / "content", ROOT, workers=1), Silent()) as session:
        gathered = session.gather()
        linked = gathered.linked
        assert linked is not None
        chunks = [replace(one, items=tuple(map(otherwise, one.items))) for one in linked.facts]
        links = link(gathered.contents, chunks, linked.links.as_of)
        yield (
            Whole(gathered, linked.links, linked.sights),
            Whole(gathered, links, sights(gathered.contents, links)),
        )


def otherwise(item: ItemFacts) -> ItemFacts:
    assert OTHER.keys() == FIGURES
    return replace(item, **OTHER)  # type: ignore[arg-type]


def test_linking_sees_none(two: tuple[Whole, Whole]) -> None:
    one, other = two
    for slug, own in one.links.regions.items():
        there = other.links.regions[slug]
        assert (own.links, own.laws, own.law_slugs, own.themes) == (
            there.links,
            there.laws,
            there.law_slugs,
            there.themes,
        )
        assert [*one.seen[slug].foreign()] == [*other.seen[slug].foreign()]
    assert (one.links.comparisons, one.links.unmatched) == (other.links.comparisons, other.links.unmatched)


def test_the_checks_of_the_whole_see_none(two: tuple[Whole, Whole]) -> None:
    one, other = two
    contents = one.gathered.contents
    assert check_regions(contents, one.links) == check_regions(contents, other.links) != []


def test_only_pages_that_say_so_show_any(two: tuple[Whole, Whole]) -> None:
    one, other = two
    differ = {
        here.path: here.figures
        for here, there in zip(one.pages(), other.pages(), strict=True)
        if here.path != there.path or repr(here.make()) != repr(there.make())
    }
    assert {"index.html", "stats/index.html", "powers/index.html", "supervision.html"} <= differ.keys()
    assert all(differ.values())
