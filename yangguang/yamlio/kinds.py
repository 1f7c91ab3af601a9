"""Which shape a file of a region's folder has, by its path."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from yangguang.model.disclosure import Disclosure
from yangguang.model.duty import Duty, Risk
from yangguang.model.event import Event
from yangguang.model.power import Power
from yangguang.model.region import Department, Hotline, Law, Place, PrivacyExemption, Region, StageRule, Theme
from yangguang.yamlio.shape import Shape, shape_of

_KINDS: tuple[tuple[str, Any, str], ...] = (
    (r"region\.yml", Region, "one"),
    (r"departments/[^/]+\.yml", Department, "one"),
    (r"powers/[^/]+/[^/]+\.yml", Power, "one"),
    (r"events/[^/]+/[^/]+\.yml", Event, "one"),
    (r"disclosures/[^/]+/[^/]+\.md", Disclosure, "one"),
    (r"hotline\.yml", Hotline, "one"),
    (r"library/duties\.yml", Duty, "by id"),
    (r"library/risks\.yml", Risk, "by id"),
    (r"stages\.yml", StageRule, "by id"),
    (r"laws\.yml", Law, "list"),
    (r"themes\.yml", Theme, "list"),
    (r"places\.yml", Place, "list"),
    (r"privacy-allow\.yml", PrivacyExemption, "list"),
)


@cache
def shape_at(path: str) -> Shape | None:
    """The shape of a file at a POSIX path inside its region's folder; None where ``fmt`` has nothing to do."""
    for pattern, record, form in _KINDS:
        if re.fullmatch(pattern, path):
            inner = shape_of(record)
            return {"one": inner, "by id": Shape(other=inner), "list": Shape(items=inner)}[form]
    return None
