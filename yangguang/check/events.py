"""Events: what each kind must say, dates and units, and the status that an item may not write itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from yangguang.check.files import check_attachments
from yangguang.check.pairs import check_pairs
from yangguang.check.reclassed import check_classes
from yangguang.check.whole import Whole
from yangguang.model.called import Called, leaves
from yangguang.model.content import RegionContent
from yangguang.model.event import Adjusted, Adjustment, Event, no_need
from yangguang.model.facts import ItemFacts
from yangguang.model.problem import Problem, Where
from yangguang.model.status import Change, histories, status_before
from yangguang.model.words import DEVOLVING

_BEFORE = frozenset({"取消", "下放", "上收", "拆分"})
_AFTER = frozenset({"新增", "合并"})
_DOWNWARDS = DEVOLVING | {"委托", "收回"}
"""Kinds by which a level deals with the one below."""
_TRANSFERS = frozenset({"划转", "收回"})
"""Kinds that may bring an item to another department under its code."""

_FITTING: dict[str, frozenset[str]] = {
    **dict.fromkeys(("取消", "下放", "上收", "合并", "拆分", "划转"), frozenset({"在用", "暂停"})),
    "收回": frozenset({"已下放", "在用", "暂停"}),
    "恢复": frozenset({"暂停"}),
    "暂停": frozenset({"在用"}),
}
"""The statuses in which an event of a kind may find an item that was there before."""

UNSETTLING = frozenset({"P410", "P418", "P422", "P426", "P427"})
"""Warnings after which the ledger cannot reconcile anyway."""


def check_events(whole: Whole, content: RegionContent) -> Iterator[Problem]:
    """All events of a region, and the items whose status they decide."""
    present, called = frozenset(content.files), Called(content)
    for file, event in content.events.items():
        yield from _dates(event, file, content)
        yield from check_attachments(event.attachments, file, present)
        for number, row in enumerate(event.adjustments):
            yield from _row(whole, content, row, file, ("调整事项", number))
            yield from _ambiguous(called, whole.items(content.slug), event, number, file)
            yield from _vanishing(called, row, event.effective, file, number)
        yield from _adjusted(event, file)
    yield from _histories(whole, content, called)
    yield from check_classes(content, whole.items(content.slug), whole.links.as_of)
    yield from check_pairs(whole, content)


def _dates(event: Event, file: str, content: RegionContent) -> Iterator[Problem]:
    for rule, key, day in (("P408", "生效日期", event.effective), ("P409", "公布日期", event.published)):
        if event.decided and day and day < event.decided:
            yield Problem(rule, file, (key,), {"day": day.isoformat(), "decided": event.decided.isoformat()})
    opening = content.region.opening
    if opening and event.effective <= opening.day:
        args = {"day": event.effective.isoformat(), "opening": opening.day.isoformat()}
        yield Problem("P420", file, ("生效日期",), args)


def _row(whole: Whole, content: RegionContent, row: Adjustment, file: str, where: Where) -> Iterator[Problem]:
    slug = content.slug
    for key in _lacking(row):
        yield Problem("P400", file, where, {"kind": row.kind, "key": key})
    yield from _numbers(row, file, where)
    if row.name and not (row.department and row.power_class):
        yield Problem("P404", file, (*where, "名称"), {"name": row.name})
    if (row.old_class is None) != (row.new_class is None):
        yield Problem("P421", file, (*where, "现类别" if row.new_class else "原类别"))
    for key, text in (("部门", row.department), ("原部门", row.old_department), ("现部门", row.new_department)):
        yield from whole.department(text, slug, file, (*where, key))
    # A department may stay where a transfer gives its items other codes.
    recoded = row.kind == "划转" and bool(row.before) and not set(row.before) & set(row.after)
    if row.kind in _TRANSFERS and row.old_department and row.old_department == row.new_department and not recoded:
        yield Problem("P419", file, (*where, "现部门"), {"department": row.old_department})
    yield from _codes(whole, row, slug, file, where)


def _ambiguous(
    called: Called, items: Mapping[str, ItemFacts], event: Event, number: int, file: str
) -> Iterator[Problem]:  # fmt: skip
    """A former name that several departments share, where neither the items nor the taker tell which is meant."""
    row, day = event.adjustments[number], event.effective
    holders = {items[code].department for code in row.codes if code in items}
    takers = called.meant(row.new_department, day)
    for key, text in (("部门", row.department), ("原部门", row.old_department)):
        named = called.meant(text, day, leaving=key == "原部门" or leaves(row))
        meant = [slug for slug in named if key == "部门" or slug not in takers]
        if len(meant) > 1 and not holders.intersection(meant):
            args = {"name": text or "", "departments": "、".join(meant), "first": meant[0]}
            yield Problem("P423", file, ("调整事项", number, key), args)


def _vanishing(called: Called, row: Adjustment, day: date, file: str, number: int) -> Iterator[Problem]:
    """A transfer within the region that does not say under which codes its items go on: they would leave the list."""
    taker = called.meant(row.new_department, day)
    if row.kind == "划转" and row.before and not row.after and taker:
        args = {"department": taker[0], "number": str(len(row.before))}
        yield Problem("P428", file, ("调整事项", number), args)


def _lacking(row: Adjustment) -> Iterator[str]:
    """Keys that this kind needs; 名称 stands for an item that never had a code."""
    coded = bool(row.before or row.after or row.name)
    if row.kind in _BEFORE and not (row.before or row.name):
        yield "变更前"
    elif row.kind in _AFTER and not (row.after or (row.name and row.kind == "新增")):
        yield "变更后"
    elif row.kind == "承接":
        yield from (key for key, codes in (("变更前", row.before), ("变更后", row.after)) if not codes)
    elif not coded:
        yield "变更前"
    if row.kind == "划转" or (row.kind == "收回" and (row.old_department or row.new_department)):
        yield from (key for key, unit in (("原部门", row.old_department), ("现部门", row.new_department)) if not unit)
    if row.kind == "要素变更" and not (row.fields or row.new_class):
        yield "变更要素"


def _numbers(row: Adjustment, file: str, where: Where) -> Iterator[Problem]:
    if row.kind == "合并" and len(row.before) + bool(row.name) < 2:
        yield Problem("P402", file, (*where, "变更前"))
    if row.kind == "拆分" and len(row.after) < 2:
        yield Problem("P403", file, (*where, "变更后"))
    first: dict[tuple[str, str], int] = {}
    for key, index, code in row.written:
        if first.setdefault((key, code), index) != index:
            yield Problem("P405", file, (*where, key, index), {"code": code})


def _codes(whole: Whole, row: Adjustment, slug: str, file: str, where: Where) -> Iterator[Problem]:
    """Codes must exist, and be this region's own where the row decides about them."""
    for key, index, code in row.written:
        here, towards = (*where, key, index), _towards(row.kind, key)
        if whole.homes.get(code) and not whole.has(slug, code):
            # What a 承接 names of another level than the one above, the pairs tell (P415).
            if not (towards and (row.kind == "承接" or whole.beyond(slug, towards, whole.homes[code]))):
                name = whole.contents[whole.homes[code][0]].region.name
                yield Problem("P406", file, here, {"code": code, "region": name})
        else:
            yield from whole.known(code, slug, file, here, towards=towards)


