"""Tells what changed between two snapshots: as text with the words that went and came, or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from yangguang.archive.changes.beside import COMPARED, Beside
from yangguang.archive.changes.diff import RegionDiff, diff, sums
from yangguang.archive.payload import Payload
from yangguang.model.accounted import Unaccounted
from yangguang.model.change import Change, spoken
from yangguang.model.messages.history import tell
from yangguang.model.problem import Lang
from yangguang.model.wording import reworded

TEXT, DATA = "changes.txt", "changes.json"
"""Where a snapshot says what changed since the one before."""

_MARKS = {"同": "{}", "删": "[-{}-]", "增": "{{+{}+}}"}
"""How words that went and came are marked in plain text, as ``git diff --word-diff`` does."""


def as_text(before: Payload, after: Payload, found: Iterable[RegionDiff], lang: Lang) -> Iterator[str]:
    """A paragraph per region: its figures, its items with what changed in them, what stands beside them, what no decision
    accounts for."""
    one, other = before.about, after.about
    yield tell("between", lang, before=one["id"], before_day=one["release"]["as_of"],
               after=other["id"], after_day=other["release"]["as_of"])  # fmt: skip
    for region in found:
        yield from ("", _figures(region, lang), f"  {_sums(region, lang)}")
        for code, changes in groupby(region.changes, key=lambda change: change.code):
            yield f"  {code} {region.name(code)}"
            yield from (f"    {_line(change, lang)}" for change in changes)
        for (kind, _, _), others in groupby(region.beside, key=lambda one: (one.kind, one.change.code, one.name)):
            told = list(others)
            yield f"  {tell(kind, lang)} {told[0].change.code} {told[0].name}"
            yield from (
                f"    {tell('gone', lang) if one.change.kind == '退出' else _line(one.change, lang)}" for one in told
            )
        if region.silent:
            yield tell("silent", lang, count=len(region.silent), codes="、".join(region.silent))
        if region.unaccounted:
            yield tell("unaccounted", lang, count=len(region.unaccounted))
            yield from (f"  - {_sentence(region, one, lang)}" for one in region.unaccounted)
        else:
            yield tell("accounted", lang)


def _figures(region: RegionDiff, lang: Lang) -> str:
    items = Counter(kind for _, kind in {(change.code, change.kind) for change in region.changes})
    fields = sum(change.kind == "变更" for change in region.changes)
    return tell("region", lang, region=region.region, come=items["新增"], gone=items["退出"], moved=items["划转"],
                changed=items["变更"], fields=fields)  # fmt: skip


def _sums(region: RegionDiff, lang: Lang) -> str:
    """How many items, responsibilities and risk points there were and are, and whether the region is new or gone."""
    old, new = sums(region.before), sums(region.after)
    told = [f"{tell(key, lang)} {old[key]}→{new[key]}" for key in new]
    come = [] if all(region.here) else [tell("region_come" if region.here[1] else "region_gone", lang)]
    return tell("comma", lang).join([*come, *told])


def _line(change: Change, lang: Lang) -> str:
    kind = tell(change.kind, lang)
    if not change.field:
        return kind
    pieces = reworded(spoken(change.old), spoken(change.new))
    words = "".join(_MARKS[piece.kind].format(piece.text) for piece in pieces)
    return f"{kind} {tell('change', lang, field=' › '.join(change.field), text=words)}"


def _sentence(region: RegionDiff, one: Unaccounted, lang: Lang) -> str:
    fields = "、".join(" › ".join(path) or tell("something", lang) for path in one.fields)
    decision = f"{one.decision.number}（{one.decision.id}）" if one.decision else ""
    return tell(one.key, lang, code=one.code, name=region.name(one.code), fields=fields, decision=decision)


def as_json(before: Payload, after: Payload, found: Iterable[RegionDiff], lang: Lang) -> str:
    """The same for programs, values as the data have them."""
    whole = {
        "前": _snapshot(before),
        "后": _snapshot(after),
        "地区": {
            region.region: {
                **({} if all(region.here) else {"地区": "新增" if region.here[1] else "退出"}),
                "合计": {"前": sums(region.before), "后": sums(region.after)},
                "变动": [_record(region, change) for change in region.changes],
                **{kind: [_other(one) for one in region.beside if one.kind == kind] for kind in COMPARED},
                **({"已撤下": region.silent} if region.silent else {}),
                "核对": [_finding(region, one, lang) for one in region.unaccounted],
            }
            for region in found
        },
    }
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _snapshot(payload: Payload) -> dict[str, Any]:
    return {"快照": payload.about["id"], "数据截至": payload.about["release"]["as_of"]}


def _record(region: RegionDiff, change: Change) -> dict[str, Any]:
    return {"职权编码": change.code, "职权名称": region.name(change.code), **_told(change)}


def _other(one: Beside) -> dict[str, Any]:
    return {"编号": one.change.code, "名称": one.name, **_told(one.change)}


def _told(change: Change) -> dict[str, Any]:
    said = {"类型": change.kind, "字段": change.field, "原": change.old, "现": change.new}
    return {key: value for key, value in said.items() if value not in (None, ())}


def _finding(region: RegionDiff, one: Unaccounted, lang: Lang) -> dict[str, Any]:
    decision = {"文号": one.decision.number, "编号": one.decision.id} if one.decision else None
    fields: Sequence[Sequence[str]] = [path for path in one.fields if path]
    said = {
        "种类": one.key,
        "职权编码": one.code,
        "字段": fields,
        "调整文件": decision,
        "说明": _sentence(region, one, lang),
    }
    return {key: value for key, value in said.items() if value}


def reports(before: Payload, after: Payload) -> dict[str, bytes]:
    """What changed since the snapshot before, for people and for programs, by path in the later one."""
    found = list(diff(before, after))
    text = "\n".join(as_text(before, after, found, "zh"))
    return {TEXT: f"{text}\n".encode(), DATA: f"{as_json(before, after, found, 'zh')}\n".encode()}
