"""The page of one law: what is known of it, and the items that rest on its articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from yangguang import urls
from yangguang.model.laws import cited_as
from yangguang.model.links import Amended, LawLinks, RegionLinks, active
from yangguang.model.region import Law
from yangguang.model.sight import Sight
from yangguang.model.words import DOT, TOMBSTONES
from yangguang.views.articles import UNSTATED, Article, articles
from yangguang.views.linked import legislation
from yangguang.views.lists import item_row
from yangguang.views.parts import Count, Fact, Group, ItemRow, Link, Tone, day, fact, facts, joined, link_to, web
from yangguang.views.planned import PlannedPage, Shown
from yangguang.views.review import Standing, amended, citing, law_link, standing
from yangguang.views.shell import Page, RegionView

_Paths = dict[str, str]
"""Name of a law → path of its page."""

UNRANKED = "未注明位阶"
_LATE, _OLD = "修改后未更新", "引的是旧版本"
TONES: dict[str, Tone] = {"有效": "good", "已修改": "warn", "废止": "bad", "尚未施行": "warn"}
"""How a 效力 looks."""


@dataclass(frozen=True, kw_only=True)
class LawPage(Page):
    """One law, known to laws.yml or only cited."""

    template = "pages/law.html"

    name: str
    rank: str
    status: str
    """效力; empty where nobody has said."""
    tone: Tone
    known: bool
    """Whether laws.yml has an entry."""
    about: tuple[Fact, ...]
    """Number, issuer, dates, versions, other names, what it replaces or is replaced by, the official text."""
    successor: Link | None
    """The law that has replaced this one."""
    change: str
    """已于 2021-04-29 修改 …, and how many items have not followed; empty where all have."""
    figures: tuple[Count, ...]
    sections: tuple[Link, ...]
    """The cited articles in the order of the law, where there are several."""
    groups: tuple[Group, ...]
    """The items under the articles they rest on."""


def pages(view: RegionView, sight: Sight, changed: Mapping[str, date]) -> Iterator[PlannedPage]:
    """One page per law.

    ``changed``: code → when the item last said something else, where a field history tells it.
    """
    own = sight.own
    rest = resting(own, sight.as_of)
    replaced = _replaced(sight)
    for slug, law in own.laws.items():
        since = rest[law.path].since(changed) if law.path in rest else {}
        made = partial(_page, view, sight, replaced, slug, law, since)
        shown = partial(_shown, view, sight, replaced, slug, law)
        yield PlannedPage(law.path, f"{view.prefix}laws.yml#{slug}", made, shown, dated=law.path in rest)


def resting(own: RegionLinks, as_of: date) -> dict[str, Amended]:
    """The amended laws that items rest on, by the path of their page: it tells which have changed since."""
    found = {law.path: (amended(law, as_of), citing(own, law)) for law in own.laws.values()}
    return {
        path: Amended(last, tuple(item.code for item in items))
        for path, (last, items) in found.items()
        if last and items
    }


def _shown(view: RegionView, sight: Sight, replaced: Mapping[str, _Paths], slug: str, law: LawLinks) -> Shown:
    """The law, the items that rest on it, its neighbours; and the day, on which depends whether an amendment has come.

    Not the days that it tells of the items (views/dated.py).
    """
    successor = law_link(sight, law.path, law.entry.replaced_by) if law.entry else None
    more = (law, replaced.get(slug), successor, sight.as_of if law.entry else None)
    return Shown(view.content.slug, tuple(dict.fromkeys(code for code, _, _ in law.citers)), more)


def rank_of(own: RegionLinks, slug: str, law: LawLinks) -> str:
    """The law's rank: its entry's, else what the first citation that says one says of it."""
    if law.entry:
        return law.entry.rank
    cited = (cited for code, _, _ in law.citers for cited in own.items[code].laws)
    return next((c.rank for c in cited if c.rank and own.law_slugs[cited_as(c.name, c.number)] == slug), UNRANKED)


def _page(
    view: RegionView, sight: Sight, replaced: Mapping[str, _Paths], slug: str, law: LawLinks, since: Mapping[str, date],
    path: str,
) -> LawPage:  # fmt: skip
    own, entry = sight.own, law.entry
    how = standing(own, slug, sight.as_of)
    late = frozenset(item.code for item in how.items) if how and not how.repealed else frozenset()
    marks = {**{code: f"{day(when)} 有变动" for code, when in since.items()}, **dict.fromkeys(late, _LATE)}
    marks |= dict.fromkeys(how.old if how else (), _OLD)
    groups = tuple(_groups(view, own, law, marks))
    rank, status = rank_of(own, slug, law), entry.validity_on(sight.as_of) if entry else ""
    return LawPage(
        shell=view.shell(
            path, law.name, "law", crumbs=view.under(path, "法律依据", urls.laws),
            description=f"以《{law.name}》为依据的事项，按条文排列", linked=legislation(law, sight.as_of, view.site.root),
        ),
        name=law.name,
        rank="" if rank == UNRANKED else rank,
        status=status,
        tone=TONES.get(status, "quiet"),
        known=entry is not None,
        about=_about(entry, path, replaced.get(slug, {})) if entry else (),
        successor=law_link(sight, path, entry.replaced_by) if entry else None,
        change=_change(how) + _moved(law, sight.as_of, len(since.keys() - late), told=how is not None),
        figures=_figures(own, law, groups),
        sections=tuple(Link(g.title, f"#{g.anchor}", g.figure) for g in groups) if len(groups) > 1 else (),
        groups=groups,
    )  # fmt: skip


def _change(how: Standing | None) -> str:
    if how is None:
        return ""
    if not how.items:
        return how.sentence
    if how.repealed:
        return f"{how.sentence}{len(how.items):,} 个事项仍引用它，应当核对。"
    late, old = len(how.items) - len(how.old), len(how.old)
    told = f"{late:,} 个事项在那以后没有更新，下面标有“{_LATE}”。" if late else ""
    return f"{how.sentence}{told}" + (f"{old:,} 个事项写明引的是旧版本，下面已标出。" if old else "")


def _moved(law: LawLinks, as_of: date, number: int, *, told: bool) -> str:
    """How many items have changed since the amendment."""
    if not number:
        return ""
    lead = "" if told else f"已于 {day(amended(law, as_of))} 修改。"
    return f"{lead}{number:,} 个事项在那以后有变动，下面标有日期。"


def _figures(own: RegionLinks, law: LawLinks, groups: tuple[Group, ...]) -> tuple[Count, ...]:
    cited = sum(group.title != UNSTATED and group.number > 0 for group in groups)
    resting = Count(len(citing(own, law)), "个事项以它为依据")
    return (resting, *((Count(cited, "处条文被引用"),) if cited else ())) if groups else ()


def _replaced(sight: Sight) -> dict[str, _Paths]:
    """标识 of a law → the laws that it has replaced, with their pages in this region, else in the main one."""
    found: dict[str, _Paths] = {}
    for laws in (sight.own.laws, sight.laws):
        for law in laws.values():
            if law.entry and law.entry.replaced_by:
                found.setdefault(law.entry.replaced_by, {}).setdefault(law.name, law.path)
    return found


def _about(entry: Law, path: str, replaced: _Paths) -> tuple[Fact, ...]:
    return facts(
        fact("文号", entry.number),
        fact("制定机关", entry.issuer),
        fact("公布日期", entry.published),
        fact("施行日期", entry.in_force),
        fact("历次修改", joined(day(d) for d in entry.amendments)),
        fact("现行版本", entry.version),
        fact("废止日期", entry.repealed),
        fact("替代", *(Link(name, link_to(path, there)) for name, there in sorted(replaced.items()))),
        fact("简称", entry.short),
        fact("别名", joined(entry.aliases)),
        fact("全文", web(entry.link)),
    )


def _groups(view: RegionView, own: RegionLinks, law: LawLinks, marks: Mapping[str, str]) -> Iterator[Group]:
    """The items under each article, in the order of the law; ``marks`` say how they have followed its amendment."""
    found: dict[Article, dict[str, list[str]]] = {}
    for code, cited, nature in law.citers:
        for article in articles(cited):
            notes = found.setdefault(replace(article, rest=""), {}).setdefault(code, [])
            told = (article.rest, nature, marks.get(code, ""))
            notes += [note for note in told if note and note not in notes]
    for article, notes_by_code in sorted(found.items()):
        yield _group(view, own, law.path, article, notes_by_code)


def _group(view: RegionView, own: RegionLinks, path: str, article: Article, notes: Mapping[str, list[str]]) -> Group:
    def row(code: str) -> ItemRow:
        return replace(item_row(view, path, own.items[code], own), note=joined(notes[code], DOT))

    gone = {code for code in notes if own.links[code].status in TOMBSTONES}
    return Group(
        title=article.heading,
        anchor=f"article-{'-'.join(article.heading.split())}",  # a blank would make two names of it where one is meant
        rows=tuple(row(code) for code in sorted(notes) if code not in gone),
        number=len(active((own.items[code] for code in notes), own)),
        gone=tuple(row(code) for code in sorted(gone)),
    )
