"""A journalist compares one power between the city and a county, and an auditor finds the figures behind a chart."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.looking import follow


def test_from_an_item_to_its_comparison_and_on_to_the_county(page: Page, origin: str) -> None:
    page.goto(f"{origin}/powers/1115-A-00100-141000.html")
    follow(page.get_by_role("link", name="时限、收费和材料与其他地区比较"))
    assert "兽药经营许可证核发" in page.locator("h1").inner_text()
    assert page.locator("table.compare").first.locator("tbody tr").count() == 2
    assert "不同" in page.locator("table.compare").first.inner_text()
    follow(page.locator("table.compare").first.get_by_role("link", name="兽药经营许可证核发").nth(1))
    assert page.url.endswith("/regions/houma/powers/2115-A-00100-141081.html")


def test_every_bar_stands_beside_its_figure_and_none_leaves_its_cell(page: Page, origin: str) -> None:
    page.goto(f"{origin}/stats/index.html")
    assert page.locator(".bars .bar").count() == page.locator(".bars tbody tr").count() > 10
    outside = """() => [...document.querySelectorAll(".bar rect")].filter((rect) => {
      const cell = rect.closest("td").getBoundingClientRect(), own = rect.getBoundingClientRect();
      return own.right > cell.right + 1 || own.height > cell.height;
    }).length"""
    assert page.evaluate(outside) == 0
