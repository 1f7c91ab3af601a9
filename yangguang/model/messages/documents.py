"""Rules on disclosures, the catalogue and pages (P500–P599)."""

from __future__ import annotations

from yangguang.model.problem import Rule

DOCUMENTS: tuple[Rule, ...] = ()
