"""Whom to complain to about whom, and where to report a mistake on a page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.making import content, event, item, paper, row
from tests.markup import Document
from tests.viewing import headings, links_of, main, site
from yangguang.hrefs import report
from yangguang.model.content import RegionContent
from yangguang.model.region import Department


def region(**more: Any) -> RegionContent:
    one = content(**more)
    own = {"minzheng": Department.model_validate({"名称": "市民政局", "监督电话": "0357-0000009"})}
    return RegionContent(one.region, departments=own)


def footer(page: Document) -> list[str]:
    return [address for element, address in page.links if element.tag == "a" and "footer" in element.parents]


def test_departments_stand_with_their_line_and_only_powers_with_another_one_by_name() -> None:
    items = [item("A1", complaint_phone="0357-0000009"), item("A2", complaint_phone="0357-0000123"), item("A3")]
    watched = region(
        默认救济渠道={"行政许可": "六十日内申请行政复议"}, 监督举报={"单位": "政务公开科", "电话": "0357-0000011"}
    )
    page = site((watched, items))["supervision.html"]
    text = main(page)
    assert "监督电话 0357-0000009" in text
    assert "没有公布监督电话" not in text
    assert "没有公布监督电话" in main(site((content(), [item("A1")]))["supervision.html"])
    assert "六十日内申请行政复议" in text
    assert "政务公开科" in text
    assert links_of(page)["A2"] == "powers/A2.html"
    assert "A1" not in links_of(page)


def test_an_abolished_department_says_so_and_to_whom_its_powers_went_and_is_none_of_the_departments() -> None:
    gone = {"名称": "法制办公室", "撤销日期": "2019-03-05", "咨询电话": "0357-0000077"}
    takers = {"A1": "minzheng", "A2": "jiaoyu", "A3": "市行政审批局"}
    given = [row("划转", code, code, 原部门="法制办公室", 现部门=to) for code, to in takers.items()]
    ahead = event("2027-01-01", row("划转", "A1", "A1", 原部门="minzheng", 现部门="fazhi"))
    plain = content(event("2019-03-05", *given), ahead, disclosures={"disclosures/2025/a.md": paper()})
    departments = {**plain.departments, "fazhi": Department.model_validate(gone)}
    pages = site((replace(plain, departments=departments), [item("A1"), item("A2", "jiaoyu")]))
    own = main(pages["departments/fazhi.html"])
    assert "本部门自 2019-03-05 起撤销" in own
    assert "职权事项" not in own  # neither figures nor a list, which it has none of
    assert {"minzheng", "jiaoyu"} <= links_of(pages["departments/fazhi.html"]).keys()
    assert "市行政审批局" in own  # which is no department of the region
    assert "2 部门" in main(pages["departments/index.html"])
    assert links_of(pages["departments/index.html"])["法制办公室"] == "departments/fazhi.html"
    assert "撤销" not in main(pages["departments/minzheng.html"])
    assert "2 部门" in main(pages["index.html"])
    for path in ("index.html", "supervision.html", "disclosures/request.html"):
        assert "法制办公室" not in main(pages[path])
        assert "minzheng" in main(pages[path])


@pytest.mark.parametrize("kind", ["合并", "拆分"])
def test_an_abolished_department_says_with_whom_is_what_was_merged_or_split(kind: str) -> None:
    before, after = ("A1 A2", "A2") if kind == "合并" else ("A1", "A2 A3")
    plain = content(event("2019-03-05", row(kind, before, after)), event("2027-01-01", row("合并", "A1 A4", "A4")))
    gone = Department.model_validate({"名称": "minzheng", "撤销日期": "2019-03-05"})
    items = [item("A1"), item("A2", "jiaoyu"), item("A3", "jiaoyu"), item("A4", "kejiao")]
    departments = {**plain.departments, "minzheng": gone, "kejiao": Department.model_validate({"名称": "kejiao"})}
    page = site((replace(plain, departments=departments), items))["departments/minzheng.html"]
    assert "职权已划给 jiaoyu 0" in main(page)


def test_a_department_that_will_be_abolished_is_one_until_its_day() -> None:
    plain = content()
    gone = {"minzheng": Department.model_validate({"名称": "市民政局", "撤销日期": "2026-01-02"})}
    pages = site((replace(plain, departments=gone), [item("A1")]))
    assert "1 部门" in main(pages["departments/index.html"])
    assert "撤销" not in main(pages["departments/minzheng.html"])


def test_an_abolished_department_that_still_has_items_is_listed_as_abolished_and_counted_nowhere() -> None:
    plain = content()
    gone = {"minzheng": Department.model_validate({"名称": "市民政局", "撤销日期": "2026-01-01"})}
    pages = site((replace(plain, departments={**plain.departments, **gone}), [item("A1"), item("A2", "jiaoyu")]))
    for path in ("index.html", "departments/index.html"):
        assert "1 部门" in main(pages[path])
        assert links_of(pages[path])["市民政局（已撤销）"] == "departments/minzheng.html"
    assert headings(pages["departments/index.html"])[-1] == "已撤销的部门"


@pytest.mark.parametrize(("address", "wanted"), [
    ("https://example.org/report", "https://example.org/report?page=powers/A1.html&code=A1"),
    ("https://example.org/report?site=1#form", "https://example.org/report?site=1&page=powers/A1.html&code=A1#form"),
    ("mailto:a@example.org", "mailto:a@example.org?subject=%E6%89%BE%E9%94%99%EF%BC%9AA1%20powers/A1.html"),
    ("javascript:alert(1)", ""),
    (None, ""),
])  # fmt: skip
def test_a_report_of_a_mistake_carries_page_and_code(address: str | None, wanted: str) -> None:
    assert report(address, "powers/A1.html", "A1") == wanted


def test_every_page_offers_to_report_a_mistake_on_itself_where_an_address_is_set() -> None:
    told = region(网站={"找错地址": "https://example.org/report", "域名": "www.example.org/"})
    pages = site((told, []))
    assert "https://example.org/report?page=https%3A//www.example.org/classes/index.html" in footer(
        pages["classes/index.html"]
    )
    assert not [a for a in footer(site((region(), []))["classes/index.html"]) if "report?" in a]
