"""One power as the city and its counties hold it: limits, fees, papers and laws side by side, differences marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from yangguang import urls
from yangguang.model.fields import Limit
from yangguang.model.kin import plain
from yangguang.model.links import Comparison
from yangguang.model.words import DOT
from yangguang.views.members import LIMITS, Facts, Member, Views, charged, differences, law_key, members_of, papers
from yangguang.views.parts import Link, Tone, joined, link_to
from yangguang.views.planned import PlannedPage
from yangguang.views.shell import Page, RegionView, Shell

UNSAID = "未列明"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value; ``mark`` says in a word how it differs from the first region's, and ``tone`` how that looks."""

    text: str
    mark: str = ""
    tone: Tone = "quiet"


@dataclass(frozen=True, slots=True)
class RegionRow:
    """One region's item beside the others."""

    region: Link
    item: Link
    department: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One paper, or one law: which regions name it. ``differs`` where not all do."""

    name: str
    cells: tuple[str, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """What each region asks for or rests on, in rows."""

    title: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, kw_only=True)
class ComparePage(Page):
    """One power as its regions hold it."""

    template = "pages/compare.html"

    name: str
    kind: str
    summary: str
    """How many regions, and what differs."""
    columns: tuple[str, ...]
    rows: tuple[RegionRow, ...]
    """The first row is what the others are compared with."""
    matrices: tuple[Matrix, ...]


def pages(views: Sequence[RegionView], groups: Iterable[Comparison], facts: Facts) -> Iterator[PlannedPage]:
    """One page per group, in the frame of the main region."""
    by_slug = {view.content.slug: view for view in views}
    for group in groups:
        subject = partial(_subject, by_slug, group, facts, views[0])
        yield PlannedPage(group.path, "regions/", partial(_made, subject), subject)


@dataclass(frozen=True, slots=True)
class Subject:
    """All that one comparison is made of; pages are kept while it stays the same."""

    shell: Shell
    members: tuple[Member, ...]


def _subject(views: Views, group: Comparison, facts: Facts, main: RegionView) -> Subject:
    path, members = group.path, members_of(views, group, facts)
    name = members[0].name
    shell = main.shell(
        path, f"{name}：各地比较", "compare", nav="region",
        crumbs=(Link("同一职权比较", link_to(path, urls.comparisons())),),
        description=f"{name}在 {len(members)} 个地区的时限、收费和材料",
    )  # fmt: skip
    return Subject(shell, members)


def _made(subject: Callable[[], Subject], path: str) -> ComparePage:
    """The page of one power."""
    made_of = subject()
    members = made_of.members
    columns, rows = _table(members, path)
    held = "提供这项服务" if members[0].kind == "公共服务" else "行使这项职权"
    resting = sum(m.suspended for m in members)
    rest = f"，其中 {resting} 个地区暂停" if resting else ""
    return ComparePage(
        shell=made_of.shell,
        name=members[0].name,
        kind=members[0].kind,
        summary=f"{len(members)} 个地区{held}{rest}。{_told(members)}",
        columns=columns,
        rows=rows,
        matrices=tuple(_matrices(members)),
    )


def _told(members: tuple[Member, ...]) -> str:
    different = differences(members)
    return f"各地{joined(different)}有所不同。" if different else "各地已列明的时限、收费、材料和依据一致。"


def _table(members: tuple[Member, ...], path: str) -> tuple[tuple[str, ...], tuple[RegionRow, ...]]:
    first = members[0]
    columns: dict[str, Callable[[Member], Cell]] = {
        name: partial(_limit_cell, value, first) for name, value in LIMITS if any(value(m) for m in members)
    }
    if any(m.fees for m in members):
        columns["收费"] = lambda m: _cell(joined(m.fees, "；"), charged(m), charged(first))
    if any(m.materials for m in members):
        columns["材料"] = lambda m: _cell(f"{len(m.materials)} 件" if m.materials else "", papers(m), papers(first))
    columns["责任事项"] = lambda m: _cell(f"{m.duties}", f"{m.duties}", f"{first.duties}")
    columns["风险点"] = lambda m: _cell(f"{m.risks}", f"{m.risks}", f"{first.risks}")
    rows = tuple(
        RegionRow(Link(m.region, link_to(path, m.home)), Link(m.name, link_to(path, m.path), joined((m.code, "暂停" if m.suspended else ""), DOT)), m.department,
                  tuple(cell(m) for cell in columns.values()))
        for m in members
    )  # fmt: skip
    return tuple(columns), rows


def _limit_cell(value: Callable[[Member], Limit | None], first: Member, member: Member) -> Cell:
    own, other = value(member), value(first)
    if own is None:
        return Cell(UNSAID)
    if other is None or own == other or (own.at_once and other.at_once):
        return Cell(str(own))
    if not own.comparable(other):
        return Cell(str(own), "单位不同", "warn")
    return Cell(str(own), "较短", "good") if own.number < other.number else Cell(str(own), "较长", "warn")


def _cell(text: str, own: object, other: object) -> Cell:
    """A value by what it means, beside that of the first region: what one of them does not say is no difference."""
    return Cell(text or UNSAID, "不同" if own and other and own != other else "", "warn")


_LISTS: tuple[tuple[str, str, Callable[[Member], tuple[str, ...]], Callable[[str], str]], ...] = (
    ("申请材料", "各地要求的材料", lambda m: m.materials, plain),
    ("设定依据", "各地依据的法规", lambda m: m.laws, law_key),
)
"""Title, caption, what a region lists, and how its entries are compared."""


def _matrices(members: tuple[Member, ...]) -> Iterator[Matrix]:
    for heading, caption, value, key in _LISTS:
        lists = [value(m) for m in members]
        if any(lists):
            yield Matrix(heading, caption, tuple(m.region for m in members), tuple(_matrix(lists, key)))


def _matrix(lists: list[tuple[str, ...]], key: Callable[[str], str]) -> Iterator[MatrixRow]:
    names = {key(name): name for names in reversed(lists) for name in reversed(names)}
    held = [frozenset(map(key, names)) for names in lists]
    for one in dict.fromkeys(key(name) for names in lists for name in names):
        cells = tuple(("有" if one in own else "—") if own else UNSAID for own in held)
        yield MatrixRow(names[one], cells, "—" in cells)
