"""The ids of duties and risk points, by which lists, charts, data and addresses name the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from yangguang.model.duty import Duty

GUIDANCE = "指导监督"
"""Stands for the stage in the id of a duty that has none (指导监督责任)."""


def stage_label(duty: Duty) -> str:
    """The stage as written, else 指导监督."""
    return duty.stage or GUIDANCE


def duty_ids(duties: Iterable[Duty]) -> tuple[str, ...]:
    """One id per duty, ``<环节>-<n>`` or ``指导监督-<n>``; n counts the duties of that stage in file order, from 1."""
    seen: Counter[str] = Counter()
    ids = []
    for duty in duties:
        label = stage_label(duty)
        seen[label] += 1
        ids.append(f"{label}-{seen[label]}")
    return tuple(ids)


def risk_ids(duty_id: str, duty: Duty) -> tuple[str, ...]:
    """One id per risk point of a duty: ``<duty id>-<m>``, counted from 1."""
    return tuple(f"{duty_id}-{m}" for m in range(1, len(duty.risks) + 1))
