"""Laws to look at again: repealed or amended ones that items still cite, and items whose basis ranks too low."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from yangguang import urls
from yangguang.model.facts import CitedLaw, ItemFacts
from yangguang.model.laws import age, cited_as
from yangguang.model.links import Amended, LawLinks, RegionLinks, active
from yangguang.model.sight import Sight
from yangguang.views.lists import rows
from yangguang.views.parts import Count, Group, Link, day, judged, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView

_SHOWN = 30
"""How many items of one law the review shows."""

_RANKS = {
    "P260": (
        "行政许可的依据位阶不足",
        "行政许可由法律、行政法规、国务院决定或者地方性法规设定，省级人民政府规章只能设定临时性的行政许可（《行政许可法》第十四条、第十五条）。",
    ),
    "P261": (
        "行政处罚只有规范性文件为依据",
        "法律、法规、规章以外的规范性文件不得设定行政处罚（《行政处罚法》第十六条）。",
    ),
    "P262": ("行政强制执行没有法律依据", "行政强制执行由法律设定（《行政强制法》第十三条）。"),
}
"""What the checks have found of the rank of bases, in words for readers."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a law stands on the as-of date, and the items that have not followed it."""

    sentence: str
    items: tuple[ItemFacts, ...]
    repealed: bool
    old: frozenset[str] = frozenset()
    """Those of the items of an amended law whose citation says that it is of an earlier version."""


@dataclass(frozen=True, slots=True)
class LawCase:
    """One law with the items that cite it and have not followed."""

    law: Link
    sentence: str
    successor: Link | None
    group: Group
    """The first of the items; the number counts all."""
    more: Link | None
    """The law's own page, where the rest of them stand."""


@dataclass(frozen=True, slots=True)
class RankCase:
    """Items whose basis ranks too low, and the rule that says so."""

    sentence: str
    group: Group


@dataclass(frozen=True, kw_only=True)
class ReviewPage(Page):
    """Laws that have moved and items that have not."""

    template = "pages/review.html"

    as_of: str
    figures: tuple[Count, ...]
    sections: tuple[Link, ...]
    repealed: tuple[LawCase, ...]
    amended: tuple[LawCase, ...]
    low: tuple[RankCase, ...]


def standing(own: RegionLinks, slug: str, as_of: date) -> Standing | None:
    """What a reader of the law must know, or ``None`` where it stands and every item has followed.

    A repealed law concerns every item in use that cites it; a dated amendment those whose 更新日期 is before it, or that
    cite an earlier version. Without dates nothing is claimed of any item.
    """
    law = own.laws[slug]
    entry = law.entry
    resting = citing(own, law)
    if entry is None:
        said = tuple(item for item in resting if any(one.validity == "废止" for one in _cited(own, slug, item)))
        return Standing("职权的设定依据写明它已废止。", said, repealed=True) if said else None
    if entry.repealed or entry.validity == "废止":
        past = entry.validity_on(as_of) == "废止"
        when = f"{'已' if past else '将'}于 {day(entry.repealed)} 废止" if entry.repealed else "已废止"
        return Standing(f"{when}。", resting, repealed=True)
    last = amended(law, as_of)
    behind = frozenset(Amended(last, tuple(item.code for item in resting)).late(own.updated)) if last else frozenset()
    old = _of_old(own, slug, resting, last) if last else frozenset()
    late = tuple(item for item in resting if item.code in behind | old)
    if entry.validity == "已修改" and not entry.amendments:
        return Standing("已修改，没有写明哪一天。", (), repealed=False)
    if last and (entry.validity == "已修改" or late):
        return Standing(f"已于 {day(last)} 修改。", late, repealed=False, old=old)
    return None


def citing(own: RegionLinks, law: LawLinks) -> tuple[ItemFacts, ...]:
    """The items that rest on the law, those that count, by code."""
    codes = sorted({code for code, _, _ in law.citers})
    return tuple(active((own.items[code] for code in codes), own))


