"""axe-core over every kind of page, as each kind of reader sees it, on each kind of screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.looking import kept
from tests.browser.touching import awake
from tests.conftest import AxeCheck, PageFactory

SCREENS = {
    "phone": (390, 844),
    "desk": (1280, 900),
    "portrait": (1080, 1920),
    "landscape": (1920, 1080),
    "small": (1024, 768),
}
READERS: dict[str, dict[str, str | bool]] = {
    "default": {},
    "elderly": {"elder": True, "size": "150"},
    "contrast": {"scheme": "black-yellow", "size": "150"},
    "kiosk": {"size": "150"},
}
ALL = [(reader, screen) for reader in READERS if reader != "kiosk" for screen in ("phone", "desk", "portrait")]
ALL += [("kiosk", screen) for screen in ("portrait", "landscape", "small")]


@pytest.mark.full
@pytest.mark.parametrize(("reader", "screen"), ALL)
def test_axe_finds_nothing_on_any_kind_of_page(
    page_factory: PageFactory, axe: AxeCheck, demo_site: Path, kinds: list[str], reader: str, screen: str
) -> None:
    width, height = SCREENS[screen]
    page = page_factory(watched=False, viewport={"width": width, "height": height}, has_touch=True)
    choice = kept(**READERS[reader])
    if reader == "kiosk":
        # Once: a script that writes at the start of every page may overtake what the page before has kept.
        awake(page, demo_site).evaluate(choice)
    else:
        page.add_init_script(choice)
    found = {}
    for path in [*kinds, "kiosk.html"]:
        page.goto(f"{demo_site.as_uri()}/{path}")
        if reader == "kiosk":
            page.locator(".kiosk-bar").wait_for()
        found[path] = axe(page)
    assert {path: violations for path, violations in found.items() if violations} == {}
