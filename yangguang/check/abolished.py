"""Departments that are abolished: what they still hold, and what still sends people to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yangguang.check.whole import Whole
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.links import active
from yangguang.model.problem import Problem, Where
from yangguang.model.region import Department

_Gone = Mapping[str, Department]


def check_abolished(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    """Whoever is abolished holds nothing any more; then nobody is there to call or to visit, and nothing names it as the
    one who acts."""
    standing = set(content.standing(whole.links.as_of))
    gone = {slug: one for slug, one in content.departments.items() if slug not in standing}
    if not gone:
        return
    items = active(whole.items(content.slug).values(), whole.links.regions[content.slug])
    yield from _held(gone, items)
    called = {name: one for slug, one in sorted(gone.items()) for name in (slug, *one.names)}
    for slug in standing:  # a name that another has now leads there
        for name in (content.departments[slug].name, content.departments[slug].label):
            called.pop(name, None)
    for item in items:
        if item.department not in gone and item.holder in called:
            yield _named(called[item.holder], item.file, ("行使主体",))
    for number, place in enumerate(content.places):
        for row, window in enumerate(place.windows):
            if window.department in called:
                yield _named(called[window.department], "places.yml", (number, "窗口", row, "部门"))


def _held(gone: _Gone, items: list[ItemFacts]) -> Iterator[Problem]:
    held: dict[str, list[str]] = {slug: [] for slug in sorted(gone)}
    for item in items:
        if item.department in held:
            held[item.department].append(item.code)
    for slug, codes in held.items():
        one, file = gone[slug], f"departments/{slug}.yml"
        ways = [(where, key) for where, key, said in _ways(one) if said]
        if codes:
            args = {"department": one.name, "day": f"{one.abolished}", "number": str(len(codes)), "code": min(codes)}
            yield Problem("P327", file, ("撤销日期",), args)
        elif ways:
            keys = "、".join(dict.fromkeys(key for _, key in ways))
            yield Problem("P328", file, ways[0][0], {"department": one.name, "keys": keys})


def _ways(one: Department) -> Iterator[tuple[Where, str, str | None]]:
    """Where a department says how to reach it, what that is called, and what it says."""
    keys = {"地址": one.address, "办公时间": one.hours, "咨询电话": one.consult_phone, "监督电话": one.complaint_phone}
    yield from (((key,), key, said) for key, said in keys.items())
    for number, office in enumerate(one.offices):
        yield ("内设机构", number, "电话"), "内设机构的电话", office.phone


def _named(one: Department, file: str, where: Where) -> Problem:
    return Problem("P329", file, where, {"department": one.name, "day": f"{one.abolished}"})
