"""Time limits of one item: promised against legal, in one unit, for the item and each of its 业务办理项."""

from __future__ import annotations

from collections.abc import Iterator

from yangguang.model.fields import Limit
from yangguang.model.handling import HandlingKeys
from yangguang.model.power import Power
from yangguang.model.problem import Problem, Where

_LIMITS = {"legal_limit": "法定办结时限", "promised_limit": "承诺办结时限"}


def check_limits(power: Power, file: str) -> Iterator[Problem]:
    """Promised > legal is an error; different units and, of 行政许可, a bare 日 are notices."""
    handling = power.handling
    if handling is None:
        return
    licence = power.power_class == "行政许可"
    yield from _compare(handling, handling, file, ("办理",), licence)
    for index, variant in enumerate(handling.variants):
        if variant.model_fields_set & _LIMITS.keys():
            yield from _compare(handling.merged(variant), variant, file, ("办理", "业务办理项", index), licence)


def _compare(full: HandlingKeys, own: HandlingKeys, file: str, where: Where, licence: bool) -> Iterator[Problem]:
    """``own`` is what is written at ``where``, ``full`` what holds there."""
    legal, promised = full.legal_limit, full.promised_limit
    if legal and promised:
        at = (*where, "承诺办结时限" if own.promised_limit else "法定办结时限")
        args = {"promised": str(promised), "legal": str(legal)}
        if not promised.comparable(legal):
            yield Problem("P211", file, at, args)
        elif promised.number > legal.number:
            yield Problem("P210", file, at, args)
    if licence:
        for name, key in _LIMITS.items():
            limit: Limit | None = getattr(own, name)
            if limit and limit.unit == "日":
                yield Problem("P212", file, (*where, key), {"key": key, "limit": str(limit), "days": str(limit.number)})


def handlings(power: Power) -> Iterator[tuple[HandlingKeys, Where]]:
    """办理 of an item, where it has any, and each of its 业务办理项 as written, with their key paths."""
    if power.handling:
        yield power.handling, ("办理",)
        for index, variant in enumerate(power.handling.variants):
            yield variant, ("办理", "业务办理项", index)
