"""The open data that is no table of items: decisions, feeds, the catalogue, the maps for search engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from yangguang import resources, urls
from yangguang.build.cache import digest, load, save
from yangguang.build.gather import Gathered
from yangguang.build.keys import Keys
from yangguang.build.output import Artifact, ManifestLine, write
from yangguang.build.shelves import Shelves
from yangguang.data.catalog import Days, catalog, days
from yangguang.data.feeds import atom, feeds
from yangguang.data.sitemap import Listed, robots, sitemaps
from yangguang.data.tables import DepartmentTables, around, decisions
from yangguang.model.concerns import concerned
from yangguang.model.content import RegionContent
from yangguang.views.site import site_of

_CHANGES = resources.PACKAGE / "data" / "CHANGELOG.md"
Make = Callable[[], Iterable[Artifact]]


class Rest:
    """Parts that stay as long as what pages of the region, or of the root, are made of does, and the days that they tell."""

    def __init__(self, gathered: Gathered, keys: Keys, shelves: Shelves, store: Path) -> None:
        """Has a worker see what stays."""
        self.shelves = shelves
        days = {slug: _days(gathered, slug) for slug in gathered.contents}
        parts: list[tuple[str, str, Make]] = [
            ("rest", digest(keys.whole, *days.values()), partial(_of_all, gathered, store))
        ]
        for slug in gathered.contents:
            parts.append((f"{slug}.decisions", keys.linked(slug), partial(_decisions, gathered, slug)))
            parts.append((f"{slug}.feeds", digest(keys.linked(slug), days[slug]), partial(_feeds, gathered, slug)))
        self.claims = [(shelves.claim(shelves.open(name), made_of), make) for name, made_of, make in parts]

    def write(self) -> Iterator[ManifestLine]:
        """Makes the parts that do not stay; a file of them that says what it said is taken over all the same."""
        for claim, make in self.claims:
            if not self.shelves.settle(claim):
                for artifact in make():
                    key = digest(artifact.body)
                    line = claim.shelf.take(artifact.path, key)
                    if line is None:
                        line = write(self.shelves.staging, artifact)
                        claim.shelf.put(line, key)
                    yield line
        yield write(self.shelves.staging, Artifact(urls.DATA_CHANGES, _CHANGES.read_bytes()))


def _days(gathered: Gathered, region: str) -> str:
    """A digest of 更新日期 of all items of a region."""
    glances = gathered.glances
    return digest(*(repr(glances[chunk.id].days) for chunk in gathered.chunks if chunk.region == region))


def _decisions(gathered: Gathered, slug: str) -> Iterator[Artifact]:
    """Decisions and documents of a region and of each department, as tables; who holds no items has empty tables of them.
    And what items name beside them."""
    content = gathered.contents[slug]
    sight = gathered.sights[slug]
    told = concerned(content, sight.own.items, sight.as_of)
    holding = {"", *(chunk.department for chunk in gathered.chunks if chunk.region == slug)}
    for department in ("", *content.departments):
        empty = () if department in holding else DepartmentTables().files()
        for file, body in chain(decisions(content, told, department), empty):
            path = urls.data_table(content.slug, file, department)
            yield Artifact(path, body)
    for file, body in around(content, sight.own, sight.as_of):
        yield Artifact(urls.data_table(content.slug, file), body)


def _feeds(gathered: Gathered, slug: str) -> Iterator[Artifact]:
    """What is new in a region and in each department."""
    content, root, sight = gathered.contents[slug], site_of(gathered.contents).root, gathered.sights[slug]
    for feed in feeds(content, sight.own, sight.as_of):
        yield Artifact(feed.path, atom(feed, content, root))


def _of_all(gathered: Gathered, store: Path) -> Iterator[Artifact]:
    """What stands once for the whole site."""
    root = site_of(gathered.contents).root
    told = {slug: _told(gathered, slug, store) for slug in gathered.contents}
    yield Artifact(urls.DATA_CATALOG, catalog(gathered.contents, told, root))
    yield Artifact(urls.ROBOTS, robots(root))
    for path, body in sitemaps(root, sorted(_pages(gathered, store), key=lambda page: page[0])):
        yield Artifact(path, body)


def _told(gathered: Gathered, slug: str, store: Path) -> Days:
    """When the data of a region last changed."""
    updated = {
        chunk.department: max(gathered.glances[chunk.id].updated.values(), default=None)
        for chunk in gathered.chunks
        if chunk.region == slug
    }
    return days(gathered.contents[slug], updated, _decided(gathered, slug, store), gathered.summary.as_of)


def _decided(gathered: Gathered, slug: str, store: Path) -> dict[str, list[str]]:
    """Which decisions concern each department of a region; they are others only where it sees something else."""
    kept_in, key = store / "links" / f"{slug}.decided.json", gathered.sights.listed[slug]
    found = load(dict[str, list[str]], kept_in, key)
    if found is None:
        sight = gathered.sights[slug]
        told = concerned(gathered.contents[slug], sight.own.items, sight.as_of)
        found = {department: list(files) for department, files in told.items()}
        save(dict[str, list[str]], kept_in, key, found)
    return found


def _pages(gathered: Gathered, store: Path) -> Iterator[Listed]:
    """Every page that a search engine should know, with its own date; that of an item is changed by decisions, too."""
    touched = {slug: _touched(content, gathered.summary.as_of) for slug, content in gathered.contents.items()}
    for chunk in gathered.chunks:
        prefix, updated = gathered.contents[chunk.region].prefix, gathered.glances[chunk.id].updated
        for code in gathered.glances[chunk.id].codes:
            own = filter(None, (updated.get(code), touched[chunk.region].get(code)))
            yield urls.power(prefix, code), max(own, default=None)
    days: dict[str, date] = {}
    for content in gathered.contents.values():
        yield from ((urls.page(content.prefix, file), None) for file in content.pages)
        days |= {urls.disclosure(content.prefix, file): one.published for file, one in content.disclosures.items()}
    yield from ((path, days.get(path)) for path in _listed(gathered, store))


def _touched(content: RegionContent, as_of: date) -> dict[str, date]:
    """Item → the last day on which a decision changed what its page says."""
    found: dict[str, date] = {}
    for event in content.events.values():
        if day := event.newest(as_of):
            codes = {code for row in event.adjustments for code in row.codes}
            found |= {code: max(day, found.get(code, day)) for code in codes}
    return found


def _listed(gathered: Gathered, store: Path) -> list[str]:
    """The pages that are no item's and that maps name; they are others only where linking sees something else."""
    kept_in = store / "read" / "listed.json"
    found = load(list[str], kept_in, gathered.key)
    if found is None:
        pages = chain(*gathered.whole.pages.values())
        found = [page.path for page in pages if page.listed]
        save(list[str], kept_in, gathered.key, found)
    return found
