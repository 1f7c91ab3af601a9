"""The search where something is amiss: what is asked, its data, its program, the line to the server."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.asking import ask, opened
from tests.conftest import PageFactory, Serve

BAD = [
    "字" * 10_000, "a" * 10_000, "第" * 3000 + "条", " \t\n ", "\x00\x01\x1b", "<script>alert(1)</script>", "\u202e许可",
    "\"'&lt;", "%00%ff%", "许可" + " " * 500 + "登记", ".*", "[", "(?=", "\\", "__proto__", "constructor", "toString",
]  # fmt: skip


def test_bad_input_harms_nothing(page: Page, origin: str) -> None:
    opened(page, origin)
    for number, query in enumerate(BAD):
        assert ask(page, query)["total"] >= 0, number
        assert ask(page, query, verify="all")["total"] >= 0, number
        page.fill("main input[name=q]", query)
        page.keyboard.press("Enter")
        assert ask(page, "低保")["total"] > 0, number


def test_lone_surrogates_harm_nothing(page: Page, origin: str) -> None:
    opened(page, origin)
    run = "() => Promise.all(['\\ud800', '许可\\udfff', '\\udc00\\ud800'].map(q => window.yangguang.search(q)))"
    assert len(page.evaluate(run)) == 3
    page.evaluate(
        """() => { const box = document.querySelector('main input[name=q]');
        box.value = '许可\\ud800'; box.form.requestSubmit(); }"""
    )
    expect(page.locator("[data-said]")).not_to_be_empty()


@pytest.mark.parametrize("damage", ["missing", "cut", "empty"])
def test_a_damaged_index_is_told_and_the_rest_works(
    page_factory: PageFactory, demo_site: Path, tmp_path: Path, damage: str
) -> None:
    site = Path(shutil.copytree(demo_site, tmp_path / "site"))
    for file in (site / "search").iterdir():
        if re.match(r"[abcdkoptx]\d", file.name):
            body = file.read_bytes()
            if damage == "missing":
                file.unlink()
            else:
                file.write_bytes(body[: len(body) // 2] if damage == "cut" else b"")
    page = opened(page_factory(watched=False), site.as_uri(), "?q=低保")
    expect(page.locator(".result").first).to_contain_text("最低生活保障金给付")
    expect(page.locator("[data-said]")).to_contain_text(re.compile("找到约 .*没有读到"))


def test_without_an_index_the_page_says_so_and_leads_on(
    page_factory: PageFactory, demo_site: Path, tmp_path: Path
) -> None:
    site = Path(shutil.copytree(demo_site, tmp_path / "site"))
    (site / "search/index.js").unlink()
    page = page_factory(watched=False)
    page.goto(f"{site.as_uri()}/search.html?q=低保")
    expect(page.locator("[data-said]")).to_contain_text("没有读到")
    expect(page.locator("[data-still] a").first).to_be_visible()


@pytest.mark.parametrize("missed", ["index.js", "n0.*", "k*"])
def test_who_asks_again_after_a_moment_without_network_is_answered(
    page_factory: PageFactory, demo_site: Path, serve: Serve, missed: str
) -> None:
    page = page_factory(watched=False)
    page.route(f"**/search/{missed}", lambda route: route.abort())
    page.goto(f"{serve(demo_site)}/search.html?q=低保")
    said = page.locator("[data-said]")
    expect(said).to_contain_text("没有读到")
    expect(said).to_contain_text("再按一次“搜索”")
    page.unroute_all()
    page.locator("main").get_by_role("button", name="搜索").click()
    expect(page.locator(".result").first).to_contain_text("最低生活保障金给付")
    expect(said).not_to_contain_text("没有读到")


@pytest.mark.parametrize("other", ["index.js", "n0.*"])
def test_who_asks_again_where_program_and_index_are_of_two_releases_is_answered(
    page_factory: PageFactory, demo_site: Path, serve: Serve, other: str
) -> None:
    page = page_factory(watched=False)
    kind = other.partition("0")[0].removesuffix(".js")
    script = f"yangguangShard('{kind}', 0, {{version: 2}})"
    page.route(f"**/search/{other}", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.goto(f"{serve(demo_site)}/search.html?q=低保")
    said = page.locator("[data-said]")
    expect(said).to_have_text("搜索数据没有读到，现在不能搜索。请再按一次“搜索”，或者查看全部名称。")
    page.unroute_all()
    page.locator("main").get_by_role("button", name="搜索").click()
    expect(page.locator(".result").first).to_contain_text("最低生活保障金给付")


def test_who_asks_while_the_program_does_not_come_is_told_and_asks_once_more(
    page_factory: PageFactory, demo_site: Path, serve: Serve
) -> None:
    page = page_factory(watched=False)
    page.route("**/assets/search.*.js", lambda route: route.abort())
    page.goto(f"{serve(demo_site)}/search.html?q=低保")
    said = page.locator("[data-said]")
    expect(said).to_contain_text("再按一次“搜索”")
    expect(page.locator("main").get_by_label("您要办什么事")).to_have_value("低保")
    page.unroute_all()
    page.locator("main").get_by_role("button", name="搜索").click()
    expect(page.locator(".result").first).to_contain_text("最低生活保障金给付")
    expect(said).to_contain_text("找到")
