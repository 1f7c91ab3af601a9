"""One raw item → the mapping of its file: every text goes to its key, what fits none goes to 备注 under its own name."""

from __future__ import annotations

import re
from collections.abc import Collection

from yangguang.exchange.items.duties import accountability
from yangguang.exchange.items.keys import MAKERS, TEXTS
from yangguang.exchange.items.levels import levels
from yangguang.exchange.items.made import Made
from yangguang.exchange.items.responsibility import responsibility
from yangguang.exchange.items.rest import applied, unpacked
from yangguang.exchange.items.writing import writable
from yangguang.exchange.sheets.annex import ELSEWHERE
from yangguang.exchange.sheets.columns import Vocabulary
from yangguang.exchange.sheets.header import REST
from yangguang.exchange.sheets.headings import class_named
from yangguang.exchange.sheets.raw import Left, RawItem, Said
from yangguang.exchange.sheets.rows import SUB
from yangguang.model.words import APPLIED_FOR, CLASS_SYNONYMS

_ENDING = re.compile(r"(处罚|强制|检查|奖励|征收|给付|确认|裁决|许可)(?:[（(].*)?$")
_ASIDE = ("部门职责", "收费依据", "运行流程", "裁量基准", "追责依据")


def made(
    raw: RawItem, words: Vocabulary, sheet_level: str | None = None, region_level: str = "市级", risk_levels: Collection[str] = ()
) -> Made:  # fmt: skip
    """The item as content, without its code."""
    item = Made(raw)
    _class(item, words)
    _names(item)
    levels(item, sheet_level, region_level)
    for key in raw.said:
        if maker := MAKERS.get(key):
            maker(item, key)
    responsibility(item, risk_levels)
    _accountability(item)
    _simple(item)
    if item.remarks:
        item.value["备注"] = "\n".join(item.remarks)
    _rest(item)
    return item


def _rest(item: Made) -> None:
    """其他要素, as far as the columns have not been edited since; whatever is none of ours is told and left out."""
    said = item.raw.said.get(REST, [])
    if not said:
        return
    rest = unpacked("".join(each.text for each in said))
    value, stale = applied(item.value, rest) if rest is not None else ({}, [])
    sound = rest is not None and writable(value)
    if sound:
        item.value = value
    at = item.raw.said["职权名称"][0].at
    item.left += (
        [Left("rest_stale", at, key) for key in stale] if sound else [Left("rest_unreadable", at, said[0].text)]
    )
    for each in said:
        if each.at != ELSEWHERE:
            item.tell("rest", each)


def _names(item: Made) -> None:
    """One sub-item: it is the item and its 主项 stands beside it. Several: the main item, with its 业务办理项."""
    said = item.raw.said
    main = "".join(s.text for s in said["职权名称"][:1])
    subs = [re.sub(r"^[0-9]{1,2}[.、．]\s*", "", s.text) for s in said.get(SUB, ())]
    item.value["职权名称"] = main
    for key in ("职权名称", "职权编码"):
        item.remarks += [f"{key}：{extra.text}" for extra in said.get(key, ())[1:]]
    if len(subs) == 1 and subs[0] != main:
        item.value |= {"职权名称": subs[0], "主项": {"名称": main}}
    elif len(subs) > 1 and item.value.get("职权类别") in APPLIED_FOR:
        item.put("办理.业务办理项", [{"名称": sub} for sub in subs])
    elif len(subs) > 1:
        item.remarks.append("子项：" + "；".join(subs))


def _class(item: Made, words: Vocabulary) -> None:
    """The cell's word, else the heading or sheet, else what the name ends in; never silent about a guess."""
    said = item.raw.said.get("职权类别", [])
    word = said[0].text if said else item.raw.heading
    word = words.classes.get(word, word)
    name = item.raw.said["职权名称"][0]
    known = class_named(word)
    if known is None:
        ending = _ENDING.search(name.text)
        known = CLASS_SYNONYMS[ending[1]] if ending else "其他行政权力"
        item.tell("class_guessed", name)
        if word:
            item.remarks.append(f"职权类别：{word}")
    elif not said:
        item.tell("class_from_heading", name)
    item.remarks += [f"职权类别：{other.text}" for other in said[1:] if class_named(other.text) != known]
    if known == "公共服务":
        item.value["事项性质"] = known
    else:
        item.value["职权类别"] = known


def _accountability(item: Made) -> None:
    said = item.raw.said.get("追责情形", [])
    read = [accountability(each.text) for each in said]
    if said and all(cases for cases, _ in read):
        every = (case for cases, _ in read for case in cases)
        item.value["追责情形"] = [{"情形": case} for case in dict.fromkeys(every)]
        for each, (_, lead) in zip(said, read, strict=True):
            if lead:
                item.tell("lead_in", Said(lead, each.at, each.again))
    elif said:
        item.value["追责情形"] = item.text("追责情形")


def _simple(item: Made) -> None:
    """Everything that is no list of entries."""
    for key, path in TEXTS.items():
        if text := item.text(key):
            item.put(path, text)
    for key in _ASIDE:
        if (text := item.text(key)) and text != item.value.get("权限划分"):
            item.remarks.append(f"{key}：{text}")
    if text := item.text("备注"):
        item.remarks.append(text)
    if offices := item.text("承办机构"):
        item.value["承办机构"] = offices.replace("\n", "、")
