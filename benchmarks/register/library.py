"""Entries written once: risk points of every stage and duties of every class, which many items use by their ids."""

from __future__ import annotations

import random
from typing import Any

from benchmarks.register.plan import RISKS_A_DUTY, STAGES, Spec
from benchmarks.register.sentences import DUTY, DUTY_LENGTHS, POSTS, RISK_POINTS, composed, wanted

Record = dict[str, Any]
"""A mapping with the keys of the content format."""

VARIANTS = 3
"""Wordings of one duty of one class; the real register repeats its most frequent text for a quarter of all items."""

_LAWS = {
    "行政许可": ("行政许可法", 29, 69),
    "行政处罚": ("行政处罚法", 36, 75),
    "行政强制": ("行政强制法", 16, 53),
}


class Library:
    """``risks`` and ``duties`` by id. A duty of the library carries five risks of its stage."""

    def __init__(self, seed: int) -> None:
        more = {"行政处罚": ("听证",), "其他行政权力": ("送达", "事后监管", "信息公开", "归档")}
        stages = {name: dict.fromkeys((*STAGES[name], *more.get(name, ()))) for name in STAGES}
        self.risks: dict[str, Record] = {}
        self.duties: dict[str, Record] = {}
        for stage in sorted({stage for own in stages.values() for stage in own}):
            for number in range(len(RISK_POINTS)):
                self.risks[f"R-{stage}-{number + 1}"] = risk(stage, number, POSTS[number % 3])
        for name, own in stages.items():
            for stage in own:
                for variant in range(1, VARIANTS + 1):
                    rng = random.Random(f"{seed}/duty/{name}/{stage}/{variant}")
                    self.duties[f"D-{name}-{stage}-{variant}"] = _duty(name, stage, rng)

    def expanded(self, entry: Record, kind: str) -> Record:
        """An entry with what it takes from the library written out; ``kind`` is ``duties`` or ``risks``."""
        table: dict[str, Record] = getattr(self, kind)
        result = {**table[entry["引用"]], **entry} if "引用" in entry else dict(entry)
        result.pop("引用", None)
        if "风险点" in result and isinstance(result["风险点"], list):
            result["风险点"] = [self.expanded(risk, "risks") for risk in result["风险点"]]
        return result


def risk(stage: str, number: int, post: str) -> Record:
    """The risk point of this number at a stage, written out."""
    name, shows, level, measures, who, kind = RISK_POINTS[number].format(s=stage, p=post).split(";")
    return {"风险点": name, "表现形式": shows, "等级": level, "防控措施": measures, "责任岗位": who, "类别": kind}


def refs(stage: str, rng: random.Random) -> list[Record]:
    """Five different risks of a stage, by reference."""
    numbers = sorted(rng.sample(range(1, len(RISK_POINTS) + 1), RISKS_A_DUTY))
    return [{"引用": f"R-{stage}-{number}"} for number in numbers]


def duty_text(spec: Spec | None, rng: random.Random) -> str:
    """The text of one duty; without an item, in words that fit all."""
    fill = (spec.topic, spec.act, "有关") if spec else ("本事项", "", "有关")
    return composed(DUTY, wanted(DUTY_LENGTHS, rng), fill, rng, "")[:-1].replace("。", "；")


def citation(power_class: str, rng: random.Random) -> str:
    """An article of the law of procedure that a duty of the class rests on."""
    law, low, high = _LAWS.get(power_class, ("公务员法", 53, 62))
    return f"《{law}》第{numeral(rng.randint(low, high))}条"


def numeral(number: int) -> str:
    """1–99 in Chinese."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")


def _duty(power_class: str, stage: str, rng: random.Random) -> Record:
    basis = list(dict.fromkeys(citation(power_class, rng) for _ in range(2)))
    return {"环节": stage, "责任": duty_text(None, rng), "依据": basis, "风险点": refs(stage, rng)}
