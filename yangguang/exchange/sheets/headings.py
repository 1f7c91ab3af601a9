"""Names of sheets, headings and headers: the class of powers, or the level, that they speak of."""

from __future__ import annotations

import re

from yangguang.exchange.sheets.clean import compact
from yangguang.model.words import CLASS_SYNONYMS, CLASSES

_HEADING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十0-9]+[)）、.．]*)?([\u4e00-\u9fff]{2,8}?)类?(?:事项)?(?:[（(]?共?[0-9\s]+[项条][)）]?)?"
)

LEVEL_NAMES = (
    r"(国家级|自治区级|省级|地州市级|地[（(]州、市[)）]级|地市级|地州级|设区的?市级|市本级|市级|州级"
    r"|县市区级|县[（(]市、区[)）]级|区县级|县区级|县级|区级|乡镇级|乡级|街道级|村级)"
)
_LEVEL = re.compile(LEVEL_NAMES + "$")


_TICKED = re.compile(r"[☑☒√✓✔■]([\u4e00-\u9fff]{2,8})")


def class_named(text: str) -> str | None:
    """The class that a sheet's name or a heading names, with its count or without, or that alone of several is ticked."""
    text = compact(text) if text else ""
    ticked = _TICKED.findall(text.replace(" ", ""))
    found = _HEADING.fullmatch(ticked[0] if len(ticked) == 1 else text)
    word = found[1] if found else ""
    return word if word in CLASSES or word == "公共服务" else CLASS_SYNONYMS.get(word)


def level_named(header: str) -> str:
    """The level whose own column a header stands over: 实施层级及权限 | 县（市、区）; empty where it is none's."""
    found = _LEVEL.search(header) or _LEVEL.search(header + "级")
    return found[0] if found else ""
