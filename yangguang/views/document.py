"""The page of one disclosure document: its official header, its text, its files, and what it stands beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import PurePosixPath

from yangguang import urls
from yangguang.model.disclosure import Disclosure
from yangguang.model.sight import Sight
from yangguang.model.words import DOT, INVERSE_RELATIONS
from yangguang.views.catalogue import row_links
from yangguang.views.lists import department_link
from yangguang.views.parts import Entry, Fact, Link, day, fact, facts, grouped, joined, link_to, phone
from yangguang.views.planned import PlannedPage
from yangguang.views.records import Finder, document_entry
from yangguang.views.shell import Page, RegionView, file_link
from yangguang.views.targets import of_sight
from yangguang.yamlio import read_markdown

Read = Callable[[str, str], bytes]
"""(网址标识, path inside the region's folder) → the bytes of that file; called when a page is made."""

_SAYS = {"修改": "修改以下文件", "废止": "废止以下文件", "被修改": "被以下文件修改", "被废止": "被以下文件废止"}
_STANDS = {
    "已修改": "本文件已经修改，以修改后的规定为准。", "失效": "本文件已经失效。", "废止": "本文件已经废止。",
    "尚未生效": "本文件尚未生效。",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class AmendmentView:
    """How the document stands to others: 修改, 废止 and their inverses."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class DocumentPage(Page):
    """One document."""

    template = "pages/document.html"

    title: str
    over: str
    """A sentence where the document is not, no longer or not yet in force; else empty."""
    head: tuple[Fact, ...]
    """The official header: 索引号, 分类, 发布机构, 文号, 成文日期, 发布日期, 有效性, 名称 and what else is known."""
    summary: str
    consultation: tuple[Fact, ...]
    """公示: its period and where to object."""
    body: str
    """The text as its author wrote it, in Markdown; the template sanitises it."""
    addresses: Mapping[str, str]
    """Relative targets of the text's links → where they lead in the site; empty where they lead nowhere."""
    attachments: tuple[Link, ...]
    explanations: tuple[Entry, ...]
    """Documents that explain this one."""
    explained: tuple[Entry, ...]
    """Documents that this one explains."""
    amendments: tuple[AmendmentView, ...]
    powers: tuple[Link, ...]
    """Items that the document touches."""
    catalogue: tuple[Link, ...]
    """Rows of the catalogue that the document answers."""


class Web:
    """How the documents of a region stand to each other, both ways, whichever side says so."""

    def __init__(self, documents: Mapping[str, Disclosure]) -> None:
        self.explanations: dict[str, dict[str, None]] = {}
        self.amendments: dict[str, dict[tuple[str, str], date | None]] = {}
        """Document → what it does or suffers, the other document → from when on, where a side says so."""
        for file, document in documents.items():
            for other in document.explanations:
                self.explanations.setdefault(file, {})[other] = None
            if document.explains:
                self.explanations.setdefault(document.explains, {})[file] = None
            for relation in document.relations:
                self._amended(file, relation.relation, relation.file, relation.day)
                self._amended(relation.file, INVERSE_RELATIONS[relation.relation], file, relation.day)
        self.explained = grouped((file, target) for target, by in self.explanations.items() for file in by)
        """Document → those that it explains."""

    def _amended(self, file: str, relation: str, other: str, start: date | None) -> None:
        found = self.amendments.setdefault(file, {})
        found[relation, other] = found.get((relation, other)) or start


def pages(view: RegionView, sight: Sight, read: Read) -> Iterator[PlannedPage]:
    """One page per document."""
    maker = _Maker(view, sight, read)
    for file, document in view.content.disclosures.items():
        yield PlannedPage(urls.disclosure(view.prefix, file), view.prefix + file, partial(maker.page, file, document))


class _Maker:
    """Makes the documents' pages of one region."""

    def __init__(self, view: RegionView, sight: Sight, read: Read) -> None:
        self.view, self.read = view, read
        self.finder = Finder(view, sight.named.get)
        self.web = Web(view.content.disclosures)
        self.targets = of_sight(view, sight)

    def page(self, file: str, document: Disclosure, path: str) -> DocumentPage:
        """The page of one document; its text is read only now."""
        view = self.view
        _, body, _ = read_markdown(self.read(view.content.slug, file), file)
        return DocumentPage(
            shell=view.shell(
                path, document.title, "document", nav="disclosure", crumbs=self._crumbs(document, path),
                code=document.number or document.index_number or "", updated=day(document.published),
                description=document.summary or document.title, published=day(document.published),
                origin=self._issuer(document.issuer, path).text,
            ),
            title=document.title,
            over=_STANDS.get(document.validity or "", ""),
            head=self._head(document, path),
            summary=document.summary or "",
            consultation=_consultation(document),
            body=body,
            addresses=self.targets.addresses(file, body),
            attachments=self._attachments(document, path),
            explanations=self._entries(self.web.explanations.get(file, ()), path),
            explained=self._entries(self.web.explained.get(file, ()), path),
            amendments=tuple(self._amendments(file, path)),
            powers=tuple(self.finder.link(path, code) for code in document.powers),
            catalogue=row_links(view, path, document.catalogue),
        )  # fmt: skip

    def _crumbs(self, document: Disclosure, path: str) -> tuple[Link, ...]:
        prefix = self.view.prefix
        return (
            Link("信息公开", link_to(path, urls.disclosures(prefix))),
            Link(document.kind, link_to(path, urls.disclosure_kind(prefix, document.kind))),
        )

    def _issuer(self, slug: str, path: str) -> Link:
        return department_link(self.view, path, slug, whole=True)

    def _head(self, document: Disclosure, path: str) -> tuple[Fact, ...]:
        return facts(
            fact("索引号", document.index_number),
            fact("分类", joined((document.subject, document.genre), "\\")),
            fact("发布机构", self._issuer(document.issuer, path)),
            fact("发文字号", document.number),
            fact("联合发文", *(self._issuer(slug, path) for slug in document.joint_issuers)),
            fact("成文日期", document.written),
            fact("发布日期", document.published),
            fact("施行日期", document.in_force),
            fact("有效期至", document.expires),
            fact("公开方式", document.access),
            fact("有效性", document.validity),
            fact("名称", document.title),
        )

    def _attachments(self, document: Disclosure, path: str) -> tuple[Link, ...]:
        found = (file_link(self.view.prefix, path, a.file, a.name, self.view.files) for a in document.attachments)
        kinds = (PurePosixPath(a.file.partition("?")[0]).suffix[1:].upper() for a in document.attachments)
        return tuple(Link(link.text, link.href, kind) for link, kind in zip(found, kinds, strict=True) if link)

    def _entries(self, files: Iterable[str], path: str) -> tuple[Entry, ...]:
        known = self.view.content.disclosures
        return tuple(document_entry(self.view, path, file, known[file]) for file in files if file in known)

    def _amendments(self, file: str, path: str) -> Iterator[AmendmentView]:
        mine = self.web.amendments.get(file, {})
        for relation, label in _SAYS.items():
            entries = tuple(
                replace(entry, note=joined((entry.note, since(start)), DOT))
                for (said, other), start in mine.items()
                if said == relation
                for entry in self._entries((other,), path)
            )
            if entries:
                yield AmendmentView(label, entries)


def since(start: date | None) -> str:
    """From when on a document is amended or repealed, in the future or the past."""
    return f"自 {day(start)} 起" if start else ""


def _consultation(document: Disclosure) -> tuple[Fact, ...]:
    period = document.consultation
    if period is None:
        return ()
    return facts(
        fact("公示期限", f"{day(period.start)} 至 {day(period.end)}"),
        fact("意见电话", phone(period.phone)),
    )
