"""Tables that tell nothing but the risks of powers: their risks go to the duties of the items that have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from yangguang.exchange.intake.codes import bare_name
from yangguang.exchange.intake.merge import same
from yangguang.exchange.items.made import Loose, Made, Value
from yangguang.exchange.items.references import Shared
from yangguang.exchange.items.responsibility import stage_named, tell_stage

_KNOWN_BY = ("职权类别", "事项性质", "行使主体", "行使层级")


def supplement(item: Made) -> bool:
    """Whether an item says of itself only who it is, and otherwise risks for which it has no duty."""
    value = item.value
    words = "\n".join(loose.words for loose in item.loose)
    return bool(words) and value.get("备注") == words and value.keys() <= {"职权名称", "备注", *_KNOWN_BY}


def joined(items: Sequence[Made]) -> list[Made]:
    """The items without tables of risks that speak of another one of them, and of one alone; it has their risks now."""
    mains: dict[str, list[Made]] = {}
    for item in items:
        if not supplement(item):
            mains.setdefault(bare_name(item.name), []).append(item)
    kept = []
    for item in items:
        found = [main for main in mains.get(bare_name(item.name), []) if _speaks_of(item, main.value)]
        if len(found) == 1 and supplement(item):
            _join(item, found[0])
        else:
            kept.append(item)
    return kept


def recognise(items: Iterable[Made], existing: Iterable[Value]) -> None:
    """Gives a table's items, whose class nobody has told, the class of the one item of the content that bears their name."""
    asking = [item for item in items if item.loose and supplement(item) and not _class_told(item)]
    named: dict[str, list[Value]] = {}
    for value in existing if asking else ():
        named.setdefault(bare_name(str(value.get("职权名称", ""))), []).append(value)
    for item in asking:
        found = named.get(bare_name(item.name), [])
        if len(found) == 1:
            item.left = [left for left in item.left if left.why != "class_guessed"]
            item.value = {key: text for key, text in item.value.items() if key not in ("职权类别", "事项性质")}
            item.value |= {key: found[0][key] for key in ("职权类别", "事项性质") if key in found[0]}


def onto(item: Made, old: Value, shared: Shared) -> Value:
    """What a table of risks says of an item that the content has: its duties, those that it speaks of with these risks."""
    own, full = old.get("责任事项"), shared.expanded(old).get("责任事项")
    if not isinstance(own, list) or not isinstance(full, list):
        return item.value
    risks, rest = _placed(item, full)
    duties = [
        duty | {"风险点": risks[n]} if n in risks and not same(full[n].get("风险点"), risks[n]) else duty
        for n, duty in enumerate(own)
    ]
    remark = str(old.get("备注") or "")
    more = [loose.words for loose in rest if loose.words not in remark]
    value = {key: text for key, text in item.value.items() if key != "备注"}
    value |= {"责任事项": duties} if duties != own else {}
    return value | ({"备注": "\n".join(filter(None, [remark, *more]))} if more else {})


def _speaks_of(item: Made, main: Mapping[str, Any]) -> bool:
    known = (key for key in _KNOWN_BY if key in item.value and (key != "职权类别" or _class_told(item)))
    return all(item.value[key] == main.get(key) for key in known)


def _class_told(item: Made) -> bool:
    return "职权类别" in item.raw.said or bool(item.raw.heading)


def _join(item: Made, main: Made) -> None:
    duties = main.value.get("责任事项", [])
    risks, rest = _placed(item, duties)
    for n, found in risks.items():
        duties[n].setdefault("风险点", []).extend(found)
    if rest:
        main.value["备注"] = "\n".join(filter(None, [main.value.get("备注"), *(loose.words for loose in rest)]))
    item.left = [left for left in item.left if left.why != "class_guessed"]


def _placed(item: Made, duties: Sequence[Any]) -> tuple[dict[int, list[Value]], list[Loose]]:
    """Risks by the number of the duty whose stage alone is theirs, and those that find none."""
    names = [stage_named(str(duty.get("环节") or "")) if isinstance(duty, dict) else None for duty in duties]
    risks: dict[int, list[Value]] = {}
    rest = []
    for loose in item.loose:
        stage = loose.stage.text if loose.stage else ""
        wanted = stage_named(stage)
        fits = [n for n, name in enumerate(names) if name is not None and (name == wanted or not stage)]
        if len(fits) != 1 or not loose.risks:
            rest.append(loose)
            continue
        one = fits[0]
        risks.setdefault(one, []).extend(loose.risks)
        if loose.stage and stage != duties[one].get("环节"):
            tell_stage(item, loose.stage)
    return risks, rest
