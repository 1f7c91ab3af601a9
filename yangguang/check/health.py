"""What an inspection of government websites would find wanting: empty and stale columns, guides with missing elements.

The faults and the times are those of 政府网站与政务新媒体检查指标 (国办秘函〔2019〕19号); the day of the annual report is that of
政府信息公开条例, article 49. Judged on the as-of date, never on a clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from yangguang.model.content import RegionContent
from yangguang.model.dates import days_before, last_due_year, months_before
from yangguang.model.disclosure import Disclosure, fills
from yangguang.model.event import Event
from yangguang.model.links import RegionLinks, of_theme
from yangguang.model.messages.health import Reason, reason
from yangguang.model.words import ACTIVE, COLUMNS, DISCLOSURE_KINDS

Fault = Literal["空白栏目", "更新不及时", "办事指南要素缺失", "链接或附件失效"]
FAULTS: tuple[str, ...] = get_args(Fault)
Kind = Literal["power", "document", "event", "guide", "disclosures", "kind", "department", "theme"]

ELEMENTS: frozenset[str] = frozenset({
    "办理", "服务对象", "受理条件", "申请材料", "法定办结时限", "承诺办结时限", "收费", "办理形式", "办理地点", "办理时间", "咨询电话", "监督电话",
})  # fmt: skip
"""The elements of a guide (办事指南) that a resident cannot do without."""

_NEWS = ("动态要闻", frozenset({"动态", "要闻", "新闻", "政务动态"}))
_NOTICES = (
    ("通知公告", frozenset({"通知", "公告", "公示", "通告"})),
    ("政策文件", frozenset({"意见", "决定", "办法", "规定", "制度", "规划", "计划", "政策解读"})),
)
NEWS_DAYS, NOTICE_MONTHS = 14, 6
_REPORT_DUE = (3, 31)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: what it is about, why it is one, and which page shows it (kind of page and its key)."""

    fault: Fault
    subject: str
    reason: Reason
    kind: Kind
    key: str = ""


def findings(content: RegionContent, links: RegionLinks, as_of: date) -> Iterator[Finding]:
    """The faults that can be told from what is linked; ``views.health`` adds dead links inside texts."""
    yield from _empty(content, links, as_of)
    yield from _stale(content, as_of)
    yield from _guides(links)
    yield from _attachments(content, links)


def _empty(content: RegionContent, links: RegionLinks, as_of: date) -> Iterator[Finding]:
    documents = content.disclosures.values()
    if content.disclosures or content.catalogue:
        there = {document.kind for document in documents}
        for kind in DISCLOSURE_KINDS:
            if kind not in there:
                yield Finding("空白栏目", kind, reason("no_documents"), "kind", kind)
        for title, genres in COLUMNS:
            if genres and not any(fills(document, genres) for document in documents):
                yield Finding("空白栏目", title, reason("no_documents"), "disclosures")
    else:
        yield Finding("空白栏目", "信息公开", reason("no_disclosure"), "department")
    held = {item.department for item in links.items.values()}
    for slug in content.standing(as_of):
        if slug not in held:
            yield Finding("空白栏目", content.departments[slug].name, reason("no_items"), "department", slug)
    for theme in content.own_themes:
        if not of_theme(theme.id, links):
            yield Finding("空白栏目", f"主题“{theme.name}”", reason("no_way"), "theme", theme.id)


def _stale(content: RegionContent, as_of: date) -> Iterator[Finding]:
    """Columns that have documents, but no new one for too long; and the yearly report once it is due."""
    columns = [(_NEWS, days_before(as_of, NEWS_DAYS), "stale_days", NEWS_DAYS)]
    columns += [(one, months_before(as_of, NOTICE_MONTHS), "stale_months", NOTICE_MONTHS) for one in _NOTICES]
    for (title, genres), since, key, number in columns:
        newest = _newest(content, genres)
        if newest and newest < since:
            why = reason(key, day=newest.isoformat(), number=number)
            yield Finding("更新不及时", title, why, "disclosures")
    title, genres = COLUMNS[-1]
    report = _newest(content, genres)
    if report and report.year < last_due_year(as_of, *_REPORT_DUE):
        yield Finding("更新不及时", title, reason("report_due", day=report.isoformat()), "disclosures")


def _newest(content: RegionContent, genres: frozenset[str]) -> date | None:
    return max((d.published for d in content.disclosures.values() if d.genre in genres), default=None)


def _guides(links: RegionLinks) -> Iterator[Finding]:
    for code, item in sorted(links.items.items()):
        if not item.applied_for or item.catalogue_main or links.links[code].status not in ACTIVE:
            continue
        lacking = [key for key in (*item.missing, *item.gaps) if key in ELEMENTS]
        if "承诺办结时限" not in lacking and "法定办结时限" in lacking:
            lacking.remove("法定办结时限")  # not every law sets one; what is promised binds all the same
        if lacking:
            yield Finding(
                "办事指南要素缺失", f"{item.name}（{code}）", reason("lacking", keys="、".join(lacking)), "power", code
            )


def _attachments(content: RegionContent, links: RegionLinks) -> Iterator[Finding]:
    """Files that are named and not there."""
    present = frozenset(content.files)
    for code, item in sorted(links.items.items()):
        for file in item.files:
            if file not in present:
                yield Finding("链接或附件失效", item.name, reason("no_file", file=file), "power", code)
    named: tuple[tuple[Kind, Mapping[str, Disclosure | Event]], ...] = (
        ("document", content.disclosures),
        ("event", content.events),
    )
    for kind, records in named:
        for path, record in records.items():
            for attachment in record.attachments:
                if not (attachment.file in present or "://" in attachment.file):
                    yield Finding("链接或附件失效", record.title, reason("no_file", file=attachment.file), kind, path)
