"""Disclosure documents and the catalogue: index numbers, dates, references between documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from yangguang.check.files import check_attachments
from yangguang.check.near import nearest
from yangguang.check.plan import plan_of
from yangguang.check.tidy import Tidy
from yangguang.check.whole import Whole
from yangguang.model.content import RegionContent
from yangguang.model.disclosure import CatalogueRow, Disclosure, Relation
from yangguang.model.problem import Problem, Where
from yangguang.model.words import ENDED, INVERSE_RELATIONS
from yangguang.yamlio import HEADINGS


def check_documents(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    """The disclosures and the catalogue of a region."""
    numbered, present = _numbered(whole, content), frozenset(content.files)
    for file, document in content.disclosures.items():
        yield from _document(whole, content, numbered, document, file)
        yield from check_attachments(document.attachments, file, present)
    for field, rows in content.catalogue.items():
        yield from _catalogue(rows, f"catalogue/{field}.csv")


def check_index_numbers(whole: Whole) -> Iterator[Problem]:
    """An index number stands once among all regions; each problem names its region."""
    first: dict[str, str] = {}
    for slug, content in whole.contents.items():
        for file in sorted(content.disclosures, key=lambda name: (len(name), name)):  # a copy has the longer name
            number = content.disclosures[file].index_number
            if number is None:
                continue
            if number in first:
                yield Problem("P500", file, ("索引号",), {"number": number, "other": first[number]}, region=slug)
            first.setdefault(number, file if content.main else f"{slug}: {file}")


def _document(
    whole: Whole, content: RegionContent, numbered: frozenset[str] | None, document: Disclosure, file: str
) -> Iterator[Problem]:
    yield from _days(whole, document, file)
    yield from _explained(content, document, file)
    yield from _relations(content, document, file, whole.links.as_of)
    if numbered is not None:
        yield from _entries(numbered, document, file)
    yield from whole.department(document.issuer, content.slug, file, ("发布机构",))
    for index, issuer in enumerate(document.joint_issuers):
        yield from whole.department(issuer, content.slug, file, ("联合发文", index))
    for index, code in enumerate(document.powers):
        yield from whole.known(code, content.slug, file, ("相关职权", index))


def _days(whole: Whole, document: Disclosure, file: str) -> Iterator[Problem]:
    """Published after being written, in force before expiring, 尚未生效 and 有效 each in its time."""
    if document.written and document.published < document.written:
        args = {"published": document.published.isoformat(), "written": document.written.isoformat()}
        yield Problem("P501", file, ("发布日期",), args)
    if document.expires and document.in_force and document.expires < document.in_force:
        args = {"expires": document.expires.isoformat(), "start": document.in_force.isoformat()}
        yield Problem("P513", file, ("有效期至",), args)
    elif document.expires and document.expires < whole.links.as_of and document.validity in ("有效", "尚未生效"):
        args = {"expires": document.expires.isoformat(), "validity": document.validity}
        yield Problem("P509", file, ("有效性",), args)
    elif document.in_force and document.in_force <= whole.links.as_of and document.validity == "尚未生效":
        yield Problem("P520", file, ("有效性",), {"start": document.in_force.isoformat()})
    elif document.in_force and document.in_force > whole.links.as_of and document.validity == "有效":
        yield Problem("P521", file, ("有效性",), {"start": document.in_force.isoformat()})
    period = document.consultation
    if period and period.end < period.start:
        yield Problem("P508", file, ("公示", "止"), {"start": period.start.isoformat(), "end": period.end.isoformat()})


def _there(content: RegionContent, path: str, file: str, where: Where) -> Iterator[Problem]:
    """A path must be that of a document of this region; one that cannot be read has its own problem."""
    if path not in content.disclosures and not (path.startswith("disclosures/") and path in content.files):
        near = nearest(path, content.disclosures, 0.9)
        yield Problem("P503" if near else "P502", file, where, {"path": path, "near": near})


def _explained(content: RegionContent, document: Disclosure, file: str) -> Iterator[Problem]:
    """解读 and 解读自: one side is enough, but the two must not name different documents."""
    for index, path in enumerate(document.explanations):
        yield from _there(content, path, file, ("解读", index))
        other = content.disclosures.get(path)
        if other and other.explains and other.explains != file:
            yield Problem("P504", path, ("解读自",), {"path": other.explains, "other": file})
    if document.explains:
        yield from _there(content, document.explains, file, ("解读自",))
        if document.explains == file:
            yield Problem("P504", file, ("解读自",), {"path": file, "other": file})


def _relations(content: RegionContent, document: Disclosure, file: str, as_of: date) -> Iterator[Problem]:
    """修改废止: the other document says the same from its side, and one that is repealed is not 有效."""
    for index, relation in enumerate(document.relations):
        yield from _there(content, relation.file, file, ("修改废止", index, "文件"))
        other = content.disclosures.get(relation.file)
        if other is None:
            continue
        args = {
            "path": file,
            "other": relation.file,
            "relation": relation.relation,
            "inverse": INVERSE_RELATIONS[relation.relation],
        }
        back = [r for r in other.relations if (r.file, r.relation) == (file, args["inverse"])]
        if not back:
            yield Problem("P505", relation.file, (), args)
        if relation.relation == "被废止":
            yield from _repealed(relation.file, other, file, document, (relation, *back), as_of)
        elif relation.relation == "废止" and not back:
            yield from _repealed(file, document, relation.file, other, (relation,), as_of)


def _repealed(
    by: str, new: Disclosure, file: str, old: Disclosure, said: Iterable[Relation], as_of: date
) -> Iterator[Problem]:
    """Whichever side says it; where neither says from when on, it is from the day from which the new one applies."""
    day = next((relation.day for relation in said if relation.day), new.in_force)
    if (day is None or day <= as_of) and old.validity not in (*ENDED, None):
        yield Problem("P514", file, ("有效性",), {"other": by, "validity": str(old.validity)})


def _numbered(whole: Whole, content: RegionContent) -> frozenset[str] | None:
    """领域/编号 of this region's catalogue, else of the main region's; ``None`` where one cannot be read."""
    main = next(iter(whole.contents.values()))
    if any(file.startswith("catalogue/") for file in (*content.unread, *main.unread)):
        return None
    catalogue = content.catalogue or main.catalogue
    return frozenset(f"{field}/{row.number}" for field, rows in catalogue.items() for row in rows)


def _entries(numbered: frozenset[str], document: Disclosure, file: str) -> Iterator[Problem]:
    """目录项 is one of the rows of the catalogue."""
    for index, entry in enumerate(document.catalogue):
        if entry not in numbered:
            yield Problem("P506", file, ("目录项", index), {"entry": entry})


def _catalogue(rows: Iterable[CatalogueRow], file: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, row in enumerate(rows):
        if first.setdefault(row.number, number) != number:
            args = {"number": row.number, "first": str(first[row.number] + 2)}
            yield Problem("P510", file, (number, "编号"), args)


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings of a catalogue: what is wrong with them, and by which name their cells are read all the same."""

    problems: tuple[Problem, ...]
    meant: Mapping[str, str]
    """Heading as written → what it was meant to be, "" where nobody knows; only those that are wrong."""
    whole: bool
    """Whether each column that a row must fill is there."""

    def row(self, cells: Mapping[str, str]) -> dict[str, str]:
        """The cells of one row under headings that are known."""
        named = ((self.meant.get(heading, heading), text) for heading, text in cells.items())
        return {heading: text for heading, text in named if heading}


def check_columns(columns: Iterable[str], file: str) -> Columns:
    """The official table has all its columns, empty ones too, and no others."""
    plan = plan_of(CatalogueRow)
    columns = tuple(columns)
    tidy = Tidy(file, HEADINGS, plan)
    tidy.mapping(dict.fromkeys(columns), plan)
    meant = {str(problem.where[-1]): problem.args.get("near", "") for problem in tidy.problems}
    read = {plan.canonical(meant.get(column, column)) for column in columns}
    missing = [key for key in plan.slots if key not in read]
    lacking = [Problem("P511", file, (), {"columns": "、".join(missing)})] if missing else []
    needed = {info.alias for info in CatalogueRow.model_fields.values() if info.is_required()}
    return Columns((*tidy.problems, *lacking), meant, needed.isdisjoint(missing))
