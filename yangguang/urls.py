"""Every address of the site, for thirty years: paths from the site's root."""

from __future__ import annotations

import hashlib
import posixpath

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


def home(prefix: str = "") -> str:
    """The home page of the region whose pages stand under ``prefix`` (empty, or ``regions/<网址标识>/``)."""
    return f"{prefix}{INDEX}"


def power(prefix: str, code: str) -> str:
    """The identity card; no department in it, so that a transferred power keeps its address."""
    return f"{prefix}powers/{code}.html"


def powers(prefix: str) -> str:
    """The complete list of names of one region."""
    return f"{prefix}powers/{INDEX}"


def department(prefix: str, slug: str) -> str:
    """A department's page."""
    return f"{prefix}departments/{slug}.html"


def departments(prefix: str) -> str:
    """All departments."""
    return f"{prefix}departments/{INDEX}"


def power_class(prefix: str, name: str) -> str:
    """The page of a class of powers, or of the public services, by its Chinese name."""
    return f"{prefix}classes/{CLASS_SLUGS[name]}.html"


def classes(prefix: str) -> str:
    """All classes."""
    return f"{prefix}classes/{INDEX}"


def law_slug(folded_name: str) -> str:
    """The file name of a law that laws.yml does not know."""
    return _hashed(folded_name)


def _hashed(name: str) -> str:
    """``x`` and 12 hex digits of a name's SHA-256."""
    return "x" + hashlib.sha256(name.encode()).hexdigest()[:12]


def law(prefix: str, slug: str) -> str:
    """A law's page."""
    return f"{prefix}laws/{slug}.html"


def laws(prefix: str) -> str:
    """All laws cited or listed."""
    return f"{prefix}laws/{INDEX}"


def law_review(prefix: str) -> str:
    """Amended and repealed laws that items still cite, and items that rest on too low a rank."""
    return f"{prefix}laws/review.html"


def theme(prefix: str, slug: str) -> str:
    """A theme's page."""
    return f"{prefix}themes/{slug}.html"


def themes(prefix: str) -> str:
    """All themes."""
    return f"{prefix}themes/{INDEX}"


def place(prefix: str, place_id: str) -> str:
    """A place's page."""
    return f"{prefix}places/{place_id}.html"


def places(prefix: str) -> str:
    """All places."""
    return f"{prefix}places/{INDEX}"


def hotline(prefix: str) -> str:
    """The hotline with its channels."""
    return f"{prefix}hotline.html"


def event(prefix: str, file: str) -> str:
    """The page of ``events/<year>/<id>.yml``."""
    return prefix + file.removesuffix(".yml") + ".html"


def events(prefix: str) -> str:
    """All events."""
    return f"{prefix}events/{INDEX}"


def ledger(prefix: str) -> str:
    """The ledger of counts (清单账本)."""
    return f"{prefix}ledger/{INDEX}"


def ledger_changes(prefix: str, order: str) -> str:
    """All changes of the list, by ``changes`` (month), ``departments``, ``classes`` or ``kinds``."""
    return f"{prefix}ledger/{order}.html"


def devolutions(prefix: str) -> str:
    """What one level has devolved and the other received."""
    return f"{prefix}ledger/devolutions.html"


def in_step(prefix: str) -> str:
    """Whether list, flow chart and risk chart followed each decision together."""
    return f"{prefix}ledger/in-step.html"


def unlisted(prefix: str) -> str:
    """清单之外无职权: what is not on the list, what has left it, whom to tell."""
    return f"{prefix}ledger/unlisted.html"


def disclosure(prefix: str, file: str) -> str:
    """The page of ``disclosures/<year>/<slug>.md``."""
    return prefix + file.removesuffix(".md") + ".html"


def disclosures(prefix: str) -> str:
    """Disclosure: all five kinds."""
    return f"{prefix}disclosures/{INDEX}"


def disclosure_kind(prefix: str, kind: str) -> str:
    """The documents of one of the five kinds, by its Chinese name."""
    return f"{prefix}disclosures/{DISCLOSURE_SLUGS[kind]}.html"


def disclosure_year(prefix: str, year: int) -> str:
    """The documents of one year."""
    return f"{prefix}disclosures/{year}/{INDEX}"


def disclosure_department(prefix: str, slug: str) -> str:
    """The documents of one department."""
    return f"{prefix}disclosures/by/{slug}.html"


def catalogue(prefix: str) -> str:
    """The catalogue of what must be disclosed."""
    return f"{prefix}disclosures/catalogue.html"


def supervision(prefix: str) -> str:
    """Who watches over whom, and how to complain."""
    return f"{prefix}supervision.html"


def request(prefix: str) -> str:
    """依申请公开, with its form to print."""
    return f"{prefix}disclosures/request.html"


def notices(prefix: str) -> str:
    """Notices with the period in which they may be objected to."""
    return f"{prefix}disclosures/notices.html"


def rules(prefix: str) -> str:
    """The library of rules (制度) by subject."""
    return f"{prefix}disclosures/rules.html"


def validity(prefix: str) -> str:
    """Documents in force and not, and their chains of amendments."""
    return f"{prefix}disclosures/validity.html"


def page(prefix: str, file: str) -> str:
    """A page of guidance: ``pages/<path>.md``."""
    return prefix + file.removesuffix(".md") + ".html"


def guides(prefix: str) -> str:
    """The pages of guidance: an editor's own ``pages/index.md``, else a list of them."""
    return f"{prefix}pages/{INDEX}"


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


def statistics(prefix: str) -> str:
    """The figures of a region; ``statistics_table`` gives the addresses of its tables."""
    return f"{prefix}stats/{INDEX}"


def statistics_table(prefix: str, name: str) -> str:
    """One table of figures as CSV."""
    return f"{prefix}stats/{name}.csv"


def health(prefix: str) -> str:
    """What an inspection would find wanting."""
    return f"{prefix}health/{INDEX}"


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
