"""What a column says → the key of the item that it means; what fits none goes to 备注 under its own name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import get_args

from yangguang.exchange.items.bases import NUMERAL, bases
from yangguang.exchange.items.duties import numbered
from yangguang.exchange.items.made import Made
from yangguang.exchange.sheets.raw import Said
from yangguang.exchange.sheets.rows import SERIAL
from yangguang.model.fields import parse_limit
from yangguang.model.words import Enforcement, HolderKind, JobKind, Source
from yangguang.yamlio.canon import canonical

_SEPARATORS = re.compile(r"[、，,;；/\n]+")
_LIMIT = re.compile(r"(?<![0-9０-９.．])[0-9０-９]++ *(?:个?工作日|天|日|个月|年|个?小时)|当场|即时")
_ARTICLES = re.compile(rf"第[{NUMERAL}]+条[^：:《\n]*+")

TEXTS = {"权限划分": "权限划分", "咨询电话": "咨询电话", "监督电话": "监督电话", "救济渠道": "救济渠道", "追责对象范围": "追责对象范围",
          "受理条件": "办理.受理条件", "办理时间": "办理.办理时间", "窗口": "办理.窗口", "到现场次数": "办理.到现场次数",
          "给付标准": "办理.给付标准", "数量限制": "办理.数量限制", "审批结果": "办理.审批结果.名称", "检查方式": "检查.方式",
          "检查频次": "检查.频次", "检查对象": "检查.对象", "结果公开": "结果公开.内容", "行使主体": "行使主体"}  # fmt: skip
LISTS = {"服务对象": "办理.服务对象", "办理形式": "办理.办理形式", "处罚种类": "处罚.种类", "联办机构": "联办机构", "通俗名称": "通俗名称",
          "原编码": "其他编码.原编码"}  # fmt: skip
WORDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "实施主体性质": ("实施主体性质", get_args(HolderKind)), "权力来源": ("权力来源", get_args(Source)),
    "执行方式": ("执行方式", get_args(Enforcement)), "办件类型": ("办理.办件类型", get_args(JobKind)),
}  # fmt: skip
LIMITS = {"法定办结时限": "办理.法定办结时限", "承诺办结时限": "办理.承诺办结时限", "办案期限": "办案期限.时限"}
_CODES = {"国家基本编码": r"[0-9]{12}", "国家实施编码": r"[0-9A-Z]{31}"}
_DATES = {"生效日期", "更新日期"}


def _bases(item: Made, key: str) -> None:
    entries = (entry for text in _cited(item.raw.said[key]) for entry in bases(text))
    item.value[key] = list({repr(entry): entry for entry in entries}.values())


def _cited(saids: Sequence[Said]) -> list[str]:
    """The texts of bases; articles that stand in the column beside their law's (名称 | 条款) follow it."""
    laws = {at: said.text for said in saids for at in (said.at, *said.again) if said.text.endswith("》")}
    texts: list[str] = []
    gone: set[str] = set()
    for said in saids:
        places = ((row, column - 1) for row, column in (said.at, *said.again))
        beside = [laws[at] for at in places if at in laws] if _ARTICLES.fullmatch(said.text) else []
        texts += [f"{law}{said.text}" for law in beside] or [said.text]
        gone.update(beside)
    return [text for text in texts if text not in gone]


def _listed(item: Made, key: str) -> None:
    texts = (text.strip() for said in item.raw.said[key] for text in _SEPARATORS.split(said.text))
    item.put(LISTS[key], list(dict.fromkeys(text for text in texts if text)))


def _put(item: Made, path: str, key: str, text: str, *, fits: object) -> None:
    """A text where it can be what its key says; else beside it."""
    if fits:
        item.put(path, text)
    else:
        item.remarks.append(f"{key}：{text}")


def _word(item: Made, key: str) -> None:
    path, allowed = WORDS[key]
    text = item.text(key)
    _put(item, path, key, text, fits=text in allowed)


def _limit(item: Made, key: str) -> None:
    """A limit that is alone in its text; the words around it stay under 备注."""
    text = item.text(key)
    found = _LIMIT.findall(text)
    limit = canonical(found[0], "limit") if len(found) == 1 else ""
    if parse_limit(limit):
        item.put(LIMITS[key], limit)
    if not parse_limit(limit) or found[0] != text:
        item.remarks.append(f"{key}：{text}")


def _code(item: Made, key: str) -> None:
    text = item.text(key)
    _put(item, f"其他编码.{key}", key, text, fits=re.fullmatch(_CODES[key], text, re.ASCII))


def _day(item: Made, key: str) -> None:
    day = canonical(item.text(key), "date")
    _put(item, key, key, day, fits=re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day, re.ASCII))


def _fees(item: Made, key: str) -> None:
    text = item.text(key)
    free = text in ("不收费", "否", "无", "免费", "不收取")
    _put(item, "办理.收费", key, "不收费" if free else text, fits=free)


def _materials(item: Made, key: str) -> None:
    item.put("办理.申请材料", [{"名称": " ".join(name.split("\n"))} for name in numbered(item.text(key))])


def _place(item: Made, key: str) -> None:
    item.put("办理.办理地点", [said.text for said in item.raw.said[key]])


def _online(item: Made, key: str) -> None:
    text = item.text(key)
    _put(item, "办理.网上办理", key, text, fits=re.fullmatch(r"https?://\S+", text))


def _approval(item: Made, key: str) -> None:
    text = item.text(key)
    numbered = re.search(r"[〔\[（(][12][0-9]{3}[〕\])）]", text) and len(text) < 40
    item.put("批准文件.文号" if numbered else "批准文件.标题", text)


def _nature(item: Made, key: str) -> None:
    nature = item.text(key)
    if nature == "公共服务":
        item.value[key] = nature
        if item.value.pop("职权类别", None):
            lines = (f"职权类别：{said.text}" for said in item.raw.said.get("职权类别", ()))
            item.remarks += [line for line in lines if line not in item.remarks]
    elif nature != "行政权力":
        item.remarks.append(f"{key}：{nature}")


def _serial(item: Made, key: str) -> None:
    for said in item.raw.said[key]:
        item.tell("serial_many" if re.search(r"[,，、]\s*[0-9]", said.text) else "serial", said)


MAKERS: dict[str, Callable[[Made, str], None]] = {
    "设定依据": _bases, "收费": _fees, "申请材料": _materials, "办理地点": _place, "网上办理": _online, "批准文件": _approval,
    "事项性质": _nature, SERIAL: _serial,
    **dict.fromkeys(LISTS, _listed), **dict.fromkeys(WORDS, _word), **dict.fromkeys(LIMITS, _limit),
    **dict.fromkeys(_CODES, _code), **dict.fromkeys(_DATES, _day),
}  # fmt: skip
