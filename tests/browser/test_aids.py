"""Reading aids on every page: what they change, that they can be reached by keyboard, that nothing breaks under them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.looking import SCHEMES, SIZES, TOO_WIDE, kept, like, plain
from tests.conftest import PageFactory, Serve


def test_a_choice_holds_from_page_to_page_and_is_taken_back(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/index.html")
    small = page.locator("main p").first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    page.get_by_role("button", name="辅助阅读").click()
    page.get_by_role("button", name="200%").click()
    page.get_by_role("button", name="黑底黄字").click()
    page.goto(f"{demo_site.as_uri()}/departments/index.html")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    large = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    assert large == pytest.approx(2 * small, rel=0.3)
    page.get_by_role("button", name="辅助阅读").click()
    assert page.get_by_role("button", name="200%").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="恢复默认").click()
    assert page.evaluate("({...document.documentElement.dataset})") == {}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(0, 0, 0)"


def test_a_choice_holds_from_the_first_line_of_a_page(page: Page, demo_site: Path) -> None:
    page.add_init_script(kept(size="200", scheme="black-yellow", elder=True))
    page.add_init_script("""new MutationObserver(() => {
      if (document.body && !window.first) window.first = {...document.documentElement.dataset};
    }).observe(document, {childList: true, subtree: true})""")
    page.goto(f"{demo_site.as_uri()}/powers/index.html")
    assert page.evaluate("window.first") == {"size": "200", "scheme": "black-yellow", "elder": "1"}


def test_the_aids_are_reached_and_left_by_keyboard_alone(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/departments/index.html")
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "辅助阅读":
            break
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "100%"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("document.documentElement.dataset.size") == "125"
    assert "125%" in page.locator(".aids [role=status]").inner_text()
    page.keyboard.press("Escape")
    assert page.locator(".aids").is_hidden()
    assert page.evaluate("document.activeElement.textContent") == "辅助阅读"


def test_the_view_for_the_elderly_has_large_type_targets_and_lines(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/index.html")
    page.get_by_role("button", name="辅助阅读").click()
    page.get_by_role("button", name="长者版").click()
    sizes = page.evaluate(
        """() => [...document.querySelectorAll("main p, main a, main dd, main li, main small")]
          .filter((one) => one.checkVisibility())
          .map((one) => [parseFloat(getComputedStyle(one).fontSize), parseFloat(getComputedStyle(one).lineHeight)])"""
    )
    assert min(size for size, _ in sizes) >= 24  # 18 pt
    boxes = page.evaluate(
        """() => [...document.querySelectorAll("main a, main button, main input")].filter((one) => one.checkVisibility())
          .map((one) => one.getBoundingClientRect()).map((box) => Math.min(box.width, box.height))"""
    )
    assert min(boxes) >= 59.5


@pytest.mark.parametrize(
    ("chosen", "elder", "then", "left"),
    [
        ("100%", "150", None, "100"),
        ("125%", "150", None, "125"),
        ("150%", "150", None, "150"),
        ("125%", "150", "200%", "200"),
    ],
)
def test_who_leaves_the_view_for_the_elderly_has_the_size_that_was_chosen(
    page: Page, demo_site: Path, chosen: str, elder: str, then: str | None, left: str
) -> None:
    page.goto(f"{demo_site.as_uri()}/{POWER}")
    page.get_by_role("button", name="辅助阅读").click()
    page.get_by_role("button", name=chosen).click()
    page.get_by_role("button", name="长者版").click()
    assert page.evaluate("document.documentElement.dataset.size") == elder
    page.reload()
    page.get_by_role("button", name="辅助阅读").click()
    if then:
        page.get_by_role("button", name=then).click()
    page.get_by_role("button", name="长者版").click()
    assert page.evaluate("document.documentElement.dataset.size || '100'") == left


@pytest.mark.parametrize("size", ["200", "300"])
def test_responsibilities_have_the_width_of_the_page_in_the_largest_type(
    page_factory: PageFactory, demo_site: Path, size: str
) -> None:
    page = page_factory(viewport={"width": 1080, "height": 1920})
    page.add_init_script(kept(size=size))
    page.goto(f"{demo_site.as_uri()}/{POWER}")
    duty, room = (page.locator(one).first.bounding_box() for one in (".duty-stage li", "#duties"))
    assert duty
    assert room
    assert duty["width"] > 0.95 * room["width"]


@pytest.mark.parametrize("kiosk", [False, True])
def test_risk_points_have_the_width_of_the_page_in_the_largest_type(
    page_factory: PageFactory, demo_site: Path, kiosk: bool
) -> None:
    page = page_factory(viewport={"width": 1080, "height": 1920}, has_touch=kiosk)
    page.add_init_script(kept(size="300") + ";sessionStorage.setItem('yangguang.kiosk', '1')" * kiosk)
    page.goto(f"{demo_site.as_uri()}/powers/1107-A-00100-141000.html")
    whole = page.locator(".risk-chart").evaluate("one => one.clientWidth")
    narrow = """(cells, whole) => cells.filter((one) => one.clientWidth < whole * .9).map((one) => one.textContent)"""
    assert page.locator(".risk-chart td, .risk-chart tbody th").evaluate_all(narrow, whole) == []
    stage, risk = (page.locator(f".risk-chart tbody {one}").first.bounding_box() for one in ("th", "td"))
    assert stage is not None
    assert risk is not None
    assert stage["y"] < risk["y"]


def test_the_stage_of_many_risk_points_stays_in_sight(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport={"width": 1280, "height": 600})
    page.goto(f"{demo_site.as_uri()}/powers/1107-A-00100-141000.html")
    stage = page.locator(".risk-chart tbody:has(tr:nth-child(8))").first
    for risk in (1, -1):
        stage.locator("tr").nth(risk).evaluate("one => one.scrollIntoView({block: 'center'})")
        expect(stage.locator("th span")).to_be_in_viewport(ratio=1)


def test_guide_and_pointer_follow_and_go(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/index.html")
    page.get_by_role("button", name="辅助阅读").click()
    page.get_by_role("button", name="阅读线").click()
    page.get_by_role("button", name="大指针").click()
    page.mouse.move(300, 420)
    assert page.locator(".aids-guide").evaluate("one => one.style.top") == "420px"
    assert page.locator(".aids-pointer").evaluate("one => one.style.left") == "300px"
    page.get_by_role("button", name="阅读线").click()
    assert page.locator(".aids-guide").count() == 0


POWER = "powers/1107-A-00100-141000.html"


def test_the_plain_view_has_words_in_the_place_of_pictures(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/{POWER}")
    before = page.locator("main").inner_text()
    page.get_by_role("button", name="辅助阅读").click()
    page.get_by_role("button", name="纯文本").click()
    drawn = "() => [...document.querySelectorAll('main svg, main img, main canvas')].filter((one) => one.checkVisibility()).length"
    assert page.evaluate(drawn) == 0
    assert page.locator(".flow-text li").first.is_visible()
    assert len(page.locator("main").inner_text()) >= len(before)
    page.get_by_role("button", name="纯文本").click()
    assert page.locator(".flow-chart").first.is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_type_of_a_flow_chart_grows_with_the_page_s(page_factory: PageFactory, demo_site: Path, width: int) -> None:
    high = []
    for size in SIZES:
        page = page_factory(viewport={"width": width, "height": 900})
        page.add_init_script(kept(size=size))
        page.goto(f"{demo_site.as_uri()}/{POWER}")
        name = page.locator(".flow-name text").first
        high.append(name.evaluate("one => one.getScreenCTM().a * parseFloat(getComputedStyle(one).fontSize)"))
        assert page.locator(".flow-text li").first.is_visible() is (size != "100")
    assert high[1] / high[0] > 1.6
    assert high[2] / high[0] > 2.3


def test_who_wants_no_motion_gets_none(page_factory: PageFactory, demo_site: Path) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return parseFloat(style.transitionDuration) > 0.001 || style.animationName !== "none" || style.scrollBehavior === "smooth";
    }).map((one) => one.outerHTML.slice(0, 80))"""
    page = page_factory(reduced_motion="reduce")
    for path in ("index.html", POWER, "search.html"):
        page.goto(f"{demo_site.as_uri()}/{path}")
        assert page.evaluate(moving) == []
    page.goto(f"{demo_site.as_uri()}/kiosk.html#idle=600")
    page.get_by_role("button", name="触摸屏幕开始").click()
    assert page.evaluate(moving) == []


