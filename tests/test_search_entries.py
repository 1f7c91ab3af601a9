"""What a result answers at once of an item: what it costs, where, whom to call; off the list, where it went."""

from __future__ import annotations

from dataclasses import replace
from time import process_time
from typing import Any

import pytest

from tests.making import AS_OF, content, event, item, linked, paper, row
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.power import Power
from yangguang.model.region import Department, Hotline, Place, Theme
from yangguang.search.entry import Entry
from yangguang.search.fragment import fragment
from yangguang.search.regions import plain, region_entries

HALL = Place.model_validate({"编号": "hall", "名称": "政务大厅", "类型": "政务服务大厅", "地址": "某路1号"})


def found(region: RegionContent, *others: ItemFacts, code: str = "A-0001", **said: Any) -> Entry:
    """What the index learns of an item of this code that says so."""
    power = Power.model_validate({"职权编码": code, "职权名称": "登记", "职权类别": "行政许可", **said})
    links = linked((region, [item(code), *others]))
    return fragment(power, item(code), links.regions["linfen"].links[code], region)


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ({}, {}),
        ({"行使层级": ["市级", "县级"]}, {"level": "市级、县级"}),
        ({"办理": {"收费": "不收费"}}, {"fee": "不收费"}),
        ({"办理": {"收费": [{"项目": "工本费", "标准": "10元"}, {"项目": "检测费", "标准": "5元"}]}}, {"fee": "工本费10元；检测费5元"}),
        ({"办理": {"收费": [{"项目": "费" * 70, "标准": "10元"}]}}, {"fee": "费" * 59 + "…"}),
        ({"办理": {"办理地点": ["hall", "村委会"], "窗口": "3号"}}, {"place": "政务大厅、村委会 3号"}),
        ({"办理": {"办理地点": ["hall"]}}, {"place": "政务大厅"}),
        ({"办理": {"窗口": "3号"}}, {"place": "3号"}),
        ({"咨询电话": "2000001"}, {"phone": "2000001"}),
    ],
)  # fmt: skip
def test_a_result_answers_what_the_item_says(said: dict[str, Any], answered: dict[str, str]) -> None:
    assert found(replace(content(), places=(HALL,)), **said)["card"] == answered


def test_an_item_without_a_telephone_has_that_of_its_department() -> None:
    department = Department.model_validate({"名称": "民政局", "咨询电话": "2000000"})
    region = replace(content(), departments={"minzheng": department})
    assert found(region)["card"] == {"phone": "2000000"}
    assert found(region, 咨询电话="2000001")["card"] == {"phone": "2000001"}
    assert found(replace(content(), departments={}))["card"] == {}


@pytest.mark.parametrize(
    ("decision", "status", "moved"),
    [
        (row("合并", "A-0001 A-0002", "A-0003"), "已合并", [["现为", "A-0003", "powers/A-0003.html"], ["依据", "2018-01-01（〔1〕）", "events/0000/e.html"]]),
        (row("取消", "A-0001"), "已取消", [["依据", "2018-01-01（〔1〕）", "events/0000/e.html"]]),
        (row("暂停", "A-0001"), "暂停", []),
    ],
)  # fmt: skip
def test_off_the_list_it_says_where_it_went_and_by_which_decision(
    decision: dict[str, Any], status: str, moved: list[list[str]]
) -> None:
    one = found(content(event("2018-01-01", decision)), item("A-0002"), item("A-0003"))
    assert (one["status"], one["moved"]) == (status, moved)


def test_a_theme_is_named_by_the_item_or_names_it() -> None:
    said = [("by-name", "办社团", []), ("by-key", "甲", []), ("of-it", "乙", ["A-0001"]), ("other", "丙", ["A-0002"])]
    themes = [Theme.model_validate({"标识": key, "名称": name, "职权": codes}) for key, name, codes in said]
    region = replace(content(), themes=tuple(themes))
    power = Power.model_validate({"职权编码": "A-0001", "职权名称": "登记", "职权类别": "行政许可"})
    facts = item("A-0001", themes=("办社团", "by-key"))
    links = linked((region, [facts])).regions["linfen"].links["A-0001"]
    assert fragment(power, facts, links, region)["themes"] == ["by-name", "by-key", "of-it"]


