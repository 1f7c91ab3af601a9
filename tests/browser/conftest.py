"""The demonstration site as readers reach it, over the web and from a disk, and one page of each kind."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.touching import PORTRAIT, awake
from tests.conftest import PageFactory, Serve
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
