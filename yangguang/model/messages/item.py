"""Rules on one item looked at by itself (P200–P299)."""

from __future__ import annotations

from yangguang.model.problem import Rule

ITEM: tuple[Rule, ...] = ()
