"""The other engine that residents come with: Firefox, opening the demonstration site from a disk, where it is strictest."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.firefox import ENTER, Firefox
from tests.hosting import until

WIDER = "return document.documentElement.scrollWidth - window.innerWidth"
COMMA = """
const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
for (let text = walker.nextNode(); text; text = walker.nextNode()) {
  const place = text.data.search(/[一-鿿]、[一-鿿]/) + 1;
  if (!place || !text.parentElement.checkVisibility()) continue;
  const range = document.createRange();
  range.setStart(text, place);
  range.setEnd(text, place + 1);
  return range.getBoundingClientRect().width / parseFloat(getComputedStyle(text.parentElement).fontSize);
}"""
"""How many characters wide a comma is."""

MARK = """
document.querySelector("#flow h2").textContent = "FLOW";
[...document.querySelectorAll("#flow .flow-chart text")].at(-1).textContent = "CHART";
document.querySelector("#risks h2").textContent = "RISKS";
document.querySelector("#risks tbody b").prepend("FIRST");"""
"""Two headings and what they may not be parted from, in letters: not all Chinese comes back out of Firefox's PDF."""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A Firefox for all these tests."""
    running = Firefox(tmp_path_factory.mktemp("firefox"))
    yield running
    running.close()


@pytest.fixture
def firefox(started: Firefox) -> Iterator[Firefox]:
    """It fails the test whose pages brought anything onto its console."""
    started.said()
    yield started
    assert started.said() == []


def test_every_kind_of_page_fits_and_breaks_no_rule(firefox: Firefox, demo_site: Path, kinds: list[str]) -> None:
    wider = {}
    for path in kinds:
        firefox.goto(f"{demo_site.as_uri()}/{path}")
        wider[path] = firefox.run(WIDER)
    assert {path: by for path, by in wider.items() if by > 0} == {}


def test_what_is_asked_on_the_first_page_leads_to_results_and_to_an_item(firefox: Firefox, demo_site: Path) -> None:
    firefox.goto(f"{demo_site.as_uri()}/index.html")
    firefox.write("main input[name=q]", "yinyezhizhao")
    until(lambda: firefox.run("return document.querySelectorAll('main [role=option]').length"))
    firefox.write("main input[name=q]", ENTER)
    until(lambda: firefox.run("return document.querySelectorAll('[data-groups] [data-name]').length"))
    assert firefox.run("return location.pathname").endswith("/search.html")
    name = firefox.run("return document.querySelector('[data-groups] [data-name]').textContent")
    firefox.click("[data-groups] [data-name]")
    until(lambda: firefox.run("return document.querySelector('h1')?.textContent") == name)


def test_a_reading_aid_holds_on_the_next_page(firefox: Firefox, demo_site: Path) -> None:
    firefox.goto(f"{demo_site.as_uri()}/index.html")
    firefox.click(".aids-open")
    firefox.click("[data-aid='size:150']")
    first = firefox.run("return location.href")
    firefox.click(".site-nav a:not([aria-current])")
    until(lambda: firefox.run("return location.href") != first)
    until(lambda: firefox.run("return document.documentElement.dataset.size") == "150")
    firefox.run("sessionStorage.clear()")


def test_a_comma_is_as_wide_as_a_character(firefox: Firefox, demo_site: Path) -> None:
    firefox.goto(f"{demo_site.as_uri()}/powers/1125-B-00100-141000.html")
    assert firefox.run(COMMA) == pytest.approx(1, abs=0.05)


def test_no_heading_stays_behind_on_paper(firefox: Firefox, demo_site: Path) -> None:
    firefox.goto(f"{demo_site.as_uri()}/powers/1125-B-00100-141000.html")
    firefox.run(MARK)
    body = firefox("WebDriver:Print", page={"width": 21, "height": 29.7}, shrinkToFit=False)
    sheets = [sheet.extract_text() for sheet in PdfReader(io.BytesIO(base64.b64decode(body))).pages]
    places = [next(n for n, text in enumerate(sheets) if word in text) for word in ("FLOW", "CHART", "RISKS", "FIRST")]
    assert (places[0], places[2]) == (places[1], places[3])
