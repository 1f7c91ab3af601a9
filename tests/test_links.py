"""The site holds together without a browser: links, anchors, ids, titles, weight, and nothing from elsewhere."""

from __future__ import annotations

import re
import statistics
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.markup import NOT_FOUND, Document, documents, outside
from yangguang import urls

SCHEMES = ("http://", "https://", "mailto:", "tel:")
TABLE_PARTS = {"tr": {"thead", "tbody", "tfoot"}, "td": {"tr"}, "th": {"tr"}, "tbody": {"table"}, "thead": {"table"},
               "li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "option": {"select", "datalist"},
               "summary": {"details"}, "figcaption": {"figure"}, "caption": {"table"}}  # fmt: skip
"""What a browser would move or mend if it stood anywhere else."""
PHRASING = set("a abbr b bdi bdo br button cite code data del dfn em i img input ins kbd label mark q s samp select small"
               " span strong sub sup svg time u var wbr".split())  # fmt: skip

POLICY = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'self' file:",
          "script-src": "'self'", "style-src": "'self'", "img-src": "'self'"}  # fmt: skip
"""What alone a page lets a browser do."""


@pytest.fixture(scope="module", params=["demo_site", "good_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """The demonstration site, and the small site of the tests."""
    return Path(request.getfixturevalue(request.param))


@cache
def pages_of(site: Path) -> dict[str, Document]:
    return documents(site)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Document]:
    return pages_of(site)


def per_page(pages: dict[str, Document], find: Callable[[Document], Iterable[str]]) -> list[str]:
    """What ``find`` has found, page by page; equal findings of many pages show once, with how many pages have them."""
    where: dict[str, list[str]] = defaultdict(list)
    for path, page in pages.items():
        for finding in find(page):
            where[finding].append(path)
    return [f"{finding}  ({len(paths)}×, {paths[0]})" for finding, paths in where.items()]


def test_every_link_leads_to_a_file_of_the_site_by_its_full_name(site: Path, pages: dict[str, Document]) -> None:
    def broken(page: Document) -> Iterable[str]:
        for element, address in page.links:
            if outside(address):
                continue
            path, _ = page.target(address)
            # A folder resolves on a web server only; over file:// it is a listing of the disk.
            if path.startswith("..") or not (site / path).is_file():
                yield f"<{element.tag}> {path}"

    assert per_page(pages, broken) == []


def test_every_anchor_is_there(pages: dict[str, Document]) -> None:
    def lost(page: Document) -> Iterable[str]:
        for _, address in page.links:
            path, anchor = page.target(address)
            if anchor and not outside(address) and path in pages and anchor not in pages[path].ids:
                yield f"{path}#{anchor}"

    assert per_page(pages, lost) == []


def test_labels_and_descriptions_name_an_element_of_the_page(pages: dict[str, Document]) -> None:
    def lost(page: Document) -> Iterable[str]:
        for element in page.elements:
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "list"):
                yield from (f"{name}={i}" for i in element.attributes.get(name, "").split() if i not in page.ids)

    assert per_page(pages, lost) == []


def test_no_id_stands_twice_in_a_page(pages: dict[str, Document]) -> None:
    assert per_page(pages, lambda page: [i for i, number in Counter(page.ids).items() if number > 1]) == []


def test_links_outward_are_of_allowed_schemes_and_no_file_comes_from_there(pages: dict[str, Document]) -> None:
    def foreign(page: Document) -> Iterable[str]:
        for element, address in page.links:
            if outside(address) and (element.tag != "a" or not address.lower().startswith(SCHEMES)):
                yield f"<{element.tag}> {address}"
            if address.startswith(("/", "\\")) and page.path != NOT_FOUND:
                yield f"<{element.tag}> {address}"

    assert per_page(pages, foreign) == []


def test_nothing_stands_inline_that_could_run_or_paint(pages: dict[str, Document]) -> None:
    def inline(page: Document) -> Iterable[str]:
        for element in page.elements:
            yield from (f"<{element.tag} {n}>" for n in element.attributes if n.startswith("on") or n == "style")
            if element.tag in ("style", "iframe", "object", "embed", "base"):
                yield f"<{element.tag}>"
            if element.tag == "script" and element.attributes.get("type") == "application/ld+json":
                continue  # a block of data, which browsers never run
            if element.tag == "script" and "src" not in element.attributes:
                yield "<script> without src"
            if element.tag == "script" and element.text:
                yield f"script: {element.text[:60]}"
            if element.attributes.get("http-equiv", "").lower() == "refresh" and not page.signpost:
                yield "meta refresh"

    assert per_page(pages, inline) == []


def test_every_page_forbids_all_that_is_not_its_own(pages: dict[str, Document]) -> None:
    def open_door(page: Document) -> Iterable[str]:
        head = [(e.tag, e.attributes.get("http-equiv", ""), e.attributes.get("content", "")) for e in page.elements]
        [(place, rule)] = [(n, text) for n, (_, name, text) in enumerate(head) if name == "Content-Security-Policy"]
        if dict(part.split(None, 1) for part in rule.split("; ")) != POLICY:
            yield rule
        yield from (f"<{tag}> before the policy" for tag, _, _ in head[:place] if tag in ("script", "link", "img"))

    assert per_page(pages, open_door) == []


def test_an_old_address_leads_on_to_a_page_that_is_there(pages: dict[str, Document]) -> None:
    signposts = [page for page in pages.values() if page.signpost]
    assert signposts
    for page in signposts:
        [after] = [m.attributes["content"] for m in page.all("meta") if m.attributes.get("http-equiv") == "refresh"]
        target = page.target(after.removeprefix("0; url="))[0]
        assert target in pages, page.path
        assert not pages[target].signpost, page.path
        assert [page.target(address)[0] for element, address in page.links if element.tag == "a"] == [target]


def test_a_browser_has_nothing_to_mend(pages: dict[str, Document]) -> None:
    def mended(page: Document) -> Iterable[str]:
        yield from page.faults
        for element in page.elements:
            parent = element.parents[-1] if element.parents else ""
            if element.tag in TABLE_PARTS and parent not in TABLE_PARTS[element.tag] | {"template"}:
                yield f"<{element.tag}> in <{parent}>"
            if parent == "p" and element.tag not in PHRASING:
                yield f"<{element.tag}> in <p>"
            if element.tag in ("a", "button", "form") and element.tag in element.parents:
                yield f"<{element.tag}> in <{element.tag}>"
            if parent in ("ul", "ol") and element.tag != "li":
                yield f"<{element.tag}> in <{parent}>"

    assert per_page(pages, mended) == []


def test_every_page_says_its_language_its_title_and_one_main_heading(pages: dict[str, Document]) -> None:
    def lacking(page: Document) -> Iterable[str]:
        if [element.attributes.get("lang") for element in page.all("html")] != ["zh-CN"]:
            yield "no language"
        if [bool(title.text) for title in page.all("title") if "svg" not in title.parents] != [True]:
            yield "no title"
        if [bool(heading.text) for heading in page.all("h1")] != [True]:
            yield f"{len(page.all('h1'))} main headings"
        if len(page.all("main")) != 1:
            yield f"{len(page.all('main'))} main parts"
        if not any(meta.attributes.get("charset", "").lower() == "utf-8" for meta in page.all("meta")):
            yield "no charset"
        if "None" in page.all("body")[0].text:
            yield "a value that is none"

    assert per_page(pages, lacking) == []


def test_every_page_says_that_the_law_prevails_and_of_which_release_it_is(pages: dict[str, Document]) -> None:
    def lacking(page: Document) -> Iterable[str]:
        if "清单与法律法规不一致的，以法律法规为准" not in page.all("body")[0].text:
            yield "not that the law prevails"
        if not any("data-release" in element.attributes for element in page.elements):
            yield "no release"

    assert per_page({path: page for path, page in pages.items() if not page.signpost}, lacking) == []


def test_title_and_description_tell_the_pages_of_one_region_apart(pages: dict[str, Document]) -> None:
    by_title: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for path, page in pages.items():
        region = "/".join(path.split("/")[:2]) if path.startswith("regions/") and path.count("/") > 1 else ""
        about = [
            meta.attributes["content"] for meta in page.all("meta") if meta.attributes.get("name") == "description"
        ]
        if not page.signpost:
            by_title[region, page.all("title")[0].text, *about].append(path)
    assert {title: paths for title, paths in by_title.items() if len(paths) > 1} == {}


def test_every_page_is_reached_from_the_home_page(pages: dict[str, Document]) -> None:
    seen, ahead = {"index.html"}, ["index.html"]
    while ahead:
        page = pages[ahead.pop()]
        ways = (address for element, address in page.links if element.tag in ("a", "form") and not outside(address))
        near = {page.target(address)[0] for address in ways}
        new = (near & pages.keys()) - seen
        seen |= new
        ahead += sorted(new)
    # Nobody should come to the start of a kiosk by a link: there is no way back to an ordinary page.
    unlinked = {NOT_FOUND, urls.KIOSK}
    assert {path for path in pages.keys() - seen - unlinked if not pages[path].signpost} == set()


def test_every_attachment_is_linked_somewhere(site: Path, pages: dict[str, Document]) -> None:
    linked = {page.target(address)[0] for page in pages.values() for _, address in page.links if not outside(address)}
    files = {path.relative_to(site).as_posix() for path in site.rglob("files/**/*") if path.is_file()}
    assert files - linked == set()


def test_every_drawing_is_well_formed(site: Path, pages: dict[str, Document]) -> None:
    faults = []
    for path in pages:
        for drawing in re.findall(r"<svg\b.*?</svg>", (site / path).read_text(encoding="utf-8"), re.S):
            try:
                ET.fromstring(drawing)
            except ET.ParseError as error:
                faults.append(f"{path}: {error}: {drawing[:120]}")
    assert faults == []


def test_a_further_region_stays_in_its_own_tree(pages: dict[str, Document]) -> None:
    """Its main navigation never leads into the main region's lists."""
    shared = {"regions/index.html", "search.html", "release.html", "kiosk.html", "404.html"}

    def strayed(page: Document) -> Iterable[str]:
        region = re.match(r"regions/[^/]+/", page.path)
        for element, address in page.links:
            target = page.target(address)[0]
            inside = {"header", "nav"} <= set(element.parents)
            if region and inside and not target.startswith(region[0]) and target not in shared:
                yield target

    assert per_page(pages, strayed) == []


def test_demonstration_content_says_so_on_every_page(demo_site: Path) -> None:
    pages = pages_of(demo_site).values()
    assert [page.path for page in pages if "演示数据" not in page.all("body")[0].text] == []


def test_item_pages_stay_light(demo_site: Path) -> None:
    items = [path for path in demo_site.rglob("powers/*.html") if path.name != "index.html"]
    assert len(items) >= 60
    assert statistics.median(path.stat().st_size for path in items) <= 45 * 1024
