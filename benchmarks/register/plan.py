"""Who has which items: shares of departments and classes, unique names, the stages of every item, exact totals."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from benchmarks.register.words import ACTS, BREACHES, CIRCUMSTANCES, NAMES, UNITS, Unit

ITEMS, DUTIES, RISKS_A_DUTY = 3071, 18766, 5
"""The city of the mission: 3,071 items, 18,766 duties, and 93,830 = 5 × 18,766 risk points."""

CLASSES = {
    "行政许可": 131, "行政处罚": 2155, "行政强制": 78, "行政征收": 8, "行政给付": 26, "行政检查": 198,
    "行政确认": 43, "行政奖励": 40, "行政裁决": 4, "其他行政权力": 388,
}  # fmt: skip
"""Items of each class among 3,071: the proportions of a published district list of 3,064 (卫滨区, 2021)."""

LETTERS = dict(zip((*CLASSES, "公共服务"), "ABCDEFGHJZP", strict=True))

STAGES = {
    "行政许可": ("受理", "审查", "审查", "决定", "送达", "事后监管"),
    "行政处罚": ("立案", "调查取证", "审查", "告知", "决定", "送达", "执行"),
    "行政强制": ("报批", "实施", "告知", "处理", "解除"),
    "行政征收": ("告知", "核定", "征收", "缴库", "监督检查"),
    "行政给付": ("受理", "审核", "公示", "决定", "发放"),
    "行政检查": ("制定计划", "实施检查", "处置", "结果公开"),
    "行政确认": ("受理", "审查", "决定", "送达"),
    "行政奖励": ("制定方案", "申报推荐", "评审", "公示", "决定"),
    "行政裁决": ("受理", "审理", "调解", "裁决", "送达"),
    "其他行政权力": ("受理", "审查", "决定"),
}
_MORE = ("送达", "事后监管", "信息公开", "归档")
"""What an item of 其他行政权力 may have beyond its three stages: they make the total of duties exact."""

NAME_LENGTHS = (11, 16, 20, 24, 28, 33, 40, 47, 55, 67, 93)
"""Lengths of names in the real register at 5, 15, 25 … 95 and 99 %."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What all regions share of one item. ``number`` counts all items of a region, ``serial`` those of its class."""

    number: int
    unit: Unit
    unit_code: str
    power_class: str
    serial: int
    topic: str
    act: str
    name: str
    stages: tuple[str, ...]

    def code(self, region: str) -> str:
        """职权编码 in the region of this code."""
        return f"{self.unit_code}-{LETTERS[self.power_class]}-{self.serial * 10:05}-{region}"


def plan(items: int = ITEMS, seed: int = 1) -> tuple[Spec, ...]:
    """The items of one region, by department and class; with 3,071 of them the duties are exactly 18,766."""
    shares = _spread(items, [unit.weight for unit in UNITS])
    classes = _dealt(_spread(items, list(CLASSES.values())), random.Random(f"{seed}/classes"))
    used: set[str] = set()
    specs: list[Spec] = []
    for place, (unit, share) in enumerate(zip(UNITS, shares, strict=True)):
        own = sorted((next(classes) for _ in range(share)), key=list(CLASSES).index)
        specs += _unit(unit, f"{1101 + place}", own, len(specs), used, seed)
    return _exact(specs, round(items * DUTIES / ITEMS))


def _spread(total: int, weights: list[int]) -> list[int]:
    """``total`` split in proportion, whole numbers by largest remainder; each at least one where there are enough."""
    floor = 1 if total >= 4 * len(weights) else 0
    rest = total - floor * len(weights)
    exact = [rest * weight / sum(weights) for weight in weights]
    counts = [floor + int(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda i: (int(exact[i]) - exact[i], i))
    for i in order[: total - sum(counts)]:
        counts[i] += 1
    return counts


def _dealt(counts: list[int], rng: random.Random) -> Iterator[str]:
    cards = [name for name, count in zip(CLASSES, counts, strict=True) for _ in range(count)]
    rng.shuffle(cards)
    return iter(cards)


def _unit(unit: Unit, code: str, classes: list[str], first: int, used: set[str], seed: int) -> Iterator[Spec]:
    rng = random.Random(f"{seed}/{unit.slug}")
    pairs = list(product(unit.topics, ACTS))
    rng.shuffle(pairs)
    serials: dict[str, int] = {}
    for place, name in enumerate(classes):
        serials[name] = serials.get(name, 0) + 1
        topic, act = pairs[place % len(pairs)]
        title = _name(name, topic, act, rng, used)
        yield Spec(first + place, unit, code, name, serials[name], topic, act, title, STAGES[name])


def _name(power_class: str, topic: str, act: str, rng: random.Random, used: set[str]) -> str:
    """A name that no other item has."""
    while True:
        if power_class == "行政处罚":
            name = _penalty(topic, act, rng)
        else:
            name = rng.choice(NAMES[power_class]).format(t=topic, a=act)
            if name in used:
                name = rng.choice(NAMES[power_class]).format(t=topic, a=f"{rng.choice(ACTS)}、{rng.choice(ACTS)}")
        if name not in used:
            used.add(name)
            return name


def _penalty(topic: str, act: str, rng: random.Random) -> str:
    wanted = rng.choice(NAME_LENGTHS)
    breaches = rng.sample(BREACHES, 6)
    parts = [breaches[0].format(t=topic, a=act)]
    for breach in breaches[1:]:
        if len("，或者".join(parts)) + 12 >= wanted:
            break
        parts.append(breach.format(t="", a=act))
    text = "，或者".join(parts)
    if len(text) < wanted and rng.random() < 0.3:
        text += f"，{rng.choice(CIRCUMSTANCES)}"
    return f"对{text}的处罚"


def _exact(specs: list[Spec], duties: int) -> tuple[Spec, ...]:
    """The total of duties made exact by items of 其他行政权力, which have from two to seven stages."""
    stages = [spec.stages for spec in specs]
    flexible = [i for i, spec in enumerate(specs) if spec.power_class == "其他行政权力"]
    missing = duties - sum(map(len, stages))
    for i in flexible * len(_MORE):
        if missing > 0 and len(stages[i]) < 7:
            stages[i] += (_MORE[len(stages[i]) - 3],)
            missing -= 1
        elif missing < 0 and len(stages[i]) == 3:
            stages[i] = stages[i][:2]
            missing += 1
    return tuple(
        Spec(s.number, s.unit, s.unit_code, s.power_class, s.serial, s.topic, s.act, s.name, own)
        for s, own in zip(specs, stages, strict=True)
    )
