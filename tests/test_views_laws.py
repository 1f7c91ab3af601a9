"""Laws: which powers rest on which article, unknown laws too, and addresses that last."""

from __future__ import annotations

from typing import Any

from tests.making import content, item
from tests.viewing import headings, links_of, main, site
from yangguang import urls
from yangguang.model.facts import CitedLaw, ItemFacts
from yangguang.model.laws import fold
from yangguang.model.region import Law


def law(slug: str, name: str, **more: Any) -> Law:
    return Law.model_validate({"名称": name, "标识": slug, "位阶": "法律", "效力": "有效"} | more)


def citing(code: str, name: str, *articles: str, **more: Any) -> ItemFacts:
    return item(code, laws=(CitedLaw(name, articles, **more),))


def test_powers_stand_under_their_articles_in_the_order_of_the_law() -> None:
    region = content(laws=(law("xkf", "中华人民共和国行政许可法"),))
    items = [
        citing("A1", "行政许可法", "第三十二条", "第五条"),
        citing("A2", "《中华人民共和国行政许可法》", "第五条第二款", nature="设定"),
    ]
    page = site((region, items))["laws/xkf.html"]
    assert headings(page, "h3") == ["第五条 2", "第三十二条 1"]
    assert "第二款 · 设定" in main(page)


def test_a_law_that_nobody_has_entered_still_has_its_page() -> None:
    pages = site((content(), [citing("A1", "演示条例", "第三条", rank="行政法规")]))
    page = pages[f"laws/{urls.law_slug('演示条例')}.html"]
    assert headings(page, "h1") == ["演示条例"]
    assert "行政法规" in main(page)
    assert "法规库还没有收录" in main(page)
    assert headings(pages["laws/index.html"]) == ["行政法规 1"]


def test_once_a_law_is_entered_its_old_address_leads_on() -> None:
    old = f"laws/{urls.law_slug(fold('社会团体登记管理条例'))}.html"
    assert old in site((content(), [citing("A1", "社会团体登记管理条例", "第三条")]))
    known = law("sttl", "社会团体登记管理条例", 位阶="行政法规")
    page = site((content(laws=(known,)), [citing("A1", "社会团体登记管理条例", "第三条")]))[old]
    refresh = [e.attributes["content"] for e in page.all("meta") if e.attributes.get("http-equiv") == "refresh"]
    assert refresh == ["0; url=sttl.html"]
    assert links_of(page) == {"社会团体登记管理条例": "laws/sttl.html"}


def test_a_name_that_two_laws_share_leads_nowhere() -> None:
    laws = (law("a", "办法", 文号="一号"), law("b", "办法", 文号="二号"))
    assert f"laws/{urls.law_slug('办法')}.html" not in site((content(laws=laws), []))


def test_a_repealed_law_names_the_one_that_replaced_it_and_back() -> None:
    laws = (law("old", "旧条例", 效力="废止", 被替代="new"), law("new", "新条例"))
    pages = site((content(laws=laws), []))
    assert links_of(pages["laws/old.html"])["新条例"] == "laws/new.html"
    assert links_of(pages["laws/new.html"])["旧条例"] == "laws/old.html"
    assert "废止" in main(pages["laws/index.html"])


def test_the_official_text_is_linked_only_where_the_address_is_safe() -> None:
    good, bad = law("a", "甲法", 链接="https://example.org/law"), law("b", "乙法", 链接="javascript:alert(1)")
    pages = site((content(laws=(good, bad)), []))
    assert "https://example.org/law" in [address for _, address in pages["laws/a.html"].links]
    assert not [address for _, address in pages["laws/b.html"].links if "javascript" in address]


def test_laws_cited_most_come_first_and_a_law_without_powers_says_so() -> None:
    laws = (law("a", "甲法"), law("b", "乙法"))
    pages = site((content(laws=laws), [citing("A1", "乙法", "第一条")]))
    listed = [text for text in links_of(pages["laws/index.html"]) if text.endswith("法")]
    assert listed == ["乙法", "甲法"]
    assert "目前没有职权以它为依据" in main(pages["laws/a.html"])
