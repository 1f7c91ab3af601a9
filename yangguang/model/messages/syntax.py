"""Rules on the syntax of files (P001–P099)."""

from __future__ import annotations

from yangguang.model.problem import Rule

SYNTAX: tuple[Rule, ...] = ()
