"""What a visitor takes away from a kiosk: the slip of an item, on a roll or on a sheet."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from tests.browser.looking import like, plain
from tests.browser.touching import (
    PORTRAIT,
    SETTINGS,
    awake,
    enlarged,
    led,
    own_clock,
    printed,
    spell,
    write,
)
from tests.conftest import PageFactory

ITEM = "powers/1107-A-00100-141000.html"


@pytest.mark.parametrize(("paper", "width"), [(80, 227), (4, 595)])
def test_the_slip_says_what_one_needs_at_the_window(
    page_factory: PageFactory, demo_site: Path, paper: int, width: int
) -> None:
    page = awake(page_factory(viewport=PORTRAIT, has_touch=True), demo_site, f"{SETTINGS}&paper={paper}")
    page.goto(f"{demo_site.as_uri()}/{ITEM}")
    printed(page)
    body = page.pdf(prefer_css_page_size=True)
    sheets = PdfReader(io.BytesIO(body)).pages
    assert [round(float(sheet.mediabox.width)) for sheet in sheets] == [width]
    text = plain("".join(sheet.extract_text() for sheet in sheets))
    for said in (
        "社会团体成立登记",
        "1107-A-00100-141000",
        "民政",
        "20个工作日",
        "不收费",
        "0357-0000104",
        "行政复议",
        "要带的材料",
        "校验",
    ):
        assert re.search(like(said), text), said
    assert "设定依据" not in text
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".slip").count() == 0


def test_the_slip_says_what_is_charged_and_for_which_case_a_paper_is(
    page_factory: PageFactory, demo_site: Path
) -> None:
    page = awake(page_factory(viewport=PORTRAIT, has_touch=True), demo_site)
    for path, rows, said in (
        ("powers/1110-G-00100-141000.html", "dl > div", "收费"),
        ("powers/1118-P-00100-141000.html", "li", "出院时在医院直接减免："),
    ):
        page.goto(f"{demo_site.as_uri()}/{path}")
        printed(page)
        found = [text for text in page.locator(f".slip {rows}").all_text_contents() if text.startswith(said)]
        assert found, path
        assert all(len(text) > len(said) for text in found)


def test_the_slip_says_of_a_paper_whether_a_copy_will_do_and_when_it_can_be_left_out(
    page_factory: PageFactory, demo_site: Path
) -> None:
    page = awake(page_factory(viewport=PORTRAIT, has_touch=True), demo_site)
    page.goto(f"{demo_site.as_uri()}/regions/houma/powers/2107-E-00200-141081.html")
    printed(page)
    book, card = (page.locator(".slip li", has_text=name) for name in ("本人户口簿和身份证", "残疾证"))
    for paper, said in (
        (book, "复印件 · 纸质 · 1份"),
        (book, "免提交：能够通过电子证照核验的免交复印件"),
        (card, "适用情形：以残疾人身份申请的"),
    ):
        assert said in (paper.text_content() or "").replace("\xa0", " ")
    assert "填报须知" not in (page.locator(".slip").text_content() or "")


def test_a_roll_is_cut_where_the_slip_ends(page_factory: PageFactory, demo_site: Path) -> None:
    page = awake(page_factory(viewport=PORTRAIT, has_touch=True), demo_site)
    lengths, ends = [], []
    for item in ("1107-A-00100-141000", "1125-B-00100-141000"):
        page.goto(f"{demo_site.as_uri()}/powers/{item}.html")
        printed(page)
        (sheet,) = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        lengths.append(float(sheet.mediabox.height))
        lowest = [lengths[-1]]

        def note(text: str, _c: object, at: list[float], _d: object, _s: object, lowest: list[float] = lowest) -> None:
            if text.strip():
                lowest.append(at[5])

        sheet.extract_text(visitor_text=note)
        ends.append(min(lowest))
    assert lengths[0] > lengths[1] + 100
    assert all(5 < end < 90 for end in ends), ends  # points: the last line stands just above the end of the paper


def test_who_reads_large_takes_a_large_slip_away(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport=PORTRAIT, has_touch=True)
    own_clock(page)
    awake(page, demo_site)
    page.goto(f"{demo_site.as_uri()}/{ITEM}")
    lengths = []
    for size in ("100", "300"):
        page.evaluate("(size) => yangguang.aids.set({size})", size)
        printed(page)
        (sheet,) = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        lengths.append(float(sheet.mediabox.height))
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.clock.run_for(9_000)  # for so long the button hears nothing
    assert lengths[1] > 1.2 * lengths[0]


def test_a_telephone_reads_the_code_of_the_slip(page_factory: PageFactory, demo_site: Path) -> None:
    page = awake(page_factory(viewport=PORTRAIT, has_touch=True), demo_site)
    page.goto(f"{demo_site.as_uri()}/{ITEM}")
    printed(page)
    page.emulate_media(media="print")
    read = zxingcpp.read_barcodes(Image.open(io.BytesIO(page.locator(".slip svg").screenshot())))
    assert [found.text[:19] for found in read] == ["1107-A-00100-141000"]


@pytest.mark.parametrize("way", ["按钮", "拼音", "手写"])
def test_from_the_still_picture_to_the_slip_by_touch_alone(
    page_factory: PageFactory, demo_site: Path, way: str
) -> None:
    page = awake(page_factory(viewport=PORTRAIT, has_touch=True), demo_site)
    enlarged(page)
    if way == "按钮":
        led(page, "老年人福利")
        page.locator("main a[href*='powers/']").first.tap()
    else:
        page.locator("#q").tap()
        if way == "拼音":
            spell(page, "gaolingjintie")
            page.locator(".keys").get_by_role("button", name="高龄津贴", exact=True).tap()
        else:
            page.get_by_role("button", name="手写").tap()
            for character in "高龄津贴":
                write(page, character)
        page.locator(".keys").get_by_role("button", name="搜索").tap()
        page.wait_for_url("**/search.html#*")
        page.locator("main [data-groups] a[href*='powers/']").first.tap()
    page.wait_for_url("**/powers/*.html")
    page.locator(".kiosk-bar").wait_for()
    assert "高龄津贴" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.dataset.size") == "150"
    printed(page)
    name = page.locator("h1").inner_text()
    said = page.locator(".slip").text_content() or ""
    assert name in said
    assert "高龄津贴" in said
