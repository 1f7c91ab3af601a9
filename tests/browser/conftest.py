"""The demonstration site as readers reach it, over the web and from a disk, and one page of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.asking import opened
from tests.browser.touching import PORTRAIT, awake
from tests.conftest import PageFactory, Serve, Watch
from tests.markup import one_of_each_kind


@pytest.fixture(params=["http", "file"])
def origin(request: pytest.FixtureRequest, demo_site: Path, serve: Serve) -> str:
    """Where the demonstration site stands, without trailing slash."""
    return serve(demo_site) if request.param == "http" else demo_site.as_uri()


@pytest.fixture(scope="session")
def kinds(demo_site: Path) -> list[str]:
    """The longest page of every kind."""
    found = one_of_each_kind(demo_site)
    assert len(found) >= 20, found
    return found


@pytest.fixture
def kiosk(page_factory: PageFactory, demo_site: Path) -> Page:
    """An upright kiosk that somebody has just touched."""
    return awake(page_factory(viewport=PORTRAIT, has_touch=True), demo_site)


@pytest.fixture(scope="session")
def standing(browser: Browser, demo_site: Path) -> tuple[Page, Watch]:
    page, watch = browser.new_page(locale="zh-CN"), Watch()
    watch.attach(page)
    return opened(page, demo_site.as_uri()), watch


@pytest.fixture
def searching(standing: tuple[Page, Watch]) -> Iterator[Page]:
    """The page of the search on a disk, opened once: for questions put to the engine, which leave nothing behind."""
    page, watch = standing
    yield page
    page.evaluate("new Promise(done => setTimeout(done))")  # what goes wrong just after an answer is its test's, too
    seen = watch.seen.copy()
    watch.seen.clear()
    assert seen == []
