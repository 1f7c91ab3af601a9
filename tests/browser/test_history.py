"""The field history of an item in a real browser: narrow, large, by keyboard, for screen readers, on paper."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.browser.looking import TOO_WIDE, follow
from tests.conftest import AxeCheck, PageFactory
from tests.helpers import configure, yangguang
from tests.repositories import Repo

MANAGER, SERVICE = "1107-A-00100-141000", "1107-P-00100-141000"
CARD = f"powers/{MANAGER}.html"
LONG = "公示依法应当提交的全部材料目录和申请书示范文本" * 6


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An item with changes on six days, a long one among them."""
    repo = Repo.of_good(tmp_path_factory.mktemp("told"))
    configure(repo.folder)
    repo.edit(MANAGER, "公示依法应当提交的材料", LONG)
    repo.edit(SERVICE, "本人持有效证件", "本人或者受托人持有效证件")
    for number in range(5):
        repo.edit(MANAGER, f"0357-000010{4 + number}", f"0357-000010{5 + number}")
    for verb in ("history", "build"):
        assert yangguang(verb, "-f", repo.folder / "mkdocs.yml").exit_code == 0
    return (repo.folder / "site").as_uri()


def test_nothing_is_wider_than_the_screen_and_nothing_hinders_a_reader(
    address: str, page_factory: PageFactory, axe: AxeCheck
) -> None:
    page = page_factory(watched=False)  # axe asks for the styles by fetch
    page.goto(f"{address}/{CARD}")
    page.get_by_text("更早的变动（3 次）").click()
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(TOO_WIDE) == [], width
    assert axe(page) == []


def test_older_changes_unfold_by_keyboard_and_are_read_as_went_and_came(
    address: str, page_factory: PageFactory
) -> None:
    page = page_factory(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page.goto(f"{address}/{CARD}")
    folded = page.locator(".changed-older li").first
    assert not folded.is_visible()
    page.locator(".changed-older summary").focus()
    page.keyboard.press("Enter")
    assert folded.is_visible()
    heard = page.locator(".changed dd").first.aria_snapshot()
    assert "deletion" in heard
    assert "删去“" in heard
    assert "insertion" in heard
    assert "改为“" in heard


def test_on_paper_all_of_it_stands(address: str, page_factory: PageFactory) -> None:
    page = page_factory()
    page.goto(f"{address}/{CARD}")
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    assert all(f"2024-01-0{number}" in text for number in (2, *range(4, 9)))


def test_a_journalist_compares_a_power_and_reads_what_changed_word_by_word(
    address: str, page_factory: PageFactory
) -> None:
    page = page_factory(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/compare/index.html")
    follow(page.get_by_role("link", name="婚姻登记档案查询").first)
    follow(page.locator(".compare-item a").first)
    page.get_by_role("navigation", name="本页内容").get_by_role("link", name="变更与关联").click()
    change = page.locator("#history .changed div", has_text="办理 › 受理条件")
    assert change.locator("dd").text_content() == "本人增加“或者受托人”持有效证件"
    assert page.locator("#history time", has_text="2024-01-03").is_visible()
