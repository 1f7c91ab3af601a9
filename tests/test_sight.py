"""What the pages of a region see of other regions, and what they do not: nothing else makes them stale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.making import content, event, item, linked, row
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.region import Theme
from yangguang.model.sight import Sight, elsewhere, sights

THEME = Theme.model_validate({"名称": "婚姻", "标识": "hun-yin"})
CITY = content(event("2020-01-01", row("下放", "A1")), themes=(THEME,))
COUNTY = content(event("2020-02-01", row("承接", "A2", "B2")), slug="houma", main=False, themes=(THEME,))
OF_CITY = [item("A1"), item("A2"), item("A3", themes=("婚姻",)), item("A4", main_code="B4"), item("A6")]
OF_COUNTY = [item("B1", upper_code="A1"), item("B2"), item("B3"), item("B4", main_code="A6")]


def seen(own: RegionContent, of_city: list[ItemFacts], of_county: list[ItemFacts]) -> Sight:
    links = linked((CITY, of_city), (COUNTY, of_county))
    return sights({"linfen": CITY, "houma": COUNTY}, links)[own.slug]


def foreign(own: RegionContent, of_city: list[ItemFacts], of_county: list[ItemFacts]) -> list[str]:
    return [*seen(own, of_city, of_county).foreign()]


def changed(code: str, **more: object) -> Callable[[list[ItemFacts]], list[ItemFacts]]:
    return lambda items: [replace(one, **more) if one.code == code else one for one in items]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "sees"),
    [
        (changed("A1", name="改名"), False),
        (changed("A4", own_status="暂停"), True),
        (changed("A2", name="改名"), True),
        (changed("A4", name="改名"), True),
        (changed("A4", main_code=None), True),
        (changed("A6", name="改名"), True),
        (changed("A2", themes=("婚姻",)), True),
        (changed("A3", own_status="取消"), True),
        (changed("A3", name="改名"), False),
        (changed("A1", duties=9, risks=(1, 2, 3), window="三号窗口"), False),
        (lambda items: [*items, item("A5")], False),
    ],
    ids=[
        "the name of its counterpart, which its item's page alone shows",
        "the status of a sub-item",
        "the name of what a decision took over",
        "the name of a sub-item",
        "a sub-item no more",
        "the name of the main item",
        "one more of a theme",
        "one less of a theme",
        "a name that nothing here leads to",
        "figures and windows",
        "one more item",
    ],
)
def test_a_county_sees_of_the_city_what_its_own_pages_of_lists_name(
    change: Callable[[list[ItemFacts]], list[ItemFacts]], sees: bool
) -> None:
    before = foreign(COUNTY, OF_CITY, OF_COUNTY)
    assert (foreign(COUNTY, change(OF_CITY), OF_COUNTY) != before) is sees


@pytest.mark.parametrize(("code", "other"), [("B1", "A1"), ("B2", "A2"), ("B4", "A6"), ("B3", "A3")])
def test_the_page_of_an_item_shows_what_corresponds_to_it_elsewhere(code: str, other: str) -> None:
    def told(of_city: list[ItemFacts]) -> str:
        own = linked((CITY, of_city), (COUNTY, OF_COUNTY)).regions["houma"].links[code]
        return elsewhere("houma", code, own)

    assert (told(changed(other, name="改名")(OF_CITY)) != told(OF_CITY)) is (code != "B3")


def test_lists_show_the_same_power_elsewhere_where_a_decision_speaks_of_it() -> None:
    links = seen(COUNTY, OF_CITY, OF_COUNTY).own.links
    assert [ref.code for ref in links["B2"].same] == ["A2"]
    assert (links["B1"].same, links["B1"].comparison) == ((), "")


def test_what_a_region_says_itself_is_not_foreign_to_it() -> None:
    one = foreign(CITY, OF_CITY, OF_COUNTY)
    assert foreign(CITY, changed("A1", name="改名")(OF_CITY), OF_COUNTY) == one


def test_a_named_item_is_the_regions_own_before_anothers() -> None:
    named = seen(COUNTY, OF_CITY, [*OF_COUNTY, item("A2", name="县里的")]).named
    assert (named["A2"].region, named["A2"].name) == ("houma", "县里的")
    assert seen(COUNTY, OF_CITY, OF_COUNTY).named["A2"].region == "linfen"


def test_the_laws_of_the_city_are_seen_without_those_who_rest_on_them() -> None:
    assert all(law.citers == () for law in seen(COUNTY, OF_CITY, OF_COUNTY).laws.values())
