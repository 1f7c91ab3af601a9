"""Typing without a keyboard: pinyin, handwriting and codes by touch, on a page at a kiosk."""

from __future__ import annotations

import gzip
import random
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.touching import Stroke, arriving, spell, strokes_of, type_by_touch, write
from tests.conftest import AxeCheck, PageFactory, Serve

PORTRAIT = {"width": 1080, "height": 1920}
LANDSCAPE = {"width": 1920, "height": 1080}

RECALL = """(cases) => window.yangguang.engine.index()
  .then(() => window.yangguang.engine.shard("h", 0))
  .then((text) => {
    const table = new window.yangguang.engine.Strokes(text);
    return cases.filter(([character, strokes]) => !table.recognise(strokes, 8).includes(character)).map((one) => one[0]);
  })"""


def at_kiosk(page: Page, address: str) -> Page:
    """A page in kiosk mode with the keyboard up."""
    page.goto(address)
    page.evaluate("document.documentElement.classList.add('kiosk')")
    page.locator("#q").first.tap()
    page.get_by_role("region", name="屏幕键盘").wait_for()
    return page


@pytest.fixture
def kiosk(page_factory: PageFactory, demo_site: Path) -> Page:
    return at_kiosk(page_factory(viewport=PORTRAIT, has_touch=True), f"{demo_site.as_uri()}/index.html")


def line(page: Page) -> Locator:
    return page.locator("#q").first


def by_hand(strokes: list[Stroke], hand: random.Random) -> list[Stroke]:
    """The strokes as somebody may draw them: moved, of other proportions, slanted, shaky."""
    wide, high, slant = hand.uniform(1.5, 5), hand.uniform(1.5, 5), hand.uniform(-0.25, 0.25)
    shaken = []
    for stroke in strokes:
        right, down = hand.gauss(0, 2), hand.gauss(0, 2)
        moved = [(p["x"] + right + hand.gauss(0, 1.2), p["y"] + down + hand.gauss(0, 1.2)) for p in stroke]
        shaken.append([{"x": wide * x + slant * high * y, "y": high * y} for x, y in moved])
    return shaken


@pytest.mark.parametrize(
    ("letters", "word"), [("dibao", "低保"), ("db", "低保"), ("gaolingjintie", "高龄津贴"), ("shjz", "社会救助")]
)
def test_words_of_this_site_are_offered_first(kiosk: Page, letters: str, word: str) -> None:
    assert word in spell(kiosk, letters)[:3]
    kiosk.get_by_role("button", name=word, exact=True).tap()
    expect(line(kiosk)).to_have_value(word)


def test_what_is_chosen_is_searched(page_factory: PageFactory, origin: str) -> None:
    kiosk = at_kiosk(page_factory(viewport=PORTRAIT, has_touch=True), f"{origin}/index.html")
    spell(kiosk, "dibao")
    kiosk.get_by_role("button", name="低保", exact=True).tap()
    kiosk.locator(".search-options li").first.wait_for()
    kiosk.get_by_role("region", name="屏幕键盘").get_by_role("button", name="搜索").tap()
    kiosk.wait_for_url(lambda url: "q=" in url)


def test_a_word_that_nobody_here_says_is_written_character_by_character(kiosk: Page) -> None:
    characters = [text for text in spell(kiosk, "tu") if len(text) == 1]
    assert "土" in characters
    kiosk.get_by_role("button", name="土", exact=True).tap()
    expect(line(kiosk)).to_have_value("土")


def test_the_rest_of_the_letters_waits_for_the_next_choice(kiosk: Page) -> None:
    spell(kiosk, "tudibao")
    kiosk.get_by_role("button", name="土", exact=True).tap()
    expect(kiosk.locator(".keys-spelled")).to_have_text("dibao")
    kiosk.get_by_role("button", name="低保", exact=True).tap()
    expect(line(kiosk)).to_have_value("土低保")


def test_what_does_not_fit_into_the_line_is_a_page_further(kiosk: Page) -> None:
    first, offers = spell(kiosk, "shi"), kiosk.locator(".keys .offer")
    width = kiosk.locator(".keys-line").evaluate("line => [line.scrollWidth, line.clientWidth]")
    assert width[0] <= width[1]
    kiosk.get_by_role("button", name="下一页候选").tap()
    expect(offers.first).not_to_have_text(first[0])
    assert not set(first) & set(offers.all_inner_texts())
    kiosk.get_by_role("button", name="上一页候选").tap()
    expect(offers).to_have_text(first)


