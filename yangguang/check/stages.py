"""The stages of an item's duties against the table of stages of its class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import get_args

from yangguang.check.near import nearest
from yangguang.model.flow import NO_BOX
from yangguang.model.power import Power
from yangguang.model.problem import Problem
from yangguang.model.region import StageRule
from yangguang.model.words import CLASS_SYNONYMS, CLASSES, Enforcement

_TABLED = tuple(key for name in CLASSES for key in (get_args(Enforcement) if name == "行政强制" else (name,)))
"""Under which names a table keeps stages: see :func:`stage_key`."""


def check_stages(power: Power, file: str, table: Mapping[str, StageRule]) -> Iterator[Problem]:
    """Missing mandatory stages, stages that return, stages outside the table, guidance without a stage.

    An item that names no stage but 其他 is silent here: its gap stands in the completeness notice.
    """
    yield from _guidance(power, file)
    named = [duty.stage for duty in power.duties if duty.stage not in NO_BOX]
    if not named:
        return
    yield from _returning(power, file)
    rule = table.get(stage_key(power))
    if rule is not None and rule.mandatory:
        if all_staged(power):
            # A stage that the flow has and no duty is told there.
            flow = {step.stage for step in power.flow}
            yield from _missing(power, file, rule, {stage for stage in (*named, *flow) if stage})
        yield from _outside(power, file, rule)


def check_table(table: Mapping[str, StageRule]) -> Iterator[Problem]:
    """A table of a region's own names classes; of another name it would be asked for nothing."""
    for name in table:
        if name not in _TABLED:
            near = nearest(CLASS_SYNONYMS.get(name, name), _TABLED)
            args = {"name": name, "near": near, "choices": "、".join(_TABLED)}
            yield Problem("P343" if near else "P344", "stages.yml", (name,), args)


def all_staged(power: Power) -> bool:
    """Whether every duty that needs a stage has one; where not (an error of its own), nobody knows what is missing."""
    return all(duty.stage for duty in power.duties if duty.kind == "直接实施责任")


def stage_key(power: Power) -> str:
    """Under which name the table keeps this item's stages: the class, of 行政强制 the 执行方式."""
    if power.power_class == "行政强制":
        return power.enforcement or ""
    return power.power_class or ""


def _mandatory(power: Power, rule: StageRule) -> tuple[str, ...]:
    short = rule.summary and power.penalty and power.penalty.summary == "适用"
    return rule.summary if short else rule.mandatory


def _missing(power: Power, file: str, rule: StageRule, present: set[str]) -> Iterator[Problem]:
    missing = [s for s in _mandatory(power, rule) if s not in present and not present & set(rule.aliases.get(s, ()))]
    if missing:
        args = {"kind": stage_key(power), "stages": "、".join(missing), "law": rule.basis or ""}
        yield Problem("P221" if rule.basis else "P222", file, ("责任事项",), args)


def _outside(power: Power, file: str, rule: StageRule) -> Iterator[Problem]:
    aliases = {name for names in rule.aliases.values() for name in names}
    known = {*rule.mandatory, *rule.optional, *aliases}
    told: set[str] = set()
    for index, duty in enumerate(power.duties):
        stage = duty.stage
        if stage and stage != "其他" and stage not in known and stage not in told:
            told.add(stage)
            args = {"stage": stage, "kind": stage_key(power), "known": "、".join((*rule.mandatory, *rule.optional))}
            yield Problem("P224", file, ("责任事项", index, "环节"), args)


def _returning(power: Power, file: str) -> Iterator[Problem]:
    seen: set[str] = set()
    rows = [(index, duty.stage or "") for index, duty in enumerate(power.duties) if duty.stage]
    for stage, group in groupby(rows, key=lambda row: row[1]):
        first = next(group)[0]
        if stage in seen and stage != "其他":
            yield Problem("P223", file, ("责任事项", first, "环节"), {"stage": stage})
        seen.add(stage)


def _guidance(power: Power, file: str) -> Iterator[Problem]:
    bare = [i for i, duty in enumerate(power.duties) if duty.kind == "指导监督责任" and not duty.stage]
    if bare:
        yield Problem("P225", file, ("责任事项", bare[0]), {"count": str(len(bare))})
