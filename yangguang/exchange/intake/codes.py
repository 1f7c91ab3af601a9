"""Codes of imported items: kept on re-import, taken from the list where it has them, else made by the region's 编码规则."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from yangguang.check.codes import parts
from yangguang.exchange.items.made import Made
from yangguang.model.region import Region

_SPOILED = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]+", re.IGNORECASE)
"""What a spreadsheet leaves of a code of many digits in a CSV file: 1.30534E+10."""
_FORM = re.compile(r"[0-9A-Za-z-]{4,64}")
PATTERN = "{部门}-{类别}-{序号:5}-{区划}"
"""Without 编码规则: the department's slug, a letter, a serial, the region's code."""

_LETTERS = dict(zip(
    "行政许可 行政处罚 行政强制 行政征收 行政给付 行政检查 行政确认 行政奖励 行政裁决 其他行政权力 公共服务".split(), "ABCDEFGHIZP", strict=True,
))  # fmt: skip

Key = tuple[str, ...]


@dataclass(slots=True)
class Coder:
    """Gives codes within one department; ``existing`` are its items by code, ``taken`` all codes of the region."""

    region: Region
    slug: str
    number: str
    existing: dict[str, dict[str, Any]]
    taken: set[str]
    _free: list[dict[Key, list[str]]] = field(default_factory=list)
    _serials: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def assign(self, items: list[Made]) -> None:
        """A code for every item: its own first, then exact matches, so that a near one takes nobody else's."""
        self._free = [self._index(depth) for depth in range(3)]
        used: set[str] = set()
        bearers = self._bearers()
        self._settle(items, used, lambda item: self._bearer(item, bearers, named=True))
        self._settle(items, used, lambda item: self._bearer(item, bearers))
        for depth in range(3):
            self._settle(items, used, partial(self._match, depth=depth, used=used))
        for item in items:
            item.code = item.code or self._own(item, used) or self._made(item)
            used.add(item.code)
            self.taken.add(item.code.lower())
        self._keep_former(items, bearers)

    def _settle(self, items: list[Made], used: set[str], find: Callable[[Made], str | None]) -> None:
        """Gives those that have no code yet the one that they are found to have, each to the first."""
        for item in items:
            if not item.code and (code := find(item)) and code not in used:
                item.code = code
                used.add(code)

    def _bearer(self, item: Made, bearers: dict[str, str], *, named: bool = False) -> str | None:
        """The code by which the list means an item of the content; ``named``: only one of this name and class."""
        code = bearers.get(_said(item).lower())
        return code if code and (not named or _key(self.existing[code], 2) == _key(item.value, 2)) else None

    def _index(self, depth: int) -> dict[Key, list[str]]:
        """What an item is known by → its codes, the first last."""
        index: defaultdict[Key, list[str]] = defaultdict(list)
        for code, value in sorted(self.existing.items(), reverse=True):
            index[_key(value, depth)].append(code)
        return index

    def _bearers(self) -> dict[str, str]:
        """What the content knows an item by, its code or a former one that no other item had → its code."""
        former: defaultdict[str, set[str]] = defaultdict(set)
        for code, value in self.existing.items():
            for text in _former(value):
                former[text.lower()].add(code)
        unique = {text: code for text, (code, *more) in former.items() if not more}
        return unique | {code.lower(): code for code in self.existing}

    def _keep_former(self, items: list[Made], bearers: dict[str, str]) -> None:
        """A code of the list that could not be the item's own stays beside it, and the report says so when it is new."""
        codes = {item.code.lower() for item in items}
        for item in items:
            code = _said(item)
            if not code or code.lower() == item.code.lower():
                continue
            if _SPOILED.fullmatch(code):
                item.tell("code_spoiled", item.raw.said["职权编码"][0])
                continue
            former = _former(item.value) or _former(self.existing.get(item.code, {}))
            other = item.value.get("其他编码")
            item.value["其他编码"] = (other if isinstance(other, dict) else {}) | {
                "原编码": list(dict.fromkeys([*former, code]))
            }
            if bearers.get(code.lower()) != item.code:
                item.tell("code_twice" if code.lower() in codes else "code_aside", item.raw.said["职权编码"][0])

    def _match(self, item: Made, depth: int, used: set[str]) -> str | None:
        free = self._free[depth]
        codes = free.get(_key(item.value, depth), []) if free else []
        while codes and codes[-1] in used:
            codes.pop()
        return codes[-1] if codes else None

    def _own(self, item: Made, used: set[str]) -> str | None:
        """The code that the list itself gives, where it can be one here."""
        code = _said(item)
        pattern = self.region.code_pattern
        fits = _FORM.fullmatch(code) and (not pattern or re.fullmatch(self._expression(pattern, item), code, re.ASCII))
        return code if fits and code.lower() not in self.taken and code not in used else None

    def _expression(self, pattern: str, item: Made) -> str:
        regions = f"(?:{'|'.join(map(re.escape, self.region.codes))})"
        return "".join(
            re.escape(text) if not found else f"[0-9]{{{width}}}" if found in ("部门", "序号")
            else regions if found == "区划" else re.escape(self._fill(found, item))
            for text, found, width in parts(pattern)
        )  # fmt: skip

    def _fill(self, part: str, item: Made) -> str:
        if part == "区划":
            return self.region.code
        kind = item.value.get("职权类别") or "公共服务"
        return self.region.class_letters.get(kind) or _LETTERS[kind]

    def _made(self, item: Made) -> str:
        """The next code of the pattern that nobody has."""
        while True:
            code = self._numbered(item)
            if code.lower() not in self.taken:
                return code

    def _numbered(self, item: Made) -> str:
        pattern = self.region.code_pattern or PATTERN.replace("{部门}", self.slug)
        kind = item.value.get("职权类别") or "公共服务"
        self._serials[kind] += 1
        digits = {"部门": lambda width: self.number.zfill(width)[-width:], "序号": str(self._serials[kind]).zfill}
        return "".join(
            digits[found](int(width)) if found in digits else self._fill(found, item) if found else text
            for text, found, width in parts(pattern)
        )


