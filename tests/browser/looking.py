"""How tests go on from page to page, and what they look for there: what is too wide or too faint under the aids that a visitor has chosen, words on paper."""

from __future__ import annotations

import json
import re
import unicodedata

from playwright.sync_api import Locator

SCHEMES = ["light", "dark", "black-white", "white-black", "black-yellow", "blue-yellow"]
SIZES = ["100", "200", "300"]


def kept(**chosen: str | bool) -> str:
    """A script that makes a visitor's choice before the page reads it."""
    return f"sessionStorage.setItem('yangguang.aids', {json.dumps(json.dumps(chosen))})"


def follow(link: Locator) -> None:
    """Clicks a link and waits for all of the page that it leads to.

    By its address: a page that is left may change its own as it goes, and one that is only coming be taken for the next.
    """
    address = link.evaluate("one => one.href.split('#')[0]")
    with link.page.expect_navigation(url=lambda url: url.partition("#")[0] == address):
        link.click()


TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const scrolls = (element) => element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
  return [...document.body.querySelectorAll("*")]
    .filter((element) => element.getBoundingClientRect().right > width + 0.5 && !scrolls(element.parentElement))
    .map((element) => element.outerHTML.slice(0, 100)).slice(0, 3).concat(`${document.documentElement.scrollWidth} px`);
}"""
"""What makes a page scroll sideways."""


def plain(text: str) -> str:
    """Text of a PDF without blanks, the radicals that fonts share with characters made characters where Unicode says so."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def like(text: str) -> str:
    """A pattern for `text` in a PDF, where some characters come back as radicals of the same look."""
    return "".join(f"[{re.escape(c)}\u2e80-\u2eff]" for c in plain(text))


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
