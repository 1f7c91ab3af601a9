"""Whom to complain to about whom, and where to report a mistake on a page."""

from __future__ import annotations

from typing import Any

import pytest

from tests.making import content, item
from tests.markup import Document
from tests.viewing import links_of, main, site
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
    assert "六十日内申请行政复议" in text
    assert "政务公开科" in text
    assert links_of(page)["A2"] == "powers/A2.html"
    assert "A1" not in links_of(page)


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
