"""Every kind of page, over http and from the disk: quiet, complete without scripts, narrow enough, accessible, printable."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.looking import TOO_WIDE, follow, like, plain
from tests.conftest import PageFactory, Serve
from tests.markup import a_signpost, document
from tests.viewing import RENDERER

A4 = (595, 842)
"""Width and height in points."""

TREE = """() => {
  const found = [];
  const walk = (element, depth) => {
    found.push(`${depth} ${element.localName}`);
    for (const child of (element.localName === "template" ? element.content : element).children) walk(child, depth + 1);
  };
  walk(document.documentElement, 0);
  return found;
}"""
"""The tree that the browser has made of a page."""

TEXTS = """() => {
  document.querySelectorAll("[data-filter-line], [data-release], .aids-open").forEach((place) => place.remove());
  return document.body.innerText.split("\\n").map((line) => line.trim()).filter(Boolean);
}"""
"""What can be read, without what scripts are there to add."""


def visit(page: Page, origin: str, paths: list[str]) -> Iterator[str]:
    """Opens one page after the other."""
    for path in paths:
        page.goto(f"{origin}/{path}")
        yield path


def test_no_page_complains_or_asks_for_anything_elsewhere(page: Page, origin: str, kinds: list[str]) -> None:
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    # Leaving a page while its icon is still on the way is no failure.
    page.on(
        "requestfailed", lambda request: failed.append(request.url) if "ABORTED" not in str(request.failure) else None
    )
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    for path in visit(page, origin, kinds):
        assert page.locator("h1").count() == 1, path
    # Console and exceptions are watched by the fixture.
    assert [url for url in asked if not url.startswith(origin + "/")] == []
    assert failed == []


def test_no_address_at_all_is_answered_in_the_same_frame(page: Page, demo_site: Path, serve: Serve) -> None:
    page.goto(f"{serve(demo_site)}/404.html")
    assert "没有" in page.locator("h1").inner_text()
    follow(page.get_by_role("link", name="职权类别").first)
    assert "职权类别" in page.locator("h1").inner_text()


def test_every_dead_end_names_all_ways_to_the_hotline(page: Page, demo_site: Path, serve: Serve) -> None:
    stones = (file for file in sorted(demo_site.glob("powers/*.html")) if "tombstone-closed" in file.read_text("utf-8"))
    closed = next(stones).relative_to(demo_site).as_posix()
    kinds = {"电话", "短信", "传真", "网站", "邮箱", "QQ", "微博", "微信"}
    for path in ("404.html", "search.html?q=没有这样的事情啊", closed, "ledger/unlisted.html"):
        page.goto(f"{serve(demo_site)}/{path}")
        page.locator(".reach").wait_for()
        assert set(page.locator(".reach dt").all_inner_texts()) == kinds, path
        follow(page.locator(".reach").get_by_role("link").first)
        assert "热线" in page.locator("h1").inner_text(), path


def test_an_old_address_leads_on(page_factory: PageFactory, origin: str, demo_site: Path) -> None:
    page = page_factory(java_script_enabled=False)
    old = a_signpost(demo_site)
    page.goto(f"{origin}/{old}")
    page.wait_for_url(lambda url: not url.endswith(old))
    assert page.locator("body.kind-law h1").inner_text()


def test_without_scripts_the_whole_content_is_there_every_element_where_the_source_has_it(
    page_factory: PageFactory, demo_site: Path, kinds: list[str]
) -> None:
    with_scripts, without = page_factory(), page_factory(java_script_enabled=False)
    wrong: dict[str, Any] = {}
    for path in visit(with_scripts, demo_site.as_uri(), kinds):
        without.goto((demo_site / path).as_uri())
        source = document(path, (demo_site / path).read_text(encoding="utf-8")).elements
        ours = [f"{len(element.parents)} {element.tag}" for element in source]
        theirs = [entry.lower() for entry in without.evaluate(TREE)]
        pairs = enumerate(zip_longest(ours, theirs))
        mended = [source[min(number, len(source) - 1)] for number, (one, other) in pairs if one != other][:1]
        there = set(without.evaluate(TEXTS))
        missing = [line for line in with_scripts.evaluate(TEXTS) if line not in there]
        if mended or missing:
            wrong[path] = mended, missing
    assert wrong == {}


@pytest.mark.parametrize("width", [320, 1080])
def test_no_page_scrolls_sideways(page_factory: PageFactory, demo_site: Path, kinds: list[str], width: int) -> None:
    page = page_factory(viewport={"width": width, "height": 1920 if width == 1080 else 844}, has_touch=True)
    wide = {path: page.evaluate(TOO_WIDE) for path in visit(page, demo_site.as_uri(), kinds)}
    assert {path: elements for path, elements in wide.items() if elements} == {}


def check_print(page: Page, site: Path, paths: list[str]) -> None:
    for path in visit(page, site.as_uri(), paths):
        heading = page.locator("h1").text_content() or ""
        sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert {(round(float(s.mediabox.width)), round(float(s.mediabox.height))) for s in sheets} == {A4}, path
        assert re.search(like(heading[:12]), plain(sheets[0].extract_text())), path
        # A last sheet without words would be paper for nothing.
        assert len(plain(sheets[-1].extract_text())) > 20, path


def test_single_pages_print_on_a4_with_their_text(page: Page, demo_site: Path, kinds: list[str]) -> None:
    check_print(page, demo_site, [path for path in kinds if not path.endswith("index.html")])


@pytest.mark.full
def test_long_lists_print_on_a4_with_their_text(page: Page, demo_site: Path, kinds: list[str]) -> None:
    check_print(page, demo_site, [path for path in kinds if path.endswith("index.html")])


def test_a_printed_item_carries_its_code_on_every_sheet(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/powers/1107-A-00100-141000.html")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) >= 2
    assert [number for number, sheet in enumerate(sheets, 1) if "1107-A-00100-141000" not in sheet.extract_text()] == []


@pytest.mark.parametrize("item", ["1107-A-00100-141000", "1125-B-00100-141000"])
def test_a_printed_chart_stands_on_the_sheet_of_its_heading(page: Page, demo_site: Path, item: str) -> None:
    page.goto(f"{demo_site.as_uri()}/powers/{item}.html")
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    headed = [text for text in (plain(sheet.extract_text()) for sheet in sheets) if re.search(like("运行流程图"), text)]
    assert len(headed) == 1
    assert re.search(like("主线各环节"), headed[0])  # what the foot of the chart says


# ---- the list of names, which answers searches until the index lands -------------------------------------------------


def shown(page: Page) -> list[str]:
    """The names that the list shows."""
    return page.locator("[data-filter] .item-name:visible").all_inner_texts()


def test_the_list_of_names_is_narrowed_by_what_was_asked(page: Page, origin: str) -> None:
    page.goto(f"{origin}/powers/index.html")
    everything = shown(page)
    assert len(everything) >= 60
    page.goto(f"{origin}/powers/index.html?q=社会团体")
    narrowed = shown(page)
    assert narrowed
    assert len(narrowed) < len(everything)
    rows = page.locator("[data-filter] .item-list > li:visible").all_inner_texts()
    assert [row for row in rows if "社会团体" not in row] == []
    assert f"符合 {len(narrowed)} 项" in page.locator("[data-filter-count]").inner_text()

    counts = page.locator("[data-filter] .item-group .count")
    assert counts.evaluate_all("all => all.filter((one) => one.checkVisibility()).length") == 0

    line = page.locator("[data-filter-line] input")
    assert line.input_value() == "社会团体"
    line.fill("没有这样的事项")
    assert shown(page) == []
    assert line.evaluate("(one) => one.defaultValue") == "没有这样的事项"  # what Safari puts back
    line.fill("")
    assert shown(page) == everything
    assert counts.first.is_visible()


def test_groups_of_a_list_are_found_by_their_headings_and_are_no_landmarks(page: Page, demo_site: Path) -> None:
    """A screen reader would tell the name of each twice, and lists the few landmarks of a page to get about by."""
    page.goto(f"{demo_site.as_uri()}/powers/index.html")
    assert page.locator("main").get_by_role("heading", level=2).count() >= 10
    expect(page.get_by_role("region")).to_have_count(0)


def test_paper_says_that_a_list_was_narrowed_and_by_what(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/classes/chufa.html")
    for typed, said in (("市场监管局", True), ("", False)):
        page.locator("[data-filter-line] input").fill(typed)
        text = plain("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf())).pages))
        assert bool(re.search(like("市场监管局符合1项，共9项"), text)) is said
        assert bool(re.search(like("筛选"), text)) is said


def test_who_finds_nothing_in_a_list_is_led_to_the_search_which_knows_what_words_mean(
    page: Page, demo_site: Path
) -> None:
    page.goto(f"{demo_site.as_uri()}/departments/market-regulation.html")
    page.locator("[data-filter-line] input").fill("查封饭店")
    page.locator("[data-filter-count]").get_by_role("link", name="在全站搜索").click()
    expect(page.locator("main .result-name").first).to_contain_text("查封")


def test_who_comes_back_to_a_narrowed_list_finds_it_narrowed(page: Page, origin: str) -> None:
    page.goto(f"{origin}/powers/index.html")
    page.locator("[data-filter-line] input").fill("许可")
    narrowed = shown(page)
    page.locator("[data-filter] .item-name:visible").last.click()
    expect(page).to_have_url(re.compile("/powers/[0-9]"))
    page.go_back()
    expect(page.locator("[data-filter-line] input")).to_have_value("许可")
    assert shown(page) == narrowed
    page.evaluate("""() => new Promise((done) => {
        addEventListener("hashchange", () => done(), { once: true });
        location.hash = "main"; // as by a link to a place on this page
      })""")
    page.reload()
    assert shown(page) == narrowed
    page.locator("[data-filter-line] input").fill("")
    expect(page).to_have_url(f"{origin}/powers/index.html")


def test_a_long_list_comes_back_piece_by_piece_and_is_whole_on_paper(page: Page, demo_site: Path) -> None:
    page.add_init_script("""document.addEventListener("readystatechange", () => {
        const list = document.querySelector("[data-filter] .item-list");
        if (document.readyState === "interactive") for (let n = 0; n < 1000; n++) list.append(list.lastElementChild.cloneNode(true));
      });
      window.asked = (words) => {
        const input = document.querySelector("[data-filter-line] input");
        input.value = words;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        return [...document.querySelectorAll("[data-filter] .item-list > li")].filter((row) => row.checkVisibility()).length;
      };""")
    page.goto(f"{demo_site.as_uri()}/powers/index.html")
    everything = len(shown(page))
    assert everything > 1000
    assert page.evaluate("asked('没有这样的事项')") == 0
    assert 0 < page.evaluate("asked('')") < 200
    assert page.evaluate("asked('没有这样的事项')") == 0  # and what was still to come does not
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert shown(page) == []
    page.evaluate("asked('')")
    page.wait_for_function(
        "(all) => [...document.querySelectorAll('[data-filter] .item-name')].filter((one) => one.checkVisibility()).length === all",
        arg=everything,
    )
    page.evaluate("asked('没有这样的事项'), asked(''), window.dispatchEvent(new Event('beforeprint'))")
    assert len(shown(page)) == everything


def test_a_list_waits_for_the_words_that_letters_are_being_made_into(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/powers/index.html")
    everything = shown(page)
    page.locator("[data-filter-line] input").focus()
    method = page.context.new_cdp_session(page)
    method.send("Input.imeSetComposition", {"text": "she hui", "selectionStart": 7, "selectionEnd": 7})
    assert page.locator("[data-filter-line] input").input_value() == "she hui"
    assert shown(page) == everything
    method.send("Input.insertText", {"text": "社会团体"})
    assert 0 < len(shown(page)) < len(everything)


PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LONG = "双江拉祜族佤族布朗族傣族自治县"
"""A place whose name leaves the button of the reading aids no room beside it."""


@pytest.mark.parametrize(("screen", "place"), [(PHONE, ""), (PHONE, LONG), ({}, ""), ({}, LONG)])
def test_nothing_moves_when_scripts_have_done_their_work(
    page_factory: PageFactory, demo_site: Path, kinds: list[str], screen: dict[str, Any], place: str
) -> None:
    page = page_factory(**screen)
    script = """window.tops = () => [...document.querySelectorAll("main, [data-filter] li, [data-filter] td")]
        .map((one) => Math.round(one.getBoundingClientRect().top + scrollY)).slice(0, 50);
      document.addEventListener("readystatechange", () => {
        if (document.readyState !== "interactive") return;
        document.querySelector(".brand-place").append("PLACE");
        window.first = tops();
      });"""
    page.add_init_script(script.replace("PLACE", place))
    moved = []
    for kind in kinds[:2] if place else kinds:
        page.goto(f"{demo_site.as_uri()}/{kind}")
        if "kiosk" not in kind and page.evaluate("String(first) !== String(tops())"):
            moved.append(kind)
        page.evaluate("sessionStorage.clear()")
    assert moved == []


def test_the_telephone_of_an_office_is_dialled_at_a_touch(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/departments/civil-affairs.html")
    assert page.locator("#offices a.phone").first.get_attribute("href") == "tel:03570000103"


def test_what_is_typed_at_home_is_looked_for(page: Page, origin: str) -> None:
    page.goto(f"{origin}/index.html")
    page.get_by_role("searchbox").first.fill("社会团体")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "q=" in url)
    page.locator("main").get_by_role("link", name="社会团体成立登记").first.wait_for()
    assert "社会团体" in [line.input_value() for line in page.get_by_role("searchbox").all()]


def test_a_search_is_text_and_never_markup(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/powers/index.html?q=%3Cimg%20src%3Dx%20onerror%3D%22window.hit%3D1%22%3E")
    assert page.locator("[data-filter-line] input").input_value() == '<img src=x onerror="window.hit=1">'
    assert page.evaluate("window.hit") is None
    assert page.locator("main img").count() == 0


def test_without_scripts_the_list_of_names_is_whole(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(java_script_enabled=False)
    page.goto(f"{demo_site.as_uri()}/powers/index.html?q=社会团体")
    assert len(shown(page)) >= 60
    assert page.locator("[data-filter-line]").is_hidden()


# ---- QR codes ---------------------------------------------------------------------------------------------------------


def scanned(page: Page) -> list[str]:
    """What a scanner reads off the screen."""
    image = Image.open(io.BytesIO(page.locator("figure.qr").screenshot()))
    return [found.text for found in zxingcpp.read_barcodes(image)]


def check_codes(page: Page, site: Path, items: list[Path]) -> None:
    unread = {}
    for item in items:
        page.goto(item.as_uri())
        name = page.locator("h1").inner_text()
        read = scanned(page)
        # No domain is known here, so the code says what to look for and whom to call.
        if len(read) != 1 or not read[0].startswith(f"{item.stem} {name[:10]}"):
            unread[item.relative_to(site).as_posix()] = read
    assert unread == {}


@pytest.mark.parametrize(("scheme", "first"), [("light", 0), ("dark", 9)])
def test_a_telephone_reads_the_code_of_an_item_off_the_screen(
    page_factory: PageFactory, demo_site: Path, scheme: str, first: int
) -> None:
    page = page_factory(viewport={"width": 1080, "height": 1920}, color_scheme=scheme)
    check_codes(page, demo_site, sorted(demo_site.rglob("powers/*-*.html"))[first::18])


@pytest.mark.full
def test_every_code_of_the_demonstration_is_read(page: Page, demo_site: Path) -> None:
    check_codes(page, demo_site, sorted(demo_site.rglob("powers/*-*.html")))


def test_the_mark_stays_round_beside_the_longest_name(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport={"width": 390, "height": 844})
    page.goto(f"{demo_site.as_uri()}/index.html")
    page.locator(".brand-place").evaluate("one => { one.textContent = '博尔塔拉蒙古自治州阿拉山口综合保税区'; }")
    box = page.locator(".brand-sun").bounding_box()
    assert box
    assert box["width"] == pytest.approx(box["height"], abs=0.5)


LONG_NAME = "对在饮用水水源保护区内从事网箱养殖、旅游、游泳、垂钓或者其他可能污染饮用水水体的活动，经责令改正逾期不改正的行为的处罚"


def test_with_a_long_name_what_matters_most_is_on_the_first_screen_of_a_telephone(
    page_factory: PageFactory, demo_site: Path
) -> None:
    page = page_factory(viewport={"width": 390, "height": 844})
    page.goto(f"{demo_site.as_uri()}/powers/1107-A-00100-141000.html")
    macros: Any = RENDERER.environment.get_template("components/title/macro.html").module
    page.evaluate("(made) => { document.querySelector('h1').outerHTML = made; }", str(macros.title(LONG_NAME)))
    crumb = page.locator(".breadcrumb [aria-current]")
    crumb.evaluate("(one, name) => { one.textContent = name; }", LONG_NAME)
    expect(page.locator(".strip dd").first).to_be_in_viewport()


def test_where_the_names_of_a_way_are_short_they_stand_on_one_line(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport={"width": 390, "height": 844})
    page.goto(f"{demo_site.as_uri()}/powers/1107-A-00100-141000.html")
    assert page.locator(".breadcrumb li").evaluate_all("all => new Set(all.map((one) => one.offsetTop)).size") == 1
