"""Every address of the site, for thirty years: paths from the site's root."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable

from yangguang.model.words import CLASS_SLUGS, DISCLOSURE_SLUGS

INDEX = "index.html"
SEARCH = "search.html"
KIOSK = "kiosk.html"
ACCESSIBILITY = "accessibility.html"
PRIVACY = "privacy.html"
RELEASE = "release.html"
NOT_FOUND = "404.html"
VERSION = "version.json"
RELEASE_SCRIPT = "release.js"
ROBOTS = "robots.txt"
MANIFEST = "manifest-sha256.txt"
SITEMAP = "sitemap.xml"
SITE_MAP = "sitemap.html"
DATA = "data/v1/index.html"
DATA_CATALOG = "data/v1/catalog.json"
DATA_DICTIONARY = "data/v1/dictionary.html"
DATA_CHANGES = "data/v1/CHANGELOG.md"
ARCHIVE = "archive/index.html"
"""Beside the site, never inside it: nothing contains itself."""
UNLISTED: frozenset[str] = frozenset({RELEASE, VERSION, RELEASE_SCRIPT, MANIFEST})
"""Fixed names that change with each release and stand outside the manifest."""


def _page(path: str) -> Callable[[str], str]:
    """A page that each region has once: from the region's prefix to its address."""
    return lambda prefix: prefix + path


powers = _page("powers/index.html")
"""The complete list of names of one region."""
departments = _page("departments/index.html")
"""All departments."""
classes = _page("classes/index.html")
"""All classes."""
laws = _page("laws/index.html")
"""All laws cited or listed."""
law_review = _page("laws/review.html")
"""Amended and repealed laws that items still cite, and items that rest on too low a rank."""
themes = _page("themes/index.html")
"""All themes."""
places = _page("places/index.html")
"""All places."""
hotline = _page("hotline.html")
"""The hotline with its channels."""
events = _page("events/index.html")
"""All events."""
ledger = _page("ledger/index.html")
"""The ledger of counts (清单账本)."""
devolutions = _page("ledger/devolutions.html")
"""What one level has devolved and the other received."""
in_step = _page("ledger/in-step.html")
"""Whether list, flow chart and risk chart followed each decision together."""
unlisted = _page("ledger/unlisted.html")
"""清单之外无职权: what is not on the list, what has left it, whom to tell."""
disclosures = _page("disclosures/index.html")
"""Disclosure: all five kinds."""
catalogue = _page("disclosures/catalogue.html")
"""The catalogue of what must be disclosed."""
supervision = _page("supervision.html")
"""Who watches over whom, and how to complain."""
request = _page("disclosures/request.html")
"""依申请公开, with its form to print."""
notices = _page("disclosures/notices.html")
"""Notices with the period in which they may be objected to."""
rules = _page("disclosures/rules.html")
"""The library of rules (制度) by subject."""
validity = _page("disclosures/validity.html")
"""Documents in force and not, and their chains of amendments."""
guides = _page("pages/index.html")
"""The pages of guidance: an editor's own ``pages/index.md``, else a list of them."""
statistics = _page("stats/index.html")
"""The figures of a region; ``statistics_table`` gives the addresses of its tables."""
health = _page("health/index.html")
"""What an inspection would find wanting."""


def home(prefix: str = "") -> str:
    """The home page of the region whose pages stand under ``prefix`` (empty, or ``regions/<网址标识>/``)."""
    return f"{prefix}{INDEX}"


def power(prefix: str, code: str) -> str:
    """The identity card; no department in it, so that a transferred power keeps its address."""
    return f"{prefix}powers/{code}.html"


def department(prefix: str, slug: str) -> str:
    """A department's page."""
    return f"{prefix}departments/{slug}.html"


def power_class(prefix: str, name: str) -> str:
    """The page of a class of powers, or of the public services, by its Chinese name."""
    return f"{prefix}classes/{CLASS_SLUGS[name]}.html"


def law_slug(folded_name: str) -> str:
    """The file name of a law that laws.yml does not know."""
    return _hashed(folded_name)


