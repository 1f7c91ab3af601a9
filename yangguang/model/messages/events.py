"""Rules on events, the status they decide and the ledger (P400–P449)."""

from __future__ import annotations

from yangguang.model.problem import Rule

EVENTS: tuple[Rule, ...] = ()
