"""The text of a cell as its column means it: with what the header says for all its cells, on one line or several."""

from __future__ import annotations

import re
import unicodedata

from yangguang.exchange.sheets.clean import clean, compact
from yangguang.exchange.sheets.header import LEVEL, REST
from yangguang.exchange.sheets.headings import level_named

COUNT = re.compile(r"[0-9０-９]{1,4}")
_UNIT = re.compile(r"[(（](?:单位[:：])?(?:个)?(工作日|日|天|小时|月|年)[)）]")
_LIMITS = frozenset({"法定办结时限", "承诺办结时限", "办案期限"})
_TICKS, _CROSSES = frozenset("√✓✔☑●是"), frozenset("×✗✘☒否")
"""What a column for one level (实施层级 | 市级) says of an item."""
_GUIDING = "指导监督责任"
"""What a column of this name says, written as texts of one column for all duties write it."""
_SHORT = frozenset(
    "序号 职权编码 职权名称 子项名称 职权类别 事项性质 行使主体 实施主体性质 承办机构 联办机构 权力来源 法定办结时限 承诺办结时限 办案期限 "
    "国家基本编码 国家实施编码 原编码 风险等级 风险类别 责任环节 执行方式 生效日期 更新日期 收费 办件类型 数量限制".split()
)
"""Keys whose texts stand on one line."""
_CODES = frozenset({"职权编码", "国家基本编码", "国家实施编码", "原编码"})
"""Keys of which full-width letters and digits are the same ones."""


def with_header(key: str | None, header: str, text: str) -> str:
    """What a header says for all its cells: whose duties these are, the unit of its numbers, the level that is ticked."""
    if key == LEVEL and text in _TICKS | _CROSSES and (level := level_named(header)):
        return level if text in _TICKS else "/"
    if key == "责任事项" and "指导" in header:
        return f"{_GUIDING}：\n{text}"
    unit = _UNIT.search(header) if key in _LIMITS and COUNT.fullmatch(text) else None
    return text + ("个" if unit[1] in ("工作日", "月") else "") + unit[1] if unit else text


def tidy(key: str, text: str) -> str:
    """The text without what a narrow column put in."""
    if key in _CODES:
        text = unicodedata.normalize("NFKC", text)
    return text if key == REST else compact(text) if key in _SHORT else clean(text)
