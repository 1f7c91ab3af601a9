"""The pictures of the read-me and of the kiosk's handbook, taken anew: ``python -m tests.pictures SITE``, which ``make pictures`` runs."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import CHROMIUM, CHROMIUM_ARGS
from tests.helpers import ROOT

IMAGES = ROOT / "docs" / "images"
ITEM = "powers/1107-A-00100-141000.html"
GAP = 24


def page_of(browser: Browser, width: int, height: int, scale: float = 1, *, touch: bool = False) -> Page:
    """A page of so many pixels on the screen, drawn at ``scale``."""
    size: dict[str, int] = {"width": width, "height": height}
    context = browser.new_context(viewport=size, device_scale_factor=scale, has_touch=touch, locale="zh-CN")  # type: ignore[arg-type]
    return context.new_page()


def shot(page: Page) -> bytes:
    """What a page shows when nothing on it moves any more: the same in every run."""
    return page.screenshot(animations="disabled")


def keep(name: str, *shots: bytes) -> None:
    """Writes screenshots side by side in 256 colours."""
    pictures = [Image.open(io.BytesIO(shot)).convert("RGB") for shot in shots]
    width = sum(one.width for one in pictures) + GAP * (len(pictures) - 1)
    whole, left = Image.new("RGB", (width, pictures[0].height), "white"), 0
    for one in pictures:
        whole.paste(one, (left, 0))
        left += one.width + GAP
    whole.quantize(256, dither=Image.Dither.NONE).save(IMAGES / name, optimize=True)


def pages(browser: Browser, site: str) -> None:
    """The home page and an item on a desk."""
    for name, path, height in (("home.png", "index.html", 860), ("power.png", ITEM, 900)):
        page = page_of(browser, 1280, height)
        page.goto(f"{site}/{path}")
        keep(name, shot(page))


def kiosk(browser: Browser, site: str) -> None:
    """A kiosk upright, before and while something is typed, and lying, with an item."""
    page = page_of(browser, 1080, 1920, 0.5, touch=True)
    page.goto(f"{site}/kiosk.html")
    page.get_by_role("button", name="触摸屏幕开始").tap(position={"x": 20, "y": 20})
    page.get_by_role("button", name="触摸屏幕开始").wait_for(state="hidden")
    start = shot(page)
    page.locator("main input").first.tap()
    keyboard = page.get_by_role("region", name="屏幕键盘")
    for letter in "gaoling":
        keyboard.get_by_role("button", name=letter, exact=True).tap()
    page.get_by_text("高龄津贴").last.wait_for()
    keep("kiosk-portrait.png", start, shot(page))
    page = page_of(browser, 1920, 1080, 2 / 3, touch=True)
    page.add_init_script("sessionStorage.setItem('yangguang.kiosk', '1')")
    page.goto(f"{site}/{ITEM}")
    page.locator(".kiosk-bar").wait_for()
    keep("kiosk-landscape.png", shot(page))


if __name__ == "__main__":
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS) as running,
    ):
        for take in (pages, kiosk):
            take(running, Path(sys.argv[1]).resolve().as_uri())