def test_a_slip_is_taken_back(kiosk: Page) -> None:
    spell(kiosk, "dibaoo")
    kiosk.get_by_role("button", name="删除").tap()
    expect(kiosk.locator(".keys-spelled")).to_have_text("dibao")
    kiosk.get_by_role("button", name="低保", exact=True).tap()
    kiosk.get_by_role("button", name="删除").tap()
    expect(line(kiosk)).to_have_value("低")
    kiosk.get_by_role("button", name="清空").tap()
    expect(line(kiosk)).to_have_value("")


def test_a_code_is_typed_as_it_is(kiosk: Page) -> None:
    kiosk.get_by_role("button", name="数字编码").tap()
    type_by_touch(kiosk, "1107-A")
    expect(line(kiosk)).to_have_value("1107-A")


@pytest.mark.parametrize("character", ["低", "一", "证"])
def test_a_character_written_by_hand_is_read(kiosk: Page, character: str) -> None:
    kiosk.get_by_role("button", name="手写").tap()
    write(kiosk, character)
    expect(line(kiosk)).to_have_value(character)


@pytest.mark.parametrize("step", [10, pytest.param(5, marks=pytest.mark.full)])
def test_a_shaky_hand_is_read(kiosk: Page, demo_site: Path, step: int) -> None:
    script = next((demo_site / "search").glob("h0.*.js")).read_text(encoding="utf-8")
    characters = [row[0] for row in script.split('"', 3)[3].split("\\n")]
    hand = random.Random(20151130)
    cases = [[character, by_hand(strokes_of(character), hand)] for character in characters[::step]]
    assert len(cases) > 100
    missed = kiosk.evaluate(RECALL, cases)
    assert len(missed) <= 0.05 * len(cases), missed


def test_at_home_nobody_needs_a_keyboard_on_the_screen(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport=LANDSCAPE, has_touch=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{demo_site.as_uri()}/index.html")
    line(page).tap()
    expect(line(page)).to_be_focused()
    page.keyboard.type("低保")
    page.locator(".search-options li").first.wait_for()
    assert [url for url in asked if "/keys." in url or "/i0." in url] == []


def test_the_next_visitor_finds_nothing_of_the_last(kiosk: Page) -> None:
    spell(kiosk, "dibaodi")
    kiosk.get_by_role("button", name="低保", exact=True).tap()
    expect(line(kiosk)).to_have_value("低保")
    kiosk.evaluate("document.dispatchEvent(new Event('yangguang:wipe'))")
    expect(line(kiosk)).to_have_value("")
    assert kiosk.locator(".keys").is_hidden()
    line(kiosk).tap()
    kiosk.locator(".keys").wait_for()
    assert kiosk.locator(".keys-spelled").inner_text() == ""
    assert kiosk.locator(".keys .offer").count() == 0


@pytest.mark.parametrize("viewport", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_every_key_is_large_and_named(
    page_factory: PageFactory, axe: AxeCheck, demo_site: Path, viewport: dict[str, int]
) -> None:
    page = at_kiosk(page_factory(watched=False, viewport=viewport, has_touch=True), f"{demo_site.as_uri()}/index.html")
    for mode in ("拼音", "手写", "数字编码"):
        with arriving(page, 1):
            page.get_by_role("button", name=mode).tap()
        boxes = page.locator(".keys .key:visible").evaluate_all("all => all.map((one) => one.getBoundingClientRect())")
        assert min(min(box["width"], box["height"]) for box in boxes) >= 60, mode
        assert max(box["right"] for box in boxes) <= viewport["width"], mode
        assert axe(page) == [], mode


def test_without_its_words_the_keyboard_says_so_and_letters_still_find(
    page_factory: PageFactory, demo_site: Path, serve: Serve, tmp_path: Path
) -> None:
    damaged = tmp_path / "site"
    shutil.copytree(demo_site, damaged)
    next((damaged / "search").glob("i0.*.js")).write_text("", encoding="utf-8")
    page = at_kiosk(page_factory(watched=False, viewport=PORTRAIT, has_touch=True), f"{damaged.as_uri()}/index.html")
    page.locator(".keys [role=status]").get_by_text("候选字没有读到").wait_for()
    type_by_touch(page, "dibao")
    page.get_by_role("region", name="屏幕键盘").get_by_role("button", name="搜索").tap()
    page.wait_for_url(lambda url: "q=dibao" in url)


def test_what_the_keyboard_loads_is_small(demo_site: Path) -> None:
    def packed(pattern: str) -> int:
        return sum(len(gzip.compress(file.read_bytes())) for file in demo_site.glob(pattern))

    assert packed("assets/keys.*.js") + packed("search/i0.*.js") + packed("search/x0.*.js") <= 60_000
    assert sum(file.stat().st_size for file in demo_site.glob("search/h0.*.js")) <= 1_200_000
