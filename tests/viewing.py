"""What tests of pages need: the pages of regions made in memory, rendered and read as a browser would."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tests.making import linked
from tests.markup import Document, Element, document
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.links import Changed, Links
from yangguang.model.sight import sights
from yangguang.render import Renderer, asset_paths, build_assets
from yangguang.resources import folder
from yangguang.views.document import Read
from yangguang.views.plan import site_pages
from yangguang.views.planned import PlannedPage

TEMPLATES = folder("templates")
RENDERER = Renderer([TEMPLATES], asset_paths(build_assets([TEMPLATES])))


class Pages(Mapping[str, Document]):
    """Pages by their path, each made when a test first looks at it."""

    def __init__(self, planned: Mapping[str, PlannedPage]) -> None:
        self.planned = planned
        self.made: dict[str, Document] = {}

    def __getitem__(self, path: str) -> Document:
        if path not in self.made:
            page = self.planned[path].make()
            self.made[path] = document(page.path, RENDERER.render(page).decode())
        return self.made[path]

    def __contains__(self, path: object) -> bool:
        return path in self.planned  # to make it instead would take a page that fails for one that is not there

    def __iter__(self) -> Iterator[str]:
        return iter(self.planned)

    def __len__(self) -> int:
        return len(self.planned)


def site(
    *regions: tuple[RegionContent, list[ItemFacts]],
    files: Mapping[str, str] | None = None,
    updated: Mapping[str, date] | None = None,
) -> Pages:
    """Every page but the items' own, by its path; ``files`` holds what the pages read of the content."""
    links = linked(*regions, updated=updated)
    bodies = files or {}
    contents = {one.slug: one for one, _ in regions}
    planned = pages_of(contents, links, lambda _, file: bodies.get(file, "").encode())
    return Pages({page.path: page for page in planned})


def pages_of(
    contents: Mapping[str, RegionContent], links: Links, read: Read, changed: Changed | None = None
) -> list[PlannedPage]:
    """Every page but the items' own, those of all regions in a row."""
    planned = site_pages(contents, links, sights(contents, links), read, changed)
    return [page for pages in planned.values() for page in pages]


def main(page: Document) -> str:
    """The text of a page without its frame."""
    return next(element.text for element in page.all("main"))


def inside(page: Document, name: str) -> list[Element]:
    """The elements of a class."""
    return [element for element in page.elements if name in element.attributes.get("class", "").split()]


def rows_of(page: Document) -> list[list[str]]:
    """The cells of every row of the page's tables, heads among them."""
    rows: list[list[str]] = []
    for element in page.elements:
        if element.tag == "tr":
            rows.append([])
        elif element.tag in ("th", "td"):
            rows[-1].append(element.text)
    return rows


def links_of(page: Document) -> dict[str, str]:
    """Text of each link inside the page → path from the root that it leads to."""
    return {
        element.text: page.target(address)[0]
        for element, address in page.links
        if element.tag == "a" and "main" in element.parents
    }


def headings(page: Document, tag: str = "h2") -> list[str]:
    """The headings of one level."""
    return [element.text for element in page.all(tag) if "main" in element.parents]
