"""Decisions of ten years that changed the list, and the opening from which they lead to it exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.register.item import Place
from benchmarks.register.plan import Spec
from benchmarks.register.words import COUNTIES, UNITS

Record = dict[str, Any]

OPENING = "2015-11-30"
_ADJUSTED = {"权责清单": "是", "运行流程图": "是", "风险防控图": "是"}
_CANCELLED = 24


def chosen(specs: Sequence[Spec], remainder: int, every: int) -> list[Spec]:
    """One of every so many items; each kind of decision has a remainder of its own, so that no item meets two kinds."""
    return [spec for spec in specs if spec.number % every == remainder]


def _added(specs: Sequence[Spec]) -> list[Spec]:
    return chosen(specs, 3, 60)


def _devolved(specs: Sequence[Spec], regions: int) -> list[Spec]:
    """Powers that the city shares with its counties since 2018."""
    return chosen(specs, 7, 300) if regions > 1 else []


def _moved(specs: Sequence[Spec]) -> list[tuple[Spec, str]]:
    """Items that came from another department, with its slug."""
    return [(spec, UNITS[(spec.number * 7 + 1) % len(UNITS)].slug) for spec in chosen(specs, 11, 300)]


def _left(specs: Sequence[Spec]) -> Iterator[tuple[str, str, str]]:
    """Cancelled powers that never had a code: name, department, class."""
    for spec in chosen(specs, 13, 60)[:_CANCELLED]:
        yield f"{spec.topic}{spec.act}年度审验", spec.unit.slug, spec.power_class


def opening(specs: Sequence[Spec], place: Place, regions: int) -> Record:
    """期初: the list of today less what was added, plus what was cancelled, by the departments of that day."""
    counts = Counter((spec.unit.slug, spec.power_class) for spec in specs)
    counts.subtract((spec.unit.slug, spec.power_class) for spec in _added(specs))
    if place.upper:
        counts.subtract((spec.unit.slug, spec.power_class) for spec in _devolved(specs, regions))
    counts.update((unit, power_class) for _, unit, power_class in _left(specs))
    for spec, old in _moved(specs):
        if spec.unit.slug != old:
            counts[spec.unit.slug, spec.power_class] -= 1
            counts[old, spec.power_class] += 1
    table: dict[str, dict[str, int]] = {}
    for (unit, power_class), count in sorted(counts.items()):
        if count:
            table.setdefault(unit, {})[power_class] = count
    return {"日期": OPENING, "文号": f"{place.name[:1]}政演〔2015〕1号", "数量": table}


def events(specs: Sequence[Spec], place: Place, regions: int) -> dict[str, Record]:
    """Every decision by its path in the region's folder."""
    found: dict[str, Record] = {}
    for number, (year, month, title, rows) in enumerate(_decisions(specs, place, regions), start=1):
        if rows:
            found[f"events/{year}/{year}-{month:02}-{number:03}.yml"] = {
                "文号": f"{place.name[:1]}政演〔{year}〕{number}号",
                "标题": f"{place.name}人民政府关于{title}的决定（演示）",
                "批准机关": f"{place.name}人民政府（演示）",
                "决定日期": f"{year}-{month:02}-05",
                "公布日期": f"{year}-{month:02}-10",
                "生效日期": f"{year}-{month:02}-20",
                "理由": "法律、法规、规章和机构职能调整",
                "合法性审查": "经审查，依据充分、程序合法",
                "调整事项": rows,
                "同步调整": _ADJUSTED,
            }
    return found


def _decisions(specs: Sequence[Spec], place: Place, regions: int) -> Iterator[tuple[int, int, str, list[Record]]]:
    def code(spec: Spec) -> str:
        return spec.code(place.code)

    added = _added(specs)
    for year in range(2016, 2026):
        yield year, 2, "新增一批职权事项", [{"类型": "新增", "变更后": [code(s)]} for s in added[year - 2016 :: 10]]
    for year, first in ((2017, 0), (2019, 8), (2021, 16)):
        rows = [
            {"类型": "取消", "名称": name, "部门": unit, "职权类别": power_class}
            for name, unit, power_class in list(_left(specs))[first : first + 8]
        ]
        yield year, 4, "取消一批职权事项", rows
    yield 2018, 5, "县级承接一批职权事项" if place.upper else "部分下放一批职权事项", _shared(specs, place, regions)
    moves = [
        {"类型": "划转", "变更前": [code(s)], "变更后": [code(s)], "原部门": old, "现部门": s.unit.slug}
        for s, old in _moved(specs)
        if s.unit.slug != old
    ]
    yield 2019, 6, "机构改革中划转职权事项", moves
    for year, kind, remainder in (
        (2020, "依据变更", 17),
        (2021, "名称变更", 19),
        (2022, "更正", 23),
        (2023, "暂停", 29),
    ):
        yield (
            year,
            7,
            f"部分职权事项{kind}",
            [{"类型": kind, "变更前": [code(s)]} for s in chosen(specs, remainder, 300)],
        )
    yield 2024, 8, "恢复部分职权事项", [{"类型": "恢复", "变更前": [code(s)]} for s in chosen(specs, 29, 600)]
    change: list[Record] = [{"字段": "承诺办结时限", "原": "30个工作日", "现": "20个工作日"}]
    shorter = [{"类型": "要素变更", "变更前": [code(s)], "变更要素": change} for s in chosen(specs, 31, 150)]
    yield 2024, 9, "压缩办理时限", shorter


def _shared(specs: Sequence[Spec], place: Place, regions: int) -> list[Record]:
    if place.upper:
        return [
            {"类型": "承接", "变更前": [s.code(place.upper)], "变更后": [s.code(place.code)]}
            for s in _devolved(specs, regions)
        ]
    receivers = [slug for _, slug, _ in COUNTIES[: regions - 1]]
    return [
        {"类型": "部分下放", "变更前": [s.code(place.code)], "承接单位": receivers} for s in _devolved(specs, regions)
    ]
