"""Mistakes in 运行流程, each under its rule."""

from __future__ import annotations

from collections.abc import Iterator

from yangguang.check.completeness import missing_keys
from yangguang.check.stages import all_staged
from yangguang.model.flow_faults import FaultKind, flow_faults
from yangguang.model.power import Power
from yangguang.model.problem import Problem

_RULES = {
    FaultKind.NAMELESS: "P230",
    FaultKind.RESERVED: "P231",
    FaultKind.REPEATED: "P232",
    FaultKind.STAGE: "P233",
    FaultKind.TARGET: "P235",
    FaultKind.TO_SIDE: "P237",
    FaultKind.NO_NEXT: "P238",
    FaultKind.TWO_WAYS: "P239",
    FaultKind.NO_WAY: "P240",
    FaultKind.NO_MAIN: "P241",
    FaultKind.ENDLESS: "P242",
    FaultKind.UNREACHED: "P243",
    FaultKind.LIMITS: "P244",
}
_WITH_NEAR = {"P233": "P234", "P235": "P236"}
"""The same with something to suggest."""


def check_flow(power: Power, file: str) -> Iterator[Problem]:
    """Every fault of the flow as a problem; of stages nothing where duties or their stages lack, an error of its own."""
    sure = all_staged(power) and "责任事项" not in missing_keys(power)
    for fault in flow_faults(power):
        if fault.kind is FaultKind.STAGE and not sure:
            continue
        rule = _RULES[fault.kind]
        if fault.args.get("near"):
            rule = _WITH_NEAR.get(rule, rule)
        yield Problem(rule, file, fault.where, fault.args)