@pytest.mark.parametrize(
    "shown",
    [
        "人数<50人且>10人",
        "2 < 3",
        "1.5倍",
        "2024.05.01起",
        "-5℃以下",
        "联系 min_zheng@gov.cn",
        "第1_2号",
        "https://a.cn/b_c",
    ],
)
def test_what_a_page_shows_of_markdown_is_found_as_it_is_shown(shown: str) -> None:
    assert plain(shown) == (shown,)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**重要**", "重要"), ("_强调_", "强调"), ("__强调__", "强调"), ("- 项", "项"), ("1. 项", "项"), ("## 题", "题"), ("> 引", "引"),
        ("[办法](a.md)", "办法"), ("[办法](a_(b).md)见", "办法见"), ("![图](a.png)", "图"), ("<b>粗</b>", "粗"), ('<a href="x">粗</a>', "粗"), ("行<br>", "行"), ("<!-- 注 -->后", "后"),
        ("<zhang@a.cn>", "zhang@a.cn"), ("<https://a.cn/b>", "https://a.cn/b"), ("&emsp;&emsp;为了", "为了"), ("a&lt;b", "a<b"),
    ],
)  # fmt: skip
def test_marks_of_markdown_are_no_text(written: str, shown: str) -> None:
    assert plain(written) == (shown,)


def test_a_line_of_blanks_or_brackets_without_end_is_indexed_in_a_moment() -> None:
    begun = process_time()
    assert plain("# 甲 | 乙" + " " * 300_000 + "丙") == ("甲 乙" + " " * 300_000 + "丙",)
    assert plain("[甲](" * 75_000)[0].startswith("[甲]")
    assert plain("[" * 300_000) == ("[" * 300_000,)
    assert process_time() - begun < 30


def test_documents_that_answer_alike_stand_newest_first_and_one_that_is_over_says_so() -> None:
    papers = {
        f"disclosures/{year}/report.md": paper("年度报告", f"{year}-03-31", 有效性=validity)
        for year, validity in ((2024, "废止"), (2025, None), (2026, "有效"))
    }
    region = content(disclosures=papers)
    entries = [*region_entries(region, linked((region, [])).regions["linfen"], lambda _: b"---\n---\n", AS_OF)]
    documents = [(one["id"], one["status"]) for one in entries if one["kind"] == "document"]
    assert documents == [
        ("disclosures/2026/report.html", ""), ("disclosures/2025/report.html", ""), ("disclosures/2024/report.html", "废止")
    ]  # fmt: skip


def test_who_seeks_how_to_ask_for_information_finds_the_form() -> None:
    bare = content()
    for region, found_there in ((bare, set()), (replace(bare, catalogue={"社会救助": ()}), {"依申请公开", "公开目录"})):
        assert pages_of(region).keys() - {"监督和投诉", "清单账本"} == found_there


def test_who_seeks_the_hotline_or_whom_to_complain_to_or_what_was_cancelled_finds_the_page() -> None:
    hotline = Hotline.model_validate(
        {"名称": "某县便民热线", "渠道": [{"类型": "电话", "号码或地址": "12345", "说明": "直拨"}]}
    )
    found = pages_of(replace(content(), hotline=hotline))
    assert {one["id"]: name for name, one in found.items()} == {
        "hotline.html": "某县便民热线",
        "supervision.html": "监督和投诉",
        "ledger/index.html": "清单账本",
    }
    assert found["某县便民热线"]["aliases"] == ["12345"]
    assert found["某县便民热线"]["card"]["phone"] == "12345"
    assert "不服怎么办" in found["监督和投诉"]["aliases"]


def pages_of(region: RegionContent) -> dict[str, Entry]:
    """The entries of pages that are no item's, by their names."""
    entries = region_entries(region, linked((region, [])).regions["linfen"], lambda _: b"", AS_OF)
    return {one["name"]: one for one in entries if one["kind"] == "page"}


@pytest.mark.parametrize(
    ("issuer", "named", "note"), [("minzheng", "minzheng", "2026-03-01"), ("某县政府", "", "某县政府\xa0· 2026-03-01")]
)
def test_who_has_issued_a_document_stands_once_in_a_result(issuer: str, named: str, note: str) -> None:
    region = content(disclosures={"disclosures/2026/a.md": paper(day="2026-03-01", 发布机构=issuer)})
    entries = region_entries(region, linked((region, [])).regions["linfen"], lambda _: b"---\n---\n", AS_OF)
    (one,) = [one for one in entries if one["kind"] == "document"]
    assert (one["department"], one["card"]["note"]) == (named, note)
