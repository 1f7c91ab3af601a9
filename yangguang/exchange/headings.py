"""Names of sheets and headings within them: the class of powers that they speak of."""

from __future__ import annotations

import re

from yangguang.exchange.clean import compact
from yangguang.model.words import CLASS_SYNONYMS, CLASSES

_HEADING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十0-9]+[)）、.．]*)?([\u4e00-\u9fff]{2,8}?)类?(?:事项)?(?:[（(]?共?[0-9\s]+[项条][)）]?)?"
)


def class_named(text: str) -> str | None:
    """The class that a sheet's name or a heading names, with its count or without."""
    found = _HEADING.fullmatch(compact(text)) if text else None
    word = found[1] if found else ""
    return word if word in CLASSES or word == "公共服务" else CLASS_SYNONYMS.get(word)
