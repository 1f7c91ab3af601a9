"""Rules on references between files and between regions (P300–P399)."""

from __future__ import annotations

from yangguang.model.problem import Rule

LINKS: tuple[Rule, ...] = ()
