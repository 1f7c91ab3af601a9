"""Rules on references between files and between regions (P300–P399)."""

from __future__ import annotations

from yangguang.model.problem import Rule, Severity

LINKS: tuple[Rule, ...] = (
    Rule(
        "P390",
        Severity.error,
        "网页地址 {path} 被两处同时使用,另一处是 {other};请改其中一处的文件名",
        "the address {path} is claimed twice, also by {other}; rename one of the two files",
    ),
)
