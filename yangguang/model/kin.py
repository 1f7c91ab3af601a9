"""Which items of several regions are the same power: by national code, else by a stated pair, else by name and class."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from yangguang.model.facts import ItemFacts

Key = tuple[str, str]
"""(网址标识, 职权编码): one item among all regions."""

Group = frozenset[Key]
Clash = Callable[[Iterable[Group]], list[Group]]
"""Of the groups that would become one, those that must not."""


_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Kin:
    """Items in use that are the same power in two or more regions; and those that may be, but nobody can tell which."""

    groups: tuple[Group, ...] = ()
    unmatched: tuple[Key, ...] = ()


def same_powers(items: Mapping[Key, ItemFacts], pairs: Iterable[tuple[Key, Key]], active: Collection[Key]) -> Kin:
    """Each way is tried on what the one before has left.

    A region holds a power once: where two of its items would fall together, neither is joined (nothing is guessed).
    Items that are not ``active`` count as a way between others only where a pair names them.
    """
    here = {key: items[key] for key in items if key in active and not items[key].catalogue_main}
    join = _Joiner(items)
    join.by(_labelled(here, lambda i: i.national_code), lambda groups: _twice(groups, here))
    join.by([pair for pair in pairs if all(key in items for key in pair)], lambda groups: _twice(groups, here))
    join.by(_labelled(here, _called),
            lambda groups: [*_twice(groups, here), *_of_other_codes(groups, here)])  # fmt: skip
    grown = {id(group): group for group in join.groups.values() if len(group) > 1}.values()
    found = (frozenset(key for key in group if key in here) for group in grown)
    matched = tuple(sorted((group for group in found if len(group) > 1), key=min))
    known = {key for group in matched for key in group}
    return Kin(matched, tuple(sorted(key for key in join.unsure if key in here and key not in known)))


def marks(groups: Sequence[Sequence[Key]], items: Mapping[Key, ItemFacts]) -> Iterator[str]:
    """What each group is known by, whichever regions it has: its national code, else class and name; empty where that is
    said of several of the groups."""
    found = [
        min((code for key in group if (code := items[key].national_code)), default="")
        or min(_called(items[key]) for key in group)
        for group in groups
    ]
    often = Counter(found)
    yield from (mark if often[mark] == 1 else "" for mark in found)


def _called(item: ItemFacts) -> str:
    return f"{item.kind} {plain(item.name)}"


@lru_cache(maxsize=20_000)
def plain(name: str) -> str:
    """A name without spaces and punctuation, letters and digits in one width."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", name))


def _labelled(items: Mapping[Key, ItemFacts], label: Callable[[ItemFacts], str | None]) -> list[list[Key]]:
    """Items of one label together, where there is more than one."""
    found: dict[str, list[Key]] = {}
    for key, item in items.items():
        if text := label(item):
            found.setdefault(text, []).append(key)
    return [keys for keys in found.values() if len(keys) > 1]


def _twice(groups: Iterable[Group], here: Mapping[Key, ItemFacts]) -> list[Group]:
    """The groups that hold an item of a region that would then have two."""
    groups = list(groups)
    counts = Counter(region for group in groups for region, code in group if (region, code) in here)
    return [group for group in groups if any(counts[region] > 1 for region, _ in group)]


def _of_other_codes(groups: Iterable[Group], here: Mapping[Key, ItemFacts]) -> list[Group]:
    """The groups that bear a national code, where there is more than one code: these are different powers."""
    groups = list(groups)
    codes = {group: {here[key].national_code for key in group if key in here} - {None} for group in groups}
    return [group for group in groups if codes[group]] if len(set().union(*codes.values())) > 1 else []


class _Joiner:
    """Groups of items that grow from round to round."""

    def __init__(self, items: Iterable[Key]) -> None:
        self.groups: dict[Key, Group] = {key: frozenset((key,)) for key in items}
        self.unsure: set[Key] = set()

    def by(self, labels: Collection[Collection[Key]], clash: Clash) -> None:
        """Joins what stands under one label, but for the groups that clash; those stay as they are."""
        barred: set[Group] = set()
        parts = self._parts(labels, barred)
        for groups in parts:
            wrong = clash(groups)
            if wrong and len({region for group in groups for region, _ in group}) > 1:
                self.unsure.update(key for group in groups for key in group)
            barred.update(wrong)
        for groups in self._parts(labels, barred) if barred else parts:
            whole = frozenset().union(*groups)
            self.groups.update(dict.fromkeys(whole, whole))

    def _parts(self, labels: Iterable[Collection[Key]], barred: Collection[Group]) -> list[list[Group]]:
        """What hangs together by labels, as lists of two or more groups."""
        above: dict[Group, Group] = {}

        def top(group: Group) -> Group:
            while group in above:
                group = above[group]
            return group

        members: dict[Group, list[Group]] = {}
        for keys in labels:
            chain = [group for group in dict.fromkeys(self.groups[key] for key in keys) if group not in barred]
            for group in chain:
                members.setdefault(group, [group])
            tops = list(dict.fromkeys(top(group) for group in chain))
            for other in tops[1:]:
                above[other] = tops[0]
                members[tops[0]] += members.pop(other)
        return [groups for groups in members.values() if len(groups) > 1]
