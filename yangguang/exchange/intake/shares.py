"""A list of several departments, told apart by who exercises each power."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from yangguang.exchange.intake.departments import named_by
from yangguang.exchange.items.made import Made
from yangguang.exchange.sheets.raw import Left
from yangguang.model.region import Department, Region


def shares(items: list[Made], region: Region, known: Mapping[str, Department]) -> dict[str, list[Made]]:
    """Name of a department → its items, where holders name at least two departments; else nothing.

    An office of a department that is named too belongs to it (市公安局交警支队), unless it has a file of its own. Items whose holder names no department are told
    and stay with the one that has most.
    """
    said = [next((holder.text for holder in item.raw.said.get("行使主体", ())), "") for item in items]
    names = [named_by(text, region, known) for text in said]
    found = set(filter(None, names))
    own = {department.name for department in known.values()}
    whole = {
        name: name if name in own else min((other for other in found if name.startswith(other)), key=len)
        for name in found
    }
    if len(set(whole.values())) < 2:
        return {}
    most = Counter(whole[name] for name in names if name).most_common(1)[0][0]
    result: dict[str, list[Made]] = {}
    for item, name in zip(items, names, strict=True):
        result.setdefault(whole[name] if name else most, []).append(item)
        if not name:
            item.left.append(Left("holder_open", item.raw.said["职权名称"][0].at, item.name))
    return result
