"""Disclosure (政务公开) as lists: the five kinds, the official columns, years and departments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.model.concerns import issued, issuers
from yangguang.model.disclosure import Disclosure, fills
from yangguang.model.words import ANNUAL, COLUMNS, DISCLOSURE_KINDS, REQUEST, RULE
from yangguang.views.parts import Count, Entry, KindCount, Link, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.records import Documents, EntryGroup, contents_of, document_entry, entry_groups, newest
from yangguang.views.shell import Page, RegionView

NOTICES, RULES, REPORTS, VALIDITY = "公示", "制度库", "历年年报", "文件有效性和沿革"
COLUMN = 3
"""How many documents an official column shows before it leads on."""
LATEST = 8

MEANING: dict[str, str] = {
    "党务公开": "党的组织及其工作、党员队伍和党风廉政建设的情况。",
    "政务公开": "行政机关的决策、执行、管理、服务和结果。",
    "村务公开": "村级财务、惠民政策和村民关心的事项。",
    "司法公开": "行政复议、行政执法和司法行政的程序与结果。",
    "公共企事业单位信息公开": "供水、供热、医疗、教育等与群众密切相关的单位的信息。",
}
"""What each kind is, in one sentence for residents."""


@dataclass(frozen=True, slots=True)
class Column:
    """One of the four official columns."""

    title: str
    entries: tuple[Entry, ...]
    more: Link | None


@dataclass(frozen=True, kw_only=True)
class DisclosuresPage(Page):
    """The entrance to all documents of a region."""

    template = "pages/disclosures.html"

    kinds: tuple[KindCount, ...]
    columns: tuple[Column, ...]
    """The four official columns, empty ones too."""
    ways: tuple[Link, ...]
    """依申请公开, notices, the library of rules, documents by validity."""
    latest: tuple[Entry, ...]
    years: tuple[Count, ...]
    departments: tuple[Count, ...]
    catalogue: str
    """The catalogue of what must be disclosed; empty where there is none."""


@dataclass(frozen=True, kw_only=True)
class DocumentsPage(Page):
    """The documents of one kind, one year or one department, the newest first."""

    template = "pages/documents.html"

    title: str
    lead: str
    total: int
    sections: tuple[Link, ...]
    groups: tuple[EntryGroup, ...]


def pages(view: RegionView) -> Iterator[PlannedPage]:
    """The entrance, the five kinds (empty ones say so), every year and every department that has published."""
    if not (view.content.disclosures or view.content.catalogue):
        return
    prefix, source, documents = view.prefix, f"{view.prefix}disclosures/", newest(view)
    yield PlannedPage(urls.disclosures(prefix), source, partial(_index, view, documents))
    for kind in DISCLOSURE_KINDS:
        yield PlannedPage(urls.disclosure_kind(prefix, kind), source, partial(_kind, view, documents, kind))
    for year in _years(documents):
        yield PlannedPage(urls.disclosure_year(prefix, year), source, partial(_year, view, documents, year))
    for slug in _departments(view, documents):
        made = partial(_department, view, documents, slug)
        yield PlannedPage(urls.disclosure_department(prefix, slug), source, made)


def lists(view: RegionView) -> dict[str, str]:
    """The lists that are there, by title, with the paths of their pages; reports are one that their column does not hold."""
    documents = view.content.disclosures.values()
    there = (
        (NOTICES, urls.notices, any(document.consultation for document in documents)),
        (RULES, urls.rules, any(document.genre == RULE for document in documents)),
        (REPORTS, urls.reports, sum(document.genre in ANNUAL for document in documents) > COLUMN),
        (VALIDITY, urls.validity, any(document.validity for document in documents)),
    )
    return {title: path(view.prefix) for title, path, found in there if found}


def ways(view: RegionView, start: str) -> tuple[Link, ...]:
    """依申请公开 and the lists that are there, as links from the page ``start``."""
    there = ((REQUEST, urls.request(view.prefix)), *lists(view).items())
    return tuple(Link(text, link_to(start, path)) for text, path in there)


def _years(documents: Documents) -> Counter[int]:
    """How many documents were published in each year, whichever folder they lie in, the newest year first."""
    return Counter(dict(sorted(Counter(document.published.year for _, document in documents).items(), reverse=True)))


def _departments(view: RegionView, documents: Documents) -> Counter[str]:
    """How many documents each department has published, alone or with others, in the order of departments."""
    found = Counter(one for _, document in documents for one in issuers(document))
    return Counter({slug: found[slug] for slug in view.content.departments if slug in found})


def _index(view: RegionView, documents: Documents, start: str) -> DisclosuresPage:
    kinds: Counter[str] = Counter(document.kind for _, document in documents)
    return DisclosuresPage(
        shell=view.shell(
            start, "信息公开", "disclosure", description=f"{view.region.name}五类公开文件和标准目录",
            feeds=(view.feed(start, "documents", "信息公开"),) if view.content.disclosures else (),
        ),
        kinds=tuple(
            KindCount(kind, link_to(start, urls.disclosure_kind(view.prefix, kind)), f"{kinds[kind]:,}", MEANING[kind])
            for kind in DISCLOSURE_KINDS
        ),
        columns=tuple(_columns(view, documents, start)),
        ways=ways(view, start),
        latest=_entries(view, start, documents[:LATEST], kind=True),
        years=tuple(
            Count(number, f"{year}年", link_to(start, urls.disclosure_year(view.prefix, year)))
            for year, number in _years(documents).items()
        ),
        departments=tuple(
            Count(number, view.content.departments[slug].label,
                  link_to(start, urls.disclosure_department(view.prefix, slug)))
            for slug, number in _departments(view, documents).items()
        ),
        catalogue=link_to(start, urls.catalogue(view.prefix)) if view.content.catalogue else "",
    )  # fmt: skip


def _entries(view: RegionView, start: str, documents: Documents, *, kind: bool = False) -> tuple[Entry, ...]:
    return tuple(document_entry(view, start, file, document, kind=kind) for file, document in documents)


def _columns(view: RegionView, documents: Documents, start: str) -> Iterator[Column]:
    """The four columns; a longer one leads to all of its genre, or of 政务公开, and says how many those are."""
    for title, genres in COLUMNS:
        mine = [(file, d) for file, d in documents if fills(d, genres)]
        yield Column(
            title,
            _entries(view, start, mine[:COLUMN]),
            _more(view, documents, genres, start) if len(mine) > COLUMN else None,
        )


def _more(view: RegionView, documents: Documents, genres: frozenset[str], start: str) -> Link:
    """Where all documents of some genres stand, or else all of 政务公开."""
    for name, path, listed in ((RULES, urls.rules, frozenset({RULE})), (REPORTS, urls.reports, ANNUAL)):
        if genres == listed:
            number = sum(document.genre in listed for _, document in documents)
            return Link(f"{name}，{number:,} 件", link_to(start, path(view.prefix)))
    number = sum(document.kind == "政务公开" for _, document in documents)
    return Link(f"全部政务公开文件，{number:,} 件", link_to(start, urls.disclosure_kind(view.prefix, "政务公开")))


def _list(
    view: RegionView, path: str, documents: Documents, title: str, lead: str, heading: Callable[[Disclosure], str]
) -> DocumentsPage:
    """One list; ``heading`` says under which heading a document stands."""
    rows = [(heading(document), document_entry(view, path, file, document)) for file, document in documents]
    return documents_page(view, path, title, lead, rows, described=f"，共 {len(documents):,} 件")


def documents_page(
    view: RegionView, path: str, title: str, lead: str, rows: Sequence[tuple[str, Entry]], *, described: str = ""
) -> DocumentsPage:
    """A list of documents under the headings they come with; one that stands under several counts once."""
    groups = entry_groups(rows, "part")
    return DocumentsPage(
        shell=view.shell(
            path, title, "disclosure", crumbs=view.under(path, "信息公开", urls.disclosures),
            description=f"{view.region.name}{title}{described}",
        ),
        title=title,
        lead=lead,
        total=len({entry.href for _, entry in rows}),
        sections=contents_of(groups) if len(groups) > 1 else (),
        groups=groups,
    )  # fmt: skip


def _by_year(document: Disclosure) -> str:
    return f"{document.published.year}年"


def _kind(view: RegionView, documents: Documents, kind: str, path: str) -> DocumentsPage:
    return _list(view, path, [(f, d) for f, d in documents if d.kind == kind], kind, MEANING[kind], _by_year)


def _year(view: RegionView, documents: Documents, year: int, path: str) -> DocumentsPage:
    mine = sorted(
        ((f, d) for f, d in documents if d.published.year == year),
        key=lambda pair: DISCLOSURE_KINDS.index(pair[1].kind),
    )
    return _list(view, path, mine, f"{year}年公开的文件", "", lambda document: document.kind)


def _department(view: RegionView, documents: Documents, slug: str, path: str) -> DocumentsPage:
    name = view.content.departments[slug].name
    return _list(view, path, [(f, d) for f, d in documents if issued(d, slug)], f"{name}公开的文件", "", _by_year)
