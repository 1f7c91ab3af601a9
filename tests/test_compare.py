"""The same power in several regions: what is matched, what is left alone, and what the pages show of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.making import content, event, item, linked, row
from tests.viewing import headings, inside, links_of, main, site
from yangguang.model.content import RegionContent
from yangguang.model.event import Event
from yangguang.model.facts import CitedLaw, ItemFacts
from yangguang.model.fields import Limit
from yangguang.model.region import Law

Regions = tuple[tuple[RegionContent, list[ItemFacts]], ...]


def regions(city: list[ItemFacts], *counties: list[ItemFacts], events: tuple[Event, ...] = ()) -> Regions:
    """A city and its counties c1, c2 …; the events are the first county's."""
    first = (content(slug="linfen"), city)
    rest = (
        (content(*(events if n == 1 else ()), slug=f"c{n}", main=False), items) for n, items in enumerate(counties, 1)
    )
    return (first, *rest)


def groups(*all_regions: tuple[RegionContent, list[ItemFacts]]) -> list[list[tuple[str, str]]]:
    return [list(found.items) for found in linked(*all_regions).comparisons]


def test_the_same_national_code_is_the_same_power_whatever_its_name() -> None:
    pair = regions([item("A1", national_code="1")], [item("B1", national_code="1"), item("B2", national_code="2")])
    assert groups(*pair) == [[("linfen", "A1"), ("c1", "B1")]]


def test_a_source_code_and_a_devolution_name_the_same_power() -> None:
    devolved = event("2020-01-01", row("承接", "A2", "B2"))
    found = groups(*regions([item("A1"), item("A2")], [item("B1", upper_code="A1"), item("B2")], events=(devolved,)))
    assert found == [[("linfen", "A1"), ("c1", "B1")], [("linfen", "A2"), ("c1", "B2")]]


def test_counties_that_received_a_power_the_city_gave_up_are_compared_with_each_other() -> None:
    gone = item("A1", own_status="已下放")
    found = groups(*regions([gone], [item("B1", upper_code="A1")], [item("C1", upper_code="A1")]))
    assert found == [[("c1", "B1"), ("c2", "C1")]]


def test_without_codes_the_same_name_and_class_decide_and_punctuation_does_not() -> None:
    found = groups(*regions(
        [item("A1", name="烟花爆竹经营（批发）许可"), item("A2", name="备案")],
        [item("B1", name="烟花爆竹经营(批发) 许可"), item("B2", name="备案", power_class="行政检查")],
    ))  # fmt: skip
    assert found == [[("linfen", "A1"), ("c1", "B1")]]


def test_what_could_be_either_of_two_is_left_unmatched_and_named_so() -> None:
    pair = regions(
        [item("A1", name="备案")], [item("B1", name="备案"), item("B2", name="备案")], [item("C1", name="备案")]
    )
    links = linked(*pair)
    assert [list(found.items) for found in links.comparisons] == [[("linfen", "A1"), ("c2", "C1")]]
    assert links.unmatched == (("c1", "B1"), ("c1", "B2"))
    assert linked(*pair[:2]).unmatched == (("linfen", "A1"), ("c1", "B1"), ("c1", "B2"))  # nobody else is left for A1


def test_a_power_whose_counterpart_is_off_the_list_is_not_called_unmatched() -> None:
    links = linked(*regions([item("A1")], [item("B1", upper_code="A1", own_status="已取消")]))
    assert (links.comparisons, links.unmatched) == ((), ())


def test_two_national_codes_are_two_powers_even_under_one_name() -> None:
    pair = regions([item("A1", name="备案", national_code="1")], [item("B1", name="备案", national_code="2")])
    assert groups(*pair) == []


def test_main_items_that_only_group_and_items_off_the_list_are_no_counterpart() -> None:
    for other in (item("B1", name="甲", catalogue_main=True), item("B1", name="甲", own_status="已取消")):
        assert groups(*regions([item("A1", name="甲")], [other])) == []
    assert groups(*regions([item("A1", name="甲")], [item("B1", name="甲")])) == [[("linfen", "A1"), ("c1", "B1")]]


def test_regions_stand_in_the_order_of_their_codes_of_area_wherever_they_are_named() -> None:
    counties = [
        (content(slug=slug, main=False, 行政区划代码=code), [item("B1", name="备案")])
        for slug, code in (("anze", "141026"), ("yaodu", "141002"), ("houma", "141081"))
    ]
    for named in (counties, counties[::-1]):
        [found] = linked((content(slug="linfen"), []), *named).comparisons
        assert [slug for slug, _ in found.items] == ["yaodu", "anze", "houma"]


def test_a_region_alone_compares_nothing() -> None:
    pages = site((content(), [item("A1")]))
    assert not [path for path in pages if path.startswith("compare/")]


def told(limit: int, materials: tuple[str, ...], **more: Any) -> dict[str, Any]:
    return {"name": "登记", "promised_limit": Limit(limit, "个工作日"), "materials": materials} | more


def test_the_page_marks_what_differs_from_the_first_region() -> None:
    law = (CitedLaw("社会团体登记管理条例"),)
    city = item("A1", **told(20, ("申请书", "章程"), free=True, laws=law))
    county = item("B1", **told(15, ("申请书", "验资报告"), fees=("工本费：10元",), free=False, laws=law))
    page = site(*regions([city], [county]))["compare/A1.html"]
    text = main(page)
    assert "各地承诺时限、收费、材料有所不同" in text
    assert "15个工作日 较短" in text
    assert "minzheng B1" in text
    assert "工本费：10元 不同" in text
    assert [e.text for e in inside(page, "status")] == ["较短", "不同", "不同", "不同", "不同"]
    assert headings(page) == ["时限、收费和材料", "申请材料", "设定依据"]
    assert links_of(page)["c1"] == "regions/c1/index.html"


