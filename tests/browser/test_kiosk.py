"""A touch screen in a hall: only touch, nothing out of reach, nothing left behind for the next one."""

from __future__ import annotations

import io
import json
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.browser.touching import LANDSCAPE, PORTRAIT, SETTINGS, awake, enlarged, led, own_clock, turning
from tests.conftest import AxeCheck, PageFactory

TOO_SMALL = """() => [...document.querySelectorAll("main a, main button, main input, main summary, .kiosk-bar button")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 1)
  .filter((one) => one.getBoundingClientRect().height < 59.5 || one.getBoundingClientRect().width < 59.5)
  .map((one) => one.outerHTML.slice(0, 120))"""

BAR = """() => [...document.querySelectorAll(".kiosk-bar button")]
  .map((one) => [one.textContent, ...Object.values(one.getBoundingClientRect().toJSON())]).join()"""

IN_REACH = """() => [...document.querySelectorAll("a, button, input, summary")]
  .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect())
  .filter((box) => box.width > 1 && box.bottom > 0 && box.top < innerHeight)
  .map((box) => Math.max(box.top, document.querySelector("main").getBoundingClientRect().top) / innerHeight)"""


def test_a_page_is_one_of_a_kiosk_from_its_first_line(kiosk: Page, demo_site: Path) -> None:
    kiosk.add_init_script("""new MutationObserver(() => {
      if (document.body) window.first = window.first ?? document.documentElement.className;
    }).observe(document, {childList: true, subtree: true})""")
    kiosk.goto(f"{demo_site.as_uri()}/powers/index.html")
    assert kiosk.evaluate("window.first") == "kiosk"


def test_the_keyboard_comes_to_who_does_not_wait_for_the_page(kiosk: Page, demo_site: Path) -> None:
    """A slow machine is still reading its scripts when somebody touches the line."""
    held: list[Route] = []
    kiosk.route("**/assets/kiosk.*.js", lambda route: held.append(route))
    kiosk.goto(f"{demo_site.as_uri()}/powers/index.html", wait_until="domcontentloaded")
    kiosk.locator("#filter").tap()
    kiosk.get_by_role("region", name="屏幕键盘").wait_for()
    held[0].continue_()
    kiosk.locator(".kiosk-bar").wait_for()


def test_the_keyboard_comes_to_who_does_not_wait_for_the_end_of_the_page(kiosk: Page, demo_site: Path) -> None:
    held: list[Route] = []
    kiosk.route("**/release.js", lambda route: held.append(route))
    with kiosk.expect_request("**/release.js"):
        kiosk.goto(f"{demo_site.as_uri()}/index.html", wait_until="commit")
    line = kiosk.locator("main input[name=q]")
    line.tap()
    expect(line).to_be_focused()
    held.pop().continue_()
    kiosk.get_by_role("region", name="屏幕键盘").wait_for()


def test_the_three_doors_lead_in_and_the_bar_leads_back(kiosk: Page) -> None:
    led(kiosk, "我要办事")
    led(kiosk, "老年人福利")
    assert kiosk.locator("h1").inner_text() == "老年人福利"
    kiosk.get_by_role("button", name="返回").tap()
    kiosk.wait_for_url("**/themes/index.html")
    kiosk.get_by_role("button", name="首页").tap()
    kiosk.wait_for_url("**/kiosk.html")
    assert kiosk.get_by_role("button", name="返回").is_disabled()
    assert kiosk.locator(".kiosk-attract").count() == 0


def test_the_browser_has_no_history_of_its_own(kiosk: Page) -> None:
    before = kiosk.evaluate("history.length")
    led(kiosk, "查权力")
    led(kiosk, "民政局")
    assert kiosk.evaluate("history.length") == before


def test_going_back_returns_to_where_one_was_on_the_page(kiosk: Page) -> None:
    led(kiosk, "查权力")
    kiosk.get_by_role("button", name="下页").tap()
    kiosk.wait_for_function("() => document.querySelector('main').scrollTop > 100")
    where = kiosk.locator("main").evaluate("main => main.scrollTop")
    kiosk.locator("main a:visible").last.evaluate("link => link.click()")
    kiosk.wait_for_url(lambda url: "departments/index" not in url)
    kiosk.get_by_role("button", name="返回").tap()
    kiosk.wait_for_url("**/departments/index.html")
    kiosk.wait_for_function("where => Math.abs(document.querySelector('main').scrollTop - where) < 5", arg=where)


