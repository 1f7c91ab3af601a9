"""What a visitor's hands may and may not do at a kiosk: two fingers, the keyboard alone, going home, being done."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.looking import TOO_FAINT
from tests.browser.touching import LANDSCAPE, PORTRAIT, SETTINGS, arriving, awake, enlarged, led, own_clock, turning
from tests.conftest import PageFactory


def size(page: Page) -> str | None:
    found = page.evaluate("document.documentElement.dataset.size")
    return found if isinstance(found, str) else None


def test_who_comes_home_keeps_the_type_and_who_is_done_leaves_nothing(kiosk: Page) -> None:
    enlarged(kiosk)
    led(kiosk, "老年人福利")
    kiosk.get_by_role("button", name="首页").tap()
    kiosk.wait_for_url("**/kiosk.html")
    kiosk.locator(".kiosk-bar").wait_for()
    assert size(kiosk) == "150"
    led(kiosk, "老年人福利")
    kiosk.get_by_role("button", name="结束").tap()
    kiosk.get_by_role("button", name="触摸屏幕开始").wait_for()
    assert (kiosk.url.endswith("/kiosk.html"), size(kiosk)) == (True, None)
    kiosk.get_by_role("button", name="触摸屏幕开始").tap()
    assert kiosk.get_by_role("button", name="返回").is_disabled()
    assert "themes" not in kiosk.evaluate("JSON.stringify(sessionStorage)")


def test_two_fingers_enlarge_nothing(kiosk: Page, demo_site: Path) -> None:
    spread(kiosk)
    kiosk.wait_for_timeout(300)
    assert kiosk.evaluate("visualViewport.scale") == 1
    kiosk.evaluate("sessionStorage.clear()")
    kiosk.goto(f"{demo_site.as_uri()}/index.html")
    spread(kiosk)
    kiosk.wait_for_function("() => visualViewport.scale > 1")  # elsewhere it is everybody's right


def test_a_button_touched_five_times_prints_once(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport=PORTRAIT, has_touch=True)
    own_clock(page)
    awake(page, demo_site)
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    button = page.get_by_role("button", name="打印")
    with arriving(page, 5):
        for _ in range(5):
            button.tap(force=True)
    assert (page.evaluate("window.printed"), button.inner_text()) == (1, "正在打印")
    page.clock.run_for(9_000)
    button.tap()
    page.wait_for_function("() => window.printed === 2")


def spread(page: Page) -> None:
    """Two fingers go apart."""
    session = page.context.new_cdp_session(page)

    def fingers(kind: str, *distances: int) -> None:
        points = [{"x": 540 + side * d, "y": 1200, "id": side} for d in distances for side in (-1, 1)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 100)
    for distance in range(110, 400, 20):
        fingers("touchMove", distance)
    fingers("touchEnd")


TWICE = """([clientX, clientY]) => {
  // Touches of the browser's own on a page that is being left may never be told to have come.
  const touched = document.elementFromPoint(clientX, clientY);
  const told = { bubbles: true, cancelable: true, detail: 1, clientX, clientY, isPrimary: true };
  for (const name of ["pointerdown", "click", "pointerdown", "click"]) touched.dispatchEvent(new PointerEvent(name, told));
}"""


def test_who_touches_twice_where_once_is_enough_goes_one_step(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport=PORTRAIT, has_touch=True)
    # Between the touches nothing passes, however slow the machine.
    page.clock.set_fixed_time("2026-11-30T09:00:00+08:00")
    page.goto(f"{demo_site.as_uri()}/kiosk.html")
    page.locator(".kiosk-attract").wait_for()
    door = page.locator(".doors a").nth(1).bounding_box()
    assert door is not None
    middle = (door["x"] + door["width"] / 2, door["y"] + door["height"] / 2)
    with arriving(page, 2):
        page.touchscreen.tap(*middle)
        page.touchscreen.tap(*middle)
    assert page.url.endswith("/kiosk.html")
    assert page.locator(".kiosk-attract").count() == 0
    page.clock.set_fixed_time("2026-11-30T09:00:01+08:00")
    page.evaluate(TWICE, middle)
    page.wait_for_url("**/departments/**")
    page.locator(".kiosk-bar").wait_for()
    assert len(page.evaluate("yangguang.kept.get('kiosk.trail')")) == 1


def test_a_second_touch_that_waits_until_a_slow_machine_has_drawn_leads_nowhere(
    page_factory: PageFactory, demo_site: Path
) -> None:
    page = page_factory(viewport=PORTRAIT, has_touch=True)
    page.goto(f"{demo_site.as_uri()}/kiosk.html")
    page.locator(".kiosk-attract").wait_for()
    door = page.locator(".doors a").nth(1).bounding_box()
    assert door is not None
    finger = page.context.new_cdp_session(page)
    middle = {"x": door["x"] + door["width"] / 2, "y": door["y"] + door["height"] / 2}
    began = time.time()
    with arriving(page, 2):
        for after, drawing in ((0, 700), (0.3, 0)):
            for kind, points in (("touchStart", [middle]), ("touchEnd", [])):
                told = {"type": kind, "touchPoints": points, "timestamp": began + after}
                finger.send("Input.dispatchTouchEvent", told)
            page.wait_for_timeout(drawing)
    assert page.url.endswith("/kiosk.html")
    assert page.locator(".kiosk-attract").count() == 0


def touch_twice(page: Page, place: Locator) -> None:
    """As hands do that are used to a mouse: once more before anybody could see what came of it."""
    box = place.bounding_box()
    assert box
    with arriving(page, 2):
        for _ in range(2):
            page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def test_who_touches_a_line_or_the_keyboard_twice_is_led_nowhere(page_factory: PageFactory, demo_site: Path) -> None:
    kiosk = page_factory(viewport=PORTRAIT, has_touch=True)
    kiosk.clock.set_fixed_time("2026-11-30T09:00:00+08:00")  # between the touches nothing passes
    awake(kiosk, demo_site)
    keys = kiosk.locator(".keys")
    for later, page, line in ((1, "kiosk.html", "#q"), (2, "powers/index.html", "#filter")):
        kiosk.goto(f"{demo_site.as_uri()}/{page}")
        kiosk.locator(".kiosk-bar").wait_for()
        kiosk.locator(line).focus()  # what the keyboard needs is there from now on
        keys.get_by_role("button", name="收起").tap()
        keys.wait_for(state="hidden")
        kiosk.clock.set_fixed_time(f"2026-11-30T09:0{later}:00+08:00")
        touch_twice(kiosk, kiosk.locator(line))
        assert (kiosk.url.endswith(page), keys.is_visible()) == (True, True)
        kiosk.clock.set_fixed_time(f"2026-11-30T09:0{later}:01+08:00")
        touch_twice(kiosk, keys.get_by_role("button", name="收起"))
        assert (kiosk.url.endswith(page), keys.is_visible()) == (True, False)


def test_what_is_chosen_or_opened_by_two_touches_stays_so(page_factory: PageFactory, demo_site: Path) -> None:
    kiosk = page_factory(viewport=PORTRAIT, has_touch=True)
    kiosk.clock.set_fixed_time("2026-11-30T09:00:00+08:00")  # between the touches nothing passes
    awake(kiosk, demo_site)
    kiosk.goto(f"{demo_site.as_uri()}/powers/1107-A-00100-141000.html")
    bar = kiosk.locator(".kiosk-bar")
    bar.wait_for()
    summary = kiosk.locator("#basis summary").first
    summary.scroll_into_view_if_needed()
    touch_twice(kiosk, summary)
    assert kiosk.locator("#basis details").first.get_attribute("open") is not None
    kiosk.clock.set_fixed_time("2026-11-30T09:00:01+08:00")
    touch_twice(kiosk, bar.get_by_role("button", name="长者字号"))
    assert size(kiosk) == "150"
    kiosk.clock.set_fixed_time("2026-11-30T09:00:02+08:00")
    touch_twice(kiosk, bar.get_by_role("button", name="辅助阅读"))
    assert kiosk.locator(".aids").is_visible()
    kiosk.clock.set_fixed_time("2026-11-30T09:00:03+08:00")
    touch_twice(kiosk, kiosk.get_by_role("button", name="阅读线"))
    assert kiosk.locator(".aids-guide").is_visible()
    kiosk.clock.set_fixed_time("2026-11-30T09:00:04+08:00")
    bar.get_by_role("button", name="长者字号").tap()
    kiosk.locator("html:not([data-size])").wait_for(state="attached")


def test_two_hands_that_type_fast_and_a_hand_that_rests_on_the_glass_lose_no_letter(kiosk: Page) -> None:
    kiosk.locator("#q").tap()
    keys = [kiosk.locator(".keys").get_by_role("button", name=letter, exact=True) for letter in "kfg"]
    keys[0].wait_for()
    boxes = [key.bounding_box() for key in keys]
    k, f, g = [{"x": box["x"] + 20, "y": box["y"] + 20, "id": float(n)} for n, box in enumerate(boxes, 1) if box]
    palm = {"x": 900.0, "y": 800.0, "id": 9.0}
    session = kiosk.context.new_cdp_session(kiosk)

    began = time.time()

    def hands(after: float, kind: str, *points: dict[str, float]) -> None:
        """Told with the moment: how long a finger lies there is not for a slow machine to say."""
        told = {"type": kind, "touchPoints": list(points), "timestamp": began + after}
        session.send("Input.dispatchTouchEvent", told)

    hands(0, "touchStart", k)
    hands(0.02, "touchStart", k, f)
    hands(0.04, "touchEnd", k)
    hands(0.06, "touchEnd")
    hands(0.1, "touchStart", palm)
    hands(0.12, "touchStart", palm, g)
    hands(0.17, "touchEnd", g)
    hands(1, "touchEnd")
    expect(kiosk.locator(".keys-spelled")).to_have_text("kfg")


def test_the_picture_between_two_visitors_does_not_stay_where_it_is(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport=PORTRAIT, has_touch=True)
    own_clock(page)
    page.goto(f"{demo_site.as_uri()}/kiosk.html{SETTINGS}")
    brand = page.locator(".kiosk-attract-brand")
    brand.wait_for()
    places = []
    for _ in range(5):
        places.append(tuple(brand.bounding_box().values()))  # type: ignore[union-attr]
        page.clock.run_for(30_000)
    assert len(set(places)) == 4
    assert places[4] == places[0]


def test_from_the_still_picture_to_the_slip_by_keyboard_alone(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport=PORTRAIT)
    page.goto(f"{demo_site.as_uri()}/kiosk.html{SETTINGS}")
    page.locator(".kiosk-attract").wait_for()
    page.keyboard.press("Enter")
    page.locator(".kiosk-attract").wait_for(state="detached")
    for _ in range(30):
        if page.evaluate("document.activeElement.id") == "q":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("高龄津贴")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#*")
    page.locator("main [data-groups] a[href*='powers/']").first.wait_for()
    name = page.locator("main [data-groups] a[href*='powers/']").first.inner_text()
    reach(page, name)
    page.keyboard.press("Enter")
    page.wait_for_url("**/powers/*.html*")
    page.evaluate("() => { window.print = () => { window.printed = document.querySelector('.slip').textContent; }; }")
    reach(page, "打印")
    page.keyboard.press("Space")
    assert "高龄津贴" in page.evaluate("window.printed")


def test_who_turns_pages_by_keyboard_keeps_their_place_at_the_end(kiosk: Page, demo_site: Path) -> None:
    kiosk.goto(f"{demo_site.as_uri()}/themes/index.html")
    down = kiosk.get_by_role("button", name="下页", exact=True)
    down.focus()
    for _ in range(40):
        if down.is_disabled():
            break
        with turning(kiosk):
            kiosk.keyboard.press("Enter")
    assert down.is_disabled()
    # What is disabled loses the focus with the next picture.
    kiosk.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert kiosk.evaluate("document.activeElement.textContent") == "下页"


@pytest.mark.parametrize("viewport", [PORTRAIT, {"width": 1024, "height": 768}], ids=str)
@pytest.mark.parametrize("path", ["disclosures/index.html", "disclosures/catalogue.html"])
def test_what_is_disclosed_can_be_read_in_the_largest_type(
    page_factory: PageFactory, demo_site: Path, viewport: dict[str, int], path: str
) -> None:
    kiosk = awake(page_factory(viewport=viewport, has_touch=True), demo_site)
    kiosk.evaluate("yangguang.aids.set({size: '300'})")
    kiosk.goto(f"{demo_site.as_uri()}/{path}")
    kiosk.locator(".kiosk-bar").wait_for()
    signs = kiosk.evaluate(
        """() => [...document.querySelectorAll(".official-columns .timeline div, .catalogue dd, .catalogue li")]
          .map((one) => one.clientWidth / parseFloat(getComputedStyle(one).fontSize))"""
    )
    assert min(signs) > 7


@pytest.mark.parametrize("way", ["Escape", "关闭"])
def test_who_chooses_how_to_read_by_keyboard_hears_it_and_goes_on_where_they_were(kiosk: Page, way: str) -> None:
    key = kiosk.get_by_role("button", name="辅助阅读")
    key.focus()
    kiosk.keyboard.press("Enter")
    assert key.get_attribute("aria-expanded") == "true"
    kiosk.get_by_role("button", name="恢复默认").press("Enter")
    said = kiosk.get_by_role("status").filter(has_text="已恢复默认")
    assert said.is_visible()  # what is not drawn is told by no screen reader
    if way == "Escape":
        kiosk.keyboard.press(way)
    else:
        kiosk.get_by_role("button", name=way).press("Enter")
    assert kiosk.evaluate("document.activeElement.textContent") == "辅助阅读"
    assert key.get_attribute("aria-expanded") == "false"


def test_who_closes_a_sheet_by_keyboard_goes_on_where_they_were(kiosk: Page, demo_site: Path) -> None:
    kiosk.goto(f"{demo_site.as_uri()}/hotline.html")
    kiosk.locator(".kiosk-bar").wait_for()
    kiosk.locator("main a[href^='tel:']").first.press("Enter")
    kiosk.get_by_role("button", name="知道了").press("Enter")
    assert kiosk.locator(".kiosk-dialog").count() == 0
    assert kiosk.evaluate("document.activeElement.protocol") == "tel:"


@pytest.mark.parametrize("key", ["Enter", "Space", "Tab"])
def test_whoever_is_still_there_says_so_by_any_key_which_does_nothing_else(
    page_factory: PageFactory, demo_site: Path, key: str
) -> None:
    page = page_factory(viewport=PORTRAIT, has_touch=True)
    own_clock(page)
    awake(page, demo_site, "#idle=90&countdown=60")
    aids = page.get_by_role("button", name="辅助阅读")
    aids.focus()
    page.clock.run_for(91_000)
    page.get_by_role("alertdialog").wait_for()
    page.keyboard.press(key)
    page.get_by_role("alertdialog").wait_for(state="detached")
    assert page.evaluate("document.activeElement.textContent") == "辅助阅读"
    assert aids.get_attribute("aria-expanded") == "false"


def test_from_the_home_page_to_an_item_by_keyboard_alone(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport={"width": 1280, "height": 900})
    page.goto(f"{demo_site.as_uri()}/index.html")
    reach(page, "跳到正文")
    for _ in range(40):
        if page.evaluate("document.activeElement.type") == "search":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("低保")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#*")
    page.locator("main [data-groups] a[href*='powers/']").first.wait_for()
    reach(page, page.locator("main [data-groups] a[href*='powers/']").first.inner_text())
    page.keyboard.press("Enter")
    page.wait_for_url("**/powers/*.html*")
    reach(page, "流程的文字版")
    page.keyboard.press("Enter")
    assert page.locator(".flow-text li").first.is_visible()


def reach(page: Page, name: str) -> None:
    """Goes from stop to stop until what has the focus says ``name``; what has it is always seen, and marked."""
    page.locator("main").wait_for()
    for _ in range(120):
        page.keyboard.press("Tab")
        said, seen, marked = page.evaluate(FOCUS)
        assert (seen, marked) == (True, True), said
        if name in said:
            return
    raise AssertionError(f"{name} is not reached")


FOCUS = """() => {
  const one = document.activeElement;
  if (one === document.body) return ["", true, true];
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const at = document.elementFromPoint((Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
    (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
  return [one.textContent, !!at && (one.contains(at) || at.contains(one)),
    style.outlineStyle !== "none" || style.boxShadow !== "none"];
}"""


def test_no_text_at_a_kiosk_is_too_faint(kiosk: Page) -> None:
    for scheme in ("", "dark", "black-yellow", "blue-yellow"):
        kiosk.evaluate("scheme => yangguang.aids.set({scheme})", scheme)
        assert kiosk.evaluate(TOO_FAINT) == []


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.full)])
def test_nothing_scrolls_sideways_in_the_largest_type(
    kiosk: Page, demo_site: Path, kinds: list[str], step: int
) -> None:
    kiosk.evaluate("yangguang.aids.set({size: '300'})")
    wide = []
    for path in ["kiosk.html", "disclosures/index.html", *kinds[::step]]:
        kiosk.goto(f"{demo_site.as_uri()}/{path}")
        kiosk.locator(".kiosk-bar").wait_for()
        if kiosk.locator("main").evaluate("main => main.scrollWidth > main.clientWidth"):
            wide.append(path)
    assert size(kiosk) == "300"
    assert wide == []


# Whatever is cut off or lies over something else while somebody types: line, keyboard and bar stand below one another.
OVERLAPPING = """() => {
  const box = (one) => one.getBoundingClientRect();
  const [main, keys, bar] = ["main", ".keys", ".kiosk-bar"].map((name) => box(document.querySelector(name)));
  const line = box(document.activeElement);
  const cut = [...document.querySelectorAll(".keys-row .key, .keys-foot .key")]
    .filter((key) => key.scrollWidth > key.clientWidth).map((key) => key.textContent);
  if (line.top < main.top || line.bottom > main.bottom) cut.push("line");
  if (main.bottom > keys.top + 1 || keys.bottom > bar.top + 1 || bar.bottom > innerHeight + 1) cut.push("order");
  return cut;
}"""


@pytest.mark.parametrize("viewport", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
@pytest.mark.parametrize("chosen", ["100", "150", "300"])
def test_who_types_sees_line_keys_and_bar_whole(
    page_factory: PageFactory, demo_site: Path, viewport: dict[str, int], chosen: str
) -> None:
    page = awake(page_factory(viewport=viewport, has_touch=True), demo_site)
    page.evaluate("size => yangguang.aids.set({size})", chosen)
    for path in ("kiosk.html", "departments/civil-affairs.html"):
        page.goto(f"{demo_site.as_uri()}/{path}")
        page.locator(".kiosk-bar").wait_for()
        page.locator("main input[type=search]").first.tap()
        for mode in ("拼音", "手写", "数字编码"):
            with arriving(page, 1):
                page.locator(".keys").get_by_role("button", name=mode).tap()
            assert page.evaluate(OVERLAPPING) == [], (path, mode)


@pytest.mark.parametrize("viewport", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_the_three_doors_stand_in_one_row_or_in_one_column(
    page_factory: PageFactory, demo_site: Path, viewport: dict[str, int]
) -> None:
    page = awake(page_factory(viewport=viewport, has_touch=True), demo_site)
    tops = """(which) => [...document.querySelectorAll(".doors a" + which)].map((one) => Math.round(one.getBoundingClientRect().top))"""
    for chosen in ("100", "125", "150", "200", "300"):
        page.evaluate("size => yangguang.aids.set({size})", chosen)
        doors, names = page.evaluate(tops, ""), page.evaluate(tops, " b")
        assert len(set(doors)) in (1, 3), chosen
        assert {name - door for name, door in zip(names, doors, strict=True)} == {32}, chosen


def test_who_goes_on_by_a_stroke_of_the_finger_is_heard_at_the_next_touch(
    page_factory: PageFactory, demo_site: Path
) -> None:
    page = page_factory(viewport=PORTRAIT, has_touch=True)
    own_clock(page)
    awake(page, demo_site, "#idle=90&countdown=60")
    page.clock.run_for(91_000)
    page.get_by_role("alertdialog").wait_for()
    finger = page.context.new_cdp_session(page)
    for kind, down in (("touchStart", 900), ("touchMove", 800), ("touchMove", 600), ("touchEnd", None)):
        points = [] if down is None else [{"x": 300, "y": down}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    page.get_by_role("alertdialog").wait_for(state="detached")
    led(page, "查权力")


def test_guide_and_pointer_go_where_the_finger_touches(kiosk: Page, demo_site: Path) -> None:
    kiosk.goto(f"{demo_site.as_uri()}/powers/1107-A-00100-141000.html")
    kiosk.get_by_role("button", name="辅助阅读").tap()
    guide, pointer = kiosk.locator(".aids-guide"), kiosk.locator(".aids-pointer")
    for name, follower in (("阅读线", guide), ("大指针", pointer)):
        kiosk.get_by_role("button", name=name).tap()
        follower.wait_for(state="attached")
    kiosk.touchscreen.tap(540, 1000)
    expect(guide).to_have_attribute("style", "top: 1000px;")
    expect(pointer).to_have_attribute("style", "top: 1000px; left: 540px;")
    assert guide.is_visible()
    assert pointer.is_visible()
