"""What an item rests on: is the basis of the rank its class needs, does it name the penalty, is it in force."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from yangguang.check.near import clipped
from yangguang.model.basis import Basis
from yangguang.model.duty import Duty
from yangguang.model.power import Power
from yangguang.model.problem import Problem, Where

_MAY_LICENSE = frozenset({"法律", "行政法规", "地方性法规", "国务院决定"})
"""What may create a licence: 行政许可法第十四条, 第十五条 (rules of a province only for one year)."""

_BRACKETS = r"(?:[（(][^（）()]*[）)])?"
_NAMED_LAW = re.compile(rf"(?:^|[^办])法{_BRACKETS}》?$")
_NAMED_REGULATION = re.compile(rf"条例{_BRACKETS}》?$")
_QUOTED_LAW = re.compile(rf"《[^《》]*[^办]法{_BRACKETS}》")
_QUOTED_REGULATION = re.compile(rf"《[^《》]*条例{_BRACKETS}》")


def check_bases(power: Power, file: str, library: Mapping[str, Duty]) -> Iterator[Problem]:
    """Warnings on rank, nature and validity; silent about rank and nature where no basis says them.

    What a duty takes from the library is judged there.
    """
    yield from empty_bases(power.bases, file, ("设定依据",))
    for index, duty in enumerate(power.duties):
        entry = library.get(duty.ref) if duty.ref else None
        if entry is None or entry.basis is not duty.basis:
            yield from empty_bases(duty.basis, file, ("责任事项", index, "依据"))
    for index, basis in enumerate(power.bases):
        if basis.validity == "废止":
            yield Problem("P264", file, ("设定依据", index), {"law": clipped(basis.law or basis.text or "")})
    ranks = {rank_of(basis) for basis in power.bases}
    if any(basis.rank for basis in power.bases):
        yield from _rank(power, file, ranks)
    natures = {basis.nature for basis in power.bases} - {None}
    if power.power_class == "行政处罚" and natures and "罚则" not in natures:
        yield Problem("P263", file, ("设定依据",))


def empty_bases(bases: tuple[Basis, ...], file: str, where: Where) -> Iterator[Problem]:
    """Citations that name neither a law nor a text."""
    for index, basis in enumerate(bases):
        if not basis.law and not basis.text:
            yield Problem("P265", file, (*where, index))


def _rank(power: Power, file: str, ranks: set[str | None]) -> Iterator[Problem]:
    if power.power_class == "行政许可" and not ranks & _MAY_LICENSE:
        yield Problem("P260", file, ("设定依据",))
    elif power.power_class == "行政处罚" and ranks == {"规范性文件"}:
        yield Problem("P261", file, ("设定依据",))
    elif power.enforcement == "行政强制执行" and "法律" not in ranks:
        yield Problem("P262", file, ("设定依据",))


def rank_of(basis: Basis) -> str | None:
    """The rank as written, else as the name tells it: …法 is a law, …条例 a regulation (of the State Council or local)."""
    if basis.rank:
        return basis.rank
    law, text = (basis.law or "").strip(), basis.text or ""
    if _NAMED_LAW.search(law) or (not law and _QUOTED_LAW.search(text)):
        return "法律"
    if _NAMED_REGULATION.search(law) or (not law and _QUOTED_REGULATION.search(text)):
        return "行政法规"
    return None