def test_going_back_to_results_shows_as_many_and_where_one_was(kiosk: Page, demo_site: Path) -> None:
    kiosk.goto(f"{demo_site.as_uri()}/search.html?q=许可")
    kiosk.locator(".kiosk-bar").wait_for()
    results = kiosk.locator(".result-group").first.locator(".result")
    kiosk.locator("[data-more]").first.tap()
    expect(results).to_have_count(30)
    results.nth(28).get_by_role("link").first.tap()
    kiosk.wait_for_url("**/powers/**")
    kiosk.get_by_role("button", name="返回").tap()
    expect(results).to_have_count(30)
    expect(results.nth(28)).to_be_in_viewport()


def test_going_back_from_another_question_leads_to_the_one_before(kiosk: Page, demo_site: Path) -> None:
    kiosk.goto(f"{demo_site.as_uri()}/search.html#q=建筑施公许可")
    kiosk.locator(".kiosk-bar").wait_for()
    near = kiosk.locator("[data-near] a").first
    name = near.inner_text()
    near.tap()
    line = kiosk.locator("main input[name=q]")
    expect(line).to_have_value(name)
    expect(kiosk.locator(".result").first).to_contain_text(name)
    kiosk.get_by_role("button", name="返回").tap()
    expect(line).to_have_value("建筑施公许可")


def test_going_back_to_a_narrowed_list_shows_it_narrowed_and_the_next_visitor_sees_it_whole(
    kiosk: Page, demo_site: Path
) -> None:
    names = kiosk.locator("[data-filter] .item-name:visible")
    kiosk.goto(f"{demo_site.as_uri()}/powers/index.html")
    everything = names.count()
    kiosk.locator("#filter").fill("许可")
    narrowed = names.count()
    assert narrowed < everything
    names.last.evaluate("(link) => link.click()")
    kiosk.wait_for_url("**/powers/1*")
    kiosk.get_by_role("button", name="返回").tap()
    expect(kiosk.locator("#filter")).to_have_value("许可")
    expect(names).to_have_count(narrowed)
    kiosk.get_by_role("button", name="结束").tap()
    kiosk.wait_for_url("**/kiosk.html")
    kiosk.goto(f"{demo_site.as_uri()}/powers/index.html")
    expect(names).to_have_count(everything)


def test_pages_turn_by_buttons_and_the_ends_are_shown(kiosk: Page) -> None:
    led(kiosk, "查权力")
    up, down = (kiosk.get_by_role("button", name=name, exact=True) for name in ("上页", "下页"))
    assert up.is_disabled()
    for _ in range(40):
        if down.is_disabled():
            break
        with turning(kiosk):
            down.tap(force=True)  # which nobody waits for: at the end it can be touched no more
    assert down.is_disabled()
    assert up.is_enabled()


def test_no_way_leads_out_but_a_code_hands_the_address_over(kiosk: Page, demo_site: Path) -> None:
    kiosk.goto(f"{demo_site.as_uri()}/hotline.html")
    kiosk.locator(".kiosk-bar").wait_for()
    here = kiosk.url
    kiosk.locator("main a[href^='https://']").first.tap()
    code = kiosk.get_by_role("img", name="二维码")
    read = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    assert [found.text for found in read] == ["https://example.org/12345"]
    kiosk.get_by_role("button", name="知道了").tap()
    expect(kiosk.locator(".kiosk-dialog")).to_have_count(0)
    kiosk.locator("main a[href^='tel:']").first.tap()
    expect(kiosk.locator(".kiosk-dialog")).to_contain_text("12345")
    assert kiosk.url == here


@pytest.mark.parametrize("viewport", [PORTRAIT, LANDSCAPE, {"width": 1024, "height": 768}], ids=str)
@pytest.mark.parametrize("size", ["100", "300"])
def test_the_way_on_from_a_sheet_is_in_sight(
    page_factory: PageFactory, demo_site: Path, viewport: dict[str, int], size: str
) -> None:
    kiosk = awake(page_factory(viewport=viewport, has_touch=True), demo_site)
    kiosk.evaluate("(size) => yangguang.aids.set({size})", size)
    kiosk.goto(f"{demo_site.as_uri()}/hotline.html")
    kiosk.locator(".kiosk-bar").wait_for()
    kiosk.locator("main a[href^='https://']").first.tap()
    way = kiosk.get_by_role("button", name="知道了")
    box, sheet = way.bounding_box(), kiosk.locator(".kiosk-dialog-body").bounding_box()
    assert box
    assert sheet
    assert 0 <= sheet["y"] <= box["y"]
    assert box["y"] + box["height"] <= viewport["height"]
    assert kiosk.locator(".kiosk-dialog").inner_text().count("https://example.org/12345") == 1
    way.tap()
    expect(kiosk.locator(".kiosk-dialog")).to_have_count(0)


