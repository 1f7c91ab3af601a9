"""Markdown to safe HTML: the only module that turns authors' text into markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

import nh3
from markdown import Markdown

from yangguang import hrefs
from yangguang.views.parts import Trusted

TAGS = frozenset(
    "p br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code em strong del sup sub a img table thead tbody tr th td"
    " caption abbr".split()
)
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "abbr": {"title"},
    **{f"h{n}": {"id"} for n in range(1, 7)},
}
EXTENSIONS: tuple[str, ...] = ("tables", "sane_lists", "def_list", "abbr")
"""What authors may write beyond plain Markdown, in documents and in pages of guidance alike."""

_HEADING = re.compile(r"<h([2-6])\b")
_HEADING_TAG = re.compile(r"(</?h)([2-6])\b")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_HIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


def address(value: str) -> str | None:
    """``value`` where a page may lead there: an allowed scheme, or a path inside the site; else ``None``.

    A path may not start with ``//`` or ``\\``, which browsers read as another host.
    """
    bare = _HIDDEN.sub("", value)
    if _SCHEME.match(bare):
        return hrefs.external(value.strip())
    if "\\" in bare or bare.startswith("//"):
        return None
    return value


def _allowed(tag: str, name: str, value: str) -> str | None:
    if name == "src" and _SCHEME.match(_HIDDEN.sub("", value)):
        return None  # a picture from elsewhere would tell somebody else who reads the page, and is gone in ten years
    return address(value) if name in ("href", "src") else value


def _leading(addresses: Mapping[str, str]) -> Callable[[str, str, str], str | None]:
    """The filter of attributes that sends relative links where ``addresses`` says; "" there drops the link."""

    def allowed(tag: str, name: str, value: str) -> str | None:
        if name in ("href", "src") and value in addresses:
            return addresses[value] or None
        return _allowed(tag, name, value)

    return allowed


@lru_cache(maxsize=1)
def _markdown() -> Markdown:
    return Markdown(extensions=[*EXTENSIONS, "toc"],
                    extension_configs={"toc": {"baselevel": 2, "slugify": slug, "marker": ""}})  # fmt: skip


def slug(text: str, separator: str) -> str:
    """Headings keep their Chinese characters as anchors; blanks become the separator."""
    return re.sub(r"[^\w]+", separator, text).strip(separator).lower() or "section"


def prose(text: str, addresses: Mapping[str, str] | None = None) -> Trusted:
    """``text`` (Markdown) as HTML that can do nothing: no script, style, frame, form, event or foreign scheme.

    ``addresses``: where its relative links lead. The highest heading becomes h2, since the page brings its own title.
    """
    html = _markdown().reset().convert(text)
    return Trusted(_raised(sanitised(html, addresses)))


def _raised(html: str) -> str:
    levels = [int(level) for level in _HEADING.findall(html)]
    rise = min(levels, default=2) - 2
    return _HEADING_TAG.sub(lambda tag: f"{tag[1]}{int(tag[2]) - rise}", html) if rise else html


def sanitised(html: str, addresses: Mapping[str, str] | None = None) -> Trusted:
    """HTML reduced to the tags, attributes and addresses of this module."""
    clean = nh3.clean(
        html, tags=set(TAGS), attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_leading(addresses) if addresses else _allowed, url_schemes={"http", "https", "mailto", "tel"}, link_rel="noopener",
        strip_comments=True,
    )  # fmt: skip
    return Trusted(clean)
