"""Which entry of an old list is which of a new one: the same, else that of its name, of all but its name, or most like it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from yangguang.model.ids import GUIDANCE

_NAMES = (
    "名称", "步骤", "责任", "风险点", "情形", "项目", "法规", "条件", "受委托单位", "层级", "违法情节", "文件", "原文", "环节",
)  # fmt: skip
"""Keys by which entries of lists are known, the first that is a text."""

_ALIKE = 0.5
"""From this share of common signs on, two texts count as one that was reworded."""
_ENOUGH = 3
"""Two entries that say as much beside their names, and the same, are one that was renamed."""
_MOST = 4_000
"""More pairs than this are not tried by likeness: no list of a real item is that long."""
_SIGNS = 400
"""As many signs of a text decide its likeness."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Numbers in the old and the new list: those that belong together in the old order, and those of one side only."""

    matched: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    come: tuple[int, ...]


def entry_name(entry: Any) -> tuple[str, str]:
    """The key and the text by which an entry is known."""
    if not isinstance(entry, dict):
        return "", str(entry)
    key = next((key for key in _NAMES if isinstance(entry.get(key), str)), "")
    return key, str(entry.get(key, ""))


def group_of(entry: Any) -> str:
    """The stage of a responsibility, within which alone it is looked for by likeness; empty for other entries."""
    if not isinstance(entry, dict) or "责任" not in entry:
        return ""
    return str(entry.get("环节") or GUIDANCE)


def pair(old: list[Any], new: list[Any]) -> Pairs:
    """Pairs the entries of two lists."""
    pairing = _Pairing(old, new)
    pairing.equal(_whole)
    pairing.alike(lambda entry: (group_of(entry), entry_name(entry)), _whole, 0.0)
    pairing.alike(_rest, lambda entry: entry_name(entry)[1], 0.0)
    pairing.alike(group_of, lambda entry: entry_name(entry)[1], _ALIKE)
    pairing.alike(entry_name, _whole, 0.0)
    gone, come = sorted(pairing.old), sorted(pairing.new)
    return Pairs(tuple(sorted(pairing.matched)), tuple(gone), tuple(come))


def _rest(entry: Any) -> object:
    """All that an entry says beside its name; what says hardly anything is like no other."""
    key, _ = entry_name(entry)
    said = {name: value for name, value in entry.items() if name != key} if isinstance(entry, dict) else {}
    return _whole(said) if len(said) >= _ENOUGH else id(entry)


def _whole(entry: Any) -> str:
    return json.dumps(entry, ensure_ascii=False, sort_keys=True)


class _Pairing:
    """What is still without its counterpart."""

    def __init__(self, old: list[Any], new: list[Any]) -> None:
        self.lists = (old, new)
        self.old, self.new = set(range(len(old))), set(range(len(new)))
        self.matched: list[tuple[int, int]] = []

    def equal(self, key: Callable[[Any], str]) -> None:
        """Takes together what has the same key, in order."""
        waiting: dict[str, list[int]] = {}
        for number in sorted(self.new, reverse=True):
            waiting.setdefault(key(self.lists[1][number]), []).append(number)
        for number in sorted(self.old):
            if found := waiting.get(key(self.lists[0][number])):
                self._match(number, found.pop())

    def alike(self, group: Callable[[Any], object], text: Callable[[Any], str], least: float) -> None:
        """Takes together what is most alike within a group, from ``least`` on, the most alike first."""
        if len(self.old) * len(self.new) > _MOST and least:
            return
        groups: dict[object, tuple[list[int], list[int]]] = {}
        for side, numbers in enumerate((self.old, self.new)):
            for number in sorted(numbers):
                groups.setdefault(group(self.lists[side][number]), ([], []))[side].append(number)
        for was, now in groups.values():
            if len(was) * len(now) > _MOST:
                self._all(zip(was, now, strict=False))
            elif len(was) == len(now) == 1 and not least:
                self._match(was[0], now[0])
            else:
                self._all(self._ranked(was, now, text, least))

    def _ranked(
        self, was: list[int], now: list[int], text: Callable[[Any], str], least: float
    ) -> Iterable[tuple[int, int]]:
        scored = []
        for j in now:
            matcher = SequenceMatcher(None, b=text(self.lists[1][j])[:_SIGNS], autojunk=False)
            for i in was:
                matcher.set_seq1(text(self.lists[0][i])[:_SIGNS])
                if (score := _ratio(matcher, least)) >= least:
                    scored.append((-score, i, j))
        return ((i, j) for _, i, j in sorted(scored))

    def _all(self, pairs: Iterable[tuple[int, int]]) -> None:
        for i, j in pairs:
            if i in self.old and j in self.new:
                self._match(i, j)

    def _match(self, i: int, j: int) -> None:
        self.old.discard(i)
        self.new.discard(j)
        self.matched.append((i, j))


def _ratio(matcher: SequenceMatcher[str], least: float) -> float:
    """The share of common signs; cheap upper bounds are asked first."""
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    return matcher.ratio()