def test_the_key_of_larger_type_tells_what_the_panel_has_chosen(kiosk: Page) -> None:
    key = kiosk.get_by_role("button", name="长者字号")
    assert key.get_attribute("aria-pressed") == "false"
    kiosk.evaluate("yangguang.aids.set({size: '200'})")
    kiosk.wait_for_function("() => document.querySelector('.kiosk-key[aria-pressed=true]')")
    key.tap()
    kiosk.wait_for_function("() => !document.querySelector('.kiosk-key[aria-pressed=true]')")


@pytest.mark.parametrize("viewport", [(1080, 1920), (1920, 1080), (1280, 960), (1280, 800), (1024, 768)], ids=str)
def test_no_line_above_the_page_is_cut_in_two(
    page_factory: PageFactory, demo_site: Path, viewport: tuple[int, int]
) -> None:
    page = page_factory(viewport={"width": viewport[0], "height": viewport[1]}, has_touch=True)
    own_clock(page, "2027-11-30T09:00:00+08:00")  # that the data are old needs a line, too
    awake(page, demo_site)
    page.goto(f"{demo_site.as_uri()}/powers/1125-B-00100-141000.html")
    page.locator(".kiosk-stale").wait_for()
    lines = page.locator(".kiosk-band > *").evaluate_all(
        """(found) => found.filter((one) => one.offsetHeight || one.textContent).map((one) => [one.className,
             one.offsetHeight / parseFloat(getComputedStyle(one).lineHeight), one.offsetTop, one.offsetTop + one.offsetHeight])"""
    )
    band = page.locator(".kiosk-band").bounding_box()
    assert band
    for name, number, top, bottom in lines:
        assert abs(number - round(number)) < 0.1, name
        assert 0 <= top <= bottom <= band["height"], name


def test_no_menu_no_selection_no_dragging(kiosk: Page) -> None:
    prevented = kiosk.evaluate(
        """() => ["contextmenu", "selectstart", "dragstart"].map((kind) =>
             !document.querySelector("main").dispatchEvent(new Event(kind, {bubbles: true, cancelable: true})))"""
    )
    assert prevented == [True, True, True]


