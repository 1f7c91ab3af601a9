"""laws.yml, and what items cite of it: ambiguous, repealed and unknown laws, ranks that differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from yangguang.check.library import DUTIES
from yangguang.check.paths import check_url
from yangguang.check.whole import Whole
from yangguang.model.content import RegionContent
from yangguang.model.facts import CitedLaw, ItemFacts
from yangguang.model.laws import LawIndex, fold
from yangguang.model.problem import Problem
from yangguang.model.region import Law
from yangguang.model.words import ACTIVE, TOMBSTONES

_FILE = "laws.yml"
Verdict = tuple[str, str, dict[str, str]]
"""Rule, key of the citation it speaks of, args."""


def check_laws(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    """The region's own entries of laws.yml, then every citation of its items; silent where no laws.yml is."""
    if _FILE in content.files:
        yield from _entries(content)
    if not content.laws:
        return
    citing = Citing(content, whole.links.as_of)
    yield from citing.library()
    for code, item in sorted(whole.items(content.slug).items()):
        if (status := whole.status(content.slug, code)) not in TOMBSTONES:
            found = citing.item(item)
            yield from (one for one in found if one.rule != "P345" or status in ACTIVE)


class Citing:
    """Judges the citations of a region's items; titles that laws.yml does not know are told once.

    Thousands of items cite the same few hundred laws, so each way of citing one is judged once.
    """

    def __init__(self, content: RegionContent, as_of: date) -> None:
        self.content = content
        self.index = LawIndex(content.laws)
        self.by_slug = {law.slug: law for law in content.laws}
        self.as_of = as_of
        self.unknown: set[str] = set()
        self.ended = any(law.validity_on(as_of) == "废止" for law in content.laws)
        self.over: dict[str, str] = {}
        self.shared = {basis.named for duty in content.duties.values() for basis in duty.basis}
        self.verdicts: dict[tuple[str | None, ...], tuple[Verdict, ...]] = {}

    def item(self, item: ItemFacts) -> Iterator[Problem]:
        """Each mistake about one law once, however many articles of it are cited."""
        told: set[tuple[str, str]] = set()
        for cited in item.laws:
            key = (cited.name, cited.number, cited.rank, cited.validity)
            if key not in self.verdicts:
                self.verdicts[key] = tuple(self._judge(cited))
            for rule, where, args in self.verdicts[key]:
                title = fold(cited.name)
                if (rule, title) in told or (rule == "P333" and title in self.unknown):
                    continue
                told.add((rule, title))
                if rule == "P333":
                    self.unknown.add(title)
                yield Problem(rule, item.file, ("设定依据", cited.row, where), args)
        if self.ended:
            yield from self._answered(item, {law for law in map(self.repealed, {one.name for one in item.laws}) if law})

    def _answered(self, item: ItemFacts, known: set[str]) -> Iterator[Problem]:
        """Repealed laws on which its responsibilities rest, or by which officials answer, beside those ``known`` of 设定依据."""
        mentions = (name for name in item.mentions if name not in self.shared)
        for key, names in (("责任事项", mentions), ("追责情形", item.sanctions)):
            for law in filter(None, map(self.repealed, names)):
                if law not in known:
                    known.add(law)
                    yield Problem("P346", item.file, (key,), {"law": law})

    def library(self) -> Iterator[Problem]:
        """Repealed laws that responsibilities of the region's own library rest on: told there, not at each item."""
        for name, duty in self.content.duties.items():
            for row, basis in enumerate(duty.basis):
                law = self.repealed(basis.named or "")
                if law and f"{DUTIES}:{name}" not in self.content.borrowed:
                    yield Problem("P346", DUTIES, (name, "依据", row), {"law": law})

    def repealed(self, name: str) -> str:
        """What laws.yml calls a law that is repealed, whichever of the same name is meant; else empty."""
        if name not in self.over:
            found = self.index.find(name)
            over = found and all(law.validity_on(self.as_of) == "废止" for law in found)
            self.over[name] = found[0].name if over else ""
        return self.over[name]

    def _judge(self, cited: CitedLaw) -> Iterator[Verdict]:
        # A law that laws.yml holds twice is told there (P335, P336): no 文号 beside the basis could help.
        found = self.index.find(cited.name, cited.number)
        hits = list({(fold(law.name), law.number): law for law in found}.values())
        if not hits:
            yield "P333", "法规", {"law": cited.name}
        elif len(hits) > 1:
            apart = len({fold(law.name) for law in hits}) == len(hits)  # a 简称 or 别名 that several share
            words = "、".join(law.name if apart else law.number or law.slug for law in hits)
            yield "P330", "法规", {"law": cited.name, "key": "全称" if apart else "文号", "words": words}
        else:
            yield from self._known(cited, hits[0])

    def _known(self, cited: CitedLaw, law: Law) -> Iterator[Verdict]:
        if cited.validity != "废止" and law.validity_on(self.as_of) == "废止":
            newer = self.by_slug.get(law.replaced_by or "")
            yield "P331" if newer else "P332", "法规", {"law": law.name, "newer": newer.name if newer else ""}
        if law.in_force and law.validity_on(self.as_of) == "尚未施行":
            yield "P345", "法规", {"law": law.name, "day": law.in_force.isoformat()}
        if cited.rank and cited.rank != law.rank:
            yield "P334", "位阶", {"law": cited.name, "rank": cited.rank, "right": law.rank}


def _entries(content: RegionContent) -> Iterator[Problem]:
    """The region's own; those of the region above are judged there."""
    slugs: dict[str, int] = {}
    names: dict[tuple[str, str], int] = {}
    known = Counter(law.slug for law in content.laws)
    for number, law in enumerate(content.own_laws):
        if slugs.setdefault(law.slug, number) != number:
            yield Problem("P335", _FILE, (number, "标识"), {"id": law.slug, "first": str(slugs[law.slug] + 1)})
        elif names.setdefault((fold(law.name), law.number or ""), number) != number:
            first = names[fold(law.name), law.number or ""]
            yield Problem("P336", _FILE, (number, "名称"), {"name": law.name, "first": str(first + 1)})
        yield from _entry(law, number, None if _FILE in content.unread else known)


def _entry(law: Law, number: int, known: Mapping[str, int] | None) -> Iterator[Problem]:
    """``known``: how many laws bear each 标识; ``None`` where some cannot be read."""
    itself = law.replaced_by == law.slug
    if law.replaced_by and known is not None and known.get(law.replaced_by, 0) <= itself:
        yield Problem("P337", _FILE, (number, "被替代"), {"id": law.replaced_by})
    if law.link:
        yield from check_url(law.link, _FILE, (number, "链接"))
    if law.repealed and law.validity != "废止":
        yield Problem("P339", _FILE, (number, "效力"), {"name": law.name, "day": law.repealed.isoformat()})
    for early, late in _out_of_order(law):
        yield Problem("P338", _FILE, (number,), {"name": law.name, "early": early, "late": late})


def _out_of_order(law: Law) -> Iterator[tuple[str, str]]:
    """Days that stand the wrong way round: published, in force, repealed; amendments one after another."""
    named = (("公布日期", law.published), ("施行日期", law.in_force), ("废止日期", law.repealed))
    days = [(name, day) for name, day in named if day]
    for (early, first), (late, second) in pairwise(days):
        if second < first:
            yield early, late
    for before, after in pairwise(law.amendments):
        if after <= before:
            yield f"历次修改 {before.isoformat()}", after.isoformat()
