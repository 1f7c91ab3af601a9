"""Themes, places, hotline, regions, names and the page for an address that is not there."""

from __future__ import annotations

from typing import Any

from tests.making import AS_OF, content, event, item, linked, row
from tests.markup import Document
from tests.viewing import headings, inside, links_of, main, rows_of, site
from yangguang.check.health import findings
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.fields import Limit
from yangguang.model.region import Hotline, Place, Theme
from yangguang.search.regions import region_entries

RESTAURANT = Theme.model_validate(
    {"标识": "restaurant", "名称": "开饭馆", "对象": "自然人", "别名": ["开餐馆"], "职权": ["A1"]}
)
HALL = Place.model_validate(
    {"编号": "hall", "名称": "政务大厅", "类型": "政务服务大厅", "查阅点": "是", "地址": "演示路1号", "电话": "0357-0000020",
     "窗口": [{"号": "1号", "部门": "minzheng", "事项": "登记"}]}
)  # fmt: skip
LICENCE: dict[str, Any] = {
    "office": "审批股", "places": ("hall",), "window": "1号窗口", "promised_limit": Limit(7, "个工作日"),
    "legal_limit": Limit(10, "个工作日"), "free": True, "consult_phone": "0357-0000172",
}  # fmt: skip


def hotline(*channels: tuple[str, str]) -> Hotline:
    told = [{"类型": kind, "号码或地址": address} for kind, address in channels]
    return Hotline.model_validate({"名称": "12345热线", "渠道": told})


def page(path: str, *items: ItemFacts, **more: Any) -> Document:
    return site((content(**more), list(items)))[path]


def test_a_theme_answers_where_how_long_what_fee_and_whom_to_call() -> None:
    found = page("themes/restaurant.html", item("A1", **LICENCE), themes=(RESTAURANT,), places=(HALL,))
    text = main(found)
    assert all(word in text for word in ("审批股", "1号窗口", "7个工作日", "法定 10个工作日", "不收费", "0357-0000172"))
    assert links_of(found)["政务大厅"] == "places/hall.html"
    assert "个人办事" in text
    assert "也叫：开餐馆" in text


def test_a_theme_counts_only_what_is_on_the_list_on_its_page_in_the_search_and_in_self_inspection() -> None:
    themes = (Theme(id="a", name="开饭馆", codes=("A1", "A2")), Theme(id="b", name="养犬", codes=("A2", "A3")))
    one = content(themes=themes)
    items = [item("A1"), item("A2", own_status="已取消"), item("A3", catalogue_main=True)]
    links = linked((one, items)).regions["linfen"]
    entries = region_entries(one, links, lambda _: b"", AS_OF)
    assert [(entry["name"], entry["card"]["note"]) for entry in entries if entry["kind"] == "theme"] == [
        ("开饭馆", "1 项")
    ]
    assert [found.key for found in findings(one, links, AS_OF) if found.kind == "theme"] == ["b"]
    index = site((one, items))["themes/index.html"]
    assert [e.text for e in inside(index, "count")] == ["1 项", "暂无事项"]


def test_a_theme_without_items_here_says_where_there_are_some() -> None:
    city: RegionContent = content(themes=(RESTAURANT,))
    county = content(slug="houma", main=False, themes=(RESTAURANT,))
    pages = site((city, []), (county, [item("A1")]))
    assert links_of(pages["themes/restaurant.html"])["houma"] == "regions/houma/themes/restaurant.html"
    assert "本级清单里没有这一主题的事项。请看下面的地区。" in main(pages["themes/restaurant.html"])
    assert "在houma办" in main(pages["themes/index.html"])


def test_a_cancelled_item_is_no_answer() -> None:
    region = content(event("2020-01-01", row("取消", "A1")), themes=(RESTAURANT,))
    assert not inside(site((region, [item("A1")]))["themes/restaurant.html"], "answer")


def test_a_place_shows_its_windows_and_what_is_handled_there() -> None:
    found = page("places/hall.html", item("A1", **LICENCE), item("A2"), places=(HALL,))
    assert links_of(found)["A1"] == "powers/A1.html"
    assert "A2" not in main(found)
    assert "政府信息查阅点" in main(found)
    assert "演示路1号" in main(found)
    assert inside(found, "windows")[0].text == "1号minzheng 登记A1"
    assert headings(page("places/index.html", places=(HALL,))) == ["政务服务大厅 1"]


