"""Every text that is shown can be told from what it stands on: real colours of rendered pages, in every scheme."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.looking import SCHEMES, TOO_FAINT
from tests.conftest import PageFactory


def faint(page: Page, site: Path, paths: list[str]) -> dict[str, list[str]]:
    """Path and scheme → texts; the colours that the system asks for come first, then each scheme as it is chosen."""
    found = {}
    for path in paths:
        page.goto((site / path).as_uri())
        for scheme in ("", *SCHEMES):
            page.evaluate("scheme => yangguang.aids.set({scheme})", scheme)
            found[f"{path} {scheme}"] = page.evaluate(TOO_FAINT)
        page.evaluate("yangguang.aids.reset()")
    return {place: texts for place, texts in found.items() if texts}


@pytest.mark.parametrize("system", ["light", "dark"])
def test_no_text_is_too_faint(page_factory: PageFactory, demo_site: Path, kinds: list[str], system: str) -> None:
    power = next(path for path in kinds if path.startswith("powers/"))
    assert faint(page_factory(color_scheme=system), demo_site, ["index.html", power]) == {}


@pytest.mark.full
@pytest.mark.parametrize("system", ["light", "dark"])
def test_no_text_is_too_faint_on_any_kind_of_page(
    page_factory: PageFactory, demo_site: Path, kinds: list[str], system: str
) -> None:
    assert faint(page_factory(color_scheme=system), demo_site, kinds) == {}


def test_the_measure_finds_what_is_faint(page_factory: PageFactory, demo_site: Path) -> None:
    page = page_factory()
    page.goto((demo_site / "index.html").as_uri())
    page.evaluate("document.querySelector('main h2, main p').style.color = '#BBB'")
    assert len(page.evaluate(TOO_FAINT)) == 1
