"""Laws: which powers rest on which article, unknown laws too, and addresses that last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import build, copy_of, edit
from tests.making import content, item, law, linked
from tests.markup import document
from tests.viewing import Pages, headings, inside, links_of, main, pages_of, site
from yangguang import urls
from yangguang.model.facts import CitedLaw, ItemFacts
from yangguang.model.laws import fold
from yangguang.model.release import UNKNOWN


def citing(code: str, name: str, *articles: str, **more: Any) -> ItemFacts:
    return item(code, laws=(CitedLaw(name, articles, **more),))


def test_powers_stand_under_their_articles_in_the_order_of_the_law() -> None:
    region = content(laws=(law("中华人民共和国行政许可法", "xkf"),))
    items = [
        citing("A1", "行政许可法", "第三十二条", "第五条"),
        citing("A2", "《中华人民共和国行政许可法》", "第五条第二款", nature="设定"),
    ]
    page = site((region, items))["laws/xkf.html"]
    assert headings(page, "h3") == ["第五条 2", "第三十二条 1"]
    assert "第二款 · 设定" in main(page)
    heading = replace(citing("A3", "行政许可法", "第五条"), catalogue_main=True)  # it stands there, but counts nowhere
    page = site((region, [*items, heading]))["laws/xkf.html"]
    assert headings(page, "h3") == ["第五条 2", "第三十二条 1"]
    assert inside(page, "section-nav")[0].text == "第五条 2 第三十二条 1"


def test_a_chapter_that_is_cited_by_number_and_title_is_the_name_of_its_part() -> None:
    page = site((content(laws=(law("甲法", "a"),)), [citing("A1", "甲法", "第一章 总则", "第三条")]))["laws/a.html"]
    parts = [heading.attributes["id"] for heading in page.all("h3") if "section" in heading.parents]
    assert parts == ["article-第三条", "article-第一章-总则"]
    assert [link for _, link in page.links if link.startswith("#article")] == [f"#{part}" for part in parts]
    assert not {*parts} - {*page.ids}


def test_articles_that_only_cancelled_items_cite_are_shown_and_not_counted() -> None:
    items = [citing("A1", "甲法", "第三条"), replace(citing("A2", "甲法", "第四条"), own_status="已取消")]
    page = site((content(laws=(law("甲法", "a"),)), items))["laws/a.html"]
    assert "1 个事项以它为依据 1 处条文被引用" in main(page)
    assert headings(page, "h3") == ["第三条 1", "第四条 0"]


def test_a_law_that_nobody_has_entered_still_has_its_page() -> None:
    both = (CitedLaw("演示办法", rank="部门规章"), CitedLaw("演示条例", ("第三条",), rank="行政法规"))
    pages = site((content(), [item("A1", laws=both)]))
    page = pages[f"laws/{urls.law_slug('演示条例')}.html"]
    assert headings(page, "h1") == ["演示条例"]
    assert "行政法规" in main(page)
    assert "本站还没有收录" in main(page)
    assert headings(pages["laws/index.html"]) == ["行政法规 1", "部门规章 1"]


def test_a_law_that_nobody_has_entered_is_called_by_its_whole_name() -> None:
    spellings = ("某省实施种子法办法", "《某省实施<中华人民共和国种子法>办法》（2020年修正）", "某省实施《种子法》办法")
    pages = site((content(), [citing(f"A{n}", name, "第三条") for n, name in enumerate(spellings)]))
    page = pages[f"laws/{urls.law_slug('某省实施种子法办法')}.html"]
    assert headings(page, "h1") == ["某省实施〈中华人民共和国种子法〉办法"]
    assert headings(page, "h3") == ["第三条 3"]


def test_once_a_law_is_entered_its_old_address_leads_on() -> None:
    old = f"laws/{urls.law_slug(fold('社会团体登记管理条例'))}.html"
    assert old in site((content(), [citing("A1", "社会团体登记管理条例", "第三条")]))
    known = law("社会团体登记管理条例", "sttl", 位阶="行政法规")
    page = site((content(laws=(known,)), [citing("A1", "社会团体登记管理条例", "第三条")]))[old]
    refresh = [e.attributes["content"] for e in page.all("meta") if e.attributes.get("http-equiv") == "refresh"]
    assert refresh == ["0; url=sttl.html"]
    assert links_of(page) == {"社会团体登记管理条例": "laws/sttl.html"}


def test_a_name_that_two_laws_share_leads_nowhere() -> None:
    laws = (law("办法", "a", 文号="一号"), law("办法", "b", 文号="二号"))
    assert f"laws/{urls.law_slug('办法')}.html" not in site((content(laws=laws), []))


def test_a_repealed_law_names_the_one_that_replaced_it_and_back() -> None:
    laws = (law("旧条例", "old", 效力="废止", 被替代="new"), law("新条例", "new"))
    pages = site((content(laws=laws), []))
    assert links_of(pages["laws/old.html"])["新条例"] == "laws/new.html"
    assert links_of(pages["laws/new.html"])["旧条例"] == "laws/old.html"
    assert "废止" in main(pages["laws/index.html"])


def test_the_official_text_is_linked_only_where_the_address_is_safe() -> None:
    good, bad = law("甲法", "a", 链接="https://example.org/law"), law("乙法", "b", 链接="javascript:alert(1)")
    pages = site((content(laws=(good, bad)), []))
    assert "https://example.org/law" in [address for _, address in pages["laws/a.html"].links]
    assert not [address for _, address in pages["laws/b.html"].links if "javascript" in address]


def test_laws_cited_most_come_first_and_a_law_without_powers_says_so() -> None:
    laws = (law("甲法", "a", 别名=["甲律"]), law("乙法", "b"))
    pages = site((content(laws=laws), [citing("A1", "乙法", "第一条")]))
    assert "又称：甲律" in main(pages["laws/index.html"])
    listed = [text for text in links_of(pages["laws/index.html"]) if text.endswith("法")]
    assert listed == ["乙法", "甲法"]
    assert "目前没有事项以它为依据" in main(pages["laws/a.html"])


def test_a_public_service_that_rests_on_a_law_is_not_called_a_power() -> None:
    service = replace(citing("S1", "甲法", "第一条"), nature="公共服务", power_class=None)
    pages = site((content(laws=(law("甲法", "a"),)), [citing("A1", "甲法", "第一条"), service]))
    assert "2 个事项以它为依据" in main(pages["laws/a.html"])
    assert "甲法2 个事项" in main(pages["laws/index.html"])
    assert "项职权" not in main(pages["laws/a.html"]) + main(pages["laws/index.html"])
    (described,) = (e for e in pages["laws/a.html"].all("meta") if e.attributes.get("name") == "description")
    assert described.attributes["content"] == "以《甲法》为依据的事项，按条文排列"


def test_a_repealed_law_names_the_items_that_still_cite_it() -> None:
    known = law("旧条例", "old", 效力="废止", 废止日期="2020-01-01", 被替代="new")
    pages = site((content(laws=(known, law("新条例", "new"))), [citing("A1", "旧条例", "第一条")]))
    assert "已于 2020-01-01 废止。1 个事项仍引用它" in main(pages["laws/old.html"])
    review = pages["laws/review.html"]
    assert "按 2026-01-01 的情况核对" in main(review)
    assert links_of(review)["A1"] == "powers/A1.html"
    assert links_of(review)["新条例"] == "laws/new.html"


def test_a_law_is_not_called_valid_before_the_day_from_which_it_is_in_force() -> None:
    for day, said, force in (("2026-01-02", "尚未施行", "NotInForce"), ("2026-01-01", "有效", "InForce")):
        pages = site((content(laws=(law("新条例", "new", 施行日期=day),)), [citing("A1", "新条例")]))
        assert next(element.text for element in inside(pages["laws/new.html"], "status")) == said
        assert ("尚未施行" in main(pages["laws/index.html"])) == (said == "尚未施行")
        (data,) = (e for e in pages["laws/new.html"].all("script") if e.attributes.get("type") == "application/ld+json")
        assert f'"{force}"' in data.text


def test_where_no_date_tells_what_day_it_is_laws_are_as_their_entries_say() -> None:
    new, old = law("新条例", "new", 施行日期="2014-05-01"), law("旧条例", "old", 效力="废止", 废止日期="2014-05-01")
    region = content(laws=(new, old))
    planned = pages_of({region.slug: region}, linked((region, [citing("A1", "新条例")]), as_of=UNKNOWN), lambda *_: b"")
    pages = Pages({page.path: page for page in planned})
    for path, said in (("laws/new.html", "有效"), ("laws/old.html", "废止")):
        assert next(element.text for element in inside(pages[path], "status")) == said
    assert "已于 2014-05-01 废止" in main(pages["laws/old.html"])


def test_a_repeal_that_lies_ahead_is_told_as_such_and_marks_nobody_as_late() -> None:
    known = law("旧条例", "old", 效力="废止", 废止日期="2030-01-01", 历次修改=["2019-04-23"], 被替代="new")
    pages = site(
        (content(laws=(known, law("新条例", "new"))), [citing("A1", "旧条例")]), updated={"A1": date(2016, 1, 1)}
    )
    page = pages["laws/old.html"]
    assert "将于 2030-01-01 废止。1 个事项仍引用它" in main(page)
    assert "修改后未更新" not in main(page)
    assert "废止" not in main(pages["laws/index.html"])
    assert "有效" in main(page)
    assert "将被替代，替代它的是：新条例" in main(page)


def test_of_items_that_rest_on_a_law_amended_nobody_says_when_nothing_is_claimed() -> None:
    known = law("行政许可法", "xkf", 效力="已修改")
    pages = site((content(laws=(known,)), [citing("A1", "行政许可法")]), updated={"A1": date(2026, 1, 1)})
    assert "已修改，没有写明哪一天。" in main(pages["laws/xkf.html"])
    assert "没有更新" not in main(pages["laws/xkf.html"])
    assert "修改后未更新" not in main(pages["laws/xkf.html"])
    assert "A1" not in links_of(pages["laws/review.html"])
    assert "没有事项的更新日期早于所依据法律法规的修改日期" in main(pages["laws/review.html"])


@pytest.mark.parametrize(("day", "said"), [("2026-01-02", "有效"), ("2026-01-01", "已修改")])
def test_an_amendment_that_lies_ahead_amends_nothing_yet(day: str, said: str) -> None:
    known = law("行政许可法", "xkf", 效力="已修改", 历次修改=[day])
    pages = site((content(laws=(known,)), [citing("A1", "行政许可法")]), updated={"A1": date(2025, 1, 1)})
    page = pages["laws/xkf.html"]
    assert next(element.text for element in inside(page, "status")) == said
    assert "没有写明哪一天" not in main(page)
    assert (f"已于 {day} 修改。1 个事项在那以后没有更新" in main(page)) == (said == "已修改")
    assert ("A1" in links_of(pages["laws/review.html"])) == (said == "已修改")


def test_an_amended_law_names_the_items_that_were_not_updated_since() -> None:
    known = law("行政许可法", "xkf", 历次修改=["2010-01-01", "2019-04-23", "2027-01-01"])
    items = [citing(code, "行政许可法") for code in ("A1", "A2", "A3")]
    gone = replace(citing("A4", "行政许可法"), own_status="已取消")
    updated = {"A1": date(2016, 1, 1), "A2": date(2020, 1, 1), "A4": date(2016, 1, 1)}
    pages = site((content(laws=(known,)), [*items, gone]), updated=updated)
    assert "已于 2019-04-23 修改。1 个事项在那以后没有更新" in main(pages["laws/xkf.html"])
    assert main(pages["laws/xkf.html"]).count("修改后未更新") == 2
    found = links_of(pages["laws/review.html"])
    assert [code for code in ("A1", "A2", "A3", "A4") if code in found] == ["A1"]


def test_an_amended_law_names_the_items_that_cite_an_earlier_version_whenever_they_were_updated() -> None:
    known = law("行政处罚法", "xcf", 历次修改=["2017-09-01", "2021-01-22"])
    versions = {"A1": "2017-09-01", "A2": "2021-07-15", "A3": "2020-12-30", "A4": ""}  # A3: the day it was passed
    items = [citing(code, "行政处罚法", version=version) for code, version in versions.items()]
    updated = {code: date(2025, 1, 1) for code in versions}
    pages = site((content(laws=(known,)), items), updated=updated)
    assert "已于 2021-01-22 修改。1 个事项写明引的是旧版本，下面已标出。" in main(pages["laws/xcf.html"])
    found = links_of(pages["laws/review.html"])
    assert [code for code in versions if code in found] == ["A1"]


def test_a_law_that_many_items_have_not_followed_lists_the_first_and_leads_to_the_rest() -> None:
    known = law("行政许可法", "xkf", 历次修改=["2019-04-23"])
    items = [citing(f"A{n:03}", "行政许可法") for n in range(45)]
    updated = {item.code: date(2016, 1, 1) for item in items}
    review = site((content(laws=(known,)), items), updated=updated)["laws/review.html"]
    assert len([code for code in links_of(review) if code.startswith("A")]) == 30
    assert links_of(review)["其余 15 项"] == "laws/xkf.html"


def test_a_law_that_stands_needs_no_notice() -> None:
    pages = site((content(laws=(law("行政许可法", "xkf"),)), [citing("A1", "行政许可法")]))
    assert not inside(pages["laws/xkf.html"], "notice-warn")
    assert "没有事项引用已废止或将废止的" in main(pages["laws/review.html"])
    assert links_of(pages["laws/index.html"])["法律变动与依据核对"] == "laws/review.html"


def test_a_citation_that_says_its_law_is_repealed_is_listed_though_nobody_has_entered_the_law() -> None:
    pages = site((content(), [citing("A1", "演示条例", validity="废止")]))
    assert "设定依据写明它已废止" in main(pages["laws/review.html"])


def test_items_whose_basis_ranks_too_low_are_listed_by_what_the_checks_have_found(tmp_path: Path) -> None:
    folder = copy_of("good", tmp_path)
    item_file = folder / "powers/civil-affairs/1107-A-00100-141000.yml"
    edit(item_file, "位阶: 行政法规", "位阶: 部门规章")
    assert build(folder, tmp_path / "site").exit_code == 0
    page = document("laws/review.html", (tmp_path / "site/laws/review.html").read_text(encoding="utf-8"))
    assert "行政许可的依据位阶不足 1" in headings(page, "h3")
    assert "省级人民政府规章只能设定临时性的行政许可" in main(page)
    assert "powers/1107-A-00100-141000.html" in links_of(page).values()
