"""How a citation finds its law: names folded on both sides, then exact name, short name or alias."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from yangguang.model.region import Law

_ALIKE = {"(": "（", ")": "）", "[": "（", "]": "）", "［": "（", "］": "）", "〔": "（", "〕": "）", "【": "（", "】": "）",
          " ": None, "\u3000": None, "\u00a0": None, "\n": None, "\t": None}  # fmt: skip
_OPEN, _CLOSE = "《〈<＜", "》〉>＞"
_FOLD = str.maketrans(_ALIKE | dict.fromkeys(_OPEN + _CLOSE))
_TITLE = str.maketrans(_ALIKE | dict.fromkeys(_OPEN, "〈") | dict.fromkeys(_CLOSE, "〉"))
_AROUND = re.compile(r"〈((?:[^〈〉]|〈[^〈〉]*〉)*)〉")
_TRAILING = re.compile(r"（([^（）]*)）$")
_BARE_DATE = re.compile(r"[0-9]{4}(年|[-.][0-9]{1,2}([-.][0-9]{1,2})?|年[0-9]{1,2}月([0-9]{1,2}日)?)?")

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_APART = 6
"""Months: a law is passed, published and in force on different days; a citation may give any of them."""


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A law's name as it is compared: without 《》, 〈〉, <>, spaces and 中华人民共和国, brackets folded.

    A trailing bracket goes only if it ends in 修订, 修正, 修正本 or is a bare year or date; 本, 版, 试行 stay,
    because they tell one text from another.
    """
    return _of_no_year(name.translate(_FOLD).replace("中华人民共和国", ""))


def title(name: str) -> str:
    """A law's name as a heading shows it: whole, but without 《》 around it and the year of its version; titles within it in 〈〉."""
    shown = _of_no_year(name.translate(_TITLE))
    around = _AROUND.fullmatch(shown)
    return _of_no_year(around[1]) if around else shown


def _of_no_year(name: str) -> str:
    found = _TRAILING.search(name)
    if found and (found[1].endswith(("修订", "修正", "修正本")) or _BARE_DATE.fullmatch(found[1])):
        return name[: found.start()]
    return name


def cited_as(name: str, number: str | None) -> str:
    """The key under which links keep a citation: the name as written, with the 文号 where one is given."""
    return f"{name} {number}" if number else name


def age(cited: str, known: str) -> Literal["older", "newer"] | None:
    """Whether a citation's 版本 is another than the one that is known; ``None`` where it is not, or is no date."""
    one, other = _MONTH.match(cited), _MONTH.match(known)
    if not one or not other:
        return None
    months = 12 * (int(other[1]) - int(one[1])) + int(other[2]) - int(one[2])
    return "older" if months > _APART else "newer" if months < -_APART else None


@dataclass(slots=True)
class LawIndex:
    """The laws of laws.yml by every folded name they go by; several laws under one name ask for the 文号."""

    laws: Iterable[Law]
    _names: dict[str, list[Law]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for law in self.laws:
            for name in dict.fromkeys(map(fold, law.names)):
                self._names.setdefault(name, []).append(law)

    def find(self, name: str, number: str | None = None) -> tuple[Law, ...]:
        """The laws a citation may mean: none (unknown), one, or several that only 文号 could tell apart."""
        hits = tuple(self._names.get(fold(name), ()))
        if len(hits) > 1 and number:
            wanted = number.translate(_FOLD)
            return tuple(law for law in hits if (law.number or "").translate(_FOLD) == wanted) or hits
        return hits
