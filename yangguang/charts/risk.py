"""The risk chart (廉政风险防控图) as data: along the spine of stages, the risk points and what is done against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from yangguang.model.duty import Risk
from yangguang.model.flow import NO_BOX
from yangguang.model.ids import duty_ids, risk_ids, stage_label
from yangguang.model.power import Power


@dataclass(frozen=True, slots=True)
class RiskEntry:
    """One risk point with its measures. ``level`` is 高, 中 or 低 where the region's scale knows the word, else the word
    itself; ``original`` is the word as written where it differs from ``level``, else empty."""

    id: str
    duty: str
    name: str
    manifestation: str
    category: str
    level: str
    original: str
    measures: str
    post: str


@dataclass(frozen=True, slots=True)
class RiskRow:
    """One stage: consecutive duties of it, their ids, and all their risk points."""

    stage: str
    duties: tuple[str, ...]
    risks: tuple[RiskEntry, ...]


@dataclass(frozen=True, slots=True)
class RiskChart:
    """The rows from above to below."""

    rows: tuple[RiskRow, ...]

    @property
    def count(self) -> int:
        """How many risk points they hold together."""
        return sum(len(row.risks) for row in self.rows)


def risk_chart(power: Power, scale: Mapping[str, str] | None = None) -> RiskChart:
    """The risk chart of an item whose 引用 are merged; ``scale`` is the region's 风险等级 (一级 → 高).

    The rows are the boxes of the stages, with or without risk points; 其他 and 指导监督, which have no box, have a row
    where they have risk points, so that none is left out.
    """
    ids = duty_ids(power.duties)
    rows: list[RiskRow] = []
    for stage, group in groupby(zip(ids, power.duties, strict=True), key=lambda pair: stage_label(pair[1])):
        duties = list(group)
        risks = tuple(
            _entry(risk, risk_id, duty_id, scale or {})
            for duty_id, duty in duties
            for risk_id, risk in zip(risk_ids(duty_id, duty), duty.risks, strict=True)
        )
        if risks or duties[0][1].stage not in NO_BOX:
            rows.append(RiskRow(stage, tuple(duty_id for duty_id, _ in duties), risks))
    return RiskChart(tuple(rows))


def _entry(risk: Risk, risk_id: str, duty_id: str, scale: Mapping[str, str]) -> RiskEntry:
    level = scale.get(risk.level, risk.level)
    return RiskEntry(
        id=risk_id,
        duty=duty_id,
        name=risk.name,
        manifestation=risk.manifestation or "",
        category=risk.category or "",
        level=level,
        original=risk.level if risk.level != level else "",
        measures=risk.measures,
        post=risk.post,
    )
