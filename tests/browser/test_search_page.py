"""The page of the search and the line in every header, over the web and from a disk: answers, filters, addresses, the way back."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.asking import ask, opened
from tests.conftest import AxeCheck, PageFactory, Serve
from tests.helpers import build, copy_of


def test_the_first_answer_is_told_to_who_does_not_see_it(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri(), "")
    said = page.locator("main").get_by_role("status")
    expect(said).to_have_count(1)  # of what is put into a place that was not there, screen readers tell nothing
    page.locator("main").get_by_role("searchbox").fill("低保")
    expect(said).to_contain_text("找到")
    page.locator("main").get_by_role("searchbox").fill("")
    expect(said).to_be_empty()


def test_who_takes_a_filter_back_by_keyboard_stays_at_it(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri(), "?q=登记&department=市审批局&class=行政许可")
    chosen = page.get_by_label("类别")
    chosen.focus()
    page.keyboard.press("Home")  # 全部: one class is all that this department has
    page.wait_for_function("() => !location.hash.includes('class=')")
    expect(page.get_by_label("类别")).to_be_focused()


def test_an_address_may_name_a_region_or_a_department_by_its_key(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri(), "?q=低保&region=houma&department=civil-affairs")
    for name, label in (("region", "侯马市"), ("department", "市民政局")):
        expect(page.locator(f"select[name={name}]")).to_have_value(label)
        expect(page.locator(f"select[name={name}] option", has_text=re.compile("[a-z]"))).to_have_count(0)


def test_what_the_filters_leave_out_is_not_said_to_be_off_the_list(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri(), "?q=低保&department=市公安局")
    expect(page.locator("[data-said]")).to_contain_text("所选条件下没有“低保”")
    expect(page.locator("[data-none]")).to_be_hidden()
    page.get_by_role("link", name="清除筛选").click()
    expect(page.locator(".result").first).to_contain_text("最低生活保障金给付")
    expect(page.get_by_role("link", name="清除筛选")).to_be_hidden()


def test_results_answer_at_once(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri(), "?q=食品经营许可")
    card = page.locator(".result").first
    for text in ("食品经营许可", "行政许可", "时限", "收费", "地点", "电话", "行使层级"):
        expect(card).to_contain_text(text)
    expect(card.locator("mark").first).to_have_text("食品经营许可")


def test_what_an_answer_is_called_stands_on_one_line(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory(viewport={"width": 390, "height": 844})
    opened(page, demo_site.as_uri(), "?q=食品经营许可")
    place = page.locator("[data-answer=place] dt").first
    place.wait_for()
    lines = "one => { const range = document.createRange(); range.selectNodeContents(one); return range.getClientRects().length; }"
    assert place.evaluate(lines) == 1


def test_what_is_found_by_its_theme_alone_says_so_after_what_its_own_name_says(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri(), "?q=残疾证")
    results = page.locator(".result")
    expect(results.first).to_contain_text("困难残疾人生活补贴和重度残疾人护理补贴给付")
    expect(results.filter(has_text="工伤认定").first.locator("[data-snippet]")).to_have_text("主题：残疾人服务")


def test_words_are_marked_wherever_they_stand(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri(), "?q=补贴")
    name = page.locator(".result [data-name]", has_text="困难残疾人生活补贴和重度残疾人护理补贴给付").first
    expect(name.locator("mark")).to_have_text(["补贴", "补贴"])


def test_an_abolished_department_is_said_to_be_gone_with_who_took_over(page: Page, tmp_path: Path) -> None:
    content, site = copy_of("good", tmp_path), tmp_path / "site"
    file = content / "departments/civil-affairs.yml"
    file.write_text(f"{file.read_text(encoding='utf-8')}撤销日期: 2019-03-05\n", encoding="utf-8")
    moved = "powers/{}/1107-A-00100-141000.yml"
    (content / moved.format("civil-affairs")).rename(content / moved.format("market-regulation"))
    (content / "events/2019").mkdir()
    (content / "events/2019/reform.yml").write_text(
        "文号: 临演〔2019〕1号\n标题: 关于划转的决定\n批准机关: 市政府\n生效日期: 2019-03-05\n调整事项:\n"
        "  - {类型: 划转, 变更前: [1107-A-00100-141000], 变更后: [1107-A-00100-141000],"
        " 原部门: civil-affairs, 现部门: market-regulation}\n",
        encoding="utf-8",
    )
    build(content, site)
    opened(page, site.as_uri(), "?q=临汾市民政局")
    card = page.locator("[data-kind=department] .result").first
    expect(card).to_have_text(
        re.compile(r"临汾市民政局\s*已撤销.*自 2019-03-05 起撤销.*职权已划给：\s*临汾市市场监督管理局", re.S)
    )
    card.get_by_role("link", name="临汾市市场监督管理局").click()
    expect(page.locator("h1")).to_have_text("临汾市市场监督管理局")
    opened(page, site.as_uri(), "?q=福利机构设立")
    expect(page.locator("[data-kind=item] .result").first).to_contain_text("市民政局（已撤销）")
    assert ask(page, "临汾市民政局")["results"][0]["name"] == "临汾市民政局"
    opened(page, site.as_uri(), "?q=市场监管局")
    expect(page.locator("[data-kind=department] .result").first).not_to_contain_text("撤销")


def test_no_sign_is_cut_in_two_by_an_excerpt_or_a_mark(page: Page, tmp_path: Path) -> None:
    content, site = copy_of("good", tmp_path), tmp_path / "site"
    file = content / "powers/civil-affairs/1107-A-00200-141000.yml"
    text = file.read_text(encoding="utf-8").replace("现场核查", f"{'𠮷' * 60}的床位面积室温不低于18℃{'𠮷' * 60}")
    file.write_text(text, encoding="utf-8")
    build(content, site)
    opened(page, site.as_uri(), "?q=床位面积")
    snippet = page.locator(".result [data-snippet]").first
    expect(snippet).to_contain_text("床位面积室温不低于18℃")
    assert re.fullmatch("…𠮷{12}的床位面积室温不低于18℃𠮷+…", snippet.inner_text())
    for query, marked in (("°", []), ("18°c", ["18℃"])):
        opened(page, site.as_uri(), f"?q={query}")
        expect(snippet).to_contain_text("℃")
        expect(snippet.locator("mark")).to_have_text(marked)


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ("第32条", "第三十二条"),
        ("食品經營許可", "食品经营许可"),
        ("食品xuke", "许可"),
        ("dibao", "低保"),
        ("开饭馆", "食品经营许可"),
        ("特因人员救助", "特困人员救助"),
        ("1107-A", "1107-A"),
        ("1107a00100", "1107-A-00100"),
    ],
)
def test_what_a_query_stands_for_is_marked(page: Page, demo_site: Path, query: str, marked: str) -> None:
    opened(page, demo_site.as_uri(), f"?q={query}")
    expect(page.locator(".result mark").get_by_text(marked, exact=True).first).to_be_visible()


def test_addresses_can_be_passed_on_and_the_way_back_works(page: Page, origin: str) -> None:
    opened(page, origin, "?q=许可&class=行政许可")
    expect(page.locator("select[name=class]")).to_have_value("行政许可")
    expect(page.locator("main input[name=q]")).to_have_value("许可")
    page.fill("main input[name=q]", "低保")
    page.keyboard.press("Enter")
    expect(page.locator(".result").first).to_contain_text("最低生活保障金给付")
    page.locator("select[name=region]").select_option(index=1)
    expect(page).to_have_url(re.compile("region="))
    page.go_back()
    page.go_back()
    expect(page.locator("main input[name=q]")).to_have_value("许可")
    opened(page, origin, "#q=dibao")
    page.reload()
    expect(page.locator(".result").first).to_contain_text("最低生活保障金给付")


def test_what_is_asked_reaches_no_server(page: Page, origin: str) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(unquote(request.url)))
    page.goto(f"{origin}/departments/index.html")
    page.locator("header input[name=q]").fill("残疾证")
    page.keyboard.press("Enter")
    expect(page.locator(".result").first).to_contain_text("残疾人")
    page.reload()
    page.locator("select[name=theme]").select_option(index=1)
    clear = page.get_by_role("link", name="清除筛选")
    clear.click()
    expect(clear).to_be_hidden()  # until then results are drawn anew, away from under the pointer
    page.locator(".result a").first.click()
    expect(page).to_have_url(re.compile("/powers/"))
    page.go_back()
    expect(page.locator("main input[name=q]")).to_have_value("残疾证")
    page.goto(f"{origin}/powers/index.html")
    page.locator("[data-filter-line] input").fill("残疾证")
    page.reload()
    expect(page.locator("[data-filter-line] input")).to_have_value("残疾证")
    assert [address for address in requested if "残疾证" in address.split("#")[0]] == []


def test_an_address_with_a_question_mark_still_asks_and_is_followed_by_none(page: Page, origin: str) -> None:
    opened(page, origin, "?q=低保&department=市公安局")
    expect(page).to_have_url(re.compile(r"/search\.html#q=[^?]+&department=[^?]+$"))
    page.goto(f"{origin}/search.html#q=残疾证")
    expect(page.locator("[data-said]")).to_contain_text("找到")


def test_a_way_within_the_page_keeps_the_question(page: Page, origin: str) -> None:
    opened(page, origin, "#q=低保")
    page.locator(".skip").press("Enter")
    expect(page.locator("main")).to_be_focused()  # with which the question has left the address
    expect(page).to_have_url(re.compile("#q="))
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.reload()
    expect(page.locator(".result").first).to_contain_text("最低生活保障金给付")


def test_a_name_that_is_near_is_asked_and_the_way_back_leads_to_what_was_typed(page: Page, origin: str) -> None:
    opened(page, origin, "#q=建筑施公许可")
    near = page.locator("[data-near] a").first
    name = near.inner_text()
    near.click()
    expect(page.locator("main input[name=q]")).to_have_value(name)
    expect(page.locator(".result").first).to_contain_text(name)
    page.go_back()
    expect(page.locator("main input[name=q]")).to_have_value("建筑施公许可")


def test_a_line_that_was_emptied_is_empty_again_on_the_way_forward(page: Page, origin: str) -> None:
    opened(page, origin, "#q=低保")
    line = page.locator("main input[name=q]")
    line.fill("")
    expect(page).to_have_url(re.compile(r"search\.html$"))
    page.go_back()
    expect(line).to_have_value("低保")
    page.go_forward()
    expect(line).to_have_value("")
    expect(page).to_have_url(re.compile(r"search\.html$"))


def test_who_types_slowly_finds_back_to_each_question(page: Page, origin: str) -> None:
    opened(page, origin)
    field = page.locator("main input[name=q]")
    for query in ("许可", "低保"):
        field.fill("")
        for typed in (query[0], query):
            field.press_sequentially(typed[-1])
            expect(page).to_have_url(re.compile(f"#q={quote(typed)}$"))
        field.press("Enter")
    page.go_back()
    expect(field).to_have_value("许可")
    expect(page.locator("[data-said]")).to_contain_text("找到")
    page.go_forward()
    expect(field).to_have_value("低保")


HELD = """name => {
    const [home, ask] = name === "search" ? [yangguang, yangguang.search] : [yangguang.engine, yangguang.engine.suggest];
    window.held = [];
    home[name] = async (query, options) => {
        const answer = await ask(query, options);
        if (query === "许可") await new Promise(done => held.push(done));
        return answer;
    };
}"""
LET_GO = "() => { held.forEach(done => done()); return new Promise(done => setTimeout(done)); }"


def test_an_answer_that_comes_late_is_not_shown_over_that_of_what_was_typed_since(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri())
    page.evaluate(HELD, "search")
    page.fill("main input[name=q]", "许可")
    page.wait_for_function("() => held.length")
    page.fill("main input[name=q]", "低保")
    expect(page.locator(".result").first).to_contain_text("最低生活保障金给付")
    page.evaluate(LET_GO)
    expect(page.locator(".result").first).to_contain_text("最低生活保障金给付")
    page.goto(f"{demo_site.as_uri()}/departments/index.html")
    page.locator("header input[name=q]").fill("低")
    page.wait_for_function("() => window.yangguang.engine && yangguang.engine.suggest")
    page.evaluate(HELD, "suggest")
    page.locator("header input[name=q]").fill("许可")
    page.wait_for_function("() => held.length")
    page.locator("header input[name=q]").fill("低保")
    expect(page.locator("[role=option]").first).to_contain_text("最低生活保障金给付")
    page.evaluate(LET_GO)
    expect(page.locator("[role=option]").first).to_contain_text("最低生活保障金给付")


@pytest.mark.parametrize("asked", ["", "?q=低保"])
def test_what_is_typed_before_the_scripts_have_come_is_asked(page: Page, demo_site: Path, asked: str) -> None:
    held: list[Route] = []
    page.route("**/assets/search.*.js", lambda route: held.append(route))
    with page.expect_request("**/assets/search.*.js"):
        page.goto(f"{demo_site.as_uri()}/search.html{asked}", wait_until="commit")
    line = page.locator("main input[name=q]")
    line.press_sequentially("残疾证")
    held[0].continue_()
    expect(page.locator("[data-said]")).to_contain_text("残疾证")
    expect(line).to_have_value("残疾证")


def test_who_comes_back_from_a_result_finds_the_list_as_it_was(page: Page, origin: str) -> None:
    opened(page, origin, "?q=许可")
    results = page.locator(".result-group").first.locator(".result")
    page.locator("[data-more]").first.click()
    expect(results).to_have_count(30)
    results.nth(29).get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/powers/"))
    page.go_back()
    expect(results).to_have_count(30)
    expect(results.nth(29)).to_be_in_viewport()
    page.fill("main input[name=q]", "处罚")
    expect(results).to_have_count(10)
    page.locator("main form[data-engine]").evaluate("(form) => form.reset()")  # so does Safari to whoever comes back
    expect(page.locator("main input[name=q]")).to_have_value("处罚")


def test_who_comes_back_on_a_slow_machine_stands_where_they_stood_before_the_results_have_come(
    page: Page, origin: str
) -> None:
    """Here each piece of work takes a second, and the page has long been loaded when the results come."""
    page.add_init_script("""
        let now = 0;
        performance.now = () => (now += 1000);
        const post = MessagePort.prototype.postMessage;
        MessagePort.prototype.postMessage = function (said) { setTimeout(() => post.call(this, said), 30); };
    """)
    opened(page, origin, "?q=许可")
    results = page.locator(".result-group").first.locator(".result")
    page.locator("[data-more]").first.click()
    results.nth(29).get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/powers/"))
    page.go_back()
    expect(results.nth(29)).to_be_in_viewport()
    assert page.locator("[data-search]").evaluate("(found) => found.style.minHeight") == "", "no room is left below"


def test_more_leads_the_keyboard_to_what_has_come(page: Page, origin: str) -> None:
    opened(page, origin, "?q=许可")
    page.locator("[data-more]").first.press("Enter")
    expect(page.locator(".result-group").first.locator("[data-name]").nth(10)).to_be_focused()


def test_a_box_in_every_header_answers_as_one_types(page: Page, origin: str) -> None:
    page.goto(f"{origin}/departments/index.html")
    box = page.locator("header input[name=q]")
    box.fill("gaoling")
    options = page.locator("[role=option]")
    expect(options.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".search-box [role=status]")).to_contain_text("上下键")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/(powers|themes|departments)/"))
    page.goto(f"{origin}/departments/index.html")
    page.locator("header input[name=q]").fill("低保")
    page.keyboard.press("Enter")
    expect(page.locator(".result").first).to_contain_text("最低生活保障金给付")


def test_the_list_under_a_box_goes_round_and_is_left_by_escape(page: Page, demo_site: Path) -> None:
    page.goto(f"{demo_site.as_uri()}/departments/index.html")
    box, options = page.locator("header input[name=q]"), page.locator("[role=option]")
    chosen = page.locator("[role=option][aria-selected=true]")
    box.fill("低保")
    expect(options).to_have_count(7)
    for key, place in (("ArrowUp", 6), ("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", 6)):
        box.press(key)
        expect(chosen).to_have_attribute("id", re.compile(f"-{place}$"))
    composing = "new KeyboardEvent('keydown', {key: 'ArrowDown', isComposing: true, bubbles: true})"
    box.evaluate(f"(line) => line.dispatchEvent({composing})")
    expect(chosen).to_have_attribute("id", re.compile("-6$"))
    box.press("Escape")
    box.press("Enter")
    expect(page).to_have_url(re.compile("search.html"))


@pytest.mark.parametrize("late", ["**/assets/search.*.js", "**/search/index.js"])
def test_a_list_that_comes_late_does_not_open_over_what_the_reader_has_gone_on_to(
    page: Page, demo_site: Path, serve: Serve, late: str
) -> None:
    page.goto(f"{serve(demo_site)}/departments/index.html")
    held: list[Route] = []
    page.route(late, lambda route: held.append(route))
    with page.expect_request(late):
        page.locator("header input[name=q]").fill("低保")
    page.keyboard.press("Tab")
    held.pop().continue_()
    page.wait_for_function("() => window.yangguang.engine && yangguang.engine.suggest('低保', 5)")
    expect(page.locator("[role=listbox]").first).to_be_hidden()


def test_names_are_offered_to_who_does_not_wait_for_the_end_of_the_page(
    page: Page, demo_site: Path, serve: Serve
) -> None:
    held: list[Route] = []
    page.route("**/release.js", lambda route: held.append(route))
    with page.expect_request("**/release.js"):
        page.goto(f"{serve(demo_site)}/index.html", wait_until="commit")
    page.locator("main input[name=q]").focus()
    held.pop().continue_()
    page.wait_for_load_state()
    page.keyboard.type("低保")
    expect(page.get_by_role("option").first).to_contain_text("最低生活保障金给付")


def test_reasons_are_shown_when_asked_for(page: Page, demo_site: Path) -> None:
    opened(page, demo_site.as_uri(), "?q=低保&explain=1")
    expect(page.locator(".result").first.locator("[data-why]")).to_contain_text("俗称含“低保”")
    opened(page, demo_site.as_uri(), "?q=低保")
    expect(page.locator("[data-why]")).to_have_count(0)


@pytest.mark.parametrize(("length", "told"), [(60, False), (61, True), (150, True)])
def test_of_a_long_question_it_is_told_how_much_is_looked_for(
    page: Page, demo_site: Path, length: int, told: bool
) -> None:
    page.goto(f"{demo_site.as_uri()}/departments/index.html")
    page.locator("header input[name=q]").click()
    page.keyboard.insert_text(("办低保要多久" * 25)[:length])
    page.keyboard.press("Enter")
    said = page.locator("[data-said]")
    expect(said).to_contain_text("理解为")
    assert ("只按前 60 个字查找" in said.inner_text()) is told


def test_without_scripts_the_page_leads_to_all_names(page_factory: PageFactory, origin: str) -> None:
    page = page_factory(java_script_enabled=False)
    page.goto(f"{origin}/search.html?q=低保")
    page.locator("[data-still] a").first.click()
    expect(page.locator("h1")).to_contain_text("名称")


@pytest.mark.parametrize("question", ["", "?q=许可", "?q=火星移民签证", "?q=低保&explain=1"])
def test_the_page_is_accessible(page: Page, demo_site: Path, serve: Serve, axe: AxeCheck, question: str) -> None:
    opened(page, serve(demo_site), question)
    assert axe(page) == []


def test_the_open_list_under_a_box_is_accessible(page: Page, demo_site: Path, serve: Serve, axe: AxeCheck) -> None:
    page.goto(f"{serve(demo_site)}/index.html")
    page.locator("main input[name=q]").fill("许可")
    expect(page.locator("[role=option]").first).to_be_visible()
    assert axe(page) == []
