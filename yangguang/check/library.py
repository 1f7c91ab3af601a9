"""Entries written once in library/ and used by many items (引用): merging them in, and checking the library itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from yangguang.check.bases import empty_bases
from yangguang.check.near import nearest
from yangguang.model.content import RegionContent
from yangguang.model.duty import Duty, Risk
from yangguang.model.power import Power
from yangguang.model.problem import Problem, Where
from yangguang.model.words import RISK_LEVELS

DUTIES = "library/duties.yml"
RISKS = "library/risks.yml"
_RISK_KEYS = {"name": "风险点", "level": "等级", "measures": "防控措施", "post": "责任岗位"}

_ONLY_REF = {"ref"}

R = TypeVar("R", Duty, Risk)
Home = tuple[str, Where]
"""A file and a key path in it."""


def expand(
    power: Power,
    duties: Mapping[str, Duty],
    risks: Mapping[str, Risk],
    file: str,
    unread: Collection[str] = (),
) -> tuple[Power, list[Problem]]:
    """The item with every 引用 replaced by what it stands for, and the mistakes met on the way.

    Keys beside 引用 replace the entry's whole value; a duty's risks come along unless 风险点 is written. What an entry
    lacks and the item does not add is told at the library's line, with the code of the item that uses it. ``unread``
    names library files with mistakes of their own, whose entries may be missing for that reason.
    """
    if not power.duties:
        return power, []
    merge = _Merge(power.code, duties, risks, file, unread, _bare(duties, risks))
    merged = tuple(merge.duty(duty, index) for index, duty in enumerate(power.duties))
    if all(new is old for new, old in zip(merged, power.duties, strict=True)):
        return power, merge.problems
    return power.model_copy(update={"duties": merged}), merge.problems


def merged(own: R, entry: R) -> R:
    """The library's entry with the keys that the item writes beside 引用 in their place."""
    return entry.model_copy(update={name: getattr(own, name) for name in own.model_fields_set})


@dataclass(slots=True)
class _Bare:
    """Entries of one library as they are where nothing is written beside 引用: alike for every item, so made once."""

    duties: Mapping[str, Duty]
    risks: Mapping[str, Risk]
    sound: dict[str, Duty] = field(default_factory=dict)
    """Responsibilities with their risk points, in which nothing is wrong."""
    points: dict[str, Risk] = field(default_factory=dict)

    def risk(self, ref: str, own: Risk) -> Risk:
        """The risk point of an item that writes only 引用."""
        if ref not in self.points:
            self.points[ref] = merged(own, self.risks[ref])
        return self.points[ref]


_seen: list[_Bare] = [_Bare({}, {})]


def _bare(duties: Mapping[str, Duty], risks: Mapping[str, Risk]) -> _Bare:
    """That of the library that was seen last, since items of one region come one after the other."""
    if _seen[0].duties is not duties or _seen[0].risks is not risks:
        _seen[0] = _Bare(duties, risks)
    return _seen[0]


