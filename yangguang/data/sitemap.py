"""sitemap.xml and robots.txt for search engines (sitemaps.org 0.9, RFC 9309)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from yangguang import hrefs, urls
from yangguang.data.xml import DECLARATION, element

MOST = 50_000
"""Addresses that one sitemap may hold."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Listed = tuple[str, date | None]
"""A page's path and its own date (更新日期, 发布日期), where the data say one."""


def sitemaps(root: str, pages: Sequence[Listed], most: int = MOST) -> Iterator[tuple[str, bytes]]:
    """(path, body): one sitemap, or an index of several. Nothing without a public address, since these must be absolute."""
    if not root:
        return
    parts = [pages[start : start + most] for start in range(0, len(pages), most)]
    if len(parts) == 1:
        yield urls.SITEMAP, _urlset(root, parts[0])
        return
    names = [urls.sitemap_part(number) for number in range(1, len(parts) + 1)]
    rows = "".join(f"<sitemap>{element('loc', hrefs.absolute(root, name))}</sitemap>\n" for name in names)
    yield urls.SITEMAP, f'{DECLARATION}<sitemapindex xmlns="{_NAMESPACE}">\n{rows}</sitemapindex>\n'.encode()
    yield from ((name, _urlset(root, part)) for name, part in zip(names, parts, strict=True))


def _urlset(root: str, pages: Sequence[Listed]) -> bytes:
    rows = "".join(
        f"<url>{element('loc', hrefs.absolute(root, path))}{element('lastmod', day.isoformat()) if day else ''}</url>\n"
        for path, day in pages
    )
    return f'{DECLARATION}<urlset xmlns="{_NAMESPACE}">\n{rows}</urlset>\n'.encode()


def robots(root: str) -> bytes:
    """Everybody may read everything; where the sitemap is, if there is one."""
    where = f"Sitemap: {hrefs.absolute(root, urls.SITEMAP)}\n" if root else ""
    return f"User-agent: *\nAllow: /\n{where}".encode()