def test_the_page_marks_other_numbers_of_responsibilities_and_risk_points() -> None:
    city = item("A1", name="登记", duties=5, risks=(1, 1, 0))
    county = item("B1", name="登记", duties=4, risks=(2, 0, 0))
    text = main(site(*regions([city], [county]))["compare/A1.html"])
    assert "4 不同" in text
    assert "2 不同" not in text


def test_at_once_in_other_words_is_no_difference() -> None:
    city, county = (
        item(code, name="登记", promised_limit=Limit(0, word)) for code, word in (("A1", "当场"), ("B1", "即时"))
    )
    pages = site(*regions([city], [county]))
    assert "各地已列明的时限、收费、材料和依据一致" in main(pages["compare/A1.html"])
    assert not inside(pages["compare/A1.html"], "status")
    assert "不同" not in main(pages["compare/index.html"]).replace("项各地有所不同", "")


def test_one_law_under_another_of_its_names_is_no_difference() -> None:
    known = Law.model_validate(
        {
            "名称": "中华人民共和国固体废物污染环境防治法",
            "标识": "gufei",
            "简称": "固废法",
            "位阶": "法律",
            "效力": "有效",
        }
    )
    cited = (
        ("固体废物污染环境防治法", "排污条例"),
        ("固废法", "《排污条例》（2021修订）"),
        ("中华人民共和国固体废物污染环境防治法", "中华人民共和国排污条例"),
    )
    city, *counties = (
        (
            content(slug=slug, main=slug == "linfen", laws=(known,)),
            [item(code, name="登记", laws=tuple(map(CitedLaw, laws)))],
        )
        for (slug, code), laws in zip((("linfen", "A1"), ("c1", "B1"), ("c2", "C1")), cited, strict=True)
    )
    page = site(city, *counties)["compare/A1.html"]
    assert "各地已列明的时限、收费、材料和依据一致" in main(page)
    assert "中华人民共和国固体废物污染环境防治法有有有 排污条例有有有" in main(page)


def test_a_region_that_has_suspended_the_power_is_told() -> None:
    city, county = item("A1", name="登记"), item("B1", name="登记", own_status="暂停")
    text = main(site(*regions([city], [county]))["compare/A1.html"])
    assert "2 个地区行使这项职权，其中 1 个地区暂停。" in text
    assert "B1 · 暂停" in text
    assert "A1 · 暂停" not in text


def test_the_same_fees_in_another_order_are_no_difference_and_other_figures_are() -> None:
    fees = ("工本费：1.5元", "检测费：20元"), ("检测费：20 元", "工本费:１.5元"), ("工本费：15元", "检测费：20元")
    city, *counties = ([item(code, name="登记", fees=own)] for code, own in zip(("A1", "B1", "C1"), fees, strict=True))
    for county, told in zip(counties, ("各地已列明的时限、收费、材料和依据一致", "各地收费有所不同"), strict=True):
        assert told in main(site(*regions(city, county))["compare/A1.html"])


def test_a_public_service_of_several_regions_is_not_called_a_power() -> None:
    city, county = (item(code, name="咨询", nature="公共服务", power_class=None) for code in ("A1", "B1"))
    pages = site(*regions([city], [county]))
    assert "2 个地区提供这项服务" in main(pages["compare/A1.html"])
    assert "1 项见于两地以上的清单" in main(pages["compare/index.html"])
    assert "项职权" not in main(pages["compare/index.html"])


def test_units_that_cannot_be_compared_are_said_to_differ_only_in_unit() -> None:
    city = item("A1", name="登记", legal_limit=Limit(20, "个工作日"))
    county = item("B1", name="登记", legal_limit=Limit(10, "日"))
    assert "10日 单位不同" in main(site(*regions([city], [county]))["compare/A1.html"])


def test_the_index_lists_powers_of_several_regions_by_class_and_counts_by_region() -> None:
    city = [item("A1", name="登记"), item("A2", power_class="行政处罚")]
    page = site(*regions(city, [item("B1", name="登记", power_class="行政许可")]))["compare/index.html"]
    assert headings(page, "h3") == ["行政许可 1"]
    assert links_of(page)["登记"] == "compare/A1.html"
    assert "各地区各类事项数" in main(page)


@pytest.mark.parametrize(("others", "told"), [(2, "linfen、c1、c2"), (3, "4 个地区")])
def test_the_index_names_the_regions_of_a_power_where_they_are_few(others: int, told: str) -> None:
    held = [[item(f"A{n}", name="登记")] for n in range(others + 1)]
    page = site(*regions(*held))["compare/index.html"]
    assert [told in element.text for element in inside(page, "item-facts")] == [True]


def paths(*all_regions: tuple[RegionContent, list[ItemFacts]]) -> list[str]:
    return [found.path for found in linked(*all_regions).comparisons]


@pytest.mark.parametrize("more", [{}, {"national_code": "1"}])
def test_a_power_that_only_counties_hold_keeps_its_address_when_another_county_comes_first(
    more: dict[str, str],
) -> None:
    held = [item("B1", name="登记", **more)], [item("C1", name="登 记", **more)]
    [path] = paths(*regions([], [], *held))
    assert path in site(*regions([], [], *held))
    assert [path] == paths(*regions([], [item("D1", name="登记", **more)], *held)) == paths(*regions([], *held[::-1]))


def test_powers_of_counties_that_only_their_pairs_tell_apart_have_addresses_of_their_own() -> None:
    twice = [item("B1", name="备案", upper_code="C1"), item("B2", name="备案", upper_code="D1")]
    found = paths(*regions([], twice, [item("C1", name="备案")], [item("D1", name="备案")]))
    assert found == ["compare/c1.B1.html", "compare/c1.B2.html"]
