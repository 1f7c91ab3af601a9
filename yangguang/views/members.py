"""What is compared of one power in several regions, and in what the regions differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.model.facts import CitedLaw, ItemFacts
from yangguang.model.fields import AT_ONCE, Limit
from yangguang.model.kin import plain
from yangguang.model.laws import fold, title
from yangguang.model.links import Comparison
from yangguang.views.shell import RegionView

Views = Mapping[str, RegionView]
Facts = Callable[[str, str], ItemFacts]
"""The facts of an item, by the 网址标识 of its region and its code."""


@dataclass(frozen=True, slots=True)
class Member:
    """One region's item, with everything that the comparison shows of it."""

    region: str
    home: str
    department: str
    name: str
    path: str
    code: str
    kind: str
    legal: Limit | None
    promised: Limit | None
    term: Limit | None
    fees: tuple[str, ...]
    materials: tuple[str, ...]
    laws: tuple[str, ...]
    duties: int
    risks: int
    suspended: bool


def members_of(views: Views, group: Comparison, facts: Facts) -> tuple[Member, ...]:
    """The items of one comparison, the main region's first."""
    return tuple(
        _member(views[slug], facts(slug, code), suspended=(slug, code) in group.suspended)
        for slug, code in group.items
        if slug in views
    )


def _member(view: RegionView, item: ItemFacts, *, suspended: bool) -> Member:
    return Member(
        view.region.name, urls.home(view.prefix), view.content.label_of(item.department), item.name,
        urls.power(view.prefix, item.code), item.code, item.kind, item.legal_limit, item.promised_limit, item.term,
        ("不收费",) if item.free else item.fees, item.materials,
        tuple(dict.fromkeys(_law_name(view, law) for law in item.laws)), item.duties, item.risk_count, suspended,
    )  # fmt: skip


def _law_name(view: RegionView, cited: CitedLaw) -> str:
    """What laws.yml calls the law, by whichever of its names it is cited; else the name as written."""
    hits = view.law_index.find(cited.name, cited.number)
    return hits[0].name if hits else title(cited.name)


def law_key(name: str) -> str:
    """A law's name as it is compared."""
    return plain(fold(name))


LIMITS: tuple[tuple[str, Callable[[Member], Limit | None]], ...] = (
    ("法定时限", lambda m: m.legal), ("承诺时限", lambda m: m.promised), ("办案期限", lambda m: m.term),
)  # fmt: skip


def differences(members: tuple[Member, ...]) -> list[str]:
    """What is not the same everywhere, among what is stated."""
    asked: tuple[tuple[str, Callable[[Member], object]], ...] = (
        *((name, partial(_meant, value)) for name, value in LIMITS),
        ("收费", charged),
        ("材料", papers),
        ("依据", lambda m: frozenset(map(law_key, m.laws))),
    )
    return [name for name, value in asked if len({told for m in members if (told := value(m))}) > 1]


def _meant(value: Callable[[Member], Limit | None], member: Member) -> object:
    """A limit as it is compared with others: 即时 is 当场."""
    limit = value(member)
    return AT_ONCE if limit and limit.at_once else limit


def charged(member: Member) -> frozenset[str]:
    """What is charged, in any order, letters and digits in one width."""
    return frozenset("".join(unicodedata.normalize("NFKC", fee).split()) for fee in member.fees)


def papers(member: Member) -> frozenset[str]:
    """What is asked for, in any order, as names are compared."""
    return frozenset(map(plain, member.materials))
