"""axe-core over every kind of page, as each kind of reader sees it, on each kind of screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.looking import SCHEMES, SIZES, kept
from tests.browser.touching import awake
from tests.conftest import AxeCheck, PageFactory

SCREENS = {
    "phone": {"width": 390, "height": 844},
    "desk": {"width": 1280, "height": 900},
    "portrait": {"width": 1080, "height": 1920},
    "landscape": {"width": 1920, "height": 1080},
    "small": {"width": 1024, "height": 768},
}
READERS: dict[str, dict[str, str | bool]] = {
    "default": {},
    "elderly": {"elder": True, "size": "150"},
    "contrast": {"scheme": "black-yellow", "size": "150"},
    "kiosk": {"size": "150"},
}
ALL = [(reader, screen) for reader in READERS if reader != "kiosk" for screen in ("phone", "desk", "portrait")]
ALL += [("kiosk", screen) for screen in ("portrait", "landscape", "small")]


SYSTEMS: dict[str, dict[str, Any]] = {
    "dark": {"color_scheme": "dark"},
    "more contrast": {"contrast": "more"},
    "forced colours": {"forced_colors": "active"},
}
THIRD = slice(0, None, 3)


def violations(page: Page, axe: AxeCheck, site: Path, paths: list[str], awaited: str = "main") -> dict[str, list[str]]:
    """What axe-core finds on each page on which it finds anything."""
    found = {}
    for path in paths:
        page.goto(f"{site.as_uri()}/{path}")
        page.locator(awaited).wait_for()
        found[path] = axe(page)
    return {path: faults for path, faults in found.items() if faults}


@pytest.mark.parametrize(("first", "width", "scheme"), [(0, 390, "light"), (1, 1280, "dark")])
def test_axe_finds_nothing_on_a_telephone_or_at_a_desk(
    page_factory: PageFactory, axe: AxeCheck, demo_site: Path, kinds: list[str], first: int, width: int, scheme: str
) -> None:
    page = page_factory(watched=False, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert violations(page, axe, demo_site, kinds[first::2]) == {}


@pytest.mark.parametrize(("chosen", "some"), [
    ({"scheme": "black-yellow", "size": "150"}, slice(0, None, 6)),
    ({"elder": True, "size": "150"}, slice(3, None, 6)),
    *(pytest.param({"scheme": scheme, "size": size}, THIRD, marks=pytest.mark.full) for scheme in SCHEMES for size in SIZES),
    *(pytest.param({"elder": True, "plain": True, "size": size}, THIRD, marks=pytest.mark.full) for size in SIZES),
])  # fmt: skip
def test_axe_finds_nothing_under_any_aid(
    page_factory: PageFactory, axe: AxeCheck, demo_site: Path, kinds: list[str], chosen: dict[str, str], some: slice
) -> None:
    page = page_factory(watched=False, viewport={"width": 1280, "height": 900})
    page.add_init_script(kept(**chosen))
    assert violations(page, axe, demo_site, kinds[some]) == {}


@pytest.mark.full
@pytest.mark.parametrize(("system", "screen"), [("dark", "phone"), *((system, "desk") for system in SYSTEMS)])
def test_axe_finds_nothing_in_the_colours_of_a_system(
    page_factory: PageFactory, axe: AxeCheck, demo_site: Path, kinds: list[str], system: str, screen: str
) -> None:
    page = page_factory(watched=False, viewport=SCREENS[screen], **SYSTEMS[system])
    assert violations(page, axe, demo_site, kinds) == {}


@pytest.mark.full
@pytest.mark.parametrize(("reader", "screen"), ALL)
def test_axe_finds_nothing_on_any_kind_of_page(
    page_factory: PageFactory, axe: AxeCheck, demo_site: Path, kinds: list[str], reader: str, screen: str
) -> None:
    page = page_factory(watched=False, viewport=SCREENS[screen], has_touch=True)
    choice = kept(**READERS[reader])
    if reader == "kiosk":
        # Once: a script that writes at the start of every page may overtake what the page before has kept.
        awake(page, demo_site).evaluate(choice)
    else:
        page.add_init_script(choice)
    awaited = ".kiosk-bar" if reader == "kiosk" else "main"
    assert violations(page, axe, demo_site, [*kinds, "kiosk.html"], awaited) == {}