def _towards(kind: str, key: str) -> int:
    """Which other level the codes of such a row may be of: above (-1), below (1), none (0)."""
    if kind in _DOWNWARDS or (kind, key) == ("上收", "变更前"):
        return 1
    return -1 if (kind, key) in (("承接", "变更前"), ("上收", "变更后")) else 0


def _adjusted(event: Event, file: str) -> Iterator[Problem]:
    """Whether list, flow chart and risk chart follow the decision: 是, or why not."""
    if event.adjusted:
        yield from _three(event.adjusted, file, ("同步调整",))
    for number, row in enumerate(event.adjustments):
        if row.adjusted:
            yield from _three(row.adjusted, file, ("调整事项", number, "同步调整"))
    if not event.adjusted and any(row.adjusted is None for row in event.adjustments):
        yield Problem("P417", file)


def _three(adjusted: Adjusted, file: str, where: Where) -> Iterator[Problem]:
    for key, text in adjusted.said.items():
        if text != "是" and not no_need(text):
            yield Problem("P416", file, (*where, key), {"key": key, "value": text})


def _histories(whole: Whole, content: RegionContent, called: Called) -> Iterator[Problem]:
    """An item whose status events decide does not write one, and each event finds it in a status that fits."""
    items = whole.items(content.slug)
    for code, changes in sorted(histories(content.events).items()):
        item = items.get(code)
        if item is None:
            continue
        if item.own_status:
            yield Problem("P401", item.file, ("状态",), {"status": item.own_status, "event": changes[-1].file})
        for number, change in enumerate(changes):
            yield from _fitting(code, change, status_before(changes, number))
        yield from _moved(content, called, item, changes, whole.links.as_of)


def _fitting(code: str, change: Change, before: str) -> Iterator[Problem]:
    fitting = frozenset({"未启用"}) if change.new else _FITTING.get(change.kind, frozenset())
    if before not in fitting:
        args = {"kind": change.kind, "code": code, "status": before}
        yield Problem("P410", change.file, ("调整事项", change.row), args)


def _moved(
    content: RegionContent, called: Called, item: ItemFacts, changes: tuple[Change, ...], as_of: date
) -> Iterator[Problem]:
    """After its last transfer an item lies in the folder of its new department, before its first in that of its old one."""
    moves = [
        change
        for change in changes
        if change.kind in _TRANSFERS
        and change.status == "在用"
        and content.events[change.file].adjustments[change.row].new_department
    ]
    past = [change for change in moves if change.day <= as_of]
    if not moves or (not past and moves[0].new):
        return
    move = past[-1] if past else moves[0]
    row = content.events[move.file].adjustments[move.row]
    old = called.meant(row.old_department, move.day, leaving=True)
    new = called.meant(row.new_department, move.day)
    there, where = item.department, ("调整事项", move.row, "现部门")
    args = {"code": item.code, "department": there}
    if past and new and there not in new:
        yield Problem("P418", move.file, where, args | {"to": new[0]})
    elif not past and old and there not in old and there in new:
        yield Problem("P422", move.file, where, args | {"day": move.day.isoformat(), "from": old[0]})
    elif past and there in new and changes[-1].status == "在用" and _left(content, called, item, old, as_of):
        named = {"department": content.departments[there].name, "holder": item.holder or ""}
        args = {"code": item.code, "day": move.day.isoformat(), **named}
        yield Problem("P425", item.file, ("行使主体",), args)


def _left(content: RegionContent, called: Called, item: ItemFacts, old: tuple[str, ...], as_of: date) -> bool:
    """Whether an item names as its holder the department that it has left, and that still stands."""
    holders = called.meant(item.holder, as_of)
    return item.department not in holders and not set(content.standing(as_of)).isdisjoint({*old} & {*holders})
