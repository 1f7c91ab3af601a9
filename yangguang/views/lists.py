"""Rows, groups and counts of items: what the home page, departments, classes, laws and themes are made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from yangguang import urls
from yangguang.model.facts import ItemFacts
from yangguang.model.links import RegionLinks, active
from yangguang.model.words import DOT, RESIDENT_ORDER, TOMBSTONES
from yangguang.views.parts import Group, ItemRow, Link, grouped, joined, link_to, tone
from yangguang.views.shell import RegionView

KINDS: tuple[str, ...] = (*RESIDENT_ORDER, "公共服务", "未分类")
"""Classes in the order of the pages: what residents apply for, what is exercised ex officio, services, the rest."""


def by_kind(items: Iterable[ItemFacts]) -> dict[str, list[ItemFacts]]:
    """The items by class, in the order of ``KINDS``, each list by code; classes without items are left out."""
    found = grouped((item.kind, item) for item in sorted(items, key=lambda i: i.code))
    return {kind: found[kind] for kind in KINDS if kind in found}


def by_department(view: RegionView, items: Iterable[ItemFacts]) -> dict[str, list[ItemFacts]]:
    """The items by the slug of their department, departments in their own order, each list by code."""
    found = grouped((item.department, item) for item in sorted(items, key=lambda i: i.code))
    known = view.content.departments
    return {slug: found[slug] for slug in (*known, *sorted(found.keys() - known.keys())) if slug in found}


def departments(view: RegionView, items: Mapping[str, Collection[ItemFacts]], as_of: date) -> tuple[str, ...]:
    """The departments to list, by their slugs: not those that are abolished, unless some of the ``items`` are still theirs."""
    standing = view.content.standing(as_of)
    return tuple(slug for slug in view.content.departments if slug in standing or items.get(slug))


def department_link(view: RegionView, start: str, slug: str, *, whole: bool = False) -> Link:
    """The department under its short name, or its ``whole`` one, with its page; what is no department (any more) has none."""
    content = view.content
    href = link_to(start, urls.department(view.prefix, slug)) if slug in content.departments else ""
    return Link(content.name_of(slug) if whole else content.label_of(slug), href)


def class_link(view: RegionView, start: str, kind: str) -> Link:
    """The class, or 公共服务, with its page; 未分类 has none."""
    return Link(kind, "" if kind == "未分类" else link_to(start, urls.power_class(view.prefix, kind)))


def item_row(view: RegionView, start: str, item: ItemFacts, links: RegionLinks, *, holder: bool = True) -> ItemRow:
    """One item in a list at page ``start``."""
    status = links.links[item.code].status
    limit = str(item.limit) if item.limit else ""
    return ItemRow(
        name=item.name,
        href=link_to(start, urls.power(view.prefix, item.code)),
        code=item.code,
        power_class=item.kind,
        status=status,
        tone=tone(status),
        holder=view.content.label_of(item.department) if holder else "",
        limit=joined((limit, "不收费" if item.free else ""), DOT),
        everyday=joined(item.everyday_names),
        note="目录主项" if item.catalogue_main else "",
    )


def rows(
    view: RegionView, start: str, items: Iterable[ItemFacts], links: RegionLinks, *, holder: bool = True
) -> tuple[ItemRow, ...]:
    """The items of a list, by code."""
    ordered = sorted(items, key=lambda item: item.code)
    return tuple(item_row(view, start, item, links, holder=holder) for item in ordered)


def class_groups(
    view: RegionView, start: str, items: Iterable[ItemFacts], links: RegionLinks, *, holder: bool = False
) -> tuple[Group, ...]:
    """The items of one department, or with their ``holder`` those of a region, under their classes."""
    return tuple(
        _group(view, start, members, links, class_link(view, start, kind), f"class-{kind}", holder=holder)
        for kind, members in by_kind(items).items()
    )


def department_groups(
    view: RegionView, start: str, items: Iterable[ItemFacts], links: RegionLinks
) -> tuple[Group, ...]:
    """The items of one class, law or theme under their departments."""
    return tuple(
        _group(view, start, members, links, department_link(view, start, slug), f"department-{slug}")
        for slug, members in by_department(view, items).items()
    )


def _group(
    view: RegionView, start: str, items: list[ItemFacts], links: RegionLinks, title: Link, anchor: str,
    *, holder: bool = False,
) -> Group:  # fmt: skip
    gone = [item for item in items if links.links[item.code].status in TOMBSTONES]
    here = [item for item in items if links.links[item.code].status not in TOMBSTONES]
    return Group(
        title=title.text,
        anchor=anchor,
        rows=rows(view, start, here, links, holder=holder),
        number=len(active(items, links)),
        href=title.href,
        gone=rows(view, start, gone, links, holder=holder),
    )