@dataclass(slots=True)
class _Merge:
    """Merges the duties of one item and collects what is wrong."""

    code: str
    duties: Mapping[str, Duty]
    risks: Mapping[str, Risk]
    file: str
    unread: Collection[str]
    bare: _Bare
    problems: list[Problem] = field(default_factory=list)

    def duty(self, own: Duty, index: int) -> Duty:
        if own.ref is None or own.model_fields_set != _ONLY_REF:
            return self._merged(own, index)
        full = self.bare.sound.get(own.ref)
        if full is None:
            met = len(self.problems)
            full = self._merged(own, index)
            if len(self.problems) == met:
                self.bare.sound[own.ref] = full
        return full

    def _merged(self, own: Duty, index: int) -> Duty:
        where: Where = ("责任事项", index)
        if own.ref is None:
            self._judge_duty(own, (self.file, where))
            return self._with_risks(own, (self.file, where))
        entry = self.duties.get(own.ref)
        if entry is None:
            self._unknown((self.file, where), own.ref, self.duties, DUTIES)
            return own
        if entry.ref is not None:  # refused by check_library
            return own
        full = merged(own, entry)
        self._judge_duty(full, (DUTIES, (own.ref,)))
        written_here = "risks" in own.model_fields_set
        return self._with_risks(full, (self.file, where) if written_here else (DUTIES, (own.ref,)))

    def _with_risks(self, duty: Duty, home: Home) -> Duty:
        file, where = home
        full = tuple(self._risk(risk, (file, (*where, "风险点", m))) for m, risk in enumerate(duty.risks))
        if all(new is old for new, old in zip(full, duty.risks, strict=True)):
            return duty
        return duty.model_copy(update={"risks": full})

    def _risk(self, own: Risk, home: Home) -> Risk:
        if own.ref is None:
            self._judge_risk(own, home)
            return own
        entry = self.risks.get(own.ref)
        if entry is None:
            if home[0] != DUTIES:  # the library's own mistakes are told once, by check_library
                self._unknown(home, own.ref, self.risks, RISKS)
            return own
        if entry.ref is not None:
            return own
        full = self.bare.risk(own.ref, own) if own.model_fields_set == _ONLY_REF else merged(own, entry)
        self._judge_risk(full, (RISKS, (own.ref,)))
        return full

    def _unknown(self, home: Home, ref: str, known: Mapping[str, object], library: str) -> None:
        if library not in self.unread:
            self.problems.append(unknown(*home, ref, known, library, self.code))

    def _judge_duty(self, duty: Duty, home: Home) -> None:
        if not duty.text:
            self._missing(home, "责任")
        if not duty.stage and duty.kind == "直接实施责任":
            self._missing(home, "环节")

    def _judge_risk(self, risk: Risk, home: Home) -> None:
        if not (risk.name and risk.level and risk.measures and risk.post):
            for name, key in _RISK_KEYS.items():
                if not getattr(risk, name):
                    self._missing(home, key)

    def _missing(self, home: Home, key: str) -> None:
        file, where = home
        if file == self.file:
            self.problems.append(Problem("P253", file, where, {"key": key}))
        else:
            self.problems.append(Problem("P254", file, where, {"key": key, "id": str(where[0]), "code": self.code}))


def unknown(file: str, where: Where, ref: str, known: Mapping[str, object], library: str, code: str) -> Problem:
    """The problem of a 引用 that names no entry; ``code``: of the item, or of the entry of the library, that does."""
    near = nearest(ref, known)
    args = {"ref": ref, "library": library, "near": near, "code": code}
    return Problem("P251" if near else "P250", file, (*where, "引用"), args)


def check_library(duties: Mapping[str, Duty], risks: Mapping[str, Risk], content: RegionContent) -> Iterator[Problem]:
    """What is wrong in a region's own library files by themselves; ``content`` is all that the region sees."""
    for name, duty in duties.items():
        if duty.ref is not None:
            yield Problem("P252", DUTIES, (name, "引用"), {"ref": duty.ref})
        yield from empty_bases(duty.basis, DUTIES, (name, "依据"))
        for m, risk in enumerate(duty.risks):
            where: Where = (name, "风险点", m)
            if risk.ref is not None and risk.ref not in content.risks and RISKS not in content.unread:
                yield unknown(DUTIES, where, risk.ref, content.risks, RISKS, name)
            yield from bad_level(risk, content, DUTIES, where)
    for name, risk in risks.items():
        if risk.ref is not None:
            yield Problem("P252", RISKS, (name, "引用"), {"ref": risk.ref})
        yield from bad_level(risk, content, RISKS, (name,))


def bad_level(risk: Risk, content: RegionContent, file: str, where: Where) -> Iterator[Problem]:
    """A level that is neither 高, 中, 低 nor one of the region's own words for them."""
    if not content.known:
        return
    if risk.level and risk.level not in RISK_LEVELS and risk.level not in content.region.risk_levels:
        levels = "、".join((*RISK_LEVELS, *sorted(content.region.risk_levels)))
        yield Problem("P220", file, (*where, "等级"), {"level": risk.level, "levels": levels})


def borrowed(duties: Mapping[str, Duty], risks: Mapping[str, Risk], upper: RegionContent) -> dict[str, str]:
    """Which entries of the library a region with these of its own takes from ``upper``: RegionContent.borrowed."""
    entries = [f"{DUTIES}:{name}" for name in upper.duties if name not in duties]
    entries += [f"{RISKS}:{name}" for name in upper.risks if name not in risks]
    return {entry: upper.borrowed.get(entry, upper.slug) for entry in entries}


def home_of(problem: Problem, content: RegionContent) -> str | None:
    """The other region whose library a problem of an item points to, if it does."""
    return content.borrowed.get(f"{problem.file}:{problem.where[0]}") if problem.where else None