def amended(law: LawLinks, as_of: date) -> date | None:
    """The last amendment that laws.yml dates, up to the as-of date."""
    return max((when for when in law.entry.amendments if when <= as_of), default=None) if law.entry else None


def _cited(own: RegionLinks, slug: str, item: ItemFacts) -> list[CitedLaw]:
    """The item's own citations of the law."""
    return [law for law in item.laws if own.law_slugs.get(cited_as(law.name, law.number)) == slug]


def _of_old(own: RegionLinks, slug: str, citing: tuple[ItemFacts, ...], last: date) -> frozenset[str]:
    """Whoever cites a version that is older than the last amendment."""
    known = last.isoformat()
    return frozenset(
        item.code for item in citing if any(age(one.version, known) == "older" for one in _cited(own, slug, item))
    )


def law_link(sight: Sight, start: str, slug: str | None) -> Link | None:
    """Another law: its page in this region, else in the main one, which has a page of every entry, else its 标识."""
    if not slug:
        return None
    found = sight.own.laws.get(slug) or sight.laws.get(slug)
    return Link(found.name, link_to(start, found.path)) if found else Link(slug)


def pages(view: RegionView, sight: Sight) -> Iterator[PlannedPage]:
    """The one page of a region."""
    yield PlannedPage(urls.law_review(view.prefix), f"{view.prefix}laws.yml", partial(_page, view, sight), dated=True)


def _page(view: RegionView, sight: Sight, path: str) -> ReviewPage:
    own = sight.own
    found = [
        (slug, law, how)
        for slug, law in sorted(own.laws.items(), key=lambda pair: pair[1].name)
        if (how := standing(own, slug, sight.as_of)) and how.items
    ]
    repealed = tuple(_case(view, sight, path, slug, law, how) for slug, law, how in found if how.repealed)
    amended = tuple(_case(view, sight, path, slug, law, how) for slug, law, how in found if not how.repealed)
    low = tuple(_low(view, sight, path))
    numbers = (len(repealed), len(amended), sum(case.group.number for case in low))
    return ReviewPage(
        shell=view.shell(
            path, "法律变动与依据核对", "review", nav="law", crumbs=view.under(path, "法律依据", urls.laws),
            description=f"{view.region.name}权责清单引用的已修改、已废止的法律法规，以及依据位阶不足的职权",
        ),
        as_of=judged(sight.as_of),
        figures=tuple(map(Count, numbers, ("部已废止或将废止仍被引用", "部已修改而事项没有跟上", "项依据位阶不足"))),
        sections=tuple(
            Link(text, f"#{anchor}", f"{number:,}")
            for text, anchor, number in zip(
                ("废止", "已修改", "位阶不足"), ("repealed", "amended", "low"), numbers, strict=True
            )
        ),
        repealed=repealed,
        amended=amended,
        low=low,
    )  # fmt: skip


def _case(view: RegionView, sight: Sight, path: str, slug: str, law: LawLinks, how: Standing) -> LawCase:
    own = sight.own
    group = Group(law.name, f"law-{slug}",
                  rows(view, path, how.items[:_SHOWN], own), len(how.items), link_to(path, law.path))  # fmt: skip
    rest = len(how.items) - _SHOWN
    return LawCase(
        Link(law.name, link_to(path, law.path)),
        how.sentence,
        law_link(sight, path, law.entry.replaced_by if law.entry else None),
        group,
        Link(f"其余 {rest:,} 项", link_to(path, law.path)) if rest > 0 else None,
    )


def _low(view: RegionView, sight: Sight, path: str) -> Iterator[RankCase]:
    """Items in use of which the checks have said that their basis ranks too low."""
    own = sight.own
    files = {item.file: item for item in active(own.items.values(), own)}
    for rule, (title, sentence) in _RANKS.items():
        items = {files[p.file].code: files[p.file] for p in sight.problems if p.rule == rule and p.file in files}
        if items:
            listed = rows(view, path, items.values(), own)
            yield RankCase(sentence, Group(title, f"rank-{rule}", listed, len(items)))
