"""Every text that is shown can be told from what it stands on: real colours of rendered pages, in every scheme."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.test_aids import SCHEMES
from tests.conftest import PageFactory

# Text whose contrast, by the formula of WCAG 2.2, is below 4.5, or below 3 where it is large. What stands on a chart is
# compared with the last shape drawn below its middle. Switched-off buttons and what is not shown are left out.
TOO_FAINT = """() => {
  const rgba = (text) => { const parts = text.match(/[\\d.]+/g).map(Number); return parts.length < 4 ? [...parts, 1] : parts; };
  const over = (top, ground) => [0, 1, 2].map((at) => top[at] * top[3] + ground[at] * (1 - top[3])).concat(1);
  const light = (colour) => colour.slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const below = (text) => {
    const box = text.getBoundingClientRect(), middle = new DOMPoint(box.left + box.width / 2, box.top + box.height / 2);
    const under = [...text.ownerSVGElement.querySelectorAll("rect, polygon, path, circle, ellipse")].filter((one) =>
      one.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING && getComputedStyle(one).fill !== "none"
      && one.isPointInFill(middle.matrixTransform(one.getScreenCTM().inverse()))).pop();
    return under && rgba(getComputedStyle(under).fill);
  };
  const ground = (one) => {
    const layers = [];
    for (let at = one; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3]) layers.push(colour);
      if (colour[3] === 1) break;
    }
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
    return layers.reverse().reduce((ground, top) => over(top, ground), dark ? [18, 18, 18, 1] : [255, 255, 255, 1]);
  };
  const faint = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const one = node.parentElement;
    if (!node.data.trim() || one.closest("script, style, noscript, :disabled, .unseen") || !one.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const style = getComputedStyle(one), svg = one.ownerSVGElement;
    const stands = (svg && below(one)) || ground(svg ? svg.parentElement : one);
    const ink = over(rgba(svg ? style.fill : style.color), stands);
    const [low, high] = [light(ink), light(stands)].sort((a, b) => a - b);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < (large ? 3 : 4.5)) faint.push(`${ratio.toFixed(2)} ${one.tagName}.${one.getAttribute("class")}: ${node.data.trim().slice(0, 30)}`);
  }
  return faint;
}"""


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
