"""Reads one item: its file becomes the whole item, its small facts and every problem found in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from yangguang.check.facts import facts
from yangguang.check.item import check_item
from yangguang.check.library import DUTIES, RISKS, expand
from yangguang.check.private import check_private
from yangguang.check.shape import as_written, shape
from yangguang.check.words import check_words
from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.power import Power
from yangguang.model.problem import Problem
from yangguang.yamlio import check_cut, read_yaml


@dataclass(frozen=True, slots=True)
class ItemRead:
    """One item as read: the whole item and its facts, both missing where a mistake forbids them."""

    power: Power | None
    facts: ItemFacts | None
    problems: tuple[Problem, ...]
    uses: tuple[str, ...] = ()
    """Library entries it refers to."""


def part_read(content: RegionContent, department: str) -> RegionContent:
    """All of a region that reading items of one department may depend on, so that nothing else makes it stale; ``content``:
    the region with no other decisions than those that give items another class."""
    return RegionContent(
        content.region,
        content.main,
        {slug: entry for slug, entry in content.departments.items() if slug == department},
        content.duties,
        content.risks,
        stages=content.stages,
        events=content.events,
        files=content.other_files,
        unread=tuple(file for file in content.unread if file in (DUTIES, RISKS, "region.yml")),
        borrowed=content.borrowed,
        exemptions=tuple(e for e in content.exemptions if e.file.startswith(f"powers/{department}/")),
    )


def read_item(body: bytes, file: str, content: RegionContent) -> ItemRead:
    """Reads, merges and checks one item, and looks for personal data in its file whether it can be read or not."""
    read = _item(body, file, content)
    told = list(check_private(body, file, content.exemptions))
    if read.power:
        told += [*check_cut(body, file), *check_words(body, file)]
    return replace(read, problems=(*read.problems, *told)) if told else read


def _item(body: bytes, file: str, content: RegionContent) -> ItemRead:
    """One item; rules are tried only on what could be read, so one mistake is one message."""
    value, problems = read_yaml(body, file)
    if problems:
        return ItemRead(None, None, tuple(problems))
    written, problems = shape(Power, value, file)
    if written is None:
        return ItemRead(None, None, tuple(problems))
    power, merging = expand(written, content.duties, content.risks, file, content.unread)
    problems = as_written(Power, value, file, [*merging, *check_item(power, file, content)])
    return ItemRead(power, facts(power, file, content), tuple(problems), tuple(sorted(_uses(written, content))))


def _uses(power: Power, content: RegionContent) -> set[str]:
    """Library entries that an item as written stands on, those that a duty's entry refers to included."""
    found = set()
    for duty in power.duties:
        risks = list(duty.risks)
        if duty.ref is not None:
            found.add(duty.ref)
            entry = content.duties.get(duty.ref)
            risks += entry.risks if entry else ()
        found.update(risk.ref for risk in risks if risk.ref is not None)
    return found
