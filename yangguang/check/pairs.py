"""What one level devolves the other receives (下放 and 承接): both sides must say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, partial

from yangguang.check.codes import like_slug
from yangguang.check.whole import Whole
from yangguang.model.content import RegionContent
from yangguang.model.event import Adjustment
from yangguang.model.messages import severity
from yangguang.model.problem import Problem, Severity, Where
from yangguang.model.status import histories
from yangguang.model.words import ACTIVE, DEVOLVING

_Named = Callable[[str, str], frozenset[str]]
""":func:`_named` of the regions at hand."""


def check_pairs(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    """Each 下放 in force has its 承接 in every region it names, each 承接 its 下放 above; what was taken back (收回) is
    no longer in use below."""
    named = cache(partial(_named, whole.contents))
    for file, event in content.events.items():
        for number, row in enumerate(event.adjustments):
            where: Where = ("调整事项", number)
            if row.receivers or row.kind in DEVOLVING:
                yield from _receivers(whole, row, file, where)
            if event.effective > whole.links.as_of:
                continue
            if row.kind in DEVOLVING:
                yield from _devolved(whole, content.slug, row, file, where, event.effective)
            elif row.kind == "承接":
                yield from _received(whole, named, content.slug, row, file, where)
            elif row.kind == "收回":
                yield from _recalled(whole, content, row, file, where, event.effective)


def _receivers(whole: Whole, row: Adjustment, file: str, where: Where) -> Iterator[Problem]:
    names = {other.region.name: slug for slug, other in whole.contents.items()}
    if not row.receivers:
        yield Problem("P411", file, where, {"kind": row.kind, "codes": "、".join(row.before) or row.name or ""})
    for index, receiver in enumerate(row.receivers):
        here = (*where, "承接单位", index)
        if not like_slug(receiver):
            yield Problem("P414", file, here, {"name": receiver, "slug": names.get(receiver, "houma")})
        elif receiver not in whole.contents:
            yield Problem("P413", file, here, {"slug": receiver})


def _devolved(whole: Whole, giver: str, row: Adjustment, file: str, where: Where, given: date) -> Iterator[Problem]:
    known = (code for code in row.before if code in whole.homes)
    open_codes = [code for code in known if whole.handovers.recalled(giver, code, given) is None]
    for index, receiver in enumerate(row.receivers):
        other = whole.contents.get(receiver)
        if other is None or receiver in whole.broken or _mistaken(whole, receiver, frozenset({"承接"})):
            continue
        for code in open_codes:
            if whole.handovers.takeover(giver, receiver, code, given) is None:
                args = {"code": code, "region": other.region.name, "kind": row.kind}
                yield Problem("P412", file, (*where, "承接单位", index), args)


def _recalled(
    whole: Whole, content: RegionContent, row: Adjustment, file: str, where: Where, day: date
) -> Iterator[Problem]:
    later = [
        other
        for event in content.events.values()
        if day < event.effective <= whole.links.as_of
        for other in event.adjustments
        if other.kind in DEVOLVING
    ]
    for key, index, code in row.written:
        if key == "变更后" and code in row.before:
            continue
        for receiver, own in _kept(whole, content.slug, code, day):
            if not any(code in other.before and _may_mean(other, receiver) for other in later):
                region = whole.contents[receiver].region.name
                args = {"code": code, "day": day.isoformat(), "region": region, "own": own}
                yield Problem("P424", file, (*where, key, index), args)


def _kept(whole: Whole, giver: str, code: str, day: date) -> Iterator[tuple[str, str]]:
    """Who keeps what was taken back on a day in use, and under which code; who has written that it will end does not."""
    for receiver in (slug for slug in whole.contents if slug not in whole.broken):
        for own in whole.handovers.kept(giver, receiver, code, day):
            if own in whole.items(receiver) and whole.status(receiver, own) in ACTIVE:
                written = histories(whole.contents[receiver].events).get(own, ())
                if not written or written[-1].status in ACTIVE:
                    yield receiver, own


def _mistaken(whole: Whole, slug: str, kinds: frozenset[str]) -> bool:
    """Whether a row of these kinds names no power or one that nobody has: it has been told, and any may be meant."""
    return any(
        not (row.before or row.name)
        or any(
            severity(problem) is Severity.error for code in row.before for problem in whole.known(code, slug, file, ())
        )
        for file, event in whole.contents[slug].events.items()
        for row in event.adjustments
        if row.kind in kinds
    )


def _received(
    whole: Whole, named: _Named, receiver: str, row: Adjustment, file: str, where: Where
) -> Iterator[Problem]:
    for index, code in enumerate(row.before):
        homes = [slug for slug in whole.homes.get(code, ()) if slug != receiver]
        told = any(slug in whole.broken or code in named(slug, receiver) for slug in homes)
        if homes and not told and not any(_mistaken(whole, slug, DEVOLVING) for slug in homes):
            args = {"code": code, "region": whole.contents[homes[0]].region.name}
            yield Problem("P415", file, (*where, "变更前", index), args)


def _named(contents: Mapping[str, RegionContent], slug: str, receiver: str) -> frozenset[str]:
    """Codes that a region hands down to ``receiver``, or without saying to whom as it should."""
    return frozenset(
        code for row in contents[slug].rows if row.kind in DEVOLVING and _may_mean(row, receiver) for code in row.before
    )


def _may_mean(row: Adjustment, receiver: str) -> bool:
    """Whether a row hands down to a region, or does not say to whom as it should."""
    return not row.receivers or receiver in row.receivers or not all(map(like_slug, row.receivers))
