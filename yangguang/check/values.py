"""What pydantic says of wrong values, turned into rules: one problem per wrong value, with what was probably meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import ValidationError

from yangguang.check.near import clipped, nearest
from yangguang.check.plan import Plan, Slot, plan_of
from yangguang.model.fields import Record, parse_limit
from yangguang.model.numerals import numeral
from yangguang.model.problem import Where, last_key

Wrong = tuple[str, Where, dict[str, str]]
"""Rule, canonical path, args."""

_PATTERNS = {
    "职权编码": "P130", "行政区划代码": "P131", "原区划代码": "P131", "网址标识": "P132", "标识": "P132", "索引号": "P133", "国家基本编码": "P134",
    "国家实施编码": "P135", "编号": "P136", "域名": "P138",
}  # fmt: skip
_TYPES = {
    "date_form": "P122", "date_real": "P123", "yes_no": "P124", "tick": "P515", "limit": "P125",
    "int_parsing": "P127", "int_from_float": "P127", "int_parsing_size": "P127",
}  # fmt: skip
_ANY_LIMIT = re.compile(r"当场|即时|(?<![0-9.])[0-9]{1,4}(?:个工作日|日|个月|年|小时)")
_UNITS = (("个工作天", "工作日"), ("个工作日", "工作日"), ("工作天", "工作日"), ("工作日", "个工作日"), ("个自然日", "日"), ("自然日", "日"),
          ("天", "日"), ("个小时", "小时"), ("钟头", "小时"), ("即办", "即时"), ("立即", "即时"), ("当即", "当场"), ("个年", "年"))  # fmt: skip
_NO = frozenset("不无未非失否")
_DAY = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")
_CHINESE = re.compile(
    r"(?<![零〇一二两三四五六七八九十百千万亿])[零〇一二两三四五六七八九十百千]{1,12}(?=个?(?:工作|自然|月|日|天|年|小时))"
)


def validate(record: type[Record], value: dict[str, Any]) -> tuple[Record | None, list[Wrong]]:
    """The record, or everything that is wrong with its values."""
    try:
        return record.model_validate(value), []
    except ValidationError as error:
        return None, list(_told(error, plan_of(record), value, ()))


def _told(error: ValidationError, plan: Plan, value: dict[str, Any], path: Where) -> Iterator[Wrong]:
    unions: dict[Where, Slot] = {}
    for one in error.errors(include_url=False):
        loc = one["loc"]
        slot, union = _slot_at(plan, loc)
        if union:
            unions[union] = slot
        else:
            yield _one(one["type"], (*path, *loc), one["input"], slot)
    for loc, slot in unions.items():
        yield from _in_union(slot, _at(value, loc), (*path, *loc))


def _slot_at(plan: Plan, loc: Where) -> tuple[Slot, Where]:
    """The slot at a path, and the path to the first one on the way that takes several kinds of values, else ()."""
    slot = Slot()
    for index, step in enumerate(loc):
        if isinstance(step, int):
            continue
        if slot.table:
            if step == "[key]":
                break
            if len(loc) > index + 1 and loc[index + 1] == "[key]":
                return Slot(choices=slot.keys), ()
            slot = slot.table
            continue
        inner = slot.one or slot.each if index else plan
        slot = inner.slots[step] if inner else slot
        if slot.union:
            return slot, loc[: index + 1]
    return slot, ()


def _at(value: Any, loc: Where) -> Any:
    for step in loc:
        value = value if isinstance(step, int) and not isinstance(value, list) else value[step]
    return value


def _in_union(slot: Slot, value: Any, path: Where) -> Iterator[Wrong]:
    """The faults of a value by the one kind it clearly is meant to be."""
    if isinstance(value, str):
        plan = slot.one or slot.each
        keys = "、".join(info.alias or "" for info in plan.record.model_fields.values()) if plan else ""
        words = "、".join(_wanted(slot.choices))
        yield "P117", path, {"key": last_key(path), "value": clipped(value), "choices": words, "keys": keys}
        return
    entries = value if isinstance(value, list) else [value]
    for index, entry in enumerate(entries):
        plan = slot.each if isinstance(value, list) else slot.plan_for(entry)
        here = (*path, index) if isinstance(value, list) else path
        if plan:
            yield from _in_record(plan, entry, here)


def _in_record(plan: Plan, value: dict[str, Any], path: Where) -> Iterator[Wrong]:
    try:
        plan.record.model_validate(value)
    except ValidationError as error:
        yield from _told(error, plan, value, path)


def _wanted(choices: tuple[str, ...]) -> tuple[str, ...]:
    """The words to propose: 无 only where it is the only one."""
    return tuple(choice for choice in choices if choice != "无") or choices


def _meant(text: str, choices: tuple[str, ...]) -> str:
    """The word that was probably meant; 失效 is as near to 有效 as a slip of the pen, and means the opposite."""
    return nearest(text, (one for one in _wanted(choices) if bool(_NO & {*one}) is bool(_NO & {*text})))


def _one(kind: str, path: Where, value: Any, slot: Slot) -> Wrong:
    key = last_key(path[:-2] if path[-1] == "[key]" else path)
    if kind in ("missing", "string_too_short"):
        return "P128", path[:-1] if kind == "missing" else path, {"key": key}
    text = clipped(str(value))
    if kind == "literal_error":
        where = tuple(step for step in path if step != "[key]")
        near = _meant(str(value), slot.choices)
        args = {"key": key, "value": text, "choices": "、".join(slot.choices), "near": near}
        return "P121" if near else "P120", where, args
    rule = _PATTERNS.get(key, "P139") if kind == "string_pattern_mismatch" else _TYPES.get(kind, "P139")
    cure = {"date_form": day_meant, "limit": limit_meant}.get(kind)
    return rule, path, {"key": key, "value": text, "near": cure(text) if cure else ""}


def day_meant(text: str) -> str:
    """``2015年11月3日`` → ``2015-11-03``; an example where no day can be made out."""
    found = _DAY.fullmatch(_ascii(text))
    try:
        return date(*map(int, found.groups())).isoformat() if found else "2015-11-30"
    except ValueError:
        return "2015-11-30"


def limit_meant(text: str) -> str:
    """``２０工作日`` and ``二十个工作日`` → ``20个工作日``, ``7天`` → ``7日``; an example where no limit can be made out."""
    plain = _CHINESE.sub(lambda m: str(numeral(m[0])), _ascii(text))
    for old, new in _UNITS:
        plain = plain.replace(old, new)
    plain = re.sub(r"(?<=[0-9])月", "个月", plain)
    found = set(_ANY_LIMIT.findall(plain))
    return found.pop() if len(found) == 1 and parse_limit(next(iter(found))) else "20个工作日"


def _ascii(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
