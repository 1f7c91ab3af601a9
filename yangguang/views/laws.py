"""The laws: their index by rank, and old addresses that lead on to their pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from yangguang import urls
from yangguang.model.laws import fold
from yangguang.model.links import LawLinks, RegionLinks
from yangguang.model.sight import Sight
from yangguang.model.words import RANKS
from yangguang.views.law import TONES, UNRANKED, rank_of
from yangguang.views.parts import Count, Link, joined, link_to
from yangguang.views.planned import PlannedPage, Shown
from yangguang.views.records import Row, RowGroup, row_groups
from yangguang.views.review import citing
from yangguang.views.shell import Page, RegionView


@dataclass(frozen=True, kw_only=True)
class LawsPage(Page):
    """All laws cited or listed, by rank."""

    template = "pages/laws.html"

    review: Link
    """Amended and repealed laws with the items that have not followed."""
    figures: tuple[Count, ...]
    sections: tuple[Link, ...]
    """The ranks, with the number of laws of each."""
    groups: tuple[RowGroup, ...]


@dataclass(frozen=True, kw_only=True)
class RedirectPage(Page):
    """An old address that leads on, for thirty years."""

    template = "pages/redirect.html"

    target: Link
    """The page that is meant."""


def pages(view: RegionView, sight: Sight) -> Iterator[PlannedPage]:
    """The index, and the addresses that laws of laws.yml had before they were known."""
    source = f"{view.prefix}laws.yml"
    yield PlannedPage(urls.laws(view.prefix), source, partial(_index, view, sight))
    for path, law in _former(view, sight.own).items():
        leading, told = partial(_redirect, view, law), partial(Shown, view.content.slug, (), (law.name, law.path))
        yield PlannedPage(path, f"{source}#{law.name}", leading, told, listed=False)


def _index(view: RegionView, sight: Sight, start: str) -> LawsPage:
    own = sight.own
    ranks = {slug: rank_of(own, slug, law) for slug, law in own.laws.items()}
    resting = {slug: citing(own, law) for slug, law in own.laws.items()}
    ordered = sorted(own.laws.items(), key=lambda pair: (-len(resting[pair[0]]), pair[1].name))
    listed = ((ranks[slug], _row(law, start, len(resting[slug]), sight.as_of)) for slug, law in ordered)
    groups = row_groups(listed, (*RANKS, UNRANKED), "rank")
    codes = {item.code for found in resting.values() for item in found}
    return LawsPage(
        shell=view.shell(start, "法律依据", "law", description=f"{view.region.name}权责清单引用的法律、法规、规章和规范性文件"),
        review=Link("法律变动与依据核对", link_to(start, urls.law_review(view.prefix))),
        figures=(Count(len(own.laws), "部法律法规和文件"), Count(len(codes), "个事项以它们为依据")),
        sections=tuple(Link(group.title, f"#{group.anchor}", group.note) for group in groups),
        groups=groups,
    )  # fmt: skip


def _row(law: LawLinks, start: str, number: int, as_of: date) -> Row:
    entry = law.entry
    validity = entry.validity_on(as_of) if entry else "有效"
    status = "" if validity == "有效" else validity
    told = (
        f"{number:,} 个事项" if number else "",
        (entry.number or "") if entry else "",
        f"现行版本 {entry.version}" if entry and entry.version else "",
    )
    other = (
        joined(name for name in (entry.short, *entry.aliases) if name and fold(name) != fold(entry.name))
        if entry
        else ""
    )
    return Row(law.name, link_to(start, law.path), tuple(t for t in told if t), status, TONES.get(status, "quiet"), other)  # fmt: skip


def _former(view: RegionView, own: RegionLinks) -> dict[str, LawLinks]:
    """Old address → law, by every name under which a citation may once have been unknown; shared names lead nowhere."""
    named = [(name, law) for law in own.laws.values() if law.entry for name in sorted(set(map(fold, law.entry.names)))]
    times = Counter(name for name, _ in named)
    return {urls.law(view.prefix, urls.law_slug(name)): law for name, law in named if times[name] == 1}


def _redirect(view: RegionView, law: LawLinks, path: str) -> RedirectPage:
    shell = view.shell(path, law.name, "redirect", nav="law")
    return RedirectPage(shell=shell, target=Link(law.name, link_to(path, law.path)))
