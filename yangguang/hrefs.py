"""What a page leads to: links between pages of the site, public addresses, addresses outside that a page may name."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

_SCHEMES = frozenset({"https", "http", "mailto", "tel"})


def relative(start: str, target: str) -> str:
    """The link from page ``start`` to ``target`` (both from the root), percent-encoded, with any ``#anchor`` kept."""
    path, mark, anchor = target.partition("#")
    return quote(_way(start, path) if path else "") + mark + quote(anchor)


def _way(start: str, path: str) -> str:
    """Up from the folder of ``start`` and down to ``path``; neither holds ``.`` or ``..``, so no library need look."""
    here, there = start.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "/".join(there[shared:])


def root(start: str) -> str:
    """The way from page ``start`` up to the root: ``./`` or ``../`` as often as needed."""
    return "../" * start.count("/") or "./"


def base(domain: str | None) -> str:
    """The public address of the site's root with a slash at its end, from 网站.域名; empty where there is none."""
    whole = external(domain if "://" in domain else f"https://{domain}") if domain else None
    if whole is None:
        return ""
    parts = urlsplit(whole)
    return f"{parts.scheme}://{parts.netloc}{quote(parts.path, safe='/%:@!$&()*+,;=').rstrip('/')}/"


def host(domain: str | None) -> str:
    """The name alone in 网站.域名, without a folder that the site stands in; empty where it gives no public address."""
    return urlsplit(base(domain)).hostname or ""


def absolute(root: str, path: str) -> str:
    """The public address of ``path``, percent-encoded; ``root`` as from :func:`base`."""
    return root + quote(path)


def address(root: str, start: str, path: str) -> str:
    """The public address of ``path`` where the site has one, else the link from ``start``."""
    return absolute(root, path) if root else relative(start, path)


def external(address: str | None) -> str | None:
    """``address`` where it is one a page may lead to (https, http, mailto, tel), else ``None``."""
    if not address or any(ord(c) < 0x21 or c in "<>\"'`\\" for c in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES:
        return None
    return address if parts.netloc or parts.scheme.lower() in ("mailto", "tel") else None


def report(address: str | None, page: str, code: str) -> str:
    """Where a reader reports a mistake (网友找错), with page and code filled in; empty without a usable ``address``."""
    there = external(address)
    if there is None:
        return ""
    if there.lower().startswith("mailto:"):
        asked = {"subject": f"找错：{code} {page}" if code else f"找错：{page}"}
    else:
        asked = {"page": page, **({"code": code} if code else {})}
    start, mark, anchor = there.partition("#")
    return f"{start}{'&' if '?' in start else '?'}{urlencode(asked, safe='/', quote_via=quote)}{mark}{anchor}"
