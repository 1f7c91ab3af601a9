"""Journey 9: an auditor opens the ledger, follows a figure to its decisions, finds a devolution nobody took over, takes the rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.looking import follow
from tests.conftest import AxeCheck, PageFactory
from tests.helpers import build, copy_of, edit

WIDTHS = [390, 1280]
PAGES = ("ledger/index.html", "ledger/devolutions.html")
"""What only here is off, and open; tests/browser/test_pages.py looks at the other pages of the ledger in the demonstration."""
SECOND = """格式版本: 1
名称: 襄汾县
行政区划代码: "141023"
网址标识: xiangfen
层级: 县级
上级: 临汾市
"""


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with one more county, which the city has devolved to and which has not answered; one item too many."""
    folder = tmp_path_factory.mktemp("audited")
    content = copy_of("good", folder)
    (content / "regions/xiangfen").mkdir()
    (content / "regions/xiangfen/region.yml").write_text(SECOND, encoding="utf-8")
    decision = content / "events/2018/linyan-7.yml"
    decision.write_text(
        decision.read_text(encoding="utf-8").replace("承接单位: [houma]", "承接单位: [houma, xiangfen]"),
        encoding="utf-8",
    )
    region = content / "region.yml"
    edit(region, "{行政处罚: 1}", "{行政处罚: 2}")
    result = build(content, folder / "site")
    assert result.exit_code == 0, result.output
    return folder / "site"


@pytest.mark.parametrize("width", WIDTHS)
def test_an_auditor_follows_a_figure_and_finds_the_open_devolution(
    page_factory: PageFactory, audited: Path, width: int
) -> None:
    page = page_factory(viewport={"width": width, "height": 900})
    page.goto(f"{audited.as_uri()}/index.html")
    follow(page.get_by_role("link", name="调整动态").first)
    follow(page.get_by_role("link", name="清单账本"))
    assert "市市场监管局的行政处罚：期末应有 2 项，清单实有 1 项，少 1 项" in page.locator("main").inner_text()

    follow(page.get_by_role("link", name="合计 下放 −1").first)
    group = page.locator("section", has=page.locator("#kind-下放"))
    assert "#kind-" in page.url
    assert group.locator("li time").inner_text() == "2018-07-01"
    follow(group.get_by_role("link", name="关于下放殡葬设施建设审批的决定"))
    assert "临演〔2018〕7号" in page.locator("main").inner_text()
    page.go_back()

    follow(page.get_by_role("navigation", name="清单的变动").get_by_role("link", name="下放与承接"))
    still = page.locator("section", has=page.locator("#open"))
    still.wait_for()
    assert still.locator("> ul > li").count() == 1
    assert "襄汾县" in still.inner_text()
    assert "尚未承接" in still.inner_text()
    settled = page.locator("section", has=page.locator("#settled"))
    assert "侯马市" in settled.inner_text()
    assert "2107-A-00100-141081" in settled.inner_text()

    link = page.get_by_role("link", name="下载全部调整的明细").get_attribute("href")
    text = (audited / "ledger" / str(link)).resolve().read_text(encoding="utf-8-sig")
    rows = {row["文号"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["临演〔2018〕7号"]["调整.变更前"] == "1107-A-00300-141000"
    assert "xiangfen" in rows["临演〔2018〕7号"]["调整.承接单位"]


def test_changes_are_narrowed_by_department_and_kind(page: Page, audited: Path) -> None:
    page.goto(f"{audited.as_uri()}/ledger/changes.html?q=取消")
    assert page.locator(".change-list > li:visible").count() == 1
    page.locator("[data-filter-line] input").fill("民政")
    assert page.locator(".change-list > li:visible").count() == 2


@pytest.mark.parametrize("order", ["departments", "classes"])
def test_the_figures_above_changes_are_no_changes_and_go_while_these_are_narrowed(
    page: Page, audited: Path, order: str
) -> None:
    page.goto(f"{audited.as_uri()}/ledger/{order}.html")
    rows, line = page.locator(".change-list > li"), page.locator("[data-filter-line] input")
    tables = page.locator(".item-group:visible .ledger-table:visible").count()
    assert tables == page.locator(".item-group").count() > 1  # those without any change, too
    line.fill("2018-07-01")
    assert page.locator("[data-filter-count]").inner_text() == f"符合 1 项，共 {rows.count()} 项"
    assert [text.split()[0] for text in page.locator(".item-group h3:visible").all_inner_texts()] == ["下放"]
    assert page.locator(".ledger-table:visible").count() == 0
    line.fill("")
    assert page.locator(".ledger-table:visible").count() == tables > 0


def test_who_asks_for_what_is_not_listed_is_told_what_became_of_it(page: Page, audited: Path) -> None:
    page.goto(f"{audited.as_uri()}/powers/1107-A-00200-141000.html")
    follow(page.get_by_role("link", name="仍有机关行使这项职权"))
    page.locator("[data-filter-line] input").fill("福利机构")
    found = page.locator(".item-list > li:visible")
    assert found.count() == 1
    assert "自 2016-06-01 起取消" in found.inner_text()
    assert "jubao@example.org" in page.locator("#report").inner_text()


@pytest.mark.parametrize("width", [320, *WIDTHS])
def test_no_page_of_the_ledger_scrolls_sideways(page_factory: PageFactory, audited: Path, width: int) -> None:
    page = page_factory(viewport={"width": width, "height": 900})
    for path in PAGES:
        page.goto(f"{audited.as_uri()}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_the_pages_of_the_ledger(
    page_factory: PageFactory, audited: Path, axe: AxeCheck, scheme: str
) -> None:
    page = page_factory(watched=False, viewport={"width": 390, "height": 844}, color_scheme=scheme)
    for path in PAGES:
        page.goto(f"{audited.as_uri()}/{path}")
        assert axe(page) == [], path


def test_without_scripts_every_figure_still_leads_to_its_decisions(page_factory: PageFactory, audited: Path) -> None:
    page = page_factory(java_script_enabled=False)
    page.goto(f"{audited.as_uri()}/ledger/index.html")
    follow(page.get_by_role("link", name="市民政局 取消 −1"))
    assert page.locator("#department-civil-affairs-取消").is_visible()


# ---- journey 4: a power that is not listed -----------------------------------------------------------------------------


def test_a_resident_who_finds_nothing_learns_what_became_of_it_and_whom_to_tell(
    page_factory: PageFactory, audited: Path
) -> None:
    page = page_factory(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(f"{audited.as_uri()}/search.html?q=屠龙术")
    nothing = page.locator("[data-none]")
    nothing.wait_for()
    follow(nothing.get_by_role("link", name="清单之外无职权"))
    assert page.locator("h1").inner_text() == "清单之外无职权"
    gone = page.locator("#gone").inner_text()
    assert "关于取消福利机构设立许可的决定" in gone
    assert "自 2018-07-01 起下放" in gone
    elsewhere = page.locator("#elsewhere")
    assert elsewhere.get_by_role("link", name="侯马市全部事项名称").count() == 1
    assert "山西省" in elsewhere.inner_text()
    report = page.locator("#report")
    assert report.locator("a[href^='tel:'], .phone").count() >= 1
    follow(page.locator("#gone").get_by_role("link", name="殡葬设施建设审批", exact=True).last)
    assert "2107-A-00100-141081" in page.locator("main").inner_text()
