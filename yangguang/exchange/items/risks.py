"""One risk as its cells say it → entries: as many as there are points, and none where the columns do not agree."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from yangguang.exchange.items.duties import numbered
from yangguang.exchange.items.made import Value
from yangguang.model.numerals import numeral

REQUIRED = ("风险等级", "防控措施", "责任岗位")
KEYS = ("风险点", "表现形式", "风险类别", *REQUIRED)

_NAMES = {"风险等级": "等级", "风险类别": "类别"}
_LEVEL = re.compile(r"(高|中|低)等?级?(?:风险)?")
_COUNTED = re.compile(r"([0-9]{1,2}|[一二三四五六七八九十两])\s*个?\s*(高|中|低)(?:级|风险)*[\s、，,；;和]*")
_INLINE = re.compile(r"[0-9]{1,2}\s*[.．、]\s*(高|中|低)[\s，,；;]*")


def risks(columns: Mapping[str, Sequence[str]], levels: Collection[str] = ()) -> list[Value]:
    """风险点 | 表现形式 | 风险等级 | 防控措施 | 责任岗位 → entries; ``levels``: what a region calls levels beside 高 中 低.

    Several cells or the points that one cell numbers are several texts. A column with one text speaks of all points.
    """
    points = _texts(columns.get("风险点", ()), 0)
    entries: list[Value] = [{"风险点": point} for point in points]
    for key in KEYS[1:]:
        cells = columns.get(key, ())
        values = _graded(cells, len(points), levels) if key == "风险等级" else _texts(cells, len(points))
        if not values and key not in REQUIRED and not cells:
            continue
        if len(values) == 1:
            values *= len(points)
        if len(values) != len(points):
            return []
        for entry, value in zip(entries, values, strict=True):
            entry[_NAMES.get(key, key)] = value
    return entries


def _texts(cells: Sequence[str], points: int) -> list[str]:
    """Cells of one point are one text, however many lines they number."""
    if points == 1:
        return ["\n".join(cells)] if cells else []
    return list(cells) if len(cells) > 1 else numbered(cells[0]) if cells else []


def _graded(cells: Sequence[str], points: int, known: Collection[str]) -> list[str]:
    """The level of each point; 1中2低 counts levels and is taken for the levels of three points only."""
    texts = list(cells) if len(cells) > 1 else numbered(cells[0]) if cells else []
    if len(cells) == 1 and len(texts) == 1:
        texts = _counted(cells[0], points) or _pieces(_INLINE, cells[0]) or texts
    found = [_level(text, known) for text in texts]
    return [level for level in found if level] if all(found) else []


def _level(text: str, known: Collection[str]) -> str | None:
    plain = _LEVEL.fullmatch(text)
    return plain[1] if plain else text if text in known else None


def _counted(text: str, points: int) -> list[str]:
    pairs = _COUNTED.findall(text) if not _COUNTED.sub("", text) else []
    each = [level for count, level in pairs for _ in range(numeral(count))]
    return each if points > 1 and len(each) == points else []


def _pieces(form: re.Pattern[str], text: str) -> list[str]:
    return form.findall(text) if not form.sub("", text) else []