def department_part(code: str, pattern: str | None) -> str | None:
    """The digits that stand for the department in a code of this pattern."""
    if not pattern or "{部门:" not in pattern:
        return None
    forms = {"部门": "([0-9]{%s})", "序号": "[0-9]{%s}", "类别": "[A-Za-z]{1,4}", "区划": "[0-9]+"}
    expression = "".join(
        re.escape(text) if not found else forms[found] % width if "%" in forms[found] else forms[found]
        for text, found, width in parts(pattern)
    )
    found = re.fullmatch(expression, code, re.ASCII)
    return found[1] if found else None


def _former(value: dict[str, Any]) -> list[str]:
    """The codes that an item of the content has had."""
    other = value.get("其他编码")
    return [*_texts(other.get("原编码"))] if isinstance(other, dict) else []


def _said(item: Made) -> str:
    """The code that the list gives an item."""
    said = item.raw.said.get("职权编码")
    return said[0].text.strip() if said else ""


def _key(value: dict[str, Any], depth: int) -> Key:
    """What an item is known by: name, class, law and level; then name and class; then name and level."""
    name = bare_name(str(value.get("职权名称", "")))
    kind = str(value.get("职权类别") or value.get("事项性质") or "")
    levels = "".join(_texts(value.get("行使层级")))
    return ((name, kind, _law(value), levels), (name, kind, levels), (name, kind))[depth]


def bare_name(text: str) -> str:
    """A name without signs and spaces."""
    return "".join(re.findall(r"\w", text))


def _law(value: dict[str, Any]) -> str:
    basis = value.get("设定依据")
    first = basis[0] if isinstance(basis, list) and basis else basis
    text = (first.get("法规") or first.get("原文") or "") if isinstance(first, dict) else first or ""
    return bare_name(str(text))[:40]


def _texts(value: Any) -> Iterable[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)] if value else []
