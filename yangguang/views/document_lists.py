"""Documents by what residents ask of them: notices still open, rules by subject, what is in force and what replaced it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from yangguang.model.disclosure import Consultation, Disclosure
from yangguang.model.words import ANNUAL, DOT, RULE, DocumentValidity
from yangguang.views.disclosure import NOTICES, REPORTS, RULES, VALIDITY, DocumentsPage, documents_page, lists
from yangguang.views.document import Web, since
from yangguang.views.lists import department_link
from yangguang.views.parts import Entry, day, joined
from yangguang.views.planned import PlannedPage
from yangguang.views.records import Documents, document_entry, newest
from yangguang.views.shell import RegionView

OPEN, COMING, OVER = "正在公示", "将要公示", "公示已结束"
_VALIDITY: tuple[DocumentValidity, ...] = ("有效", "尚未生效", "已修改", "失效", "废止")


def pages(view: RegionView, as_of: date) -> Iterator[PlannedPage]:
    """Each list that has documents."""
    documents = newest(view)
    makers: dict[str, Callable[[str], DocumentsPage]] = {
        NOTICES: partial(_notices, view, documents, as_of),
        RULES: partial(_rules, view, documents),
        REPORTS: partial(_reports, view, documents),
        VALIDITY: partial(_validity, view, documents),
    }
    for title, path in lists(view).items():
        yield PlannedPage(path, f"{view.prefix}disclosures/", makers[title])


def _entry(view: RegionView, path: str, file: str, document: Disclosure, *notes: str) -> Entry:
    entry = document_entry(view, path, file, document)
    return replace(entry, note=joined((entry.note, *notes), DOT))


def stage(period: Consultation, as_of: date) -> str:
    """Where a notice stands on the as-of date; the last day still counts."""
    if as_of < period.start:
        return COMING
    return OPEN if as_of <= period.end else OVER


def _notices(view: RegionView, documents: Documents, as_of: date, path: str) -> DocumentsPage:
    rows = []
    for file, document in documents:
        if period := document.consultation:
            span = f"公示期 {day(period.start)} 至 {day(period.end)}"
            phone = f"意见电话 {period.phone}" if period.phone else ""
            rows.append((stage(period, as_of), _entry(view, path, file, document, span, phone)))
    rows.sort(key=lambda row: (OPEN, COMING, OVER).index(row[0]))
    return documents_page(view, path, NOTICES, f"截至 {day(as_of)}：公示期内可以提出意见。", rows)


def _rules(view: RegionView, documents: Documents, path: str) -> DocumentsPage:
    rules = [(d.subject or "未分类", _entry(view, path, f, d)) for f, d in documents if d.genre == RULE]
    rules.sort(key=lambda row: (row[0] == "未分类", row[0]))
    return documents_page(view, path, RULES, "各部门公开的制度，按主题排列。", rules)


def _reports(view: RegionView, documents: Documents, path: str) -> DocumentsPage:
    """By who has issued them, in the order of departments; before these whoever is none, as the government is."""
    order = {one.name: number for number, one in enumerate(view.content.departments.values(), 1)}
    reports = [(f, d) for f, d in documents if d.genre in ANNUAL]
    rows = [(department_link(view, path, d.issuer, whole=True).text, _entry(view, path, f, d)) for f, d in reports]
    rows.sort(key=lambda row: (order.get(row[0], 0), row[0]))
    return documents_page(view, path, REPORTS, "各机关历年公开的年度报告，最近的在前。", rows)


def _validity(view: RegionView, documents: Documents, path: str) -> DocumentsPage:
    """Documents by whether they are in force; then each chain of amendments, the oldest first."""
    web = Web(view.content.disclosures)
    rows = [(d.validity, _entry(view, path, f, d, *_said(view, web, f))) for f, d in documents if d.validity]
    rows.sort(key=lambda row: _VALIDITY.index(row[0]))
    told: list[tuple[str, Entry]] = [*rows, *_chains(view, web, path)]
    return documents_page(
        view, path, VALIDITY, "哪些文件有效，哪些已经修改、失效或者废止，被什么文件修改或者废止。", told
    )


def _said(view: RegionView, web: Web, file: str) -> Iterator[str]:
    """修改《…》, 自 2024-06-01 起被《…》废止."""
    for (relation, other), start in web.amendments.get(file, {}).items():
        document = view.content.disclosures.get(other)
        if document:
            passive = relation.startswith("被")
            said = f"被《{document.title}》{relation[1:]}" if passive else f"{relation}《{document.title}》"
            yield since(start) + said


def _chains(view: RegionView, web: Web, path: str) -> Iterator[tuple[str, Entry]]:
    """Documents that hang together by amendments, under the title of the newest."""
    known = view.content.disclosures
    seen: set[str] = set()
    for file, _ in newest(view):
        if file in seen or not web.amendments.get(file):
            continue
        chain = {file}
        while more := {other for one in chain for _, other in web.amendments.get(one, ()) if other in known} - chain:
            chain |= more
        seen |= chain
        if len(chain) > 1:
            for one in sorted(chain, key=lambda f: (known[f].published, f)):
                yield f"沿革：{known[file].title}", _entry(view, path, one, known[one], *_said(view, web, one))
