"""The rules that need one item and its region's frame, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yangguang.check.bases import check_bases
from yangguang.check.codes import check_code
from yangguang.check.flow import check_flow
from yangguang.check.library import bad_level
from yangguang.check.limits import check_limits, handlings
from yangguang.check.near import clipped
from yangguang.check.paths import check_files
from yangguang.check.remedy import outdated_remedy
from yangguang.check.stages import check_stages
from yangguang.model.content import RegionContent
from yangguang.model.power import Power
from yangguang.model.problem import Problem

_CATCH_ALL = re.compile(
    r"(?:其他|其它)(?:相关|有关|必要|需要|应当|提交|提供|要求|规定|法定|的)*(?:材料|资料|文件|证明材料|证明文件|证件)"
)
"""A material that could be anything; 其他股东的身份证明 and the like name what they are."""
_BETWEEN_NAMES = re.compile(r"[，、；;,【】［］－]|^[—–•·●]")
"""Signs that part one name from the next where YAML's own were meant."""


def check_item(power: Power, file: str, content: RegionContent) -> Iterator[Problem]:
    """Every mistake of an expanded item that shows without looking at other items.

    Missing required keys and the completeness notice wait for the item's status: see completeness.judge.
    """
    yield from check_code(power, file, content)
    if power.public_service and power.power_class:
        yield Problem("P206", file, ("职权类别",), {"class": power.power_class})
    yield from check_limits(power, file)
    yield from _levels(power, file, content)
    yield from _risks(power, file, content)
    yield from check_stages(power, file, content.stages)
    yield from check_flow(power, file)
    yield from check_bases(power, file, content.duties)
    yield from _everyday_names(power, file)
    yield from _handling(power, file)
    yield from _entrustments(power, file)
    yield from check_files(power, file, content.files)
    if power.remedy and (found := outdated_remedy(power.remedy)):
        yield Problem(found[0], file, ("救济渠道",), {"found": found[1]})


def _everyday_names(power: Power, file: str) -> Iterator[Problem]:
    for number, name in enumerate(power.everyday_names):
        parts = [part.strip() for part in _BETWEEN_NAMES.split(name) if part.strip()]
        if parts != [name]:
            args = {"name": clipped(name), "right": clipped(", ".join(parts))}
            yield Problem("P276", file, ("通俗名称", number), args)


def _levels(power: Power, file: str, content: RegionContent) -> Iterator[Problem]:
    level = content.region.level
    if not content.known:
        return
    if power.levels and level not in power.levels and "分级管理" not in power.levels:
        yield Problem("P271", file, ("行使层级",), {"levels": "、".join(power.levels), "level": level})


def _risks(power: Power, file: str, content: RegionContent) -> Iterator[Problem]:
    for index, duty in enumerate(power.duties):
        for m, risk in enumerate(duty.risks):
            entry = content.risks.get(risk.ref) if risk.ref else None
            if entry is None or entry.level != risk.level:
                yield from bad_level(risk, content, file, ("责任事项", index, "风险点", m))


def _handling(power: Power, file: str) -> Iterator[Problem]:
    for handling, where in handlings(power):
        for index, material in enumerate(handling.materials):
            if _CATCH_ALL.search(material.name):
                yield Problem("P266", file, (*where, "申请材料", index, "名称"), {"name": clipped(material.name)})
        for index, fee in enumerate(handling.fee_list):
            if not fee.basis:
                yield Problem("P275", file, (*where, "收费", index), {"fee": fee.item})


def _entrustments(power: Power, file: str) -> Iterator[Problem]:
    for index, entrusted in enumerate(power.entrustments):
        if entrusted.start and entrusted.end and entrusted.end < entrusted.start:
            args = {"start": entrusted.start.isoformat(), "end": entrusted.end.isoformat()}
            yield Problem("P270", file, ("委托", index, "止"), args)