def test_a_place_is_led_to_by_its_name_as_by_its_number() -> None:
    named = item("A1", **LICENCE | {"places": ("政务大厅", "演示路9号")})
    pages = site((content(places=(HALL,), themes=(RESTAURANT,)), [named]))
    assert links_of(pages["places/hall.html"])["A1"] == "powers/A1.html"
    assert links_of(pages["themes/restaurant.html"])["政务大厅"] == "places/hall.html"
    assert "演示路9号" in main(pages["themes/restaurant.html"])


def test_only_what_a_device_can_follow_is_a_link_of_the_hotline() -> None:
    channels = hotline(("电话", "12345"), ("短信", "0357-0000031"), ("网站", "javascript:alert(1)"), ("邮箱", "a@example.org"),
                       ("邮箱", "x<y>@z"), ("微信", "12345"))  # fmt: skip
    found = page("hotline.html", hotline=channels)
    outward = [address for e, address in found.links if e.tag == "a" and "main" in e.parents and ":" in address]
    assert outward == ["tel:12345", "tel:12345", "mailto:a@example.org"]


def test_a_region_without_hotline_has_no_page_of_it() -> None:
    assert "hotline.html" not in site((content(), []))


def test_all_regions_stand_once_at_the_root_with_their_figures() -> None:
    pages = site((content(), [item("A1", duties=5)]), (content(slug="houma", main=False), [item("B1"), item("B2")]))
    assert rows_of(pages["regions/index.html"])[1:] == [
        ["linfen", "市级", "2", "1", "0", "5", "0", ""],
        ["houma", "市级", "2", "2", "0", "0", "0", ""],
    ]
    assert links_of(pages["regions/index.html"])["houma"] == "regions/houma/index.html"
    assert "regions/houma/regions/index.html" not in pages
    assert "regions/index.html" not in site((content(), []))


def test_the_map_leads_to_the_parts_of_every_region_and_once_to_all_regions() -> None:
    page = site((content(), []), (content(slug="houma", main=False), []))["sitemap.html"]
    leads = [
        element.attributes["href"] for element, _ in page.links if element.tag == "a" and "main" in element.parents
    ]
    for part in ("departments/index.html", "classes/index.html", "laws/index.html"):
        assert {part, f"regions/houma/{part}"} <= {*leads}
    assert leads.count("regions/index.html") == 1


def test_the_list_of_names_holds_every_item_even_those_that_have_gone() -> None:
    region = content(event("2020-01-01", row("取消", "A2")))
    found = site((region, [item("A1", everyday_names=("领证",)), item("A2")]))["powers/index.html"]
    assert set(links_of(found)) >= {"A1", "A2"}
    assert headings(found)[0] == "行政许可 1"
    assert "领证" in main(found)
    assert "已不在清单上" in main(found)


def test_the_page_for_a_lost_address_has_no_relative_link() -> None:
    for domain, root in (("", "/"), ("www.example.org", "/"), ("https://example.org/qzqd/", "/qzqd/"), ("https://example.org/清单", "/%E6%B8%85%E5%8D%95/"), ("https://example.org/%E6%B8%85", "/%E6%B8%85/")):  # fmt: skip
        website: dict[str, Any] = {"网站": {"域名": domain}} if domain else {}
        found = site((content(**website), []))["404.html"]
        inner = [address for _, address in found.links if not address.startswith(("#", "http", "tel:", "mailto:"))]
        assert inner
        assert all(address.startswith(root) for address in inner)


def test_a_window_lists_its_items_by_number_and_by_department_where_an_item_names_no_number() -> None:
    windows = [{"号": "1—4号", "部门": "jiaoyu"}, {"号": "12、13号", "部门": "minzheng"}]
    hall = Place.model_validate(
        {"编号": "hall", "名称": "大厅", "类型": "政务服务大厅", "地址": "演示路1号", "窗口": windows}
    )
    named = {"A1": "民政窗口13号", "A2": "3号窗口", "A3": "民政窗口", "A4": "23号"}
    items = [item(code, places=("hall",), window=window) for code, window in named.items()]
    page = site((content(places=(hall,)), items))["places/hall.html"]
    assert [found.text for found in inside(page, "window-items")] == ["A2", "A1A3"]


def test_a_range_of_more_windows_than_any_hall_has_is_none() -> None:
    windows = [{"号": "1—400号"}, {"号": "400、401号"}]
    hall = Place.model_validate(
        {"编号": "hall", "名称": "大厅", "类型": "政务服务大厅", "地址": "演示路1号", "窗口": windows}
    )
    items = [item(code, places=("hall",), window=window) for code, window in (("A1", "200号"), ("A2", "400号"))]
    page = site((content(places=(hall,)), items))["places/hall.html"]
    assert [found.text for found in inside(page, "window-items")] == ["A2", "A2"]
