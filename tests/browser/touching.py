"""What visitors do at a touch screen in a hall: wake it, follow a link, write by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from yangguang.search.typed import drawn

PORTRAIT = {"width": 1080, "height": 1920}
LANDSCAPE = {"width": 1920, "height": 1080}
SETTINGS = "#idle=600&countdown=15"


def awake(page: Page, site: Path, settings: str = SETTINGS) -> Page:
    """The start page of a kiosk after the first touch."""
    page.goto(f"{site.as_uri()}/kiosk.html{settings}")
    start = page.get_by_role("button", name="触摸屏幕开始")
    start.tap(
        position={"x": 20, "y": 20}
    )  # where nothing comes that is touched at once: that would be the second touch of two
    start.wait_for(state="hidden")  # who goes on before the touch has arrived finds the still picture again
    return page


def own_clock(page: Page, time: str = "2026-11-30T09:00:00+08:00") -> None:
    """The page's clock goes only when it is told to: what a slow machine takes is no time that passes there."""
    page.clock.install(time=datetime.fromisoformat(time))
    page.clock.pause_at(datetime.fromisoformat(time) + timedelta(seconds=1))


def enlarged(page: Page) -> None:
    """Touches the key of larger type and waits for what it does: everything comes to stand somewhere else."""
    page.get_by_role("button", name="长者字号").tap()
    page.locator("html[data-size='150']").wait_for(state="attached")


def led(page: Page, name: str) -> None:
    """Touches a link of the page and waits for where it leads."""
    before = page.url
    page.locator("main").get_by_role("link", name=name).first.tap()
    page.wait_for_url(lambda url: url != before)
    page.locator(".kiosk-bar").wait_for()


def printed(page: Page) -> None:
    """Touches the key that prints and waits until the browser is asked for paper."""
    page.evaluate("() => { window.asked = false; window.print = () => { window.asked = true; }; }")
    page.get_by_role("button", name="打印").tap()
    page.wait_for_function("() => window.asked")


@contextmanager
def arriving(page: Page, touches: int) -> Iterator[None]:
    """Waits until as many touches have come to the page as are made: it hears of each a moment after it was made."""
    page.evaluate("""() => {
      if (window.arrived === undefined) addEventListener("click", () => { window.arrived += 1; }, true);
      window.arrived = 0;
    }""")
    yield
    page.wait_for_function("touches => window.arrived === touches", arg=touches)


@contextmanager
def turning(page: Page) -> Iterator[None]:
    """Waits until the page has been turned down by what is done, or tells that this is its end."""
    before = page.evaluate("document.querySelector('main').scrollTop")
    yield
    page.wait_for_function(
        """before => document.querySelector("main").scrollTop !== before
             || [...document.querySelectorAll(".kiosk-key[aria-disabled]")].some((key) => key.textContent === "下页")""",
        arg=before,
    )


def type_by_touch(page: Page, signs: str) -> None:
    """Touches one key after the other."""
    for sign in signs:
        page.locator(".keys").get_by_role("button", name=sign, exact=True).tap()


def spell(page: Page, letters: str) -> list[str]:
    """What is offered for letters, once all of them have been touched: with each the offers are drawn anew."""
    type_by_touch(page, letters)
    expect(page.locator(".keys-spelled")).to_have_text(letters)
    offers = page.locator(".keys .offer")
    offers.first.wait_for()
    return offers.all_inner_texts()


ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"


Stroke = list[dict[str, float]]


def strokes_of(character: str) -> list[Stroke]:
    """How a character is drawn, in a square of 64."""
    parts = drawn(character).split(" ")[1:]
    return [
        [{"x": ALPHABET.index(part[at]), "y": ALPHABET.index(part[at + 1])} for at in range(0, len(part), 2)]
        for part in parts
    ]


def write(page: Page, character: str) -> None:
    """Draws a character on the pad with a finger and takes what it is read as."""
    finger = page.context.new_cdp_session(page)
    box = page.locator(".keys-pad").bounding_box()
    assert box is not None
    for stroke in strokes_of(character):
        places = [(box["x"] + p["x"] * box["width"] / 64, box["y"] + p["y"] * box["height"] / 64) for p in stroke]
        for kind, (x, y) in zip(["touchStart", *["touchMove"] * (len(places) - 1)], places, strict=True):
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.locator(".keys").get_by_role("button", name=character, exact=True).tap()
    # Not before is the pad clear for the next one.
    page.wait_for_function("character => document.activeElement.value.endsWith(character)", arg=character)
