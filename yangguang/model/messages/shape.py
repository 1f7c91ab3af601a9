"""Rules on types and keys of the content files (P100–P199)."""

from __future__ import annotations

from yangguang.model.problem import Rule

SHAPE: tuple[Rule, ...] = ()
