"""Notices with their end, rules by subject, documents by validity with their chains, and how to ask for the rest."""

from __future__ import annotations

from datetime import date

import pytest

from tests.making import content, paper
from tests.viewing import headings, links_of, main, site
from yangguang.model.content import RegionContent
from yangguang.model.disclosure import Consultation, Disclosure
from yangguang.model.region import Department, Place
from yangguang.views.document_lists import stage


def library(**documents: Disclosure) -> RegionContent:
    return content(disclosures={f"disclosures/2025/{name}.md": one for name, one in documents.items()})


@pytest.mark.parametrize(("day", "where"), [
    (date(2025, 12, 31), "将要公示"), (date(2026, 1, 1), "正在公示"), (date(2026, 1, 7), "正在公示"), (date(2026, 1, 8), "公示已结束"),
])  # fmt: skip
def test_a_notice_is_open_from_its_first_to_its_last_day(day: date, where: str) -> None:
    period = Consultation.model_validate({"起": "2026-01-01", "止": "2026-01-07"})
    assert stage(period, day) == where


def test_open_notices_stand_before_those_that_have_ended() -> None:
    ended = paper("旧公示", "2025-12-01", 公示={"起": "2025-12-01", "止": "2025-12-07"})
    still = paper("新公示", "2025-11-01", 公示={"起": "2025-11-01", "止": "2026-01-01", "意见电话": "0357-0000010"})
    page = site((library(a=ended, b=still), []))["disclosures/notices.html"]
    assert headings(page) == ["正在公示 1", "公示已结束 1"]
    assert "意见电话 0357-0000010" in main(page)


def test_rules_stand_by_subject_and_other_documents_do_not() -> None:
    rules = library(
        a=paper("办法一", 体裁="制度", 主题分类="综合政务"),
        b=paper("办法二", 体裁="制度"),
        c=paper("通知", 体裁="通知"),
    )
    page = site((rules, []))["disclosures/rules.html"]
    assert headings(page) == ["综合政务 1", "未分类 1"]
    assert "通知" not in links_of(page)


def test_documents_stand_by_validity_and_a_chain_from_the_oldest() -> None:
    old = paper("试行办法", "2023-01-01", 有效性="废止")
    new = paper("办法", "2024-01-01", 有效性="有效", 修改废止=[{"文件": "disclosures/2025/z.md", "关系": "废止"}])
    page = site((library(a=new, z=old), []))["disclosures/validity.html"]
    assert headings(page) == ["有效 1", "废止 1", "沿革：办法 2"]
    assert "被《办法》废止" in main(page)
    assert main(page).rindex("2023-01-01试行办法") < main(page).rindex("2024-01-01办法")


def test_lists_without_documents_are_no_pages() -> None:
    pages = site((library(a=paper()), []))
    assert not {"disclosures/notices.html", "disclosures/rules.html", "disclosures/validity.html"} & set(pages)


def test_the_request_page_says_whom_to_ask_by_when_and_has_the_form() -> None:
    place = Place.model_validate(
        {"编号": "hall", "名称": "政务大厅", "类型": "政务服务大厅", "查阅点": "是", "地址": "演示路1号"}
    )
    one = content(disclosures={"disclosures/2025/a.md": paper()}, places=(place,))
    other = Department.model_validate({"名称": "市民政局", "地址": "演示路2号", "咨询电话": "0357-0000001"})
    page = site(
        (RegionContent(one.region, departments={"minzheng": other}, disclosures=one.disclosures, places=one.places), [])
    )
    text = main(page["disclosures/request.html"])
    assert "20 个工作日内答复" in text
    assert "对不予公开不服的，应当先申请行政复议" in text, (
        "行政复议法 of 2023, article 23: no way straight to the court"
    )
    assert "演示路2号" in text
    assert "政务大厅" in text
    assert "统一社会信用代码" in text
    assert links_of(page["disclosures/index.html"])["依申请公开"] == "disclosures/request.html"
