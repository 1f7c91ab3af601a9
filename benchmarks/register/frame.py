"""Everything of a region but its items: region.yml, departments, laws, themes, places, hotline, disclosures, a page."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.register.events import events, opening
from benchmarks.register.item import Place
from benchmarks.register.laws import entries
from benchmarks.register.library import Library
from benchmarks.register.plan import CLASSES, LETTERS, Spec
from benchmarks.register.words import UNITS, Unit
from benchmarks.register.yaml import dump

Record = dict[str, Any]

_PHONE = "0357-0000"
_THEMES = (
    "开店经营 种养殖 建房装修 运输出行 求学培训 就医用药 就业创业 养老救助 文化旅游 环境保护 安全生产 办证登记".split()
)
_DISCLOSURES = 60


def frame(specs: Sequence[Spec], place: Place, regions: int, library: Library | None) -> Iterator[tuple[str, str]]:
    """Path in the region's folder and text of every file but the items; counties lean on the city's laws and library."""
    yield "region.yml", dump(_region(specs, place, regions))
    for order, unit in enumerate(UNITS, start=1):
        yield f"departments/{unit.slug}.yml", dump(_department(unit, order, place))
    for path, event in events(specs, place, regions).items():
        yield path, dump(event)
    yield "places.yml", dump(_places(place))
    yield from _disclosures(specs, place)
    if place.upper:
        return
    yield "laws.yml", dump(entries())
    yield "themes.yml", dump(_themes(specs, place))
    yield "hotline.yml", dump(_hotline(place))
    yield "pages/about.md", f"# 关于本站\n\n{place.name}权责清单演示网站，内容全部为虚构，仅用于性能测量。\n"
    if library is not None:
        yield "library/duties.yml", dump(library.duties)
        yield "library/risks.yml", dump(library.risks)


def _region(specs: Sequence[Spec], place: Place, regions: int) -> Record:
    review = f"可以自知道该行为之日起60日内向{place.name}人民政府申请行政复议，也可以自知道之日起6个月内依法向人民法院提起行政诉讼"
    return {
        "格式版本": 1,
        "名称": place.name,
        "政府全称": f"{place.name}人民政府",
        "行政区划代码": place.code,
        "网址标识": place.slug,
        "层级": place.level,
        "上级": "临汾市" if place.upper else "山西省",
        "演示数据": "是",
        "清单公布": {"日期": "2015-11-30", "文号": f"{place.name[:1]}政演〔2015〕1号"},
        "清单主管": {"单位": f"{place.name}机构编制委员会办公室（演示）", "电话": f"{_PHONE}010"},
        "监督举报": {"单位": f"{place.name}人民政府办公室（演示）", "电话": f"{_PHONE}011"},
        "默认救济渠道": {name: f"对{name}不服的，{review}" for name in CLASSES},
        "期初": opening(specs, place, regions),
        "编码规则": "{部门:4}-{类别}-{序号:5}-{区划}",
        "类别字母": LETTERS,
        "网站": {
            "网站名称": f"阳光{place.name}（演示）",
            "主办单位": f"{place.name}人民政府办公室（演示）",
            "域名": "yangguang.example",
        },
    }


def _department(unit: Unit, order: int, place: Place) -> Record:
    office = place.office
    return {
        "名称": f"{place.name}{unit.name}",
        "简称": f"{place.name[-1]}{unit.name}",
        "部门编码": f"{1100 + order}",
        "排序": order,
        "主要职责": [f"负责{topic}的监督管理" for topic in unit.topics],
        "地址": f"{place.name}演示路{order}号",
        "办公时间": "工作日 8:00—12:00，14:30—18:00",
        "咨询电话": f"{_PHONE}{100 + order}",
        "监督电话": f"{_PHONE}{200 + order}",
        "内设机构": [
            {"名称": "办公室", "职责": "机关日常运转和信息公开"},
            *({"名称": f"{t}监督管理{office}", "职责": f"{t}的日常监督管理"} for t in unit.topics),
        ],
    }


def _places(place: Place) -> list[Record]:
    windows = [{"号": f"{n}号", "部门": unit.slug} for n, unit in enumerate(UNITS, start=1)]
    return [
        {"编号": "hall", "名称": f"{place.name}政务服务中心", "类型": "政务服务大厅", "查阅点": "是", "地址": "演示路1号",
         "开放时间": "工作日 9:00—17:00", "电话": f"{_PHONE}020", "设施": ["自助查询终端", "轮椅", "老花镜"], "窗口": windows},
        {"编号": "archive", "名称": f"{place.name}档案馆", "类型": "档案馆", "查阅点": "是", "地址": "演示路2号"},
        {"编号": "library", "名称": f"{place.name}图书馆", "类型": "公共图书馆", "查阅点": "是", "地址": "演示路3号"},
    ]  # fmt: skip


def _themes(specs: Sequence[Spec], place: Place) -> list[Record]:
    applied = [spec for spec in specs if spec.power_class in ("行政许可", "行政给付", "行政确认")]
    return [
        {"标识": f"theme-{n}", "名称": name, "对象": "自然人" if n % 2 else "法人",
         "职权": [spec.code(place.code) for spec in applied[n - 1 :: 12]]}
        for n, name in enumerate(_THEMES, start=1)
    ]  # fmt: skip


def _hotline(place: Place) -> Record:
    return {
        "名称": f"{place.name}12345政务服务便民热线",
        "受理范围": "对政府各部门管理、服务方面的咨询、求助、投诉、举报和意见建议",
        "服务时间": "全天24小时",
        "渠道": [{"类型": "电话", "号码或地址": "12345"}, {"类型": "传真", "号码或地址": f"{_PHONE}032"}],
    }


def _disclosures(specs: Sequence[Spec], place: Place) -> Iterator[tuple[str, str]]:
    for number in range(1, _DISCLOSURES // (4 if place.upper else 1) + 1):
        rng = random.Random(f"{place.slug}/disclosure/{number}")
        year, spec = 2016 + number % 10, rng.choice(specs)
        day = f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        head: Record = {
            "标题": f"{place.name}{spec.unit.name}{year}年{spec.topic}工作情况的通知",
            "公开类别": "政务公开",
            "索引号": f"{place.code}-YS/{year}-{number:05}",
            "体裁": "通知",
            "公开方式": "主动公开",
            "发布机构": spec.unit.slug,
            "成文日期": day,
            "发布日期": day,
            "有效性": "有效",
            "相关职权": [spec.code(place.code)],
        }
        body = "\n\n".join(f"{n}. 加强{spec.topic}{spec.act}的日常监管，按期公布结果。" for n in range(1, 9))
        yield f"disclosures/{year}/notice-{number:03}.md", f"---\n{dump(head)}---\n\n{body}\n"
