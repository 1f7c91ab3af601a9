"""What tests read out of a built site: every page as a list of its elements, without a browser."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

NOT_FOUND = "404.html"
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
LINKING = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action", "use": "href", "image": "href",
           "iframe": "src", "object": "data", "embed": "src", "area": "href", "source": "src"}  # fmt: skip
"""Which attribute of which element leads to another file."""


@dataclass(frozen=True, slots=True)
class Element:
    """One start tag: where it stands (line), inside which elements, and the text below it."""

    tag: str
    attributes: dict[str, str]
    line: int
    parents: tuple[str, ...]
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text inside the element, blanks folded."""
        return " ".join("".join(self.words).split())


class _Reader(HTMLParser):
    """Reads strictly: what a browser would have to mend is a fault."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.faults: list[str] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            self._fault(f"<{tag}> bears an attribute twice")
        parents = tuple(element.tag for element in self._open)
        element = Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0], parents)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            if "svg" not in self.elements[-1].parents:
                self._fault(f"<{tag}/> closes nothing outside SVG")
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1].tag != tag:
            self._fault(f"</{tag}> does not close <{self._open[-1].tag if self._open else ''}>")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.words.append(data)

    def handle_comment(self, data: str) -> None:
        self._fault(f"a comment: {data[:40]}")

    def close(self) -> None:
        super().close()
        if self._open:
            self._fault(f"never closed: {[element.tag for element in self._open]}")

    def _fault(self, text: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {text}")


@dataclass(frozen=True)
class Document:
    """One page: its path from the root of the site, its elements in order, what a browser would have to mend."""

    path: str
    elements: list[Element]
    faults: list[str]

    @property
    def kind(self) -> str:
        """The kind of page, as its body says."""
        return self.all("body")[0].attributes.get("class", "").removeprefix("kind-")

    @property
    def signpost(self) -> bool:
        """Whether this is an old address that only leads on."""
        return self.kind == "redirect"

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @cached_property
    def links(self) -> list[tuple[Element, str]]:
        """Everything that leads to another file or place, with the address as written."""
        found = ((element, element.attributes.get(LINKING.get(element.tag, ""))) for element in self.elements)
        return [(element, address) for element, address in found if address is not None]

    def all(self, tag: str) -> list[Element]:
        """The elements of one kind."""
        return [element for element in self.elements if element.tag == tag]

    def target(self, address: str) -> tuple[str, str]:
        """Where an address inside the site leads: path from the root, anchor.

        404.html is served in place of any address, so that its own links begin at the root.
        """
        parts = urlsplit(address.removeprefix("/") if self.path == NOT_FOUND else address)
        folder = posixpath.dirname(self.path)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else self.path
        return path, unquote(parts.fragment)


def outside(address: str) -> bool:
    """Whether an address names a scheme or a host."""
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)


def document(path: str, text: str) -> Document:
    """Reads one page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return Document(path, reader.elements, reader.faults)


def documents(site: Path) -> dict[str, Document]:
    """Every page of a site by its path from the root."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return {file: document(file, (site / file).read_text(encoding="utf-8")) for file in files}


def kind_of(text: str) -> str:
    """The kind of page, as its body says."""
    return text.partition('<body class="kind-')[2].partition('"')[0]


def a_signpost(site: Path) -> str:
    """The path of an old address that only leads on."""
    files = sorted(site.rglob("*.html"))
    return next(f for f in files if kind_of(f.read_text("utf-8")) == "redirect").relative_to(site).as_posix()


def one_of_each_kind(site: Path) -> list[str]:
    """The longest page of each kind, lists and single pages apart; no signposts, 404.html, or the start of a kiosk.

    Whoever opens the last is at a kiosk on all pages after it; tests/browser/test_kiosk.py looks at it.
    """
    longest: dict[tuple[str, bool], tuple[int, str]] = {}
    for file in sorted(site.rglob("*.html")):
        path, text = file.relative_to(site).as_posix(), file.read_text(encoding="utf-8")
        kind = kind_of(text)
        if path != NOT_FOUND and kind not in ("redirect", "kiosk"):
            own = (kind, path.endswith("index.html"))
            longest[own] = max(longest.get(own, (0, "")), (len(text), path))
    return sorted(path for _, path in longest.values())