def _hashed(name: str) -> str:
    """``x`` and 12 hex digits of a name's SHA-256."""
    return "x" + hashlib.sha256(name.encode()).hexdigest()[:12]


def law(prefix: str, slug: str) -> str:
    """A law's page."""
    return f"{prefix}laws/{slug}.html"


def theme(prefix: str, slug: str) -> str:
    """A theme's page."""
    return f"{prefix}themes/{slug}.html"


def place(prefix: str, place_id: str) -> str:
    """A place's page."""
    return f"{prefix}places/{place_id}.html"


def event(prefix: str, file: str) -> str:
    """The page of ``events/<year>/<id>.yml``."""
    return prefix + file.removesuffix(".yml") + ".html"


def ledger_changes(prefix: str, order: str) -> str:
    """All changes of the list, by ``changes`` (month), ``departments``, ``classes`` or ``kinds``."""
    return f"{prefix}ledger/{order}.html"


def disclosure(prefix: str, file: str) -> str:
    """The page of ``disclosures/<year>/<slug>.md``."""
    return prefix + file.removesuffix(".md") + ".html"


def disclosure_kind(prefix: str, kind: str) -> str:
    """The documents of one of the five kinds, by its Chinese name."""
    return f"{prefix}disclosures/{DISCLOSURE_SLUGS[kind]}.html"


def reports(prefix: str) -> str:
    """All yearly reports."""
    return f"{prefix}disclosures/reports.html"


def disclosure_year(prefix: str, year: int) -> str:
    """The documents of one year."""
    return f"{prefix}disclosures/{year}/{INDEX}"


def disclosure_department(prefix: str, slug: str) -> str:
    """The documents of one department."""
    return f"{prefix}disclosures/by/{slug}.html"


def page(prefix: str, file: str) -> str:
    """A page of guidance: ``pages/<path>.md``."""
    return prefix + file.removesuffix(".md") + ".html"


def regions() -> str:
    """All regions of this site."""
    return f"regions/{INDEX}"


def comparisons() -> str:
    """Powers that exist in more than one region; stands once, at the root."""
    return f"compare/{INDEX}"


def comparison(region: str, code: str, mark: str | None) -> str:
    """One power compared, under the code of the main region, which has no ``mark``. Without one there, under what the
    others know it by, so that the address stays when one more region holds it; where that is empty, under the first item.
    """
    name = code if mark is None else _hashed(mark) if mark else f"{region}.{code}"
    return f"compare/{name}.html"


def statistics_table(prefix: str, name: str) -> str:
    """One table of figures as CSV."""
    return f"{prefix}stats/{name}.csv"


def ledger_table(prefix: str, name: str) -> str:
    """One table of the ledger as CSV."""
    return f"{prefix}ledger/{name}.csv"


def file(prefix: str, path: str) -> str:
    """An attachment, by its path inside the region's folder."""
    return f"{prefix}files/{path}"


def data_power(region: str, code: str) -> str:
    """One item as JSON; ``region`` is a 网址标识."""
    return f"data/v1/{region}/powers/{code}.json"


def data_table(region: str, file: str, department: str = "") -> str:
    """A table of the open data (``items.csv`` …), of a whole region or of one department."""
    return f"data/v1/{region}/departments/{department}/{file}" if department else f"data/v1/{region}/{file}"


def data_region(region: str) -> str:
    """The page of a region's open data."""
    return f"data/v1/{region}/{INDEX}"


def record_id(file: str) -> str:
    """``<year>/<name>`` of an event or document, by its file in the content or by its page."""
    return "/".join(file.split("/")[-2:]).rpartition(".")[0]


def feed(region: str, name: str) -> str:
    """A feed of a region: ``changes``, ``documents``, or ``departments/<slug>``."""
    return f"feeds/{region}/{name}.xml"


def sitemap_part(number: int) -> str:
    """One of several sitemaps, where one file may not hold all addresses."""
    return f"sitemaps/{number}.xml"


def asset(name: str, digest: str) -> str:
    """An asset under its content hash: ``site.css`` → ``assets/site.<hash>.css``."""
    stem, ext = posixpath.splitext(name)
    return f"assets/{stem}.{digest[:12]}{ext}"
