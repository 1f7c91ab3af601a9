"""The engine of Safari, with which residents come by iPhone: the demonstration site over the web, in a narrow window where not said otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Serve
from tests.firefox import ENTER
from tests.hosting import until
from tests.webkit import WebKit

# Stands in the script that every page asks for last, before any of them does its work.
TELLING = """
window.faults = [];
["error", "unhandledrejection", "securitypolicyviolation"].forEach(function (kind) {
  addEventListener(kind, function (event) { faults.push(event.message || String(event.reason || event.blockedURI)); });
});
"""
LOOK = """
const faults = window.faults.slice();
if (document.documentElement.scrollWidth > innerWidth) faults.push("wider than the window");
for (const cell of document.querySelectorAll(".scroll th, .scroll td")) {
  const { width, height } = cell.getBoundingClientRect();
  const size = parseFloat(getComputedStyle(cell).fontSize);
  const room = width - parseFloat(getComputedStyle(cell).paddingLeft) - parseFloat(getComputedStyle(cell).paddingRight);
  if (/[一-鿿]{2}/.test(cell.textContent) && width > 1 && height > 2 * size && room < 1.9 * size) faults.push("one by one: " + cell.textContent);
}
return faults;"""
LEFT = """
const text = document.querySelector("#handling .text");
const range = document.createRange();
range.selectNodeContents(text);
const lines = [...range.getClientRects()].slice(0, -1);
const room = text.getBoundingClientRect().width;
return lines.map((line) => (room - line.width) / parseFloat(getComputedStyle(text).fontSize));"""
"""How many signs each line has room for yet, but for the last."""

APART = """
const text = document.querySelector(".strip dd");
text.replaceChildren(...[...text.textContent].map((sign) => Object.assign(document.createElement("span"), { textContent: sign })));"""


@pytest.fixture(scope="module")
def webkit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebKit]:
    """A window for all these tests."""
    running = WebKit(tmp_path_factory.mktemp("webkit"))
    running.widen(390)
    yield running
    running.close()


@pytest.fixture(scope="module")
def site(demo_site: Path, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the demonstration site, whose pages tell of what goes wrong in them."""
    folder = tmp_path_factory.mktemp("telling")
    for entry in demo_site.iterdir():
        (folder / entry.name).symlink_to(entry)
    (folder / "release.js").unlink()
    (folder / "release.js").write_text(TELLING, encoding="utf-8")
    return serve(folder)


@pytest.mark.parametrize("width", [390, 1280])
def test_every_kind_of_page_fits_and_breaks_no_rule(webkit: WebKit, site: str, kinds: list[str], width: int) -> None:
    webkit.widen(width)
    faults = {}
    for path in kinds:
        webkit.goto(f"{site}/{path}")
        faults[path] = webkit.run(LOOK)
    webkit.widen(390)
    assert {path: found for path, found in faults.items() if found} == {}


def test_what_is_asked_on_the_first_page_of_a_disk_leads_to_results(webkit: WebKit, demo_site: Path) -> None:
    webkit.goto(f"{demo_site.as_uri()}/index.html")
    webkit.write("main input[name=q]", "yinyezhizhao")
    until(lambda: webkit.run("return document.querySelectorAll('main [role=option]').length"))
    webkit.write("main input[name=q]", ENTER)
    until(lambda: webkit.run("return document.querySelectorAll('[data-groups] [data-name]').length"))
    name = webkit.run("return document.querySelector('[data-groups] [data-name]').textContent")
    webkit.click("[data-groups] [data-name]")
    until(lambda: webkit.run("return document.querySelector('h1')?.textContent") == name)


def test_a_name_that_is_offered_can_be_clicked(webkit: WebKit, site: str) -> None:
    webkit.goto(f"{site}/index.html")
    webkit.write("main input[name=q]", "社会团体成立登记")
    until(lambda: webkit.run("return document.querySelectorAll('main [role=option]').length"))
    webkit.click("main [role=option]")
    until(lambda: webkit.run("return document.querySelector('h1')?.textContent") == "社会团体成立登记")


def test_who_goes_back_to_a_page_finds_it_in_the_size_chosen_since(webkit: WebKit, site: str) -> None:
    webkit.goto(f"{site}/index.html")
    webkit.run("window.before = true")
    webkit.goto(f"{site}/powers/index.html")
    webkit.click(".aids-open")
    webkit.click("[data-aid='size:150']")
    webkit.back()
    in_size = "return !document.querySelector('#filter') && document.documentElement.dataset.size === '150'"
    until(lambda: webkit.run(in_size))
    assert webkit.run("return window.before")  # it has stood in memory, and no script of it has begun again
    webkit.run("sessionStorage.clear()")


def test_no_line_leaves_a_part_of_the_screen_unused(webkit: WebKit, site: str) -> None:
    webkit.goto(f"{site}/powers/1107-A-00100-141000.html")
    left = webkit.run(LEFT)
    assert left
    assert max(left) < 2


def test_no_figure_is_drawn_over_its_neighbours(webkit: WebKit, site: str) -> None:
    webkit.goto(f"{site}/powers/1107-A-00100-141000.html")
    assert webkit.run("return document.querySelector('.strip dd').textContent") == "20个工作日"
    together = webkit.picture(".strip dd")
    webkit.run(APART)
    assert webkit.picture(".strip dd") == together
