"""Every path of the site is claimed before the first is written, so that no two sources stand at one address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from yangguang import urls
from yangguang.build.linked import Linked
from yangguang.build.region import RegionRead
from yangguang.model.content import RegionContent
from yangguang.model.problem import Problem, Where
from yangguang.views.planned import PlannedPage, PlannedTable


class Claim(NamedTuple):
    """A path from the root of the site, and what stands there: a region's file, or an entry of one (``laws.yml#id``)."""

    path: str
    region: str
    source: str


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a claim is written; ``where`` is empty where the file's own name makes the address."""

    region: str
    file: str
    where: Where = ()
    written: bool = False
    """Whether an editor has written it, or it is a page that every site has."""


def claims_of(linked: Linked, files: Mapping[str, tuple[str, str]]) -> list[Claim]:
    """All claims in order; ``files``: attachments, path → (region, file)."""
    return sorted(_claims(linked, files))


def address_twice(linked: Linked, claims: Iterable[Claim]) -> list[Problem]:
    """What stands where something else stands already."""
    found: dict[_Origin, Problem] = {}
    for claim, before in clashes(claims):
        # Of an editor's name and a page that every site has, the name must give way.
        first, second = _origin(linked, before), _origin(linked, claim)
        own, other = (second, first) if second.written or not first.written else (first, second)
        found.setdefault(own, _problem(linked, own, other, claim))
    return list(found.values())


def clashes(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Each claim whose path, upper and lower case folded, was claimed before, with the claim before it."""
    first: dict[str, Claim] = {}
    for claim in claims:
        before = first.setdefault(claim.path.casefold(), claim)
        if before is not claim:
            yield claim, before


def _claims(linked: Linked, files: Mapping[str, tuple[str, str]]) -> Iterator[Claim]:
    for slug, content in linked.contents.items():
        items = linked.links.regions[slug].items.values()
        yield from (Claim(urls.power(content.prefix, item.code), slug, item.file) for item in items)
        yield from (Claim(urls.page(content.prefix, file), slug, file) for file in content.pages)
    for slug, pages in linked.pages.items():
        own = _content(linked, slug)
        tables = linked.tables_of(linked.sights[slug]) if slug else ()
        planned: tuple[PlannedPage | PlannedTable, ...] = (*pages, *tables)
        yield from (Claim(one.path, own.slug, one.source.removeprefix(own.prefix)) for one in planned)
    yield from (Claim(path, slug, file) for path, (slug, file) in files.items())


def _content(linked: Linked, slug: str) -> RegionContent:
    """The region; the main one for the pages that stand once for all."""
    return linked.contents[slug] if slug else next(iter(linked.contents.values()))


def _origin(linked: Linked, claim: Claim) -> _Origin:
    """Entries of laws and themes may have been written in a region above."""
    file, _, entry = claim.source.partition("#")
    for region in dict.fromkeys((claim.region, *linked.contents)) if entry else ():
        for where, name in _named(linked.reads[region], file):
            if name == entry:
                return _Origin(region, file, where, True)
    return _Origin(claim.region, file, (), file in linked.contents[claim.region].files and not _listing(claim))


def _named(read: RegionRead, file: str) -> Iterator[tuple[Where, str]]:
    """Where the entries of a file say the part of their address, and what they say."""
    own = read.own
    if own and file == "laws.yml":
        yield from (((number, "标识"), law.slug) for number, law in enumerate(own.laws))
    elif own and file == "themes.yml":
        yield from (((number, "标识"), theme.id) for number, theme in enumerate(own.themes))
    elif own and file == "places.yml":
        yield from (((number, "编号"), place.id) for number, place in enumerate(own.places))


def _listing(claim: Claim) -> bool:
    """Whether it is a page of what a whole file says, which stands at an address of its own: themes/index.html."""
    return claim.source.endswith(".yml") and "/" not in claim.source


def _problem(linked: Linked, own: _Origin, other: _Origin, claim: Claim) -> Problem:
    if own.where:
        path = claim.path.removeprefix(linked.contents[claim.region].prefix)
        key, read = str(own.where[-1]), _named(linked.reads[own.region], own.file)
        args = {"path": path, "key": key, "value": dict(read)[own.where]}
        return Problem("P137", own.file, own.where, args, region=own.region)
    args = {"path": claim.path, "other": linked.contents[other.region].prefix + other.file}
    return Problem("P390", own.file, (), args, 1, 1, own.region)