@pytest.mark.parametrize("viewport", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_everything_is_large_and_in_the_lower_two_thirds(
    page_factory: PageFactory, demo_site: Path, kinds: list[str], viewport: dict[str, int]
) -> None:
    page = awake(page_factory(viewport=viewport, has_touch=True), demo_site)
    wrong, bars = {}, set()
    for path in ["kiosk.html", *kinds[:: 1 if viewport is PORTRAIT else 4]]:
        page.goto(f"{demo_site.as_uri()}/{path}")
        page.locator(".kiosk-bar").wait_for()
        faults = page.evaluate(TOO_SMALL)
        if min(page.evaluate(IN_REACH)) < 1 / 3:
            faults.append("out of reach")
        if page.locator("main").evaluate("main => main.scrollWidth > main.clientWidth"):
            faults.append("scrolls sideways")
        if faults:
            wrong[path] = faults[:4]
        bars.add(page.evaluate(BAR))
    assert wrong == {}
    assert len(bars) == 1  # on every page each button is where it was


def test_figures_stand_beside_the_link_of_their_row(kiosk: Page, demo_site: Path) -> None:
    kiosk.goto(f"{demo_site.as_uri()}/stats/index.html")
    kiosk.locator(".kiosk-bar").wait_for()
    lower = """row => [row.querySelector("a").firstChild, row.lastElementChild.firstChild].map((text) => {
      const range = document.createRange();
      range.selectNodeContents(text);
      return range.getBoundingClientRect().bottom;
    })"""
    link, figure = kiosk.locator("tbody tr", has=kiosk.locator("th a")).first.evaluate(lower)
    assert link == pytest.approx(figure, abs=2)


def test_after_a_while_it_asks_and_one_touch_goes_on(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport=PORTRAIT, has_touch=True)
    own_clock(page)
    awake(page, demo_site, "#idle=90&countdown=60")
    page.clock.run_for(91_000)
    page.get_by_role("alertdialog").wait_for()
    assert "秒" in page.locator(".kiosk-countdown").inner_text()
    page.locator(".kiosk-dialog").tap(position={"x": 20, "y": 700})
    page.get_by_role("alertdialog").wait_for(state="detached")
    assert page.url.split("#")[0].endswith("/kiosk.html")


def test_the_next_visitor_sees_a_clean_start(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport=PORTRAIT, has_touch=True)
    own_clock(page)
    awake(page, demo_site, "#idle=90&countdown=15")
    enlarged(page)
    page.get_by_role("button", name="辅助阅读").tap()
    page.get_by_role("button", name="黑底黄字").tap()
    page.locator("html[data-scheme]").wait_for(state="attached")
    led(page, "老年人福利")
    page.clock.run_for(91_000)
    page.get_by_role("alertdialog").wait_for()
    page.clock.run_for(16_000)
    page.get_by_role("button", name="触摸屏幕开始").wait_for()
    assert page.url.endswith("/kiosk.html")
    page.go_back()
    assert "themes" not in page.url
    page.goto(f"{demo_site.as_uri()}/kiosk.html")
    kept = page.evaluate("JSON.stringify(sessionStorage)")
    assert "老年人" not in kept
    assert "themes" not in kept
    start = page.get_by_role("button", name="触摸屏幕开始")
    start.tap()
    start.wait_for(state="hidden")
    assert page.evaluate("({...document.documentElement.dataset})") == {}
    assert page.get_by_role("button", name="返回").is_disabled()


@pytest.mark.parametrize("day", ["2026-11-01", "2026-12-31"])
def test_a_clock_that_is_put_right_neither_keeps_nor_sends_a_visitor(
    page_factory: PageFactory, demo_site: Path, day: str
) -> None:
    page = page_factory(viewport=PORTRAIT, has_touch=True)
    own_clock(page)
    awake(page, demo_site, "#idle=90&countdown=15")
    page.clock.set_system_time(f"{day}T09:00:00+08:00")
    page.clock.run_for(80_000)
    assert page.get_by_role("alertdialog").count() == 0
    page.clock.run_for(11_000)
    page.get_by_role("alertdialog").wait_for()


def test_old_data_say_so(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport=PORTRAIT, has_touch=True)
    version = json.loads((demo_site / "version.json").read_text(encoding="utf-8"))
    said = max(version["committed"], version["as_of"])
    released = datetime.fromisoformat(f"{said}T09:00:00+08:00")
    page.clock.set_fixed_time(released)
    awake(page, demo_site, f"{SETTINGS}&stale=30")
    assert said in (page.locator(".kiosk-date").text_content() or "")
    assert page.locator(".kiosk-stale").count() == 0
    page.clock.set_fixed_time(released + timedelta(days=365))
    page.reload()
    assert "已有 365 天没有更新" in page.locator(".kiosk-stale").inner_text()
    page.clock.set_fixed_time(released - timedelta(days=3))
    page.reload()
    assert "时钟不准" in page.locator(".kiosk-stale").inner_text()


def test_a_new_release_is_shown_when_nobody_is_here(page_factory: PageFactory, demo_site: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(demo_site, tmp_path / "site"))
    page = page_factory(viewport=PORTRAIT, has_touch=True)
    own_clock(page)
    page.goto(f"{site.as_uri()}/kiosk.html{SETTINGS}")
    start = page.get_by_role("button", name="触摸屏幕开始")
    start.wait_for()
    before = page.locator(".kiosk-date").text_content()
    _release(site, "2026-12-24")
    start.tap()
    start.wait_for(state="hidden")
    page.clock.run_for(70_000)
    assert page.locator(".kiosk-date").text_content() == before  # a visitor reads on
    page.clock.run_for(600_000)
    start.wait_for()
    assert "2026-12-24" in (page.locator(".kiosk-date").text_content() or "")
    _release(site, "2026-12-31")
    page.clock.run_for(70_000)
    page.locator(".kiosk-date", has_text="2026-12-31").wait_for(state="attached")
    start.wait_for()


def _release(site: Path, date: str) -> None:
    """Puts a release of that day in the place of the one that stands there."""
    (site / "release.js").write_text(f'window.yangguang.release={{"date": "{date}", "digest": "of {date}"}};')


def test_every_page_says_that_it_is_a_demonstration(kiosk: Page) -> None:
    assert "演示数据" in kiosk.locator(".kiosk-band").inner_text()


@pytest.mark.parametrize(
    "viewport", [PORTRAIT, pytest.param(LANDSCAPE, marks=pytest.mark.full)], ids=["portrait", "landscape"]
)
def test_axe_finds_nothing_at_a_kiosk(
    page_factory: PageFactory, axe: AxeCheck, demo_site: Path, kinds: list[str], viewport: dict[str, int]
) -> None:
    page = awake(page_factory(watched=False, viewport=viewport, has_touch=True), demo_site)
    found = {}
    for path in ["kiosk.html", *kinds[::6]]:
        page.goto(f"{demo_site.as_uri()}/{path}")
        page.locator(".kiosk-bar").wait_for()
        found[path] = axe(page)
    assert {path: violations for path, violations in found.items() if violations} == {}
