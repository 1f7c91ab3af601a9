"""What a complete card has: required keys, and the further ones that one notice per item counts."""

from __future__ import annotations

from collections.abc import Iterator

from yangguang.model.content import RegionContent
from yangguang.model.facts import ItemFacts
from yangguang.model.flow import NO_BOX
from yangguang.model.power import Power
from yangguang.model.problem import Problem
from yangguang.model.region import Department
from yangguang.model.share import percent
from yangguang.model.status import Change
from yangguang.model.words import TOMBSTONES

_ALWAYS_REQUIRED = "职权类别"
"""The one key, beside code and name, that a 目录主项 and a tombstone need too (unless 公共服务)."""

_HANDLING = {
    "targets": "服务对象", "conditions": "受理条件", "materials": "申请材料", "legal_limit": "法定办结时限",
    "promised_limit": "承诺办结时限", "fees": "收费", "job_kind": "办件类型", "forms": "办理形式", "visits": "到现场次数",
    "result": "审批结果", "places": "办理地点",
}  # fmt: skip
_LICENCE = {"quota": "数量限制", "yearly_check": "年审年检", "intermediaries": "中介服务"}
_POWER = {"office": "承办机构", "levels": "行使层级", "source": "权力来源", "accountability": "追责情形"}


def missing_keys(power: Power) -> tuple[str, ...]:
    """Required keys without a value, by their Chinese names."""
    service = power.public_service
    needed: dict[str, object] = {} if service else {_ALWAYS_REQUIRED: power.power_class}
    if not power.catalogue_main:
        needed |= {"办理": power.handling} if service else {"设定依据": power.bases, "责任事项": power.duties}
    return tuple(key for key, value in needed.items() if not value)


def gaps(power: Power, content: RegionContent, department: Department | None) -> tuple[tuple[str, ...], int]:
    """Further keys that a complete card of this kind has and this one lacks, and how many keys are counted in all."""
    if power.catalogue_main:
        return (), 0
    wanted = dict(_common(power, content, department))
    if power.public_service:
        wanted |= _applied(power, department)
    else:
        wanted |= {key: bool(getattr(power, name)) for name, key in _POWER.items()}
        wanted |= _bases(power) | _duties(power)
        wanted |= _applied(power, department) if power.applied_for else _on_office(power)
    required = 1 if power.public_service else 3
    return tuple(key for key, there in wanted.items() if not there), len(wanted) + required


def _common(power: Power, content: RegionContent, department: Department | None) -> Iterator[tuple[str, bool]]:
    yield "咨询电话", bool(power.consult_phone or (department and department.consult_phone))
    yield "监督电话", bool(power.complaint_phone or (department and department.complaint_phone))
    remedies = content.region.remedies
    if not power.public_service:
        yield "救济渠道", bool(power.remedy or (power.power_class and remedies.get(power.power_class)))
    yield "更新日期", power.updated is not None


def _applied(power: Power, department: Department | None) -> dict[str, bool]:
    handling = power.handling
    keys = _HANDLING | (_LICENCE if power.power_class == "行政许可" else {})
    if power.public_service:  # no law sets a limit for most services
        keys = {name: key for name, key in keys.items() if name != "legal_limit"}
    if power.power_class == "行政给付":
        keys = keys | {"benefit": "给付标准"}
    said = handling.said if handling else frozenset()
    found = {key: name in said for name, key in keys.items()}
    found["办理时间"] = "hours" in said or bool(department and department.hours)
    return found


def _on_office(power: Power) -> dict[str, bool]:
    """Classes exercised ex officio: what the law on each of them makes public."""
    if power.power_class == "行政处罚":
        penalty = power.penalty
        return {
            "处罚种类": bool(penalty and penalty.kinds),
            "裁量基准": bool(penalty and penalty.discretion),
            "办案期限": power.term is not None,
        }
    if power.power_class == "行政强制":
        return {"执行方式": power.enforcement is not None}
    if power.power_class == "行政检查":
        check = power.inspection
        return {"检查方式": bool(check and check.way), "检查频次": bool(check and check.frequency)}
    return {}


def _bases(power: Power) -> dict[str, bool]:
    """A basis that nobody has taken apart yet lacks its law, rank, article and nature; counted once for the item."""
    return {
        "依据的法规": all(b.law for b in power.bases),
        "依据的位阶": all(b.rank for b in power.bases),
        "依据的条款": all(b.articles or b.rank == "规范性文件" for b in power.bases),
        "依据的性质": all(b.nature for b in power.bases),
    }


def _duties(power: Power) -> dict[str, bool]:
    return {
        "环节": any(duty.stage not in NO_BOX for duty in power.duties),
        "责任的依据": bool(power.duties) and all(duty.basis or not duty.text for duty in power.duties),
        "风险点": any(duty.risks for duty in power.duties),
    }


def judge(item: ItemFacts, status: str, end: Change | None = None) -> Iterator[Problem]:
    """Once the status is known: missing required keys (error), else one notice of completeness where keys lack.

    ``end``: by what it will leave the list, which does not excuse it yet.
    """
    ended = status in TOMBSTONES
    missing = tuple(key for key in item.missing if not ended or key == _ALWAYS_REQUIRED)
    if missing and end:
        yield Problem("P282", item.file, (), {"keys": "、".join(missing), "day": f"{end.day}", "kind": end.kind})
    elif missing:
        yield Problem("P280", item.file, (), {"keys": "、".join(missing)})
    elif item.gaps and not ended:
        args = {"percent": str(completeness(item)), "keys": "、".join(item.gaps)}
        yield Problem("P281", item.file, (), args)


def completeness(item: ItemFacts) -> int:
    """How complete the card is, in whole per cent; 100 where nothing is expected."""
    lacking = len(item.missing) + len(item.gaps)
    return percent(item.expected - lacking, item.expected) if item.expected else 100
