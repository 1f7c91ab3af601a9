"""Who exercises a power at which level: the cells 实施层级及权限 → 行使层级 and 权限划分."""

from __future__ import annotations

import re

from yangguang.exchange.items.made import Made
from yangguang.exchange.sheets.headings import LEVEL_NAMES
from yangguang.exchange.sheets.raw import Said

_LEVEL = re.compile(LEVEL_NAMES + r"(?=$|[。、，,;；：:/和及\s])")
_LEVELS = {"国": "国家级", "自": "省级", "省": "省级", "地": "市级", "设": "市级", "市": "市级", "州": "市级",
           "县": "县级", "区": "县级", "乡": "乡级", "街": "乡级", "村": "村级"}  # fmt: skip


def levels(item: Made, sheet_level: str | None, region_level: str) -> None:
    """The levels that the item's own cells name, else the level of its sheet."""
    if not _once_per_level(item, region_level):
        _together(item, sheet_level)


def _once_per_level(item: Made, region_level: str) -> bool:
    """An item that stands once per level, row below row: who does what goes to 权限划分, this region's holder stays."""
    by_row: dict[int, dict[str, Said]] = {}
    for key in ("行使层级", "行使主体", "权限划分"):
        for said in item.raw.said.get(key, ()):
            for row, _ in (said.at, *said.again):
                by_row.setdefault(row, {}).setdefault(
                    key if key != "行使层级" or _LEVEL.match(said.text) else "权限划分", said
                )
    rows = [row for row in by_row.values() if "行使层级" in row]
    if len(rows) < 2 or not all({"行使主体", "权限划分"} <= row.keys() for row in rows):
        return False
    levels = [_LEVELS[row["行使层级"].text[0]] for row in rows]
    if len(set(levels)) < 2 or any(_LEVEL.fullmatch(row["行使层级"].text) is None for row in rows):
        return False
    item.value["行使层级"] = list(dict.fromkeys(levels))
    item.value["权限划分"] = [
        {"层级": level, "范围": row["权限划分"].text, "单位": row["行使主体"].text}
        for level, row in zip(levels, rows, strict=True)
    ]
    own = [row["行使主体"] for level, row in zip(levels, rows, strict=True) if level == region_level]
    item.raw.said = {key: texts for key, texts in item.raw.said.items() if key not in ("权限划分", "行使主体")}
    if own:
        item.raw.said["行使主体"] = own[:1]
    return True


def _together(item: Made, sheet_level: str | None) -> None:
    """地州市级 and the like to 行使层级; what else stands in these cells to 权限划分."""
    levels, scope = [], [said.text for said in item.raw.said.get("权限划分", ())]
    for said in item.raw.said.get("行使层级", ()):
        rest = said.text.replace("\n", "") if len(said.text) < 12 else said.text
        while found := _LEVEL.match(rest):
            levels.append(_LEVELS[found[1][0]])
            rest = rest[found.end() :].lstrip("。、，,;；：:/和及 \n")
        if rest == "分级管理":
            levels.append(rest)
        elif rest and rest not in scope:
            scope.append(rest)
    if levels or sheet_level:
        item.value["行使层级"] = list(dict.fromkeys(levels)) or [sheet_level]
    if scope:
        item.raw.said["权限划分"] = [Said(text, (0, 0)) for text in scope]
