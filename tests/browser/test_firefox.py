"""The other engine that residents come with: Firefox, opening the demonstration site from a disk, where it is strictest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.firefox import ENTER, Firefox, until

WIDER = "return document.documentElement.scrollWidth - window.innerWidth"


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
    until(lambda: firefox.run("return document.querySelector('h1').textContent") == name)


def test_a_reading_aid_holds_on_the_next_page(firefox: Firefox, demo_site: Path) -> None:
    firefox.goto(f"{demo_site.as_uri()}/index.html")
    firefox.click(".aids-open")
    firefox.click("[data-aid='size:150']")
    firefox.click(".site-nav a")
    until(lambda: "/index.html" in firefox.run("return document.documentElement.dataset.size && location.pathname"))
    firefox.run("sessionStorage.clear()")