def test_who_wants_more_contrast_gets_no_muted_ink(page_factory: PageFactory, demo_site: Path) -> None:
    for contrast, alike in (("no-preference", False), ("more", True)):
        page = page_factory(contrast=contrast)
        page.goto(f"{demo_site.as_uri()}/{POWER}")
        muted = page.locator("main .label:visible, main .muted:visible").first.evaluate(
            "one => getComputedStyle(one).color"
        )
        assert (muted == page.evaluate("getComputedStyle(document.body).color")) is alike


def test_the_system_s_dark_colours_hold_until_others_are_chosen(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(color_scheme="dark")
    page.goto(f"{demo_site.as_uri()}/index.html")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    assert sum(map(int, dark[4:-1].split(","))) < 3 * 64
    page.get_by_role("button", name="辅助阅读").click()
    page.get_by_role("button", name="浅色").click()
    assert sum(map(int, page.evaluate(ground)[4:-1].split(","))) > 3 * 192
    page.get_by_role("button", name="恢复默认").click()
    assert page.evaluate(ground) == dark


def test_there_is_no_button_for_a_voice_that_is_not_there(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/index.html")
    page.get_by_role("button", name="辅助阅读").click()
    assert page.evaluate("speechSynthesis.getVoices().filter((one) => one.lang.startsWith('zh')).length") == 0
    assert page.get_by_role("button", name="朗读正文").count() == 0


VOICE = """
  speechSynthesis.getVoices = () => [["en-US", true], ["zh-HK", true], ["zh-CN", false], ["cmn", true]].map(([lang, localService]) => ({lang, localService}));
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  window.heard = [];
  speechSynthesis.speak = (words) => window.heard.push([words.lang, words.text]);
  speechSynthesis.cancel = () => { window.heard = "stopped"; };
"""
"""A voice that lives on this machine, as speech-dispatcher gives one; the test machine has none."""


def test_where_there_is_a_voice_the_page_is_read_paragraph_by_paragraph(page: Page, demo_site: Path) -> None:
    page.add_init_script(VOICE)
    page.goto(f"{demo_site.as_uri()}/{POWER}")
    page.get_by_role("button", name="辅助阅读").click()
    page.get_by_role("button", name="朗读正文").click()
    heard = page.evaluate("window.heard")
    assert {lang for lang, _ in heard} == {"cmn"}
    assert "社会团体成立登记" in [text for _, text in heard]
    assert len(heard) > 20
    page.get_by_role("button", name="恢复默认").click()
    assert page.evaluate("window.heard") == "stopped"


def test_nobody_hears_the_end_of_a_page_that_they_have_left(page: Page, demo_site: Path, serve: Serve) -> None:
    page.add_init_script(VOICE.replace('window.heard = "stopped"', 'sessionStorage.silent = "yes"'))
    page.goto(f"{serve(demo_site)}/{POWER}")
    page.get_by_role("button", name="辅助阅读").click()
    page.get_by_role("button", name="朗读正文").click()
    assert page.get_by_role("button", name="停止朗读").is_visible()
    page.get_by_role("link", name="市民政局").first.click()
    page.locator("body.kind-department").wait_for()
    assert page.evaluate("sessionStorage.silent") == "yes"
    page.go_back()
    page.get_by_role("heading", name="社会团体成立登记").wait_for()
    assert page.get_by_role("button", name="停止朗读").count() == 0


def test_without_scripts_there_is_no_dead_button(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(java_script_enabled=False)
    page.goto(f"{demo_site.as_uri()}/index.html")
    assert page.get_by_role("button", name="辅助阅读").count() == 0


@pytest.mark.parametrize(("width", "size"), [(1280, "300"), (390, "200"), (320, "150"), (320, "300")])
def test_no_page_scrolls_sideways_in_large_type(
    page_factory: PageFactory, demo_site: Path, kinds: list[str], width: int, size: str
) -> None:
    page = page_factory(viewport={"width": width, "height": 900})
    page.add_init_script(kept(size=size))
    wide = {}
    for path in kinds:
        page.goto(f"{demo_site.as_uri()}/{path}")
        wide[path] = page.evaluate(TOO_WIDE)
    assert {path: elements for path, elements in wide.items() if elements} == {}


@pytest.mark.parametrize("size", ["200", "300"])
@pytest.mark.parametrize(
    ("path", "awaited"),
    [
        ("disclosures/request.html", ".paper-form"),
        ("search.html?q=食品经营许可", ".result-answers"),
        ("search.html?q=开饭馆", ".result-links"),
    ],
)
def test_forms_and_answers_do_not_scroll_sideways_in_large_type(
    page_factory: PageFactory, demo_site: Path, size: str, path: str, awaited: str
) -> None:
    page = page_factory(viewport={"width": 320, "height": 844})
    page.add_init_script(kept(size=size))
    page.goto(f"{demo_site.as_uri()}/{path}")
    page.locator(awaited).first.wait_for()
    assert page.evaluate(TOO_WIDE) == []


def test_what_is_chosen_from_grows_with_the_type(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/search.html?q=食品经营许可")
    choice = page.locator(".result-filter select").first
    small, large = (
        choice.evaluate(
            "(one, size) => { yangguang.aids.set({size}); return parseFloat(getComputedStyle(one).fontSize); }", size
        )
        for size in ("100", "300")
    )
    assert small >= 16
    assert large == pytest.approx(3 * small, rel=0.01)


@pytest.mark.parametrize("chosen", [{"size": "200"}, {"size": "300"}, {"plain": True}])
def test_the_menu_of_a_page_does_not_lie_over_its_text(
    page_factory: PageFactory, demo_site: Path, chosen: dict[str, str | bool]
) -> None:
    page = page_factory(viewport={"width": 1280, "height": 900})
    page.add_init_script(kept(**chosen))
    page.goto(f"{demo_site.as_uri()}/powers/1107-A-00100-141000.html")
    text = page.locator("#risks")
    text.scroll_into_view_if_needed()
    page.mouse.wheel(0, 600)
    expect(text).to_be_in_viewport()
    expect(page.locator(".section-nav")).not_to_be_in_viewport()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_paper_stays_black_on_white_whatever_was_chosen(page: Page, demo_site: Path, scheme: str) -> None:
    page.add_init_script(kept(scheme=scheme, size="300", elder=True))
    page.goto(f"{demo_site.as_uri()}/powers/1107-A-00100-141000.html")
    page.emulate_media(media="print")
    inks = page.evaluate("""() => [...document.querySelectorAll("body, h1, .status, main a, .muted")]
      .filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one).color)""")
    assert set(inks) <= {"rgb(0, 0, 0)", "rgb(51, 51, 51)"}
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) < 20


def test_forced_colours_tell_what_is_current_and_what_is_pressed(page: Page, demo_site: Path) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{demo_site.as_uri()}/places/hall.html")
    lines = page.evaluate("""() => [".site-nav a[aria-current]", ".site-nav a:not([aria-current])"].map((one) =>
      getComputedStyle(document.querySelector(one)).borderBottomWidth)""")
    assert lines == ["3px", "0px"]
    page.get_by_role("button", name="辅助阅读").click()
    grounds = page.evaluate("""() => [".aid[aria-pressed=true]", ".aid[aria-pressed=false]"].map((one) =>
      getComputedStyle(document.querySelector(one)).backgroundColor)""")
    assert grounds[0] != grounds[1]


@pytest.mark.parametrize("system", ["light", "dark"])
def test_forced_colours_leave_guide_and_pointer_to_be_seen(page: Page, demo_site: Path, system: Any) -> None:
    page.emulate_media(forced_colors="active", color_scheme=system)
    page.goto(f"{demo_site.as_uri()}/{POWER}")
    page.evaluate("yangguang.aids.set({guide: true, pointer: true})")
    grounds = page.evaluate("""() => [".aids-guide", ".aids-pointer", "body"].map((one) =>
      getComputedStyle(document.querySelector(one)).backgroundColor)""")
    assert grounds[0] == grounds[1] != grounds[2]


def test_on_paper_results_begin_below_the_sentence_that_counts_them(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/search.html?q=开饭馆")
    code = page.locator(".result .code").first.inner_text()
    assert code in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].extract_text()


def test_on_paper_results_say_what_was_asked_and_what_was_left_out(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/search.html#q=登记&class=行政许可&status=在用")
    page.locator(".result").first.wait_for()
    printed = plain("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages))
    assert re.search(like("查找“登记”，只看类别：行政许可、状态：在用找到"), printed)
    assert not re.search(like("清除筛选"), printed)
    page.goto(f"{demo_site.as_uri()}/search.html#q=开饭馆")
    expect(page.locator(".result-name").first).to_have_text("食品经营许可")  # the old results stood until now
    printed = plain("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages))
    assert re.search(like("查找“开饭馆”找到"), printed)


def test_the_figures_of_a_wide_table_can_be_brought_into_sight_in_the_largest_type(
    page_factory: PageFactory, demo_site: Path
) -> None:
    page = page_factory(viewport={"width": 390, "height": 844})
    page.add_init_script(kept(size="300"))
    page.goto(f"{demo_site.as_uri()}/ledger/index.html")
    page.locator(".scroll:has(.ledger-table)").first.evaluate("one => one.scrollTo(9999, 0)")
    for row in (".ledger-table thead tr", ".ledger-table tbody tr"):
        ends = "row => [row.firstElementChild.getBoundingClientRect().right, row.lastElementChild.getBoundingClientRect().left]"
        name, figure = page.locator(row).first.evaluate(ends)
        assert name <= figure


def test_the_aids_open_where_voices_take_no_listeners(page: Page, demo_site: Path) -> None:
    page.add_init_script("speechSynthesis.addEventListener = undefined")  # Safari before 16
    page.goto(f"{demo_site.as_uri()}/index.html")
    page.get_by_role("button", name="辅助阅读").click()
    page.get_by_role("button", name="150%").click()
    assert page.evaluate("document.documentElement.dataset.size") == "150"
