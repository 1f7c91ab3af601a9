"""Words on remedies that the law has left behind."""

from __future__ import annotations

import re

_TO_SUPERIOR = re.compile(
    r"(?:上一级|上级)[^，。；,;]{0,14}?(?:部门|机关|局|厅|委员会)(?:依法)?(?:申请|提起)(?:行政)?复议"
)
_VERTICAL = re.compile(r"税务|海关|金融|外汇|国家安全|人民银行")
_THREE_MONTHS = re.compile(r"(?:三|3|３)个月(?:之内|以内|内)?[^，。；,;]{0,24}(?:诉讼|起诉)")
_OLD_REVIEW_LAW = re.compile(r"《?行政复议法》?\s*[（(](?:1999|2009|2017)[^）)]{0,12}[）)]?")


def outdated_remedy(text: str) -> tuple[str, str] | None:
    """The rule and the words that are out of date, or None.

    P267: review by the superior department alone; since 2024-01-01 the government reviews (行政复议法 2023, 第二十四条), but
    for bodies led vertically (第二十七条). P268: three months to sue, six since 2015-05-01 (行政诉讼法第四十六条).
    P269: 行政复议法 cited in a version before 2023.
    """
    found = _TO_SUPERIOR.search(text)
    if found and "人民政府" not in text and not _VERTICAL.search(text):
        return "P267", found[0]
    if found := _THREE_MONTHS.search(text):
        return "P268", found[0]
    if found := _OLD_REVIEW_LAW.search(text):
        return "P269", found[0]
    return None
