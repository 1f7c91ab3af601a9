"""What is read in one piece stands in one piece: dates, words, names, a label and its value; what is touched has room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.looking import kept
from tests.conftest import PageFactory

BROKEN = """() => [...document.querySelectorAll("main time, .basis-told span, .files a, .links-row a")]
  .filter((one) => one.checkVisibility())
  .filter((one) => { const box = document.createRange(); box.selectNodeContents(one); return box.getClientRects().length > 1; })
  .concat([...document.querySelectorAll(".duty-basis > *, .basis-law b, a + .muted, .level, .footer-regions a")].filter((one) => one.getClientRects().length > 1))
  .map((one) => one.textContent)"""
"""Dates and the like on two lines; citations, numbers of documents and others that may be longer than a line, where they began on that of another."""

GLUED = """() => [...document.querySelectorAll("main :is(a, b, code, span, time):not(label *)")]
  .filter((one) => one.nextSibling && one.nextSibling.nodeType === 1 && one.textContent && one.checkVisibility())
  .filter((one) => one.nextSibling.matches("a, b, code, span, time") && one.nextSibling.checkVisibility())
  .filter((one) => one.nextSibling.getBoundingClientRect().left > one.getBoundingClientRect().right + 2)
  .map((one) => one.parentElement.outerHTML.slice(0, 120))"""
"""Words that only a gap parts, which nobody hears and no copy keeps."""

COVERED = """() => [...document.querySelectorAll("main a[href]:not(svg a)")].filter((one) => {
  const words = document.createRange();
  words.selectNodeContents(one);
  return [...words.getClientRects()].some((line) => [line.top + 3, line.bottom - 3].some((y) => {
    const hit = document.elementFromPoint(line.left + line.width / 2, y)?.closest("a");
    return hit && hit !== one;
  }));
}).map((one) => one.textContent)"""
"""Links that lie in the room of another."""

DOTS = """() => {
  const found = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const box = (node, from, to) => { const r = document.createRange(); r.setStart(node, from); r.setEnd(node, to); return r.getBoundingClientRect(); };
  while (walker.nextNode()) {
    const node = walker.currentNode;
    for (const dot of node.data.matchAll(/(?<=\\S)\\s+·/g)) {
      const [before, at] = [box(node, dot.index - 1, dot.index), dot.index + dot[0].length - 1];
      if (before.width && box(node, at, at + 1).top >= before.bottom) found.push(node.data.trim());
    }
  }
  return found;
}"""
"""Texts in which the dot between two parts stands on the line after the first."""

HEIGHTS_OF_WORDS = """(all) => all.map((one) => {
  const words = document.createRange();
  words.selectNodeContents(one);
  return Math.round(words.getBoundingClientRect().height);
})"""

BASE = """(one) => {
  const mark = document.createElement("span");
  mark.style.display = "inline-block";
  one.prepend(mark);
  const line = mark.getBoundingClientRect().bottom;
  mark.remove();
  return line;
}"""
"""The line that the first words of an element stand on."""


@pytest.fixture
def phone(page_factory: PageFactory) -> Page:
    return page_factory(viewport={"width": 390, "height": 844}, has_touch=True)


@pytest.fixture(params=["elder", "kiosk"])
def touched(request: pytest.FixtureRequest, page_factory: PageFactory) -> Page:
    """A screen on which every link is as high as a finger is wide."""
    page = page_factory(viewport={"width": 1080, "height": 1920}, has_touch=True)
    elder = kept(elder=True, size="150")
    page.add_init_script("sessionStorage.setItem('yangguang.kiosk', '1')" if request.param == "kiosk" else elder)
    return page


def lines(*places: Locator) -> Iterator[float]:
    return (place.evaluate(BASE) for place in places)


def opened(phone: Page, site: Path, path: str) -> None:
    """Opens a page; results stand in it only when they have been found."""
    phone.goto(f"{site.as_uri()}/{path}")
    if "?q=" in path:
        phone.locator("main .result").first.wait_for()


def test_no_line_begins_with_the_dot_between_two_parts(phone: Page, demo_site: Path) -> None:
    begun = {}
    for path in ("powers/1107-A-00100-141000.html", "powers/1125-A-00200-141000.html", "search.html?q=低保"):
        opened(phone, demo_site, path)
        begun[path] = phone.evaluate(DOTS)
    assert {path: found for path, found in begun.items() if found} == {}


def test_no_words_are_cut_in_two_run_together_or_covered(phone: Page, demo_site: Path, kinds: list[str]) -> None:
    wrong = {}
    for path in [*kinds, "powers/1107-P-00900-141000.html", "search.html?q=营业执照"]:
        opened(phone, demo_site, path)
        for kind, measure in {"cut": BROKEN, "run together": GLUED, "covered": COVERED}.items():
            if measure is COVERED:  # what lies below the screen is hit by nothing
                height = phone.evaluate("document.documentElement.scrollHeight")
                phone.set_viewport_size({"width": 390, "height": height})
            wrong[kind, path] = phone.evaluate(measure)
        phone.set_viewport_size({"width": 390, "height": 844})
    assert {place: found for place, found in wrong.items() if found} == {}


def test_tables_and_files_of_the_open_data_are_named_in_one_line(page_factory: PageFactory, demo_site: Path) -> None:
    desk = page_factory(viewport={"width": 1280, "height": 900})
    opened(desk, demo_site, "data/v1/linfen/index.html")
    heights = desk.locator("main th[scope=row]").evaluate_all(HEIGHTS_OF_WORDS)
    assert len(set(heights)) == 1, heights
    desk.evaluate(kept(size="300"))
    desk.reload()
    assert desk.evaluate(BROKEN) == []


def test_the_name_of_a_table_is_read_along_the_line(phone: Page, demo_site: Path) -> None:
    phone.goto(f"{demo_site.as_uri()}/powers/1107-B-00100-141000.html")
    box = phone.locator(".discretion caption").bounding_box()
    assert box
    assert box["width"] > 2 * box["height"]


def test_the_name_of_a_wide_table_stays_in_sight_in_the_largest_type(phone: Page, demo_site: Path) -> None:
    phone.add_init_script(kept(size="300"))
    phone.goto(f"{demo_site.as_uri()}/stats/index.html")
    ends = phone.locator(".scroll caption").evaluate_all("all => all.map((one) => one.getBoundingClientRect().right)")
    assert max(ends) <= 390


@pytest.mark.parametrize("size", ["100", "200", "300"])
def test_what_is_typed_can_be_read_in_the_line_of_the_search(phone: Page, demo_site: Path, size: str) -> None:
    phone.add_init_script(kept(size=size))
    phone.goto(f"{demo_site.as_uri()}/search.html?q=办营业执照")
    line = phone.locator("main .search-line input")
    room, needed = line.evaluate("one => [one.clientWidth, parseFloat(getComputedStyle(one).fontSize) * 5]")
    assert room >= min(needed, 290)
    assert phone.locator("main .search-line button").evaluate("one => one.getBoundingClientRect().right") <= 390


def test_the_first_answer_stands_on_the_first_screen_of_a_telephone(phone: Page, demo_site: Path) -> None:
    phone.goto(f"{demo_site.as_uri()}/search.html?q=开饭馆")
    box = phone.locator(".result-name").first.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 844


def test_the_first_answer_stands_on_the_first_screen_of_a_kiosk_in_the_largest_type(
    page_factory: PageFactory, demo_site: Path
) -> None:
    page = page_factory(viewport={"width": 1080, "height": 1920}, has_touch=True)
    page.add_init_script("sessionStorage.setItem('yangguang.kiosk', '1');" + kept(size="300"))
    page.goto(f"{demo_site.as_uri()}/search.html?q=低保")
    box, bar = page.locator(".result-name").first.bounding_box(), page.locator(".kiosk-bar").bounding_box()
    assert box
    assert bar
    assert box["y"] + box["height"] <= bar["y"]
    page.locator("main summary").tap()
    page.locator("select[name=region]").select_option(index=1)
    expect(page.locator("select[name=region]")).to_be_visible()
    expect(page.locator("[data-clear]")).to_be_visible()


def test_every_row_of_the_ledger_has_its_line_under_the_name_too(phone: Page, demo_site: Path) -> None:
    phone.goto(f"{demo_site.as_uri()}/ledger/index.html")
    table = phone.locator(".ledger-table").first
    assert table.locator("tbody th").first.evaluate("one => getComputedStyle(one).position") == "sticky"
    # Where cells share their lines, a name that stays covers half of them.
    assert table.evaluate("one => getComputedStyle(one).borderCollapse") == "separate"


def test_a_label_stands_on_the_line_of_the_link_beside_it(touched: Page, demo_site: Path) -> None:
    touched.goto(f"{demo_site.as_uri()}/departments/civil-affairs.html")
    row = touched.locator(".facts > div", has_text="咨询电话").first
    label, value = lines(row.locator("dt"), row.locator("dd a"))
    assert label == pytest.approx(value, abs=1)


def test_the_facts_at_the_top_stand_on_one_line_whether_they_lead_on_or_not(touched: Page, demo_site: Path) -> None:
    touched.goto(f"{demo_site.as_uri()}/powers/1125-B-00100-141000.html")
    plain, link = (
        touched.locator(".strip dd:nth-of-type(1)", has_not=touched.locator("a")).first,
        touched.locator(".strip a"),
    )
    one, other = lines(plain, link)
    assert one == pytest.approx(other, abs=1)


def test_channels_beside_one_another_stand_on_one_line_whether_they_lead_on_or_not(
    touched: Page, demo_site: Path
) -> None:
    touched.goto(f"{demo_site.as_uri()}/hotline.html")
    link, plain = touched.locator(".channels > div").all()[:2]
    assert link.locator("dd a").count() == 1
    assert plain.locator("dd a").count() == 0
    for place in ("dt", "dd:nth-of-type(1)", "dd:nth-of-type(2)"):
        one, other = lines(link.locator(place), plain.locator(place))
        assert one == pytest.approx(other, abs=1), place


def test_figures_of_the_ledger_stand_on_one_line_whether_they_lead_on_or_not(touched: Page, demo_site: Path) -> None:
    touched.goto(f"{demo_site.as_uri()}/ledger/index.html")
    words = touched.locator(".formula span").all()
    assert len({round(line) for line in lines(words[0], words[1])}) == 1


def test_figures_stand_on_one_line_whether_they_lead_on_or_not(touched: Page, demo_site: Path) -> None:
    touched.goto(f"{demo_site.as_uri()}/health/index.html")
    assert (
        touched.locator(".figures li").evaluate_all("all => new Set(all.map((one) => !!one.querySelector('a'))).size")
        == 2
    )
    assert len({round(line) for line in lines(*touched.locator(".figures b").all())}) == 1
    assert all(
        box and box["height"] >= 60 for box in (one.bounding_box() for one in touched.locator(".figures a").all())
    )


def test_what_stands_for_itself_is_as_high_as_a_finger_on_a_telephone(phone: Page, demo_site: Path) -> None:
    small = {}
    for path in (
        "index.html",
        "sitemap.html",
        "departments/civil-affairs.html",
        "classes/xuke.html",
        "ledger/departments.html",
        "powers/1125-B-00100-141000.html",
        "places/hall.html",
        "search.html?q=开饭馆",
    ):
        phone.goto(f"{demo_site.as_uri()}/{path}")
        phone.locator("main h2").first.wait_for()
        small[path] = phone.evaluate("""() => [...document.querySelectorAll(
            `.links-row a, .section-nav a, .count-grid a, .window-items a, .site-nav a, .identity a, button, input, select,
             .brand, .item-name, .item-group > * > a, .timeline a, .refs a, .phone, th > a, td > a, dt + dd a, summary`)]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
          .map((one) => one.outerHTML.slice(0, 80))""")
    assert {path: found for path, found in small.items() if found} == {}


def test_the_reading_aids_stand_beside_a_name_of_five_characters(phone: Page, demo_site: Path) -> None:
    phone.goto(f"{demo_site.as_uri()}/index.html")
    phone.locator(".brand-place").evaluate("one => { one.textContent = '克拉玛依市'; }")
    brand, opener = (phone.locator(one).bounding_box() for one in (".brand", ".aids-open"))
    assert brand
    assert opener
    assert opener["y"] < brand["y"] + brand["height"]


def test_words_of_the_bar_that_need_two_lines_are_halved(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport={"width": 1024, "height": 768}, has_touch=True)
    page.add_init_script("sessionStorage.setItem('yangguang.kiosk', '1')")
    page.goto(f"{demo_site.as_uri()}/departments/index.html")
    widths = page.locator(".kiosk-bar button", has_text="长者字号").evaluate("""(one) => {
      const words = document.createRange();
      words.selectNodeContents(one);
      return [...words.getClientRects()].map((line) => Math.round(line.width));
    }""")
    assert len(widths) == 2
    assert widths[0] == widths[1]


def test_a_choice_on_two_lines_stands_beside_its_box(phone: Page, demo_site: Path) -> None:
    phone.goto(f"{demo_site.as_uri()}/disclosures/request.html")
    choice = phone.locator(".paper-form span").filter(has_text="当场查阅或者抄录")
    lefts = choice.evaluate("""(one) => {
      const text = document.createRange();
      text.selectNodeContents(one);
      return [...text.getClientRects()].map((box) => box.left);
    }""")
    assert len(lefts) == 2
    assert lefts[1] > lefts[0] + 15


def test_what_is_asked_keeps_its_distance_from_the_way_to_it(phone: Page, demo_site: Path) -> None:
    phone.goto(f"{demo_site.as_uri()}/search.html")
    way, asked = (phone.locator(one).first.bounding_box() for one in (".breadcrumb", ".search-box label"))
    assert way
    assert asked
    assert asked["y"] - way["y"] - way["height"] >= 8


ENDS_ALONE = """(names) => {
  const cells = [...document.querySelectorAll("table th[scope=row] a")].slice(0, names.length);
  cells.forEach((one, at) => { one.textContent = names[at]; });
  const top = (node, at) => { const sign = document.createRange(); sign.setStart(node, at); sign.setEnd(node, at + 1); return sign.getBoundingClientRect().top; };
  return cells.map((one) => one.firstChild).filter((node) => top(node, node.length - 1) > top(node, node.length - 2)).map((node) => node.data);
}"""


def test_no_name_of_a_row_ends_with_a_single_sign_on_a_line_of_its_own(phone: Page, demo_site: Path) -> None:
    names = ["市林业和草原局", "市消防救援支队", "市卫生健康委员会", "市市场监督管理局", "市残疾人联合会"]
    for path in ("stats/index.html", "departments/index.html"):
        phone.goto(f"{demo_site.as_uri()}/{path}")
        assert phone.evaluate(ENDS_ALONE, names) == [], path
