"""What is printed: nothing stands alone at the end of a sheet, nothing is squeezed, all is black on white."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.looking import like, plain
from tests.conftest import PageFactory

A4_ON_SCREEN = 794
"""The width of a sheet in the pixels that style sheets count."""

SHEET_ON_SCREEN = 673
"""What of it lies between the margins."""


def sheets(page: Page, site: Path, path: str) -> list[str]:
    """The text of each sheet that a page is printed on, without blanks."""
    page.goto(f"{site.as_uri()}/{path}")
    found = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [plain(sheet.extract_text()) for sheet in found]


@pytest.mark.parametrize(
    ("path", "head", "first"),
    [
        ("stats/index.html", "高风险", "市公安局"),
        ("stats/index.html", "风险点分布", "高风险"),
        ("powers/1107-B-00100-141000.html", "廉政风险防控图", "有案不立"),
        ("classes/xuke.html", "市人社局0", "企业实行不定时工作制"),
        ("ledger/unlisted.html", "并入别的事项", "建设项目选址意见书核发"),
        ("powers/1112-E-00100-141000.html", "追责对象范围", "科室负责人、分管领导"),
    ],
)
def test_what_is_headed_begins_on_the_sheet_of_its_head(
    page: Page, demo_site: Path, path: str, head: str, first: str
) -> None:
    behind = [re.split(like(head), sheet, maxsplit=1) for sheet in sheets(page, demo_site, path)]
    (rest,) = [parts[1] for parts in behind if len(parts) == 2]
    assert re.search(like(first), rest)


def test_the_words_of_a_law_begin_where_there_is_room_and_go_on_over_the_edge(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/powers/1107-A-00100-141000.html")
    page.locator(".bases blockquote").first.evaluate("one => { one.textContent = '法'.repeat(1300); }")
    found = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    (begins,) = [text for text in (plain(sheet.extract_text()) for sheet in found) if re.search(like("设定依据"), text)]
    assert re.search(like("中介服务"), begins)  # what stands before the bases


MANY_DUTIES = """() => document.querySelectorAll(".duty-stage > ul").forEach((list, stage) => {
  const duty = list.firstElementChild;
  list.replaceChildren(...Array.from({length: 30}, (_, place) => {
    const made = duty.cloneNode(true);
    made.querySelector("p").textContent = `${"甲乙丙丁戊己庚辛"[stage]}责任第${place}项，` + "依法应当履行的责任".repeat(8);
    return made;
  }));
})"""


def test_a_stage_of_many_responsibilities_leaves_no_sheet_empty(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/powers/1107-A-00100-141000.html")
    page.evaluate(MANY_DUTIES)
    found = [plain(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    told = [len(re.findall(like("责任第"), sheet)) for sheet in found]
    first, *between, last = [place for place, number in enumerate(told) if number]
    assert re.search(like("责任清单") + ".*" + like("受理") + ".*" + like("甲责任第0项"), found[first])
    assert last - first == len(between) + 1
    assert min(told[place] for place in between) >= max(told) - 3
    assert re.search(like("审查") + ".{0,2}" + like("乙责任第0项"), "".join(found))


MANY_ITEMS = """() => document.querySelectorAll(".window-items").forEach((list, at) => {
  const item = list.firstElementChild;
  list.replaceChildren(...Array.from({length: 70}, (_, place) => {
    const made = item.cloneNode(true);
    made.firstElementChild.textContent = `窗口${at}办理的第${place}件事`;
    return made;
  }));
})"""


def test_windows_that_handle_much_leave_no_sheet_half_empty(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/places/hall.html")
    page.evaluate(MANY_ITEMS)
    found = [plain(sheet.extract_text()) for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
    told = [number for sheet in found if (number := len(re.findall(like("办理的第"), sheet)))]
    assert min(told[1:-2]) >= max(told) - 5
    for at in range(13):
        (sheet,) = [one for one in found if re.search(like(f"窗口{at}办理的第0件事"), one)]
        assert re.search(like(f"窗口{at}办理的第2件事"), sheet)


def test_the_sum_of_a_table_stands_once_where_the_table_ends(page: Page, demo_site: Path) -> None:
    found = sheets(page, demo_site, "departments/index.html")
    assert len(found) > 1
    assert sum(len(re.findall(like("合计18"), sheet)) for sheet in found) == 1


def test_what_an_office_does_has_the_width_of_the_sheet(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/departments/civil-affairs.html")
    found = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    lines = [plain(line) for sheet in found for line in sheet.extract_text().splitlines()]
    assert [line for line in lines if re.search(like("机关日常运转、信息公开和信访接待"), line)]


MANY_COUNTIES = """() => document.querySelectorAll(".matrix tr").forEach((row) => {
  for (let more = 0; more < 16; more += 1) row.append(row.lastElementChild.cloneNode(true));
})"""


def test_a_city_and_seventeen_counties_have_room_beside_one_another(page: Page, demo_site: Path) -> None:
    page.set_viewport_size({"width": SHEET_ON_SCREEN, "height": 1000})
    page.goto(f"{demo_site.as_uri()}/compare/1115-A-00100-141000.html")
    page.evaluate(MANY_COUNTIES)
    page.emulate_media(media="print")
    assert page.locator(".matrix").first.locator("thead th").count() == 19
    assert page.evaluate("document.documentElement.scrollWidth") == SHEET_ON_SCREEN


def test_what_a_table_is_called_goes_over_to_the_next_sheet_with_it(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/compare/1115-A-00100-141000.html")
    lead = page.locator(".lead")
    for height in range(276, 349, 12):
        lead.evaluate(f"one => one.style.paddingBottom = '{height}px'")
        found = [plain(one.extract_text()) for one in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]
        (sheet,) = [one for one in found if re.search(like("各地要求的材料"), one)]
        assert re.search(like("各地要求的材料") + ".*" + like("兽药经营许可证申请表"), sheet), height


def test_a_form_to_fill_in_is_one_sheet_with_its_signature(page: Page, demo_site: Path) -> None:
    (form,) = [
        s for s in sheets(page, demo_site, "disclosures/request.html") if re.search(like("政府信息公开申请表"), s)
    ]
    assert re.search(like("申请日期"), form)
    assert form == sheets(page, demo_site, "disclosures/request.html")[-1]


@pytest.mark.parametrize(
    ("path", "company"),
    [
        ("departments/emergency.html", "咨询电话"),
        ("departments/health.html", "咨询电话"),
        ("departments/agriculture.html", "清单变动"),
        ("powers/1112-E-00100-141000.html", "登记信息"),
    ],
)
def test_no_sheet_holds_the_footer_alone(page: Page, demo_site: Path, path: str, company: str) -> None:
    last = sheets(page, demo_site, path)[-1]
    before, footer = re.split(like("清单与法律法规"), last)
    assert re.search(like(company), before)
    assert not re.search(like("网站地图"), footer)


def test_the_words_of_the_footer_keep_their_distance(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/departments/civil-affairs.html")
    page.emulate_media(media="print")
    gap = """() => document.querySelector(".prevails").getBoundingClientRect().top
      - document.querySelector("main").lastElementChild.getBoundingClientRect().bottom"""
    assert page.evaluate(gap) > 20


def test_a_chart_is_black_on_white_as_all_paper(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/powers/1107-A-00100-141000.html")
    page.emulate_media(media="print")
    inks = page.evaluate("""() => [...document.querySelectorAll(".flow-chart *")]
      .flatMap((one) => [getComputedStyle(one).fill, getComputedStyle(one).stroke])""")
    greys = [ink for ink in inks if ink != "none" and len(set(re.findall(r"\d+", ink))) > 1]
    assert greys == []


@pytest.mark.parametrize("code", ["1125-B-00100", "1112-B-00100", "1107-A-00100"])
def test_the_type_of_a_flow_chart_can_be_read_on_paper(page_factory: PageFactory, demo_site: Path, code: str) -> None:
    page = page_factory(viewport={"width": SHEET_ON_SCREEN, "height": 1123})
    page.emulate_media(media="print")
    page.goto(f"{demo_site.as_uri()}/powers/{code}-141000.html")
    scales = page.evaluate("""() => [...document.querySelectorAll(".flow > * > svg")].filter((one) => one.checkVisibility())
      .map((one) => one.getBoundingClientRect().width / one.getAttribute("width"))""")
    assert scales
    assert min(scales) * 14 * 0.75 > 7


def test_a_long_flow_chart_is_printed_once(page: Page, demo_site: Path) -> None:
    found = "".join(sheets(page, demo_site, "powers/1125-B-00100-141000.html"))
    for words in ("行政处罚告知书", "逾期不缴纳罚款"):
        assert len(re.findall(like(words), found)) == 1


WIDE_TABLE = """() => {
  const table = document.createElement("table"), heads = ["收到和处理申请情况", "", "", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
  table.innerHTML = "<thead><tr>" + heads.map((head) => `<th>${head}</th>`).join("") + "</tr></thead><tbody><tr>"
    + heads.map((_, place) => `<td>${place < 3 ? "区分处理的，只计这一情形" : 1234}</td>`).join("") + "</tr></tbody>";
  document.querySelector(".prose").append(table);
  const box = (one) => one.getBoundingClientRect();
  return {end: box(table.querySelector("td:last-child")).right,
    inside: table.scrollWidth <= table.clientWidth, text: box(document.querySelector(".prose > p")).width};
}"""


@pytest.mark.parametrize(("width", "media"), [(1280, "screen"), (SHEET_ON_SCREEN, "print")])
def test_a_wide_table_of_a_document_takes_the_room_that_there_is(
    page_factory: PageFactory, demo_site: Path, width: int, media: Literal["print", "screen"]
) -> None:
    """On paper what stood behind the fourth column of an annual report was cut off; nobody scrolls there."""
    page = page_factory(viewport={"width": width, "height": 1123})
    page.emulate_media(media=media)
    page.goto(f"{demo_site.as_uri()}/disclosures/2025/annual-report-2024.html")
    seen = page.evaluate(WIDE_TABLE)
    assert seen["end"] <= width
    assert seen["inside"]
    assert seen["text"] <= 18 * 40  # lines stay as short as they were


def test_a_sheet_shows_the_catalogue_as_the_table_that_it_is(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport={"width": A4_ON_SCREEN, "height": 1123})
    page.emulate_media(media="print")
    page.goto(f"{demo_site.as_uri()}/disclosures/catalogue.html")
    assert page.locator(".catalogue tbody tr").first.evaluate("one => getComputedStyle(one).display") == "table-row"
