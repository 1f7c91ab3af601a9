"""Links the whole: the only step that sees every region's facts at once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from yangguang import urls
from yangguang.build.citing import laws_and_slugs
from yangguang.model.content import RegionContent
from yangguang.model.event import Adjustment, newest_first
from yangguang.model.facts import ChunkFacts, ItemFacts
from yangguang.model.kin import Key, marks, same_powers
from yangguang.model.laws import cited_as
from yangguang.model.links import Comparison, DocumentRef, EventRef, ItemLinks, ItemRef, Links, RegionLinks
from yangguang.model.status import histories, status_at
from yangguang.model.words import ACTIVE, TOMBSTONES

_BETWEEN_LEVELS = frozenset({"下放", "部分下放", "承接", "上收", "收回", "委托"})


def link(contents: Mapping[str, RegionContent], chunks: Iterable[ChunkFacts], as_of: date) -> Links:
    """Joins the facts of all regions. ``contents`` is keyed by 网址标识, the main region first."""
    ordered = tuple(sorted(chunks, key=lambda c: (list(contents).index(c.chunk.region), c.chunk.department)))
    items: dict[str, dict[str, ItemFacts]] = {slug: {} for slug in contents}
    updated: dict[str, dict[str, date]] = {slug: {} for slug in contents}
    for chunk in ordered:
        updated[chunk.chunk.region].update(chunk.updated)
        items[chunk.chunk.region].update((item.code, item) for item in chunk.items)
    web = _Web(contents, items, as_of)
    regions = {slug: _region(web, content, updated[slug]) for slug, content in contents.items()}
    return Links(as_of, regions, ordered, tuple(web.comparisons), web.unmatched)


@dataclass(slots=True)
class _Web:
    """Everything needed to answer "which item is this, and how do I link to it"."""

    contents: Mapping[str, RegionContent]
    items: Mapping[str, Mapping[str, ItemFacts]]
    as_of: date
    statuses: dict[Key, str] = field(init=False, default_factory=dict)
    homes: dict[str, list[str]] = field(init=False, default_factory=dict)
    pairs: dict[Key, set[Key]] = field(init=False, default_factory=dict)
    places: dict[str, int] = field(init=False, default_factory=dict)
    comparisons: list[Comparison] = field(init=False, default_factory=list)
    compared: dict[Key, str] = field(init=False, default_factory=dict)
    unmatched: tuple[Key, ...] = field(init=False, default=())

    def __post_init__(self) -> None:
        ordered = sorted(self.contents.values(), key=lambda content: content.rank)
        self.places = {content.slug: number for number, content in enumerate(ordered)}
        for slug, content in self.contents.items():
            changes = histories(content.events)
            for code, item in self.items[slug].items():
                self.statuses[slug, code] = status_at(changes.get(code, ()), item.own_status, self.as_of)
                self.homes.setdefault(code, []).append(slug)
        for slug in self.contents:
            for code, other in self._same_power(slug):
                self._pair((slug, code), other)
        if len(self.contents) > 1:
            self._compare()

    def _compare(self) -> None:
        """Groups of items that are the same power in several regions, each with the page that compares them."""
        items = {(slug, code): item for slug, own in self.items.items() for code, item in own.items()}
        pairs = [(one, other) for one, others in self.pairs.items() for other in sorted(others) if one < other]
        kin = same_powers(items, pairs, {key for key in items if self.statuses[key] in ACTIVE})
        self.unmatched = tuple(sorted(kin.unmatched, key=self.order))
        groups = sorted((sorted(group, key=self.order) for group in kin.groups), key=lambda group: self.order(group[0]))
        rest = [group for group in groups if not self.contents[group[0][0]].main]
        known_by = dict(zip((group[0] for group in rest), marks(rest, items), strict=True))
        for group in groups:
            path = urls.comparison(*group[0], known_by.get(group[0]))
            suspended = tuple(key for key in group if self.statuses[key] == "暂停")
            self.comparisons.append(Comparison(path, tuple(group), suspended))
            self.compared.update(dict.fromkeys(group, path))

    def _pair(self, one: Key, other: Key) -> None:
        self.pairs.setdefault(one, set()).add(other)
        self.pairs.setdefault(other, set()).add(one)

    def _same_power(self, slug: str) -> Iterator[tuple[str, Key]]:
        """An item and its counterpart elsewhere: by 同源编码, or by a 承接 or 上收 that names the codes of both levels."""
        for code, item in self.items[slug].items():
            if item.upper_code and (home := self.home(item.upper_code, slug, elsewhere=True)):
                yield code, (home, item.upper_code)
        for event in self.contents[slug].events.values():
            for row in event.adjustments:
                for before, after in _paired(row, self.homes) if row.kind in ("承接", "上收") else ():
                    for own, other in ((after, before), (before, after)):
                        if own in self.items[slug] and (home := self.home(other, slug, elsewhere=True)):
                            yield own, (home, other)

    def home(self, code: str, near: str, *, elsewhere: bool = False) -> str | None:
        """The region where ``code`` lives: the asking one if it has it (unless ``elsewhere``), else the first that has."""
        homes = [slug for slug in self.homes.get(code, ()) if not (elsewhere and slug == near)]
        if not elsewhere and near in homes:
            return near
        return homes[0] if homes else None

    def order(self, key: Key) -> tuple[int, str]:
        """Items of several regions stand in the order of the regions, then of the codes."""
        return (self.places[key[0]], key[1])

    def ref(self, key: Key) -> ItemRef:
        """A link to an item that exists."""
        slug, code = key
        path = urls.power(self.contents[slug].prefix, code)
        item = self.items[slug][code]
        return ItemRef(slug, code, item.name, self.statuses[key], path, item.department)

    def refs(self, codes: Iterable[str], near: str) -> tuple[ItemRef, ...]:
        """Links to those of the codes that exist in this build, each once, in the order given."""
        homes = ((self.home(code, near), code) for code in dict.fromkeys(codes))
        return tuple(self.ref((home, code)) for home, code in homes if home is not None)


def _paired(row: Adjustment, known: Container[str]) -> Iterator[tuple[str, str]]:
    """Which code before became which after, of those that some region has: one by one where the numbers agree, else
    each with each.

    What is merged or split always goes each with each; codes that nobody has, of which a row may name any number, do not.
    """
    if len(row.before) == len(row.after) and row.kind not in ("合并", "拆分"):
        yield from (pair for pair in zip(row.before, row.after, strict=True) if pair[0] in known and pair[1] in known)
    else:
        yield from product(
            *([code for code in dict.fromkeys(codes) if code in known] for codes in (row.before, row.after))
        )


def alone(
    content: RegionContent, chunks: Iterable[ChunkFacts], links: Mapping[str, ItemLinks], updated: Mapping[str, date]
) -> RegionLinks:
    """One region, of which the links of its items are known."""
    items = {item.code: item for chunk in sorted(chunks, key=lambda c: c.chunk.department) for item in chunk.items}
    return RegionLinks(items, links, updated, *laws_and_slugs(content, items), _themes(content, items))


def _region(web: _Web, content: RegionContent, updated: Mapping[str, date]) -> RegionLinks:
    items = web.items[content.slug]
    laws, slugs = laws_and_slugs(content, items)
    entries = {law: laws[slug].entry for law, slug in slugs.items()}
    over = frozenset(law for law, entry in entries.items() if entry and entry.validity_on(web.as_of) == "废止")
    return RegionLinks(items, _item_links(web, content, over), updated, laws, slugs, _themes(content, items))


def _item_links(web: _Web, content: RegionContent, over: frozenset[str]) -> dict[str, ItemLinks]:
    slug = content.slug
    events, before, after = _event_refs(web, content)
    documents = _document_refs(content)
    children = _children(web, slug)
    return {
        code: ItemLinks(
            status=web.statuses[slug, code],
            main=next(iter(web.refs((item.main_code,), slug)), None) if item.main_code else None,
            children=children.get(code, ()),
            predecessors=web.refs(before.get(code, ()), slug),
            successors=web.refs(after.get(code, ()), slug),
            living=web.refs(_living(web, slug, code, after), slug),
            same=tuple(web.ref(key) for key in sorted(web.pairs.get((slug, code), ()), key=web.order)),
            comparison=web.compared.get((slug, code), ""),
            events=tuple(events.get(code, ())),
            documents=tuple(documents.get(code, ())),
            repealed=tuple(dict.fromkeys(c for law in item.laws if (c := cited_as(law.name, law.number)) in over)),
        )
        for code, item in web.items[slug].items()
    }


def _living(web: _Web, slug: str, code: str, after: Mapping[str, list[str]]) -> Iterator[str]:
    """What is in use now of what a code has become, however often that has gone on since."""
    trail = list(dict.fromkeys(after.get(code, ())))
    for heir in trail:
        status = web.statuses.get((slug, heir))
        if status in TOMBSTONES:
            trail += [further for further in dict.fromkeys(after.get(heir, ())) if further not in (*trail, code)]
        elif status in ACTIVE:
            yield heir


def _children(web: _Web, slug: str) -> dict[str, tuple[ItemRef, ...]]:
    found: dict[str, list[Key]] = {}
    for region, items in web.items.items():
        for code, item in items.items():
            if item.main_code and item.main_code != code and web.home(item.main_code, region) == slug:
                found.setdefault(item.main_code, []).append((region, code))
    return {code: tuple(map(web.ref, sorted(keys, key=web.order))) for code, keys in found.items()}


def _event_refs(
    web: _Web, content: RegionContent
) -> tuple[dict[str, list[EventRef]], dict[str, list[str]], dict[str, list[str]]]:
    """Each code's events, newest first, and what it came from and went into by mergers, splits and transfers.

    What lies ahead has not changed anything yet, and rows between levels pair the same power of two regions.
    """
    events: dict[str, list[EventRef]] = {}
    before: dict[str, list[str]] = {}
    after: dict[str, list[str]] = {}
    for file, event in newest_first(content.events):
        path = urls.event(content.prefix, file)
        for row in event.adjustments:
            in_force = event.effective <= web.as_of
            taker = row.new_department if row.kind == "划转" and not row.after else None
            ref = EventRef(path, event.title, event.number, event.effective, row.kind, in_force, taker or "")
            for code in row.codes:
                events.setdefault(code, []).append(ref)
            if row.kind in _BETWEEN_LEVELS or not in_force:
                continue
            for old, new in _paired(row, web.homes):
                if old != new:
                    after.setdefault(old, []).append(new)
                    before.setdefault(new, []).append(old)
    return events, before, after


def _document_refs(content: RegionContent) -> dict[str, list[DocumentRef]]:
    found: dict[str, list[DocumentRef]] = {}
    for file, document in sorted(content.disclosures.items(), key=lambda p: (-p[1].published.toordinal(), p[0])):
        path, kind = urls.disclosure(content.prefix, file), document.genre or document.kind
        ref = DocumentRef(path, document.title, kind, document.published, document.validity)
        for code in document.powers:
            found.setdefault(code, []).append(ref)
    return found


def _themes(content: RegionContent, items: Mapping[str, ItemFacts]) -> dict[str, tuple[str, ...]]:
    names = {name: theme.id for theme in content.themes for name in (theme.name, theme.id)}
    found: dict[str, dict[str, None]] = {theme.id: {} for theme in content.themes}
    for theme in content.themes:
        found[theme.id].update((code, None) for code in theme.codes if code in items)
    for code, item in items.items():
        for name in item.themes:
            if name in names:
                found[names[name]][code] = None
    return {theme: tuple(codes) for theme, codes in found.items()}
